//! Reads JSON in one pass, which judges the text and builds the tree.

use std::borrow::Cow;

use super::{Json, plain_length};

/// How deep a text may nest before it is not treated as JSON, as in `serde_json` itself.
const DEPTH: usize = 128;

/// The tree of a text; `None` when it is no JSON, nests too deep, or has a string that is no Unicode.
pub(super) fn read(text: &str) -> Option<Json<'_>> {
    let mut reader = Reader { text, at: 0 };
    let json = reader.value(DEPTH)?;
    reader.next_byte().is_none().then_some(json)
}

/// Whether there is such a tree.
pub(super) fn is_json(text: &str) -> bool {
    let mut reader = Reader { text, at: 0 };
    reader.skip(DEPTH).is_some() && reader.next_byte().is_none()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
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
        self.at += 1;
        if self.next_byte()? != close {
            loop {
                item(self)?;
                match self.next_byte()? {
                    b',' => self.at += 1,
                    byte if byte == close => break,
                    _ => return None,
                }
            }
        }
        self.at += 1;
        Some(())
    }

    /// A key and the colon after it.
    fn key(&mut self) -> Option<Cow<'a, str>> {
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
    fn string(&mut self) -> Option<Cow<'a, str>> {
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
    fn literal(&mut self, first: u8) -> Option<&'a str> {
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
    fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at)?, b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
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
