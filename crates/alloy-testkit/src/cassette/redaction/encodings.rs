//! How else a secret may be written.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What `encodeURIComponent` and its like encode.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Below this length, a text in base64 does not give away which secret is in it.
const WITHIN_BASE64: usize = 13;

/// The percent-encoded forms of a secret, and its base64 by itself and within a longer text.
pub(super) fn of(secret: &str) -> Vec<String> {
    let mut forms = Vec::with_capacity(10);
    for set in [COMPONENT, NON_ALPHANUMERIC] {
        let encoded = utf8_percent_encode(secret, set).to_string();
        if encoded != secret && !forms.contains(&encoded) {
            forms.push(lower_hex(&encoded));
            forms.push(encoded);
        }
    }
    if secret.contains(' ') {
        forms.push(utf8_percent_encode(secret, COMPONENT).to_string().replace("%20", "+"));
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
        assert_eq!(of("short"), [""; 0]);
    }
}
