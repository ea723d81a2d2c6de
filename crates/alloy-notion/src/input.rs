//! What is written to Notion: shapes of requests, which differ from what comes back.

mod block;
mod change;
mod convert;
mod date;
mod file;
mod finite;
mod icon;
mod methods;
mod option;
mod parent;
mod property;
mod rich_text;
mod schema;
mod tagged;
mod template;

pub(crate) use block::check as check_blocks;
pub use block::{BlockInput, BlockPosition, BlockUpdate};
pub(crate) use change::Change;
pub use convert::Converted;
pub(crate) use convert::{
    Drops, convert_date, convert_each, convert_file, convert_icon, convert_one,
};
pub use date::DateInput;
pub use file::{FileInput, NamedFileInput};
pub use icon::IconInput;
pub(crate) use methods::{change_methods, new_methods, properties_method};
pub use option::OptionInput;
pub(crate) use parent::ParentInput;
pub(crate) use property::PropertyInputs;
pub use property::{
    ClearableProperty, NumberInput, PersonInput, PlaceInput, PropertyInput, VerificationInput,
};
pub(crate) use rich_text::convert_rich_text;
pub use rich_text::{MentionInput, RichTextInput, RichTextInputs};
pub use schema::{PropertyReference, PropertySchemaInput, RelationInput};
pub(crate) use schema::{SchemaChanges, SchemaInput};
pub use template::{PagePosition, TemplateInput};

/// The id of the title property, which is the same in every database, whatever its name.
pub(crate) const TITLE: &str = "title";
