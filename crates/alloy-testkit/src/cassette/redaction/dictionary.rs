//! The secrets that were met, to find them again wherever they are.

use std::{collections::HashMap, ops::Range, sync::Arc};

/// How many bytes are compared at a time when looking for secrets in a text.
const WINDOW: usize = 8;
/// From this length on, a secret is found inside words; below, only as a word of its own.
const INSIDE: usize = 16;
/// Below this length, a secret is found only where a whole value equals it. Shorter ones could be
/// anything.
pub(super) const WITHIN: usize = 12;

/// Secrets and their placeholders. Looking for all of them in a text takes one pass, however many
/// there are.
#[derive(Debug)]
pub(super) struct Dictionary {
    placeholders: HashMap<Arc<str>, Arc<str>>,
    /// Which lengths there are, the last bit being for all longer ones, so that most texts need no
    /// look-up.
    lengths: u128,
    /// Secrets by their first bytes, the longest first.
    starts: HashMap<u64, Vec<Arc<str>>>,
    /// Which first bytes there may be, so that most places are passed over without a look-up.
    filter: Box<[u64; 1024]>,
}

impl Dictionary {
    pub(super) fn new() -> Self {
        Self {
            placeholders: HashMap::new(),
            lengths: 0,
            starts: HashMap::new(),
            filter: Box::new([0; 1024]),
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
        if secret.len() >= WITHIN
            && let Some(start) = window(secret.as_bytes(), 0)
        {
            let (word, bit) = slot(start);
            self.filter[word] |= bit;
            let secrets = self.starts.entry(start).or_default();
            secrets.push(Arc::clone(&secret));
            secrets.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
        }
        self.placeholders.insert(secret, placeholder.into());
    }

    /// The first secret in a text at or after a place, and its placeholder.
    pub(super) fn find(&self, text: &[u8], from: usize) -> Option<(Range<usize>, &str)> {
        if self.starts.is_empty() {
            return None;
        }
        let last = text.len().checked_sub(WITHIN)?;
        for at in from..=last {
            let start = window(text, at)?;
            let (word, bit) = slot(start);
            if self.filter[word] & bit == 0 {
                continue;
            }
            let Some(secrets) = self.starts.get(&start) else { continue };
            for secret in secrets {
                let range = at..at + secret.len();
                if text.get(range.clone()) == Some(secret.as_bytes())
                    && (secret.len() >= INSIDE || is_apart(text, &range))
                {
                    return Some((range, self.placeholders.get(secret)?));
                }
            }
        }
        None
    }
}

/// Whether a part of a text has no letter or digit beside it.
fn is_apart(text: &[u8], range: &Range<usize>) -> bool {
    let free =
        |at: Option<usize>| !at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    free(range.start.checked_sub(1)) && free(Some(range.end))
}

fn window(text: &[u8], at: usize) -> Option<u64> {
    let bytes = text.get(at..at + WINDOW)?;
    bytes.try_into().ok().map(u64::from_le_bytes)
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
    use super::*;

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
}
