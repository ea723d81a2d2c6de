//! Schemas that were read, as they can be written.

use alloy_core::Error;

use super::{Config, PropertyReference, PropertySchemaInput, RelationInput};
use crate::{
    Converted, NumberFormat, OptionSchema, PropertyId, PropertySchema, PropertySchemaKind as Kind,
    RelationSchema, RelationSchemaKind, RollupSchema, Schema,
    input::{Drops, OptionInput, convert_each, convert_one},
    limits::At,
};

impl PropertySchema {
    /// The property as another one like it can be created.
    ///
    /// Options go by name, colour and description, and rollups by the names of their properties,
    /// for ids differ from database to database. The groups of a status cannot be written.
    ///
    /// Fails for types that this crate does not know, and where a relation, a rollup or a unique id
    /// does not say enough.
    ///
    /// ```
    /// use alloy_notion::{NumberFormat, PropertySchema, PropertySchemaInput};
    /// let price: PropertySchema = serde_json::from_str(
    ///     r#"{"id": "p", "name": "Price", "type": "number", "number": {"format": "euro"}}"#,
    /// )?;
    /// assert_eq!(price.to_input()?.input, PropertySchemaInput::number(NumberFormat::Euro));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_input(&self) -> Result<Converted<PropertySchemaInput>, Error> {
        convert_one(self.kind.type_name(), |at, drops| convert(self, at, drops))
    }
}

impl Schema {
    /// The properties as another database or data source can be created with, by name.
    ///
    /// `dropped` names the properties that [cannot be written](PropertySchema::to_input), and the
    /// parts of others.
    pub fn to_input(&self) -> Converted<Vec<(String, PropertySchemaInput)>> {
        convert_each(self, convert)
    }
}

/// Turns a property around, or says why it cannot be written.
fn convert(
    property: &PropertySchema,
    at: &At<'_>,
    drops: &mut Drops,
) -> Result<PropertySchemaInput, &'static str> {
    drops.note_extra(property.extra(), at);
    let at = at.key(property.kind.type_name());
    let mut input = match &property.kind {
        Kind::Number(number) => {
            drops.note_extra(number.extra(), &at);
            PropertySchemaInput::number(number.format.clone().unwrap_or(NumberFormat::Number))
        }
        Kind::Select(select) => PropertySchemaInput::select(options(&select.options)),
        Kind::MultiSelect(select) => PropertySchemaInput::multi_select(options(&select.options)),
        Kind::Status(status) => {
            if !status.groups.is_empty() {
                drops.note(&at.key("groups"));
            }
            PropertySchemaInput::status_of(options(&status.options))
        }
        Kind::Relation(it) => PropertySchemaInput::relation(relation(it)?),
        Kind::Formula(formula) => PropertySchemaInput::formula(formula.expression.as_str()),
        Kind::Rollup(it) => rollup(it).ok_or("does not say what it puts together")?,
        Kind::UniqueId(id) => match &id.prefix {
            Some(prefix) if !prefix.is_empty() => {
                PropertySchemaInput::unique_id_with(prefix.as_str())
            }
            _ => PropertySchemaInput::unique_id(),
        },
        kind => Config::Plain(plain(kind).ok_or("is of a type that is not known")?).into(),
    };
    if let Some(description) = property.description.as_ref().filter(|it| !it.is_empty()) {
        input = input.description(description.as_str());
    }
    Ok(input)
}

/// The name of a type of which there is nothing more to say.
fn plain(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Title(_) => "title",
        Kind::RichText(_) => "rich_text",
        Kind::Date(_) => "date",
        Kind::People(_) => "people",
        Kind::Files(_) => "files",
        Kind::Checkbox(_) => "checkbox",
        Kind::Url(_) => "url",
        Kind::Email(_) => "email",
        Kind::PhoneNumber(_) => "phone_number",
        Kind::CreatedTime(_) => "created_time",
        Kind::CreatedBy(_) => "created_by",
        Kind::LastEditedTime(_) => "last_edited_time",
        Kind::LastEditedBy(_) => "last_edited_by",
        Kind::LastVisitedTime(_) => "last_visited_time",
        Kind::Verification(_) => "verification",
        Kind::Place(_) => "place",
        Kind::Location(_) => "location",
        Kind::Button(_) => "button",
        _ => return None,
    })
}

fn options(options: &[OptionSchema]) -> impl Iterator<Item = OptionInput> {
    options.iter().map(|option| {
        let input = OptionInput::name(option.name.as_str()).color(option.color.clone());
        match &option.description {
            Some(description) => input.description(description.as_str()),
            None => input,
        }
    })
}

fn relation(relation: &RelationSchema) -> Result<RelationInput, &'static str> {
    let input = match (&relation.data_source_id, &relation.database_id) {
        (Some(id), _) => RelationInput::data_source(id.clone()),
        (None, Some(id)) => RelationInput::database(id.clone()),
        (None, None) => return Err("does not say which pages it leads to"),
    };
    Ok(match &relation.kind {
        Some(RelationSchemaKind::Dual(_)) => input.dual(),
        // Older answers do not say which of the two it is.
        None if relation.synced_property_id.is_some() => input.dual(),
        _ => input,
    })
}

fn rollup(rollup: &RollupSchema) -> Option<PropertySchemaInput> {
    let reference = |name: &Option<_>, id: &Option<PropertyId>| match (name, id) {
        (Some(name), _) => Some(PropertyReference::from(ToString::to_string(name))),
        (None, Some(id)) => Some(id.clone().into()),
        (None, None) => None,
    };
    Some(PropertySchemaInput::rollup(
        reference(&rollup.relation_property_name, &rollup.relation_property_id)?,
        reference(&rollup.rollup_property_name, &rollup.rollup_property_id)?,
        rollup.function.clone()?,
    ))
}
