//! Connectors other than Notion, and what is counted.

use std::time::{Duration, SystemTime};

use alloy_core::{DynamicAction, Envelope};
use alloy_testkit::{ExecuteCall, Sandbox, StandIn, StandInReply};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use crate::exchange::{Exchange, Reply, Way, both_ways, create_titled, search};

/// Shows what it was asked, or fails in the way that it is asked for.
struct Mirror {
    calls: usize,
}

impl StandIn for Mirror {
    fn connector(&self) -> &'static str {
        "mirror"
    }

    fn execute(&mut self, call: &ExecuteCall<'_>) -> StandInReply {
        self.calls += 1;
        match call.action() {
            "show" => StandInReply::json(json!({
                "calls": self.calls,
                "body": call.body(),
                "path": call.path("id"),
                "query": call.query("limit"),
                "nothing": call.query("none"),
                "header": call.header("x-TEAM"),
                "user": call.user(),
                "credential": call.credential(),
                "written": call.envelope().request_body.as_ref().map(|body| body.get()),
                "seconds": call.now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs(),
            })),
            "busy" => StandInReply::json(json!({"busy": true}))
                .with_status(StatusCode::TOO_MANY_REQUESTS)
                .with_header(header::RETRY_AFTER, HeaderValue::from_static("3")),
            "created" => StandInReply::json(Value::Null).with_status(StatusCode::CREATED),
            "panic" => panic!("asked to"),
            _ => StandInReply::unknown_action(),
        }
    }
}

fn sandbox() -> Sandbox {
    let mut time = SystemTime::UNIX_EPOCH;
    Sandbox::builder()
        .empty_workspace()
        .clock(move || {
            time += Duration::from_secs(1);
            time
        })
        .stand_in(Mirror { calls: 0 })
        .build()
}

fn call(way: &dyn Way, sandbox: &Sandbox, action: &str) -> Reply {
    let body = json!({"credentialId": sandbox.credential_for("mirror")});
    way.exchange(&Exchange::execute(sandbox, "mirror", action, &body))
}

#[test]
fn a_stand_in_gets_the_whole_call() {
    let sandbox = sandbox();
    let credential = sandbox.credential_for("mirror").unwrap();
    let body = json!({
        "credentialId": credential,
        "requestBody": {"a": [1.0, "é"]},
        "pathParams": {"id": "I1"},
        "queryParameters": {"limit": 5},
        "additionalHeaders": {"X-Team": "blue"},
    });
    let mut calls = 0;
    let mut both = |way: &dyn Way| {
        calls += 1;
        let shown = way.exchange(&Exchange::execute(&sandbox, "mirror", "show", &body)).data();
        let expected = json!({
            "calls": calls,
            "body": {"a": [1.0, "é"]},
            "path": "I1",
            "query": 5,
            "nothing": null,
            "header": "blue",
            "user": sandbox.user_id(),
            "credential": credential,
            "written": "{\"a\":[1.0,\"é\"]}",
            "seconds": calls,
        });
        assert_eq!(shown, expected);
    };
    both(&sandbox);
    both(&sandbox.clone());
}

#[test]
fn what_the_core_encodes_is_what_a_stand_in_sees() {
    let sandbox = sandbox();
    let credential = sandbox.credential_for("mirror").unwrap();
    let action = DynamicAction::new("mirror", "show")
        .unwrap()
        .with_path("id", "a b")
        .with_body(json!({"x": 1}));
    let envelope = Envelope::of(&action, &credential).unwrap();
    assert_eq!(envelope.body(), json!({"x": 1}));
    let platform = alloy_core::Platform::builder().api_key(sandbox.api_key()).build().unwrap();
    let request = platform.request(&action, &alloy_core::Call::new(&credential)).unwrap();
    let output = platform.output(&action, sandbox.answer(&request)).unwrap();
    assert_eq!((&output["path"], &output["body"]), (&json!("a b"), &json!({"x": 1})));
}

#[test]
fn statuses_and_headers_are_passed_on() {
    let sandbox = sandbox();
    both_ways(&sandbox, |way| {
        let busy = call(way, &sandbox, "busy");
        assert_eq!((busy.status, busy.header("retry-after")), (429, Some("3")));
        assert_eq!(busy.json(), json!({"busy": true}));
        let created = call(way, &sandbox, "created");
        assert_eq!((created.status, created.json()), (201, json!({"responseData": null})));
        let unknown = call(way, &sandbox, "other");
        let message = "Action 'other' not found for connector 'mirror'";
        assert_eq!((unknown.status, &unknown.json()["error"]["message"]), (404, &json!(message)));
    });
}

#[test]
fn only_what_ran_is_counted() {
    let sandbox = sandbox();
    for _ in 0..3 {
        call(&sandbox, &sandbox, "created");
        call(&sandbox, &sandbox, "busy");
        call(&sandbox, &sandbox, "other");
    }
    assert_eq!(sandbox.executions("mirror", "created"), 3);
    assert_eq!(sandbox.executions("mirror", "busy"), 0);
    assert_eq!(sandbox.executions("mirror", "other"), 0);
    assert_eq!(sandbox.executions("other", "created"), 0);
    create_titled(&sandbox, "counted");
    search(&sandbox, json!({"page_size": 0})).validation_error();
    assert_eq!(sandbox.executions("notion", "post-page"), 1);
    assert_eq!(sandbox.clone().executions("notion", "post-search"), 0);
}

#[test]
fn a_panic_in_a_stand_in_harms_nobody_else() {
    let sandbox = sandbox();
    both_ways(&sandbox, |way| {
        let reply = call(way, &sandbox, "panic");
        assert_eq!(reply.status, 500);
        assert_eq!(reply.json()["error"]["code"], "INTERNAL_ERROR");
        assert_eq!(call(way, &sandbox, "created").status, 201);
        assert_eq!(search(&sandbox, json!({})).status, 200);
    });
}

#[test]
fn a_stand_in_can_take_notions_place() {
    struct Other;

    impl StandIn for Other {
        fn connector(&self) -> &'static str {
            "notion"
        }

        fn execute(&mut self, _: &ExecuteCall<'_>) -> StandInReply {
            StandInReply::json(json!("other"))
        }
    }

    let sandbox = Sandbox::builder().stand_in(Other).build();
    assert_eq!(search(&sandbox, json!({})).data(), "other");
    assert_eq!(sandbox.credential_for("notion"), Some(sandbox.credential_id()));
}
