//! The platform's own operations: the bytes of each request, and every form of reply on record.

mod connectors;
mod credentials;
mod files;
mod schemas;
mod users;

use alloy_core::{Effect, Endpoint, Error, UserId};
use http::Response;

use crate::platform;

fn user(text: &str) -> UserId {
    UserId::new(text).unwrap()
}

/// What goes over the wire for a caller who acts for `caller`, in one line.
fn wire<E: Endpoint>(endpoint: &E) -> String {
    let platform = platform().base_url("http://127.0.0.1:7").build().unwrap();
    let request = platform.endpoint_request(endpoint, Some(&user("caller"))).unwrap();
    let headers = request.headers();
    assert_eq!(headers["x-api-version"], "2025-09");
    assert_eq!(headers.contains_key("content-type"), !request.body().is_empty());
    let acting = headers.get("x-alloy-userid").map_or("-", |user| user.to_str().unwrap());
    let line = format!(
        "{} {} as {acting} {}",
        request.method(),
        request.uri().path_and_query().unwrap(),
        str::from_utf8(request.body()).unwrap()
    );
    line.trim_end().to_owned()
}

/// Checks what goes over the wire, and the effect.
fn sends<E: Endpoint>(endpoint: &E, effect: Effect, line: &str) {
    assert_eq!(wire(endpoint), line);
    assert_eq!(endpoint.effect(), effect, "{line}");
}

/// What an endpoint makes of a reply.
fn answer<E: Endpoint>(endpoint: &E, status: u16, body: &str) -> Result<E::Output, Error> {
    let response = Response::builder().status(status).body(body.to_owned().into()).unwrap();
    platform().build().unwrap().endpoint_output(endpoint, response)
}

fn output<E: Endpoint>(endpoint: &E, body: &str) -> E::Output {
    answer(endpoint, 200, body).unwrap()
}
