//! What a workspace holds.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::SystemTime,
};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Failure, Id,
    async_tasks::AsyncTask,
    blocks,
    comments::Comment,
    custom_emojis::CustomEmoji,
    failure::Thing,
    file_uploads::FileUpload,
    records::Records,
    rich_text,
    schema::Schema,
    views::{View, ViewQuery},
};
use crate::sandbox::{kept, random::Random};

/// Pages, databases, data sources, blocks and users.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Workspace {
    pub(super) random: Random,
    /// The user as whom the integration acts.
    pub(super) bot: Id,
    /// People and bots, in their read shape.
    pub(super) users: BTreeMap<Id, Value>,
    pub(super) pages: BTreeMap<Id, Page>,
    pub(super) databases: BTreeMap<Id, Database>,
    pub(super) data_sources: BTreeMap<Id, DataSource>,
    pub(super) blocks: BTreeMap<Id, Block>,
    pub(super) comments: Records<Comment>,
    pub(super) file_uploads: Records<FileUpload>,
    pub(super) custom_emojis: Records<CustomEmoji>,
    pub(super) views: Records<View>,
    pub(super) view_queries: Records<ViewQuery>,
    pub(super) async_tasks: Records<AsyncTask>,
    /// What stands on a page or in a block, in order and trash included: blocks, pages and
    /// databases.
    pub(super) children: BTreeMap<Id, Vec<Id>>,
    /// How many things were written, for telling which of two of one minute is newer.
    written: u64,
}

/// What pages, databases, data sources and blocks have in common.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) id: Id,
    pub(super) parent: Parent,
    #[serde(with = "kept::time")]
    pub(super) created: SystemTime,
    pub(super) created_by: Id,
    #[serde(with = "kept::time")]
    pub(super) edited: SystemTime,
    pub(super) edited_by: Id,
    /// The place among all edits, for a stable order within a minute.
    pub(super) edition: u64,
    /// Whether it was itself put into the trash. What is in it is there too.
    pub(super) in_trash: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Parent {
    Workspace,
    Page(Id),
    Block(Id),
    /// Of a data source.
    Database(Id),
    /// Of a row.
    DataSource(Id),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    pub(super) entry: Entry,
    pub(super) icon: Value,
    pub(super) cover: Value,
    /// Contents in their read shape, by property id. A page that is no row has a title only.
    pub(super) contents: BTreeMap<String, Value>,
    /// The place among all rows that its table ever had, from 1. Of no row 0.
    pub(super) number: u64,
    pub(super) is_locked: bool,
    /// Whether it was put into the archive, which is not the trash.
    pub(super) is_archived: bool,
    pub(super) is_template: bool,
}

/// What holds data sources, mostly one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Database {
    pub(super) entry: Entry,
    pub(super) icon: Value,
    pub(super) cover: Value,
    pub(super) title: Value,
    pub(super) description: Value,
    pub(super) is_inline: bool,
    pub(super) is_locked: bool,
    /// The data sources, trash included, in order. Never empty.
    pub(super) data_sources: Vec<Id>,
}

/// A table. Its parent is its database.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DataSource {
    pub(super) entry: Entry,
    pub(super) icon: Value,
    pub(super) title: Value,
    pub(super) schema: Schema,
    /// The number of the newest row, for `unique_id`.
    pub(super) rows: u64,
    /// The rows that are templates, the default one first.
    pub(super) templates: Vec<Id>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Block {
    pub(super) entry: Entry,
    #[serde(deserialize_with = "blocks::kind")]
    pub(super) kind: kept::Name,
    pub(super) content: Value,
}

/// How many things may stand in each other.
const DEPTH: usize = 1000;

/// The id of every title property.
pub(super) const TITLE: &str = "title";

impl Workspace {
    pub(super) fn new(mut random: Random) -> Self {
        let bot = Id::random(&mut random);
        let owner = json!({"type": "workspace", "workspace": true});
        let user = json!({
            "object": "user",
            "id": bot.to_string(),
            "type": "bot",
            "name": "Sandbox",
            "avatar_url": null,
            "bot": {"owner": owner, "workspace_name": "Sandbox"},
        });
        Self {
            bot,
            random,
            users: BTreeMap::from([(bot, user)]),
            pages: BTreeMap::new(),
            databases: BTreeMap::new(),
            data_sources: BTreeMap::new(),
            blocks: BTreeMap::new(),
            comments: Records::new(),
            file_uploads: Records::new(),
            custom_emojis: Records::new(),
            views: Records::new(),
            view_queries: Records::new(),
            async_tasks: Records::new(),
            children: BTreeMap::new(),
            written: 0,
        }
    }

    /// A new entry below a parent, written now, after what stands there already.
    pub(super) fn add(&mut self, parent: Parent, now: SystemTime) -> Entry {
        let entry = self.new_entry(parent, now);
        self.attach(entry.id, parent);
        entry
    }

    /// A new entry below a parent, where it does not stand yet.
    pub(super) fn new_entry(&mut self, parent: Parent, now: SystemTime) -> Entry {
        let id = Id::random(&mut self.random);
        self.written += 1;
        Entry {
            id,
            parent,
            created: now,
            created_by: self.bot,
            edited: now,
            edited_by: self.bot,
            edition: self.written,
            in_trash: false,
        }
    }

    /// Puts what has an entry already below another parent, after what stands there.
    pub(super) fn move_to(&mut self, id: Id, parent: Parent) {
        for children in self.children.values_mut() {
            children.retain(|child| *child != id);
        }
        self.attach(id, parent);
        if let Some(entry) = self.entry_mut(id) {
            entry.parent = parent;
        }
    }

    /// Lets something stand on a page or in a block.
    pub(super) fn attach(&mut self, id: Id, parent: Parent) {
        if let Parent::Page(parent) | Parent::Block(parent) = parent {
            self.children.entry(parent).or_default().push(id);
        }
    }

    /// Notes that something was edited by the integration.
    pub(super) fn touch(&mut self, id: Id, now: SystemTime) {
        self.written += 1;
        let (edition, bot) = (self.written, self.bot);
        if let Some(entry) = self.entry_mut(id) {
            (entry.edited, entry.edited_by, entry.edition) = (now, bot, edition);
        }
    }

    /// What stands on a page or in a block, but for what is in the trash.
    pub(super) fn children(&self, id: Id) -> Vec<Id> {
        let children = self.children.get(&id).map(Vec::as_slice).unwrap_or_default();
        let stands = |id: &&Id| self.entry(**id).is_some_and(|entry| !entry.in_trash);
        children.iter().filter(stands).copied().collect()
    }

    pub(super) fn page(&self, id: Id) -> Result<&Page, Failure> {
        self.pages.get(&id).ok_or_else(|| Failure::not_found(Thing::Page, id))
    }

    pub(super) fn database(&self, id: Id) -> Result<&Database, Failure> {
        self.databases.get(&id).ok_or_else(|| Failure::not_found(Thing::Database, id))
    }

    pub(super) fn data_source(&self, id: Id) -> Result<&DataSource, Failure> {
        self.data_sources.get(&id).ok_or_else(|| Failure::not_found(Thing::DataSource, id))
    }

    /// The table that a database is, for versions that know no data sources.
    pub(super) fn only_data_source(&self, database: &Database) -> Result<&DataSource, Failure> {
        match self.shown_data_sources(database).as_slice() {
            [only] => self.data_source(*only),
            [] => Err(Failure::not_found(Thing::Database, database.entry.id)),
            several => Err(Failure::multiple_data_sources(database.entry.id, several)),
        }
    }

    /// The data sources of a database, but for what is in the trash.
    pub(super) fn shown_data_sources(&self, database: &Database) -> Vec<Id> {
        let stands = |id: &&Id| self.entry(**id).is_some_and(|entry| !entry.in_trash);
        database.data_sources.iter().filter(stands).copied().collect()
    }

    /// The data source whose row a page is.
    pub(super) fn table_of(&self, page: &Page) -> Option<&DataSource> {
        self.data_sources.get(&page.table_id()?)
    }

    /// The entry of whatever has an id.
    pub(super) fn entry(&self, id: Id) -> Option<&Entry> {
        let page = self.pages.get(&id).map(|page| &page.entry);
        page.or_else(|| self.blocks.get(&id).map(|block| &block.entry))
            .or_else(|| self.databases.get(&id).map(|database| &database.entry))
            .or_else(|| self.data_sources.get(&id).map(|data_source| &data_source.entry))
    }

    pub(super) fn entry_mut(&mut self, id: Id) -> Option<&mut Entry> {
        let page = self.pages.get_mut(&id).map(|page| &mut page.entry);
        page.or_else(|| self.blocks.get_mut(&id).map(|block| &mut block.entry))
            .or_else(|| self.databases.get_mut(&id).map(|database| &mut database.entry))
            .or_else(|| self.data_sources.get_mut(&id).map(|data_source| &mut data_source.entry))
    }

    /// Whether something is in the trash, by itself or with what it stands in.
    pub(super) fn is_in_trash(&self, entry: &Entry) -> bool {
        entry.in_trash || self.stands_in_trash(entry)
    }

    /// Whether what something stands in is in the trash.
    pub(super) fn stands_in_trash(&self, entry: &Entry) -> bool {
        self.above(entry.parent).any(|entry| entry.in_trash)
    }

    /// Whether a parent is something itself or stands in it.
    pub(super) fn is_within(&self, parent: Parent, id: Id) -> bool {
        self.above(parent).any(|entry| entry.id == id)
    }

    /// A parent, and what it stands in, up to the workspace.
    fn above(&self, parent: Parent) -> impl Iterator<Item = &Entry> {
        let entry = |parent: Parent| parent.id().and_then(|id| self.entry(id));
        // A workspace that was loaded may hold what stands in itself.
        std::iter::successors(entry(parent), move |at| entry(at.parent)).take(DEPTH)
    }

    /// A user in full, or the id alone of someone who is not known.
    pub(super) fn user(&self, id: Id) -> Value {
        let stranger = || json!({"object": "user", "id": id.to_string()});
        self.users.get(&id).cloned().unwrap_or_else(stranger)
    }

    /// The title of a page, a database or a data source, as plain text.
    pub(super) fn title(&self, id: Id) -> Option<String> {
        let page = || self.pages.get(&id).and_then(|page| page.contents.get(TITLE));
        let database = || self.databases.get(&id).map(|database| &database.title);
        let data_source = || self.data_sources.get(&id).map(|data_source| &data_source.title);
        page().or_else(database).or_else(data_source).map(rich_text::plain)
    }

    /// Pages, databases and data sources, the newest edit first.
    pub(super) fn newest_first(&self) -> Vec<Id> {
        let pages = self.pages.values().filter(|page| !page.is_template).map(|page| &page.entry);
        let databases = self.databases.values().map(|database| &database.entry);
        let data_sources = self.data_sources.values().map(|data_source| &data_source.entry);
        let entries: BTreeSet<_> = pages
            .chain(databases)
            .chain(data_sources)
            .map(|entry| (entry.edited, entry.edition, entry.id))
            .collect();
        entries.into_iter().rev().map(|(.., id)| id).collect()
    }
}

impl Parent {
    /// The id of what is the parent, unless that is the workspace.
    pub(super) fn id(self) -> Option<Id> {
        match self {
            Self::Workspace => None,
            Self::Page(id) | Self::Block(id) | Self::Database(id) | Self::DataSource(id) => {
                Some(id)
            }
        }
    }
}

impl Page {
    /// The data source whose row this is.
    pub(super) fn table_id(&self) -> Option<Id> {
        match self.entry.parent {
            Parent::DataSource(id) => Some(id),
            _ => None,
        }
    }
}

impl DataSource {
    /// A table without properties, which it is still to get.
    pub(super) fn new(entry: Entry, title: Value) -> Self {
        Self {
            entry,
            icon: Value::Null,
            title,
            schema: Schema::default(),
            rows: 0,
            templates: Vec::new(),
        }
    }

    /// Gives a new row what it has by itself, beside what was written into it, and its number.
    pub(super) fn complete(&mut self, contents: &mut BTreeMap<String, Value>) -> u64 {
        self.rows += 1;
        for property in self.schema.properties() {
            let empty = || property.kind().empty(property.options());
            contents.entry(property.id().to_owned()).or_insert_with(empty);
        }
        self.rows
    }
}
