//! Taking secrets out of what others wrote.

use super::Error;

impl Error {
    /// Takes a secret out of everything that came from outside and could echo it.
    pub(crate) fn without(mut self, secret: &str) -> Self {
        const REDACTED: &str = "[redacted]";
        let scrub = |text: &mut String| {
            if !secret.is_empty() && text.contains(secret) {
                *text = text.replace(secret, REDACTED);
            }
        };
        let inner = &mut *self.0;
        scrub(inner.message.to_mut());
        for text in [&mut inner.code, &mut inner.request_id, &mut inner.raw, &mut inner.path] {
            text.as_mut().map(scrub);
        }
        if let Some(details) = &mut inner.details {
            scrub_json(details, &scrub);
        }
        self
    }
}

fn scrub_json(value: &mut serde_json::Value, scrub: &impl Fn(&mut String)) {
    match value {
        serde_json::Value::String(text) => scrub(text),
        serde_json::Value::Array(items) => {
            for item in items {
                scrub_json(item, scrub);
            }
        }
        serde_json::Value::Object(map) => {
            for (_, item) in map {
                scrub_json(item, scrub);
            }
        }
        _ => {}
    }
}
