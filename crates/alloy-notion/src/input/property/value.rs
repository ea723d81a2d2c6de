//! What is inside a property: its type and the value under it.

use alloy_core::Error;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{ClearableProperty, NumberInput, PersonInput, PlaceInput, VerificationInput};
use crate::{
    PageId,
    input::{
        DateInput, NamedFileInput, OptionInput, RichTextInputs,
        tagged::{self, Reference, Tagged, serialize_tagged},
    },
    limits::{self, At, Limits},
};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Title(RichTextInputs),
    RichText(RichTextInputs),
    Number(NumberInput),
    Select(OptionInput),
    MultiSelect(Vec<OptionInput>),
    Status(OptionInput),
    Date(DateInput),
    People(Vec<PersonInput>),
    Files(Vec<NamedFileInput>),
    Checkbox(bool),
    Url(String),
    Email(String),
    PhoneNumber(String),
    Relation(Vec<PageId>),
    Verification(VerificationInput),
    Place(PlaceInput),
    Null(ClearableProperty),
    Raw(String, serde_json::Value),
}

impl Value {
    /// The type, which is also the key of the value.
    fn name(&self) -> &str {
        match self {
            Self::Title(_) => "title",
            Self::RichText(_) => "rich_text",
            Self::Number(_) => "number",
            Self::Select(_) => "select",
            Self::MultiSelect(_) => "multi_select",
            Self::Status(_) => "status",
            Self::Date(_) => "date",
            Self::People(_) => "people",
            Self::Files(_) => "files",
            Self::Checkbox(_) => "checkbox",
            Self::Url(_) => "url",
            Self::Email(_) => "email",
            Self::PhoneNumber(_) => "phone_number",
            Self::Relation(_) => "relation",
            Self::Verification(_) => "verification",
            Self::Place(_) => "place",
            Self::Null(property) => property.as_str(),
            Self::Raw(name, _) => name,
        }
    }
}

impl Tagged for Value {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        let name = self.name();
        match self {
            Self::Title(text) | Self::RichText(text) => tagged::entries(object, name, text),
            Self::Number(number) => tagged::entries(object, name, number),
            Self::Select(option) | Self::Status(option) => tagged::entries(object, name, option),
            Self::MultiSelect(options) => tagged::entries(object, name, options),
            Self::Date(date) => tagged::entries(object, name, date),
            Self::People(people) => tagged::entries(object, name, people),
            Self::Files(files) => tagged::entries(object, name, files),
            Self::Checkbox(checked) => tagged::entries(object, name, checked),
            Self::Url(text) | Self::Email(text) | Self::PhoneNumber(text) => {
                tagged::entries(object, name, text)
            }
            Self::Relation(pages) => tagged::entries(object, name, &References(pages)),
            Self::Verification(verification) => tagged::entries(object, name, verification),
            Self::Place(place) => tagged::entries(object, name, place),
            Self::Null(_) => tagged::entries(object, name, &()),
            Self::Raw(_, value) => tagged::entries(object, name, value),
        }
    }
}

serialize_tagged!(Value);

/// Pages as a relation has them: objects with nothing but an id.
struct References<'a>(&'a [PageId]);

impl Serialize for References<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|id| Reference { id }))
    }
}

impl Limits for Value {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        let at = &at.key(self.name());
        match self {
            Self::Title(text) | Self::RichText(text) => text.check(at),
            Self::Number(number) => number.check(at),
            Self::Select(option) => option.check(at).and_then(|()| option.check_commas(at)),
            Self::MultiSelect(options) => {
                limits::list(options, at)?;
                let mut options = options.iter().enumerate();
                options.try_for_each(|(index, option)| option.check_commas(&at.index(index)))
            }
            Self::Status(option) => option.check(at),
            Self::Date(date) => date.check(at),
            Self::People(people) => limits::count(people.len(), limits::ELEMENTS, "elements", at),
            Self::Files(files) => limits::each(files, at),
            Self::Url(url) => limits::filled(url, limits::URL, at),
            Self::Email(email) => limits::filled(email, limits::EMAIL, at),
            Self::PhoneNumber(number) => limits::filled(number, limits::PHONE_NUMBER, at),
            Self::Relation(pages) => limits::count(pages.len(), limits::ELEMENTS, "elements", at),
            Self::Verification(verification) => verification.check(at),
            Self::Place(place) => place.check(at),
            Self::Checkbox(_) | Self::Null(_) | Self::Raw(..) => Ok(()),
        }
    }

    fn size(&self) -> usize {
        48 + match self {
            Self::Title(text) | Self::RichText(text) => text.size(),
            Self::Select(option) | Self::Status(option) => option.size(),
            Self::MultiSelect(options) => limits::size(options),
            Self::Date(date) => date.size(),
            Self::People(people) => 64 * people.len(),
            Self::Files(files) => limits::size(files),
            Self::Url(text) | Self::Email(text) | Self::PhoneNumber(text) => text.len(),
            Self::Relation(pages) => 48 * pages.len(),
            Self::Verification(verification) => verification.size(),
            Self::Place(place) => place.size(),
            Self::Raw(name, value) => name.len() + limits::size_of_json(value),
            Self::Number(_) | Self::Checkbox(_) | Self::Null(_) => 0,
        }
    }
}
