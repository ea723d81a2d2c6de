//! What names, forms and rules give away in a body.

use std::borrow::Cow;

use super::Redactor;
use crate::cassette::{
    json::Json,
    pointer::Path,
    redaction::{
        names::{self, Secret},
        placeholder::is_placeholder,
        scan::{self, Emails, Form},
    },
};

/// How many texts within texts are looked into.
pub(super) const NESTED: u8 = 3;
/// Below this length, a key is no secret by its form.
pub(super) const LONG_KEY: usize = 16;

impl Redactor {
    /// Every string and number of a value.
    pub(super) fn whole(&self, json: &mut Json<'_>) {
        match json {
            Json::String(text) => self.secret(text, Secret::Whole),
            Json::Literal(text) if !matches!(&**text, "null" | "true" | "false") => {
                *json = Json::String(String::from(&*self.token(text)).into());
            }
            Json::Literal(_) => {}
            Json::Array(items) => items.iter_mut().for_each(|item| self.whole(item)),
            Json::Object(members) => members.iter_mut().for_each(|(_, value)| self.whole(value)),
        }
    }

    pub(super) fn by_rules(&self, json: &mut Json<'_>, path: &mut Path) {
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
    pub(super) fn by_name(&self, json: &mut Json<'_>, name: Option<Secret>, nested: u8) {
        match json {
            // A PIN, and not a count of tokens.
            Json::Literal(text)
                if name == Some(Secret::Whole)
                    && text.len() >= 4
                    && text.parse::<u64>().is_ok() =>
            {
                self.whole(json);
            }
            Json::Literal(_) => {}
            Json::String(text) => match name {
                Some(secret) => self.secret(text, secret),
                None => self.string(text, nested),
            },
            Json::Array(items) => {
                // A header or a parameter as a pair.
                if let [Json::String(key), Json::String(value)] = &mut items[..]
                    && let Some(secret) = names::secret(key)
                {
                    self.secret(value, secret);
                    return;
                }
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
                    if key.len() >= LONG_KEY
                        && let Some(clean) = self.by_form(key)
                    {
                        *key = clean.into();
                    }
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
                [scheme, &self.token(token)].concat().into()
            }
            Secret::Url => String::from(&*self.stand_in(text, Form::Url)).into(),
            Secret::Whole if text.starts_with("http://") || text.starts_with("https://") => {
                String::from(&*self.stand_in(text, Form::Url)).into()
            }
            Secret::Whole => String::from(&*self.token(text)).into(),
        };
    }

    /// Remembers the id of the user that a file's key starts with.
    pub(super) fn file_key(&self, key: &str) {
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
            *text = String::from(&*placeholder).into();
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
    pub(super) fn by_form(&self, text: &str) -> Option<String> {
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

/// `Bearer ` and the token of an `Authorization` header. A value without a scheme is all token.
pub(super) fn split_scheme(value: &str) -> (&str, &str) {
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
