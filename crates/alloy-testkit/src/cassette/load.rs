//! Reads the file of a cassette.

use std::{io::BufRead, ops::Range};

use bytes::Bytes;
use serde::{Deserialize, de::IgnoredAny};

use super::exchange::{Exchange, LineError};

/// What the first line of a cassette calls it.
pub(super) const FORMAT: &str = "alloy-cassette";
/// The version of the format that this code writes, and the highest that it reads.
pub(super) const VERSION: u32 = 1;

/// The first line.
pub(super) fn header() -> String {
    format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION}}}\n")
}

/// What a file has in it.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub(super) exchanges: Vec<Exchange>,
    /// The line that a run left unfinished.
    pub(super) torn: Option<usize>,
}

/// What is wrong with a file, and where: line and column are counted from 1.
#[derive(Debug)]
pub(super) struct Damage {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: String,
}

pub(super) fn load(file: &Bytes) -> Result<Loaded, Damage> {
    let mut loaded = Loaded::default();
    let mut has_header = false;
    for (at, place) in lines(file).enumerate() {
        let line = at + 1;
        let is_last = place.end == file.len();
        let text = file.slice(trimmed(file, place));
        if text.is_empty() {
            continue;
        }
        let read = if has_header {
            Exchange::read(&text, Some(line)).map(|exchange| loaded.exchanges.push(exchange))
        } else {
            read_header(&text)
        };
        match read {
            Ok(()) => has_header = true,
            // A line is written together with the break that ends it.
            Err(_) if is_last && is_cut(&text) => {
                loaded.torn = Some(line);
            }
            Err(error) => {
                let message = if is_conflict(&text) {
                    "a conflict between versions that is not resolved".to_owned()
                } else {
                    error.message
                };
                return Err(Damage { line, column: error.column, message });
            }
        }
    }
    Ok(loaded)
}

/// The places of the lines, without the breaks that end them.
fn lines(file: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = if file.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    std::iter::from_fn(move || {
        let mut rest = file.get(start..).filter(|rest| !rest.is_empty())?;
        // The quickest search that the standard library has.
        let length = rest.skip_until(b'\n').ok()?;
        let end = start + length;
        let place = start..end - usize::from(file[start..end].ends_with(b"\n"));
        start = place.end + 1;
        Some(place)
    })
}

fn trimmed(file: &[u8], place: Range<usize>) -> Range<usize> {
    let line = &file[place.clone()];
    let start = place.start + (line.len() - line.trim_ascii_start().len());
    start..(start + line.trim_ascii().len())
}

/// Whether a line is good as far as it goes, and stops in the middle of a value or a character.
fn is_cut(text: &[u8]) -> bool {
    match std::str::from_utf8(text) {
        Ok(text) => serde_json::from_str::<IgnoredAny>(text).is_err_and(|error| {
            // A number such as `1.` is not called unfinished.
            error.is_eof()
                || (error.column() >= text.len() && text.ends_with(['.', '-', '+', 'e', 'E']))
        }),
        Err(error) => error.error_len().is_none(),
    }
}

fn is_conflict(text: &[u8]) -> bool {
    [&b"<<<<<<<"[..], b"=======", b">>>>>>>"].iter().any(|mark| text.starts_with(mark))
}

fn read_header(text: &[u8]) -> Result<(), LineError> {
    #[derive(Deserialize)]
    struct Header<'a> {
        #[serde(borrow, deserialize_with = "format")]
        #[expect(dead_code, reason = "only checked")]
        format: std::borrow::Cow<'a, str>,
        #[serde(deserialize_with = "version")]
        #[expect(dead_code, reason = "only checked")]
        version: u32,
    }

    fn format<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<std::borrow::Cow<'de, str>, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        if &*name == FORMAT {
            Ok(name)
        } else {
            Err(serde::de::Error::custom("the format is not that of a cassette"))
        }
    }

    fn version<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        match u32::deserialize(deserializer)? {
            version if version == VERSION => Ok(version),
            version if version > VERSION => Err(serde::de::Error::custom(format_args!(
                "version {version} of the format is newer than this library, which reads up to \
                 version {VERSION}"
            ))),
            _ => Err(serde::de::Error::custom("there is no such version of the format")),
        }
    }

    let text = std::str::from_utf8(text)
        .map_err(|error| LineError::at(error.valid_up_to() + 1, "not UTF-8"))?;
    if !text.starts_with('{') {
        return Err(LineError::at(1, "the first line is not the header of a cassette"));
    }
    serde_json::from_str::<Header<'_>>(text).map(|_| ()).map_err(LineError::from)
}
