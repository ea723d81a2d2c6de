//! Operations of the platform besides executing actions, written by a user of the crate.

use alloy_core::{
    ActingUser, Call, DynamicAction, Effect, Endpoint, Error, ErrorKind, Layer, Outcome,
    PathWriter, Reply, UserId,
};
use bytes::Bytes;
use http::{Method, Response};
use serde_json::{Value, json};

use crate::{KEY, credential, platform};

/// An endpoint with everything that one can have.
struct Rename<'a> {
    method: Method,
    user: &'a str,
    acting: ActingUser<'a>,
    body: Value,
}

impl Endpoint for Rename<'_> {
    type Output = Value;

    fn method(&self) -> Method {
        self.method.clone()
    }

    fn path(&self, path: &mut PathWriter) -> Result<(), Error> {
        path.fixed("users").segment("user id", self.user)?.query("dry run", "yes&no");
        Ok(())
    }

    fn body(&self) -> Result<Bytes, Error> {
        Ok(if self.body.is_null() { Bytes::new() } else { self.body.to_string().into() })
    }

    fn acting_user(&self) -> ActingUser<'_> {
        self.acting
    }

    fn decode(&self, reply: Reply) -> Result<Value, Error> {
        reply.decode()
    }
}

fn rename(user: &str) -> Rename<'_> {
    Rename { method: Method::PUT, user, acting: ActingUser::Caller, body: json!({"fullName": "A"}) }
}

#[test]
fn the_request_has_what_the_endpoint_says() {
    let platform = platform().base_url("http://127.0.0.1:7/alloy").build().unwrap();
    let request = platform.endpoint_request(&rename("a/b"), None).unwrap();
    assert_eq!(request.method(), "PUT");
    assert_eq!(request.uri(), "http://127.0.0.1:7/alloy/users/a%2Fb?dry%20run=yes%26no");
    assert_eq!(request.headers()["authorization"], format!("Bearer {KEY}"));
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.body(), r#"{"fullName":"A"}"#);

    let without = Rename { method: Method::GET, body: Value::Null, ..rename("a") };
    let request = platform.endpoint_request(&without, None).unwrap();
    assert!(!request.headers().contains_key("content-type"));
    assert!(request.body().is_empty());
}

#[test]
fn the_acting_user_is_the_callers_unless_the_endpoint_knows_better() {
    let platform = platform().build().unwrap();
    let (caller, other) = (UserId::new("caller").unwrap(), UserId::new("other").unwrap());
    let sent = |acting, caller: Option<&UserId>| {
        let request = platform.endpoint_request(&Rename { acting, ..rename("a") }, caller).unwrap();
        request.headers().get("x-alloy-userid").map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(sent(ActingUser::Caller, Some(&caller)).unwrap(), "caller");
    assert_eq!(sent(ActingUser::Caller, None), None);
    assert_eq!(sent(ActingUser::Named(&other), Some(&caller)).unwrap(), "other");
    assert_eq!(sent(ActingUser::Nobody, Some(&caller)), None);
}

#[test]
fn the_effect_follows_from_the_method() {
    for (method, effect) in [
        (Method::GET, Effect::Read),
        (Method::PUT, Effect::Idempotent),
        (Method::DELETE, Effect::Idempotent),
        (Method::POST, Effect::Write),
        (Method::PATCH, Effect::Write),
    ] {
        assert_eq!(Rename { method, ..rename("a") }.effect(), effect);
    }
}

#[test]
fn errors_name_the_endpoint_and_hide_the_key() {
    let platform = platform().build().unwrap();
    let error = platform.endpoint_request(&rename(".."), None).unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::InvalidRequest, Some("PUT")));

    let body = format!(r#"{{"message": "no {KEY} here"}}"#);
    let response = Response::builder().status(404).body(body.into()).unwrap();
    let error = platform.endpoint_output(&rename("a"), response).unwrap_err();
    assert_eq!((error.kind(), error.layer()), (ErrorKind::NotFound, Layer::Platform));
    assert_eq!(error.outcome(), Outcome::NotApplied);
    assert_eq!(error.to_string(), "PUT /users/a: the platform answered 404: no [redacted] here");
    assert!(!error.raw().unwrap().contains(KEY));
}

#[test]
fn a_failure_inside_a_success_is_a_failure() {
    let platform = platform().build().unwrap();
    let response = Response::new(r#"{"success": false, "message": "no"}"#.into());
    let error = platform.endpoint_output(&rename("a"), response).unwrap_err();
    assert_eq!((error.layer(), error.message()), (Layer::Platform, "no"));
}

#[test]
fn executing_an_action_is_an_endpoint_like_any_other() {
    let platform = platform().build().unwrap();
    let action = DynamicAction::new("slack", "users_list").unwrap().with_effect(Effect::Read);
    let (credential, user) = (credential(), UserId::new("tenant").unwrap());
    let call = Call::new(&credential).with_user(&user);
    let endpoint: Box<dyn Endpoint<Output = Value> + '_> =
        Box::new(platform.execute(&action, call));

    assert_eq!((endpoint.effect(), &*endpoint.name()), (Effect::Read, "slack/users_list"));
    let caller = UserId::new("caller").unwrap();
    let request = platform.endpoint_request(&endpoint, Some(&caller)).unwrap();
    let direct = platform.request(&action, &call).unwrap();
    assert_eq!((request.uri(), request.body()), (direct.uri(), direct.body()));
    assert_eq!(request.headers(), direct.headers());
    assert_eq!(request.headers()["x-alloy-userid"], "tenant");

    let response = || Response::new(r#"{"responseData": {"ok": true}}"#.into());
    assert_eq!(platform.endpoint_output(&endpoint, response()).unwrap()["ok"], true);
    assert_eq!(platform.output(&action, response()).unwrap()["ok"], true);
}
