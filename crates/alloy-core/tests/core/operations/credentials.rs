//! Credentials: made, listed and deleted.

use alloy_core::{
    CredentialId, Effect, Endpoint, ErrorKind,
    credentials::{
        AuthConfigId, AuthenticationType, CreateCredential, DeleteCredential, ListCredentials,
        ListUserCredentials, NewCredential, OAuthUrl,
    },
};
use serde_json::json;

use super::{answer, output, sends, user};

fn id(text: &str) -> CredentialId {
    CredentialId::new(text).unwrap()
}

#[test]
fn requests() {
    sends(
        &CreateCredential::oauth("notion", user("u1"), "https://app.example.com/back").unwrap(),
        Effect::Write,
        r#"POST /connectors/notion/credentials as - {"userId":"u1","authenticationType":"oauth2","redirectUri":"https://app.example.com/back"}"#,
    );
    sends(
        &CreateCredential::new("zohoCRM", user("u1"), AuthenticationType::oauth2())
            .unwrap()
            .redirect_uri("https://a.example.com")
            .auth_config(AuthConfigId::new("config").unwrap())
            .data(json!({"region": "com"})),
        Effect::Write,
        r#"POST /connectors/zohoCRM/credentials as - {"userId":"u1","authenticationType":"oauth2","redirectUri":"https://a.example.com","authConfigId":"config","data":{"region":"com"}}"#,
    );
    sends(
        &ListCredentials::of("notion").unwrap(),
        Effect::Read,
        "GET /connectors/notion/credentials as caller",
    );
    sends(
        &ListCredentials::of("notion").unwrap().user(user("u1")),
        Effect::Read,
        "GET /connectors/notion/credentials as u1",
    );
    sends(&ListUserCredentials::of(user("u1")), Effect::Read, "GET /users/u1/credentials as u1");
    sends(
        &ListUserCredentials::by_credentials_route(user("u1")),
        Effect::Read,
        "GET /credentials/users/u1 as u1",
    );
    sends(
        &DeleteCredential::of_connector("notion", id("c1")).unwrap(),
        Effect::Idempotent,
        "DELETE /connectors/notion/credentials/c1 as caller",
    );
    sends(
        &DeleteCredential::of_user(user("u1"), id("c1")),
        Effect::Idempotent,
        "DELETE /users/u1/credentials/c1 as u1",
    );
}

#[test]
fn what_creating_gives() {
    let create = CreateCredential::oauth("notion", user("u1"), "https://a.example.com").unwrap();
    let url = "https://api.example.com/authorize?token=planted";
    for (body, made) in [
        (format!(r#"{{"oauthUrl": "{url}"}}"#), NewCredential::Consent(OAuthUrl::new(url))),
        (
            format!(r#"{{"success": true, "data": {{"oauthUrl": "{url}"}}}}"#),
            NewCredential::Consent(OAuthUrl::new(url)),
        ),
        (r#"{"credentialId": "c1"}"#.to_owned(), NewCredential::Created(id("c1"))),
        (
            r#"{"success": true, "credentialId": "c1", "x": 1}"#.to_owned(),
            NewCredential::Created(id("c1")),
        ),
        (
            r#"{"credential": {"credentialId": "c1", "type": "t"}}"#.to_owned(),
            NewCredential::Created(id("c1")),
        ),
        (r#"{"success": true}"#.to_owned(), NewCredential::Unnamed),
        (String::new(), NewCredential::Unnamed),
    ] {
        assert_eq!(output(&create, &body), made, "{body}");
        assert!(!format!("{made:?}").contains("planted"));
    }
    answer(&create, 200, r#"{"success": false}"#).unwrap_err();
}

#[test]
fn keys_show_nowhere() {
    let create = CreateCredential::new("shop", user("u1"), AuthenticationType::new("key").unwrap())
        .unwrap()
        .data(json!({"region": "eu", "apiKey": "planted-key", "more": [{"password": "planted-word"}]}));
    assert!(!format!("{create:?}").contains("planted"));
    assert_eq!(create.secrets(), ["planted-key", "planted-word"]);

    let body = r#"{"error": {"message": "apiKey planted-key is wrong in eu", "details": [{"properties": "data.apiKey", "message": "planted-word"}]}}"#;
    let error = answer(&create, 400, body).unwrap_err();
    let shown = format!("{error:#} {error:?} {:?} {:?}", error.raw(), error.details());
    assert!(!shown.contains("planted"), "{shown}");
    assert_eq!(error.message(), "apiKey [redacted] is wrong in eu: [redacted]");
    assert_eq!(error.path(), Some("data.apiKey"));
}

#[test]
fn an_unsupported_type_is_told_by_its_code() {
    let create =
        CreateCredential::new("notion", user("u1"), AuthenticationType::new("http").unwrap())
            .unwrap();
    let error = answer(&create, 404, r#"{"code": "AUTHENTICATION_NOT_FOUND"}"#).unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Rejected, Some("AUTHENTICATION_NOT_FOUND"))
    );
}

#[test]
fn lists_by_connector_and_by_user() {
    let items = r#"[{"credentialId": "c1", "name": "Ada's Notion", "type": "notion-oauth2",
        "createdAt": "2026-02-05T15:09:29.551Z", "updatedAt": "2026-05-16T10:32:58.003Z", "owner": {}},
        {"credentialId": "c2", "type": "shopify", "connectorId": null}, {"credentialId": "c3"}]"#;
    let lists = [
        format!(r#"{{"credentials": {items}}}"#),
        format!(r#"{{"data": {items}}}"#),
        items.to_owned(),
    ];
    for body in lists {
        let by_connector = output(&ListCredentials::of("notion").unwrap(), &body);
        let by_user = output(&ListUserCredentials::of(user("u1")), &body);
        assert_eq!(by_connector, by_user);
        let connectors: Vec<_> = by_user.iter().map(|credential| credential.connector()).collect();
        assert_eq!(connectors, [Some("notion"), Some("shopify"), None]);
        assert_eq!(by_user[0].created_at.as_deref(), Some("2026-02-05T15:09:29.551Z"));
    }
}

#[test]
fn deleting_may_say_nothing() {
    for body in ["", r#"{"success": true}"#] {
        output(&DeleteCredential::of_connector("notion", id("c1")).unwrap(), body);
        output(&DeleteCredential::of_user(user("u1"), id("c1")), body);
    }
}
