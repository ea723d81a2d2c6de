//! How a stretch of text looks.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::Color;

/// What differs from plain text. All else is left out of the request.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Style {
    pub(super) flags: u8,
    pub(super) color: Option<Color>,
}

impl Style {
    /// Whether it is plain text.
    pub(super) fn is_plain(&self) -> bool {
        self.flags == 0 && self.color.is_none()
    }

    pub(super) const BOLD: u8 = 1;
    pub(super) const ITALIC: u8 = 1 << 1;
    pub(super) const STRIKETHROUGH: u8 = 1 << 2;
    pub(super) const UNDERLINE: u8 = 1 << 3;
    pub(super) const CODE: u8 = 1 << 4;

    const NAMES: [(u8, &'static str); 5] = [
        (Self::BOLD, "bold"),
        (Self::ITALIC, "italic"),
        (Self::STRIKETHROUGH, "strikethrough"),
        (Self::UNDERLINE, "underline"),
        (Self::CODE, "code"),
    ];
}

impl Serialize for Style {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (flag, name) in Self::NAMES {
            if self.flags & flag != 0 {
                object.serialize_entry(name, &true)?;
            }
        }
        if let Some(color) = &self.color {
            object.serialize_entry("color", color)?;
        }
        object.end()
    }
}
