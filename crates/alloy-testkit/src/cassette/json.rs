//! JSON as a tree that keeps the text of numbers and the order of keys.
//!
//! `serde_json::Value` keeps neither without features that would change it for the whole program.
//! Validity is `serde_json`'s to judge; what follows only walks a text that passed.

use std::borrow::Cow;

use serde::de::IgnoredAny;

/// How deep a text may nest before it is not treated as JSON, as in `serde_json` itself.
const DEPTH: usize = 128;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json<'a> {
    /// A number, `true`, `false` or `null`, as written.
    Literal(Cow<'a, str>),
    /// A string, without quotes and escapes.
    String(Cow<'a, str>),
    Array(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// Reads a text; `None` when it is no JSON, nests too deep, or has a string that is no Unicode.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        serde_json::from_str::<IgnoredAny>(text).ok()?;
        Self::walk(text)
    }

    /// Reads a text that is known to be JSON.
    pub(crate) fn walk(text: &'a str) -> Option<Self> {
        Walker { text, at: 0 }.value(DEPTH)
    }

    /// Reads bytes that may be anything.
    pub(crate) fn from_bytes(bytes: &'a [u8]) -> Option<Self> {
        Self::parse(std::str::from_utf8(bytes).ok()?)
    }

    /// Puts the keys of every object in order.
    pub(crate) fn sort(&mut self) {
        match self {
            Self::Array(items) => items.iter_mut().for_each(Self::sort),
            Self::Object(members) => {
                for (_, value) in members.iter_mut() {
                    value.sort();
                }
                members.sort_by(|(one, _), (other, _)| one.cmp(other));
            }
            Self::Literal(_) | Self::String(_) => {}
        }
    }

    /// Appends the shortest text of the same value: on one line, numbers as they were.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Literal(text) => out.push_str(text),
            Self::String(text) => write_string(text, out),
            Self::Array(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (at, (key, value)) in members.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    write_string(key, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    pub(crate) fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// The member of an object; of a key that is there twice, the last, which is what counts.
    pub(crate) fn get(&self, key: &str) -> Option<&Json<'a>> {
        match self {
            Self::Object(members) => {
                members.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is nothing in it: `null`, `{}` or `[]`.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Literal(text) => text == "null",
            Self::String(_) => false,
            Self::Array(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
        }
    }
}

/// Appends a string with quotes and escapes.
pub(crate) fn write_string(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.reserve(text.len() + 2);
    out.push('"');
    if all(text.as_bytes(), is_plain) {
        out.push_str(text);
        out.push('"');
        return;
    }
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let short = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..=0x1f => "",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(short);
        if short.is_empty() {
            out.push_str("\\u00");
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
        plain = at + 1;
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

/// Whether a byte of a string is written as it is.
#[expect(clippy::needless_bitwise_bool, reason = "what has no branches is done eight at once")]
fn is_plain(byte: u8) -> bool {
    (byte >= b' ') & (byte != b'"') & (byte != b'\\')
}

/// Whether all bytes pass a test, eight at once: compilers make that quick.
fn all(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    let (eights, rest) = bytes.as_chunks();
    let eight = |bytes: &[u8; 8]| bytes.iter().fold(true, |all, byte| all & test(*byte));
    eights.iter().all(eight) && rest.iter().all(|byte| test(*byte))
}

/// Walks a text that is known to be JSON.
struct Walker<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walker<'a> {
    fn value(&mut self, depth: usize) -> Option<Json<'a>> {
        let depth = depth.checked_sub(1)?;
        match self.next_byte()? {
            b'"' => self.string().map(Json::String),
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    match self.next_byte()? {
                        b']' => break,
                        b',' => self.at += 1,
                        _ => items.push(self.value(depth)?),
                    }
                }
                self.at += 1;
                Some(Json::Array(items))
            }
            b'{' => {
                self.at += 1;
                let mut members = Vec::new();
                loop {
                    match self.next_byte()? {
                        b'}' => break,
                        b',' => self.at += 1,
                        _ => {
                            let key = self.string()?;
                            self.next_byte()?;
                            self.at += 1;
                            members.push((key, self.value(depth)?));
                        }
                    }
                }
                self.at += 1;
                Some(Json::Object(members))
            }
            _ => {
                let rest = self.text.get(self.at..)?;
                let ends = |byte| matches!(byte, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t');
                let length = rest.bytes().position(ends).unwrap_or(rest.len());
                self.at += length;
                rest.get(..length).map(|text| Json::Literal(Cow::Borrowed(text)))
            }
        }
    }

    /// The string that starts here.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut at = start + 1;
        let mut escaped = false;
        loop {
            match bytes.get(at)? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    at += 2;
                }
                _ => at += 1,
            }
        }
        self.at = at + 1;
        if escaped {
            return serde_json::from_str(self.text.get(start..=at)?).ok().map(Cow::Owned);
        }
        self.text.get(start + 1..at).map(Cow::Borrowed)
    }

    /// The next byte that is not blank, where the walker then is.
    fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at)?, b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        let mut json = Json::parse(text).unwrap();
        json.sort();
        json.to_text()
    }

    #[test]
    fn the_order_of_keys_goes_and_the_text_of_numbers_stays() {
        assert_eq!(
            canonical(
                "{ \"b\" : [ 1.0, 1, 123456789012345678901234567890, 1E5 ],\n\"a\":{\"y\":null,\"x\":-0}}"
            ),
            r#"{"a":{"x":-0,"y":null},"b":[1.0,1,123456789012345678901234567890,1E5]}"#
        );
    }

    #[test]
    fn strings_have_one_form() {
        assert_eq!(canonical(r#""\u00e9\/\u0001\n\"""#), "\"é/\\u0001\\n\\\"\"");
    }

    #[test]
    fn what_cannot_be_kept_exactly_is_no_json() {
        assert_eq!(Json::parse(r#""\ud800""#), None);
        assert_eq!(Json::parse(&"[".repeat(100_000)), None);
        assert_eq!(Json::parse(&format!("{}{}", "[".repeat(200), "]".repeat(200))), None);
        for nonsense in ["", "{", "{\"a\"}", "[1,]", "nul", "1 2", "\"\n\""] {
            assert_eq!(Json::parse(nonsense), None, "{nonsense}");
        }
    }
}
