//! A connector of its own, with what a dependency on `alloy-core` and serde gives.

use alloy_core::{Action, Connector, ErrorKind, ProviderError, Reply};
use serde::Deserialize;

struct Slack;

impl Connector for Slack {
    fn id(&self) -> &'static str {
        "slack"
    }

    fn classify(&self, reply: &Reply) -> Option<ProviderError> {
        let failed = reply.field("ok")? == false;
        let code = || reply.field("error")?.decode::<String>();
        failed
            .then(|| ProviderError::new(ErrorKind::Rejected).with_code(code().unwrap_or_default()))
    }
}

#[derive(Action)]
#[action(connector = Slack, id = "chat_postMessage", output = Posted)]
struct PostMessage<'a> {
    channel: &'a str,
    text: &'a str,
}

#[derive(Deserialize)]
struct Posted {
    channel: String,
    ts: String,
}

mod tests {
    use alloy_core::{ApiKey, Call, Error, Layer, Outcome, Platform};
    use http::Response;
    use serde_json::{Value, json};

    use super::{ErrorKind, PostMessage, Posted};
    use crate::credential;

    const MESSAGE: PostMessage<'_> = PostMessage { channel: "C024BE91L", text: "Tea is ready." };

    fn platform() -> Platform {
        let key = ApiKey::new("made-up-key-of-a-test").unwrap();
        Platform::builder().api_key(key).build().unwrap()
    }

    fn answered(reply: &Value) -> Result<Posted, Error> {
        platform().output(&MESSAGE, Response::new(reply.to_string().into()))
    }

    #[test]
    fn a_message_is_posted() {
        let request = platform().request(&MESSAGE, &Call::new(&credential())).unwrap();
        assert_eq!(request.uri().path(), "/connectors/slack/actions/chat_postMessage/execute");
        assert_eq!(
            serde_json::from_slice::<Value>(request.body()).unwrap(),
            json!({
                "credentialId": "507f1f77bcf86cd799439011",
                "requestBody": {"channel": "C024BE91L", "text": "Tea is ready."},
            })
        );

        let reply = json!({"ok": true, "channel": "C024BE91L", "ts": "1503435956.000247"});
        let posted = answered(&json!({"responseData": reply})).unwrap();
        assert_eq!(
            (posted.channel.as_str(), posted.ts.as_str()),
            ("C024BE91L", "1503435956.000247")
        );
    }

    #[test]
    fn a_refusal_inside_a_200_is_slacks_error() {
        let reply = json!({"responseData": {"ok": false, "error": "channel_not_found"}});
        let error = answered(&reply).map(|_| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Rejected);
        assert_eq!(error.layer(), Layer::Provider);
        assert_eq!(error.outcome(), Outcome::NotApplied);
        assert_eq!(error.code(), Some("channel_not_found"));
        assert_eq!(error.operation(), Some("slack/chat_postMessage"));
    }
}
