//! Reads JSON in one pass, which judges the text and builds the tree.

use std::borrow::Cow;

use super::{Json, plain_length};

/// How deep a text may nest before it is not treated as JSON, as in `serde_json` itself.
pub(in crate::cassette) const DEPTH: usize = 128;

/// The tree of a text; `None` when it is no JSON, nests too deep, or has a string that is no Unicode.
pub(super) fn read(text: &str) -> Option<Json<'_>> {
    let mut reader = Reader::new(text);
    let json = reader.value(DEPTH)?;
    reader.next_byte().is_none().then_some(json)
}

/// Whether there is such a tree.
pub(super) fn is_json(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.skip(DEPTH).is_some() && reader.next_byte().is_none()
}

#[derive(Clone, Copy, Debug)]
pub(in crate::cassette) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Whether there were blanks between what it read.
    has_blanks: bool,
}

impl<'a> Reader<'a> {
    pub(in crate::cassette) fn new(text: &'a str) -> Self {
        Self { text, at: 0, has_blanks: false }
    }

    pub(in crate::cassette) fn has_blanks(&self) -> bool {
        self.has_blanks
    }

    /// Where it is in the text.
    pub(in crate::cassette) fn at(&self) -> usize {
        self.at
    }

    fn value(&mut self, depth: usize) -> Option<Json<'a>> {
        let depth = depth.checked_sub(1)?;
        match self.next_byte()? {
            b'"' => self.string().map(Json::String),
            b'[' => {
                let mut items = Vec::new();
                self.list(b']', |reader| {
                    items.push(reader.value(depth)?);
                    Some(())
                })?;
                Some(Json::Array(items))
            }
            b'{' => {
                let mut members = Vec::new();
                self.list(b'}', |reader| {
                    let key = reader.key()?;
                    members.push((key, reader.value(depth)?));
                    Some(())
                })?;
                Some(Json::Object(members))
            }
            first => self.literal(first).map(|text| Json::Literal(Cow::Borrowed(text))),
        }
    }

    /// Reads a value and builds nothing of it.
    fn skip(&mut self, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match self.next_byte()? {
            b'"' => self.string().map(drop),
            b'[' => self.list(b']', |reader| reader.skip(depth)),
            b'{' => self.list(b'}', |reader| {
                reader.key()?;
                reader.skip(depth)
            }),
            first => self.literal(first).map(drop),
        }
    }

    /// What stands between a bracket, where the reader is, and the one that closes it.
    fn list(&mut self, close: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        let mut more = self.open(close)?;
        while more {
            item(self)?;
            more = self.go_on(close)?;
        }
        Some(())
    }

    /// Goes over a bracket, and over the one that closes it if that comes next. Whether there are
    /// items.
    pub(in crate::cassette) fn open(&mut self, close: u8) -> Option<bool> {
        self.at += 1;
        let is_empty = self.next_byte()? == close;
        self.at += usize::from(is_empty);
        Some(!is_empty)
    }

    /// Goes over a comma or a closing bracket. Whether there are more items.
    pub(in crate::cassette) fn go_on(&mut self, close: u8) -> Option<bool> {
        let byte = self.next_byte()?;
        self.at += 1;
        match byte {
            b',' => Some(true),
            _ if byte == close => Some(false),
            _ => None,
        }
    }

    /// A key and the colon after it.
    pub(in crate::cassette) fn key(&mut self) -> Option<Cow<'a, str>> {
        if self.next_byte()? != b'"' {
            return None;
        }
        let key = self.string()?;
        if self.next_byte()? != b':' {
            return None;
        }
        self.at += 1;
        Some(key)
    }

    /// The string that starts here.
    pub(in crate::cassette) fn string(&mut self) -> Option<Cow<'a, str>> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut at = start + plain_length(bytes.get(start..)?);
        if *bytes.get(at)? == b'"' {
            self.at = at + 1;
            return self.text.get(start..at).map(Cow::Borrowed);
        }
        // What escapes mean, and whether they may stand there, is `serde_json`'s to say.
        loop {
            match bytes.get(at)? {
                b'"' => break,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        self.at = at + 1;
        serde_json::from_str(self.text.get(start - 1..=at)?).ok().map(Cow::Owned)
    }

    /// The number, `true`, `false` or `null` that starts here.
    pub(in crate::cassette) fn literal(&mut self, first: u8) -> Option<&'a str> {
        let rest = self.text.get(self.at..)?;
        let length = match first {
            b't' if rest.starts_with("true") => 4,
            b'f' if rest.starts_with("false") => 5,
            b'n' if rest.starts_with("null") => 4,
            b'-' | b'0'..=b'9' => number_length(rest.as_bytes())?,
            _ => return None,
        };
        self.at += length;
        rest.get(..length)
    }

    /// The next byte that is not blank, where the reader then is.
    pub(in crate::cassette) fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at)?, b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
            self.has_blanks = true;
        }
        bytes.get(self.at).copied()
    }
}

/// How long the number is that a text starts with, if it starts with one.
fn number_length(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let some = |from| Some(digits(from)).filter(|count| *count > 0);
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    // Zeros in front are not written.
    at += if bytes.get(at) == Some(&b'0') { 1 } else { some(at)? };
    if bytes.get(at) == Some(&b'.') {
        at += 1;
        at += some(at)?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        at += some(at)?;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};
    use serde::de::IgnoredAny;

    use super::*;

    /// Pieces of which texts are made that are JSON, or nearly.
    const PIECES: [&str; 34] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"a\":",
        "{\"a\":1}",
        "[]",
        "{}",
        "null",
        "true",
        "false",
        "nul",
        "0",
        "-",
        "1",
        "12.5",
        "1.",
        "e",
        "1e+5",
        "01",
        "-0",
        " ",
        "\n",
        "\\",
        "\"\\n\"",
        "\"\\u00e9\"",
        "\"\\ud800\"",
        "\"\\x\"",
        "\"\u{1}\"",
        "é",
    ];

    fn is_judged_alike(text: &str) {
        let known = serde_json::from_str::<IgnoredAny>(text).is_ok()
            && !text.contains("\\ud800")
            && text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() < DEPTH;
        assert_eq!(read(text).is_some(), known, "{text}");
        assert_eq!(is_json(text), known, "{text}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn texts_are_judged_as_serde_json_judges_them(pieces in vec(select(&PIECES[..]), 0..8)) {
            is_judged_alike(&pieces.concat());
        }

        #[test]
        fn numbers_are_judged_as_serde_json_judges_them(text in "[-+0-9.eE]{1,7}") {
            is_judged_alike(&text);
        }

        #[test]
        fn a_changed_text_is_judged_as_serde_json_judges_it(
            at in any::<prop::sample::Index>(),
            piece in select(&PIECES[..]),
            gone in 0..3_usize,
        ) {
            let mut text = r#"{"a":[1,-2.5e3,"b \" c"],"key of some length":{"x":null},"z":[[],{}]} "#.to_owned();
            let at = at.index(text.len());
            text.replace_range(at..(at + gone).min(text.len()), piece);
            is_judged_alike(&text);
        }
    }
}
