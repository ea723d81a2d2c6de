//! Notion's limits on what it is sent, checked before anything is sent.
//!
//! The numbers are those of Notion's page on request limits. Lengths of texts are counted in UTF-16
//! code units, which is what Notion's own messages seem to count; that is not documented.

mod at;

pub(crate) use at::At;

use alloy_core::Error;
use serde::Serialize;

/// Units of the content of one text.
pub(crate) const TEXT: usize = 2000;
/// Units of the expression of an equation.
pub(crate) const EXPRESSION: usize = 1000;
/// Units of any URL.
pub(crate) const URL: usize = 2000;
/// Units of an email address.
pub(crate) const EMAIL: usize = 200;
/// Units of a phone number.
pub(crate) const PHONE_NUMBER: usize = 200;
/// Elements of a list of blocks, rich text, options, related pages or people.
pub(crate) const ELEMENTS: usize = 100;
/// Blocks of one request, those inside others among them.
pub(crate) const BLOCKS: usize = 1000;
/// Bytes of one request's body: 500 KB, with 1,024 bytes to a kilobyte (not verified).
pub(crate) const BODY: usize = 500 * 1024;

/// About how many bytes the envelope around a body has, with the version header under two names.
pub(crate) const ENVELOPE: usize = 192;

/// A part of a request that Notion limits.
pub(crate) trait Limits {
    /// Finds the first limit that the part exceeds. `at` is the part's own place.
    fn check(&self, at: &At<'_>) -> Result<(), Error>;

    /// About how many bytes the part has as JSON, and never less than a [sixth](ESCAPE) of them.
    fn size(&self) -> usize;
}

/// What is not there has no limits.
impl<T: Limits> Limits for Option<T> {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.as_ref().map_or(Ok(()), |part| part.check(at))
    }

    fn size(&self) -> usize {
        self.as_ref().map_or(0, T::size)
    }
}

impl<T: Limits> Limits for &T {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        T::check(self, at)
    }

    fn size(&self) -> usize {
        T::size(self)
    }
}

/// How much longer JSON can make a byte of text: `\u0000`.
const ESCAPE: usize = 6;

/// Checks the length of a text.
pub(crate) fn text(text: &str, most: usize, at: &At<'_>) -> Result<(), Error> {
    // A text has no more UTF-16 units than bytes, so most texts need no counting.
    if text.len() <= most {
        return Ok(());
    }
    count(text.encode_utf16().count(), most, "UTF-16 units", at)
}

/// Checks that a text is not empty, which Notion takes for a mistake and not for "no value".
pub(crate) fn not_empty(text: &str, at: &At<'_>) -> Result<(), Error> {
    match text {
        "" => Err(at.error("is empty, which Notion refuses: clear or leave out what has no value")),
        _ => Ok(()),
    }
}

/// Checks a text of some length that is not empty.
pub(crate) fn filled(value: &str, most: usize, at: &At<'_>) -> Result<(), Error> {
    not_empty(value, at)?;
    text(value, most, at)
}

/// Checks a list and all that is in it.
pub(crate) fn list<T: Limits>(items: &[T], at: &At<'_>) -> Result<(), Error> {
    count(items.len(), ELEMENTS, "elements", at)?;
    each(items, at)
}

/// Checks all that is in a list, whose length has no limit of its own.
pub(crate) fn each<T: Limits>(items: &[T], at: &At<'_>) -> Result<(), Error> {
    items.iter().enumerate().try_for_each(|(index, item)| item.check(&at.index(index)))
}

/// Checks that something is not there too often.
pub(crate) fn count(found: usize, most: usize, unit: &str, at: &At<'_>) -> Result<(), Error> {
    if found <= most {
        return Ok(());
    }
    Err(at.error(format!("{found} {unit}, at most {most}")))
}

/// Checks a number, since JSON has neither infinities nor NaN.
pub(crate) fn finite(number: f64, at: &At<'_>) -> Result<(), Error> {
    if number.is_finite() { Ok(()) } else { Err(at.error("is not a finite number")) }
}

/// Checks the size of a whole body.
///
/// A body that cannot be too large is not looked at; the size of any other is found by writing it
/// to nowhere.
pub(crate) fn body<T: Limits + Serialize>(body: &T) -> Result<(), Error> {
    if body.size().saturating_mul(ESCAPE) <= BODY {
        return Ok(());
    }
    let mut counter = Counter(0);
    // What cannot be written is reported when it is written in earnest.
    if serde_json::to_writer(&mut counter, body).is_err() {
        return Ok(());
    }
    count(counter.0, BODY, "bytes", &At::ROOT.key("body"))
}

/// The size of a list's items, by [`Limits::size`].
pub(crate) fn size<T: Limits>(items: &[T]) -> usize {
    items.iter().map(Limits::size).sum()
}

/// The size of something as JSON, to the byte.
pub(crate) fn size_of_json<T: Serialize>(value: &T) -> usize {
    let mut counter = Counter(0);
    // A counter takes everything, and what cannot be written is reported elsewhere.
    match serde_json::to_writer(&mut counter, value) {
        Ok(()) | Err(_) => counter.0,
    }
}

/// Counts what is written and keeps none of it.
struct Counter(usize);

impl std::io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_counted_in_utf_16_units() {
        let at = At::ROOT.key("text");
        assert!(text(&"é".repeat(2000), TEXT, &at).is_ok());
        assert!(text(&"🚀".repeat(1000), TEXT, &at).is_ok());
        let error = text(&"🚀".repeat(1001), TEXT, &at).unwrap_err();
        assert_eq!(error.to_string(), "invalid request: text: 2002 UTF-16 units, at most 2000");
    }

    #[test]
    fn numbers_are_finite() {
        assert!(finite(f64::MAX, &At::ROOT).is_ok());
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(finite(number, &At::ROOT).is_err());
        }
    }
}
