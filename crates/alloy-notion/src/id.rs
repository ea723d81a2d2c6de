//! Ids of things in Notion: 16 bytes, or the text that was sent where it has another form.

mod typed;
mod url;

use std::{
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

use alloy_core::Error;
use compact_str::CompactString;
use serde::{Serialize, Serializer};

use crate::wire::{Fit, Json, Slot, Wire, deserialize_by_wire};

pub use typed::{
    AgentId, AsyncTaskId, BlockId, BotId, CommentId, CustomEmojiId, DataSourceId, DatabaseId,
    DiscussionId, FileUploadId, GroupId, OptionId, PageId, UserId, ViewId, ViewQueryId,
    WorkspaceId,
};

/// An id of no particular kind of thing; the typed ones, such as [`PageId`], are made of it.
///
/// Notion's ids are UUIDs. It writes them in lower case with dashes and takes them without dashes
/// too. An id in any other form, one that is no UUID among them, keeps its text, so that it is
/// written as it was read. Two ids are equal when they are the same UUID, however written.
///
/// Parsing takes UUIDs only, with or without dashes:
///
/// ```
/// use alloy_notion::Id;
/// let dashed: Id = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// let short: Id = "598337872cf94fdf8782e53db20768a5".parse()?;
/// assert_eq!(dashed, short);
/// assert!("roadmap".parse::<Id>().is_err());
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Id(Repr);

#[derive(Clone)]
enum Repr {
    /// Written in lower case with dashes.
    Canonical([u8; 16]),
    /// Anything else, as it was written.
    Text(CompactString),
}

impl Id {
    /// An id of any text, as replies may hold it.
    pub(crate) fn of_text(text: &str) -> Self {
        match text.as_bytes().try_into().ok().and_then(canonical) {
            Some(bytes) => Self(Repr::Canonical(bytes)),
            None => Self(Repr::Text(text.into())),
        }
    }

    /// The 16 bytes of the UUID, unless the id is none.
    pub fn uuid_bytes(&self) -> Option<[u8; 16]> {
        match &self.0 {
            Repr::Canonical(bytes) => Some(*bytes),
            Repr::Text(text) => uuid(text.as_bytes()),
        }
    }

    /// Calls `f` with the text of the id, which needs no allocation.
    fn with_text<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        match &self.0 {
            Repr::Canonical(bytes) => {
                let text = dashed(bytes);
                f(std::str::from_utf8(&text).unwrap_or_default())
            }
            Repr::Text(text) => f(text),
        }
    }
}

impl From<[u8; 16]> for Id {
    fn from(uuid: [u8; 16]) -> Self {
        Self(Repr::Canonical(uuid))
    }
}

impl FromStr for Id {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match uuid(text.as_bytes()) {
            Some(_) => Ok(Self::of_text(text)),
            None => Err(Error::invalid_request("id", "is not a UUID")),
        }
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Canonical(left), Repr::Canonical(right)) => left == right,
            (Repr::Text(left), Repr::Text(right)) if left == right => true,
            _ => match (self.uuid_bytes(), other.uuid_bytes()) {
                (Some(left), Some(right)) => left == right,
                _ => false,
            },
        }
    }
}

impl Eq for Id {}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.uuid_bytes() {
            Some(bytes) => bytes.hash(state),
            None => self.with_text(|text| text.hash(state)),
        }
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    /// UUIDs come before other texts.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (self.uuid_bytes(), other.uuid_bytes()) {
            (Some(left), Some(right)) => left.cmp(&right),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => self.with_text(|left| other.with_text(|right| left.cmp(right))),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.pad(text))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| write!(f, "Id({text:?})"))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_text(|text| serializer.serialize_str(text))
    }
}

impl Wire for Id {
    const REQUIRED: bool = true;
    const EXPECTED: &'static str = "an id";

    fn absent() -> Self {
        Self(Repr::Text(CompactString::const_new("")))
    }

    fn is_absent(&self) -> bool {
        matches!(&self.0, Repr::Text(text) if text.is_empty())
    }
}

impl Slot for Id {
    fn reset(&mut self) {
        *self = Self::absent();
    }

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        // Nearly all ids are canonical, and those need not be looked at for escapes.
        if let Some(bytes) = json.take_string_by(canonical) {
            *self = Self(Repr::Canonical(bytes));
            return Ok(());
        }
        json.read_text(|text| *self = Self::of_text(text))
    }
}

deserialize_by_wire!(Id);

/// Where the digits of each byte are.
const DIGITS: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/// The two digits of each byte.
const HEX: [[u8; 2]; 256] = {
    let digits = b"0123456789abcdef";
    let mut hex = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        hex[byte] = [digits[byte >> 4], digits[byte & 15]];
        byte += 1;
    }
    hex
};

/// The UUID written in lower case with dashes.
fn dashed(bytes: &[u8; 16]) -> [u8; 36] {
    let mut text = [b'-'; 36];
    for (byte, at) in bytes.iter().zip(DIGITS) {
        [text[at], text[at + 1]] = HEX[usize::from(*byte)];
    }
    text
}

/// The bytes of a UUID that is written in lower case with dashes.
///
/// Ids are read by the thousand, so this takes eight digits at a time.
fn canonical(text: &[u8; 36]) -> Option<[u8; 16]> {
    let mut digits = [0; 32];
    digits[..8].copy_from_slice(&text[..8]);
    digits[8..12].copy_from_slice(&text[9..13]);
    digits[12..16].copy_from_slice(&text[14..18]);
    digits[16..20].copy_from_slice(&text[19..23]);
    digits[20..].copy_from_slice(&text[24..]);
    let mut is_canonical = [text[8], text[13], text[18], text[23]] == *b"----";
    let mut bytes = [0; 16];
    for (four, eight) in bytes.chunks_exact_mut(4).zip(digits.chunks_exact(8)) {
        let (value, are_digits) = of_digits(u64::from_be_bytes(eight.try_into().ok()?));
        four.copy_from_slice(&value);
        is_canonical &= are_digits;
    }
    is_canonical.then_some(bytes)
}

/// The bytes that eight lower-case hexadecimal digits stand for, and whether they are such digits.
fn of_digits(digits: u64) -> ([u8; 4], bool) {
    /// This in each byte.
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }

    // The low half of a digit is its value, and of a letter its value less nine.
    let letters = digits >> 6 & each(1);
    let values = (digits & each(0x0f)) + letters * 9;
    // Writing them again shows what else was there; no byte carries into the next.
    let above_nine = (values + each(0x80 - 10)) >> 7 & each(1);
    let written = values + each(b'0') + above_nine * u64::from(b'a' - b'0' - 10);
    let are_digits = written == digits && values & each(0x10) == 0;
    let bytes = (values >> 4 | values) & 0x00ff_00ff_00ff_00ff;
    let pairs = (bytes >> 8 | bytes) & 0x0000_ffff_0000_ffff;
    let [.., a, b, c, d] = (pairs >> 16 | pairs).to_be_bytes();
    ([a, b, c, d], are_digits)
}

/// The bytes of a UUID in any of its forms: with or without dashes, in either case.
fn uuid(text: &[u8]) -> Option<[u8; 16]> {
    let mut whole: [u8; 36] = match text.len() {
        36 => text.try_into().ok()?,
        32 => {
            let mut whole = [b'-'; 36];
            for (digits, at) in text.chunks_exact(2).zip(DIGITS) {
                whole[at..at + 2].copy_from_slice(digits);
            }
            whole
        }
        _ => return None,
    };
    whole.make_ascii_lowercase();
    canonical(&whole)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const DASHED: &str = "59833787-2cf9-4fdf-8782-e53db20768a5";

    #[test]
    fn every_text_is_written_as_it_was_read() {
        let upper = DASHED.to_uppercase();
        for text in [
            DASHED,
            &upper,
            "598337872cf94fdf8782e53db20768a5",
            "59833787-2cf9-4fdf-8782-e53db20768ag",
            "59833787+2cf9-4fdf-8782-e53db20768a5",
            "title",
            "",
            "fk%5EY",
            "\u{1F680}",
        ] {
            let json = serde_json::to_string(text).unwrap();
            let id: Id = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&id).unwrap(), json);
            assert_eq!(id.to_string(), text);
        }
        assert!(serde_json::from_str::<Id>("7").is_err());
    }

    #[test]
    fn equality_is_by_value() {
        let ids: HashSet<Id> = [DASHED.to_owned(), DASHED.replace('-', ""), DASHED.to_uppercase()]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        assert_eq!(ids.len(), 1);
        assert_ne!(Id::of_text("a"), Id::of_text("b"));
        assert_ne!(Id::of_text("a"), Id::of_text(DASHED));
        assert!(Id::of_text(DASHED) < Id::of_text("a"));
    }

    #[test]
    fn parsing_takes_only_uuids() {
        for text in [
            "",
            "title",
            &DASHED[1..],
            &format!("{DASHED}0"),
            "59833787-2cf9-4fdf-8782e53db20768a5-",
        ] {
            assert!(text.parse::<Id>().is_err(), "{text}");
        }
        let id: Id = DASHED.parse().unwrap();
        assert_eq!(Id::from(id.uuid_bytes().unwrap()), id);
    }

    #[test]
    fn every_wrong_byte_is_noticed() {
        for (at, right) in DASHED.bytes().enumerate() {
            for byte in 0..=u8::MAX {
                let mut text: [u8; 36] = DASHED.as_bytes().try_into().unwrap();
                text[at] = byte;
                let fits = match right {
                    b'-' => byte == b'-',
                    _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
                };
                assert_eq!(canonical(&text).is_some_and(|it| dashed(&it) == text), fits);
                assert_eq!(canonical(&text).is_some(), fits, "{byte} at {at}");
            }
        }
    }

    #[test]
    fn an_id_is_three_words() {
        assert_eq!(size_of::<Id>(), 24);
        assert_eq!(size_of::<Option<Id>>(), 24);
    }
}
