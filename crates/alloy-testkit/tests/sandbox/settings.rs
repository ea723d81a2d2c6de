//! What can be chosen when a sandbox is made.

use alloy_core::{ApiKey, HeaderField, ReplyShape};
use alloy_testkit::{FailureRelay, Sandbox, VersionHeader};
use serde_json::{Value, json};

use crate::exchange::{Exchange, both_ways, notion, retrieve, search};

/// Puts a body into a wrapper.
type Wrapped = fn(Value) -> Value;

#[test]
fn replies_have_the_chosen_wrapper() {
    let shapes: [(ReplyShape, Wrapped); 5] = [
        (ReplyShape::Detect, |list| json!({"responseData": list})),
        (ReplyShape::ResponseData, |list| json!({"responseData": list})),
        (ReplyShape::SuccessResult, |list| json!({"success": true, "result": list})),
        (ReplyShape::SuccessData, |list| json!({"success": true, "data": list})),
        (ReplyShape::Bare, |list| list),
    ];
    for (shape, wrapped) in shapes {
        let sandbox = Sandbox::builder().empty_workspace().reply_shape(shape).build();
        both_ways(&sandbox, |way| {
            let reply = way.exchange(&Exchange::search(&sandbox));
            let request_id = reply.body.split("request_id\":\"").nth(1).unwrap()[..36].to_owned();
            let list = json!({
                "object": "list", "results": [], "has_more": false, "next_cursor": null,
                "type": "page_or_database", "page_or_database": {}, "request_id": request_id,
            });
            assert_eq!(reply.json(), wrapped(list), "{shape:?}");
        });
    }
}

#[test]
fn a_providers_failure_is_passed_through_or_wrapped() {
    let unknown = json!("00000000-0000-4000-8000-000000000000");
    let sandbox = Sandbox::new();
    let reply = retrieve(&sandbox, &unknown);
    assert_eq!((reply.status, reply.json()["code"].clone()), (404, json!("object_not_found")));

    for shape in [ReplyShape::ResponseData, ReplyShape::SuccessResult, ReplyShape::Bare] {
        let sandbox =
            Sandbox::builder().failure_relay(FailureRelay::InsideOk).reply_shape(shape).build();
        let reply = retrieve(&sandbox, &unknown);
        let body = reply.json();
        let error = match shape {
            ReplyShape::ResponseData => &body["responseData"],
            ReplyShape::SuccessResult => &body["result"],
            _ => &body,
        };
        assert_eq!(reply.status, 200);
        assert_eq!(error["code"], "object_not_found", "{shape:?}");
        assert_eq!(error["status"], 404);
        assert_eq!(sandbox.executions("notion", "retrieve-a-page"), 0);
    }
}

#[test]
fn provider_headers_come_under_the_chosen_names() {
    let version = |version: &str| json!({"Notion-Version": version});
    let cases = [
        (HeaderField::Both, json!({"headers": version("2022-06-28")}), true),
        (HeaderField::Both, json!({"additionalHeaders": version("2022-06-28")}), true),
        (
            HeaderField::Both,
            json!({"headers": version("0"), "additionalHeaders": version("2022-06-28")}),
            true,
        ),
        (HeaderField::AdditionalHeaders, json!({"headers": version("2022-06-28")}), false),
        (HeaderField::AdditionalHeaders, json!({"additionalHeaders": version("2022-06-28")}), true),
        (
            HeaderField::AdditionalHeaders,
            json!({"headers": version("0"), "additionalHeaders": version("2022-06-28")}),
            true,
        ),
        (HeaderField::Headers, json!({"headers": version("2022-06-28")}), true),
        (HeaderField::Headers, json!({"additionalHeaders": version("2022-06-28")}), false),
        (
            HeaderField::Headers,
            json!({"headers": version("2022-06-28"), "additionalHeaders": version("0")}),
            true,
        ),
    ];
    for (field, mut parts, arrives) in cases {
        let sandbox = Sandbox::builder()
            .header_field(field)
            .notion_version_header(VersionHeader::Required)
            .build();
        parts["requestBody"] = json!({"query": "Roadmap"});
        let reply = notion(&sandbox, "post-search", parts.clone());
        if arrives {
            assert_eq!(reply.data()["results"].as_array().unwrap().len(), 1);
        } else {
            let message = reply.notion_error(400, "missing_version");
            assert_eq!(
                message,
                "Notion-Version header failed validation: Notion-Version header should be \
                 defined, instead was `undefined`.",
                "{field:?} {parts}"
            );
        }
    }
}

#[test]
fn a_version_that_is_named_must_exist() {
    let sandbox = Sandbox::new();
    for (version, is_one) in [
        ("2022-06-28", true),
        ("2025-09-03", true),
        ("2026-03-11", true),
        ("2022-06-29", false),
        ("", false),
    ] {
        let reply =
            notion(&sandbox, "post-search", json!({"headers": {"notion-VERSION": version}}));
        assert_eq!(reply.status == 200, is_one, "{version}");
        if !is_one {
            let message = reply.notion_error(400, "missing_version");
            let instead =
                format!("`\"2025-09-03\"`, or `\"2026-03-11\"`, instead was `\"{version}\"`.");
            assert!(message.ends_with(&instead), "{message}");
        }
    }
}

#[test]
fn key_workspace_and_seed_can_be_given() {
    let key = ApiKey::new("a-key-for-this-test").unwrap();
    let sandbox = Sandbox::builder().api_key(key.clone()).empty_workspace().seed(7).build();
    assert_eq!(sandbox.api_key().authorization(), key.authorization());
    assert_eq!(search(&sandbox, json!({})).data()["results"], json!([]));
    let other = Sandbox::builder().seed(8).build();
    assert_ne!(sandbox.user_id(), other.user_id());
    assert_ne!(sandbox.credential_id(), other.credential_id());
    assert_ne!(other.api_key().authorization(), Sandbox::new().api_key().authorization());
}

#[test]
fn nothing_shows_the_key() {
    let key = ApiKey::new("planted-secret-key").unwrap();
    let builder = Sandbox::builder().api_key(key);
    let shown = format!("{builder:?}");
    let sandbox = builder.build();
    assert!(!format!("{shown} {sandbox:?} {sandbox:#?}").contains("planted"));
}
