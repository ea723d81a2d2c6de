//! What a database says about the properties of its pages.

mod number_format;
mod options;
mod relation;
mod rollup;

use compact_str::CompactString;

use crate::{
    Empty, Identified, PropertyId, PropertyMap,
    wire::{object, union},
};

pub use number_format::NumberFormat;
pub use options::{OptionSchema, SelectSchema, StatusGroup, StatusSchema};
pub use relation::{DualProperty, RelationSchema, RelationSchemaKind};
pub use rollup::RollupSchema;

/// The properties that the pages of a database have, by name.
pub type Schema = PropertyMap<PropertySchema>;

object! {
    /// What a database says about one property of its pages.
    pub struct PropertySchema {
        /// The property's id.
        id: Option<PropertyId>,
        /// Its name.
        name: CompactString,
        /// What it is for. Absent before 2024.
        description: Option<CompactString>,
        ..kind: PropertySchemaKind,
    }
}

union! {
    /// The type of a property, and what belongs to it.
    pub enum PropertySchemaKind {
        /// The page's title.
        "title" => Title(Empty),
        /// A text.
        "rich_text" => RichText(Empty),
        /// A number.
        "number" => Number(NumberSchema),
        /// One option, or none.
        "select" => Select(SelectSchema),
        /// Any number of options.
        "multi_select" => MultiSelect(SelectSchema),
        /// One option of those that are grouped by progress.
        "status" => Status(StatusSchema),
        /// A date or a span of dates.
        "date" => Date(Empty),
        /// Users and groups.
        "people" => People(Empty),
        /// Files.
        "files" => Files(Empty),
        /// Yes or no.
        "checkbox" => Checkbox(Empty),
        /// A URL.
        "url" => Url(Empty),
        /// An email address.
        "email" => Email(Empty),
        /// A phone number.
        "phone_number" => PhoneNumber(Empty),
        /// Pages of a database.
        "relation" => Relation(Box<RelationSchema>),
        /// What a formula gives.
        "formula" => Formula(FormulaSchema),
        /// What related pages give together.
        "rollup" => Rollup(Box<RollupSchema>),
        /// When the page was made.
        "created_time" => CreatedTime(Empty),
        /// Who made the page.
        "created_by" => CreatedBy(Empty),
        /// When the page was changed last.
        "last_edited_time" => LastEditedTime(Empty),
        /// Who changed the page last.
        "last_edited_by" => LastEditedBy(Empty),
        /// When the page was opened last.
        "last_visited_time" => LastVisitedTime(Empty),
        /// A number that no other page of the database has.
        "unique_id" => UniqueId(UniqueIdSchema),
        /// Whether the page has been verified.
        "verification" => Verification(Empty),
        /// A place on the map.
        "place" => Place(Empty),
        /// A place, by the name it has in some schemas.
        "location" => Location(Empty),
        /// A button.
        "button" => Button(Empty),
    }
}

object! {
    /// What belongs to a number property.
    pub struct NumberSchema {
        /// How numbers are shown.
        format: Option<NumberFormat>,
    }
}

object! {
    /// What belongs to a formula property.
    pub struct FormulaSchema {
        /// The formula, in Notion's language.
        expression: CompactString,
    }
}

object! {
    /// What belongs to a property of unique ids.
    pub struct UniqueIdSchema {
        /// What stands before the number.
        prefix: Option<CompactString>,
    }
}

impl Identified for PropertySchema {
    fn property_id(&self) -> Option<&PropertyId> {
        self.id.as_ref()
    }
}

impl PropertySchema {
    /// The options of a select, a multi-select or a status; none for other types.
    pub fn options(&self) -> &[OptionSchema] {
        match &self.kind {
            PropertySchemaKind::Select(schema) | PropertySchemaKind::MultiSelect(schema) => {
                &schema.options
            }
            PropertySchemaKind::Status(schema) => &schema.options,
            _ => &[],
        }
    }
}
