//! The types that values have, without the values.

use std::collections::{BTreeMap, BTreeSet};

use super::DriftChange;
use crate::cassette::{json::Json, pointer::Path};

/// The types of one or several values at one place.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Without `null`, which may stand for any.
    kinds: BTreeSet<&'static str>,
    members: BTreeMap<String, Shape>,
    /// How many values there were, and how many of them were objects.
    values: usize,
    objects: usize,
    items: Option<Box<Shape>>,
}

impl Shape {
    pub(super) fn of(json: &Json<'_>) -> Self {
        let mut shape = Self::default();
        shape.add(json);
        shape
    }

    /// Takes in another value at the same place.
    pub(super) fn add(&mut self, json: &Json<'_>) {
        self.values += 1;
        match json {
            Json::Literal(text) => match text.as_bytes().first() {
                Some(b'n') => {}
                Some(b't' | b'f') => drop(self.kinds.insert("boolean")),
                _ => drop(self.kinds.insert("number")),
            },
            Json::String(_) => drop(self.kinds.insert("string")),
            Json::Array(items) => {
                self.kinds.insert("array");
                for item in items {
                    self.items.get_or_insert_default().add(item);
                }
            }
            Json::Object(members) => {
                self.kinds.insert("object");
                self.objects += 1;
                for (key, value) in members {
                    self.members.entry(key.clone().into_owned()).or_default().add(value);
                }
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Tells each place at which this shape became another.
    pub(super) fn compare(&self, now: &Self, at: &str, tell: &mut impl FnMut(String, DriftChange)) {
        if !self.kinds.is_empty() && !now.kinds.is_empty() && self.kinds.is_disjoint(&now.kinds) {
            return tell(at.to_owned(), DriftChange::Type { was: self.kind(), is: now.kind() });
        }
        // Where one side has no object, nothing is known of its keys.
        if self.kinds.contains("object") && now.kinds.contains("object") {
            let keys: BTreeSet<&String> = self.members.keys().chain(now.members.keys()).collect();
            for key in keys {
                let mut path = Path::default();
                let place = path.member(key, |path| format!("{at}{path}"));
                match (self.members.get(key), now.members.get(key)) {
                    (Some(was), Some(is)) => was.compare(is, &place, tell),
                    // What only some had may be missing.
                    (Some(was), None) if was.values < self.objects => {}
                    (Some(was), None) => tell(place, DriftChange::Removed(was.kind())),
                    (None, Some(is)) => tell(place, DriftChange::Added(is.kind())),
                    (None, None) => {}
                }
            }
        }
        if let (Some(was), Some(is)) = (&self.items, &now.items) {
            was.compare(is, &format!("{at}/*"), tell);
        }
    }

    fn kind(&self) -> String {
        if self.kinds.is_empty() {
            return "null".to_owned();
        }
        self.kinds.iter().copied().collect::<Vec<_>>().join(" or ")
    }
}
