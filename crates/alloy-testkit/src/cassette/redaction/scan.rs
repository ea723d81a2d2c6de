//! Finds what looks like a secret inside a text.

use std::ops::Range;

use super::names;

/// A secret inside a text, and which form its placeholder takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Token,
    Url,
    Email,
}

/// Whether e-mail addresses are secrets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Emails {
    #[default]
    Keep,
    Redact,
}

/// Forms of tokens that tell themselves by how they start: the prefix, and how long they are at
/// least.
const TOKENS: [(&str, usize); 22] = [
    ("AIza", 30),
    ("AKIA", 16),
    ("ASIA", 16),
    ("EAAC", 40),
    ("SG.", 40),
    ("ghp_", 20),
    ("gho_", 20),
    ("ghs_", 20),
    ("ghu_", 20),
    ("github_pat_", 20),
    ("glpat-", 20),
    ("ntn_", 20),
    ("pat-", 36),
    ("rk_live_", 16),
    ("secret_", 24),
    ("shpat_", 20),
    ("sk-", 20),
    ("sk_live_", 16),
    ("sk_test_", 16),
    ("whsec_", 16),
    ("xapp-", 16),
    ("xox", 16),
];

/// The least length of all of them.
const SHORTEST_TOKEN: usize = 16;

/// The next secret at or after a place.
pub(super) fn next(text: &str, from: usize, emails: Emails) -> Option<Found> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        if emails == Emails::Redact
            && bytes[at] == b'@'
            && let Some(range) = email(text, from, at)
        {
            return Some(Found { range, form: Form::Email });
        }
        if !is_word(bytes[at]) {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().position(|&byte| !is_word(byte));
        let end = length.map_or(bytes.len(), |length| at + length);
        match word(text, at..end) {
            Some(Seen::Secret(found)) => return Some(found),
            // Addresses may have e-mail addresses in them.
            Some(Seen::Harmless(end)) if emails == Emails::Keep => at = end,
            _ => at = end,
        }
    }
    None
}

enum Seen {
    Secret(Found),
    /// Nothing of interest up to here.
    Harmless(usize),
}

/// Looks at one word and what follows it.
fn word(text: &str, range: Range<usize>) -> Option<Seen> {
    let token = |range| Some(Seen::Secret(Found { range, form: Form::Token }));
    let word = text.get(range.clone())?;
    let after = &text[range.end..];
    let first = word.as_bytes()[0];
    if first.is_ascii_alphabetic() && after.starts_with("://") {
        let end = range.start + url_length(&text[range.start..]);
        let range = range.start..end;
        return Some(if is_grant(&text[range.clone()]) {
            Seen::Secret(Found { range, form: Form::Url })
        } else {
            Seen::Harmless(end)
        });
    }
    if first == b'-' && word.starts_with("-----BEGIN") && after.starts_with(' ') {
        let rest = &text[range.start..];
        if rest.lines().next().is_some_and(|line| line.contains("PRIVATE KEY")) {
            let length = match rest.find("-----END") {
                Some(end) => {
                    let tail = &rest[end + 8..];
                    tail.find("-----").map_or(rest.len(), |dashes| end + 8 + dashes + 5)
                }
                None => rest.len(),
            };
            return token(range.start..range.start + length);
        }
    }
    if matches!(first, b'b' | b'B')
        && (word.eq_ignore_ascii_case("bearer") || word.eq_ignore_ascii_case("basic"))
        && let Some(found) = value(text, range.end, [" ", "%20", "+"])
        && !is_prose(&text[found.clone()])
    {
        return token(found);
    }
    if word.starts_with("eyJ") && word.len() >= 8 && after.starts_with('.') {
        let dots = |byte: u8| !is_word(byte) && byte != b'.';
        let length = after.bytes().position(dots).unwrap_or(after.len());
        let end = range.end + after[..length].trim_end_matches('.').len();
        return token(range.start..end);
    }
    if word.len() >= SHORTEST_TOKEN
        && let Some((prefix, least)) = TOKENS.iter().find(|(prefix, _)| word.starts_with(prefix))
        && word.len() >= *least
        && !word.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_'))
        && word.len() > prefix.len()
    {
        return token(range);
    }
    assignment(text, word, range.end)
}

/// The value of `name=value` and `Name: value`, where the name says that it is secret.
fn assignment(text: &str, word: &str, end: usize) -> Option<Seen> {
    let separator = text.as_bytes().get(end)?;
    if !matches!(separator, b'=' | b':' | b'%') {
        return None;
    }
    let kind = names::secret(word)?;
    let separators = ["=", "%3D", ":"];
    let mut range = value(text, end, separators)?;
    if kind == names::Secret::Authorization
        && ["bearer", "basic", "token"]
            .iter()
            .any(|scheme| text[range.clone()].eq_ignore_ascii_case(scheme))
    {
        range = value(text, range.end, [" ", "%20", "+"])?;
    } else if separator == &b':' && is_prose(&text[range.clone()]) {
        return None;
    }
    Some(Seen::Secret(Found { range, form: Form::Token }))
}

/// The run of characters of a token after one of the separators and blanks.
fn value(text: &str, at: usize, separators: [&str; 3]) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let separator = separators.iter().find(|separator| rest.starts_with(**separator))?;
    let start = at + separator.len();
    let blank = |byte: &u8| matches!(byte, b' ' | b'"' | b'\'' | b'\\');
    let start = start + text.as_bytes()[start..].iter().take_while(|byte| blank(byte)).count();
    let length = text.as_bytes()[start..].iter().take_while(|&&byte| is_token(byte)).count();
    let value = text.get(start..start + length)?;
    let value = value.trim_end_matches(['.', ',']);
    (value.len() >= 4 && !super::placeholder::is_placeholder(value))
        .then_some(start..start + value.len())
}

/// Whether a text after a colon or a scheme is more likely a word of a sentence.
fn is_prose(value: &str) -> bool {
    value.len() < 8
        || (value.len() < 20 && value.bytes().all(|byte| byte.is_ascii_lowercase())
            || value.bytes().skip(1).all(|byte| byte.is_ascii_lowercase()) && value.len() < 16)
}

/// Whether a URL grants something to whoever has it.
pub(super) fn is_grant(url: &str) -> bool {
    if super::placeholder::is_placeholder(url) {
        return false;
    }
    let Some((_, rest)) = url.split_once("://") else { return false };
    let (authority, _) = rest.split_once('/').unwrap_or((rest, ""));
    authority.contains('@')
        || authority.eq_ignore_ascii_case("hooks.slack.com")
        || (rest.contains("/api/strategy/connector/") && rest.contains("authorize"))
        || parameters(url).any(|(name, value)| {
            names::grants(name) && !value.is_empty() && !super::placeholder::is_placeholder(value)
        })
}

/// The parameters of a URL's query and fragment, not decoded.
pub(super) fn parameters(url: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = url.split_once(['?', '#']).map_or("", |(_, query)| query);
    query.split(['&', '#', ';']).filter_map(|pair| pair.split_once('='))
}

/// A URL without what changes each time that it is made out: what tells it from other URLs.
pub(super) fn lasting_part(url: &str) -> String {
    let (base, _) = url.split_once(['?', '#']).unwrap_or((url, ""));
    let mut lasting = base.to_owned();
    for (name, value) in parameters(url).filter(|(name, _)| !names::is_volatile(name)) {
        lasting.push('&');
        lasting.push_str(name);
        lasting.push('=');
        lasting.push_str(value);
    }
    lasting
}

fn url_length(text: &str) -> usize {
    let ends = |character: char| {
        character.is_whitespace()
            || matches!(character, '"' | '\'' | '<' | '>' | '`' | '\\' | '{' | '}' | '|' | '^')
    };
    let length = text.find(ends).unwrap_or(text.len());
    text[..length].trim_end_matches(['.', ',', ';', ')', ']', '!', '?']).len()
}

/// The e-mail address around an `@`.
fn email(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let local = |byte: &&u8| byte.is_ascii_alphanumeric() || b"._%+-'".contains(byte);
    let domain = |byte: &&u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let start = at - bytes[from..at].iter().rev().take_while(local).count();
    let length = bytes[at + 1..].iter().take_while(domain).count();
    let name = text.get(at + 1..at + 1 + length)?.trim_end_matches(['.', '-']);
    let address = start..at + 1 + name.len();
    let whole = start < at && name.contains('.') && !name.starts_with('.');
    (whole && !super::placeholder::is_placeholder(text.get(address.clone())?)).then_some(address)
}

/// Whether a byte is a part of a word: letters, digits, `_` and `-`.
fn is_word(byte: u8) -> bool {
    const WORD: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
            byte += 1;
        }
        table
    };
    WORD[usize::from(byte)]
}

fn is_token(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'.' | b'~' | b'+' | b'/' | b'=' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut all = Vec::new();
        let mut at = 0;
        while let Some(found) = next(text, at, Emails::Redact) {
            at = found.range.end;
            all.push(&text[found.range]);
        }
        all
    }

    #[test]
    fn tokens_are_found_in_sentences() {
        assert_eq!(found("sent Bearer made-up-key-1, refused"), ["made-up-key-1"]);
        assert_eq!(found("Authorization: Bearer planted"), ["planted"]);
        assert_eq!(found("authorization=abc12345&x=1"), ["abc12345"]);
        assert_eq!(found("a eyJhbGciOi.eyJzdWIi.c2ln. b"), ["eyJhbGciOi.eyJzdWIi.c2ln"]);
        assert_eq!(found("xoxb-0000-made-up-000"), ["xoxb-0000-made-up-000"]);
        assert_eq!(found("mail a.person@example.com."), ["a.person@example.com"]);
        assert_eq!(
            found(
                "see https://u:p@example.com/x, https://example.com/?sig=00, https://example.com/?page=2"
            ),
            ["https://u:p@example.com/x", "https://example.com/?sig=00"]
        );
        assert_eq!(
            found("at postgres://u:p@example.com/x, redis://example.com"),
            ["postgres://u:p@example.com/x"]
        );
        assert_eq!(
            found("-----BEGIN RSA PRIVATE KEY-----\nMADEUP\n-----END RSA PRIVATE KEY-----\n"),
            ["-----BEGIN RSA PRIVATE KEY-----\nMADEUP\n-----END RSA PRIVATE KEY-----"]
        );
    }

    #[test]
    fn no_token_is_shorter_than_the_shortest() {
        assert!(TOKENS.iter().all(|(prefix, least)| *least >= SHORTEST_TOKEN.max(prefix.len())));
    }

    #[test]
    fn prose_is_left_alone() {
        for text in [
            "Basic information about bearer tokens",
            "The bearer authentication failed",
            "token: required",
            "secret_santa_list_for_the_whole_team",
            "2022-06-28 at 10:00",
            "https://www.notion.so/Page-0123456789abcdef0123456789abcdef",
            "",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
