//! Planted secrets do not reach a cassette, wherever they are.

use std::fmt::Write;

use alloy_core::Error;
use alloy_testkit::{
    Cassette, CassetteMode, Recorder, RecorderBuilder, Redaction, Replayer, Transport, respond_with,
};
use bytes::Bytes;
use http::{Request, Response};
use serde_json::{Value, json};

const KEY: &str = "planted-api-key-000000";
const USER: &str = "00000000000000000planted";
const CREDENTIAL: &str = "planted0000000000000cred";
const TOKEN: &str = "planted-oauth-token-0000";
const SIGNATURE: &str = "planted0signature0000000";
const PASSWORD: &str = "planted pass/word+1";
const JWT: &str = "eyJwbGFudGVk.eyJwbGFudGVk.cGxhbnRlZA";

/// Each planted text, and what of it would show even if it was encoded.
const PLANTED: [&str; 7] = [KEY, USER, CREDENTIAL, TOKEN, SIGNATURE, PASSWORD, JWT];

async fn record(
    path: &str,
    body: impl Into<Bytes>,
    reply: Result<Response<Bytes>, fn() -> Error>,
    redaction: Redaction,
) -> Cassette {
    let recorder: RecorderBuilder<_> =
        Recorder::builder(respond_with(move |_: Request<Bytes>| match &reply {
            Ok(response) => Ok(response.clone()),
            Err(error) => Err(error()),
        }));
    let recorder = recorder
        .mode(CassetteMode::RecordAll)
        .redaction(redaction)
        .with_failures()
        .build()
        .unwrap();
    let request = Request::post(format!("https://example.com{path}"))
        .header("authorization", format!("Bearer {KEY}"))
        .header("x-alloy-userid", USER)
        .header("cookie", TOKEN)
        .body(body.into())
        .unwrap();
    let _ = recorder.send(request).await;
    recorder.cassette()
}

/// The text of a cassette, with everything that is encoded in it decoded beside it.
fn readable(cassette: &Cassette) -> String {
    let mut text = cassette.to_text();
    for exchange in cassette.exchanges() {
        match exchange.reply() {
            Ok(response) => {
                write!(text, "{:?}", response.headers()).unwrap();
                text.push_str(&String::from_utf8_lossy(response.body()));
            }
            Err(error) => write!(text, "{error:#}").unwrap(),
        }
    }
    text
}

#[track_caller]
fn assert_clean(cassette: &Cassette) {
    let text = readable(cassette);
    for secret in PLANTED {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    cassette.lint(&Redaction::new()).unwrap();
    assert_eq!(cassette.len(), 1);
}

const EXECUTE: &str = "/connectors/acme/actions/do/execute";

#[expect(clippy::unnecessary_wraps, reason = "beside replies there are failures")]
fn response(body: impl Into<Bytes>) -> Result<Response<Bytes>, fn() -> Error> {
    Ok(Response::new(body.into()))
}

#[tokio::test]
async fn in_bodies() {
    let sent = json!({
        "credentialId": CREDENTIAL,
        "headers": {"Authorization": format!("Bearer {TOKEN}"), "X-API-Key": PASSWORD},
        "requestBody": {
            "text": format!("the key is {KEY}, of user {USER}"),
            "password": PASSWORD,
            "list": [{"name": "authorization", "value": format!("Basic {TOKEN}")}],
            "nested": json!({"access_token": TOKEN}).to_string(),
        },
    });
    let came = json!({"responseData": {
        "echo": sent,
        "oauthUrl": format!("https://api.example.com/authorize?userId={USER}&token={JWT}"),
        "log": format!("GET https://s3.example.com/f?X-Amz-Signature={SIGNATURE}&x=1 by {JWT}."),
        CREDENTIAL: [SIGNATURE],
        "tokens": [TOKEN, JWT],
        "header": "Authorization: Bearer planted",
        "line": format!("token={TOKEN}; password='{PASSWORD}'"),
    }});
    let cassette =
        record(EXECUTE, sent.to_string(), response(came.to_string()), Redaction::new()).await;
    assert_clean(&cassette);
    assert!(!readable(&cassette).contains("planted"), "{}", readable(&cassette));
}

#[tokio::test]
async fn in_headers() {
    let mut reply = Response::new(Bytes::from_static(b"{}"));
    for (name, value) in [
        ("location", format!("https://example.com/callback?token={TOKEN}")),
        ("set-cookie", format!("session={TOKEN}")),
        ("www-authenticate", format!("Bearer {TOKEN}")),
        ("link", format!("<https://example.com/users/{USER}>; rel=self")),
        ("x-request-id", format!("for-{KEY}")),
        ("x-anything", JWT.to_owned()),
        ("authorization", KEY.to_owned()),
    ] {
        reply.headers_mut().append(name, value.parse().unwrap());
    }
    let cassette = record(EXECUTE, "{}", Ok(reply), Redaction::new()).await;
    assert_clean(&cassette);
    assert!(readable(&cassette).contains("location"));
}

#[tokio::test]
async fn in_urls() {
    for path in [
        format!("/users/{USER}/credentials"),
        format!("/users/{USER}/credentials/{CREDENTIAL}?token={TOKEN}&api_key={KEY}"),
        format!("/credentials/users/{USER}"),
        format!("/connectors/acme/credentials/{CREDENTIAL}?userId={USER}"),
        format!("/connectors/files/{USER}_report.pdf"),
        format!("/connectors/acme?access_token={TOKEN}"),
    ] {
        let body = format!(r#"{{"said":"{USER} {CREDENTIAL}"}}"#);
        let reply = body.replace("said", "echo");
        let text = if path.contains(CREDENTIAL) { body } else { String::new() };
        let reply = if path.contains(CREDENTIAL) { reply } else { "{}".to_owned() };
        assert_clean(&record(&path, text, response(reply), Redaction::new()).await);
    }
}

#[tokio::test]
async fn in_failures() {
    for failure in [
        (|| Error::not_sent(format!("Bearer {KEY} was refused for {USER}"))) as fn() -> Error,
        || {
            Error::interrupted(std::io::Error::other(format!(
                "https://u:{TOKEN}@example.com/?sig={SIGNATURE} broke: Authorization: Basic {JWT}"
            )))
        },
        || Error::configuration(format!("password={PASSWORD:?} token={TOKEN}")),
    ] {
        let sent = json!({"credentialId": CREDENTIAL, "requestBody": {"password": PASSWORD}});
        let cassette = record(EXECUTE, sent.to_string(), Err(failure), Redaction::new()).await;
        assert_clean(&cassette);
    }
}

#[tokio::test]
async fn in_pages_and_files() {
    let page = format!("<pre>Authorization: Bearer {KEY} {TOKEN}</pre><a href='?token={TOKEN}'>");
    let cassette = record(EXECUTE, "{}", response(page), Redaction::new()).await;
    assert_clean(&cassette);
    assert!(cassette.to_text().contains("base64"));

    let mut binary = vec![0xff, 0xfe, 0x00];
    binary.extend_from_slice(KEY.as_bytes());
    binary.push(0xff);
    let cassette = record(EXECUTE, binary.clone(), response(binary), Redaction::new()).await;
    assert_clean(&cassette);
}

#[tokio::test]
async fn in_other_writings() {
    use base64::{Engine, engine::general_purpose::STANDARD};

    let key = "planted/key+of a=test-0000";
    let encoded: String = key.bytes().fold(String::new(), |mut text, byte| {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => text.push(byte.into()),
            _ => write!(text, "%{byte:02X}").unwrap(),
        }
        text
    });
    let sent = json!({"requestBody": {
        "password": key,
        "pair": [["x-api-key", TOKEN], ["authorization", format!("Bearer {JWT}")]],
        "pin": {"password": 12_345_678},
        "botAccessToken": TOKEN,
        JWT: 1,
    }});
    let came = json!({"responseData": {
        "encoded": [&encoded, encoded.to_lowercase()],
        "base64": [STANDARD.encode(key), STANDARD.encode(format!("user:{key}"))],
        "url": format!("postgres://user:{TOKEN}@example.com/x"),
        JWT: "again",
    }});
    let cassette =
        record(EXECUTE, sent.to_string(), response(came.to_string()), Redaction::new()).await;
    assert_clean(&cassette);
    let text = cassette.to_text();
    // The middles of what is encoded.
    for part in ["planted", "%2", "12345678", "bnRlZC9rZXkrb2", "bGFudGVkL2tleS", "postgres"] {
        assert!(!text.contains(part), "{part} is in {text}");
    }
}

#[tokio::test]
async fn in_forms_and_in_hexadecimal() {
    let key = "planted key/1+2~3!(4)*'5'-0000";
    let hex: String = key.bytes().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    });
    let sent = json!({"requestBody": {"password": key}});
    let came = json!({"responseData": [
        "as=form&note=planted+key%2F1%2B2%7E3%21%284%29*%275%27-0000&more=1",
        "as=form&note=planted+key%2f1%2b2%7e3%21%284%29*%275%27-0000&more=1",
        "as=script&note=planted%20key%2F1%2B2~3!(4)*'5'-0000&more=1",
        "as=others&note=planted%20key%2F1%2B2~3%21%284%29%2A%275%27-0000&more=1",
        format!("in a dump: {hex}, and within another: 00{}ff", hex.to_uppercase()),
    ]});
    let cassette =
        record(EXECUTE, sent.to_string(), response(came.to_string()), Redaction::new()).await;
    assert_clean(&cassette);
    let text = cassette.to_text();
    for part in ["planted", "-0000", &hex[..12], &hex.to_uppercase()[hex.len() - 12..]] {
        assert!(!text.contains(part), "{part} is in {text}");
    }
    assert_eq!(text.matches("more=1").count(), 4, "{text}");
}

#[tokio::test]
async fn in_what_makes_a_credential() {
    let sent = json!({
        "userId": USER,
        "authenticationType": "acme",
        "data": {"subdomain": "planted-company", "deep": [{"pin": 123_456}], "note": PASSWORD},
    });
    let came = json!({"oauthUrl": format!("https://api.example.com/a?token={TOKEN}")});
    let cassette = record(
        "/connectors/acme/credentials",
        sent.to_string(),
        response(came.to_string()),
        Redaction::new(),
    )
    .await;
    assert_clean(&cassette);
    let text = cassette.to_text();
    assert!(!text.contains("planted-company") && !text.contains("123456"), "{text}");
    assert!(text.contains(r#""authenticationType":"acme""#), "{text}");
    assert!(text.contains(r#""oauthUrl":"https://redacted.invalid/"#), "{text}");
}

#[tokio::test]
async fn by_rules_of_ones_own() {
    let redaction = Redaction::new()
        .with_emails()
        .with_pointer("/responseData/people/*/phone")
        .unwrap()
        .with_rule(|pointer, text| pointer.ends_with("/code") && text.starts_with("ACME-"));
    let came = json!({"responseData": {"people": [
        {"phone": "+00 000 0001", "mail": "a.person@example.com", "code": "ACME-planted"},
        {"phone": 4_200_000, "mail": "write to <b@example.com>, c@example.com", "code": "other"},
    ]}});
    let cassette = record(EXECUTE, "{}", response(came.to_string()), redaction.clone()).await;
    cassette.lint(&redaction).unwrap();
    let reply: Value =
        serde_json::from_slice(cassette.exchanges()[0].reply().unwrap().body()).unwrap();
    let people = &reply["responseData"]["people"];
    for gone in ["+00", "4200000", "person", "b@", "ACME"] {
        assert!(!people.to_string().contains(gone), "{people}");
    }
    assert!(people[0]["mail"].as_str().unwrap().ends_with("@redacted.invalid"), "{people}");
    assert_eq!(people[1]["code"], "other");
}

#[tokio::test]
async fn what_looks_like_a_secret_and_is_none_stays() {
    let came = json!({"responseData": {
        "id": "201424bc-51dc-4ab9-a0e5-c0d4522a4e1f",
        "user_id": "U012AB3CD",
        "url": "https://www.notion.so/Page-201424bc51dc4ab9a0e5c0d4522a4e1f?v=1",
        "next_cursor": "fe2cc560-036c-44cd-90e8-294d5a74cebc",
        "email": "a.person@example.com",
        "parameters": [{"name": "token", "in": "header", "required": true}],
        "properties": {"token": {"type": "string", "description": "The bearer token format"}},
        "text": "Basic information about tokens: required",
        "empty": {"password": "", "token": null},
    }});
    let cassette = record(EXECUTE, "{}", response(came.to_string()), Redaction::new()).await;
    let reply: Value =
        serde_json::from_slice(cassette.exchanges()[0].reply().unwrap().body()).unwrap();
    assert_eq!(reply, came);
}

#[tokio::test]
async fn the_same_secret_is_the_same_everywhere_and_in_any_order() {
    let line = |cassette: &Cassette| cassette.exchanges()[0].reply().unwrap().into_body();
    let one = json!({"responseData": [{"token": TOKEN}, {"text": format!("<{TOKEN}>")}]});
    let cassette = record(EXECUTE, "{}", response(one.to_string()), Redaction::new()).await;
    let reply: Value = serde_json::from_slice(&line(&cassette)).unwrap();
    let placeholder = reply["responseData"][0]["token"].as_str().unwrap();
    assert_eq!(reply["responseData"][1]["text"], format!("<{placeholder}>"));

    let other = json!({"responseData": [{"text": format!("<{TOKEN}>")}, {"token": TOKEN}]});
    let cassette = record(EXECUTE, "{}", response(other.to_string()), Redaction::new()).await;
    let reply: Value = serde_json::from_slice(&line(&cassette)).unwrap();
    assert_eq!(reply["responseData"][1]["token"], placeholder);
    assert_eq!(reply["responseData"][0]["text"], format!("<{placeholder}>"));

    let own_key = Redaction::new().with_key("a key of one's own");
    let cassette = record(EXECUTE, "{}", response(one.to_string()), own_key).await;
    assert!(!cassette.to_text().contains(placeholder));
}

#[tokio::test]
async fn what_is_given_away_later_is_taken_out_at_the_end() {
    let recorder = Recorder::builder(respond_with(|request: Request<Bytes>| {
        Response::new(if request.body().is_empty() {
            Bytes::from(format!(r#"{{"token":"{TOKEN}"}}"#))
        } else {
            Bytes::from(format!(r#"{{"text":"{TOKEN}"}}"#))
        })
    }))
    .mode(CassetteMode::RecordAll)
    .build()
    .unwrap();
    recorder.send(super::execute(r#"{"requestBody":"first"}"#)).await.unwrap();
    recorder.send(super::execute("")).await.unwrap();
    let text = recorder.cassette().to_text();
    assert!(!text.contains(TOKEN), "{text}");
}

#[test]
fn the_lint_finds_what_was_put_in_by_hand() {
    let cassette = |exchange: &str| {
        let header = r#"{"format":"alloy-cassette","version":1}"#;
        Cassette::parse(format!("{header}\n{exchange}\n")).unwrap()
    };
    let request = r#""request":{"method":"GET","path":"/connectors"}"#;
    for (exchange, place) in [
        (
            format!(r#"{{{request},"response":{{"status":200,"json":{{"a":[{{"token":"x1"}}]}}}}}}"#),
            "/response/json/a/0/token",
        ),
        (
            format!(r#"{{{request},"response":{{"status":200,"headers":{{"link":"Bearer {TOKEN}"}}}}}}"#),
            "/response/headers/link",
        ),
        (
            format!(r#"{{{request},"error":{{"kind":"connect","sent":"never","message":"https://a:b@c"}}}}"#),
            "/error/message",
        ),
        (
            format!(r#"{{{request},"response":{{"status":200,"headers":{{"content-encoding":"gzip"}},"base64":"H4sIAAA="}}}}"#),
            "/response/headers/content-encoding",
        ),
        (
            r#"{"request":{"method":"GET","path":"/users/123"},"response":{"status":200}}"#.into(),
            "/request/path",
        ),
        (
            r#"{"request":{"method":"GET","path":"/u","user":"u1"},"response":{"status":200}}"#.into(),
            "/request/user",
        ),
        (
            r#"{"request":{"method":"POST","path":"/u","json":{"additionalHeaders":{"Authorization":"x"}}},"response":{"status":200}}"#.into(),
            "/request/json/additionalHeaders/Authorization",
        ),
        (
            format!(r#"{{{request},"response":{{"status":200,"json":"Zk3QmP9xT1vLr8Wb5Yc2Nd7Hs4Jf6Ga0Ke"}}}}"#),
            "/response/json",
        ),
    ] {
        let cassette = cassette(&exchange);
        let findings = cassette.findings(&Redaction::new());
        assert_eq!(findings.len(), 1, "{findings:?} in {exchange}");
        assert_eq!((findings[0].line(), findings[0].pointer()), (Some(2), place));
        let error = cassette.lint(&Redaction::new()).unwrap_err();
        assert!(!format!("{error:?}").contains(TOKEN), "{error:?}");
    }
    // Nothing is found in what a replay shows either.
    let replayer = Replayer::new(Cassette::new());
    assert!(!format!("{replayer:?} {:?}", Redaction::new()).contains("planted"));
}
