//! The types of properties.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Choice;

/// Declares the kinds of properties, with their names on the wire.
macro_rules! kinds {
    ($($kind:ident = $name:literal,)*) => {
        /// The type of a property.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub(in crate::sandbox::notion) enum Kind {
            $(#[serde(rename = $name)] $kind,)*
        }

        impl Kind {
            pub(in crate::sandbox::notion) fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            pub(in crate::sandbox::notion) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$kind),)*
                    _ => None,
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
    Formula = "formula",
    Relation = "relation",
    Rollup = "rollup",
    CreatedTime = "created_time",
    CreatedBy = "created_by",
    LastEditedTime = "last_edited_time",
    LastEditedBy = "last_edited_by",
    UniqueId = "unique_id",
    Button = "button",
    Verification = "verification",
    Place = "place",
}

/// The kinds whose values can be written, as Notion names them when a value has none of them.
pub(in crate::sandbox::notion) const WRITTEN: [&str; 16] = [
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
    "place",
    "verification",
];

impl Kind {
    /// What a row has where nothing was written: of a status the first option.
    pub(in crate::sandbox::notion) fn empty(self, options: &[Choice]) -> Value {
        match self {
            Self::Title
            | Self::RichText
            | Self::MultiSelect
            | Self::People
            | Self::Files
            | Self::Relation => json!([]),
            Self::Checkbox => json!(false),
            Self::Status => options.first().map_or(Value::Null, Choice::value),
            Self::Button => json!({}),
            Self::Verification => {
                json!({"state": "unverified", "verified_by": null, "date": null})
            }
            _ => Value::Null,
        }
    }

    /// Whether a value is chosen from options.
    pub(in crate::sandbox::notion) fn has_options(self) -> bool {
        matches!(self, Self::Select | Self::MultiSelect | Self::Status)
    }

    /// Whether a value is a list, of which a page shows a part only.
    pub(in crate::sandbox::notion) fn is_list(self) -> bool {
        matches!(self, Self::Title | Self::RichText | Self::People | Self::Relation)
    }
}
