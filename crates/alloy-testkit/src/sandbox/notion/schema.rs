//! The properties that a table's rows have.

mod choice;
mod draft;
mod edit;
mod kind;
mod shape;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Id, workspace::TITLE};
use crate::sandbox::random::Random;

pub(super) use choice::Choice;
pub(super) use edit::SchemaEdit;
pub(super) use kind::{Kind, WRITTEN};

/// The properties of a table, in order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Schema {
    properties: Vec<Property>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Property {
    /// As it goes over the wire: percent-encoded.
    id: String,
    name: String,
    description: Option<String>,
    kind: Kind,
    /// Of a select, multi-select or status.
    options: Vec<Choice>,
    /// What else the type is configured with. Other properties are in it by their ids, and
    /// related tables by those of data sources.
    config: Map<String, Value>,
}

/// What property ids are made of: 64 characters, not all of which may stand in a URL.
const ID_ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:;<=>?@[]^{}";

impl Schema {
    pub(super) fn new(properties: Vec<Property>) -> Self {
        Self { properties }
    }

    /// That of a page that is no row: a title.
    pub(super) fn of_plain_page() -> Self {
        Self::new(vec![Property::named(TITLE.to_owned(), Kind::Title, TITLE)])
    }

    pub(super) fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// The property of a name, or of an id, encoded or not.
    pub(super) fn find(&self, key: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.is(key))
    }

    pub(super) fn find_mut(&mut self, key: &str) -> Option<&mut Property> {
        self.properties.iter_mut().find(|property| property.is(key))
    }
}

impl Property {
    pub(super) fn new(random: &mut Random, kind: Kind, name: &str) -> Self {
        let id = match kind {
            Kind::Title => TITLE.to_owned(),
            _ => utf8_percent_encode(&random.text(4, ID_ALPHABET), NON_ALPHANUMERIC).to_string(),
        };
        Self::named(id, kind, name)
    }

    fn named(id: String, kind: Kind, name: &str) -> Self {
        let (options, config) = (Vec::new(), Map::new());
        Self { id, name: name.to_owned(), description: None, kind, options, config }
    }

    pub(super) fn set_config(&mut self, key: &str, value: impl Into<Value>) {
        self.config.insert(key.to_owned(), value.into());
    }

    pub(super) fn with_config(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.config.insert(key.to_owned(), value.into());
        self
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn options(&self) -> &[Choice] {
        &self.options
    }

    pub(super) fn config(&self, key: &str) -> Value {
        self.config.get(key).cloned().unwrap_or_default()
    }

    /// Takes a description, if there is one; an empty one is none.
    fn describe(&mut self, given: Option<&str>) {
        if let Some(text) = given {
            self.description = (!text.is_empty()).then(|| text.to_owned());
        }
    }

    /// A part of the configuration that is text, such as a rollup's `function`.
    pub(super) fn setting(&self, key: &str) -> &str {
        self.config.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// The data source that a relation leads to.
    pub(super) fn related(&self) -> Option<Id> {
        Id::parse(self.setting("data_source_id"))
    }

    /// The property at the other end of a relation that goes both ways.
    pub(super) fn synced(&self) -> Option<&str> {
        self.config.get("dual_property")?.get("synced_property_id")?.as_str()
    }

    /// Whether a request means this property by a key.
    pub(super) fn is(&self, key: &str) -> bool {
        self.name == key || self.id == key || percent_decode_str(&self.id).eq(key.bytes())
    }
}
