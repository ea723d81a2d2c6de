//! The platform's bearer key, kept so that it cannot leak by accident.

use std::{env, fmt};

use bytes::Bytes;
use http::HeaderValue;
use zeroize::{Zeroize, Zeroizing};

use crate::Error;

/// The environment variable that [`ApiKey::from_env`] reads.
const VARIABLE: &str = "ALLOY_API_KEY";

/// The key of an Alloy workspace, sent as `Authorization: Bearer …`.
///
/// It is never shown: `Debug` prints a placeholder and there is no `Display`. The one copy in
/// memory is overwritten when the last clone is dropped.
///
/// ```
/// let key = alloy_core::ApiKey::new("made-up-key-of-a-test")?;
/// assert_eq!(format!("{key:?}"), "ApiKey([redacted])");
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone)]
pub struct ApiKey {
    /// `Bearer <key>`, over a buffer that zeroes itself, marked sensitive.
    authorization: HeaderValue,
}

const SCHEME: &str = "Bearer ";

impl ApiKey {
    /// Takes a key: not empty, visible ASCII characters only.
    ///
    /// A `String` that is handed in is zeroed here; what the caller copied before is not ours.
    pub fn new(key: impl Into<String>) -> Result<Self, Error> {
        let mut key: String = key.into();
        let checked = check(&key);
        let mut value = Zeroizing::new(Vec::with_capacity(SCHEME.len() + key.len()));
        value.extend_from_slice(SCHEME.as_bytes());
        value.extend_from_slice(key.as_bytes());
        key.zeroize();
        checked?;
        let mut authorization = HeaderValue::from_maybe_shared(Bytes::from_owner(Buffer(value)))
            .map_err(|_| Error::configuration("the API key cannot be sent as a header"))?;
        authorization.set_sensitive(true);
        Ok(Self { authorization })
    }

    /// Reads the key from the environment variable `ALLOY_API_KEY`.
    ///
    /// Fails with [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) when the variable
    /// is not set or not a key.
    pub fn from_env() -> Result<Self, Error> {
        match env::var(VARIABLE) {
            Ok(key) => Self::new(Zeroizing::new(key).trim()),
            Err(_) => Err(Error::configuration(format!(
                "the environment variable {VARIABLE} is not set or not text"
            ))),
        }
    }

    /// The value of the `Authorization` header, marked sensitive.
    pub fn authorization(&self) -> HeaderValue {
        self.authorization.clone()
    }

    /// The bare key, for comparing and scrubbing inside the SDK.
    pub(crate) fn secret(&self) -> &str {
        self.authorization.to_str().ok().and_then(|value| value.get(SCHEME.len()..)).unwrap_or("")
    }
}

fn check(key: &str) -> Result<(), Error> {
    if key.is_empty() {
        Err(Error::configuration("the API key is empty"))
    } else if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        Err(Error::configuration(
            "the API key contains spaces, control characters or characters beyond ASCII",
        ))
    } else {
        Ok(())
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey([redacted])")
    }
}

/// Lets [`Bytes`] own a buffer that zeroes itself.
struct Buffer(Zeroizing<Vec<u8>>);

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_shows_only_in_the_header() {
        let key = ApiKey::new("planted-secret").unwrap();
        assert_eq!(key.authorization().to_str().unwrap(), "Bearer planted-secret");
        assert!(key.authorization().is_sensitive());
        assert!(!format!("{key:?} {:?}", key.authorization()).contains("planted"));
        assert_eq!(key.secret(), "planted-secret");
    }

    #[test]
    fn a_bad_key_is_refused_without_being_shown() {
        for bad in ["", "with space", "new\nline", "ключ", "tab\t"] {
            let error = ApiKey::new(bad).unwrap_err();
            assert!(bad.is_empty() || !format!("{error} {error:?}").contains(bad), "{bad:?}");
        }
    }
}
