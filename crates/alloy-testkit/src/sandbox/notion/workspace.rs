//! What a workspace holds.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::SystemTime,
};

use serde_json::{Value, json};

use super::{
    Failure, Id,
    failure::Thing,
    rich_text,
    schema::{Kind, Schema},
};
use crate::sandbox::random::Random;

/// Pages, databases, blocks and users.
#[derive(Debug)]
pub(super) struct Workspace {
    pub(super) random: Random,
    /// The user as whom the integration acts.
    pub(super) bot: Id,
    /// People and bots, in their read shape.
    pub(super) users: BTreeMap<Id, Value>,
    pub(super) pages: BTreeMap<Id, Page>,
    pub(super) databases: BTreeMap<Id, Database>,
    pub(super) blocks: BTreeMap<Id, Block>,
    /// What stands on a page or in a block, in order: blocks, pages and databases.
    children: BTreeMap<Id, Vec<Id>>,
    /// How many things were written, for telling which of two of one minute is newer.
    written: u64,
}

/// What pages, databases and blocks have in common.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: Id,
    pub(super) parent: Parent,
    pub(super) created: SystemTime,
    pub(super) edited: SystemTime,
    /// The place among all edits, for a stable order within a minute.
    pub(super) edition: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parent {
    Workspace,
    Page(Id),
    Database(Id),
    Block(Id),
}

#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) entry: Entry,
    pub(super) icon: Value,
    pub(super) cover: Value,
    /// Contents in their read shape, by property id. A page that is no row has a title only.
    pub(super) contents: BTreeMap<String, Value>,
}

#[derive(Clone, Debug)]
pub(super) struct Database {
    pub(super) entry: Entry,
    pub(super) icon: Value,
    pub(super) title: Value,
    pub(super) schema: Schema,
    /// The number of the newest row, for `unique_id`.
    pub(super) rows: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) entry: Entry,
    pub(super) kind: &'static str,
    pub(super) content: Value,
}

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
            blocks: BTreeMap::new(),
            children: BTreeMap::new(),
            written: 0,
        }
    }

    /// A new entry below a parent, written now.
    pub(super) fn add(&mut self, parent: Parent, now: SystemTime) -> Entry {
        let id = Id::random(&mut self.random);
        self.written += 1;
        if let Parent::Page(parent) | Parent::Block(parent) = parent {
            self.children.entry(parent).or_default().push(id);
        }
        Entry { id, parent, created: now, edited: now, edition: self.written }
    }

    /// What stands on a page or in a block.
    pub(super) fn children(&self, id: Id) -> &[Id] {
        self.children.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn page(&self, id: Id) -> Result<&Page, Failure> {
        self.pages.get(&id).ok_or_else(|| Failure::not_found(Thing::Page, id))
    }

    pub(super) fn database(&self, id: Id) -> Result<&Database, Failure> {
        self.databases.get(&id).ok_or_else(|| Failure::not_found(Thing::Database, id))
    }

    /// A user in full, or the id alone of someone who is not known.
    pub(super) fn user(&self, id: Id) -> Value {
        let stranger = || json!({"object": "user", "id": id.to_string()});
        self.users.get(&id).cloned().unwrap_or_else(stranger)
    }

    /// The title of a page or a database, as plain text.
    pub(super) fn title(&self, id: Id) -> Option<String> {
        let title = match self.pages.get(&id) {
            Some(page) => page.contents.get(TITLE),
            None => self.databases.get(&id).map(|database| &database.title),
        };
        title.map(rich_text::plain)
    }

    /// Pages and databases, the newest edit first.
    pub(super) fn newest_first(&self) -> Vec<Id> {
        let pages = self.pages.values().map(|page| &page.entry);
        let databases = self.databases.values().map(|database| &database.entry);
        let entries: BTreeSet<_> =
            pages.chain(databases).map(|entry| (entry.edited, entry.edition, entry.id)).collect();
        entries.into_iter().rev().map(|(.., id)| id).collect()
    }
}

impl Database {
    /// Contents that a new row has by itself, beside what was written into it.
    pub(super) fn complete(&mut self, contents: &mut BTreeMap<String, Value>) {
        self.rows += 1;
        for property in self.schema.properties() {
            let content = match property.kind() {
                Kind::UniqueId => json!(self.rows),
                kind => kind.empty(property.options()),
            };
            contents.entry(property.id().to_owned()).or_insert(content);
        }
    }
}
