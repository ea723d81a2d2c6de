//! Where in a JSON text a decoder stopped, as a path.

use std::fmt::Write as _;

use serde_json::error::Category;

/// The path of the value at which decoding `text` failed, such as `results[0].properties.Due`.
///
/// Walked after the failure from the position that the decoder reports, so that decoding itself
/// pays nothing for it.
pub(crate) fn path_of(text: &str, error: &serde_json::Error) -> String {
    path_at(text, offset(text, error.line(), error.column()))
}

/// What the decoder says, without the position and without the offending text.
pub(crate) fn message_of(error: &serde_json::Error) -> String {
    let full = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let message = full.strip_suffix(&position).unwrap_or(&full);
    match error.classify() {
        Category::Data => without_content(message),
        _ => message.to_owned(),
    }
}

/// Decoders quote what they did not expect, which may be anything that a customer wrote.
fn without_content(message: &str) -> String {
    for (start, open, end) in [
        ("invalid type: string ", '"', ", expected"),
        ("invalid value: string ", '"', ", expected"),
    ] {
        if let Some(rest) = message.strip_prefix(start)
            && rest.starts_with(open)
            && let Some(at) = rest.rfind(end)
        {
            return format!("{}{}", start.trim_end(), &rest[at..]);
        }
    }
    if let Some(rest) = message.strip_prefix("unknown variant `")
        && let Some(at) = rest.rfind("`, expected").or(rest.rfind("`, there"))
    {
        return format!("unknown variant{}", &rest[at + 1..]);
    }
    message.to_owned()
}

/// The byte offset of a one-based line and column, where the column counts bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column).min(text.len())
}

enum Frame<'a> {
    Object { key: &'a str, in_value: bool },
    Array { index: usize },
}

/// The path of the value that contains the byte before `offset`.
fn path_at(text: &str, offset: usize) -> String {
    let bytes = text.as_bytes();
    let mut frames: Vec<Frame<'_>> = Vec::new();
    let mut at = 0;
    while at < offset {
        match bytes[at] {
            b'"' => {
                let end = string_end(bytes, at);
                if let Some(Frame::Object { key, in_value: false }) = frames.last_mut() {
                    *key = text.get(at + 1..end).unwrap_or("");
                }
                at = end;
            }
            b'{' => frames.push(Frame::Object { key: "", in_value: false }),
            b'[' => frames.push(Frame::Array { index: 0 }),
            // What fails at the bracket that ends a value is that value as a whole.
            b'}' | b']' => {
                frames.pop();
            }
            b':' => {
                if let Some(Frame::Object { in_value, .. }) = frames.last_mut() {
                    *in_value = true;
                }
            }
            b',' => match frames.last_mut() {
                Some(Frame::Object { key, in_value }) => (*key, *in_value) = ("", false),
                Some(Frame::Array { index }) => *index += 1,
                None => {}
            },
            _ => {}
        }
        at += 1;
    }
    let mut path = String::new();
    for frame in &frames {
        // Writing to a `String` cannot fail.
        let _ = match frame {
            Frame::Object { in_value: false, .. } => Ok(()),
            Frame::Object { key, .. } if path.is_empty() => write!(path, "{key}"),
            Frame::Object { key, .. } => write!(path, ".{key}"),
            Frame::Array { index } => write!(path, "[{index}]"),
        };
    }
    path
}

/// The index of the quote that closes the string opened at `start`, or the end of the text.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoded")]
    struct Page {
        results: Vec<Row>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoded")]
    struct Row {
        id: String,
        #[serde(default)]
        properties: BTreeMap<String, Option<bool>>,
    }

    fn failure(text: &str) -> (String, String) {
        let error = serde_json::from_str::<Page>(text).unwrap_err();
        (path_of(text, &error), message_of(&error))
    }

    #[test]
    fn the_path_leads_to_the_value() {
        let (path, message) = failure(
            r#"{"results": [{"id": "a,b]"}, {"id": "b", "properties":
               {"In \"stock\"": true, "Due": "secret text"}}]}"#,
        );
        assert_eq!(path, "results[1].properties.Due");
        assert_eq!(message, "invalid type: string, expected a boolean");
        assert_eq!(failure(r#"{"results": [{"id": {}}]}"#).0, "results[0].id");
        assert_eq!(failure(r#"{"results": 7}"#).0, "results");
        assert_eq!(
            failure(r#"{"results": [{}]}"#),
            ("results[0]".into(), "missing field `id`".into())
        );
        assert_eq!(failure("[").0, "[0]");
        assert_eq!(failure("").0, "");
    }

    #[test]
    fn content_is_not_quoted() {
        #[derive(Debug, Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Colour {
            Red,
        }
        let text = r#""planted, expected `x`""#;
        let error = serde_json::from_str::<Colour>(text).unwrap_err();
        assert_eq!(message_of(&error), "unknown variant, expected `red`");
        let error = serde_json::from_str::<u8>(text).unwrap_err();
        assert_eq!(message_of(&error), "invalid type: string, expected u8");
        assert!(matches!(serde_json::from_str::<Colour>(r#""red""#), Ok(Colour::Red)));
    }
}
