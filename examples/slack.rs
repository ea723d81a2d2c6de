//! A connector written against `alloy-core` and serde alone, and its tests.
//!
//! ```text
//! cargo run --example slack     executes it in a process without network
//! cargo test --example slack
//! ```
#![allow(clippy::print_stdout, reason = "it talks to a person")]

mod slack {
    #![allow(
        missing_docs,
        unreachable_pub,
        reason = "the connector is shown as a crate would have it"
    )]
    use alloy_core::{Action, Connector, ErrorKind, Field, ProviderError, Reply};
    use serde::Deserialize;

    pub struct Slack;

    impl Connector for Slack {
        fn id(&self) -> &str {
            "slack"
        }

        fn classify(&self, reply: &Reply) -> Option<ProviderError> {
            (reply.field("ok")? == false).then(|| {
                let code: Option<String> = reply.field("error").and_then(Field::decode);
                ProviderError::new(ErrorKind::Rejected).with_code(code.unwrap_or_default())
            })
        }
    }

    #[derive(Debug, Action)]
    #[action(connector = Slack, id = "chat_postMessage", output = Message)]
    pub struct PostMessage {
        pub channel: String,
        pub text: String,
    }

    #[derive(Debug, Deserialize)]
    pub struct Message {
        pub ts: String,
    }
}

use alloy_core::Error;
use alloy_testkit::{ExecuteCall, Sandbox, StandIn, StandInReply};
use alloy_transport::{Client, Connection};
use serde_json::json;
use slack::PostMessage;

/// Slack as far as this example needs it: one channel, `C1`.
struct SlackStandIn;

impl StandIn for SlackStandIn {
    fn connector(&self) -> &'static str {
        "slack"
    }

    fn execute(&mut self, call: &ExecuteCall<'_>) -> StandInReply {
        let body = call.envelope().body();
        StandInReply::json(match body["channel"].as_str() {
            Some("C1") => json!({"ok": true, "channel": "C1", "ts": "1503435956.000247"}),
            _ => json!({"ok": false, "error": "channel_not_found"}),
        })
    }
}

fn connection() -> Result<Connection, Error> {
    let sandbox = Sandbox::builder().stand_in(SlackStandIn).build();
    let credential = sandbox
        .credential_for("slack")
        .ok_or_else(|| Error::configuration("the sandbox has no Slack credential"))?;
    let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build()?;
    Ok(client.connection(credential))
}

fn message(channel: &str) -> PostMessage {
    PostMessage { channel: channel.to_owned(), text: "Hello".to_owned() }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let slack = connection()?;
    println!("posted at {}", slack.execute(&message("C1")).await?.ts);
    if let Err(error) = slack.execute(&message("nowhere")).await {
        println!("{error}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use alloy_core::{CredentialId, Effect, Envelope, ErrorKind, Layer, Outcome};
    use alloy_testkit::Conformance;
    use slack::Slack;

    use super::*;

    #[test]
    fn the_connector_keeps_to_the_rules() {
        Conformance::of(Slack)
            .operation("chat_postMessage", [Effect::Write])
            .value(message("C1"))
            .schema_json(json!({"action": {
                "id": "chat_postMessage",
                "httpMethod": "post",
                "path": "/chat.postMessage",
                "parameters": [{"name": "token", "in": "header", "required": true}],
                "requestBody": {"type": "object", "required": ["channel", "text"]},
                "sampleSuccessResponse": {"ok": true, "channel": "C1", "ts": "1503435956.000247"},
            }}))
            .failure(200, json!({"ok": false, "error": "channel_not_found"}), ErrorKind::Rejected)
            .check()
            .assert();
    }

    #[tokio::test]
    async fn a_message_is_posted_through_a_transport() {
        let posted = connection().unwrap().execute(&message("C1")).await.unwrap();
        assert_eq!(posted.ts, "1503435956.000247");
    }

    #[tokio::test]
    async fn slacks_own_failures_inside_a_200_are_errors() {
        let error = connection().unwrap().execute(&message("nowhere")).await.unwrap_err();
        assert_eq!((error.kind(), error.layer()), (ErrorKind::Rejected, Layer::Provider));
        assert_eq!(
            (error.code(), error.outcome()),
            (Some("channel_not_found"), Outcome::NotApplied)
        );
    }

    #[test]
    fn what_goes_out_is_slacks_body() {
        let credential = CredentialId::new("credential").unwrap();
        let envelope = Envelope::of(&message("C1"), &credential).unwrap();
        assert_eq!(envelope.body(), json!({"channel": "C1", "text": "Hello"}));
    }
}
