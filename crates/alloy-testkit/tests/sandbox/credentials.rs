//! Credentials by key, and what users have.

use alloy_core::CredentialId;
use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    connectors::with_desk,
    exchange::{Exchange, Reply, Way, both_ways},
};

fn create(sandbox: &Sandbox, connector: &str, body: Value) -> Reply {
    let path = format!("/connectors/{connector}/credentials");
    sandbox.exchange(&Exchange::send(sandbox, "POST", &path, &body))
}

#[track_caller]
fn not_found(reply: &Reply) {
    assert_eq!(reply.status, 400, "{}", reply.body);
    assert_eq!(reply.json()["error"]["message"], "Credential not found");
}

#[test]
fn a_user_sees_credentials_in_two_forms() {
    let sandbox = with_desk();
    let seen = |connector: &str, name: &str, kind: &str| {
        json!({
            "credentialId": sandbox.credential_for(connector), "name": name, "type": kind,
            "createdAt": "2026-01-04T09:00:00.000Z", "updatedAt": "2026-01-04T09:00:00.000Z",
        })
    };
    let desk = seen("help-desk", "Sandbox User's Help desk", "help-desk");
    let notion = seen("notion", "Sandbox User's Notion", "notion-oauth2");
    let user = sandbox.user_id();
    let alice = sandbox.user_named("alice");
    both_ways(&sandbox, |way| {
        let get = |path: &str| way.exchange(&Exchange::get(&sandbox, path)).granted();
        let of_connector = get("/connectors/notion/credentials");
        assert_eq!(of_connector, json!({"credentials": [notion]}));
        for path in [format!("/users/{user}/credentials"), format!("/credentials/users/{user}")] {
            assert_eq!(get(&path), json!({"data": [desk, notion]}));
        }
        // Without a user it is the key's user that is asked about, who is not whom one expects.
        let list = Exchange::get(&sandbox, "/connectors/notion/credentials");
        for other in [alice.as_str(), "0123456789abcdef01234567", ""] {
            let list = list.clone().header("x-alloy-userid", other);
            assert_eq!(way.exchange(&list).granted(), json!({"credentials": []}));
        }
    });
}

#[test]
fn a_key_makes_a_credential_at_once() {
    let sandbox = with_desk();
    let alice = sandbox.user_named("alice");
    let body = json!({
        "userId": alice, "authenticationType": "apiKey", "data": {"subdomain": "acme"},
        "connectorId": "help-desk",
    });
    let made = create(&sandbox, "help-desk", body).granted();
    let id: CredentialId = serde_json::from_value(made["credentialId"].clone()).unwrap();
    assert_eq!(made, json!({"credentialId": id}));
    let list = Exchange::get(&sandbox, "/connectors/help-desk/credentials")
        .header("x-alloy-userid", alice.as_str());
    let seen = sandbox.exchange(&list).granted()["credentials"][0].take();
    assert_eq!(seen["credentialId"], made["credentialId"]);
    assert_eq!(seen["name"], "alice's Help desk");
    assert!(seen["createdAt"].as_str().unwrap().starts_with("2026-01-05T"));
}

#[test]
fn what_a_credential_needs_is_checked() {
    let sandbox = with_desk();
    let user = sandbox.user_id();
    let desk = |body| create(&sandbox, "help-desk", body);
    let by_key =
        |data: Value| desk(json!({"userId": user, "authenticationType": "apiKey", "data": data}));
    for (body, message) in [
        (json!({}), "must be a valid ID"),
        (json!({"userId": "alice"}), "must be a valid ID"),
        (json!({"userId": 5}), "must be a valid ID"),
    ] {
        assert_eq!(desk(body).invalid("userId"), message);
    }
    let reply = desk(json!({"userId": "0123456789abcdef01234567"}));
    assert_eq!((reply.status, &reply.json()["error"]["message"]), (404, &json!("User not found")));
    let missing = desk(json!({"userId": user})).invalid("authenticationType");
    assert_eq!(missing, "must be a string that is not empty");
    for unsupported in ["oauth2", "apikey", "http"] {
        let reply = desk(json!({"userId": user, "authenticationType": unsupported}));
        assert_eq!(reply.status, 404);
        assert_eq!(reply.json()["code"], "AUTHENTICATION_NOT_FOUND");
    }
    assert_eq!(by_key(Value::Null).invalid("data.subdomain"), "is required");
    assert_eq!(by_key(json!({})).invalid("data.subdomain"), "is required");
    assert_eq!(by_key(json!({"subdomain": 5})).invalid("data.subdomain"), "must be a string");
    assert_eq!(by_key(json!([])).invalid("data"), "must be an object");
    let nowhere = create(&sandbox, "other", json!({}));
    assert_eq!(nowhere.json()["error"]["message"], "Connector 'other' not found");
}

#[test]
fn credentials_are_deleted_by_those_who_have_them() {
    let sandbox = with_desk();
    let alice = sandbox.user_named("alice");
    both_ways(&sandbox, |way| {
        let delete = |path: String| Exchange::get(&sandbox, &path).method("DELETE");
        let hers = |connector: &str| sandbox.connect(&alice, connector).unwrap();
        let (first, second) = (hers("notion"), hers("notion"));
        let of_connector = delete(format!("/connectors/notion/credentials/{first}"));
        not_found(&way.exchange(&of_connector));
        let wrong = delete(format!("/connectors/help-desk/credentials/{first}"));
        not_found(&way.exchange(&wrong.header("x-alloy-userid", alice.as_str())));
        let of_connector = of_connector.header("x-alloy-userid", alice.as_str());
        assert_eq!(way.exchange(&of_connector).granted(), json!({"success": true}));
        not_found(&way.exchange(&of_connector));

        let of_other = delete(format!("/users/{}/credentials/{second}", sandbox.user_id()));
        not_found(&way.exchange(&of_other));
        let of_user = delete(format!("/users/{alice}/credentials/{second}"));
        assert_eq!(way.exchange(&of_user).granted(), json!({"success": true}));
        let body = json!({"credentialId": second});
        let call = Exchange::execute(&sandbox, "notion", "post-search", &body);
        not_found(&way.exchange(&call.header("x-alloy-userid", alice.as_str())));
    });
    let credential = sandbox.connect(&alice, "notion").unwrap();
    let user = Exchange::get(&sandbox, &format!("/users/{alice}")).method("DELETE");
    sandbox.exchange(&user).granted();
    let body = json!({"credentialId": credential});
    let call = Exchange::execute(&sandbox, "notion", "post-search", &body);
    not_found(&sandbox.exchange(&call.header("x-alloy-userid", alice.as_str())));
}
