//! Values of page properties: what may be written, and what is kept of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Failure, Id, Place, dates, files, limits, rich_text,
    schema::{Kind, Property, Schema, WRITTEN},
    workspace::{TITLE, Workspace},
};

/// Contents in their read shape, by property id.
pub(super) type Contents = BTreeMap<String, Value>;

/// The properties of a page that is no row: a title, or nothing.
pub(super) fn of_page(workspace: &Workspace, place: &Place<'_>) -> Result<Contents, Failure> {
    place.only(&[TITLE])?;
    let title = match place.optional(TITLE) {
        Some(value) => {
            let (_, content) = value.variant(&[TITLE], &["id"])?;
            rich_text::read(workspace, &content)?
        }
        None => json!([]),
    };
    Ok(Contents::from([(TITLE.to_owned(), title)]))
}

/// What changes in the properties of a page that is no row.
pub(super) fn of_page_change(
    workspace: &Workspace,
    place: &Place<'_>,
) -> Result<Contents, Failure> {
    let mut contents = of_page(workspace, place)?;
    if place.optional(TITLE).is_none() {
        contents.clear();
    }
    Ok(contents)
}

/// The properties of a row. Options that are new become part of the schema.
pub(super) fn of_row(
    workspace: &Workspace,
    schema: &mut Schema,
    place: &Place<'_>,
) -> Result<Contents, Failure> {
    let mut contents = Contents::new();
    for (key, value) in place.members()? {
        let Some(property) = schema.find_mut(key) else {
            let message = format!("{key} is not a property that exists.");
            return Err(Failure::validation(message));
        };
        let (kind, content) = value.variant(&WRITTEN, &["id"])?;
        if kind != property.kind().name() {
            let expected = property.kind().name();
            return Err(Failure::validation(format!("{key} is expected to be {expected}.")));
        }
        let content = read(workspace, property, &content)?;
        contents.insert(property.id().to_owned(), content);
    }
    Ok(contents)
}

/// Checks a value against its property and gives its read shape.
fn read(
    workspace: &Workspace,
    property: &mut Property,
    place: &Place<'_>,
) -> Result<Value, Failure> {
    let kind = property.kind();
    match kind {
        Kind::Title | Kind::RichText => rich_text::read(workspace, place),
        Kind::Checkbox => place.boolean().map(Value::from),
        Kind::MultiSelect => {
            place.items(limits::ARRAY)?.iter().map(|item| property.choose(item)).collect()
        }
        Kind::People => {
            place.items(limits::ARRAY)?.iter().map(|item| person(workspace, item)).collect()
        }
        Kind::Relation => {
            place.items(limits::ARRAY)?.iter().map(|item| related(workspace, item)).collect()
        }
        Kind::Files => {
            place.items(limits::ARRAY)?.iter().map(|item| files::named(workspace, item)).collect()
        }
        _ => match place.or_null() {
            Some(place) if kind == Kind::Verification => verified(workspace, &place),
            Some(place) => single(property, &place),
            None => Ok(Value::Null),
        },
    }
}

/// A value of a kind that may also be null.
fn single(property: &mut Property, place: &Place<'_>) -> Result<Value, Failure> {
    match property.kind() {
        Kind::Number => place.number().cloned(),
        Kind::Select | Kind::Status => property.choose(place),
        Kind::Date => dates::read(place),
        Kind::Url => place.filled_text(limits::URL).map(Value::from),
        Kind::Email => place.filled_text(limits::EMAIL).map(Value::from),
        Kind::Place => geographic(place),
        Kind::PhoneNumber => place.filled_text(limits::PHONE_NUMBER).map(Value::from),
        _ => place.should_be("not present"),
    }
}

/// A place on the map.
fn geographic(place: &Place<'_>) -> Result<Value, Failure> {
    const TEXTS: [&str; 4] = ["name", "address", "aws_place_id", "google_place_id"];
    place.only(&[&["lat", "lon"], TEXTS.as_slice()].concat())?;
    let mut shape = json!({"lat": place.get("lat").number()?, "lon": place.get("lon").number()?});
    for key in TEXTS {
        shape[key] = place.nullable(key).map(|text| text.text(limits::TEXT)).transpose()?.into();
    }
    Ok(shape)
}

/// Whether a page is said to be right, and until when.
fn verified(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    place.only(&["state", "date"])?;
    let state = place.get("state").one_of(&["verified", "unverified"])?;
    let date = place.nullable("date").map(|date| dates::read(&date)).transpose()?;
    let by = (state == "verified").then(|| workspace.user(workspace.bot));
    Ok(json!({"state": state, "verified_by": by, "date": date}))
}

fn person(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    Ok(workspace.user(reference(place)?))
}

fn related(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    let page = workspace.page(reference(place)?)?;
    Ok(json!({"id": page.entry.id.to_string()}))
}

/// The id of something that is referred to. What else is known of it may stand beside.
fn reference(place: &Place<'_>) -> Result<Id, Failure> {
    place.object()?;
    place.get("id").id()
}
