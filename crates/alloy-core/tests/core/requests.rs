//! The HTTP request around an envelope.

use alloy_core::{
    ActionId, ActionIds, ApiKey, Call, ConnectorId, DynamicAction, ErrorKind, Layer, Outcome,
    Platform, UserId,
};
use proptest::prelude::*;

use crate::{KEY, credential, platform};

fn action(connector: &str, action: &str) -> DynamicAction {
    DynamicAction::new(connector, action).unwrap()
}

#[test]
fn the_request_is_the_documented_one() {
    let platform = platform().build().unwrap();
    let user = UserId::new("68fe36549000cce448466858").unwrap();
    let credential = credential();
    let call = Call::new(&credential).with_user(&user);
    let request = platform.request(&action("notion", "post-search"), &call).unwrap();

    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.uri(),
        "https://production.runalloy.com/connectors/notion/actions/post-search/execute"
    );
    let mut headers: Vec<_> = request
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort();
    assert_eq!(
        headers,
        [
            "accept: application/json".to_owned(),
            format!("authorization: Bearer {KEY}"),
            "content-type: application/json".to_owned(),
            concat!("user-agent: alloy-rust/", env!("CARGO_PKG_VERSION")).to_owned(),
            "x-alloy-userid: 68fe36549000cce448466858".to_owned(),
            "x-api-version: 2025-09".to_owned(),
        ]
    );
    assert!(!format!("{request:?} {platform:?}").contains(KEY));
}

#[test]
fn the_user_is_sent_only_when_known() {
    let platform = platform().api_version("2025-06").build().unwrap();
    let request = platform.request(&action("a", "b"), &Call::new(&credential())).unwrap();
    assert!(!request.headers().contains_key("x-alloy-userid"));
    assert_eq!(request.headers()["x-api-version"], "2025-06");
}

#[test]
fn an_action_may_have_another_id_by_client_and_by_call() {
    let ids = |other: &str| {
        let mut ids = ActionIds::new();
        let id = |text| ActionId::new(text).unwrap();
        ids.set(ConnectorId::new("notion").unwrap(), id("post-search"), id(other));
        ids
    };
    let platform = platform().action_ids(ids("of-client")).build().unwrap();
    let (by_call, credential) = (ids("of-call"), credential());
    let path = |connector: &str, call: &Call<'_>| {
        let request = platform.request(&action(connector, "post-search"), call).unwrap();
        request.uri().path().to_owned()
    };
    let call = Call::new(&credential);
    assert_eq!(path("notion", &call), "/connectors/notion/actions/of-client/execute");
    assert_eq!(
        path("notion", &call.with_action_ids(&by_call)),
        "/connectors/notion/actions/of-call/execute"
    );
    assert_eq!(path("other", &call), "/connectors/other/actions/post-search/execute");
}

#[test]
fn the_base_url_may_have_a_path() {
    let platform = platform().base_url("http://127.0.0.1:7/alloy/").build().unwrap();
    let request = platform.request(&action("a", "b"), &Call::new(&credential())).unwrap();
    assert_eq!(request.uri(), "http://127.0.0.1:7/alloy/connectors/a/actions/b/execute");
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let key = || ApiKey::new(KEY).unwrap();
    for builder in [
        Platform::builder(),
        Platform::builder().api_key(key()).base_url("http://example.com"),
        Platform::builder().api_key(key()).base_url("nonsense"),
        Platform::builder().api_key(key()).api_version(""),
        Platform::builder().api_key(key()).api_version("2025\r\nx: y"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert_eq!((error.layer(), error.outcome()), (Layer::Local, Outcome::NotApplied));
    }
    Platform::builder()
        .api_key(key())
        .base_url("http://example.com")
        .allow_plain_http_to("example.com")
        .build()
        .unwrap();
}

/// Any characters but control characters.
const SEGMENT: &str = "\\PC{1,12}";

proptest! {
    #[test]
    fn any_id_arrives_as_one_segment(connector in SEGMENT, id in SEGMENT) {
        prop_assume!(ConnectorId::new(&connector).is_ok() && ActionId::new(&id).is_ok());
        let platform = platform().build().unwrap();
        let request = platform.request(&action(&connector, &id), &Call::new(&credential())).unwrap();

        let segments: Vec<&str> = request.uri().path().split('/').collect();
        prop_assert_eq!(segments.len(), 6);
        prop_assert_eq!(request.uri().query(), None);
        let decode = |text| percent_encoding::percent_decode_str(text).decode_utf8().unwrap();
        prop_assert_eq!(decode(segments[2]), connector);
        prop_assert_eq!(decode(segments[4]), id);
        prop_assert_eq!((segments[1], segments[3], segments[5]), ("connectors", "actions", "execute"));
    }
}
