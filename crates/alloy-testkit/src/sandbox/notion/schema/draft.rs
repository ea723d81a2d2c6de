//! What a request says of one property of a schema.

use serde_json::{Map, Value};

use super::{Kind, Property};
use crate::sandbox::notion::{Failure, Place, limits, version::Version};

/// What a request says of a property. What it leaves out stays as it is.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) name: Option<&'a str>,
    /// The text, an empty one if it is taken away.
    pub(super) description: Option<&'a str>,
    /// The type, and its configuration.
    pub(super) kind: Option<(Kind, Place<'a>)>,
}

/// The types that a request can give a property, as Notion names them when it has none of them.
const KINDS: [&str; 23] = [
    "number",
    "formula",
    "select",
    "multi_select",
    "relation",
    "rollup",
    "unique_id",
    "title",
    "rich_text",
    "url",
    "people",
    "files",
    "email",
    "phone_number",
    "date",
    "checkbox",
    "created_by",
    "created_time",
    "last_edited_by",
    "last_edited_time",
    "button",
    "place",
    "verification",
];

/// The same, and the type that has come last.
const KINDS_WITH_STATUS: [&str; KINDS.len() + 1] = {
    let mut kinds = ["status"; KINDS.len() + 1];
    let mut at = 0;
    while at < KINDS.len() {
        kinds[at] = KINDS[at];
        at += 1;
    }
    kinds
};

/// The formats of numbers.
const FORMATS: &str = "number number_with_commas percent dollar australian_dollar canadian_dollar \
    singapore_dollar euro pound yen ruble rupee won yuan real lira rupiah franc hong_kong_dollar \
    new_zealand_dollar krona norwegian_krone mexican_peso rand new_taiwan_dollar danish_krone zloty \
    baht forint koruna shekel chilean_peso philippine_peso dirham colombian_peso riyal ringgit leu \
    argentine_peso uruguayan_peso peruvian_sol";

impl<'a> Draft<'a> {
    /// Reads what a new property is to be: its type must be there.
    pub(super) fn of_new(place: &Place<'a>, version: Version) -> Result<Self, Failure> {
        let kinds: &[&str] = match version {
            Version::V2026_03_11 => &KINDS_WITH_STATUS,
            _ => &KINDS,
        };
        let (kind, content) = place.variant(kinds, &["name", "description", "id"])?;
        let kind = Kind::named(kind).map(|kind| (kind, content));
        Self::beside(place, kind)
    }

    /// Reads how a property that is there is to be changed.
    pub(super) fn of_change(
        place: &Place<'a>,
        present: &Property,
        version: Version,
    ) -> Result<Self, Failure> {
        let members = place.object()?;
        let typed = members
            .keys()
            .any(|key| !["name", "description", "id", "type"].contains(&key.as_str()));
        if !typed {
            return Self::beside(place, None);
        }
        // The options of a status can be seen in every version, and sent back as they are.
        match place.optional(present.kind.name()) {
            Some(content) if present.kind == Kind::Status && version < Version::V2026_03_11 => {
                content.only(&["options", "groups"])?;
                match content.optional("options") {
                    Some(options) if !present.has_the_options(&options)? => {
                        // Notion's words for this are not on record.
                        Err(Failure::validation("Status options cannot be changed."))
                    }
                    _ => Self::beside(place, None),
                }
            }
            _ => Self::of_new(place, version),
        }
    }

    fn beside(place: &Place<'a>, kind: Option<(Kind, Place<'a>)>) -> Result<Self, Failure> {
        let name = place.optional("name").map(|name| name.filled_text(limits::TEXT)).transpose()?;
        let description = match place.optional("description") {
            Some(text) => {
                text.or_null().map_or(Ok(""), |text| text.text(limits::TEXT)).map(Some)?
            }
            None => None,
        };
        Ok(Self { name, description, kind })
    }
}

/// The configuration of a number.
pub(super) fn number(place: &Place<'_>, config: &mut Map<String, Value>) -> Result<(), Failure> {
    place.only(&["format"])?;
    if let Some(format) = place.optional("format") {
        let formats: Vec<_> = FORMATS.split(' ').collect();
        config.insert("format".to_owned(), format.one_of(&formats)?.into());
    }
    config.entry("format").or_insert_with(|| "number".into());
    Ok(())
}

/// The configuration of a unique id.
pub(super) fn unique_id(place: &Place<'_>, config: &mut Map<String, Value>) -> Result<(), Failure> {
    place.only(&["prefix"])?;
    if place.optional("prefix").is_some() {
        let prefix =
            place.nullable("prefix").map(|prefix| prefix.text(limits::TEXT)).transpose()?;
        config.insert("prefix".to_owned(), prefix.into());
    }
    config.entry("prefix").or_insert(Value::Null);
    Ok(())
}

/// The configuration of a formula.
pub(super) fn formula(place: &Place<'_>, config: &mut Map<String, Value>) -> Result<(), Failure> {
    place.only(&["expression"])?;
    if !config.contains_key("expression") || place.optional("expression").is_some() {
        let expression = place.get("expression").filled_text(limits::TEXT)?;
        config.insert("expression".to_owned(), expression.into());
    }
    Ok(())
}
