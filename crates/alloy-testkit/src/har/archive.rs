//! HTTP Archive 1.2, <http://www.softwareishard.com/blog/har-12-spec/>, read as it is found: what
//! is missing is empty, and what is not known is passed over.

use alloy_core::Error;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::HeaderMap;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Exchange, Gathered, form,
    import::{Entry, EntryReply, IsBase64, body},
    parse, request_text,
};

#[derive(Deserialize)]
struct Archive {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    #[serde(default)]
    entries: Vec<ArchiveEntry>,
}

#[derive(Deserialize)]
struct ArchiveEntry {
    request: ArchiveRequest,
    response: Option<ArchiveResponse>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ArchiveRequest {
    method: String,
    url: String,
    headers: Option<Vec<Pair>>,
    post_data: Option<Content>,
}

#[derive(Deserialize)]
struct ArchiveResponse {
    status: Option<i64>,
    headers: Option<Vec<Pair>>,
    content: Option<Content>,
}

#[derive(Deserialize)]
struct Pair {
    name: String,
    #[serde(default)]
    value: String,
}

#[derive(Default, Deserialize)]
struct Content {
    text: Option<String>,
    encoding: Option<String>,
    size: Option<f64>,
}

impl Content {
    /// The bytes; `None` when there were some and the file does not have them.
    fn bytes(self) -> Option<Vec<u8>> {
        let is_base64 = match self.encoding.as_deref() {
            Some(encoding) if encoding.eq_ignore_ascii_case("base64") => IsBase64::Yes,
            _ => IsBase64::No,
        };
        match (self.text, self.size) {
            (Some(text), _) => body(&text, is_base64),
            // Playwright writes -1 for a body that no script has read.
            (None, Some(size)) if size != 0.0 => None,
            (None, _) => Some(Vec::new()),
        }
    }
}

pub(super) fn read(text: &[u8]) -> Result<Gathered, Error> {
    let archive: Archive = parse(text, "HAR")?;
    Ok(Gathered(archive.log.entries.into_iter().map(ArchiveEntry::read).collect()))
}

impl ArchiveEntry {
    fn read(self) -> Entry {
        let pairs = |pairs: Option<Vec<Pair>>| {
            pairs.unwrap_or_default().into_iter().map(|pair| (pair.name, pair.value)).collect()
        };
        let reply = self.response.and_then(|response| {
            // Browsers write 0 where no response came.
            let status = u16::try_from(response.status?).ok().filter(|status| *status > 0)?;
            let body = response.content.unwrap_or_default().bytes()?;
            let mut headers: Vec<(String, String)> = pairs(response.headers);
            // The format has bodies unpacked.
            headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-encoding"));
            Some(EntryReply { status, headers, body })
        });
        Entry {
            method: self.request.method,
            url: self.request.url,
            headers: pairs(self.request.headers),
            body: self.request.post_data.and_then(Content::bytes).unwrap_or_default(),
            reply,
        }
    }
}

/// An exchange as an entry.
pub(super) fn entry(exchange: &Exchange) -> Value {
    const HOST: &str = "https://production.runalloy.com";
    let Some(form) = form(exchange) else { return Value::Null };
    let text = request_text(&form);
    let mut headers = Vec::new();
    if text.is_some() {
        headers.push(json!({"name": "content-type", "value": "application/json"}));
    }
    if let Some(user) = &form.user {
        headers.push(json!({"name": "x-alloy-userid", "value": user}));
    }
    let query: Vec<Value> = form
        .path
        .split_once('?')
        .map_or("", |(_, query)| query)
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| json!({"name": name, "value": value}))
        .collect();
    let mut request = json!({
        "method": form.method,
        "url": format!("{HOST}{}", form.path),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers,
        "queryString": query,
        "headersSize": -1,
        "bodySize": text.as_ref().map_or(0, String::len),
    });
    if let Some(text) = text {
        request["postData"] = json!({"mimeType": "application/json", "text": text});
    }
    json!({
        "startedDateTime": "1970-01-01T00:00:00.000Z",
        "time": 0,
        "request": request,
        "response": response(exchange),
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
    })
}

fn response(exchange: &Exchange) -> Value {
    let (status, headers, body, failure) = match exchange.reply() {
        Ok(response) => {
            let (head, body) = response.into_parts();
            (head.status.as_u16(), head.headers, body, None)
        }
        Err(error) => (0, HeaderMap::new(), bytes::Bytes::new(), Some(error.to_string())),
    };
    let mime = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or("");
    let mut content = json!({"size": body.len(), "mimeType": mime});
    match std::str::from_utf8(&body) {
        Ok(text) => content["text"] = text.into(),
        Err(_) => {
            content["text"] = STANDARD.encode(&body).into();
            content["encoding"] = "base64".into();
        }
    }
    let pairs: Vec<Value> = headers
        .iter()
        .map(|(name, value)| {
            json!({"name": name.as_str(), "value": String::from_utf8_lossy(value.as_bytes())})
        })
        .collect();
    let reason = http::StatusCode::from_u16(status).ok().and_then(|it| it.canonical_reason());
    let mut response = json!({
        "status": status,
        "statusText": reason.unwrap_or(""),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": pairs,
        "content": content,
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": body.len(),
    });
    if let Some(failure) = failure {
        response["_error"] = failure.into();
    }
    response
}
