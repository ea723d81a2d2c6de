//! The text that tells one flow's redirect from another's.

use std::hash::{BuildHasher, RandomState};

/// 128 bits that nobody can guess, in hexadecimal digits.
///
/// The keys of a `RandomState` come from the system's random source; hashing anything with two of
/// them is `SipHash` with keys that nobody knows.
pub(super) fn fresh() -> String {
    let part = || RandomState::new().hash_one("state of a flow");
    format!("{:016x}{:016x}", part(), part())
}

/// Whether the path or the query of a URI has this state, as a segment or as a value.
pub(super) fn is_in(uri: &str, state: &str) -> bool {
    let uri = uri.split('#').next().unwrap_or_default();
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    path.split('/').any(|segment| segment == state) || pairs(query).any(|(_, value)| value == state)
}

/// The value of a parameter of the URI's query, undecoded.
pub(super) fn parameter<'a>(uri: &'a str, name: &str) -> Option<&'a str> {
    let uri = uri.split('#').next().unwrap_or_default();
    let (_, query) = uri.split_once('?')?;
    pairs(query).find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_states_are_alike() {
        let (a, b) = (fresh(), fresh());
        assert_eq!(a.len(), 32);
        assert_ne!(a, b);
    }

    #[test]
    fn a_state_is_a_whole_segment_or_value() {
        for uri in
            ["/done/abc", "http://127.0.0.1:1/done/abc?x=1#y", "/done?state=abc", "/?a=1&s=abc"]
        {
            assert!(is_in(uri, "abc"), "{uri}");
        }
        for uri in ["", "/", "/done/abcd", "/done?state=ab", "/done?abc=1", "/done#abc"] {
            assert!(!is_in(uri, "abc"), "{uri}");
        }
        assert_eq!(parameter("/a?error=denied&x", "error"), Some("denied"));
        assert_eq!(parameter("/a?x=error#?error=1", "error"), None);
    }
}
