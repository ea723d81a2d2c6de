//! What was read, as it can be written.

use alloy_core::Error;

use super::{DateInput, FileInput, IconInput};
use crate::{Date, Extra, FileKind, Icon, IconKind, PropertyMap, limits::At};

/// What was read from Notion, as it can be written to it.
///
/// The two differ: what is read says more than can be written. What Notion works out by itself, as
/// ids, times and plain text, is left out without a word. Everything else that is not in `input` is
/// named in `dropped`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Converted<T> {
    /// What can be written.
    pub input: T,
    /// What cannot, by its place in what was read, such as `callout.icon`.
    pub dropped: Vec<String>,
}

impl<T> Converted<T> {
    /// What can be written, if that is all of it.
    pub fn complete(self) -> Option<T> {
        self.dropped.is_empty().then_some(self.input)
    }
}

/// Takes down what cannot be written.
#[derive(Default)]
pub(crate) struct Drops(Vec<String>);

impl Drops {
    /// Takes down a value.
    pub(crate) fn note(&mut self, at: &At<'_>) {
        self.0.push(at.to_string());
    }

    /// Takes down the members of an object that no field shows.
    pub(crate) fn note_extra(&mut self, extra: &Extra, at: &At<'_>) {
        for (key, _) in extra.iter() {
            self.note(&at.key(key));
        }
    }

    pub(crate) fn into_converted<T>(self, input: T) -> Converted<T> {
        Converted { input, dropped: self.0 }
    }
}

/// Turns one value around, at the place of its type's name.
pub(crate) fn convert_one<I>(
    type_name: &str,
    convert: impl FnOnce(&At<'_>, &mut Drops) -> Result<I, &'static str>,
) -> Result<Converted<I>, Error> {
    let mut drops = Drops::default();
    match convert(&At::ROOT, &mut drops) {
        Ok(input) => Ok(drops.into_converted(input)),
        Err(problem) => {
            let name = if type_name.is_empty() { "type" } else { type_name };
            Err(At::ROOT.key(name).error(problem))
        }
    }
}

/// Turns properties around, and takes down those that cannot be.
pub(crate) fn convert_each<T, I>(
    properties: &PropertyMap<T>,
    convert: impl Fn(&T, &At<'_>, &mut Drops) -> Result<I, &'static str>,
) -> Converted<Vec<(String, I)>> {
    let mut all = Drops::default();
    let mut inputs = Vec::new();
    for (name, property) in properties.iter() {
        let at = At::ROOT.key(name);
        let mut drops = Drops::default();
        match convert(property, &at, &mut drops) {
            Ok(input) => {
                inputs.push((name.to_owned(), input));
                all.0.extend(drops.0);
            }
            Err(_) => all.note(&at),
        }
    }
    for name in properties.unfit_names() {
        all.note(&At::ROOT.key(name));
    }
    all.into_converted(inputs)
}

/// The date, unless it has no start.
pub(crate) fn convert_date(date: &Date) -> Option<DateInput> {
    let mut input = DateInput::from(date.start.clone()?);
    if let Some(end) = &date.end {
        input = input.until(end.to_string());
    }
    if let Some(zone) = &date.time_zone {
        input = input.time_zone(zone.as_str());
    }
    Some(input)
}

/// The icon, unless it is a picture in Notion or of a type that this crate does not know.
pub(crate) fn convert_icon(icon: &Icon, at: &At<'_>, drops: &mut Drops) -> Option<IconInput> {
    let input = match &icon.kind {
        IconKind::Emoji(emoji) => IconInput::emoji(emoji.as_str()),
        IconKind::External(file) => FileInput::external(file.url.as_str()).into(),
        IconKind::CustomEmoji(emoji) => IconInput::custom_emoji(&emoji.id),
        IconKind::Native(icon) => IconInput::native_in(icon.name.as_str(), icon.color.clone()),
        IconKind::Hosted(_) | IconKind::Other(_) => {
            drops.note(at);
            return None;
        }
    };
    drops.note_extra(icon.extra(), at);
    Some(input)
}

/// The file, unless it is in Notion, which gives URLs that it does not take back.
pub(crate) fn convert_file(file: &FileKind) -> Option<FileInput> {
    match file {
        FileKind::External(file) => Some(FileInput::external(file.url.as_str())),
        FileKind::Hosted(_) | FileKind::Other(_) => None,
    }
}
