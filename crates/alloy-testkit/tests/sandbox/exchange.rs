//! Requests to the sandbox and its replies, in a form that both ways of calling it share.

use alloy_testkit::{Sandbox, Transport};
use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response};
use serde_json::{Value, json};

use crate::wire::Wire;

/// A request as plain data.
#[derive(Clone)]
pub(crate) struct Exchange {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// A response as plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

/// A way to the sandbox.
pub(crate) trait Way {
    fn exchange(&self, exchange: &Exchange) -> Reply;
}

impl Exchange {
    /// A call of an action with everything that it needs.
    pub(crate) fn execute(sandbox: &Sandbox, connector: &str, action: &str, body: &Value) -> Self {
        let path = format!("/connectors/{connector}/actions/{action}/execute");
        Self::send(sandbox, "POST", &path, body)
    }

    /// A request to the platform, without a body.
    pub(crate) fn get(sandbox: &Sandbox, path: &str) -> Self {
        Self::send(sandbox, "GET", path, &Value::Null).without_header("content-type").body("")
    }

    /// A request to the platform with everything that it needs.
    pub(crate) fn send(sandbox: &Sandbox, method: &'static str, path: &str, body: &Value) -> Self {
        let key = sandbox.api_key().authorization();
        Self {
            method,
            path: path.to_owned(),
            headers: vec![
                ("x-api-version".into(), "2025-09".into()),
                ("authorization".into(), key.to_str().unwrap().into()),
                ("content-type".into(), "application/json".into()),
            ],
            body: body.to_string().into_bytes(),
        }
    }

    /// A search with nothing special.
    pub(crate) fn search(sandbox: &Sandbox) -> Self {
        let credential = sandbox.credential_id();
        Self::execute(sandbox, "notion", "post-search", &json!({"credentialId": credential}))
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self
    }

    pub(crate) fn method(self, method: &'static str) -> Self {
        Self { method, ..self }
    }

    pub(crate) fn path(self, path: &str) -> Self {
        Self { path: path.into(), ..self }
    }

    pub(crate) fn body(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..self }
    }
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), Some("application/json; charset=utf-8"));
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    /// What the platform answers to a request that it grants.
    #[track_caller]
    pub(crate) fn granted(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        self.json()
    }

    /// What is wrong with a part of a body, after the form of the error is checked.
    #[track_caller]
    pub(crate) fn invalid(&self, property: &str) -> String {
        assert_eq!(self.status, 400, "{}", self.body);
        let mut body = self.json();
        let message = body["error"]["details"][0]["message"].take();
        assert_eq!(
            body,
            json!({"error": {
                "source": "CONNECTIVITY_API", "code": "INVALID_INPUT",
                "message": "Validation failed",
                "details": [{"properties": property, "message": null}],
            }})
        );
        let message = message.as_str().unwrap();
        message.strip_prefix(property).unwrap().trim_start().to_owned()
    }

    /// The provider's part of a success.
    #[track_caller]
    pub(crate) fn data(&self) -> Value {
        let mut body = self.json();
        assert_eq!(self.status, 200, "{body:#}");
        assert_eq!(body.as_object().unwrap().len(), 1);
        body["responseData"].take()
    }

    /// The message of Notion's error, after its form is checked.
    #[track_caller]
    pub(crate) fn notion_error(&self, status: u16, code: &str) -> String {
        let body = self.json();
        assert_eq!(self.status, status, "{body:#}");
        assert_eq!(body["object"], "error");
        assert_eq!(body["status"], status);
        assert_eq!(body["code"], code);
        assert_eq!(body["request_id"].as_str().unwrap().len(), 36);
        assert_eq!(body.as_object().unwrap().len(), 5);
        body["message"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub(crate) fn validation_error(&self) -> String {
        self.notion_error(400, "validation_error")
    }
}

impl Way for Sandbox {
    fn exchange(&self, exchange: &Exchange) -> Reply {
        let mut request = Request::new(Bytes::from(exchange.body.clone()));
        *request.method_mut() = Method::from_bytes(exchange.method.as_bytes()).unwrap();
        *request.uri_mut() = exchange.path.parse().unwrap();
        for (name, value) in &exchange.headers {
            let name: http::HeaderName = name.parse().unwrap();
            request.headers_mut().append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        reply(&block_on(Transport::send(self, request)).unwrap())
    }
}

fn reply(response: &Response<Bytes>) -> Reply {
    let text = |value: &HeaderValue| value.to_str().unwrap().to_owned();
    let headers = response.headers().iter();
    Reply {
        status: response.status().as_u16(),
        headers: headers.map(|(name, value)| (name.to_string(), text(value))).collect(),
        body: String::from_utf8(response.body().to_vec()).unwrap(),
    }
}

/// The same request with another key.
pub(crate) fn of_key(exchange: Exchange, key: &alloy_core::ApiKey) -> Exchange {
    let authorization = key.authorization();
    exchange
        .without_header("authorization")
        .header("authorization", authorization.to_str().unwrap())
}

/// Runs a check in process and over real HTTP.
pub(crate) fn both_ways(sandbox: &Sandbox, check: impl Fn(&dyn Way)) {
    check(sandbox);
    let server = block_on(sandbox.serve()).unwrap();
    check(&Wire::to(&server));
}

/// A call of a Notion action with the given parts beside the credential.
pub(crate) fn notion(sandbox: &Sandbox, action: &str, mut parts: Value) -> Reply {
    parts["credentialId"] = json!(sandbox.credential_id());
    sandbox.exchange(&Exchange::execute(sandbox, "notion", action, &parts))
}

pub(crate) fn search(sandbox: &Sandbox, body: Value) -> Reply {
    notion(sandbox, "post-search", json!({"requestBody": body}))
}

pub(crate) fn create(sandbox: &Sandbox, body: Value) -> Reply {
    notion(sandbox, "post-page", json!({"requestBody": body}))
}

pub(crate) fn retrieve(sandbox: &Sandbox, id: &Value) -> Reply {
    notion(sandbox, "retrieve-a-page", json!({"pathParams": {"page_id": id}}))
}

/// A page at the workspace's top, with a title.
pub(crate) fn create_titled(sandbox: &Sandbox, title: &str) -> Value {
    create(sandbox, titled(title)).data()
}

/// What creates a page at the workspace's top.
pub(crate) fn titled(title: &str) -> Value {
    json!({
        "parent": {"type": "workspace", "workspace": true},
        "properties": {"title": {"title": text(title)}},
    })
}

/// Rich text of one piece, as it is written.
pub(crate) fn text(content: &str) -> Value {
    json!([{"type": "text", "text": {"content": content}}])
}

/// The sample's database.
pub(crate) fn tasks(sandbox: &Sandbox) -> Value {
    let filter = json!({"property": "object", "value": "database"});
    search(sandbox, json!({"filter": filter})).data()["results"][0].take()
}

/// The message of a page that is refused, and the proof that nothing of it was kept.
#[track_caller]
pub(crate) fn refused(sandbox: &Sandbox, body: Value) -> String {
    let state = |sandbox: &Sandbox| {
        let mut all = search(sandbox, json!({})).data();
        all["request_id"].take();
        all
    };
    let before = state(sandbox);
    let message = create(sandbox, body).validation_error();
    assert_eq!(state(sandbox), before);
    message
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}
