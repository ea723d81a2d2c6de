//! Files: announced, uploaded to where the presigned URL leads, listed, deleted.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{Exchange, Reply, Way, both_ways};

/// The digest of `hello`, in both of its spellings.
const HEX: &str = "5d41402abc4b2a76b9719d911017c592";
const BASE64: &str = "XUFAKrxLKna5cZ2REBfFkg==";

fn announce(way: &dyn Way, sandbox: &Sandbox, body: &Value) -> Reply {
    way.exchange(&Exchange::send(sandbox, "POST", "/connectors/files/upload/request", body))
}

fn hello(md5: &str) -> Value {
    json!({"filename": "a b/é.txt", "mimeType": "text/plain", "md5": md5})
}

/// What uploads a file, by the URL that was answered.
fn upload(url: &Value) -> Exchange {
    let path = url.as_str().unwrap().splitn(4, '/').nth(3).unwrap();
    Exchange {
        method: "PUT",
        path: format!("/{path}"),
        headers: vec![
            ("content-type".into(), "text/plain".into()),
            ("content-md5".into(), BASE64.into()),
        ],
        body: b"hello".to_vec(),
    }
}

#[track_caller]
fn refused(reply: &Reply, status: u16, code: &str) {
    assert_eq!(reply.status, status, "{}", reply.body);
    assert_eq!(reply.header("content-type"), Some("application/xml"));
    assert!(reply.body.contains(&format!("<Code>{code}</Code>")), "{}", reply.body);
}

#[test]
fn a_file_lives_from_its_announcement_to_its_deletion() {
    let sandbox = Sandbox::new();
    let key = format!("{}_a b/é.txt", sandbox.user_id());
    both_ways(&sandbox, |way| {
        let list = || way.exchange(&Exchange::get(&sandbox, "/connectors/files/list")).granted();
        assert_eq!(list(), json!({"files": []}));
        let mut answer = announce(way, &sandbox, &hello(HEX)).granted();
        let url = answer["presignedUrl"]["presignedUrl"].take();
        assert_eq!(
            answer,
            json!({"presignedUrl": {
                "md5": BASE64, "presignedUrl": null, "type": "new", "s3Key": key,
            }})
        );
        assert_eq!(list(), json!({"files": []}));
        let stored = way.exchange(&upload(&url));
        assert_eq!((stored.status, stored.body.as_str()), (200, ""));
        assert_eq!(stored.header("etag"), Some(format!("\"{HEX}\"").as_str()));
        assert_eq!(sandbox.file(&key).as_deref(), Some(&b"hello"[..]));

        let mut listed = list();
        assert!(listed["files"][0]["lastModified"].take().is_string());
        let file = json!({
            "s3Key": key, "filename": "a b/é.txt", "size": 5, "lastModified": null,
        });
        assert_eq!(listed, json!({"files": [file]}));
        let again = announce(way, &sandbox, &hello(BASE64)).granted();
        assert_eq!(again["presignedUrl"]["type"], "existing");

        let path = format!("/connectors/files/{}_a%20b%2F%C3%A9.txt", sandbox.user_id());
        let delete = Exchange::get(&sandbox, &path).method("DELETE");
        let stranger = sandbox.user_named("stranger");
        let foreign = delete.clone().header("x-alloy-userid", stranger.as_str());
        assert_eq!(way.exchange(&foreign).status, 404);
        assert_eq!(way.exchange(&delete).granted()["success"], true);
        assert_eq!(way.exchange(&delete).status, 404);
        assert_eq!(sandbox.file(&key), None);
    });
}

#[test]
fn files_go_with_their_user() {
    let sandbox = Sandbox::new();
    let announced = announce(&sandbox, &sandbox, &hello(HEX)).granted();
    let url = &announced["presignedUrl"]["presignedUrl"];
    assert_eq!(sandbox.exchange(&upload(url)).status, 200);
    let key = announced["presignedUrl"]["s3Key"].as_str().unwrap();
    assert!(sandbox.file(key).is_some());
    let path = format!("/users/{}", sandbox.user_id());
    sandbox.exchange(&Exchange::get(&sandbox, &path).method("DELETE")).granted();
    assert!(sandbox.file(key).is_none());
    assert_eq!(announce(&sandbox, &sandbox, &hello(HEX)).status, 404);
}

#[test]
fn uploads_are_as_announced() {
    let sandbox = Sandbox::new();
    let url =
        announce(&sandbox, &sandbox, &hello(HEX)).granted()["presignedUrl"]["presignedUrl"].take();
    let good = upload(&url);
    let send = |exchange: Exchange| sandbox.exchange(&exchange);
    refused(&send(good.clone().body("hallo")), 400, "BadDigest");
    for wrong in [
        good.clone().without_header("content-md5"),
        good.clone().without_header("content-type"),
        good.clone().without_header("content-md5").header("content-md5", "nonsense"),
        good.clone().without_header("content-type").header("content-type", "text/html"),
        good.clone().path(&good.path.replace("Signature=", "Signature=0")),
        good.clone().path(&good.path.replace(".txt", ".exe")),
    ] {
        refused(&send(wrong), 403, "SignatureDoesNotMatch");
    }
    refused(&send(good.clone().body(vec![b' '; (10 << 20) + 1])), 400, "EntityTooLarge");
    assert_eq!(send(good).status, 200);
}

#[test]
fn presigned_urls_live_for_an_hour() {
    let time = Arc::new(Mutex::new(SystemTime::UNIX_EPOCH));
    let now = Arc::clone(&time);
    let sandbox = Sandbox::builder().empty_workspace().clock(move || *now.lock().unwrap()).build();
    let url =
        announce(&sandbox, &sandbox, &hello(HEX)).granted()["presignedUrl"]["presignedUrl"].take();
    *time.lock().unwrap() += Duration::from_secs(3599);
    assert_eq!(sandbox.exchange(&upload(&url)).status, 200);
    *time.lock().unwrap() += Duration::from_secs(1);
    refused(&sandbox.exchange(&upload(&url)), 403, "AccessDenied");
}

#[test]
fn announcements_are_checked() {
    let sandbox = Sandbox::new();
    let needed = "must be a string that is not empty";
    for (property, problem, value) in [
        ("filename", needed, json!("")),
        ("filename", "must not have control characters", json!("a\nb")),
        ("mimeType", needed, json!(null)),
        ("md5", needed, json!(5)),
        ("md5", "must be an MD5 digest", json!("5d41402abc4b2a76b9719d911017c59")),
        ("md5", "must be an MD5 digest", json!("aGVsbG8=")),
    ] {
        let mut body = hello(HEX);
        body[property] = value;
        assert_eq!(announce(&sandbox, &sandbox, &body).invalid(property), problem);
    }
}
