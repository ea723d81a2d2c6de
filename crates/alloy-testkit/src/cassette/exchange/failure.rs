//! Failures of a transport, as they stand in a cassette.

use alloy_core::{Error, ErrorKind, Layer, Outcome};
use serde::Deserialize;

use crate::cassette::{json::write_string, redaction::Redactor};

/// The kinds that a transport's failure can have, and their names in a cassette.
const KINDS: [(ErrorKind, &str); 9] = [
    (ErrorKind::Configuration, "configuration"),
    (ErrorKind::Resolve, "resolve"),
    (ErrorKind::Connect, "connect"),
    (ErrorKind::Tls, "tls"),
    (ErrorKind::ConnectTimeout, "connect-timeout"),
    (ErrorKind::AttemptTimeout, "attempt-timeout"),
    (ErrorKind::DeadlineExceeded, "deadline-exceeded"),
    (ErrorKind::BodyTooLarge, "body-too-large"),
    (ErrorKind::Interrupted, "interrupted"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Failure {
    #[serde(deserialize_with = "kind")]
    kind: ErrorKind,
    sent: Sent,
    message: String,
}

/// Whether the request may have been acted on.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sent {
    Never,
    Maybe,
}

fn kind<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<ErrorKind, D::Error> {
    let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
    KINDS.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind).ok_or_else(|| {
        serde::de::Error::custom(format_args!("`{name}` is no kind of transport failure"))
    })
}

/// The failure of a text that was checked.
pub(super) fn read(text: &str) -> Error {
    match serde_json::from_str::<Failure>(text) {
        Ok(Failure { kind: ErrorKind::Configuration, message, .. }) => {
            Error::configuration(message)
        }
        Ok(Failure { kind, sent: Sent::Never, message }) => {
            Error::not_sent(message).with_kind(kind)
        }
        Ok(Failure { kind, sent: Sent::Maybe, message }) => {
            Error::interrupted(message).with_kind(kind)
        }
        Err(error) => Error::configuration("a recorded failure is damaged").with_source(error),
    }
}

pub(super) fn write(error: &Error, redactor: &Redactor, out: &mut String) {
    let known = KINDS.iter().find(|(kind, _)| *kind == error.kind());
    let (_, kind) = known.unwrap_or(&KINDS[KINDS.len() - 1]);
    let sent = match (error.layer(), error.outcome()) {
        (Layer::Local, _) | (_, Outcome::NotApplied) => "never",
        _ => "maybe",
    };
    // Without the headline, which the kind gives again.
    let mut message = error.message().to_owned();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let text = error.to_string();
        if !message.ends_with(&text) {
            message.push_str(if message.is_empty() { "" } else { ": " });
            message.push_str(&text);
        }
        cause = error.source();
    }
    out.push_str("{\"kind\":");
    write_string(kind, out);
    out.push_str(",\"sent\":");
    write_string(sent, out);
    out.push_str(",\"message\":");
    write_string(&redactor.text(&message), out);
    out.push('}');
}
