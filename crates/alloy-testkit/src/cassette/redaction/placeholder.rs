//! What stands in for a secret.

use sha2::{Digest, Sha256};

/// Every placeholder starts so, and nothing that does is redacted again.
const PREFIX: &str = "redacted-";
/// A placeholder for something that code takes apart as a URL. `.invalid` never resolves.
const URL: &str = "https://redacted.invalid/";
/// The domain of a placeholder for an e-mail address.
const DOMAIN: &str = "@redacted.invalid";

/// How many hexadecimal digits of the hash are kept: enough that two secrets never meet.
const DIGITS: usize = 12;

/// The placeholder of a secret: the same for the same secret, whenever and wherever it appears.
pub(super) fn of(key: &[u8], secret: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(key.len().to_le_bytes());
    hash.update(key);
    hash.update(secret.as_bytes());
    let mut text = String::from(PREFIX);
    for byte in &hash.finalize()[..DIGITS / 2] {
        for nibble in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(nibble), 16));
        }
    }
    text
}

pub(super) fn named(name: &str) -> String {
    format!("{PREFIX}{name}")
}

pub(super) fn url(placeholder: &str) -> String {
    format!("{URL}{placeholder}")
}

pub(super) fn email(placeholder: &str) -> String {
    format!("{placeholder}{DOMAIN}")
}

/// Whether a text is a placeholder, of whatever form.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.strip_prefix(URL).unwrap_or(text);
    let text = text.strip_suffix(DOMAIN).unwrap_or(text);
    text.strip_prefix(PREFIX).is_some_and(is_name)
}

/// Whether a text can name a secret: lower-case letters, digits and hyphens.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_depends_on_key_and_secret_alone() {
        let one = of(b"key", "made-up-secret");
        assert_eq!(one, of(b"key", "made-up-secret"));
        assert_ne!(one, of(b"key2", "made-up-secret"));
        assert_ne!(one, of(b"key", "made-up-secret2"));
        for form in [one.clone(), url(&one), email(&one), named("notion")] {
            assert!(is_placeholder(&form), "{form}");
        }
        assert!(!is_placeholder("redacted-"));
        assert!(!is_placeholder("redacted-?token=x"));
    }
}
