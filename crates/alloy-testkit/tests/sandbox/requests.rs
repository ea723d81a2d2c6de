//! What the sandbox tells of the requests that it got.

use std::panic::{AssertUnwindSafe, catch_unwind};

use alloy_testkit::{RequestOutcome, Sandbox, assert_executed, assert_requested};
use http::StatusCode;
use serde_json::json;

use crate::exchange::{Exchange, Way, both_ways, create_titled, retrieve, search};

/// What a failing assertion says.
fn failure(assertion: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(assertion)).unwrap_err();
    panic.downcast_ref::<String>().unwrap().clone()
}

#[test]
fn requests_are_kept_in_order_with_what_became_of_them() {
    let sandbox = Sandbox::new();
    let bob = sandbox.user_named("bob");
    both_ways(&sandbox, |way| {
        sandbox.clear_requests();
        let list = Exchange::get(&sandbox, "/users?planted=secret");
        way.exchange(&list.clone().header("x-alloy-userid", bob.as_str()));
        way.exchange(&list.without_header("authorization"));
        let body = json!({
            "credentialId": sandbox.credential_id(), "requestBody": {"query": "plan"},
            "headers": {"X-Secret": "planted"},
        });
        way.exchange(&Exchange::execute(&sandbox, "notion", "post-search", &body));
        way.exchange(&Exchange::execute(&sandbox, "notion", "no%2Fne", &body));
        let wrong = json!({
            "credentialId": sandbox.credential_id(), "requestBody": {"page_size": 0},
        });
        way.exchange(&Exchange::execute(&sandbox, "notion", "post-search", &wrong));
        way.exchange(&Exchange::search(&sandbox).path("/nowhere"));

        let requests = sandbox.requests();
        let seen: Vec<_> = requests
            .iter()
            .map(|request| (request.to_string(), request.outcome(), request.status().as_u16()))
            .collect();
        let expected = [
            ("GET /users", RequestOutcome::Succeeded, 200),
            ("GET /users", RequestOutcome::Refused, 401),
            ("notion/post-search", RequestOutcome::Succeeded, 200),
            ("notion/no/ne", RequestOutcome::Refused, 404),
            ("notion/post-search", RequestOutcome::ProviderFailed, 400),
            ("POST /nowhere", RequestOutcome::Refused, 404),
        ];
        assert_eq!(seen, expected.map(|(text, outcome, status)| (text.into(), outcome, status)));

        assert_eq!(requests[0].user(), Some(&bob));
        assert_eq!(requests[1].user(), None);
        let search = &requests[2];
        assert_eq!(search.user(), Some(&sandbox.user_id()));
        assert_eq!((search.connector(), search.action()), (Some("notion"), Some("post-search")));
        assert_eq!(search.method(), "POST");
        assert_eq!(search.path(), "/connectors/notion/actions/post-search/execute");
        assert_eq!(search.status(), StatusCode::OK);
        let envelope = search.envelope().unwrap();
        assert_eq!(envelope.body(), json!({"query": "plan"}));
        assert_eq!(envelope.headers["X-Secret"], "planted");
        assert_eq!(search.body(), body.to_string().as_bytes());
        assert!(requests[0].envelope().is_none());
        assert!(!format!("{requests:?}").contains("planted"));
    });
}

#[test]
fn executed_is_what_succeeded() {
    let sandbox = Sandbox::new();
    assert_executed!(sandbox, []);
    assert_requested!(sandbox, []);
    search(&sandbox, json!({}));
    let page = create_titled(&sandbox, "Plan");
    retrieve(&sandbox, &json!("nonsense"));
    retrieve(&sandbox, &page["id"]);
    sandbox.exchange(&Exchange::get(&sandbox, "/connectors"));
    assert_executed!(sandbox, ["notion/post-search", "notion/post-page", "notion/retrieve-a-page"]);
    assert_requested!(
        sandbox,
        vec![
            "notion/post-search".to_owned(),
            "notion/post-page".to_owned(),
            "notion/retrieve-a-page".to_owned(),
            "notion/retrieve-a-page".to_owned(),
            "GET /connectors".to_owned(),
        ],
    );
    sandbox.clear_requests();
    assert_requested!(sandbox, []);
    assert_eq!(sandbox.executions("notion", "post-page"), 1);
}

#[test]
fn a_failing_assertion_shows_both_sequences() {
    let sandbox = Sandbox::new();
    search(&sandbox, json!({}));
    create_titled(&sandbox, "Plan");
    search(&sandbox, json!({"page_size": 0}));
    search(&sandbox, json!({}));
    let said = failure(|| {
        assert_executed!(
            sandbox,
            ["notion/post-search", "notion/patch-page", "notion/post-search"]
        );
    });
    let expected = "\
the sandbox has a different log (- expected, + executed):
    notion/post-search
  - notion/patch-page
  + notion/post-page
    notion/post-search
requests that failed:
    notion/post-search: 400, body failed validation: body.page_size should be ";
    assert!(said.starts_with(expected), "{said}");
    let said = failure(|| assert_requested!(sandbox, []));
    assert!(said.contains("(- expected, + requested)"), "{said}");
}

#[test]
fn bodies_are_compared_as_far_as_they_are_expected() {
    let sandbox = Sandbox::new();
    search(&sandbox, json!({"query": "plan", "page_size": 5})).data();
    search(&sandbox, json!({})).data();
    assert_executed!(sandbox, ["notion/post-search" with {"query": "plan"}, "notion/post-search"]);
    let text = failure(|| {
        assert_executed!(sandbox, ["notion/post-search" with {"query": "x", "sort": {}}, "notion/post-search"]);
    });
    assert!(text.contains("number 1, has a different body"), "{text}");
    assert!(text.ends_with("  - /query: \"x\"\n  + /query: \"plan\"\n  - /sort: {}\n"), "{text}");
}
