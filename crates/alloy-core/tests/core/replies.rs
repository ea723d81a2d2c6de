//! Which part of a reply is the provider's, and that a damaged reply is never a success.

use alloy_core::{Error, ErrorKind, Layer, Outcome, Reply, ReplyShape};
use bytes::Bytes;
use http::Response;
use proptest::prelude::*;
use serde_json::{Value, json};

fn reply(body: impl AsRef<[u8]>, shape: ReplyShape) -> Result<Reply, Error> {
    Reply::new(Response::new(Bytes::copy_from_slice(body.as_ref())), shape)
}

fn detected(body: &str) -> Result<Value, Error> {
    reply(body, ReplyShape::Detect)?.decode()
}

#[test]
fn the_providers_part_is_found() {
    for (body, value) in [
        (r#"{"responseData":{"a":1}}"#, json!({"a": 1})),
        (" \n{ \"responseData\" : [1, 2] }\r\n", json!([1, 2])),
        (r#"{"responseData":null}"#, json!(null)),
        (r#"{"responseData":1,"executionId":"x","status":"done"}"#, json!(1)),
        (r#"{"executionId":"x","responseData":{"responseData":2}}"#, json!({"responseData": 2})),
        (r#"{"responseData":3,"success":true}"#, json!(3)),
        (r#"{"\u0072esponseData":4}"#, json!(4)),
        (r#"{"success":true,"result":{"b":2}}"#, json!({"b": 2})),
        (r#"{"data":[3],"success":true}"#, json!([3])),
        // Bare: more keys than a wrapper has, or `success` is no boolean.
        (r#"{"success":true,"data":1,"page":2}"#, json!({"success": true, "data": 1, "page": 2})),
        (r#"{"success":"yes","result":1}"#, json!({"success": "yes", "result": 1})),
        (r#"{"success":true}"#, json!({"success": true})),
        (
            r#"{"success":true,"result":1,"data":2}"#,
            json!({"success": true, "result": 1, "data": 2}),
        ),
        (r#"{"result":1}"#, json!({"result": 1})),
        (r#"{"object":"page"}"#, json!({"object": "page"})),
        ("[1]", json!([1])),
        ("\"text\"", json!("text")),
        ("7", json!(7)),
        ("{}", json!({})),
        ("", json!(null)),
        (" \t\r\n", json!(null)),
    ] {
        assert_eq!(detected(body).unwrap(), value, "{body}");
    }
}

#[test]
fn a_pinned_shape_is_taken_at_its_word() {
    let value = |body: &str, shape| reply(body, shape).unwrap().decode::<Value>();
    let both = r#"{"success":true,"data":{"responseData":1}}"#;
    assert_eq!(value(both, ReplyShape::Bare).unwrap()["success"], true);
    assert_eq!(value(both, ReplyShape::SuccessData).unwrap(), json!({"responseData": 1}));
    assert_eq!(value(both, ReplyShape::SuccessResult).unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(value(both, ReplyShape::ResponseData).unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(value(r#"{"responseData":1}"#, ReplyShape::ResponseData).unwrap(), 1);
    assert_eq!(
        value(r#"{"responseData":1}"#, ReplyShape::Bare).unwrap(),
        json!({"responseData": 1})
    );
}

#[test]
fn a_failure_in_the_wrapper_is_the_platforms() {
    for body in [
        r#"{"responseData":{"a":1},"success":false,"message":"nope"}"#,
        r#"{"success":false,"responseData":null,"message":"nope"}"#,
        r#"{"responseData":null,"success":false,"error":{"message":"nope"}}"#,
        r#"{"success":false,"error":"nope"}"#,
        r#"{"success":false,"data":null,"code":"X","message":"nope"}"#,
    ] {
        for expect_number in [true, false] {
            let reply = reply(body, ReplyShape::Detect).unwrap();
            let error = if expect_number {
                reply.decode::<u8>().map(|_| ()).unwrap_err()
            } else {
                reply.decode::<Value>().map(|_| ()).unwrap_err()
            };
            assert_eq!((error.layer(), error.message()), (Layer::Platform, "nope"), "{body}");
        }
    }
}

#[test]
fn damaged_replies_are_no_successes() {
    for body in [
        r#"{"responseData":{"a":1}"#,
        r#"{"responseData":{"a":1"#,
        r#"{"responseData":1,"#,
        r#"{"responseData":1}}"#,
        r#"{"responseData":1} x"#,
        r#"{"responseData":"#,
        r#"{"responseData":}"#,
        r#"{"responseData":1,"responseData":2}"#,
        r#"{"x":1,"responseData":1,"responseData":2}"#,
        r#"{"success":true,"result":1"#,
        r#"{"object":"page""#,
        "[1",
        "nul",
    ] {
        let error = detected(body).expect_err(body);
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Decode, Outcome::Applied),
            "{body}"
        );
    }
}

#[test]
fn a_page_of_html_is_not_the_platforms_and_nobody_knows_what_ran() {
    let error = detected("<html>Sign in</html>").unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Unknown));
    assert!(error.to_string().ends_with("an HTML page, not JSON"), "{error}");
    assert_eq!(error.raw(), Some("<html>Sign in</html>"));
}

#[test]
fn nothing_is_said_to_be_nothing() {
    let error = reply("", ReplyShape::Detect).unwrap().decode::<u8>().unwrap_err();
    assert!(error.to_string().ends_with("the reply is empty"), "{error}");
}

#[test]
fn what_fails_at_its_end_is_the_whole_value() {
    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code, reason = "only decoded")]
    struct Contact {
        id: String,
    }
    type Contacts = Vec<Contact>;
    let error =
        |body: &str| reply(body, ReplyShape::Detect).unwrap().decode::<Contacts>().unwrap_err();
    let missing = error(r#"{"responseData":[{"id":"1"},{"idd":"1"}]}"#);
    assert_eq!((missing.path(), missing.message()), (Some("[1]"), "missing field `id`"));
    let cut = error(r#"{"responseData":[{"id":"1"}]"#);
    assert_eq!(cut.path(), None);
}

#[test]
fn invalid_utf8_is_an_error_that_says_where() {
    let error = reply(b"{\"responseData\":\"\xff\"}", ReplyShape::Detect).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("byte 17"), "{error}");
}

#[test]
fn the_wrong_shape_names_the_path_inside_the_providers_part() {
    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code, reason = "only decoded")]
    struct Page {
        properties: std::collections::BTreeMap<String, bool>,
    }
    let body = r#"{"responseData":{"properties":{"Done":true,"Due":"planted"}}}"#;
    let error = reply(body, ReplyShape::Detect).unwrap().decode::<Page>().unwrap_err();
    assert_eq!(error.path(), Some("properties.Due"));
    assert_eq!(
        error.to_string(),
        "the reply is not what was expected: properties.Due: invalid type: string, expected a boolean"
    );
}

#[test]
fn fields_are_found_without_decoding_the_rest() {
    let reply =
        reply(r#"{"responseData":{"ok":false,"error":"no\u0074","cut":"#, ReplyShape::Detect)
            .unwrap();
    assert!(reply.field("ok").unwrap() == false);
    assert!(reply.field("error").unwrap() == "not");
    assert_eq!(reply.field("error").unwrap().decode::<String>().unwrap(), "not");
    assert!(reply.field("cut").is_none());
    assert!(reply.field("responseData").is_none());
    assert!(!format!("{reply:?} {:?}", reply.field("error")).contains("no"), "{reply:?}");
}

#[test]
fn borrowed_values_point_into_the_reply() {
    let reply = reply(r#"{"responseData":["a","b"]}"#, ReplyShape::Detect).unwrap();
    assert_eq!(reply.decode_borrowed::<Vec<&str>>().unwrap(), ["a", "b"]);
    assert_eq!(reply.provider_json().unwrap(), r#"["a","b"]"#);
}

fn any_shape() -> impl Strategy<Value = ReplyShape> {
    prop_oneof![
        Just(ReplyShape::Detect),
        Just(ReplyShape::ResponseData),
        Just(ReplyShape::SuccessResult),
        Just(ReplyShape::SuccessData),
        Just(ReplyShape::Bare),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(body in any::<Vec<u8>>(), shape in any_shape()) {
        if let Ok(reply) = reply(&body, shape) {
            let _ = reply.decode::<Value>();
            let _ = reply.field("object");
        }
    }

    #[test]
    fn any_json_like_text_is_read_without_panic(
        body in r#"(\{|\}|\[|\]|,|:|"responseData"|"success"|"result"|"data"|true|false|null|1|"a"|\\|"| ){0,24}"#,
        shape in any_shape(),
    ) {
        let reply = reply(&body, shape).unwrap();
        let decoded = reply.decode::<Value>();
        // A success is JSON as a whole.
        if decoded.is_ok() && !body.trim().is_empty() {
            prop_assert!(serde_json::from_str::<Value>(&body).is_ok(), "{}", body);
        }
        let _ = reply.field("success");
    }

    #[test]
    fn a_cut_reply_is_never_a_success(cut in 1_usize..70) {
        let body = r#"{"responseData":{"object":"list","results":[{"id":"é"}],"n":12},"x":3}"#;
        prop_assume!(body.is_char_boundary(cut) && cut < body.len());
        prop_assert!(detected(&body[..cut]).is_err());
    }
}
