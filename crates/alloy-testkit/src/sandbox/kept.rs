//! How what a sandbox keeps is written into a file, where `serde` alone does not say it.

use serde::{Deserialize, Deserializer, de};

/// A text that is part of the program. Under this name, serde does not take it for one that a file
/// has to hold for ever.
pub(crate) type Name = &'static str;

/// One of the texts that are known.
pub(crate) fn one_of<'de, D: Deserializer<'de>>(
    deserializer: D,
    known: &'static [&'static str],
) -> Result<&'static str, D::Error> {
    let text = String::deserialize(deserializer)?;
    let found = known.iter().find(|name| **name == text);
    found.copied().ok_or_else(|| de::Error::unknown_variant(&text, known))
}

/// A number as hexadecimal digits, since not every reader of JSON keeps all of its bits.
pub(crate) mod digits {
    use serde::{Deserialize, Deserializer, Serializer, de};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(crate) fn serialize<S: Serializer>(number: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{number:016x}"))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let text = String::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16).map_err(|_| {
            de::Error::invalid_value(de::Unexpected::Str(&text), &"16 hexadecimal digits")
        })
    }
}

/// A time as `2026-01-05T09:00:00Z`, with as many decimals of a second as it has.
pub(crate) mod time {
    use std::time::{Duration, SystemTime};

    use serde::{Deserialize, Deserializer, Serializer, de};

    use crate::sandbox::clock::civil;

    pub(crate) fn serialize<S: Serializer>(
        time: &SystemTime,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&text(*time))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<SystemTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| {
            let expected = "a time from 1970 on, as 2026-01-05T09:00:00Z";
            de::Error::invalid_value(de::Unexpected::Str(&text), &expected)
        })
    }

    /// Before 1970 it is 1970.
    fn text(time: SystemTime) -> String {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let (days, second) = (since.as_secs() / 86_400, since.as_secs() % 86_400);
        let (year, month, day) = civil(days);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let decimals = match since.subsec_nanos() {
            0 => String::new(),
            nanos => format!(".{nanos:09}").trim_end_matches('0').to_owned(),
        };
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{decimals}Z")
    }

    fn parse(text: &str) -> Option<SystemTime> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let (time, decimals) = time.split_once('.').unwrap_or((time, "0"));
        let [year, month, day] = numbers(date, '-')?;
        let [hour, minute, second] = numbers(time, ':')?;
        let in_range = (1970..=9999).contains(&year) && hour < 24 && minute < 60 && second < 60;
        if !in_range || decimals.len() > 9 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let nanos = format!("{decimals:0<9}").parse().ok()?;
        // Days since 1970 are counted up to the year and searched for in it.
        let mut days = (year - 1970) * 365 + (year - 1969) / 4 - (year - 1901) / 100;
        days += (year - 1601) / 400;
        let first = days;
        while civil(days) != (year, month, day) {
            days += 1;
            if days > first + 366 {
                return None;
            }
        }
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second;
        SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanos))
    }

    fn numbers(text: &str, separator: char) -> Option<[u64; 3]> {
        let parts: Vec<_> = text.split(separator).map(|part| part.parse().ok()).collect();
        match parts.as_slice() {
            [Some(first), Some(second), Some(third)] => Some([*first, *second, *third]),
            _ => None,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn times_are_kept_to_the_nanosecond() {
            for (seconds, nanos, written) in [
                (0, 0, "1970-01-01T00:00:00Z"),
                (951_827_696, 0, "2000-02-29T12:34:56Z"),
                (1_767_603_600, 500_000_000, "2026-01-05T09:00:00.5Z"),
                (4_107_542_399, 1, "2100-02-28T23:59:59.000000001Z"),
                (253_402_300_799, 0, "9999-12-31T23:59:59Z"),
            ] {
                let time = SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos);
                assert_eq!(text(time), written);
                assert_eq!(parse(written), Some(time), "{written}");
            }
            for bad in [
                "",
                "2026-01-05",
                "2026-01-05T09:00Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "2026-01-05T24:00:00Z",
                "2026-01-05T09:00:00.0000000001Z",
                "2026-01-05T09:00:00+01:00",
            ] {
                assert_eq!(parse(bad), None, "{bad}");
            }
        }
    }
}
