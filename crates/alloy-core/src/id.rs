//! Names of things on the platform, checked once and carried as types.

use std::{borrow::Cow, fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize, de};

use crate::Error;

/// Declares one id: an immutable text, cheap to clone, checked by `$check` when it is made.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            #[doc = concat!("Checks a text that is to be the ", $what, ".")]
            pub fn new(text: impl AsRef<str>) -> Result<Self, Error> {
                let text = text.as_ref();
                match $check(text) {
                    Ok(()) => Ok(Self(text.into())),
                    Err(problem) => Err(Error::invalid_request($what, problem)),
                }
            }

            /// The id as it goes over the wire, before any percent-encoding.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:?})"), &*self.0)
            }
        }

        // Texts compare and hash as ids do, so that maps can be asked by text.
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Error> {
                Self::new(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = Error;

            fn try_from(text: &str) -> Result<Self, Error> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = Error;

            fn try_from(text: String) -> Result<Self, Error> {
                Self::new(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                Self::new(text).map_err(de::Error::custom)
            }
        }
    };
}

id! {
    /// A third-party service on the platform, such as `notion` or `slack`.
    ///
    /// Any text that can be one segment of a path: not empty, no control characters, no `.` or
    /// `..` segments. Whatever else it holds is percent-encoded when it is put into a URL.
    ConnectorId, "connector id", path_segment
}

id! {
    /// One operation of a connector, such as `retrieve-a-page` or `chat_postMessage`.
    ///
    /// Case-sensitive. Checked as a [`ConnectorId`] is.
    ActionId, "action id", path_segment
}

id! {
    /// A stored authorisation of a user for a connector.
    ///
    /// The platform issues 24 hexadecimal digits, but its documents also show other texts, so any
    /// non-empty text without control characters is taken;
    /// [`has_platform_form`](Self::has_platform_form) tells which it is.
    CredentialId, "credential id", plain_text
}

id! {
    /// The user whose credentials a call may use, sent as `x-alloy-userid`.
    ///
    /// 1 to 10,000 characters without control characters; the platform issues 24 hexadecimal
    /// digits.
    UserId, "user id", user
}

id! {
    /// How a connector authenticates, such as `oauth2`, in the platform's words.
    ///
    /// Only `oauth2` is on record; what a connector takes is in its
    /// [`CredentialMetadata`](crate::connectors::CredentialMetadata).
    AuthenticationType, "authentication type", plain_text
}

id! {
    /// An authentication config of one's own, made in Alloy's dashboard.
    AuthConfigId, "auth config id", plain_text
}

impl AuthenticationType {
    /// Consent of a person in a browser.
    pub fn oauth2() -> Self {
        Self(OAUTH2.into())
    }

    /// Whether it is the consent of a person in a browser.
    pub fn is_oauth2(&self) -> bool {
        &*self.0 == OAUTH2
    }
}

const OAUTH2: &str = "oauth2";

impl CredentialId {
    /// Whether the id has the form that the platform issues: 24 hexadecimal digits.
    ///
    /// ```
    /// # use alloy_core::CredentialId;
    /// assert!(CredentialId::new("507f1f77bcf86cd799439011")?.has_platform_form());
    /// assert!(!CredentialId::new("your_credential_id_here")?.has_platform_form());
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn has_platform_form(&self) -> bool {
        self.0.len() == 24 && self.0.bytes().all(|byte| byte.is_ascii_hexdigit())
    }
}

fn plain_text(text: &str) -> Result<(), &'static str> {
    if text.trim().is_empty() {
        Err("must not be empty")
    } else if text.chars().any(char::is_control) {
        Err("must not contain control characters")
    } else {
        Ok(())
    }
}

fn user(text: &str) -> Result<(), &'static str> {
    plain_text(text)?;
    if text.chars().count() > 10_000 { Err("must have at most 10,000 characters") } else { Ok(()) }
}

/// What can stand between two slashes of a path without changing which path it is.
///
/// `.` and `..` cannot be escaped: URL parsers resolve `%2e%2e` as well, and servers that decode
/// `%2F` early would resolve `..%2F`.
pub(crate) fn path_segment(text: &str) -> Result<(), &'static str> {
    if is_harmless(text.as_bytes()) {
        return Ok(());
    }
    plain_text(text)?;
    if has_dot_segment(text) { Err("must not contain `.` or `..` path segments") } else { Ok(()) }
}

/// Whether nothing has to be decoded to see that it can stand between two slashes, nor escaped for
/// JSON, as it is of most ids.
pub(crate) fn is_harmless(text: &[u8]) -> bool {
    #[expect(clippy::needless_bitwise_bool, reason = "what has no branches is done eight at once")]
    let is_harmless = |byte: u8| {
        byte.is_ascii_graphic() & (byte != b'.') & (byte != b'%') & (byte != b'"') & (byte != b'\\')
    };
    !text.is_empty() && all(text, is_harmless)
}

/// Whether all bytes pass a test, eight at once: compilers make that quick.
pub(crate) fn all(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    let eight = |bytes: &[u8; 8]| bytes.iter().fold(true, |all, byte| all & test(*byte));
    let (eights, rest) = bytes.as_chunks();
    match bytes.last_chunk() {
        // The last eight begin among those before.
        Some(last) => eights.iter().all(eight) && (rest.is_empty() || eight(last)),
        None => bytes.iter().all(|byte| test(*byte)),
    }
}

/// Whether any part of `text` between slashes is `.` or `..`, percent-encoded or not.
pub(crate) fn has_dot_segment(text: &str) -> bool {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
    [text, &decoded]
        .into_iter()
        .any(|text| text.split(['/', '\\']).any(|segment| segment == "." || segment == ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_refuse_what_would_change_the_path() {
        for bad in ["", ".", "..", "../x", "a/../b", "a\\..", "%2e%2E", "..%2f", "a\nb", "a\0"] {
            assert!(ConnectorId::new(bad).is_err(), "{bad:?}");
            assert!(ActionId::new(bad).is_err(), "{bad:?}");
        }
        for good in ["notion", "chat_postMessage", "a b", "a/b", "日本", "...", "a..b", "%"] {
            assert_eq!(ConnectorId::new(good).unwrap().as_str(), good);
        }
    }

    #[test]
    fn the_error_names_the_id() {
        let error = ActionId::new("").unwrap_err();
        assert_eq!(error.to_string(), "invalid request: action id: must not be empty");
    }

    #[test]
    fn ids_are_checked_when_deserialised() {
        let id: CredentialId = serde_json::from_str(r#""cred\u0065ntial""#).unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""credential""#);
        assert!(serde_json::from_str::<CredentialId>(r#""""#).is_err());
        assert!(serde_json::from_str::<UserId>("\"a\\nb\"").is_err());
    }

    #[test]
    fn user_ids_have_a_length() {
        assert!(UserId::new("é".repeat(10_000)).is_ok());
        assert!(UserId::new("é".repeat(10_001)).is_err());
    }
}
