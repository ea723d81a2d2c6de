//! What must not reach a cassette, and what stands there instead.

mod dictionary;
mod encodings;
mod names;
mod placeholder;
mod redactor;
mod scan;

use std::{fmt, sync::Arc};

use alloy_core::Error;

use super::pointer::Pointer;
pub(crate) use redactor::Redactor;
use scan::Emails;

/// What is taken out of everything that a cassette keeps, before it is kept.
///
/// These go without being asked for, from bodies, headers, URLs and errors alike:
///
/// - the API key, and whatever stands as `Authorization`, after `Bearer`, or under a name such as
///   `token`, `apiKey`, `clientSecret` or `password`, also as a parameter in a URL,
/// - credential ids and the platform's user ids, by the names `credentialId` and `userId` and by
///   their places in paths; a provider's own user ids are its data and stay,
/// - OAuth URLs, pre-signed URLs and URLs with a password, whole,
/// - what is sent as `data` when a credential is made,
/// - JSON Web Tokens, private keys, and tokens that well-known services start with a prefix.
///
/// A secret that was met once is found in other places too: in a sentence from 12 characters on, in
/// the middle of a word from 16 on, percent-encoded, as browsers send forms, in hexadecimal, and from
/// 13 characters on in base64. Shorter ones go where a name or a place gives them away. One that is
/// cut in two, encoded twice, or encrypted, is not found.
///
/// The same secret always becomes the same placeholder, `redacted-` and the start of a keyed
/// SHA-256, so neither the order of calls nor their number changes a cassette. What is looked up in a
/// cassette is redacted first, and a placeholder stays as it is: a request with an id from an
/// earlier, redacted reply finds its recording.
///
/// A URL keeps its placeholder when only its signature or date is new.
///
/// ```
/// use alloy_testkit::{Cassette, Redaction};
///
/// let redaction = Redaction::new()
///     .with_emails()
///     .with_pointer("/responseData/phone")?
///     .with_rule(|_, text| text.starts_with("ACME-"))
///     .with_secret("notion-credential", "507f1f77bcf86cd799439011")?;
/// # let _ = redaction;
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Redaction {
    key: Vec<u8>,
    named: Vec<(String, String)>,
    pointers: Vec<Pointer>,
    rules: Vec<Rule>,
    emails: Emails,
}

/// Tells from the pointer of a string and the string whether it is a secret.
type Rule = Arc<dyn Fn(&str, &str) -> bool + Send + Sync>;

impl Redaction {
    /// What goes without being asked for.
    pub fn new() -> Self {
        Self::default()
    }

    /// A key for the placeholders. There is one built in, which anyone can read.
    ///
    /// With the built-in key, whoever has the cassette can check a guess at a secret. That helps
    /// with a key or a token little, for there is no guessing those; with an e-mail address it
    /// does. Recording and replaying need the same key.
    pub fn with_key(mut self, key: impl Into<Vec<u8>>) -> Self {
        self.key = key.into();
        self
    }

    /// A secret with a name of its own, which becomes `redacted-` and that name.
    ///
    /// For values that are not the same when a cassette is recorded and when it is replayed: with
    /// `("notion-credential", id)`, whatever the id is, a request matches the recorded one. Fails
    /// when the name has other characters than lower-case letters, digits and hyphens, or when the
    /// value is empty.
    pub fn with_secret(
        mut self,
        name: impl Into<String>,
        value: impl AsRef<str>,
    ) -> Result<Self, Error> {
        let name = name.into();
        if !placeholder::is_name(&name) {
            return Err(Error::configuration(
                "the name of a secret is of lower-case letters, digits and hyphens",
            ));
        }
        if value.as_ref().is_empty() {
            return Err(Error::configuration(format!("the secret `{name}` is empty")));
        }
        self.named.push((name, value.as_ref().to_owned()));
        Ok(self)
    }

    /// Takes out e-mail addresses too.
    pub fn with_emails(mut self) -> Self {
        self.emails = Emails::Redact;
        self
    }

    /// Takes out every string and number at or below a place of a body, which is a JSON pointer in
    /// which `*` stands for any key or index. It holds for the bodies of requests, such as
    /// `/requestBody/phone`, and of replies, such as `/responseData/phone`.
    ///
    /// Fails when the text is no pointer.
    pub fn with_pointer(mut self, pointer: impl AsRef<str>) -> Result<Self, Error> {
        self.pointers.push(Pointer::parse(pointer.as_ref())?);
        Ok(self)
    }

    /// Takes out the strings of bodies of which a function says so, given the JSON pointer and the
    /// string.
    pub fn with_rule(
        mut self,
        is_secret: impl Fn(&str, &str) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.rules.push(Arc::new(is_secret));
        self
    }
}

impl fmt::Debug for Redaction {
    /// Without the key and the secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redaction")
            .field("secrets", &self.named.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("pointers", &self.pointers)
            .field("rules", &self.rules.len())
            .field("emails", &self.emails)
            .finish_non_exhaustive()
    }
}
