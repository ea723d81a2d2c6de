//! The secrets that were met, to find them again wherever they are.

use std::{collections::HashMap, ops::Range, sync::Arc};

/// How many bytes are compared at a time when looking for secrets in a text.
const WINDOW: usize = 8;
/// From this length on, a secret is found inside words; below, only as a word of its own.
const INSIDE: usize = 16;
/// Below this length, a secret is found only where a whole value equals it. Shorter ones could be
/// anything.
pub(super) const WITHIN: usize = 12;

/// How many places of a secret are known by their bytes, so that at least one of as many places in a
/// row is known, and the others need not be looked at. Of a shorter secret there are fewer.
const PLACES: usize = INSIDE - WINDOW + 1;

/// Secrets and their placeholders. Looking for all of them in a text takes one pass, however many
/// there are.
#[derive(Debug)]
pub(super) struct Dictionary {
    placeholders: HashMap<Arc<str>, Arc<str>>,
    /// Which lengths there are, the last bit being for all longer ones, so that most texts need no
    /// look-up.
    lengths: u128,
    /// Secrets by the bytes at their first places, with the place.
    starts: HashMap<u64, Vec<(usize, Arc<str>)>>,
    /// Which bytes these may be, so that most places are passed over without a look-up.
    filter: Box<[u64; 1024]>,
    /// Whether escapes could hide one of them: it has something that is escaped, or it is found
    /// only apart from letters, and the `n` of a line break is one.
    escapes_hide: bool,
    /// How far apart the places are that are looked at.
    step: usize,
}

impl Dictionary {
    pub(super) fn new() -> Self {
        Self {
            placeholders: HashMap::new(),
            lengths: 0,
            starts: HashMap::new(),
            filter: Box::new([0; 1024]),
            escapes_hide: false,
            step: PLACES,
        }
    }

    pub(super) fn get(&self, secret: &str) -> Option<&Arc<str>> {
        if self.lengths & length_bit(secret) == 0 {
            return None;
        }
        self.placeholders.get(secret)
    }

    pub(super) fn len(&self) -> usize {
        self.placeholders.len()
    }

    /// Keeps the placeholder that a secret has already, if it has one.
    pub(super) fn insert(&mut self, secret: &str, placeholder: &str) {
        if self.placeholders.contains_key(secret) {
            return;
        }
        let secret: Arc<str> = secret.into();
        self.lengths |= length_bit(&secret);
        if secret.len() >= WITHIN {
            self.escapes_hide |= secret.len() < INSIDE || secret.chars().any(is_escaped);
            self.step = self.step.min(secret.len() - WINDOW + 1);
            for (place, bytes) in secret.as_bytes().windows(WINDOW).take(PLACES).enumerate() {
                let Some(bytes) = bytes.first_chunk().copied().map(u64::from_le_bytes) else {
                    continue;
                };
                let (word, bit) = slot(bytes);
                self.filter[word] |= bit;
                self.starts.entry(bytes).or_default().push((place, Arc::clone(&secret)));
            }
        }
        self.placeholders.insert(secret, placeholder.into());
    }

    /// Whether the strings of a JSON text may have a secret in them: `false` is certain. A look at
    /// the text as a whole is quicker than one at each string.
    pub(super) fn may_be_in_json(&self, text: &str) -> bool {
        (self.escapes_hide && text.contains('\\')) || self.find(text.as_bytes(), 0).is_some()
    }

    /// The first secret in a text at or after a place, and its placeholder.
    pub(super) fn find(&self, text: &[u8], from: usize) -> Option<(Range<usize>, &str)> {
        if self.starts.is_empty() {
            return None;
        }
        let mut next = from;
        while let Some(bytes) = text.get(next..).and_then(<[u8]>::first_chunk) {
            let (at, bytes) = (next, u64::from_le_bytes(*bytes));
            next += self.step;
            let (word, bit) = slot(bytes);
            if self.filter[word] & bit == 0 {
                continue;
            }
            let Some(secrets) = self.starts.get(&bytes) else { continue };
            let here = secrets.iter().filter_map(|(place, secret)| {
                let start = at.checked_sub(*place).filter(|start| *start >= from)?;
                let range = start..start + secret.len();
                let is_it = text.get(range.clone()) == Some(secret.as_bytes())
                    && (secret.len() >= INSIDE || is_apart(text, &range));
                is_it.then_some((range, secret))
            });
            // The first, and of those that begin there the longest.
            let first = here.min_by_key(|(range, _)| (range.start, usize::MAX - range.end));
            if let Some((range, secret)) = first {
                return Some((range, self.placeholders.get(secret)?));
            }
        }
        None
    }
}

/// Whether JSON writes a character otherwise than it is.
fn is_escaped(character: char) -> bool {
    matches!(character, '"' | '\\') || character.is_ascii_control()
}

/// Whether a part of a text has no letter or digit beside it.
fn is_apart(text: &[u8], range: &Range<usize>) -> bool {
    let free =
        |at: Option<usize>| !at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    free(range.start.checked_sub(1)) && free(Some(range.end))
}

fn length_bit(text: &str) -> u128 {
    1 << text.len().min(127)
}

fn slot(window: u64) -> (usize, u64) {
    let hash = window.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48;
    (usize::from(u16::try_from(hash >> 6).unwrap_or(0)), 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by looking everywhere.
    fn anywhere<'a>(
        secrets: &'a [String],
        text: &str,
        from: usize,
    ) -> Option<(Range<usize>, &'a str)> {
        (from..text.len()).find_map(|at| {
            let here = secrets.iter().filter(|secret| {
                let range = at..at + secret.len();
                secret.len() >= WITHIN
                    && text.as_bytes()[at..].starts_with(secret.as_bytes())
                    && (secret.len() >= INSIDE || is_apart(text.as_bytes(), &range))
            });
            let longest = here.max_by_key(|secret| secret.len())?;
            Some((at..at + longest.len(), longest.as_str()))
        })
    }

    proptest! {
        #[test]
        fn nothing_is_passed_over(
            secrets in prop::collection::vec("[ab]{10,20}", 1..6),
            texts in prop::collection::vec(("[ab ]{0,12}", any::<prop::sample::Index>()), 1..6),
            from in 0..30_usize,
        ) {
            let mut dictionary = Dictionary::new();
            for secret in &secrets {
                dictionary.insert(secret, secret);
            }
            let parts = texts.iter().flat_map(|(text, index)| [text, index.get(&secrets)]);
            let text: String = parts.map(String::as_str).collect();
            let from = from.min(text.len());
            prop_assert_eq!(dictionary.find(text.as_bytes(), from), anywhere(&secrets, &text, from));
        }
    }

    #[test]
    fn secrets_are_found_by_their_length() {
        let mut dictionary = Dictionary::new();
        dictionary.insert("short", "1");
        dictionary.insert("twelve-bytes", "2");
        dictionary.insert("longer-than-sixteen", "3");
        dictionary.insert("longer-than-sixteen-by-far", "4");
        let find = |text: &str| {
            dictionary
                .find(text.as_bytes(), 0)
                .map(|(range, placeholder)| (text[range].to_owned(), placeholder.to_owned()))
        };
        assert_eq!(find("a short text, short"), None);
        assert_eq!(find("xtwelve-bytes"), None);
        assert_eq!(find("x_twelve-bytes").unwrap().1, "2");
        assert_eq!(find("xlonger-than-sixteenx").unwrap().1, "3");
        assert_eq!(find("xlonger-than-sixteen-by-farx").unwrap().1, "4");
        assert_eq!(dictionary.get("short").map(|text| &**text), Some("1"));
    }

    #[test]
    fn escapes_hide_nothing() {
        let found = |secret: &str, text: &str| {
            let mut dictionary = Dictionary::new();
            dictionary.insert(secret, "1");
            dictionary.may_be_in_json(&serde_json::to_string(text).unwrap())
        };
        assert!(found("twelve-bytes", "line\ntwelve-bytes"));
        assert!(found("a \"quoted\" secret", "in a \"quoted\" secret."));
        assert!(found("longer-than-sixteen", "line\nlonger-than-sixteen"));
        assert!(!found("longer-than-sixteen", "line\nlonger-than-sixtee"));
    }
}
