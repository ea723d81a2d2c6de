//! Values of page properties to be written.

mod convert;
mod map;
mod number;
mod people;
mod place;
mod value;
mod verification;

pub(crate) use map::PropertyInputs;
pub use number::NumberInput;
pub use people::PersonInput;
pub use place::PlaceInput;
pub use verification::VerificationInput;

use alloy_core::Error;
use serde::{Serialize, Serializer};

use super::{DateInput, NamedFileInput, OptionInput, RichTextInputs};
use crate::{
    PageId,
    limits::{At, Limits},
};
use value::Value;

/// The value of one property of a page.
///
/// Formulas, rollups, creation and edit data, unique ids and buttons cannot be written.
///
/// ```
/// use alloy_notion::{CreatePage, DateInput, PropertyInput};
/// # let database_id: alloy_notion::DatabaseId = "8e2c36a3-bb1e-4b5a-9f1c-0d5d4a3f7a10".parse()?;
///
/// CreatePage::in_database(database_id)
///     .title("Row")
///     .property("Status", PropertyInput::status("Done"))
///     .property("Tags", PropertyInput::multi_select(["red", "round"]))
///     .property("Price", PropertyInput::number(2.5))
///     .property("Due", PropertyInput::date(DateInput::day("2026-11-23")));
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PropertyInput(Value);

/// A type of property whose value can be taken away: [`PropertyInput::clear`].
///
/// The other types are emptied by writing an empty text or list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClearableProperty {
    /// `number`
    Number,
    /// `select`
    Select,
    /// `status`, which goes back to its default
    Status,
    /// `date`
    Date,
    /// `url`
    Url,
    /// `email`
    Email,
    /// `phone_number`
    PhoneNumber,
    /// `place`
    Place,
}

impl ClearableProperty {
    /// The type as Notion writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Select => "select",
            Self::Status => "status",
            Self::Date => "date",
            Self::Url => "url",
            Self::Email => "email",
            Self::PhoneNumber => "phone_number",
            Self::Place => "place",
        }
    }
}

impl PropertyInput {
    /// The title that every page has.
    pub fn title(text: impl Into<RichTextInputs>) -> Self {
        Self(Value::Title(text.into()))
    }

    /// A text.
    pub fn rich_text(text: impl Into<RichTextInputs>) -> Self {
        Self(Value::RichText(text.into()))
    }

    /// A number, whole or not.
    pub fn number(number: impl Into<NumberInput>) -> Self {
        Self(Value::Number(number.into()))
    }

    /// One option.
    pub fn select(option: impl Into<OptionInput>) -> Self {
        Self(Value::Select(option.into()))
    }

    /// Any number of options up to 100.
    pub fn multi_select<I>(options: I) -> Self
    where
        I: IntoIterator<Item: Into<OptionInput>>,
    {
        Self(Value::MultiSelect(options.into_iter().map(Into::into).collect()))
    }

    /// One option of a status property.
    pub fn status(option: impl Into<OptionInput>) -> Self {
        Self(Value::Status(option.into()))
    }

    /// A day, a moment or a time between two.
    pub fn date(date: DateInput) -> Self {
        Self(Value::Date(date))
    }

    /// Up to 100 people, bots or groups.
    pub fn people<I>(people: I) -> Self
    where
        I: IntoIterator<Item: Into<PersonInput>>,
    {
        Self(Value::People(people.into_iter().map(Into::into).collect()))
    }

    /// Files, in place of all that the property has.
    pub fn files(files: impl IntoIterator<Item = NamedFileInput>) -> Self {
        Self(Value::Files(files.into_iter().collect()))
    }

    /// Whether a box is ticked.
    pub fn checkbox(checked: bool) -> Self {
        Self(Value::Checkbox(checked))
    }

    /// A URL, at most 2,000 UTF-16 units.
    pub fn url(url: impl Into<String>) -> Self {
        Self(Value::Url(url.into()))
    }

    /// An email address, at most 200 UTF-16 units.
    pub fn email(email: impl Into<String>) -> Self {
        Self(Value::Email(email.into()))
    }

    /// A phone number in any notation, at most 200 UTF-16 units.
    pub fn phone_number(phone_number: impl Into<String>) -> Self {
        Self(Value::PhoneNumber(phone_number.into()))
    }

    /// Up to 100 pages of the related database, in place of all that the property has.
    pub fn relation<I>(pages: I) -> Self
    where
        I: IntoIterator<Item: Into<PageId>>,
    {
        Self(Value::Relation(pages.into_iter().map(Into::into).collect()))
    }

    /// Whether the page, in a wiki, is verified.
    pub fn verification(verification: VerificationInput) -> Self {
        Self(Value::Verification(verification))
    }

    /// A place on the map.
    pub fn place(place: PlaceInput) -> Self {
        Self(Value::Place(place))
    }

    /// No value, for a property of this type.
    pub fn clear(property: ClearableProperty) -> Self {
        Self(Value::Null(property))
    }

    /// A value of a type that this crate does not know, as `{"type": …, <type>: <value>}`.
    ///
    /// Only the size of the whole request is checked.
    pub fn raw(property_type: impl Into<String>, value: impl Into<serde_json::Value>) -> Self {
        Self(Value::Raw(property_type.into(), value.into()))
    }

    pub(crate) fn is_title(&self) -> bool {
        matches!(self.0, Value::Title(_))
    }
}

impl Serialize for PropertyInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Limits for PropertyInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.0.check(at)
    }

    fn size(&self) -> usize {
        self.0.size()
    }
}
