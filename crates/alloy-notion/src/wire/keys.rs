//! What the keys of an object mean.

use std::borrow::Cow;

use super::{Json, Shape, json::same};

/// What a key of an object means.
pub(crate) enum Key<'t> {
    /// The value says what the object is.
    Object,
    /// The value names the key of the content.
    Type,
    /// The value is the member of that index.
    Member(usize),
    /// The value is the content, if `type` names the tag of that index.
    Content(usize),
    /// The key is not known.
    Unknown(Cow<'t, str>),
}

/// Goes past the next key. `announced` is the index of the tag that `type` has announced.
pub(crate) fn next_key<'t>(
    shape: &Shape,
    announced: Option<usize>,
    json: &mut Json<'t>,
) -> Key<'t> {
    let Shape { name, tags, .. } = shape;
    // What mostly comes between members is told without reading the key.
    if !tags.names.is_empty() {
        if let Some(index) = announced
            && json.take_key(tags.names[index])
        {
            return Key::Content(index);
        }
        if json.take("\"type\":") {
            return Key::Type;
        }
    }
    if name.is_some() && json.take("\"object\":") {
        return Key::Object;
    }
    meaning(shape, json.key())
}

/// What a key means.
pub(crate) fn meaning<'t>(shape: &Shape, key: Cow<'t, str>) -> Key<'t> {
    let Shape { name, keys, tags, .. } = shape;
    if !tags.names.is_empty() && key == "type" {
        return Key::Type;
    }
    if name.is_some() && key == "object" {
        return Key::Object;
    }
    if let Some(index) = position(keys, &key) {
        return Key::Member(index);
    }
    match (tags.find)(&key) {
        Some(index) => Key::Content(index),
        None => Key::Unknown(key),
    }
}

/// Which of `names` the text is.
pub(crate) fn position(names: &[&str], text: &str) -> Option<usize> {
    names.iter().position(|name| same(name.as_bytes(), text.as_bytes()))
}
