//! Places in a JSON text, as RFC 6901 writes them.

use std::{borrow::Cow, fmt};

use alloy_core::Error;

use super::json::Json;

/// A JSON pointer, in which `*` stands for any key or index.
#[derive(Clone, Debug)]
pub(crate) struct Pointer(Vec<Segment>);

#[derive(Clone, Debug)]
enum Segment {
    Any,
    Named(String),
}

impl Pointer {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let Some(rest) = text.strip_prefix('/') else {
            return Err(Error::configuration(format!(
                "the JSON pointer `{text}` does not start with a slash"
            )));
        };
        let segment = |text: &str| match text {
            "*" => Segment::Any,
            _ => Segment::Named(text.replace("~1", "/").replace("~0", "~")),
        };
        Ok(Self(rest.split('/').map(segment).collect()))
    }

    /// Calls `visit` for each value that the pointer leads to.
    pub(crate) fn visit<'a>(&self, json: &mut Json<'a>, visit: &mut impl FnMut(&mut Json<'a>)) {
        descend(&self.0, json, visit);
    }

    /// Takes the values away that the pointer leads to. An item of an array becomes `null`, so that
    /// the others stay where they are.
    pub(crate) fn remove(&self, json: &mut Json<'_>) {
        let Some((last, parents)) = self.0.split_last() else { return };
        descend(parents, json, &mut |parent| match parent {
            Json::Object(members) => members.retain(|(key, _)| !last.is(key)),
            Json::Array(items) => {
                for (at, item) in items.iter_mut().enumerate() {
                    if last.is(&at.to_string()) {
                        *item = Json::Literal("null".into());
                    }
                }
            }
            _ => {}
        });
    }
}

impl Segment {
    fn is(&self, key: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Named(name) => name == key,
        }
    }
}

fn descend<'a>(path: &[Segment], json: &mut Json<'a>, visit: &mut impl FnMut(&mut Json<'a>)) {
    let Some((first, rest)) = path.split_first() else { return visit(json) };
    match json {
        Json::Object(members) => {
            for (_, value) in members.iter_mut().filter(|(key, _)| first.is(key)) {
                descend(rest, value, visit);
            }
        }
        Json::Array(items) => {
            for (at, item) in items.iter_mut().enumerate() {
                if first.is(&at.to_string()) {
                    descend(rest, item, visit);
                }
            }
        }
        _ => {}
    }
}

/// The way to a value that a walk is at.
#[derive(Debug, Default)]
pub(crate) struct Path(String);

impl Path {
    /// Walks on to a member, for as long as `visit` runs.
    pub(crate) fn member<T>(&mut self, key: &str, visit: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.0.len();
        self.0.push('/');
        if key.contains(['~', '/']) {
            self.0.push_str(&escape(key));
        } else {
            self.0.push_str(key);
        }
        let result = visit(self);
        self.0.truncate(length);
        result
    }

    /// Walks on to an item.
    pub(crate) fn item<T>(&mut self, at: usize, visit: impl FnOnce(&mut Self) -> T) -> T {
        self.member(&at.to_string(), visit)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn escape(key: &str) -> Cow<'_, str> {
    Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_key_or_index() {
        let mut json = Json::parse(r#"{"a":[{"b":1,"c":2},{"b":3}],"x/y":{"b":4}}"#).unwrap();
        Pointer::parse("/a/*/b").unwrap().remove(&mut json);
        Pointer::parse("/x~1y/b").unwrap().remove(&mut json);
        Pointer::parse("/a/1").unwrap().remove(&mut json);
        assert_eq!(json.to_text(), r#"{"a":[{"c":2},null],"x/y":{}}"#);
        assert!(Pointer::parse("a").is_err());
    }
}
