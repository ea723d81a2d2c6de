//! Applies a [`Redaction`], and remembers the secrets that it met.

mod bodies;
mod glance;
mod scrub;

use std::{
    borrow::Cow,
    fmt,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
};

use percent_encoding::percent_decode_str;

use super::{
    Redaction,
    dictionary::Dictionary,
    encodings, names,
    placeholder::{self, is_placeholder},
    scan::{self, Form},
};
use crate::cassette::{json::Json, pointer::Path};
use bodies::{NESTED, split_scheme};
use scrub::{scrub, scrubbed};

/// A redaction at work. Clones share what was met.
#[derive(Clone)]
pub(crate) struct Redactor {
    settings: Redaction,
    dictionary: Arc<RwLock<Dictionary>>,
}

impl Redactor {
    pub(crate) fn new(settings: Redaction) -> Self {
        let mut dictionary = Dictionary::new();
        for (name, value) in &settings.named {
            dictionary.insert(value, &placeholder::named(name));
            for encoded in encodings::of(value) {
                dictionary.insert(&encoded, &placeholder::named(name));
            }
        }
        Self { settings, dictionary: Arc::new(RwLock::new(dictionary)) }
    }

    /// How many secrets were met: what was redacted earlier may have to be again when it grows.
    pub(crate) fn met(&self) -> usize {
        self.read().len()
    }

    /// Whether a text has a secret in it that was met.
    pub(crate) fn is_met_in(&self, text: &[u8]) -> bool {
        self.read().find(text, 0).is_some()
    }

    /// What stands for an id or a token.
    pub(crate) fn token(&self, secret: &str) -> Arc<str> {
        self.stand_in(secret, Form::Token)
    }

    /// Remembers the secret of an `Authorization` header.
    pub(crate) fn authorization(&self, value: &str) {
        let (_, secret) = split_scheme(value);
        if !secret.is_empty() {
            self.token(secret);
        }
    }

    /// A body.
    pub(crate) fn json(&self, json: &mut Json<'_>) {
        self.given_away(json);
        self.met_before(json);
    }

    /// What a body gives away by itself: by pointers, rules, names and forms.
    pub(crate) fn given_away(&self, json: &mut Json<'_>) {
        for pointer in &self.settings.pointers {
            pointer.visit(json, &mut |value| self.whole(value));
        }
        if !self.settings.rules.is_empty() {
            self.by_rules(json, &mut Path::default());
        }
        self.by_name(json, None, NESTED);
    }

    /// What was met before.
    pub(crate) fn met_before(&self, json: &mut Json<'_>) {
        scrub(&self.read(), json);
    }

    /// Whether [`met_before`](Self::met_before) may change something in the JSON of this text.
    pub(crate) fn may_be_met_in(&self, text: &str) -> bool {
        self.read().may_be_in_json(text)
    }

    /// What a connector asks for to make a credential: passwords, keys, names of accounts.
    pub(crate) fn inputs(&self, body: &mut Json<'_>) {
        if let Json::Object(members) = body {
            members
                .iter_mut()
                .filter(|(key, _)| key == "data")
                .for_each(|(_, data)| self.whole(data));
        }
    }

    /// A text that is no JSON: of an error, a header or a page.
    pub(crate) fn text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let text = self.by_form(text).map_or(Cow::Borrowed(text), Cow::Owned);
        match scrubbed(&self.read(), &text) {
            Some(scrubbed) => Cow::Owned(scrubbed),
            None => text,
        }
    }

    /// A body that is no JSON and may be no text.
    pub(crate) fn bytes<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return match self.text(text) {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            };
        }
        let dictionary = self.read();
        let mut clean = Vec::new();
        let mut at = 0;
        while let Some((range, placeholder)) = dictionary.find(bytes, at) {
            clean.extend_from_slice(&bytes[at..range.start]);
            clean.extend_from_slice(placeholder.as_bytes());
            at = range.end;
        }
        if at == 0 {
            return Cow::Borrowed(bytes);
        }
        clean.extend_from_slice(&bytes[at..]);
        Cow::Owned(clean)
    }

    /// The path and query of a request to the platform.
    pub(crate) fn path<'a>(&self, path: &'a str) -> Cow<'a, str> {
        // Nearly all calls: names of a connector and an action, which are no secrets.
        if path.starts_with("/connectors/") && path.ends_with("/execute") && !path.contains('?') {
            return scrubbed(&self.read(), path).map_or(Cow::Borrowed(path), Cow::Owned);
        }
        let (segments, query) = match path.split_once('?') {
            Some((segments, query)) => (segments, Some(query)),
            None => (path, None),
        };
        let mut clean = String::with_capacity(path.len());
        let all: Vec<&str> = segments.split('/').skip(1).collect();
        for (at, segment) in all.iter().enumerate() {
            clean.push('/');
            match (at.checked_sub(1).map(|at| all[at]), &all[..at]) {
                _ if segment.is_empty() => {}
                // A connector may be called anything, and so may an action.
                (_, ["connectors"] | ["connectors", _, "actions", ..] | ["metadata", ..]) => {
                    clean.push_str(segment);
                }
                (_, ["connectors", "files"]) => {
                    self.file_key(&decoded(segment));
                    clean.push_str(segment);
                }
                (Some("users"), _) if *segment != "batch" => {
                    clean.push_str(&self.token(&decoded(segment)));
                }
                (Some("credentials"), _) if !matches!(*segment, "users" | "metadata") => {
                    clean.push_str(&self.token(&decoded(segment)));
                }
                _ => clean.push_str(segment),
            }
        }
        if let Some(query) = query {
            let mut separator = '?';
            for pair in query.split('&') {
                clean.push(separator);
                separator = '&';
                match pair.split_once('=') {
                    Some((name, value)) if names::secret(name).is_some() && !value.is_empty() => {
                        clean.push_str(name);
                        clean.push('=');
                        clean.push_str(&self.token(&decoded(value)));
                    }
                    _ => clean.push_str(pair),
                }
            }
        }
        let clean = scrubbed(&self.read(), &clean).unwrap_or(clean);
        if clean == path { Cow::Borrowed(path) } else { Cow::Owned(clean) }
    }

    fn read(&self) -> RwLockReadGuard<'_, Dictionary> {
        self.dictionary.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn stand_in(&self, secret: &str, form: Form) -> Arc<str> {
        if is_placeholder(secret) {
            return secret.into();
        }
        if let Some(placeholder) = self.read().get(secret) {
            return Arc::clone(placeholder);
        }
        let key = &self.settings.key;
        let placeholder = match form {
            Form::Token => placeholder::of(key, secret),
            Form::Email => placeholder::email(&placeholder::of(key, secret)),
            Form::Url => {
                for (name, value) in scan::parameters(secret) {
                    if names::grants(name) && !value.is_empty() {
                        self.token(&decoded(value));
                    }
                }
                placeholder::url(&placeholder::of(key, &scan::lasting_part(secret)))
            }
        };
        let mut dictionary = self.dictionary.write().unwrap_or_else(PoisonError::into_inner);
        dictionary.insert(secret, &placeholder);
        for encoded in encodings::of(secret) {
            dictionary.insert(&encoded, &placeholder);
        }
        placeholder.into()
    }
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redactor").field("settings", &self.settings).finish_non_exhaustive()
    }
}

fn decoded(segment: &str) -> Cow<'_, str> {
    percent_decode_str(segment).decode_utf8_lossy()
}
