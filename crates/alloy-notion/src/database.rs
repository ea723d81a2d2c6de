//! Databases and their data sources.

use std::borrow::Cow;

use compact_str::CompactString;

use crate::{
    DataSourceId, DatabaseId, File, Icon, Parent, RichText, Schema, Time, User, wire::object,
};

object! {
    /// A database.
    ///
    /// Up to version 2022-06-28 it is a table and has `properties`. Since 2025-09-03 it is a
    /// container of tables, which are its `data_sources` and have the properties.
    pub struct Database as "database" {
        /// Its id.
        id: DatabaseId,
        /// The picture at its top.
        cover: Option<File>,
        /// Its icon.
        icon: Option<Icon>,
        /// When it was made.
        created_time: Option<Time>,
        /// When it was changed last, to the minute.
        last_edited_time: Option<Time>,
        /// Who made it, up to version 2022-06-28.
        created_by: Option<User>,
        /// Who changed it last, up to version 2022-06-28.
        last_edited_by: Option<User>,
        /// Its title; [`plain_title`](Self::plain_title) gives it without looks.
        title: RichText,
        /// What it is for.
        description: RichText,
        /// Whether it is shown inside its parent rather than as a page of its own.
        is_inline: bool,
        /// Its properties, up to version 2022-06-28.
        properties: Schema,
        /// What it is in.
        parent: Option<Parent>,
        /// Where it is in Notion.
        url: CompactString,
        /// Where it is on the web, if it is published.
        public_url: Option<CompactString>,
        /// Whether it is in the trash, up to version 2025-09-03.
        archived: bool,
        /// Whether it is in the trash, since April 2024.
        in_trash: bool,
        /// Whether it may not be edited.
        is_locked: bool,
        /// Its data sources, since version 2025-09-03.
        data_sources: Vec<DataSourceReference>,
    }
}

object! {
    /// The name of a data source, as its database gives it.
    pub struct DataSourceReference {
        /// Its id.
        id: DataSourceId,
        /// Its name.
        name: CompactString,
    }
}

object! {
    /// A data source: a table of a database, since version 2025-09-03.
    pub struct DataSource as "data_source" {
        /// Its id.
        id: DataSourceId,
        /// The picture at its top.
        cover: Option<File>,
        /// Its icon.
        icon: Option<Icon>,
        /// When it was made.
        created_time: Option<Time>,
        /// When it was changed last, to the minute.
        last_edited_time: Option<Time>,
        /// Who made it.
        created_by: Option<User>,
        /// Who changed it last.
        last_edited_by: Option<User>,
        /// Its title; [`plain_title`](Self::plain_title) gives it without looks.
        title: RichText,
        /// What it is for.
        description: RichText,
        /// Whether its database is shown inside its parent rather than as a page of its own.
        is_inline: bool,
        /// Its properties.
        properties: Schema,
        /// The database that it is part of.
        parent: Option<Parent>,
        /// What that database is in.
        database_parent: Option<Parent>,
        /// Where it is in Notion.
        url: CompactString,
        /// Where it is on the web, if it is published.
        public_url: Option<CompactString>,
        /// Whether it is in the trash, in version 2025-09-03.
        archived: bool,
        /// Whether it is in the trash.
        in_trash: bool,
    }
}

impl Database {
    /// Whether nothing but the id is known.
    pub fn is_partial(&self) -> bool {
        !self.has("title") && !self.has("created_time")
    }

    /// The title without looks and links.
    pub fn plain_title(&self) -> Cow<'_, str> {
        self.title.plain()
    }

    /// Whether it is in the trash, under whichever name Notion says so.
    pub fn is_in_trash(&self) -> bool {
        self.in_trash || self.archived
    }
}

impl DataSource {
    /// Whether nothing but the id and the properties is known.
    pub fn is_partial(&self) -> bool {
        !self.has("title") && !self.has("created_time")
    }

    /// The title without looks and links.
    pub fn plain_title(&self) -> Cow<'_, str> {
        self.title.plain()
    }

    /// Whether it is in the trash, under whichever name Notion says so.
    pub fn is_in_trash(&self) -> bool {
        self.in_trash || self.archived
    }
}
