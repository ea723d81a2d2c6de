//! What was read, as it can be written.

use super::{FileInput, IconInput};
use crate::{Extra, FileKind, Icon, IconKind, limits::At};

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
