//! What the platform checks before a provider is asked, in its order.

use alloy_core::{ConnectorId, CredentialId, UserId};
use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{Exchange, Reply, Way, both_ways};

#[track_caller]
fn assert_page(reply: &Reply, cannot: &str) {
    assert_eq!(reply.status, 404);
    assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
    let expected = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Error</title>\n</head>\n<body>\n<pre>Cannot {cannot}</pre>\n</body>\n</html>\n"
    );
    assert_eq!(reply.body, expected);
}

#[track_caller]
fn assert_error(reply: &Reply, status: u16, code: &str, message: &str, details: Value) {
    assert_eq!(reply.status, status, "{}", reply.body);
    let error = json!({
        "source": "CONNECTIVITY_API", "code": code, "message": message, "details": details,
    });
    assert_eq!(reply.json(), json!({"error": error}));
}

#[track_caller]
fn assert_credential_not_found(reply: &Reply) {
    assert_error(reply, 400, "INVALID_INPUT", "Credential not found", json!({}));
}

fn assert_unauthorized(reply: &Reply) {
    assert_eq!(reply.status, 401);
    assert_eq!(reply.body, r#"{"message":"Invalid Authorization"}"#);
    reply.json();
}

#[test]
fn unknown_routes_and_methods_get_the_routers_page() {
    let sandbox = Sandbox::new();
    both_ways(&sandbox, |way| {
        let call = Exchange::search(&sandbox);
        assert_page(
            &way.exchange(&call.clone().method("GET").path("/connections")),
            "GET /connections",
        );
        assert_page(&way.exchange(&call.clone().path("/")), "POST /");
        assert_page(
            &way.exchange(&call.clone().method("PUT")),
            "PUT /connectors/notion/actions/post-search/execute",
        );
        assert_page(&way.exchange(&call.clone().path("/a?b=c")), "POST /a");
        assert_page(&way.exchange(&call.clone().path("/'\"&'")), "POST /&#39;&quot;&amp;&#39;");
    });
}

#[test]
fn the_version_must_be_named_and_exist() {
    let sandbox = Sandbox::new();
    let cannot = "POST /connectors/notion/actions/post-search/execute";
    both_ways(&sandbox, |way| {
        let call = Exchange::search(&sandbox);
        let bare = call.clone().without_header("x-api-version");
        assert_page(&way.exchange(&bare), cannot);
        for version in ["2024-03", "2025-9", "v1", "2025-09, 2025-09"] {
            assert_page(&way.exchange(&bare.clone().header("x-api-version", version)), cannot);
        }
        assert_page(&way.exchange(&call.clone().header("x-api-version", "2025-09")), cannot);
        assert_eq!(way.exchange(&bare.header("X-API-Version", "2025-06")).status, 200);
        assert_eq!(way.exchange(&call).status, 200);
    });
}

#[test]
fn the_key_must_be_the_sandboxes() {
    let sandbox = Sandbox::new();
    let key = sandbox.api_key().authorization();
    let key = key.to_str().unwrap().strip_prefix("Bearer ").unwrap().to_owned();
    assert_eq!(key.len(), 21);
    assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)));
    both_ways(&sandbox, |way| {
        let call = Exchange::search(&sandbox).without_header("authorization");
        assert_unauthorized(&way.exchange(&call));
        let mut longer = key.clone();
        longer.push('x');
        for wrong in [
            "",
            "Bearer",
            "Bearer ",
            &key,
            &format!("Basic {key}"),
            &format!("Bearer {longer}"),
            &format!("Bearer {}", &key[..20]),
            &format!("Bearer {}", key.to_uppercase()),
            "Bearer planted-wrong-key",
        ] {
            let reply = way.exchange(&call.clone().header("authorization", wrong));
            assert_unauthorized(&reply);
            assert!(!format!("{reply:?}").contains("planted"));
        }
        for right in [format!("bearer {key}"), format!("BEARER {key}"), format!("Bearer  {key} ")] {
            assert_eq!(way.exchange(&call.clone().header("authorization", &right)).status, 200);
        }
    });
}

#[test]
fn every_endpoint_wants_a_version_and_a_key() {
    let sandbox = Sandbox::new();
    for (method, path) in [
        ("GET", "/connectors"),
        ("GET", "/connectors/notion"),
        ("GET", "/connectors/notion/resources"),
        ("GET", "/connectors/notion/actions"),
        ("GET", "/connectors/notion/actions/post-page"),
        ("POST", "/connectors/notion/actions/post-page/execute"),
        ("GET", "/connectors/notion/credentials/metadata"),
        ("POST", "/connectors/notion/credentials"),
        ("GET", "/connectors/notion/credentials"),
        ("DELETE", "/connectors/notion/credentials/0123456789abcdef01234567"),
        ("GET", "/users/0123456789abcdef01234567/credentials"),
        ("GET", "/credentials/users/0123456789abcdef01234567"),
        ("DELETE", "/users/a/credentials/0123456789abcdef01234567"),
        ("POST", "/users"),
        ("POST", "/users/batch"),
        ("GET", "/users"),
        ("GET", "/users/0123456789abcdef01234567"),
        ("PUT", "/users/0123456789abcdef01234567"),
        ("DELETE", "/users/0123456789abcdef01234567"),
        ("GET", "/users/0123456789abcdef01234567/token"),
        ("POST", "/connectors/files/upload/request"),
        ("GET", "/connectors/files/list"),
        ("DELETE", "/connectors/files/a"),
    ] {
        let whole = Exchange::get(&sandbox, path).method(method);
        let known = sandbox.exchange(&whole);
        assert!(!known.body.contains("Cannot"), "{method} {path}");
        let nameless = sandbox.exchange(&whole.clone().without_header("x-api-version"));
        assert_page(&nameless, &format!("{method} {path}"));
        assert_unauthorized(&sandbox.exchange(&whole.without_header("authorization")));
    }
}

#[test]
fn checks_come_in_order() {
    let sandbox = Sandbox::new();
    both_ways(&sandbox, |way| {
        // Each call has every fault from one on, so only the first may show.
        let worst = Exchange::search(&sandbox)
            .path("/connectors/unknown/actions/unknown/execute")
            .body("{")
            .without_header("authorization");
        let cannot = "POST /connectors/unknown/actions/unknown/execute";
        assert_page(&way.exchange(&worst.clone().without_header("x-api-version")), cannot);
        assert_unauthorized(&way.exchange(&worst));
        let key = Exchange::search(&sandbox).path(&worst.path).body("{");
        assert_eq!(way.exchange(&key).json()["error"]["message"], "Validation failed");
        let foreign = key.clone().body(r#"{"credentialId": "0123456789abcdef01234567"}"#);
        assert_credential_not_found(&way.exchange(&foreign));
        let own = json!({"credentialId": sandbox.credential_id()}).to_string();
        let message = "Connector 'unknown' not found";
        assert_error(&way.exchange(&key.body(own)), 404, "NOT_FOUND", message, json!({}));
    });
}

#[test]
fn the_body_must_be_an_envelope() {
    let sandbox = Sandbox::new();
    let credential = sandbox.credential_id();
    let body = ("body", "body must be a JSON object");
    let id = ("credentialId", "credentialId must be a valid ID");
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    let cases = [
        (String::new(), body),
        ("{".to_owned(), body),
        ("[]".to_owned(), body),
        ("null".to_owned(), body),
        ("\u{feff}{}".to_owned(), body),
        (deep.clone(), body),
        (format!(r#"{{"credentialId": "{credential}", "requestBody": {deep}}}"#), body),
        ("{}".to_owned(), id),
        (r#"{"credentialId": ""}"#.to_owned(), id),
        (r#"{"credentialId": null}"#.to_owned(), id),
        (r#"{"credentialId": 5}"#.to_owned(), id),
        (r#"{"credentialId": "a\nb"}"#.to_owned(), id),
        (
            format!(r#"{{"credentialId": "{credential}", "pathParams": []}}"#),
            ("pathParams", "pathParams must be an object"),
        ),
        (
            format!(r#"{{"credentialId": "{credential}", "queryParameters": "a=b"}}"#),
            ("queryParameters", "queryParameters must be an object"),
        ),
        (
            format!(r#"{{"credentialId": "{credential}", "headers": {{"a": 1}}}}"#),
            ("headers", "headers must be an object of strings"),
        ),
        (
            format!(r#"{{"credentialId": "{credential}", "additionalHeaders": true}}"#),
            ("additionalHeaders", "additionalHeaders must be an object of strings"),
        ),
    ];
    both_ways(&sandbox, |way| {
        let call = Exchange::search(&sandbox);
        for (body, (property, message)) in &cases {
            let details = json!([{"properties": property, "message": message}]);
            let reply = way.exchange(&call.clone().body(body.as_str()));
            assert_error(&reply, 400, "INVALID_INPUT", "Validation failed", details);
        }
        assert_eq!(way.exchange(&call.clone().body(b"\xff\xfe".to_vec())).status, 400);
        let tolerated = json!({
            "credentialId": credential, "requestBody": null, "pathParams": null, "headers": {},
            "parameters": {"unknown": [1]}, "executionId": 7,
        });
        assert_eq!(way.exchange(&call.body(tolerated.to_string())).status, 200);
    });
}

#[test]
fn bodies_have_a_limit() {
    const LIMIT: usize = 10 * 1024 * 1024;
    let sandbox = Sandbox::new();
    both_ways(&sandbox, |way| {
        let call = Exchange::search(&sandbox);
        let mut body = call.body.clone();
        body.resize(LIMIT, b' ');
        assert_eq!(way.exchange(&call.clone().body(body.clone())).status, 200);
        body.push(b' ');
        let large = call.clone().body(body);
        let message = "Request body is too large";
        assert_error(&way.exchange(&large), 413, "PAYLOAD_TOO_LARGE", message, json!({}));
        assert_unauthorized(&way.exchange(&large.without_header("authorization")));
        assert_eq!(way.exchange(&call).status, 200);
    });
}

#[test]
fn credentials_belong_to_a_user_and_a_connector() {
    let other = UserId::new("b0b0b0b0b0b0b0b0b0b0b0b0").unwrap();
    let theirs = CredentialId::new("7e57cafe7e57cafe7e57cafe").unwrap();
    let for_slack = CredentialId::new("51acc051acc051acc051acc0").unwrap();
    let id = |connector| ConnectorId::new(connector).unwrap();
    let user = UserId::new("a11ce0a11ce0a11ce0a11ce0").unwrap();
    let sandbox = Sandbox::builder()
        .user(user.clone())
        .credential(other.clone(), id("notion"), theirs.clone())
        .credential(user.clone(), id("slack"), for_slack.clone())
        .build();
    assert_eq!(sandbox.user_id(), user);
    assert!(sandbox.credential_id().has_platform_form());
    both_ways(&sandbox, |way| {
        let call = |credential: &CredentialId| {
            let body = json!({"credentialId": credential});
            Exchange::execute(&sandbox, "notion", "post-search", &body)
        };
        let mine = sandbox.credential_id();
        let by = |exchange: Exchange, user: &UserId| {
            way.exchange(&exchange.header("x-alloy-userid", user.as_str()))
        };
        assert_eq!(way.exchange(&call(&mine)).status, 200);
        assert_eq!(by(call(&mine), &user).status, 200);
        assert_eq!(by(call(&theirs), &other).status, 200);
        assert_credential_not_found(&way.exchange(&call(&theirs)));
        assert_credential_not_found(&by(call(&mine), &other));
        assert_credential_not_found(&way.exchange(&call(&for_slack)));
        let unknown = CredentialId::new("not-an-object-id").unwrap();
        assert_credential_not_found(&way.exchange(&call(&unknown)));
        assert_credential_not_found(&way.exchange(&call(&mine).header("x-alloy-userid", "")));
    });
}

#[test]
fn unknown_connectors_and_actions_are_named() {
    let sandbox = Sandbox::new();
    let body = json!({"credentialId": sandbox.credential_id()});
    both_ways(&sandbox, |way| {
        let send = |connector: &str, action: &str| {
            way.exchange(&Exchange::execute(&sandbox, connector, action, &body))
        };
        for (connector, action, message) in [
            ("github", "post-search", "Connector 'github' not found"),
            ("Notion", "post-search", "Connector 'Notion' not found"),
            ("notion", "post-Search", "Action 'post-Search' not found for connector 'notion'"),
            ("notion", "a%2Fb%22", "Action 'a/b\"' not found for connector 'notion'"),
            ("a%2Fb", "post-search", "Connector 'a/b' not found"),
        ] {
            assert_error(&send(connector, action), 404, "NOT_FOUND", message, json!({}));
        }
        assert_eq!(send("noti%6Fn", "post%2Dsearch").status, 200);
    });
}
