//! Strings where nothing but a string can be: keys.

use std::fmt;

use compact_str::CompactString;
use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};

/// A key of an object.
pub(crate) struct Text(pub(crate) CompactString);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Key;

        impl Visitor<'_> for Key {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.into()))
            }
        }

        deserializer.deserialize_str(Key)
    }
}

/// Whether two keys are the same.
///
/// Keys are short and compared by the thousand; this is in line, where `==` calls a function.
pub(crate) fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    match (left.first_chunk::<8>(), right.first_chunk::<8>()) {
        (Some(first), Some(other)) if left.len() <= 16 => {
            // The last eight bytes overlap with the first where there are fewer than sixteen.
            first == other && left.last_chunk::<8>() == right.last_chunk::<8>()
        }
        (Some(_), _) => left == right,
        (None, _) => left.iter().zip(right).all(|(left, right)| left == right),
    }
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
