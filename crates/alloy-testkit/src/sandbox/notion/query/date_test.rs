//! Conditions on dates.

use crate::sandbox::notion::{Failure, Place, moment::Moment};

/// What a date must be like. What has no time is a day in UTC.
#[derive(Clone, Copy, Debug)]
pub(super) enum DateTest {
    Equals(Moment),
    Before(Moment),
    After(Moment),
    OnOrBefore(Moment),
    OnOrAfter(Moment),
    /// From one day to another, both included.
    Days(i64, i64),
}

/// The conditions, as Notion names them.
pub(super) const CONDITIONS: [&str; 14] = [
    "equals",
    "before",
    "after",
    "on_or_before",
    "on_or_after",
    "this_week",
    "past_week",
    "past_month",
    "past_year",
    "next_week",
    "next_month",
    "next_year",
    "is_empty",
    "is_not_empty",
];

impl DateTest {
    /// Reads the value of a condition. Weeks start on Sundays; Notion does not say when.
    pub(super) fn read(condition: &str, place: &Place<'_>, now: Moment) -> Result<Self, Failure> {
        let today = now.day();
        let days = match condition {
            "this_week" => {
                // 1970 began on a Thursday.
                let sunday = today - (today + 4).rem_euclid(7);
                (sunday, sunday + 6)
            }
            "past_week" => (today - 7, today),
            "past_month" => (now.day_after_months(-1), today),
            "past_year" => (now.day_after_months(-12), today),
            "next_week" => (today, today + 7),
            "next_month" => (today, now.day_after_months(1)),
            "next_year" => (today, now.day_after_months(12)),
            _ => return Self::compare(condition, place, now),
        };
        place.only(&[])?;
        Ok(Self::Days(days.0, days.1))
    }

    fn compare(condition: &str, place: &Place<'_>, now: Moment) -> Result<Self, Failure> {
        let text = place.string()?;
        let today = now.day();
        let day = match text {
            "today" => Some(today),
            "tomorrow" => Some(today + 1),
            "yesterday" => Some(today - 1),
            "one_week_ago" => Some(today - 7),
            "one_week_from_now" => Some(today + 7),
            "one_month_ago" => Some(now.day_after_months(-1)),
            "one_month_from_now" => Some(now.day_after_months(1)),
            _ => None,
        };
        let moment = match day {
            Some(day) => Moment::of_day(day),
            None => match Moment::parse(text) {
                Some(moment) => moment,
                None => return place.should_be("a valid ISO 8601 date string"),
            },
        };
        Ok(match condition {
            "before" => Self::Before(moment),
            "after" => Self::After(moment),
            "on_or_before" => Self::OnOrBefore(moment),
            "on_or_after" => Self::OnOrAfter(moment),
            _ => Self::Equals(moment),
        })
    }

    /// Days are compared with days, and points in time with points in time.
    pub(super) fn holds(self, date: Moment) -> bool {
        let pair = |bound: Moment| {
            if bound.has_time() {
                (date.millis(), bound.millis())
            } else {
                (date.day(), bound.day())
            }
        };
        let compare = |bound, holds: fn(&i64, &i64) -> bool| {
            let (date, bound) = pair(bound);
            holds(&date, &bound)
        };
        match self {
            Self::Equals(bound) => compare(bound, i64::eq),
            Self::Before(bound) => compare(bound, i64::lt),
            Self::After(bound) => compare(bound, i64::gt),
            Self::OnOrBefore(bound) => compare(bound, i64::le),
            Self::OnOrAfter(bound) => compare(bound, i64::ge),
            Self::Days(from, to) => (from..=to).contains(&date.day()),
        }
    }
}
