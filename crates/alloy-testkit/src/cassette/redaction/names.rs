//! Keys, headers and parameters whose value is a secret whatever it looks like.

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Secret {
    /// A scheme and a token, or a token.
    Authorization,
    /// The whole value.
    Whole,
    /// A URL that grants something by itself.
    Url,
    /// A file's key, which starts with the id of the user whose it is.
    FileKey,
}

/// The longest name that is looked at.
const LONGEST: usize = 40;

/// What the name of a secret may end with, after whose it is: a word, and what stands before it.
const ENDINGS: [(&[u8], &[&[u8]]); 4] = [
    (b"token", &[b"access", b"api", b"auth", b"bot", b"oauth", b"refresh"]),
    (b"key", &[b"api", b"private", b"secret"]),
    (b"secret", &[b"api", b"client", b"signing"]),
    (b"password", &[b""]),
];

/// Whether the name of a secret may end with these three letters.
fn may_end(letters: [u8; 3]) -> bool {
    matches!(
        &letters,
        b"ase"
            | b"ion"
            | b"jwt"
            | b"ken"
            | b"key"
            | b"kie"
            | b"lid"
            | b"nid"
            | b"ord"
            | b"ret"
            | b"rid"
            | b"swd"
            | b"url"
    )
}

/// Tells by a name alone. Case, hyphens and underscores do not matter.
pub(super) fn secret(name: &str) -> Option<Secret> {
    // Most names end unlike all of those below. With a letter, the bit makes it a small one.
    let last = name.as_bytes().last_chunk::<3>()?;
    if !last.iter().any(|byte| matches!(byte, b'-' | b'_'))
        && !may_end(last.map(|byte| byte | 0x20))
    {
        return None;
    }
    // The ids are the platform's, whose spelling is known; a provider's `user_id` is its data.
    match name {
        "credentialId" | "userId" => return Some(Secret::Whole),
        "oauthUrl" | "presignedUrl" => return Some(Secret::Url),
        "s3Key" => return Some(Secret::FileKey),
        _ => {}
    }
    let mut plain = [0; LONGEST];
    let mut length = 0;
    for byte in name.bytes().filter(|byte| !matches!(byte, b'-' | b'_')) {
        *plain.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    match &plain[..length] {
        b"authorization" | b"proxyauthorization" => Some(Secret::Authorization),
        b"accesskey"
        | b"appsecret"
        | b"bearertoken"
        | b"clientassertion"
        | b"cookie"
        | b"idtoken"
        | b"jwt"
        | b"passphrase"
        | b"passwd"
        | b"secret"
        | b"secretaccesskey"
        | b"securitytoken"
        | b"sessionid"
        | b"sessiontoken"
        | b"setcookie"
        | b"token"
        | b"webhooksecret"
        | b"xalloycredentialid"
        | b"xalloyuserid"
        | b"xcredentialid"
        | b"xcsrftoken" => Some(Secret::Whole),
        name if has_ending(name) => Some(Secret::Whole),
        _ => None,
    }
}

fn has_ending(name: &[u8]) -> bool {
    ENDINGS.iter().any(|(word, before)| {
        let rest = name.strip_suffix(*word);
        rest.is_some_and(|rest| before.iter().any(|before| rest.ends_with(before)))
    })
}

/// Whether a parameter in a URL makes that URL a grant.
pub(super) fn grants(parameter: &str) -> bool {
    const SIGNATURES: [&str; 9] = [
        "x-amz-signature",
        "x-amz-credential",
        "x-amz-security-token",
        "x-goog-signature",
        "x-goog-credential",
        "signature",
        "sig",
        "key-pair-id",
        "awsaccesskeyid",
    ];
    secret(parameter).is_some()
        || SIGNATURES.iter().any(|name| parameter.eq_ignore_ascii_case(name))
}

/// Whether a parameter changes each time that a URL is made out anew.
pub(super) fn is_volatile(parameter: &str) -> bool {
    let lower = parameter.to_ascii_lowercase();
    lower.starts_with("x-amz-")
        || lower.starts_with("x-goog-")
        || matches!(lower.as_str(), "expires" | "exp" | "se" | "st" | "policy" | "code" | "state")
        || (grants(parameter) && !matches!(parameter, "userId" | "credentialId"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_letters_are_those_of_all_names() {
        for (word, _) in ENDINGS {
            let last = word.last_chunk().unwrap();
            assert!(may_end(*last));
        }
        for name in [
            "authorization",
            "proxyauthorization",
            "accesskey",
            "appsecret",
            "bearertoken",
            "clientassertion",
            "cookie",
            "idtoken",
            "jwt",
            "passphrase",
            "passwd",
            "secret",
            "secretaccesskey",
            "securitytoken",
            "sessionid",
            "sessiontoken",
            "setcookie",
            "token_",
            "webhooksecret",
            "xalloycredentialid",
            "x-alloy-UserId",
            "xcredentialid",
            "xcsrftoken",
            "credentialId",
            "userId",
            "oauthUrl",
            "presignedUrl",
            "s3Key",
            "JW_T",
            "-to-ken",
        ] {
            assert!(secret(name).is_some(), "{name}");
        }
    }

    #[test]
    fn spelling_does_not_matter_but_for_ids() {
        for name in [
            "Authorization",
            "AUTHORIZATION",
            "X-API-Key",
            "access_token",
            "clientSecret",
            "botAccessToken",
        ] {
            assert!(secret(name).is_some(), "{name}");
        }
        for name in ["user_id", "id", "next_page_token", "tokens", "a-very-long-name-of-a-header"] {
            assert_eq!(secret(name), None, "{name}");
        }
    }
}
