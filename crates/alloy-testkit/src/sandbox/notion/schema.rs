//! The properties that a database's rows have.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::{Failure, Id, Place, workspace::TITLE};
use crate::sandbox::random::{self, Random};

/// Declares the kinds of properties, with their names on the wire.
macro_rules! kinds {
    ($($kind:ident = $name:literal,)*) => {
        /// The type of a property.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Kind {
            $($kind,)*
        }

        impl Kind {
            pub(super) fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

kinds! {
    Title = "title",
    RichText = "rich_text",
    Number = "number",
    Select = "select",
    MultiSelect = "multi_select",
    Status = "status",
    Date = "date",
    People = "people",
    Files = "files",
    Checkbox = "checkbox",
    Url = "url",
    Email = "email",
    PhoneNumber = "phone_number",
    Relation = "relation",
    CreatedTime = "created_time",
    CreatedBy = "created_by",
    LastEditedTime = "last_edited_time",
    LastEditedBy = "last_edited_by",
    UniqueId = "unique_id",
}

/// The kinds whose values can be written, as Notion names them when a value has none of them.
pub(super) const WRITTEN: [&str; 14] = [
    "title",
    "rich_text",
    "number",
    "url",
    "select",
    "multi_select",
    "people",
    "email",
    "phone_number",
    "date",
    "checkbox",
    "relation",
    "files",
    "status",
];

impl Kind {
    /// What a row has where nothing was written: of a status the first option.
    pub(super) fn empty(self, options: &[Choice]) -> Value {
        match self {
            Self::Title
            | Self::RichText
            | Self::MultiSelect
            | Self::People
            | Self::Files
            | Self::Relation => json!([]),
            Self::Checkbox => json!(false),
            Self::Status => options.first().map_or(Value::Null, Choice::value),
            _ => Value::Null,
        }
    }
}

/// The properties of a database, in order.
#[derive(Clone, Debug)]
pub(super) struct Schema {
    properties: Vec<Property>,
}

#[derive(Clone, Debug)]
pub(super) struct Property {
    /// As it goes over the wire: percent-encoded.
    id: String,
    name: String,
    kind: Kind,
    /// Of a select, multi-select or status.
    options: Vec<Choice>,
    /// What else the type is configured with.
    config: Map<String, Value>,
}

/// An option of a select, multi-select or status.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    id: Id,
    name: String,
    color: &'static str,
}

pub(super) const SELECT_COLORS: [&str; 10] =
    ["default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"];

/// What property ids are made of: 64 characters, not all of which may stand in a URL.
const ID_ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:;<=>?@[]^{}";

impl Schema {
    pub(super) fn new(properties: Vec<Property>) -> Self {
        Self { properties }
    }

    pub(super) fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// The property of a name, or of an id, encoded or not.
    pub(super) fn find_mut(&mut self, key: &str) -> Option<&mut Property> {
        self.properties.iter_mut().find(|property| property.is(key))
    }

    /// The schema in its read shape, by name.
    pub(super) fn shape(&self) -> Value {
        let shape = |property: &Property| (property.name.clone(), property.shape());
        Value::Object(self.properties.iter().map(shape).collect())
    }
}

impl Property {
    pub(super) fn new(random: &mut Random, kind: Kind, name: &str) -> Self {
        let id = match kind {
            Kind::Title => TITLE.to_owned(),
            _ => utf8_percent_encode(&random.text(4, ID_ALPHABET), NON_ALPHANUMERIC).to_string(),
        };
        Self { id, name: name.to_owned(), kind, options: Vec::new(), config: Map::new() }
    }

    pub(super) fn with_option(mut self, name: &str, color: &'static str) -> Self {
        self.add_option(name, color);
        self
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

    /// Whether a request means this property by a key.
    pub(super) fn is(&self, key: &str) -> bool {
        self.name == key || self.id == key || percent_decode_str(&self.id).eq(key.bytes())
    }

    /// The option that a request names, `{id}` or `{name}`. Of a select, a new name is a new
    /// option; a status has those it has.
    pub(super) fn choose(&mut self, place: &Place<'_>) -> Result<Value, Failure> {
        place.only(&["id", "name", "color", "description"])?;
        let color =
            place.nullable("color").map(|color| color.one_of(&SELECT_COLORS)).transpose()?;
        let id = place.nullable("id").map(|id| id.string()).transpose()?;
        let found = match id {
            Some(id) => {
                let known = |option: &&Choice| Some(option.id) == Id::parse(id);
                self.options.iter().find(known).ok_or_else(|| {
                    Failure::validation(format!(
                        "\"{id}\" is an invalid {} option.",
                        self.kind.name()
                    ))
                })?
            }
            None => {
                let name = place.get("name").filled_text(100)?;
                match self.options.iter().position(|option| option.name == name) {
                    Some(known) => &self.options[known],
                    None => self.invent(name, color)?,
                }
            }
        };
        match color {
            Some(color) if color != found.color => Err(Failure::validation(format!(
                "Cannot update color of select with name: {}.",
                found.name
            ))),
            _ => Ok(found.value()),
        }
    }

    fn invent(&mut self, name: &str, color: Option<&'static str>) -> Result<&Choice, Failure> {
        if self.kind == Kind::Status {
            let message =
                format!("Invalid status option. Status option \"{name}\" does not exist.");
            return Err(Failure::validation(message));
        }
        if name.contains(',') {
            let message = format!("Invalid select option, commas not allowed: {name}");
            return Err(Failure::validation(message));
        }
        let next = SELECT_COLORS[self.options.len() % SELECT_COLORS.len()];
        Ok(self.add_option(name, color.unwrap_or(next)))
    }

    fn add_option(&mut self, name: &str, color: &'static str) -> &Choice {
        let id = Id(random::as_uuid(random::digest(&format!("{}\n{name}", self.id))));
        self.options.push(Choice { id, name: name.to_owned(), color });
        &self.options[self.options.len() - 1]
    }

    fn shape(&self) -> Value {
        let mut config = self.config.clone();
        if matches!(self.kind, Kind::Select | Kind::MultiSelect | Kind::Status) {
            let options: Vec<_> = self.options.iter().map(Choice::shape).collect();
            config.insert("options".to_owned(), options.into());
        }
        if self.kind == Kind::Status {
            config.insert("groups".to_owned(), self.groups());
        }
        json!({
            "id": self.id,
            "name": self.name,
            "type": self.kind.name(),
            "description": null,
            self.kind.name(): config,
        })
    }

    /// The groups of a status: its first option is to do, its last complete, all else in progress.
    fn groups(&self) -> Value {
        let last = self.options.len().saturating_sub(1);
        let group = |name: &str, color: &str, has: &dyn Fn(usize) -> bool| {
            let options = self.options.iter().enumerate().filter(|(at, _)| has(*at));
            let ids: Vec<Value> = options.map(|(_, option)| option.id.into()).collect();
            let id = Id(random::as_uuid(random::digest(&format!("{}\n{name}\n", self.id))));
            json!({"id": id.to_string(), "name": name, "color": color, "option_ids": ids})
        };
        json!([
            group("To-do", "gray", &|at| at == 0),
            group("In progress", "blue", &|at| at > 0 && at < last),
            group("Complete", "green", &|at| at > 0 && at == last),
        ])
    }
}

impl Choice {
    /// The option as the value of a row's property.
    pub(super) fn value(&self) -> Value {
        json!({"id": self.id.to_string(), "name": self.name, "color": self.color})
    }

    fn shape(&self) -> Value {
        let id = self.id.to_string();
        json!({"id": id, "name": self.name, "color": self.color, "description": null})
    }
}
