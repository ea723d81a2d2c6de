//! Records calls over HTTP, shows the file, and replays them with nobody there to answer.
//!
//! ```text
//! cargo run --example record_and_replay
//! ```
#![allow(clippy::print_stdout, reason = "it shows what it does")]

use std::{env, error::Error, fs, process};

use alloy_core::{ApiKey, CredentialId, DynamicAction};
use alloy_testkit::{CassetteMode, Recorder, Redaction, Replayer, Sandbox};
use alloy_transport::{Client, Connection, HyperTransport, Transport};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = env::temp_dir().join(format!("record-and-replay-{}.jsonl", process::id()));

    // Record: a client, a recorder around its transport, and a server.
    let sandbox = Sandbox::new();
    let server = sandbox.serve().await?;
    let redaction =
        Redaction::new().with_secret("notion-credential", sandbox.credential_id().as_str())?;
    let recorder = Recorder::builder(HyperTransport::new()?)
        .file(&path)
        .mode(CassetteMode::RecordAll)
        .redaction(redaction)
        .build()?;
    let key = sandbox.api_key();
    let live = run(connect(recorder.clone(), &server.url(), key, sandbox.credential_id())?).await?;
    recorder.finish()?;
    server.stop().await;
    drop(sandbox);
    println!("recorded: {live}\n");
    println!("{}:", path.display());
    for line in fs::read_to_string(&path)?.lines() {
        println!("  {}", cut(line));
    }

    // Replay: the same calls, with any key. What stands in the file is the credential.
    let replayer = Replayer::load(&path)?;
    fs::remove_file(&path)?;
    let key = ApiKey::new("any-key-will-do-here")?;
    let credential = CredentialId::new("redacted-notion-credential")?;
    let notion = connect(replayer.clone(), "https://production.runalloy.com", key, credential)?;
    let again = run(notion).await?;
    replayer.finish()?;
    println!("\nreplayed, with the sandbox gone: {again}");
    assert_eq!(live, again);

    // A call that was not recorded says what it is and what was.
    let key = ApiKey::new("any-key-will-do-here")?;
    let credential = CredentialId::new("redacted-notion-credential")?;
    let notion = connect(replayer, "https://production.runalloy.com", key, credential)?;
    if let Err(error) = notion.execute(&search("invoices")?).await {
        println!("\nanother call: {error:#}");
    }
    Ok(())
}

fn connect(
    transport: impl Transport + 'static,
    url: &str,
    key: ApiKey,
    credential: CredentialId,
) -> Result<Connection, alloy_core::Error> {
    let client = Client::builder(transport).base_url(url).api_key(key).build()?;
    Ok(client.connection(credential))
}

fn search(query: &str) -> Result<DynamicAction, alloy_core::Error> {
    Ok(DynamicAction::new("notion", "post-search")?.with_body(json!({"query": query})))
}

/// The program that is tested: makes a page and finds it.
async fn run(notion: Connection) -> Result<Value, alloy_core::Error> {
    let create = DynamicAction::new("notion", "post-page")?.with_body(json!({
        "parent": {"workspace": true},
        "properties": {"title": {"title": [{"text": {"content": "Release plan"}}]}},
    }));
    notion.execute(&create).await?;
    let found = notion.execute(&search("Release plan")?).await?;
    Ok(found["results"][0]["properties"]["title"]["title"][0]["plain_text"].clone())
}

/// The start of a line, which is long.
fn cut(line: &str) -> String {
    match line.char_indices().nth(230) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
