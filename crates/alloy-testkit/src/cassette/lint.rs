//! Looks for secrets that are in a cassette after all.

use std::{collections::BTreeMap, fmt};

use alloy_core::Error;

use super::{
    Cassette, Exchange, Redaction, json::Json, pointer::Path, redaction::Redactor,
    request::CREDENTIALS,
};

/// A string in a cassette that looks like a secret. It does not show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    line: Option<usize>,
    pointer: String,
    reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Redactable,
    Random,
    Compressed,
}

impl Finding {
    /// The line of the file, counted from 1.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// The place in the line, as a JSON pointer.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}, {}: ", self.pointer)?,
            None => write!(f, "{}: ", self.pointer)?,
        }
        f.write_str(match self.reason {
            Reason::Redactable => "a secret by its name, its form or its place",
            Reason::Random => "as random as a key",
            Reason::Compressed => "the body is compressed, so it was not redacted",
        })
    }
}

impl Cassette {
    /// Fails when anything in it looks like a secret: what this redaction would take out, and long
    /// texts that are as random as keys are. Cursors, which are random too, are known by their name.
    /// A compressed body fails too, as nothing can be taken out of it: record around a transport that
    /// unpacks bodies, as those of `alloy-transport` do.
    ///
    /// For a test that goes over all cassettes of a project, also those that were edited by hand.
    ///
    /// ```
    /// # use alloy_testkit::{Cassette, Redaction};
    /// let text = r#"{"format":"alloy-cassette","version":1}
    /// {"request":{"method":"GET","path":"/users"},"response":{"status":200,"json":{"data":[{"userId":"6323d7c9122ae69742a5d0a2"}]}}}
    /// "#;
    /// let error = Cassette::parse(text)?.lint(&Redaction::new()).unwrap_err();
    /// assert!(error.to_string().contains("line 2, /response/json/data/0/userId"));
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn lint(&self, redaction: &Redaction) -> Result<(), Error> {
        let findings = self.findings(redaction);
        if findings.is_empty() {
            return Ok(());
        }
        let mut message =
            format!("{} has {} of what looks like secrets", self.name(), findings.len());
        for finding in findings.iter().take(20) {
            message.push_str("; ");
            message.push_str(&finding.to_string());
        }
        Err(Error::configuration(message).with_hint("record it anew, with a rule that finds them"))
    }

    /// All that [`lint`](Self::lint) fails for.
    pub fn findings(&self, redaction: &Redaction) -> Vec<Finding> {
        let redactor = Redactor::new(redaction.clone());
        let mut findings = Vec::new();
        for exchange in self.exchanges() {
            look_into(exchange, &redactor, &mut findings);
        }
        findings
    }
}

fn look_into(exchange: &Exchange, redactor: &Redactor, findings: &mut Vec<Finding>) {
    let Some(before) = Json::parse(exchange.text()) else { return };
    // By pointer, so that each place is told once.
    let mut places: BTreeMap<String, Reason> = BTreeMap::new();
    let mut after = before.clone();
    if let Json::Object(parts) = &mut after {
        for (_, part) in parts {
            clean(part, redactor);
        }
    }
    changed(&before, &after, &mut Path::default(), &mut places);
    random(&before, "", &mut Path::default(), &mut places);
    let headers = before.get("response").and_then(|response| response.get("headers"));
    if headers.and_then(|headers| headers.get("content-encoding")).is_some() {
        places.insert("/response/headers/content-encoding".to_owned(), Reason::Compressed);
    }
    findings.extend(places.into_iter().map(|(pointer, reason)| Finding {
        line: exchange.line(),
        pointer,
        reason,
    }));
}

/// Redacts a request or a reply as the recorder does, but leaves everything where it is.
fn clean(part: &mut Json<'_>, redactor: &Redactor) {
    let makes_credential =
        part.get("path").and_then(Json::as_str).is_some_and(|path| path.ends_with(CREDENTIALS));
    let Json::Object(members) = part else { return };
    for (key, value) in members {
        match (&**key, value) {
            ("json", value) => {
                if makes_credential {
                    redactor.inputs(value);
                }
                redactor.json(value);
            }
            ("path", Json::String(path)) => *path = redactor.path(path).into_owned().into(),
            ("user", Json::String(user)) => *user = redactor.token(user).to_string().into(),
            ("base64", Json::String(text)) => {
                use base64::{Engine, engine::general_purpose::STANDARD};
                let bytes = STANDARD.decode(text.as_bytes()).unwrap_or_default();
                let clean = redactor.bytes(&bytes);
                *text = STANDARD.encode(&clean).into();
            }
            ("headers", Json::Object(headers)) => {
                for (_, value) in headers {
                    clean_text(value, redactor);
                }
            }
            (_, value) => clean_text(value, redactor),
        }
    }
}

fn clean_text(json: &mut Json<'_>, redactor: &Redactor) {
    match json {
        Json::String(text) => {
            let clean = redactor.text(text).into_owned();
            *text = clean.into();
        }
        Json::Array(items) => items.iter_mut().for_each(|item| clean_text(item, redactor)),
        _ => {}
    }
}

/// The places at which two values of one shape differ.
fn changed(
    one: &Json<'_>,
    other: &Json<'_>,
    path: &mut Path,
    places: &mut BTreeMap<String, Reason>,
) {
    match (one, other) {
        (Json::Object(members), Json::Object(others)) => {
            for ((key, value), (name, other)) in members.iter().zip(others) {
                if key == name {
                    path.member(key, |path| changed(value, other, path, places));
                } else {
                    // The key itself is the secret, so it is not told.
                    path.member(name, |path| places.insert(path.to_string(), Reason::Redactable));
                }
            }
        }
        (Json::Array(items), Json::Array(others)) => {
            for (at, (item, other)) in items.iter().zip(others).enumerate() {
                path.item(at, |path| changed(item, other, path, places));
            }
        }
        (one, other) if one == other => {}
        _ => {
            places.insert(path.to_string(), Reason::Redactable);
        }
    }
}

/// Texts that are as random as keys are.
fn random(json: &Json<'_>, key: &str, path: &mut Path, places: &mut BTreeMap<String, Reason>) {
    match json {
        Json::Literal(_) => {}
        Json::String(text) => {
            if !key.contains("cursor") && key != "base64" && key != "etag" && has_random_word(text)
            {
                places.entry(path.to_string()).or_insert(Reason::Random);
            }
        }
        Json::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.item(at, |path| random(item, key, path, places));
            }
        }
        Json::Object(members) => {
            for (key, value) in members {
                path.member(key, |path| random(value, key, path, places));
            }
        }
    }
}

/// Whether a text has a word of 32 characters or more that mixes digits, upper and lower case, and
/// repeats so little that nobody wrote it. Ids in hexadecimal do not mix.
fn has_random_word(text: &str) -> bool {
    text.split(|character: char| {
        !character.is_ascii_alphanumeric() && !matches!(character, '_' | '-' | '+' | '/')
    })
    .map(without_id)
    .any(|word| {
        let has = |test: fn(&u8) -> bool| word.as_bytes().iter().any(test);
        word.len() >= 32
            && !word.starts_with('/')
            && has(u8::is_ascii_digit)
            && has(u8::is_ascii_uppercase)
            && has(u8::is_ascii_lowercase)
            && word.bytes().filter(|byte| matches!(byte, b'/' | b'-' | b'_')).count() * 6
                < word.len()
            && entropy(word.as_bytes()) > 4.0
    })
}

/// A word without an id of 32 hexadecimal digits at its end, as titles in URLs have.
fn without_id(word: &str) -> &str {
    match word.len().checked_sub(32).and_then(|at| word.split_at_checked(at)) {
        Some((before, id)) if id.bytes().all(|byte| byte.is_ascii_hexdigit()) => before,
        _ => word,
    }
}

/// Bits a byte.
#[expect(clippy::cast_precision_loss, reason = "counts of the bytes of a word")]
fn entropy(word: &[u8]) -> f64 {
    let mut counts = [0_usize; 256];
    for &byte in word {
        counts[usize::from(byte)] += 1;
    }
    let length = word.len() as f64;
    counts.iter().filter(|count| **count > 0).fold(0.0, |bits, &count| {
        let share = count as f64 / length;
        bits - share * share.log2()
    })
}
