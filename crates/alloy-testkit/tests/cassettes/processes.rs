//! Several processes record into one file, and each puts it in order when it likes.

use std::{
    env,
    process::{Command, Stdio},
};

use alloy_testkit::{Cassette, CassetteMode, Recorder, Transport, respond_with};
use http::{Request, Response};
use serde_json::json;

use super::{file, with_body};

const PATH: &str = "CASSETTE_OF_MANY";
const NAME: &str = "NAME_OF_A_CHILD";
const EACH: usize = 40;

/// What each child runs.
#[tokio::test]
#[ignore = "one of several, by the test below"]
async fn record_beside_others() {
    let (Some(path), Ok(name)) = (env::var_os(PATH), env::var(NAME)) else { return };
    let live = respond_with(|_: Request<bytes::Bytes>| Response::new("{}"));
    let recorder =
        Recorder::builder(live).file(&path).mode(CassetteMode::RecordMissing).build().unwrap();
    for number in 0..EACH {
        recorder.send(with_body(&json!({"by": name, "at": number}))).await.unwrap();
        if number % 3 == 0 && name != "0" {
            let _ = recorder.finish();
        }
    }
    // One of them leaves the file as it is.
}

#[test]
fn nothing_of_any_process_is_lost() {
    let path = file("many");
    let children: Vec<_> = (0..4)
        .map(|name| {
            Command::new(env::current_exe().unwrap())
                .args(["processes::record_beside_others", "--exact", "--ignored"])
                .env(PATH, &path)
                .env(NAME, name.to_string())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(Cassette::load(&path).unwrap().len(), 4 * EACH);
}
