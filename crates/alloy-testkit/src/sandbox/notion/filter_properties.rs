//! `filter_properties`, by which a request asks for some properties only.

use super::{
    Failure, Input, Place,
    schema::{Property, Schema},
    workspace::TITLE,
};

/// The properties that a reply is to show. None named is all.
#[derive(Debug)]
pub(super) struct FilterProperties<'a>(Vec<&'a str>);

impl<'a> FilterProperties<'a> {
    /// The names of the query parameter.
    pub(super) const KEYS: [&'static str; 2] = ["filter_properties", "filter_properties[]"];

    /// Reads the ids or names that a query gives, which must be a row's, or a page's title.
    pub(super) fn read(input: &Input<'a>, schema: Option<&Schema>) -> Result<Self, Failure> {
        let mut wanted = Vec::new();
        for key in Self::KEYS {
            if let Some(place) = input.query.optional(key) {
                wanted.extend(texts(&place)?);
            }
        }
        let exists = |key: &str| match schema {
            Some(schema) => schema.find(key).is_some(),
            None => key == TITLE,
        };
        match wanted.iter().find(|key| !exists(key)) {
            Some(unknown) => {
                Err(Failure::validation(format!("{unknown} is not a property that exists.")))
            }
            None => Ok(Self(wanted)),
        }
    }

    /// Whether a property is shown.
    pub(super) fn shows(&self, property: &Property) -> bool {
        self.0.is_empty() || self.0.iter().any(|key| property.is(key))
    }
}

/// A query parameter that may be given once, as a text, or several times, as an array.
fn texts<'a>(place: &Place<'a>) -> Result<Vec<&'a str>, Failure> {
    match place.string() {
        Ok(text) => Ok(vec![text]),
        Err(_) => place.items(usize::MAX)?.iter().map(Place::string).collect(),
    }
}
