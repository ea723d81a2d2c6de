//! What dates are compared with.

use alloy_core::Error;
use serde::{Serialize, Serializer};

use crate::{
    Time,
    limits::{At, Limits},
    wire::names,
};

names! {
    /// A day as seen from the day of the query.
    ///
    /// Newer than version 2022-06-28. Which versions take it is not verified.
    pub enum RelativeDate {
        /// The day of the query.
        Today = "today",
        /// The day after.
        Tomorrow = "tomorrow",
        /// The day before.
        Yesterday = "yesterday",
        /// Seven days before.
        OneWeekAgo = "one_week_ago",
        /// Seven days after.
        OneWeekFromNow = "one_week_from_now",
        /// A month before.
        OneMonthAgo = "one_month_ago",
        /// A month after.
        OneMonthFromNow = "one_month_from_now",
    }
}

/// What a date is compared with: a day, a moment, or a [relative date](RelativeDate).
///
/// A text is a day such as `2026-11-23` or a moment such as `2026-11-23T09:30:00Z`; without an
/// offset, Notion takes a moment as one in UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateOperand(Operand);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Operand {
    Text(String),
    Time(Time),
    Relative(RelativeDate),
}

/// One conversion for every text.
macro_rules! from_text {
    ($($text:ty),+) => {$(
        impl From<$text> for DateOperand {
            fn from(text: $text) -> Self {
                Self(Operand::Text(text.into()))
            }
        }
    )+};
}

from_text!(&str, &String, String);

impl From<Time> for DateOperand {
    fn from(time: Time) -> Self {
        Self(Operand::Time(time))
    }
}

impl From<&Time> for DateOperand {
    fn from(time: &Time) -> Self {
        time.clone().into()
    }
}

impl From<RelativeDate> for DateOperand {
    fn from(date: RelativeDate) -> Self {
        Self(Operand::Relative(date))
    }
}

impl Serialize for DateOperand {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Operand::Text(text) => text.serialize(serializer),
            Operand::Time(time) => time.serialize(serializer),
            Operand::Relative(date) => date.serialize(serializer),
        }
    }
}

impl Limits for DateOperand {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match &self.0 {
            Operand::Text(text) if !is_date(text) => Err(at.error(
                "is neither a day such as 2026-11-23 nor a moment such as 2026-11-23T09:30:00Z",
            )),
            Operand::Text(_) | Operand::Time(_) | Operand::Relative(_) => Ok(()),
        }
    }

    fn size(&self) -> usize {
        match &self.0 {
            Operand::Text(text) => text.len() + 2,
            Operand::Time(_) => 32,
            Operand::Relative(date) => date.as_str().len() + 2,
        }
    }
}

/// Whether a text starts with a day, and goes on with a time if it goes on. What is in the time is
/// left to Notion.
fn is_date(text: &str) -> bool {
    text.split_at_checked(10).is_some_and(|(day, rest)| {
        let is_day = day.parse::<Time>().is_ok_and(|day| day.is_date());
        is_day && (rest.is_empty() || (rest.starts_with('T') && rest.len() >= "T09:30".len()))
    })
}
