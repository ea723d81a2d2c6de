//! The platform's part in connecting.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use alloy_core::Error;
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Method, Request, Response};
use serde_json::{Value, json};

use super::TOKEN;

/// A platform that knows the connectors `notion` (consent) and `shop` (keys), and whose credentials
/// are put there by the test.
#[derive(Clone, Default)]
pub(super) struct Platform {
    pub(super) state: Arc<Mutex<State>>,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) credentials: BTreeMap<String, Vec<Value>>,
    requests: Vec<String>,
    pub(super) created: Vec<Value>,
    /// Lists that are asked for until a credential is there.
    lists_until: Option<(usize, Value)>,
    /// The status of each list.
    pub(super) list_status: u16,
}

impl Platform {
    pub(super) fn add(&self, user: &str, id: &str, date: &str) {
        let credential = credential(id, date);
        self.state.lock().unwrap().credentials.entry(user.to_owned()).or_default().push(credential);
    }

    pub(super) fn add_after(&self, lists: usize, id: &str) {
        self.state.lock().unwrap().lists_until = Some((lists, credential(id, "2026-02-02")));
    }

    pub(super) fn requests(&self, what: &str) -> usize {
        let state = self.state.lock().unwrap();
        state.requests.iter().filter(|request| request.contains(what)).count()
    }

    pub(super) fn redirect(&self, at: usize) -> String {
        self.state.lock().unwrap().created[at]["redirectUri"].as_str().unwrap().to_owned()
    }
}

fn credential(id: &str, date: &str) -> Value {
    json!({"credentialId": id, "name": format!("The {id}"), "type": "notion-oauth2", "createdAt": date})
}

fn metadata(connector: &str) -> Option<Value> {
    let data = json!({"type": "object", "required": ["apiKey"], "properties": {
        "apiKey": {"type": "string", "description": "The key of the shop"}}});
    match connector {
        "notion" => Some(json!([{"authenticationType": "oauth2"}])),
        "shop" => Some(json!([{"authenticationType": "made-up-key",
            "inputSchema": {"properties": {"data": data}}}])),
        "own" => Some(json!([{"authenticationType": "oauth2", "authConfigRequired": true}])),
        "both" => Some(json!([{"authenticationType": "key"}, {"authenticationType": "basic"}])),
        _ => None,
    }
}

#[async_trait]
impl Transport for Platform {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let mut state = self.state.lock().unwrap();
        let path = request.uri().path().to_owned();
        state.requests.push(format!("{} {path}", request.method()));
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let user = request.headers().get("x-alloy-userid");
        let user = user.map_or("-", |user| user.to_str().unwrap()).to_owned();
        let reply = |status: u16, body: Value| {
            Ok(Response::builder().status(status).body(body.to_string().into()).unwrap())
        };
        let not_found = || reply(404, json!({"error": "Not Found", "message": "no such thing"}));
        match (request.method(), &*parts) {
            (&Method::GET, ["connectors"]) => reply(
                200,
                json!({"connectors": [{"id": "notion"}, {"id": "shop"}, {"id": "slack"}]}),
            ),
            (&Method::GET, ["connectors", connector, "credentials", "metadata"]) => {
                match metadata(connector) {
                    Some(metadata) => reply(200, json!({"metadata": metadata})),
                    None => not_found(),
                }
            }
            (&Method::GET, ["connectors", _, "credentials"]) => {
                if let Some((lists, credential)) = state.lists_until.take() {
                    match lists {
                        0 => state.credentials.entry(user.clone()).or_default().push(credential),
                        lists => state.lists_until = Some((lists - 1, credential)),
                    }
                }
                let list = state.credentials.get(&user).cloned().unwrap_or_default();
                match state.list_status {
                    0 => reply(200, json!({"credentials": list})),
                    status => reply(status, json!({"message": "not now"})),
                }
            }
            (&Method::POST, ["connectors", connector, "credentials"]) => {
                let body: Value = serde_json::from_slice(request.body()).unwrap();
                state.created.push(body.clone());
                if metadata(connector).unwrap()[0]["authenticationType"] == "oauth2" {
                    let url = format!("https://api.example.com/authorize?token={TOKEN}");
                    return reply(200, json!({"oauthUrl": url}));
                }
                let user = body["userId"].as_str().unwrap().to_owned();
                state.credentials.entry(user).or_default().push(credential("made", "2026-03-03"));
                match body["data"]["apiKey"].as_str() {
                    Some("planted-quiet-key") => reply(200, json!({"success": true})),
                    Some("planted-wrong-key") => {
                        reply(400, json!({"message": "planted-wrong-key is wrong"}))
                    }
                    _ => reply(200, json!({"credentialId": "made"})),
                }
            }
            _ => not_found(),
        }
    }
}
