//! Things by what they are called, for tests.

use serde_json::Value;

use super::{
    Id, rich_text,
    workspace::{Entry, Workspace},
};

impl Workspace {
    /// The oldest thing of a kind that is called so and not in the trash.
    pub(super) fn find(&self, kind: &str, name: &str) -> Option<Id> {
        match kind {
            "user" => {
                let mut users = self.users.iter();
                users.find(|(_, user)| user["name"] == name).map(|(id, _)| *id)
            }
            "block" => {
                let blocks = self.blocks.values();
                let says = |content: &Value| rich_text::plain(&content["rich_text"]) == name;
                let said = blocks.filter(|block| says(&block.content));
                self.oldest(said.map(|block| &block.entry))
            }
            _ => {
                let pages = self.pages.values().map(|page| ("page", &page.entry));
                let databases = self.databases.values().map(|thing| ("database", &thing.entry));
                let tables = self.data_sources.values();
                let tables = tables.map(|table| ("data_source", &table.entry));
                let of_kind = pages.chain(databases).chain(tables).filter(|(own, _)| *own == kind);
                let called = |entry: &&Entry| self.title(entry.id).as_deref() == Some(name);
                self.oldest(of_kind.map(|(_, entry)| entry).filter(called))
            }
        }
    }

    fn oldest<'w>(&self, entries: impl Iterator<Item = &'w Entry>) -> Option<Id> {
        let live = entries.filter(|entry| !self.is_in_trash(entry));
        live.min_by_key(|entry| (entry.created, entry.edition)).map(|entry| entry.id)
    }
}
