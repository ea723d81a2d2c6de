//! A recording process that is killed leaves what it completed.

use std::{
    env,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
};

use alloy_testkit::{
    Cassette, CassetteMode, Recorder, Redaction, Sandbox, Transport, respond_with,
};
use bytes::Bytes;
use http::{Request, Response};
use serde_json::json;

use super::{file, notion, search, with_body};

const PATH: &str = "CASSETTE_OF_A_CHILD";

/// What the child runs: records without end, and says after each exchange how many are complete.
#[tokio::test]
#[ignore = "runs until it is killed, by the test below"]
async fn record_until_killed() {
    let Some(path) = env::var_os(PATH) else { return };
    let large = "x".repeat(20_000);
    let echo = respond_with(move |request: Request<Bytes>| {
        let size = request.body().len() * 97 % large.len();
        Response::new(json!({"responseData": &large[..size]}).to_string())
    });
    let recorder =
        Recorder::builder(echo).file(&path).mode(CassetteMode::RecordMissing).build().unwrap();
    for number in 1_u64.. {
        recorder.send(with_body(&json!({"n": number * 7919 % 1009, "at": number}))).await.unwrap();
        println!("complete {number}");
        if number % 13 == 0 {
            // Every now and then the file is put in order, which a kill may hit too.
            let _ = recorder.finish();
        }
    }
}

#[test]
fn a_hundred_kills_lose_nothing() {
    for round in 0..100_u64 {
        let path: PathBuf = file("killed");
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["kills::record_until_killed", "--exact", "--ignored", "--nocapture"])
            .env(PATH, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let complete = |line: &str| {
            line.split("complete ").nth(1).and_then(|number| number.trim().parse::<usize>().ok())
        };
        // Wherever the child is after this many exchanges, and it is never at the same place.
        let enough = (round * 37 % 61) as usize;
        let mut last = 0;
        while last < enough {
            last = complete(&lines.next().unwrap().unwrap()).unwrap_or(last);
        }
        for _ in 0..round * 7919 % 20_000 {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            last = complete(&line).unwrap_or(last);
        }
        if !path.exists() {
            assert_eq!(last, 0);
            continue;
        }
        let cassette = Cassette::load(&path).unwrap();
        assert!(cassette.len() >= last, "{} of {last} in round {round}", cassette.len());
        for exchange in cassette.exchanges() {
            exchange.reply().unwrap();
        }
        cassette.lint(&Redaction::new()).unwrap();
    }
}

/// What was recorded before a kill is replayed, and recording goes on after it.
#[tokio::test]
async fn recording_goes_on_without_a_finish() {
    let path = file("unfinished");
    let sandbox = Sandbox::new();
    for queries in [&["one"][..], &["one", "two"]] {
        let recorder = Recorder::builder(sandbox.clone())
            .file(&path)
            .mode(CassetteMode::RecordMissing)
            .build()
            .unwrap();
        let notion = notion(&sandbox, recorder);
        for query in queries {
            notion.execute(&search(query)).await.unwrap();
        }
        assert_eq!(Cassette::load(&path).unwrap().len(), queries.len());
    }
}
