//! Icons of pages, databases and callouts.

use compact_str::CompactString;

use crate::{
    CustomEmojiId, ExternalFile, HostedFile, IconColor,
    wire::{object, union},
};

object! {
    /// The icon of a page, a database or a callout.
    pub struct Icon {
        ..kind: IconKind,
    }
}

union! {
    /// What an icon is.
    pub enum IconKind {
        /// An emoji.
        "emoji" => Emoji(CompactString),
        /// A picture somewhere on the web. Until March 2026 also one of Notion's own icons.
        "external" => External(ExternalFile),
        /// A picture in Notion.
        "file" => Hosted(HostedFile),
        /// An emoji of the workspace.
        "custom_emoji" => CustomEmoji(CustomEmoji),
        /// One of Notion's own icons.
        "icon" => Native(NativeIcon),
    }
}

object! {
    /// An emoji of a workspace.
    pub struct CustomEmoji {
        /// Its id.
        id: CustomEmojiId,
        /// Its name.
        name: Option<CompactString>,
        /// Its picture.
        url: Option<CompactString>,
    }
}

object! {
    /// One of Notion's own icons.
    pub struct NativeIcon {
        /// Its name.
        name: CompactString,
        /// Its colour.
        color: IconColor,
    }
}

impl Icon {
    /// The emoji, if it is one that every system has.
    pub fn as_emoji(&self) -> Option<&str> {
        match &self.kind {
            IconKind::Emoji(emoji) => Some(emoji),
            _ => None,
        }
    }

    /// The URL of the picture, if it is one.
    pub fn url(&self) -> Option<&str> {
        match &self.kind {
            IconKind::External(file) => Some(&file.url),
            IconKind::Hosted(file) => Some(&file.url),
            IconKind::CustomEmoji(emoji) => emoji.url.as_deref(),
            _ => None,
        }
    }
}
