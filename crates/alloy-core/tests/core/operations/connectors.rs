//! Connectors, resources, action schemas and what credentials need.

use alloy_core::{
    Effect, ErrorKind, Outcome,
    connectors::{
        GetAction, GetConnector, GetCredentialMetadata, ListConnectors, ListResources,
        ParameterPlace,
    },
};

use super::{answer, output, sends};

#[test]
fn requests() {
    sends(&ListConnectors, Effect::Read, "GET /connectors as caller");
    sends(
        &GetConnector::new("zohoCRM").unwrap(),
        Effect::Read,
        "GET /connectors/zohoCRM as caller",
    );
    sends(
        &ListResources::of("a/b").unwrap(),
        Effect::Read,
        "GET /connectors/a%2Fb/resources as caller",
    );
    sends(
        &GetAction::new("slack", "chat_postMessage").unwrap(),
        Effect::Read,
        "GET /connectors/slack/actions/chat_postMessage as caller",
    );
    sends(
        &GetCredentialMetadata::of("notion").unwrap(),
        Effect::Read,
        "GET /connectors/notion/credentials/metadata as caller",
    );
    assert!(GetConnector::new("..").is_err());
    assert!(GetAction::new("slack", "").is_err());
}

#[test]
fn connectors_come_under_their_key_or_another_or_bare() {
    let items = r#"[{"id": "klaviyo", "name": "Klaviyo", "icon": "https://cdn.example.com/k.png",
        "group": ["output"], "category": ["marketing"], "new": {"key": [1]}},
        {"id": "bare", "name": null, "group": "input"}]"#;
    for body in [
        format!(r#"{{"connectors": {items}}}"#),
        format!(r#"{{"page": 1, "connectors": {items}, "total": 2}}"#),
        format!(r#"{{"data": {items}}}"#),
        format!(r#"{{"success": true, "data": {items}}}"#),
        items.to_owned(),
    ] {
        let connectors = output(&ListConnectors, &body);
        assert_eq!(connectors[0].id.as_str(), "klaviyo");
        assert_eq!(connectors[0].category, ["marketing"]);
        assert_eq!((&*connectors[1].name, &connectors[1].icon), ("", &None));
        assert_eq!(connectors[1].group, ["input"]);
        assert!(connectors[1].category.is_empty());
    }
    assert!(output(&ListConnectors, r#"{"connectors": null}"#).is_empty());

    let get = GetConnector::new("klaviyo").unwrap();
    for body in [r#"{"id": "klaviyo"}"#, r#"{"connector": {"id": "klaviyo"}}"#] {
        assert_eq!(output(&get, body).id.as_str(), "klaviyo");
    }
}

#[test]
fn a_reply_that_is_none_says_where_it_breaks() {
    for (body, path) in [
        ("", None),
        ("{}", None),
        (r#"{"connectors": [{"id": "a"}"#, None),
        (r#"{"connectors": [{"id": "a"}]"#, None),
        (r#"{"connectors": [{"id": "a"}, {"id": ""}]}"#, Some("connectors[1]")),
        (r#"{"connectors": {"id": "a"}}"#, Some("connectors")),
        ("<html></html>", None),
    ] {
        let error = answer(&ListConnectors, 200, body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        if path.is_some() {
            assert_eq!(error.path(), path, "{body}: {error}");
        }
        assert_eq!(error.operation(), Some("GET /connectors"));
    }
}

#[test]
fn an_unknown_version_is_a_page_of_html() {
    let page = "<!DOCTYPE html><html><body><pre>Cannot GET /connectors</pre></body></html>";
    let error = answer(&ListConnectors, 404, page).unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::UnknownRoute, Outcome::NotApplied));
    assert_eq!(error.message(), "Cannot GET /connectors");
    let error =
        answer(&ListConnectors, 401, r#"{"message": "Invalid Authorization"}"#).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
}

#[test]
fn resources_have_actions() {
    let resources = output(
        &ListResources::of("hubspot").unwrap(),
        r#"{"resources": [
            {"name": "companies", "description": "Manage companies.", "actions": [
                {"id": "listCompanies", "name": "Retrieve companies"},
                {"id": "createCompany", "displayName": "Create", "httpMethod": "post", "x": 1}]},
            {"name": "empty", "displayName": "Empty", "actions": null}]}"#,
    );
    assert_eq!(resources[0].actions[0].name.as_deref(), Some("Retrieve companies"));
    assert_eq!(resources[0].actions[1].display_name.as_deref(), Some("Create"));
    assert_eq!(resources[0].actions[1].http_method.as_deref(), Some("post"));
    assert_eq!(resources[1].display_name.as_deref(), Some("Empty"));
    assert!(resources[1].actions.is_empty());
}

#[test]
fn an_action_schema_tells_its_effect_and_parameters() {
    let get = GetAction::new("slack", "chat_postMessage").unwrap();
    let schema = output(
        &get,
        r#"{"action": {"id": "chat_postMessage", "displayName": "Post", "httpMethod": "post",
            "path": "/chat.postMessage", "parameters": [
                {"name": "token", "in": "header", "required": true, "schema": {"type": "string"}},
                {"name": "session", "in": "cookie"}],
            "requestBody": {"type": "object", "required": ["channel"]},
            "sampleSuccessResponse": {"ok": true}}}"#,
    );
    assert_eq!(schema.effect(), Effect::Write);
    assert_eq!(schema.parameters[0].place, ParameterPlace::Header);
    assert!(schema.parameters[0].required);
    assert_eq!(schema.parameters[1].place, ParameterPlace::Other);
    assert_eq!(schema.request_body.unwrap()["required"][0], "channel");
    assert_eq!(schema.sample_success_response.unwrap()["ok"], true);

    for (method, effect) in [
        ("\"get\"", Effect::Read),
        ("\"GET\"", Effect::Read),
        ("\"delete\"", Effect::Idempotent),
        ("\"patch\"", Effect::Write),
        ("\"no method\"", Effect::Write),
        ("null", Effect::Write),
    ] {
        let schema = output(&get, &format!(r#"{{"id": "a", "httpMethod": {method}}}"#));
        assert_eq!(schema.effect(), effect, "{method}");
    }
}

#[test]
fn metadata_of_both_editions() {
    let get = GetCredentialMetadata::of("zendesk").unwrap();
    let metadata = output(
        &get,
        r#"{"metadata": [
            {"authenticationType": "oauth2", "authConfigRequired": false, "inputSchema": {
                "type": "object", "required": ["userId", "authenticationType", "redirectUri"],
                "properties": {"redirectUri": {"type": "string", "format": "uri"}}},
             "sampleInput": {"redirectUri": "https://example.com"}},
            {"authenticationType": "made-up-key", "inputSchema": {"properties": {
                "data": {"type": "object", "required": ["subdomain"]}}}}]}"#,
    );
    assert!(metadata[0].authentication_type.is_oauth2());
    assert_eq!(metadata[0].required_data().count(), 0);
    assert_eq!(metadata[1].required_data().collect::<Vec<_>>(), ["subdomain"]);
    assert!(!metadata[1].auth_config_required);
}
