//! Applies a [`Redaction`], and remembers the secrets that it met.

use std::{
    borrow::Cow,
    fmt,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
};

use percent_encoding::percent_decode_str;

use super::{
    Redaction,
    dictionary::Dictionary,
    names::{self, Secret},
    placeholder::{self, is_placeholder},
    scan::{self, Emails, Form},
};
use crate::cassette::{json::Json, pointer::Path};

/// How many texts within texts are looked into.
const NESTED: u8 = 3;

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
        for pointer in &self.settings.pointers {
            pointer.visit(json, &mut |value| self.whole(value));
        }
        if !self.settings.rules.is_empty() {
            self.by_rules(json, &mut Path::default());
        }
        self.by_name(json, None, NESTED);
        scrub(&self.read(), json);
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
        let encoded =
            percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC);
        if form == Form::Email {
            dictionary.insert(&encoded.to_string(), &placeholder);
        }
        placeholder.into()
    }

    /// Every string and number of a value.
    fn whole(&self, json: &mut Json<'_>) {
        match json {
            Json::String(text) => self.secret(text, Secret::Whole),
            Json::Literal(text) if !matches!(&**text, "null" | "true" | "false") => {
                *json = Json::String(self.token(text).to_string().into());
            }
            Json::Literal(_) => {}
            Json::Array(items) => items.iter_mut().for_each(|item| self.whole(item)),
            Json::Object(members) => members.iter_mut().for_each(|(_, value)| self.whole(value)),
        }
    }

    fn by_rules(&self, json: &mut Json<'_>, path: &mut Path) {
        match json {
            Json::String(text) => {
                if self.settings.rules.iter().any(|rule| rule(path.as_str(), text)) {
                    self.secret(text, Secret::Whole);
                }
            }
            Json::Literal(_) => {}
            Json::Array(items) => {
                for (at, item) in items.iter_mut().enumerate() {
                    path.item(at, |path| self.by_rules(item, path));
                }
            }
            Json::Object(members) => {
                for (key, value) in members {
                    path.member(key, |path| self.by_rules(value, path));
                }
            }
        }
    }

    /// What a name or a form gives away. `name` is that of the value, where it is a secret's.
    fn by_name(&self, json: &mut Json<'_>, name: Option<Secret>, nested: u8) {
        match json {
            Json::Literal(_) => {}
            Json::String(text) => match name {
                Some(secret) => self.secret(text, secret),
                None => self.string(text, nested),
            },
            Json::Array(items) => {
                // A list of secrets is one thing, a list of objects that a schema describes another.
                for item in items {
                    self.by_name(item, name, nested);
                }
            }
            Json::Object(members) => {
                let pair = members
                    .iter()
                    .filter(|(key, _)| matches!(&**key, "name" | "key" | "header"))
                    .find_map(|(_, value)| names::secret(value.as_str()?));
                for (key, value) in members {
                    let named = match pair {
                        Some(secret) if key == "value" => Some(secret),
                        _ => names::secret(key),
                    };
                    self.by_name(value, named, nested);
                }
            }
        }
    }

    /// A string of which the name says that it is a secret.
    fn secret(&self, text: &mut Cow<'_, str>, secret: Secret) {
        if text.is_empty() || is_placeholder(text) {
            return;
        }
        *text = match secret {
            Secret::FileKey => {
                self.file_key(text);
                return;
            }
            Secret::Authorization => {
                let (scheme, token) = split_scheme(text);
                if token.is_empty() || is_placeholder(token) {
                    return;
                }
                format!("{scheme}{}", self.token(token)).into()
            }
            Secret::Url => self.stand_in(text, Form::Url).to_string().into(),
            Secret::Whole if text.starts_with("http://") || text.starts_with("https://") => {
                self.stand_in(text, Form::Url).to_string().into()
            }
            Secret::Whole => self.token(text).to_string().into(),
        };
    }

    /// Remembers the id of the user that a file's key starts with.
    fn file_key(&self, key: &str) {
        if let Some((user, _)) = key.split_once('_')
            && user.len() == 24
            && user.bytes().all(|byte| byte.is_ascii_hexdigit())
        {
            self.token(user);
        }
    }

    /// A string that may have secrets in it.
    fn string(&self, text: &mut Cow<'_, str>, nested: u8) {
        let known = self.read().get(text).cloned();
        if let Some(placeholder) = known {
            *text = placeholder.to_string().into();
            return;
        }
        if nested > 0
            && text.starts_with(['{', '['])
            && let Some(mut json) = Json::parse(text)
        {
            let before = json.clone();
            self.by_name(&mut json, None, nested - 1);
            if json != before {
                *text = json.to_text().into();
            }
            return;
        }
        if let Some(clean) = self.by_form(text) {
            *text = clean.into();
        }
    }

    /// What a form gives away.
    fn by_form(&self, text: &str) -> Option<String> {
        let emails = self.settings.emails;
        // The shortest that is found is `token=abcd`, or an e-mail address of six characters.
        if text.len() < 8 && emails == Emails::Keep {
            return None;
        }
        let mut clean = String::new();
        let mut at = 0;
        while let Some(found) = scan::next(text, at, emails) {
            clean.push_str(&text[at..found.range.start]);
            clean.push_str(&self.stand_in(&text[found.range.clone()], found.form));
            at = found.range.end;
        }
        if at == 0 {
            return None;
        }
        clean.push_str(&text[at..]);
        Some(clean)
    }
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redactor").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// Takes out, from keys and values, what was met before.
fn scrub(dictionary: &Dictionary, json: &mut Json<'_>) {
    match json {
        Json::Literal(_) => {}
        Json::String(text) => scrub_text(dictionary, text),
        Json::Array(items) => items.iter_mut().for_each(|item| scrub(dictionary, item)),
        Json::Object(members) => {
            for (key, value) in members {
                scrub_text(dictionary, key);
                scrub(dictionary, value);
            }
        }
    }
}

fn scrub_text(dictionary: &Dictionary, text: &mut Cow<'_, str>) {
    if let Some(clean) = scrubbed(dictionary, text) {
        *text = clean.into();
    }
}

fn scrubbed(dictionary: &Dictionary, text: &str) -> Option<String> {
    let mut clean = String::new();
    let mut at = 0;
    while let Some((range, placeholder)) = dictionary.find(text.as_bytes(), at) {
        clean.push_str(text.get(at..range.start)?);
        clean.push_str(placeholder);
        at = range.end;
    }
    if at == 0 {
        return None;
    }
    clean.push_str(text.get(at..)?);
    Some(clean)
}

/// `Bearer ` and the token of an `Authorization` header. A value without a scheme is all token.
fn split_scheme(value: &str) -> (&str, &str) {
    match value.split_once(' ') {
        Some((scheme, token)) if !token.trim().is_empty() => {
            let (before, token) = value.split_at(value.len() - token.trim_start().len());
            if scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                (before, token)
            } else {
                ("", value)
            }
        }
        _ => ("", value),
    }
}

fn decoded(segment: &str) -> Cow<'_, str> {
    percent_decode_str(segment).decode_utf8_lossy()
}
