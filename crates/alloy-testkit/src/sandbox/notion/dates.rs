//! Dates of property values and mentions.

use serde_json::{Value, json};

use super::{Failure, Place};

/// Reads a date, `{start, end?, time_zone?}`, and gives its read shape. Texts stay as written.
pub(super) fn read(place: &Place<'_>) -> Result<Value, Failure> {
    place.only(&["start", "end", "time_zone"])?;
    let start = moment(&place.get("start"))?;
    let end = place.nullable("end").map(|end| moment(&end)).transpose()?;
    let time_zone = place.nullable("time_zone").map(|zone| zone.filled_text(100)).transpose()?;
    Ok(json!({"start": start, "end": end, "time_zone": time_zone}))
}

fn moment<'a>(place: &Place<'a>) -> Result<&'a str, Failure> {
    match place.string()? {
        text if is_iso_8601(text) => Ok(text),
        _ => place.should_be("a valid ISO 8601 date string"),
    }
}

/// Whether a text is a day, or a day with a time and perhaps an offset from UTC.
fn is_iso_8601(text: &str) -> bool {
    parts(text).is_some()
}

/// What a date says.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
    /// Milliseconds since the day began in UTC, if there is a time.
    pub(super) millis: Option<i64>,
}

/// The parts of a day, or of a day with a time and perhaps an offset from UTC.
pub(super) fn parts(text: &str) -> Option<Parts> {
    let (day, time) = match text.split_once('T') {
        None => (text, None),
        Some((day, time)) => (day, Some(time)),
    };
    let [year, month, day] = numbers(day, '-', [4, 2, 2])?;
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    if !(1..=days).contains(&day) {
        return None;
    }
    let millis = match time {
        Some(time) => Some(millis(time)?),
        None => None,
    };
    Some(Parts { year: year.into(), month: month.into(), day: day.into(), millis })
}

/// Milliseconds since the day began in UTC.
fn millis(text: &str) -> Option<i64> {
    let offset_at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, offset) = text.split_at(offset_at);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])
        .or_else(|| numbers(clock, ':', [2, 2]).map(|[hour, minute]| [hour, minute, 0]))?;
    let [ahead_hours, ahead_minutes] = match offset {
        "" | "Z" => [0, 0],
        _ => numbers(&offset[1..], ':', [2, 2])?,
    };
    let is_fraction =
        (1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let in_range =
        hour < 24 && minute < 60 && second < 60 && ahead_hours < 24 && ahead_minutes < 60;
    if !is_fraction || !in_range {
        return None;
    }
    let ahead = i64::from(ahead_hours * 60 + ahead_minutes) * 60_000;
    let ahead = if offset.starts_with('-') { -ahead } else { ahead };
    let fraction: i64 = format!("{fraction:0<3}")[..3].parse().ok()?;
    Some(i64::from((hour * 60 + minute) * 60 + second) * 1000 + fraction - ahead)
}

/// Numbers of the given widths, with a separator between them.
fn numbers<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[u32; N]> {
    let mut parts = text.split(separator);
    let mut values = [0; N];
    for (value, width) in values.iter_mut().zip(widths) {
        let part = parts.next()?;
        if part.len() != width || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *value = part.parse().ok()?;
    }
    parts.next().is_none().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_date() {
        for good in [
            "2024-02-29",
            "2000-02-29",
            "2021-05-10T12:00:00",
            "2021-05-10T12:00:00Z",
            "2021-05-10T12:00:00.000+09:00",
            "2021-05-10T23:59-11:30",
        ] {
            assert!(is_iso_8601(good), "{good}");
        }
        for bad in [
            "",
            "5/20/2023",
            "2023-02-29",
            "1900-02-29",
            "2023-00-10",
            "2023-04-31",
            "2023-4-1",
            "2023-04-01T",
            "2023-04-01T24:00:00Z",
            "2023-02-21 18:00:24+0100",
            "2023-04-01T10:00:00.Z",
            "2023-04-01T10:00:00+",
            "2023-04-01T10:00:00Zz",
            "2023-04-01TZ",
            "２０２３-04-01",
        ] {
            assert!(!is_iso_8601(bad), "{bad}");
        }
    }
}
