//! JSON cassettes of VCR and its namesakes, in the two forms that there are.

use std::collections::BTreeMap;

use alloy_core::Error;
use serde::Deserialize;

use super::{
    Gathered,
    import::{Entry, EntryReply, IsBase64, body},
    parse,
};

#[derive(Deserialize)]
struct Tape {
    #[serde(alias = "http_interactions")]
    interactions: Vec<Interaction>,
}

#[derive(Deserialize)]
struct Interaction {
    request: VcrRequest,
    response: Option<VcrResponse>,
}

#[derive(Deserialize)]
struct VcrRequest {
    method: String,
    #[serde(alias = "url")]
    uri: String,
    body: Option<Body>,
    headers: Option<BTreeMap<String, OneOrMany>>,
}

#[derive(Deserialize)]
struct VcrResponse {
    status: Status,
    body: Option<Body>,
    headers: Option<BTreeMap<String, OneOrMany>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Status {
    Code(u16),
    Named { code: u16 },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Body {
    Text(String),
    Named {
        string: Option<String>,
        base64_string: Option<String>,
        /// The name of a character set, or `base64`.
        encoding: Option<String>,
    },
}

impl Body {
    fn bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.into_bytes()),
            Self::Named { base64_string: Some(text), .. } => body(&text, IsBase64::Yes),
            Self::Named { string, encoding, .. } => {
                let is_base64 = match encoding.as_deref() {
                    Some("base64") => IsBase64::Yes,
                    _ => IsBase64::No,
                };
                body(&string.unwrap_or_default(), is_base64)
            }
        }
    }
}

pub(super) fn read(text: &[u8]) -> Result<Gathered, Error> {
    let tape: Tape = parse(text, "JSON cassette of VCR")?;
    Ok(Gathered(tape.interactions.into_iter().map(Interaction::read).collect()))
}

impl Interaction {
    fn read(self) -> Entry {
        let reply = self.response.and_then(|response| {
            let (Status::Code(status) | Status::Named { code: status }) = response.status;
            let body = response.body.map_or(Some(Vec::new()), Body::bytes)?;
            Some(EntryReply { status, headers: pairs(response.headers), body })
        });
        Entry {
            method: self.request.method,
            url: self.request.uri,
            headers: pairs(self.request.headers),
            body: self.request.body.and_then(Body::bytes).unwrap_or_default(),
            reply,
        }
    }
}

fn pairs(headers: Option<BTreeMap<String, OneOrMany>>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (name, values) in headers.unwrap_or_default() {
        match values {
            OneOrMany::One(value) => pairs.push((name, value)),
            OneOrMany::Many(values) => {
                pairs.extend(values.into_iter().map(|value| (name.clone(), value)));
            }
        }
    }
    pairs
}
