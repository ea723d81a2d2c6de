//! Points in time, and days, that can be compared.

use std::time::SystemTime;

use super::dates;
use crate::sandbox::clock::civil;

/// A day, or a point in time, in UTC.
///
/// A time without an offset counts as UTC. The names of time zones that may stand beside it would
/// take a table of all zones, so they are passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    /// Milliseconds since 1970.
    millis: i64,
    has_time: bool,
}

const DAY: i64 = 86_400_000;

impl Moment {
    /// Reads what [`dates`] lets pass.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let parts = dates::parts(text)?;
        let days = days_since_1970(parts.year, parts.month, parts.day);
        let has_time = parts.millis.is_some();
        Some(Self { millis: days * DAY + parts.millis.unwrap_or_default(), has_time })
    }

    /// The start of a date, which is what dates are compared and sorted by.
    pub(super) fn of_date(date: &serde_json::Value) -> Option<Self> {
        Self::parse(date["start"].as_str()?)
    }

    /// A whole day, counted since 1970.
    pub(super) fn of_day(day: i64) -> Self {
        Self { millis: day.saturating_mul(DAY), has_time: false }
    }

    pub(super) fn of(time: SystemTime) -> Self {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self { millis: i64::try_from(since.as_millis()).unwrap_or(i64::MAX), has_time: true }
    }

    /// Days since 1970.
    pub(super) fn day(self) -> i64 {
        self.millis.div_euclid(DAY)
    }

    pub(super) fn has_time(self) -> bool {
        self.has_time
    }

    /// Milliseconds since 1970.
    pub(super) fn millis(self) -> i64 {
        self.millis
    }

    /// The day that is so many months later, or the last of its month where that is shorter.
    pub(super) fn day_after_months(self, months: i64) -> i64 {
        let (year, month, day) = civil(u64::try_from(self.day()).unwrap_or_default());
        let count = number(year) * 12 + number(month) - 1 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let last = days_since_1970(next.0, next.1, 1) - 1;
        (days_since_1970(year, month, 1) + number(day) - 1).min(last)
    }
}

fn number(part: u64) -> i64 {
    i64::try_from(part).unwrap_or(i64::MAX)
}

/// Counted in years that start in March.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_points_in_time() {
        let millis = |text| Moment::parse(text).unwrap().millis();
        assert_eq!(millis("1970-01-01"), 0);
        assert_eq!(millis("1969-12-31"), -DAY);
        assert_eq!(millis("2000-02-29T12:34:56.789Z"), 951_827_696_789);
        assert_eq!(millis("2021-05-10T12:00:00+09:00"), millis("2021-05-10T03:00:00Z"));
        assert_eq!(millis("2021-05-10T23:59-11:30"), millis("2021-05-11T11:29:00"));
        assert_eq!(Moment::parse("2021-13-10"), None);
    }

    #[test]
    fn months_end_where_they_end() {
        let later = |text, months| Moment::parse(text).unwrap().day_after_months(months);
        let day = |text| Moment::parse(text).unwrap().day();
        assert_eq!(later("2026-01-31", 1), day("2026-02-28"));
        assert_eq!(later("2024-03-31", -1), day("2024-02-29"));
        assert_eq!(later("2026-01-05", -12), day("2025-01-05"));
        assert_eq!(later("2026-12-05", 1), day("2027-01-05"));
    }
}
