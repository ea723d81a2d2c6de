//! Tokens of the form that the platform's have.

use std::time::{Duration, SystemTime};

use alloy_core::UserId;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64_URL};
use serde_json::{Value, json};

use super::Platform;
use crate::sandbox::clock::since_1970;

/// How long links, and the tokens inside, are good for.
pub(super) const LIFETIME: Duration = Duration::from_secs(3600);

impl Platform {
    /// The time without moving the clock.
    pub(super) fn present(&mut self) -> SystemTime {
        self.clock.get_mut().peek()
    }

    /// A JSON Web Token on a user. The claims are as on record. The signature is made up, and
    /// tells one token from another.
    pub(super) fn token(&mut self, user: &UserId) -> String {
        let (issued, _) = since_1970(self.present());
        let encoded = |part: Value| BASE64_URL.encode(part.to_string());
        let header = encoded(json!({"alg": "HS256", "typ": "JWT"}));
        let expires = issued.saturating_add(LIFETIME.as_secs());
        let claims = json!({"user": {"_id": user}, "iat": issued, "exp": expires});
        format!("{header}.{}.{}", encoded(claims), self.tokens.token(43))
    }
}
