//! What importers of all formats share: which entries count, and how they become exchanges.

use alloy_core::Error;
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode, Uri};

use super::Import;
use crate::{
    Cassette, Redaction,
    cassette::{
        exchange::{Exchange, Written},
        redaction::Redactor,
        request::Canonical,
    },
};

/// An entry of a file of another program.
pub(super) struct Entry {
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    /// `None` when the file has no response, or not its content.
    pub(super) reply: Option<EntryReply>,
}

pub(super) struct EntryReply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// The entries of a file, in its order.
pub(super) struct Gathered(pub(super) Vec<Entry>);

impl Gathered {
    pub(super) fn into_import(self, redaction: Redaction) -> Result<Import, Error> {
        let redactor = Redactor::new(redaction);
        let (mut skipped, mut incomplete) = (0, 0);
        let mut calls = Vec::new();
        for entry in self.0 {
            match entry.into_request() {
                None => skipped += 1,
                Some((_, None)) => incomplete += 1,
                Some((request, Some(response))) => {
                    // What any entry gives away is taken out of all.
                    let form = Canonical::new(&request, &redactor).text;
                    drop(Written::new(&form, Ok(&response), &redactor));
                    calls.push((request, response));
                }
            }
        }
        let exchanges: Result<Vec<Exchange>, Error> = calls
            .iter()
            .map(|(request, response)| {
                let form = Canonical::new(request, &redactor).text;
                let written = Written::new(&form, Ok(response), &redactor);
                written.map(|written| written.exchange).map_err(|error| {
                    Error::configuration(format!("an entry cannot be kept: {}", error.message))
                })
            })
            .collect();
        let mut exchanges = exchanges?;
        exchanges.sort_by(|one, other| one.request().cmp(other.request()));
        Ok(Import { cassette: Cassette::of(exchanges, None), skipped, incomplete })
    }
}

impl Entry {
    /// The request and its response, if it is a call to the platform.
    fn into_request(self) -> Option<(Request<Bytes>, Option<Response<Bytes>>)> {
        let url = self.url.split('#').next().unwrap_or_default();
        let uri: Uri = url.parse().ok()?;
        if self.method.eq_ignore_ascii_case("OPTIONS") || !is_platform(&uri, &self.headers) {
            return None;
        }
        let mut request = Request::new(Bytes::from(self.body));
        *request.method_mut() = self.method.to_ascii_uppercase().parse().ok()?;
        *request.uri_mut() = uri;
        copy_headers(&self.headers, request.headers_mut());
        let response = self.reply.and_then(|reply| {
            let mut response = Response::new(Bytes::from(reply.body));
            *response.status_mut() = StatusCode::from_u16(reply.status).ok()?;
            copy_headers(&reply.headers, response.headers_mut());
            Some(response)
        });
        Some((request, response))
    }
}

/// Headers that cannot be any, such as HTTP/2's pseudo headers, are no loss.
fn copy_headers(from: &[(String, String)], to: &mut http::HeaderMap) {
    for (name, value) in from {
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value))
        {
            to.append(name, value);
        }
    }
}

fn is_platform(uri: &Uri, headers: &[(String, String)]) -> bool {
    let host = uri.host().unwrap_or_default();
    let segments: Vec<&str> = uri.path().rsplit('/').take(5).collect();
    matches!(segments[..], ["execute", action, "actions", connector, "connectors"]
        if !action.is_empty() && !connector.is_empty())
        || headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("x-api-version"))
        || host == "runalloy.com"
        || host.ends_with(".runalloy.com")
}

/// A body that may be in base64.
pub(super) fn body(text: &str, is_base64: IsBase64) -> Option<Vec<u8>> {
    match is_base64 {
        IsBase64::No => Some(text.as_bytes().to_vec()),
        IsBase64::Yes => {
            // Some programs break lines.
            let text: String = text.split_ascii_whitespace().collect();
            STANDARD.decode(text).ok()
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IsBase64 {
    Yes,
    No,
}
