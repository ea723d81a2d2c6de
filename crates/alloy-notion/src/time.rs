//! Dates and times as Notion writes them.

mod calendar;
mod form;

use std::{
    cmp::Ordering,
    fmt,
    str::FromStr,
    time::{Duration, SystemTime},
};

use alloy_core::Error;
use compact_str::CompactString;
use serde::{Serialize, Serializer};

use crate::wire::{Fit, Json, Slot, Wire, deserialize_by_wire};
use form::{Form, Plain};

/// A date, or a date with a time: `2026-07-10`, `2026-07-10T09:30:00.000Z`,
/// `2026-07-10T09:30:00+09:00`.
///
/// Notion writes when things were made and changed in UTC (whole minutes), and dates of properties
/// as they were entered: a date alone, or a time with or without an offset. All of these are kept
/// in 16 bytes without an allocation. Any other text is kept as it is; [`unix_millis`] then gives
/// nothing. What was read is written again to the letter.
///
/// [`unix_millis`]: Self::unix_millis
///
/// ```
/// use alloy_notion::Time;
/// let due: Time = "2026-07-10T09:30:00.000+09:00".parse()?;
/// assert_eq!(due.unix_millis(), Some(1_783_643_400_000));
/// assert!(Time::date(2026, 7, 10)?.is_date());
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Time(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Plain(Plain),
    /// Boxed, because such texts are rare and times are many. `None` is the empty text.
    Text(Option<Box<CompactString>>),
}

impl Time {
    /// A date without a time. Fails when there is no such day, or the year is not 0 to 9999.
    pub fn date(year: u16, month: u8, day: u8) -> Result<Self, Error> {
        Plain::date(year, month, day)
            .map(|plain| Self(Repr::Plain(plain)))
            .ok_or_else(|| Error::invalid_request("date", "there is no such day"))
    }

    /// A time in UTC, as milliseconds since 1970. Fails outside of the years 0 to 9999.
    pub fn from_unix_millis(millis: i64) -> Result<Self, Error> {
        Plain::utc(millis)
            .map(|plain| Self(Repr::Plain(plain)))
            .ok_or_else(|| Error::invalid_request("time", "is outside of the years 0 to 9999"))
    }

    /// The moment, as milliseconds since 1970.
    ///
    /// A date alone is taken as its midnight in UTC, a time without an offset as one in UTC.
    /// `None` when the text is not understood.
    pub fn unix_millis(&self) -> Option<i64> {
        match &self.0 {
            Repr::Plain(plain) => Some(plain.unix_millis()),
            Repr::Text(_) => None,
        }
    }

    /// Whether this is a date without a time.
    pub fn is_date(&self) -> bool {
        matches!(&self.0, Repr::Plain(plain) if plain.form() == Form::Date)
    }

    /// How far its clock is ahead of UTC, in minutes; `None` when it does not say.
    pub fn offset_minutes(&self) -> Option<i16> {
        match &self.0 {
            Repr::Plain(plain) => plain.offset_minutes(),
            Repr::Text(_) => None,
        }
    }

    fn with_text<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        match &self.0 {
            Repr::Plain(plain) => plain.with_text(f),
            Repr::Text(text) => f(text.as_ref().map_or("", |text| text)),
        }
    }

    fn of_text(text: &str) -> Self {
        match Plain::parse(text.as_bytes()) {
            Some(plain) => Self(Repr::Plain(plain)),
            None if text.is_empty() => Self(Repr::Text(None)),
            None => Self(Repr::Text(Some(Box::new(text.into())))),
        }
    }
}

impl FromStr for Time {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match Plain::parse(text.as_bytes()) {
            Some(plain) => Ok(Self(Repr::Plain(plain))),
            None => Err(Error::invalid_request(
                "time",
                "is not written as YYYY-MM-DD or YYYY-MM-DDThh:mm:ss[.sss][Z|±hh:mm]",
            )),
        }
    }
}

impl TryFrom<SystemTime> for Time {
    type Error = Error;

    /// A time in UTC, rounded down to milliseconds.
    fn try_from(time: SystemTime) -> Result<Self, Error> {
        let millis = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()),
            Err(before) => {
                let millis = before.duration().as_nanos().div_ceil(1_000_000);
                i64::try_from(millis).map(|millis| -millis)
            }
        };
        Self::from_unix_millis(millis.unwrap_or(i64::MAX))
    }
}

impl TryFrom<&Time> for SystemTime {
    type Error = Error;

    /// The moment of [`Time::unix_millis`].
    fn try_from(time: &Time) -> Result<Self, Error> {
        let moment = time.unix_millis().and_then(|millis| {
            let distance = Duration::from_millis(millis.unsigned_abs());
            match millis {
                0.. => Self::UNIX_EPOCH.checked_add(distance),
                _ => Self::UNIX_EPOCH.checked_sub(distance),
            }
        });
        moment.ok_or_else(|| Error::invalid_request("time", "is no moment that is understood"))
    }
}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Time {
    /// By moment, then by text. Texts that are not understood come first.
    fn cmp(&self, other: &Self) -> Ordering {
        self.unix_millis()
            .cmp(&other.unix_millis())
            .then_with(|| self.with_text(|left| other.with_text(|right| left.cmp(right))))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.pad(text))
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| write!(f, "Time({text:?})"))
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_text(|text| serializer.serialize_str(text))
    }
}

impl Wire for Time {
    const REQUIRED: bool = true;
    const EXPECTED: &'static str = "a date or a time";

    fn absent() -> Self {
        Self(Repr::Text(None))
    }

    fn is_absent(&self) -> bool {
        matches!(&self.0, Repr::Text(None))
    }
}

impl Slot for Time {
    fn reset(&mut self) {
        *self = Self::absent();
    }

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        if let Some(plain) = json.take_string_by(Plain::parse_utc_millis) {
            *self = Self(Repr::Plain(plain));
            return Ok(());
        }
        json.read_text(|text| *self = Self::of_text(text))
    }
}

deserialize_by_wire!(Time);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_written_as_it_was_read() {
        for (text, millis) in [
            ("1970-01-01", Some(0)),
            ("2024-02-29", Some(1_709_164_800_000)),
            ("2021-05-10T12:00:00.000Z", Some(1_620_648_000_000)),
            ("2021-05-10T12:00:00Z", Some(1_620_648_000_000)),
            ("2021-05-10T12:00:00", Some(1_620_648_000_000)),
            ("2021-05-10T12:00:00.123", Some(1_620_648_000_123)),
            ("2021-05-10T12:00:00.000+09:00", Some(1_620_615_600_000)),
            ("2021-05-10T12:00:00-03:30", Some(1_620_660_600_000)),
            ("2021-05-10T12:00:00+00:00", Some(1_620_648_000_000)),
            ("0000-01-01", Some(-62_167_219_200_000)),
            ("9999-12-31T23:59:59.999Z", Some(253_402_300_799_999)),
            // Not understood, and kept.
            ("2021-05-10T12:00:00-00:00", None),
            ("2021-02-29", None),
            ("2021-05-10T24:00:00Z", None),
            ("2021-05-10T12:00:60Z", None),
            ("2021-05-10T12:00:00.1Z", None),
            ("2021-05-10t12:00:00z", None),
            ("2021-05-10 12:00", None),
            ("2021-5-10", None),
            ("+021-05-10", None),
            ("2021-05-10T12:00:00.000000+09:00", None),
            ("soon", None),
            ("", None),
        ] {
            let json = serde_json::to_string(text).unwrap();
            let time: Time = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&time).unwrap(), json);
            assert_eq!(time.unix_millis(), millis, "{text}");
            assert_eq!(text.parse::<Time>().ok(), millis.map(|_| time), "{text}");
        }
    }

    #[test]
    fn times_are_ordered_by_moment() {
        let mut times: Vec<Time> =
            ["2021-05-10T12:00:00+09:00", "2021-05-10T04:00:00Z", "2021-05-10", "soon"]
                .map(Time::of_text)
                .to_vec();
        times.sort();
        let sorted: Vec<_> = times.iter().map(ToString::to_string).collect();
        assert_eq!(
            sorted,
            ["soon", "2021-05-10", "2021-05-10T12:00:00+09:00", "2021-05-10T04:00:00Z"]
        );
    }

    #[test]
    fn times_are_made_from_clocks() {
        let time = Time::from_unix_millis(1_620_648_000_123).unwrap();
        assert_eq!(time.to_string(), "2021-05-10T12:00:00.123Z");
        assert_eq!(Time::from_unix_millis(-1).unwrap().to_string(), "1969-12-31T23:59:59.999Z");
        for millis in [i64::MIN, -62_167_219_200_001, 253_402_300_800_000, i64::MAX] {
            assert!(Time::from_unix_millis(millis).is_err());
        }
        let before = SystemTime::UNIX_EPOCH - Duration::from_nanos(1);
        assert_eq!(Time::try_from(before).unwrap().unix_millis(), Some(-1));
        assert_eq!(
            SystemTime::try_from(&time).unwrap(),
            SystemTime::UNIX_EPOCH + Duration::from_millis(1_620_648_000_123)
        );
        assert_eq!(Time::date(2024, 2, 29).unwrap().to_string(), "2024-02-29");
        assert!(Time::date(2023, 2, 29).is_err() && Time::date(10_000, 1, 1).is_err());
    }

    #[test]
    fn a_time_is_two_words() {
        assert_eq!(size_of::<Time>(), 16);
        assert_eq!(size_of::<Option<Time>>(), 16);
    }
}
