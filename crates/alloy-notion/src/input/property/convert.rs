//! Values of properties that were read, as they can be written.

use alloy_core::Error;
use serde_json::Number;

use super::{
    ClearableProperty as Clear, NumberInput, PersonInput, PlaceInput, PropertyInput,
    VerificationInput,
};
use crate::{
    Converted, Place, Properties, PropertyValue, PropertyValueKind as Kind, SelectOption,
    UserOrGroup, Verification, VerificationState,
    input::{
        Drops, NamedFileInput, OptionInput, convert_date, convert_each, convert_one,
        convert_rich_text,
    },
    limits::At,
};

impl PropertyValue {
    /// The value as it can be written to the same property, or to one like it elsewhere.
    ///
    /// Options go by their names, so that a database with other options takes them. An empty value
    /// becomes [`PropertyInput::clear`] or an empty list.
    ///
    /// Fails for what Notion works out by itself (formulas, rollups, unique ids, who made and
    /// changed the page and when), for buttons, for what this crate does not know, and for values
    /// of which [not all](Self::is_truncated) is here, for writing those would take the rest away.
    ///
    /// ```
    /// use alloy_notion::{PropertyInput, PropertyValue};
    /// let value: PropertyValue = serde_json::from_str(
    ///     r#"{"id": "st", "type": "status", "status": {"name": "Done", "color": "green"}}"#,
    /// )?;
    /// assert_eq!(value.to_input()?.input, PropertyInput::status("Done"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_input(&self) -> Result<Converted<PropertyInput>, Error> {
        convert_one(self.kind.type_name(), |at, drops| convert(self, at, drops))
    }
}

impl Properties {
    /// The values as another page can be created or updated with, by name.
    ///
    /// `dropped` names the properties that [cannot be written](PropertyValue::to_input), and the
    /// parts of others.
    ///
    /// ```
    /// use alloy_notion::{CreatePage, DatabaseId, Page};
    /// # let json = r#"{"object": "page", "id": "59833787-2cf9-4fdf-8782-e53db20768a5", "properties":
    /// #   {"Name": {"id": "title", "type": "title", "title": []}, "Cost": {"type": "number",
    /// #   "number": 7}, "Made": {"type": "created_time", "created_time": "2026-11-23"}}}"#;
    /// # let archive: DatabaseId = "8e2c36a3-bb1e-4b5a-9f1c-0d5d4a3f7a10".parse()?;
    /// let page: Page = serde_json::from_str(json)?;
    /// let copy = page.properties.to_input();
    /// assert_eq!(copy.dropped, ["Made"]);
    /// CreatePage::in_database(archive).properties(copy.input);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_input(&self) -> Converted<Vec<(String, PropertyInput)>> {
        convert_each(self, convert)
    }
}

/// Turns a value around, or says why it cannot be written.
fn convert(
    value: &PropertyValue,
    at: &At<'_>,
    drops: &mut Drops,
) -> Result<PropertyInput, &'static str> {
    if value.is_partial() {
        return Err("nothing is known of the value but its property's id");
    }
    if value.is_truncated() {
        return Err("has more than is here, which writing it would take away");
    }
    let at = at.key(value.kind.type_name());
    let text = |text: &Option<_>, input: fn(String) -> PropertyInput, property| {
        or_clear(text.as_ref().map(ToString::to_string), input, property)
    };
    Ok(match &value.kind {
        Kind::Title(text) => PropertyInput::title(convert_rich_text(text, &at, drops)),
        Kind::RichText(text) => PropertyInput::rich_text(convert_rich_text(text, &at, drops)),
        Kind::Number(Some(number)) => PropertyInput::number(number_of(number)?),
        Kind::Number(None) => PropertyInput::clear(Clear::Number),
        Kind::Select(it) => or_clear(it.as_ref().map(option), PropertyInput::select, Clear::Select),
        Kind::Status(it) => or_clear(it.as_ref().map(option), PropertyInput::status, Clear::Status),
        Kind::MultiSelect(options) => PropertyInput::multi_select(options.iter().map(option)),
        Kind::Date(Some(date)) => {
            drops.note_extra(date.extra(), &at);
            PropertyInput::date(convert_date(date).ok_or("has no start")?)
        }
        Kind::Date(None) => PropertyInput::clear(Clear::Date),
        Kind::People(people) => PropertyInput::people(each(people, &at, drops, person)),
        Kind::Files(files) => {
            PropertyInput::files(each(files, &at, drops, NamedFileInput::of_file))
        }
        Kind::Checkbox(checked) => PropertyInput::checkbox(*checked),
        Kind::Url(url) => text(url, PropertyInput::url, Clear::Url),
        Kind::Email(email) => text(email, PropertyInput::email, Clear::Email),
        Kind::PhoneNumber(number) => text(number, PropertyInput::phone_number, Clear::PhoneNumber),
        Kind::Relation(pages) => PropertyInput::relation(pages.iter().map(|page| page.id.clone())),
        Kind::Verification(None) => PropertyInput::verification(VerificationInput::unverified()),
        Kind::Verification(Some(it)) => {
            drops.note_extra(it.extra(), &at);
            PropertyInput::verification(verification(it, &at, drops)?)
        }
        Kind::Place(Some(it)) => {
            drops.note_extra(it.extra(), &at);
            PropertyInput::place(place(it).ok_or("has no latitude and longitude")?)
        }
        Kind::Place(None) => PropertyInput::clear(Clear::Place),
        Kind::Formula(_)
        | Kind::Rollup(_)
        | Kind::CreatedTime(_)
        | Kind::CreatedBy(_)
        | Kind::LastEditedTime(_)
        | Kind::LastEditedBy(_)
        | Kind::UniqueId(_) => return Err("is worked out by Notion and cannot be written"),
        Kind::Button(_) | Kind::Other(_) => return Err("cannot be written"),
    })
}

/// The value, or none of a property of that type.
fn or_clear<T>(value: Option<T>, input: fn(T) -> PropertyInput, property: Clear) -> PropertyInput {
    value.map_or_else(|| PropertyInput::clear(property), input)
}

/// Turns items around, and takes down those that cannot be.
fn each<T, I>(
    items: &[T],
    at: &At<'_>,
    drops: &mut Drops,
    convert: impl Fn(&T) -> Option<I>,
) -> Vec<I> {
    let items = items.iter().enumerate();
    items
        .filter_map(|(index, item)| {
            let input = convert(item);
            if input.is_none() {
                drops.note(&at.index(index));
            }
            input
        })
        .collect()
}

fn number_of(number: &Number) -> Result<NumberInput, &'static str> {
    let whole = number.as_i64().map(NumberInput::from);
    whole
        .or_else(|| number.as_u64().map(NumberInput::from))
        .or_else(|| number.as_f64().map(NumberInput::from))
        .ok_or("is no number of 64 bits")
}

fn option(option: &SelectOption) -> OptionInput {
    match &option.id {
        Some(id) if option.name.is_empty() => OptionInput::id(id.clone()),
        _ => OptionInput::name(option.name.as_str()),
    }
}

fn person(person: &UserOrGroup) -> Option<PersonInput> {
    match person {
        UserOrGroup::User(user) => Some(PersonInput::user(user.id.clone())),
        UserOrGroup::Group(group) => Some(PersonInput::group(group.id.clone())),
        UserOrGroup::Other(_) => None,
    }
}

fn verification(
    verification: &Verification,
    at: &At<'_>,
    drops: &mut Drops,
) -> Result<VerificationInput, &'static str> {
    if verification.verified_by.is_some() {
        drops.note(&at.key("verified_by"));
    }
    match (&verification.state, &verification.date) {
        (Some(VerificationState::Verified), Some(date)) => {
            Ok(VerificationInput::verified_for(convert_date(date).ok_or("has no start")?))
        }
        (Some(VerificationState::Verified), None) => Ok(VerificationInput::verified()),
        (Some(VerificationState::Unverified), _) => Ok(VerificationInput::unverified()),
        _ => Err("is in a state that cannot be written"),
    }
}

fn place(place: &Place) -> Option<PlaceInput> {
    let mut input = PlaceInput::new(place.lat.as_ref()?.as_f64()?, place.lon.as_ref()?.as_f64()?);
    if let Some(name) = &place.name {
        input = input.name(name.as_str());
    }
    if let Some(address) = &place.address {
        input = input.address(address.as_str());
    }
    if let Some(id) = &place.aws_place_id {
        input = input.aws_place_id(id.as_str());
    }
    if let Some(id) = &place.google_place_id {
        input = input.google_place_id(id.as_str());
    }
    Some(input)
}
