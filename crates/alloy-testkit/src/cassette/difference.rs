//! Where two requests differ, by JSON pointer.

use std::fmt;

use super::{json::Json, pointer::Path};

/// The most characters of a value that are shown.
const SHOWN: usize = 80;

/// One place where a request differs from a recorded one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) pointer: String,
    pub(crate) recorded: Option<String>,
    pub(crate) sent: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.pointer)?;
        match (&self.recorded, &self.sent) {
            (Some(recorded), Some(sent)) => write!(f, "recorded {recorded}, sent {sent}"),
            (Some(recorded), None) => write!(f, "recorded {recorded}, not sent"),
            (None, Some(sent)) => write!(f, "not recorded, sent {sent}"),
            (None, None) => Ok(()),
        }
    }
}

/// All places where two values differ. Objects are compared by key, arrays by index.
pub(crate) fn differences(recorded: &Json<'_>, sent: &Json<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(Some(recorded), Some(sent), &mut Path::default(), &mut found);
    found
}

fn compare(
    recorded: Option<&Json<'_>>,
    sent: Option<&Json<'_>>,
    path: &mut Path,
    found: &mut Vec<Difference>,
) {
    match (recorded, sent) {
        (Some(one), Some(other)) if one == other => {}
        (Some(Json::Object(one)), Some(Json::Object(other))) => {
            for (key, value) in one {
                let sent = other.iter().find(|(name, _)| name == key).map(|(_, value)| value);
                path.member(key, |path| compare(Some(value), sent, path, found));
            }
            for (key, value) in
                other.iter().filter(|(key, _)| !one.iter().any(|(name, _)| name == key))
            {
                path.member(key, |path| compare(None, Some(value), path, found));
            }
        }
        (Some(Json::Array(one)), Some(Json::Array(other))) => {
            for at in 0..one.len().max(other.len()) {
                path.item(at, |path| compare(one.get(at), other.get(at), path, found));
            }
        }
        _ => found.push(Difference {
            pointer: path.to_string(),
            recorded: recorded.map(shown),
            sent: sent.map(shown),
        }),
    }
}

fn shown(json: &Json<'_>) -> String {
    cut(json.to_text())
}

pub(crate) fn cut(mut text: String) -> String {
    if let Some((at, _)) = text.char_indices().nth(SHOWN) {
        text.truncate(at);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_by_pointer() {
        let recorded = Json::parse(r#"{"a":1,"b":[1,2],"c/d":{"e":null},"same":[{}]}"#).unwrap();
        let sent = Json::parse(r#"{"a":1.0,"b":[1],"f":"new","same":[{}],"c/d":{}}"#).unwrap();
        let told: Vec<String> =
            differences(&recorded, &sent).iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "/a: recorded 1, sent 1.0",
                "/b/1: recorded 2, not sent",
                "/c~1d/e: recorded null, not sent",
                "/f: not recorded, sent \"new\"",
            ]
        );
    }
}
