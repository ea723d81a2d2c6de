//! What the properties of a page hold.

mod access;
mod formula;
mod id;
mod map;
mod option;
mod place;
mod rollup;
mod unique_id;
mod verification;

use compact_str::CompactString;
use serde_json::Number;

use crate::{
    Date, Empty, File, PageId, RichText, Time, User, UserOrGroup,
    wire::{object, union},
};

pub use formula::{Formula, FormulaKind};
pub use id::PropertyId;
pub use map::{Identified, PropertyMap};
pub use option::SelectOption;
pub use place::Place;
pub use rollup::{Rollup, RollupFunction, RollupKind};
pub use unique_id::UniqueId;
pub use verification::{Verification, VerificationState};

/// The properties of a page, by name.
pub type Properties = PropertyMap<PropertyValue>;

object! {
    /// What one property of a page holds.
    pub struct PropertyValue {
        /// The property's id. Absent inside a rollup.
        id: Option<PropertyId>,
        /// Whether a relation has more pages than are given here.
        has_more: Option<bool>,
        ..kind: PropertyValueKind,
    }
}

union! {
    /// What a property of each type holds.
    pub enum PropertyValueKind {
        /// The page's title.
        "title" => Title(RichText),
        /// A text.
        "rich_text" => RichText(RichText),
        /// A number.
        "number" => Number(Option<Number>),
        /// One option, or none.
        "select" => Select(Option<SelectOption>),
        /// Any number of options.
        "multi_select" => MultiSelect(Vec<SelectOption>),
        /// One option of those that are grouped by progress.
        "status" => Status(Option<SelectOption>),
        /// A date or a span of dates.
        "date" => Date(Option<Date>),
        /// Users and groups.
        "people" => People(Vec<UserOrGroup>),
        /// Files.
        "files" => Files(Vec<File>),
        /// Yes or no.
        "checkbox" => Checkbox(bool),
        /// A URL.
        "url" => Url(Option<CompactString>),
        /// An email address.
        "email" => Email(Option<CompactString>),
        /// A phone number.
        "phone_number" => PhoneNumber(Option<CompactString>),
        /// Pages of a database.
        "relation" => Relation(Vec<RelatedPage>),
        /// What a formula gives.
        "formula" => Formula(Formula),
        /// What related pages give together.
        "rollup" => Rollup(Rollup),
        /// When the page was made.
        "created_time" => CreatedTime(Time),
        /// Who made the page.
        "created_by" => CreatedBy(Box<User>),
        /// When the page was changed last, to the minute.
        "last_edited_time" => LastEditedTime(Time),
        /// Who changed the page last.
        "last_edited_by" => LastEditedBy(Box<User>),
        /// A number that no other page of the database has.
        "unique_id" => UniqueId(UniqueId),
        /// Whether the page has been verified.
        "verification" => Verification(Option<Box<Verification>>),
        /// A place on the map.
        "place" => Place(Option<Box<Place>>),
        /// A button, which holds nothing.
        "button" => Button(Empty),
    }
}

object! {
    /// A page that a relation leads to.
    pub struct RelatedPage {
        /// The page.
        id: PageId,
    }
}
