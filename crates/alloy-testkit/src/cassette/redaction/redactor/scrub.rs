//! Takes out what was met before.

use std::borrow::Cow;

use crate::cassette::{json::Json, redaction::dictionary::Dictionary};

/// Takes it out of keys and values.
pub(super) fn scrub(dictionary: &Dictionary, json: &mut Json<'_>) {
    match json {
        Json::Literal(_) => {}
        Json::String(text) => scrub_text(dictionary, text),
        Json::Array(items) => items.iter_mut().for_each(|item| scrub(dictionary, item)),
        Json::Object(members) => {
            for (key, value) in members {
                scrub_text(dictionary, key);
                scrub(dictionary, value);
            }
        }
    }
}

fn scrub_text(dictionary: &Dictionary, text: &mut Cow<'_, str>) {
    if let Some(clean) = scrubbed(dictionary, text) {
        *text = clean.into();
    }
}

/// A text without it, if it is in there.
pub(super) fn scrubbed(dictionary: &Dictionary, text: &str) -> Option<String> {
    let mut clean = String::new();
    let mut at = 0;
    while let Some((range, placeholder)) = dictionary.find(text.as_bytes(), at) {
        clean.push_str(text.get(at..range.start)?);
        clean.push_str(placeholder);
        at = range.end;
    }
    if at == 0 {
        return None;
    }
    clean.push_str(text.get(at..)?);
    Some(clean)
}
