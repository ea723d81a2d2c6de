//! The sandbox's own time, so that runs repeat exactly.

use std::time::{Duration, SystemTime};

/// What the sandbox takes for the present. Asked once for each thing that is written.
pub(crate) struct Clock(Source);

enum Source {
    /// A minute later with each thing that is written. Holds the next time.
    Stepping(SystemTime),
    Given(Box<dyn FnMut() -> SystemTime + Send>),
}

/// 2026-01-05, 09:00:00 UTC: a Monday morning.
const START: Duration = Duration::from_secs(1_767_603_600);
const STEP: Duration = Duration::from_secs(60);

impl Clock {
    pub(crate) fn new(now: impl FnMut() -> SystemTime + Send + 'static) -> Self {
        Self(Source::Given(Box::new(now)))
    }

    /// Starts at a fixed time and is a minute later each time that it is asked.
    pub(crate) fn stepping() -> Self {
        Self(Source::Stepping(SystemTime::UNIX_EPOCH + START))
    }

    /// Goes on from a time, unless the clock was given by the caller.
    pub(crate) fn resume(&mut self, at: SystemTime) {
        if let Source::Stepping(next) = &mut self.0 {
            *next = at;
        }
    }

    pub(crate) fn now(&mut self) -> SystemTime {
        match &mut self.0 {
            Source::Stepping(next) => {
                let now = *next;
                *next = now.checked_add(STEP).unwrap_or(now);
                now
            }
            Source::Given(now) => now(),
        }
    }

    /// The time without a step, for telling whether something has expired.
    pub(crate) fn peek(&mut self) -> SystemTime {
        match &mut self.0 {
            Source::Stepping(next) => *next,
            Source::Given(now) => now(),
        }
    }
}

/// A day before the clock starts, 09:00 UTC: the age of what is there from the beginning.
pub(crate) fn before_the_start() -> SystemTime {
    SystemTime::UNIX_EPOCH + START - Duration::from_secs(86_400)
}

/// The time in UTC to the minute, as `2026-01-05T09:00:00.000Z`. Before 1970 it is 1970.
pub(crate) fn to_the_minute(time: SystemTime) -> String {
    let (seconds, _) = since_1970(time);
    written(seconds - seconds % 60, 0)
}

/// The time in UTC, as `2026-01-05T09:00:27.551Z`. Before 1970 it is 1970.
pub(crate) fn to_the_millisecond(time: SystemTime) -> String {
    let (seconds, milliseconds) = since_1970(time);
    written(seconds, milliseconds)
}

/// Whole seconds since 1970, and the milliseconds beyond.
pub(crate) fn since_1970(time: SystemTime) -> (u64, u32) {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    (since.as_secs(), since.subsec_millis())
}

fn written(seconds: u64, milliseconds: u32) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (rest / 3_600, rest % 3_600 / 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}Z")
}

/// Year, month and day of a number of days since 1970, counted in years that start in March.
pub(crate) fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> String {
        to_the_minute(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
    }

    #[test]
    fn known_dates() {
        assert_eq!(at(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(at(951_827_696), "2000-02-29T12:34:00.000Z");
        assert_eq!(at(1_709_251_199), "2024-02-29T23:59:00.000Z");
        assert_eq!(at(4_107_542_399), "2100-02-28T23:59:00.000Z");
        assert_eq!(at(4_107_542_400), "2100-03-01T00:00:00.000Z");
    }

    #[test]
    fn milliseconds_are_kept() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(951_827_696_007);
        assert_eq!(to_the_millisecond(time), "2000-02-29T12:34:56.007Z");
    }

    #[test]
    fn the_clock_steps_by_minutes() {
        let mut clock = Clock::stepping();
        assert_eq!(to_the_minute(clock.peek()), "2026-01-05T09:00:00.000Z");
        assert_eq!(to_the_minute(clock.now()), "2026-01-05T09:00:00.000Z");
        assert_eq!(to_the_minute(clock.now()), "2026-01-05T09:01:00.000Z");
    }
}
