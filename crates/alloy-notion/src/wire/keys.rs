//! What the keys of an object mean.

use std::fmt;

use compact_str::CompactString;
use serde::{
    Deserializer,
    de::{DeserializeSeed, Visitor},
};

use super::Shape;

/// What a key of an object means.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    /// The value says what the object is.
    Object,
    /// The value names the key of the content.
    Type,
    /// The value is the member of that index.
    Member(usize),
    /// The value is the content, if `type` names the tag of that index.
    Content(usize),
    /// The key is not known.
    Unknown,
}

/// Finds out what keys mean, those first that come next if Notion keeps to the declared order.
pub(crate) struct Keys<'a> {
    shape: &'a Shape,
    /// The index of the member after the one that came last.
    expected: usize,
    /// The index of the tag that `type` has announced.
    pub(crate) announced: Option<usize>,
    /// The key that was not known.
    unknown: CompactString,
}

impl<'a> Keys<'a> {
    pub(crate) fn new(shape: &'a Shape) -> Self {
        Self { shape, expected: 0, announced: None, unknown: CompactString::const_new("") }
    }

    /// The key that was not known.
    pub(crate) fn take_unknown(&mut self) -> CompactString {
        std::mem::take(&mut self.unknown)
    }

    #[inline]
    fn find(&mut self, key: &str) -> Key {
        if let Some(expected) = self.shape.keys.get(self.expected)
            && same(expected, key)
        {
            self.expected += 1;
            return Key::Member(self.expected - 1);
        }
        self.find_another(key)
    }

    /// Finds out what a key means that is not the expected one.
    #[inline(never)]
    fn find_another(&mut self, key: &str) -> Key {
        let Shape { name, keys, tags, .. } = self.shape;
        if !tags.names.is_empty() {
            if let Some(index) = self.announced
                && same(tags.names[index], key)
            {
                return Key::Content(index);
            }
            if key.as_bytes() == b"type" {
                return Key::Type;
            }
        }
        if key.as_bytes() == b"object" && name.is_some() {
            return Key::Object;
        }
        if let Some(index) = position(keys, key) {
            self.expected = index + 1;
            return Key::Member(index);
        }
        if let Some(index) = (tags.find)(key) {
            return Key::Content(index);
        }
        self.unknown = key.into();
        Key::Unknown
    }
}

/// Which of `names` the text is.
pub(crate) fn position(names: &[&str], text: &str) -> Option<usize> {
    names.iter().position(|name| same(name, text))
}

impl<'de> DeserializeSeed<'de> for &mut Keys<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Keys<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        Ok(self.find(key))
    }
}

/// Takes any key as it is.
pub(crate) struct AnyKey;

impl<'de> DeserializeSeed<'de> for AnyKey {
    type Value = CompactString;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<CompactString, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for AnyKey {
    type Value = CompactString;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<CompactString, E> {
        Ok(key.into())
    }
}

/// Whether two keys are the same.
///
/// Keys are short and compared by the thousand; this is in line, where `==` calls a function.
#[inline]
fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    // Where there are fewer bytes than both chunks have, the last overlap with the first.
    if left.len() > 16 {
        left == right
    } else if left.len() >= 8 {
        chunks::<8>(left, right)
    } else if left.len() >= 4 {
        chunks::<4>(left, right)
    } else {
        left.iter().zip(right).all(|(left, right)| left == right)
    }
}

/// Whether the first and the last `N` bytes are the same.
#[inline]
fn chunks<const N: usize>(left: &[u8], right: &[u8]) -> bool {
    left.first_chunk::<N>() == right.first_chunk() && left.last_chunk::<N>() == right.last_chunk()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_same_when_all_their_bytes_are() {
        for length in 0..40 {
            let key = "k".repeat(length);
            assert!(same(&key, &key.clone()));
            assert!(!same(&key, &format!("{key}k")));
            for at in 0..length {
                let mut other = key.clone();
                other.replace_range(at..=at, "x");
                assert!(!same(&key, &other), "{other}");
            }
        }
    }
}
