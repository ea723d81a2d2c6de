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
    match text.split_once('T') {
        None => is_day(text),
        Some((day, time)) => is_day(day) && is_time(time),
    }
}

fn is_day(text: &str) -> bool {
    let Some([year, month, day]) = numbers(text, '-', [4, 2, 2]) else { return false };
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn is_time(text: &str) -> bool {
    let offset_at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, offset) = text.split_at(offset_at);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let clock = numbers(clock, ':', [2, 2, 2])
        .or_else(|| numbers(clock, ':', [2, 2]).map(|[hour, minute]| [hour, minute, 0]));
    let offset = match offset {
        "" | "Z" => Some([0, 0]),
        _ => numbers(&offset[1..], ':', [2, 2]),
    };
    matches!(clock, Some([0..24, 0..60, 0..60]))
        && matches!(offset, Some([0..24, 0..60]))
        && (1..=9).contains(&fraction.len())
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
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
