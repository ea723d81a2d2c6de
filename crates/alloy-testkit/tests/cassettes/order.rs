//! The file is the same however the calls ran.

use std::fs;

use alloy_testkit::{CassetteMode, Recorder, Redaction, Transport, respond_with};
use bytes::Bytes;
use http::{Request, Response};
use serde_json::json;

use super::{file, with_body};

/// A transport that takes a different number of turns for each request.
struct Uneven(u64);

#[async_trait::async_trait]
impl Transport for Uneven {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, alloy_core::Error> {
        let turns = request
            .body()
            .iter()
            .fold(self.0, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(*byte)));
        for _ in 0..turns % 7 {
            tokio::task::yield_now().await;
        }
        Ok(Response::new(request.into_body()))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrency_does_not_change_the_file() {
    let mut files = Vec::new();
    for seed in 0..8 {
        let path = file("order");
        let recorder = Recorder::builder(Uneven(seed))
            .file(&path)
            .mode(CassetteMode::RecordAll)
            .redaction(Redaction::new())
            .build()
            .unwrap();
        let mut tasks: Vec<_> = (0..40_u64)
            .map(|n| {
                let recorder = recorder.clone();
                tokio::spawn(async move {
                    // Some requests come several times, and some give away what others have.
                    let token = format!("made-up-token-of-{}", n % 5);
                    let body = match n % 2 {
                        0 => json!({"n": n % 10, "token": token}),
                        _ => json!({"n": n % 10, "text": format!("by {token}")}),
                    };
                    recorder.send(with_body(&body)).await.unwrap();
                })
            })
            .collect();
        if seed % 2 == 1 {
            tasks.reverse();
        }
        for task in tasks {
            task.await.unwrap();
        }
        recorder.finish().unwrap();
        files.push(fs::read_to_string(&path).unwrap());
    }
    for file in &files {
        assert_eq!(file, &files[0]);
        assert!(!file.contains("made-up-token"), "{file}");
    }
}

#[tokio::test]
async fn a_new_exchange_is_a_new_line_and_no_more() {
    let path = file("lines");
    let record = async |bodies: &[&str]| {
        let echo = respond_with(|request: Request<Bytes>| Response::new(request.into_body()));
        let recorder =
            Recorder::builder(echo).file(&path).mode(CassetteMode::RecordMissing).build().unwrap();
        for body in bodies {
            recorder.send(with_body(&json!(body))).await.unwrap();
        }
        recorder.finish().unwrap();
        fs::read_to_string(&path).unwrap()
    };
    let before = record(&["c", "a"]).await;
    let after = record(&["a", "b", "c"]).await;
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after.iter().filter(|line| before.contains(line)).count(), before.len());
}
