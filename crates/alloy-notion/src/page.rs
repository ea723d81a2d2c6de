//! Pages.

use std::borrow::Cow;

use compact_str::CompactString;

use crate::{
    File, Icon, PageId, Parent, Properties, PropertyValue, PropertyValueKind, RichText, Time, User,
    wire::object,
};

object! {
    /// A page.
    ///
    /// When the integration may not read it, nothing but its id is given
    /// ([`is_partial`](Self::is_partial)).
    pub struct Page as "page" {
        /// Its id.
        id: PageId,
        /// When it was made.
        created_time: Option<Time>,
        /// When it was changed last, to the minute.
        last_edited_time: Option<Time>,
        /// Who made it.
        created_by: Option<User>,
        /// Who changed it last.
        last_edited_by: Option<User>,
        /// The picture at its top.
        cover: Option<File>,
        /// Its icon.
        icon: Option<Icon>,
        /// What it is in.
        parent: Option<Parent>,
        /// Whether it is in the trash, up to version 2025-09-03.
        /// See [`is_in_trash`](Self::is_in_trash).
        archived: bool,
        /// Whether it is in the trash, since April 2024.
        in_trash: bool,
        /// Whether it may not be edited.
        is_locked: bool,
        /// Whether it is archived, which is not the same as being in the trash.
        is_archived: bool,
        /// Its properties. A page that is not in a database has only its title.
        properties: Properties,
        /// Where it is in Notion.
        url: CompactString,
        /// Where it is on the web, if it is published.
        public_url: Option<CompactString>,
    }
}

impl Page {
    /// Whether nothing but the id is known.
    pub fn is_partial(&self) -> bool {
        !self.has("created_time") && !self.has("properties")
    }

    /// The title without looks and links. Empty when there is none.
    pub fn title(&self) -> Cow<'_, str> {
        self.title_text().map(RichText::plain).unwrap_or_default()
    }

    /// The title, whatever its property is called.
    pub fn title_text(&self) -> Option<&RichText> {
        self.properties.iter().find_map(|(_, value)| match &value.kind {
            PropertyValueKind::Title(text) => Some(text),
            _ => None,
        })
    }

    /// The property of that name, or else of that id, percent-encoded or not.
    pub fn property(&self, name_or_id: &str) -> Option<&PropertyValue> {
        self.properties.get(name_or_id)
    }

    /// Whether it is in the trash, under whichever name Notion says so.
    pub fn is_in_trash(&self) -> bool {
        self.in_trash || self.archived
    }
}
