//! A cassette recorded through one backend answers what is sent through the other.

use std::{fs, path::Path};

use alloy_core::{DynamicAction, HeaderField};
use alloy_testkit::{
    CassetteMode, Recorder, Redaction, Replayer, Sandbox, SandboxServer, Transport,
};
use alloy_transport::{Client, Connection, HyperTransport, ReqwestTransport};
use serde_json::{Value, json};

use super::{file, search};

/// The calls of a test, by a client whose settings differ as those of two programs may.
fn connection(
    sandbox: &Sandbox,
    url: &str,
    field: HeaderField,
    transport: impl Transport + 'static,
) -> Connection {
    Client::builder(transport)
        .api_key(sandbox.api_key())
        .user(sandbox.user_id())
        .base_url(url)
        .header_field(field)
        .build()
        .unwrap()
        .connection(sandbox.credential_id())
}

async fn calls(notion: Connection) -> Vec<Value> {
    let create = DynamicAction::new("notion", "post-page").unwrap().with_body(json!({
        "parent": {"workspace": true},
        "properties": {"title": {"title": [{"text": {"content": "Release plan"}}]}},
    }));
    let page = notion.execute(&create).await.unwrap();
    let retrieve = DynamicAction::new("notion", "retrieve-a-page")
        .unwrap()
        .with_path("page_id", page["id"].as_str().unwrap());
    vec![
        notion.execute(&search("Release")).await.unwrap(),
        notion.execute(&retrieve).await.unwrap(),
        page,
    ]
}

async fn record(
    path: &Path,
    field: HeaderField,
    transport: impl Transport + 'static,
) -> Vec<Value> {
    let sandbox = Sandbox::new();
    let server: SandboxServer = sandbox.serve().await.unwrap();
    let recorder =
        Recorder::builder(transport).file(path).mode(CassetteMode::RecordAll).build().unwrap();
    let replies = calls(connection(&sandbox, &server.url(), field, recorder.clone())).await;
    server.stop().await;
    recorder.finish().unwrap();
    recorder.cassette().lint(&Redaction::new()).unwrap();
    replies
}

#[tokio::test]
async fn both_backends_record_the_same_and_replay_each_other() {
    let (by_hyper, by_reqwest) = (file("hyper"), file("reqwest"));
    let hyper = record(&by_hyper, HeaderField::Both, HyperTransport::new().unwrap()).await;
    let reqwest =
        record(&by_reqwest, HeaderField::AdditionalHeaders, ReqwestTransport::new().unwrap()).await;
    assert_eq!(hyper, reqwest);
    assert_eq!(fs::read_to_string(&by_hyper).unwrap(), fs::read_to_string(&by_reqwest).unwrap());

    // The sandbox is gone. What is behind a recorder that replays is never asked.
    let sandbox = Sandbox::new();
    for path in [&by_hyper, &by_reqwest] {
        let through = async |field, transport: Box<dyn Transport>| {
            let recorder =
                Recorder::builder(transport).file(path).mode(CassetteMode::Replay).build().unwrap();
            let url = "https://gateway.example.com/alloy";
            let replies = calls(connection(&sandbox, url, field, recorder.clone())).await;
            recorder.finish().unwrap();
            replies
        };
        let backends: [(HeaderField, Box<dyn Transport>); 2] = [
            (HeaderField::Headers, Box::new(HyperTransport::new().unwrap())),
            (HeaderField::Both, Box::new(ReqwestTransport::new().unwrap())),
        ];
        for (field, backend) in backends {
            assert_eq!(through(field, backend).await, hyper);
        }
        let replayer = Replayer::load(path).unwrap();
        let url = "https://production.runalloy.com";
        let replies = calls(connection(&sandbox, url, HeaderField::Both, replayer.clone())).await;
        assert_eq!(replies, hyper);
        replayer.finish().unwrap();
    }
}
