//! Dates to be written.

use alloy_core::Error;
use serde::Serialize;

use crate::{
    Time,
    limits::{At, Limits},
};

/// A day or a moment, or the time from one to another.
///
/// ```
/// use alloy_notion::DateInput;
///
/// DateInput::day("2026-11-23");
/// DateInput::day("2026-11-23").until("2026-11-27");
/// DateInput::at("2026-11-23T09:30:00+01:00");
/// DateInput::at("2026-11-23T09:30:00").time_zone("Europe/Berlin");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateInput {
    start: Start,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone: Option<String>,
}

/// The start, and what the caller says it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Start {
    Day(String),
    Moment(String),
}

impl DateInput {
    /// A whole day, as `2026-11-23`.
    pub fn day(day: impl Into<String>) -> Self {
        Self { start: Start::Day(day.into()), end: None, time_zone: None }
    }

    /// A moment, as `2026-11-23T09:30:00Z`: with its offset from UTC, or without one and in a
    /// [time zone](Self::time_zone).
    pub fn at(moment: impl Into<String>) -> Self {
        Self { start: Start::Moment(moment.into()), end: None, time_zone: None }
    }

    /// Makes it last until another day or moment.
    pub fn until(mut self, end: impl Into<String>) -> Self {
        self.end = Some(end.into());
        self
    }

    /// The IANA time zone, as `Europe/Berlin`, in which the moments are given.
    ///
    /// Notion takes it only with moments, and only with ones that have no offset of their own.
    pub fn time_zone(mut self, name: impl Into<String>) -> Self {
        self.time_zone = Some(name.into());
        self
    }

    fn check_zone(&self, form: Form, at: &At<'_>) -> Result<(), Error> {
        match form {
            _ if self.time_zone.is_none() => Ok(()),
            Form::Day => Err(at.error("has no time, but a time zone is given")),
            Form::Moment => Err(at.error("has an offset, but a time zone is given")),
            Form::LocalMoment => Ok(()),
        }
    }
}

impl From<Time> for DateInput {
    fn from(time: Time) -> Self {
        if time.is_date() { Self::day(time.to_string()) } else { Self::at(time.to_string()) }
    }
}

impl Limits for DateInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        let start = at.key("start");
        let form = match &self.start {
            Start::Day(text) => Form::of(text)
                .filter(|form| *form == Form::Day)
                .ok_or_else(|| start.error("is not a day such as 2026-11-23")),
            Start::Moment(text) => Form::of(text)
                .filter(|form| *form != Form::Day)
                .ok_or_else(|| start.error("is not a moment such as 2026-11-23T09:30:00Z")),
        }?;
        self.check_zone(form, &start)?;
        let Some(text) = &self.end else { return Ok(()) };
        let end = at.key("end");
        let form = Form::of(text).ok_or_else(|| {
            end.error(
                "is neither a day such as 2026-11-23 nor a moment such as 2026-11-23T09:30:00Z",
            )
        })?;
        self.check_zone(form, &end)
    }

    fn size(&self) -> usize {
        let (Start::Day(start) | Start::Moment(start)) = &self.start;
        let optional = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        48 + start.len() + optional(&self.end) + optional(&self.time_zone)
    }
}

/// What a text says about time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Day,
    /// A moment without an offset from UTC.
    LocalMoment,
    Moment,
}

impl Form {
    /// Tells the form of what could be a date. What follows the minutes is left to Notion.
    fn of(text: &str) -> Option<Self> {
        let (day, time) = text.split_at_checked(10)?;
        if !day.parse::<Time>().is_ok_and(|day| day.is_date()) {
            return None;
        }
        match time.as_bytes() {
            [] => Some(Self::Day),
            [b'T', h1, h2, b':', m1, m2, rest @ ..]
                if [h1, h2, m1, m2].iter().all(|digit| digit.is_ascii_digit()) =>
            {
                let offset = rest.iter().any(|byte| matches!(byte, b'Z' | b'+' | b'-'));
                Some(if offset { Self::Moment } else { Self::LocalMoment })
            }
            _ => None,
        }
    }
}
