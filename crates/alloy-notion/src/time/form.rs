//! The ways in which Notion writes a time.

use super::calendar;

/// A time in one of the usual forms.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Plain {
    /// What its own clock shows, as milliseconds since 1970.
    local_millis: i64,
    /// How far its clock is ahead of UTC.
    offset_minutes: i16,
    form: Form,
}

/// What is written behind the date.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// Nothing.
    Date,
    /// `T09:30:00`
    Local,
    /// `T09:30:00.000`
    LocalMillis,
    /// `T09:30:00Z`
    Utc,
    /// `T09:30:00.000Z`
    UtcMillis,
    /// `T09:30:00+09:00`
    Offset,
    /// `T09:30:00.000+09:00`
    OffsetMillis,
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// The longest form: `2026-07-10T09:30:00.000+09:00`.
const LONGEST: usize = 29;

impl Plain {
    pub(super) fn date(year: u16, month: u8, day: u8) -> Option<Self> {
        let day = calendar::number_of(year, month, day)?;
        Some(Self { local_millis: day * DAY, offset_minutes: 0, form: Form::Date })
    }

    pub(super) fn utc(millis: i64) -> Option<Self> {
        let (year, ..) = calendar::day_of(millis.div_euclid(DAY));
        (0..=9999).contains(&year).then_some(Self {
            local_millis: millis,
            offset_minutes: 0,
            form: Form::UtcMillis,
        })
    }

    pub(super) fn form(&self) -> Form {
        self.form
    }

    pub(super) fn unix_millis(&self) -> i64 {
        self.local_millis - i64::from(self.offset_minutes) * MINUTE
    }

    pub(super) fn offset_minutes(&self) -> Option<i16> {
        match self.form {
            Form::Date | Form::Local | Form::LocalMillis => None,
            _ => Some(self.offset_minutes),
        }
    }

    /// Understands `2026-07-10T09:30:00.000Z`, as Notion writes all times of its own, in a fraction of
    /// what [`parse`](Self::parse) takes.
    pub(super) fn parse_utc_millis(text: &[u8; 24]) -> Option<Self> {
        const PATTERN: &[u8; 24] = b"0000-00-00T00:00:00.000Z";
        let mut is_other = false;
        for (byte, pattern) in text.iter().zip(PATTERN) {
            let is_digit = byte.is_ascii_digit();
            is_other |= if *pattern == b'0' { !is_digit } else { byte != pattern };
        }
        if is_other {
            return None;
        }
        let two = |at: usize| (text[at] - b'0') * 10 + (text[at + 1] - b'0');
        let year = u16::from(two(0)) * 100 + u16::from(two(2));
        let day = calendar::number_of(year, two(5), two(8))?;
        let (hours, minutes, seconds) = (two(11), two(14), two(17));
        if hours > 23 || minutes > 59 || seconds > 59 {
            return None;
        }
        let minutes = i64::from(hours) * 60 + i64::from(minutes);
        let millis = i64::from(two(20)) * 10 + i64::from(text[22] - b'0');
        Some(Self {
            local_millis: day * DAY + minutes * MINUTE + i64::from(seconds) * 1000 + millis,
            offset_minutes: 0,
            form: Form::UtcMillis,
        })
    }

    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let (year, rest) = digits::<4>(text)?;
        let (month, rest) = digits::<2>(rest.strip_prefix(b"-")?)?;
        let (day, rest) = digits::<2>(rest.strip_prefix(b"-")?)?;
        let day =
            calendar::number_of(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)? * DAY;
        if rest.is_empty() {
            return Some(Self { local_millis: day, offset_minutes: 0, form: Form::Date });
        }
        let (minutes, rest) = clock(rest.strip_prefix(b"T")?)?;
        let (seconds, rest) = digits::<2>(rest.strip_prefix(b":")?)?;
        if seconds > 59 {
            return None;
        }
        let (millis, rest) = match rest.strip_prefix(b".") {
            Some(rest) => digits::<3>(rest).map(|(millis, rest)| (Some(millis), rest))?,
            None => (None, rest),
        };
        let has_millis = millis.is_some();
        let pick = |short, long| if has_millis { long } else { short };
        let (offset_minutes, form) = match rest {
            [] => (0, pick(Form::Local, Form::LocalMillis)),
            [b'Z'] => (0, pick(Form::Utc, Form::UtcMillis)),
            [sign @ (b'+' | b'-'), rest @ ..] => {
                let (offset, rest) = clock(rest)?;
                let offset = if *sign == b'-' { -offset } else { offset };
                // `-00:00` would be written as `+00:00`.
                if !rest.is_empty() || (offset == 0 && *sign == b'-') {
                    return None;
                }
                (offset, pick(Form::Offset, Form::OffsetMillis))
            }
            _ => return None,
        };
        let local_millis = day
            + i64::from(minutes) * MINUTE
            + i64::from(seconds) * 1000
            + i64::from(millis.unwrap_or(0));
        Some(Self { local_millis, offset_minutes, form })
    }

    /// Calls `f` with the text, which needs no allocation.
    pub(super) fn with_text<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        let mut text = Text { bytes: [0; LONGEST], len: 0 };
        let (year, month, day) = calendar::day_of(self.local_millis.div_euclid(DAY));
        text.digits(year, 4);
        text.push(b'-');
        text.digits(month, 2);
        text.push(b'-');
        text.digits(day, 2);
        if self.form != Form::Date {
            let millis = self.local_millis.rem_euclid(DAY);
            text.push(b'T');
            text.clock(millis / MINUTE);
            text.push(b':');
            text.digits(millis / 1000 % 60, 2);
            if matches!(self.form, Form::LocalMillis | Form::UtcMillis | Form::OffsetMillis) {
                text.push(b'.');
                text.digits(millis % 1000, 3);
            }
        }
        match self.form {
            Form::Date | Form::Local | Form::LocalMillis => {}
            Form::Utc | Form::UtcMillis => text.push(b'Z'),
            Form::Offset | Form::OffsetMillis => {
                text.push(if self.offset_minutes < 0 { b'-' } else { b'+' });
                text.clock(i64::from(self.offset_minutes.unsigned_abs()));
            }
        }
        f(std::str::from_utf8(&text.bytes[..text.len]).unwrap_or_default())
    }
}

/// A number of exactly `N` digits, and what follows it.
fn digits<const N: usize>(text: &[u8]) -> Option<(u16, &[u8])> {
    let (digits, rest) = text.split_first_chunk::<N>()?;
    let mut value = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + u16::from(digit - b'0');
    }
    Some((value, rest))
}

/// Hours and minutes as minutes, and what follows them.
fn clock(text: &[u8]) -> Option<(i16, &[u8])> {
    let (hours, rest) = digits::<2>(text)?;
    let (minutes, rest) = digits::<2>(rest.strip_prefix(b":")?)?;
    if hours > 23 || minutes > 59 {
        return None;
    }
    Some((i16::try_from(hours * 60 + minutes).ok()?, rest))
}

/// A text being written.
struct Text {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Text {
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }

    fn digits(&mut self, value: i64, count: u32) {
        for place in (0..count).rev() {
            let digit = value / 10_i64.pow(place) % 10;
            self.push(b'0' + u8::try_from(digit).unwrap_or(0));
        }
    }

    fn clock(&mut self, minutes: i64) {
        self.digits(minutes / 60, 2);
        self.push(b':');
        self.digits(minutes % 60, 2);
    }
}
