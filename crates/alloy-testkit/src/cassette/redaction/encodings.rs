//! How else a secret may be written.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::dictionary::WITHIN;

/// What encoders percent-encode: all but the unreserved characters of RFC 3986.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// The same, by JavaScript's `encodeURIComponent`.
const SCRIPT: &AsciiSet =
    &COMPONENT.remove(b'!').remove(b'\'').remove(b'(').remove(b')').remove(b'*');
/// The same, in forms that browsers send.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');

/// Below this length, a text in base64 does not give away which secret is in it.
const WITHIN_BASE64: usize = 13;

/// The percent-encoded forms of a secret, its hexadecimal, and its base64 by itself and within a
/// longer text.
pub(super) fn of(secret: &str) -> Vec<String> {
    let mut forms = Vec::with_capacity(10);
    for set in [COMPONENT, SCRIPT, FORM, NON_ALPHANUMERIC] {
        let encoded = utf8_percent_encode(secret, set).to_string();
        if encoded == secret || forms.contains(&encoded) {
            continue;
        }
        if secret.contains(' ') {
            let spaced = encoded.replace("%20", "+");
            forms.push(lower_hex(&spaced));
            forms.push(spaced);
        }
        forms.push(lower_hex(&encoded));
        forms.push(encoded);
    }
    if secret.len() >= WITHIN {
        let hex = hex(secret);
        forms.push(hex.to_ascii_uppercase());
        forms.push(hex);
    }
    if secret.len() >= WITHIN_BASE64 {
        for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            for before in 0..3 {
                // Only what no neighbour has a part in: 6 bits make a character.
                let mut bytes = vec![0; before];
                bytes.extend_from_slice(secret.as_bytes());
                let encoded = engine.encode(&bytes);
                let own = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
                if let Some(own) = encoded.get(own).map(str::to_owned)
                    && !forms.contains(&own)
                {
                    forms.push(own);
                }
            }
        }
    }
    forms
}

fn hex(secret: &str) -> String {
    let digits = |byte: u8| [byte >> 4, byte & 15];
    let digits = secret.bytes().flat_map(digits).map(u32::from);
    digits.filter_map(|digit| char::from_digit(digit, 16)).collect()
}

/// The same, with the digits of percent-encoded bytes in lower case.
fn lower_hex(encoded: &str) -> String {
    let mut digits = 0;
    let lower = |character: char| {
        if character == '%' {
            digits = 2;
        } else if digits > 0 {
            digits -= 1;
            return character.to_ascii_lowercase();
        }
        character
    };
    encoded.chars().map(lower).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_found_wherever_it_starts() {
        let secret = "made/up+secret of a test";
        let forms = of(secret);
        for before in ["", "a", "ab", "user:", "{\"key\":\""] {
            let text = format!("{before}{secret} and more");
            for encoded in [STANDARD_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(&text)] {
                let found = forms.iter().find(|form| encoded.contains(form.as_str()));
                assert!(found.is_some_and(|form| form.len() >= 30), "{text}");
            }
        }
        for form in ["made%2Fup%2Bsecret%20of%20a%20test", "made%2fup%2bsecret%20of%20a%20test"] {
            assert!(forms.iter().any(|other| other == form), "{forms:?}");
        }
        assert_eq!(hex("\0az~\u{e9}"), "00617a7ec3a9");
        assert_eq!(of("short"), [""; 0]);
    }
}
