//! One field of an object, found without decoding the rest.

use std::{borrow::Cow, cell::Cell, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error as _, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::place::first_value;

/// The JSON of one field of a reply, for a connector to look at before anything is decoded.
///
/// Compares with booleans and texts: `reply.field("ok")? == false`.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    json: &'a str,
}

impl<'a> Field<'a> {
    /// Finds `name` in the object that `text` starts with, reading no further than its value.
    pub(super) fn find(text: &'a str, name: &str) -> Option<Self> {
        if let Some(value) = first_value(text, name) {
            if let Some(json) = plain_literal(value) {
                return Some(Self { json });
            }
            // Of numbers, what follows says where they end; a text that is cut off is none.
            let first = serde_json::Deserializer::from_str(value).into_iter().next()?;
            return first.ok().map(|raw: &RawValue| Self { json: raw.get() });
        }
        let found = Cell::new(None);
        let finder = Finder { name, found: &found };
        // Stopping at the field is an error to the deserialiser, so its result says nothing.
        let _ = serde_json::Deserializer::from_str(text).deserialize_map(finder);
        found.into_inner().map(|raw: &RawValue| Self { json: raw.get() })
    }

    /// The field's JSON.
    pub fn json(self) -> &'a str {
        self.json
    }

    /// The field as a value, if it is of that type.
    pub fn decode<T: DeserializeOwned>(self) -> Option<T> {
        serde_json::from_str(self.json).ok()
    }

    /// The field inside this one, if this one is an object which has it.
    pub fn field(self, name: &str) -> Option<Field<'a>> {
        Self::find(self.json, name)
    }
}

impl PartialEq<bool> for Field<'_> {
    fn eq(&self, other: &bool) -> bool {
        self.json == if *other { "true" } else { "false" }
    }
}

impl PartialEq<str> for Field<'_> {
    fn eq(&self, other: &str) -> bool {
        let text = self.json.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        if let Some(text) = text
            && !text.as_bytes().contains(&b'\\')
        {
            return text == other;
        }
        serde_json::from_str::<Text<'_>>(self.json).is_ok_and(|text| text.0 == other)
    }
}

impl PartialEq<&str> for Field<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl fmt::Debug for Field<'_> {
    /// Shows no content: replies hold what customers wrote.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({} bytes)", self.json.len())
    }
}

/// The literal that `json` starts with, if that is a text without escapes: what most are, and can be
/// taken as it stands.
fn plain_literal(json: &str) -> Option<&str> {
    let json = json.trim_ascii_start();
    let inside = json.strip_prefix('"')?.as_bytes();
    let end = inside.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '))?;
    if inside.get(end) == Some(&b'"') { json.get(..end + 2) } else { None }
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

struct Finder<'n, 'c, 'de> {
    name: &'n str,
    found: &'c Cell<Option<&'de RawValue>>,
}

impl<'de> Visitor<'de> for Finder<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(Text(key)) = map.next_key()? {
            if key == self.name {
                self.found.set(Some(map.next_value()?));
                return Err(M::Error::custom("found"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
