//! JSON as a tree that keeps the text of numbers and the order of keys.
//!
//! `serde_json::Value` keeps neither without features that would change it for the whole program.
//! What is JSON is judged as `serde_json` judges it, which tests hold.

pub(super) mod reader;

use std::borrow::Cow;

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
        reader::read(text)
    }

    /// Whether [`parse`](Self::parse) would give a tree, which is not built.
    pub(crate) fn can_parse(text: &str) -> bool {
        reader::is_json(text)
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
    out.reserve(text.len() + 2);
    out.push('"');
    if plain_length(text.as_bytes()) == text.len() {
        out.push_str(text);
    } else {
        write_escaped(text, out);
    }
    out.push('"');
}

fn write_escaped(mut text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    loop {
        let (plain, special) = text.split_at(plain_length(text.as_bytes()));
        out.push_str(plain);
        let Some(byte) = special.bytes().next() else { return };
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ => {
                out.push_str("\\u00");
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
        text = &special[1..];
    }
}

/// How many bytes there are before the first that is a quote, a backslash or a control character:
/// what a string of JSON has as it is. Looks at eight at once.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES << 7;
    // The lowest high bit that is set is that of the first byte below a limit: what is borrowed
    // for it only makes later ones wrong.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word & HIGHS;
    let plain_of = |word: u64| {
        let quote = below(word ^ (ONES * u64::from(b'"')), 1);
        let backslash = below(word ^ (ONES * u64::from(b'\\')), 1);
        let special = quote | backslash | below(word, 0x20);
        special.trailing_zeros() as usize / 8
    };
    let (eights, rest) = bytes.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let plain = plain_of(u64::from_le_bytes(*eight));
        if plain < 8 {
            return at * 8 + plain;
        }
    }
    if rest.is_empty() {
        return bytes.len();
    }
    // Of the last bytes, those that are looked at twice were plain.
    if let Some(last) = bytes.last_chunk() {
        return bytes.len() - 8 + plain_of(u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        let plain = plain_of(u64::from(first) | u64::from(last) << 32);
        return if plain < 4 { plain } else { plain + rest.len() - 8 };
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    rest.iter().position(is_special).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn strings_are_written_as_serde_json_writes_them(
            // Without the two control characters whose short escapes are not used here.
            text in r#"([a-zé"\\\n\t]|[\x00-\x07]|[\x0e-\x20]){0,25}"#,
        ) {
            let mut written = String::new();
            write_string(&text, &mut written);
            prop_assert_eq!(written, serde_json::to_string(&text).unwrap());
        }

        #[test]
        fn what_is_plain_ends_at_the_first_special_byte(bytes in prop::collection::vec(0x18_u8..0x80, 0..40)) {
            let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
            let known = bytes.iter().position(is_special).unwrap_or(bytes.len());
            prop_assert_eq!(plain_length(&bytes), known);
        }
    }
}
