//! Actions made and checked by the platform's schema.

use alloy_core::{Action, CredentialId, Effect, Envelope, ErrorKind, connectors::ActionSchema};
use serde_json::{Value, json};

fn schema() -> ActionSchema {
    serde_json::from_value(json!({
        "id": "updateTask",
        "httpMethod": "put",
        "parameters": [
            {"name": "taskId", "in": "path", "required": true, "schema": {"type": "integer"}, "description": "Which task"},
            {"name": "notify", "in": "query", "schema": {"type": "boolean"}},
            {"name": "reason", "in": "query", "required": true, "schema": {"enum": ["late", "done"]}},
            {"name": "token", "in": "header", "required": true},
            {"name": "session", "in": "cookie"}
        ],
        "requestBody": {
            "type": "object",
            "required": ["data"],
            "properties": {
                "data": {"type": "array", "minItems": 1, "items": {
                    "type": "object", "required": ["Subject"],
                    "properties": {
                        "Subject": {"type": "string", "maxLength": 20},
                        "Due": {"type": "string", "nullable": true},
                        "Priority": {"type": "number", "minimum": 0, "exclusiveMinimum": true}
                    }
                }}
            }
        }
    }))
    .unwrap()
}

fn envelope(action: &impl Action) -> Envelope {
    Envelope::of(action, &CredentialId::new("credential").unwrap()).unwrap()
}

#[test]
fn inputs_go_where_they_belong() {
    let action = schema()
        .action(
            "zohoCRM",
            json!({"taskId": 7, "notify": true, "reason": "late", "token": "t", "data": [{"Subject": "a"}]}),
        )
        .unwrap();
    assert_eq!(action.operation().effect(), Effect::Idempotent);
    assert_eq!(action.operation().to_string(), "zohoCRM/updateTask");
    let envelope = envelope(&action);
    assert_eq!(envelope.path_params["taskId"], "7");
    assert_eq!(envelope.query_parameters["notify"], true);
    assert_eq!(envelope.headers["token"], "t");
    assert_eq!(envelope.body(), json!({"data": [{"Subject": "a"}]}));
}

#[test]
fn an_input_that_cannot_be_placed_is_named() {
    for (input, path) in [
        (json!({"reason": "late"}), "taskId"),
        (json!({"taskId": null, "reason": "late"}), "taskId"),
        (json!({"taskId": 7}), "reason"),
        (json!({"taskId": [7], "reason": "late"}), "taskId"),
        (json!({"taskId": 7, "reason": "late", "session": "s"}), "session"),
        (json!({"taskId": 7, "reason": "late", "token": "a\nb"}), "headers.token"),
        (json!(["no object"]), "input"),
    ] {
        let error = schema().action("zohoCRM", input.clone()).unwrap_err();
        assert_eq!(
            (error.kind(), error.path()),
            (ErrorKind::InvalidRequest, Some(path)),
            "{input}"
        );
    }
    let error = schema().action("zohoCRM", json!({})).unwrap_err();
    assert_eq!(error.message(), "is required: Which task");

    let bodyless: ActionSchema = serde_json::from_value(
        json!({"id": "get", "parameters": [{"name": "user", "in": "query"}]}),
    )
    .unwrap();
    let error = bodyless.action("slack", json!({"usr": "U1"})).unwrap_err();
    assert_eq!(error.path(), Some("usr"));
    assert!(error.message().contains("user"), "{error}");
    assert_eq!(envelope(&bodyless.action("slack", Value::Null).unwrap()).body(), Value::Null);
}

#[test]
fn a_body_that_is_no_object_has_a_name() {
    let schema: ActionSchema =
        serde_json::from_value(json!({"id": "send", "requestBody": {"type": "array"}})).unwrap();
    let action = schema.action("any", json!({"body": [1, 2]})).unwrap();
    assert_eq!(envelope(&action).body(), json!([1, 2]));
    let error = schema.action("any", json!({"body": [1], "more": 2})).unwrap_err();
    assert_eq!(error.path(), Some("more"));
}

#[cfg(feature = "schema")]
mod checked {
    use alloy_core::{DynamicAction, Layer, Outcome};

    use super::*;

    fn action(body: Value) -> DynamicAction {
        DynamicAction::new("zohoCRM", "updateTask")
            .unwrap()
            .with_path("taskId", 7)
            .with_query("reason", "late")
            .with_body(body)
    }

    #[test]
    fn what_fits_passes() {
        let fine = action(json!({"data": [{"Subject": "a", "Due": null, "Priority": 1}]}));
        schema().check(&fine).unwrap();
        schema().check(&fine.with_query("notify", true)).unwrap();
    }

    #[test]
    fn what_does_not_fit_is_named_by_its_path_and_not_shown() {
        let planted = "planted text that is far too long";
        for (body, path) in [
            (json!({}), "requestBody.data"),
            (json!({"data": []}), "requestBody.data"),
            (json!({"data": [{"Subject": "a"}, {}]}), "requestBody.data[1].Subject"),
            (json!({"data": [{"Subject": planted}]}), "requestBody.data[0].Subject"),
            (json!({"data": [{"Subject": "a", "Due": 7}]}), "requestBody.data[0].Due"),
            (json!({"data": [{"Subject": "a", "Priority": 0}]}), "requestBody.data[0].Priority"),
            (json!([planted]), "requestBody"),
        ] {
            let error = schema().check(&action(body.clone())).unwrap_err();
            assert_eq!(
                (error.kind(), error.path()),
                (ErrorKind::InvalidRequest, Some(path)),
                "{body}"
            );
            assert!(!format!("{error:?} {:?}", error.details()).contains("planted"), "{error:?}");
        }
    }

    #[test]
    fn parameters_are_checked_too() {
        let base = || {
            DynamicAction::new("zohoCRM", "updateTask")
                .unwrap()
                .with_body(json!({"data": [{"Subject": "a"}]}))
        };
        for (action, path) in [
            (base().with_query("reason", "late"), "pathParams.taskId"),
            (base().with_path("taskId", "x").with_query("reason", "late"), "pathParams.taskId"),
            (base().with_path("taskId", 7), "queryParameters.reason"),
            (base().with_path("taskId", 7).with_query("reason", "early"), "queryParameters.reason"),
            (
                base().with_path("taskId", 7).with_path("id", 7).with_query("reason", "late"),
                "pathParams.id",
            ),
            (action(json!({"data": [{"Subject": "a"}]})).with_query("x", 1), "queryParameters.x"),
        ] {
            let error = schema().check(&action).unwrap_err();
            assert_eq!(error.path(), Some(path), "{error}");
        }
        let worst = DynamicAction::new("zohoCRM", "updateTask").unwrap();
        let error = schema().check(&worst).unwrap_err();
        assert_eq!(error.details().unwrap().as_array().unwrap().len(), 3);
    }

    #[test]
    fn a_schema_that_is_none_says_nothing_of_the_action() {
        for bad in [
            json!({"type": "no type"}),
            json!({"properties": []}),
            json!({"$ref": "https://example.com/other.json"}),
            json!({"$ref": "#/nowhere"}),
            json!({"pattern": "("}),
            json!([]),
            json!("planted"),
        ] {
            let mut schema = schema();
            schema.request_body = Some(bad.clone());
            let error = schema.check(&action(json!({}))).unwrap_err();
            assert_eq!((error.kind(), error.layer()), (ErrorKind::Decode, Layer::Local), "{bad}");
            assert_eq!(error.outcome(), Outcome::NotApplied);
            assert!(error.message().contains("not valid JSON Schema"), "{error}");
        }
    }
}
