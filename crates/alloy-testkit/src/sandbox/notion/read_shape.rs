//! Pages, databases, data sources and blocks as replies show them.

use serde_json::{Map, Value, json};

use super::{
    Answer, Id,
    filter_properties::FilterProperties,
    rich_text,
    schema::{Property, Schema},
    version::Version,
    workspace::{Block, DataSource, Database, Entry, Page, Parent, TITLE, Workspace},
};
use crate::sandbox::clock::to_the_minute;

/// The things of a workspace as one version of the API shows them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shapes<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) version: Version,
}

impl Shapes<'_> {
    /// A page. With `shown`, its properties are only those.
    pub(super) fn page(
        self,
        page: &Page,
        shown: Option<&FilterProperties<'_>>,
    ) -> Map<String, Value> {
        let plain = Schema::of_plain_page();
        let schema = self.workspace.table_of(page).map_or(&plain, |table| &table.schema);
        let wanted = |property: &&Property| shown.is_none_or(|shown| shown.shows(property));
        let value = |property: &Property| (property.name().to_owned(), self.value(page, property));
        let properties: Map<_, _> = schema.properties().iter().filter(wanted).map(value).collect();
        let mut object = self.top("page", &page.entry, page.contents.get(TITLE));
        object.insert("icon".to_owned(), page.icon.clone());
        object.insert("cover".to_owned(), page.cover.clone());
        object.insert("properties".to_owned(), properties.into());
        if self.version.has_data_sources() {
            object.insert("is_locked".to_owned(), page.is_locked.into());
            object.insert("is_archived".to_owned(), page.is_archived.into());
        }
        object
    }

    /// A database: as the one table that it must be, in versions that know no data sources; as what
    /// holds data sources in the others.
    pub(super) fn database(self, database: &Database) -> Answer {
        let mut object = self.database_top(database);
        if !self.version.has_data_sources() {
            let table = self.workspace.only_data_source(database)?;
            object.insert("properties".to_owned(), self.schema(table));
            return Ok(object);
        }
        let data_sources = self.workspace.shown_data_sources(database);
        let named = |id: Id| json!({"id": id.to_string(), "name": self.workspace.title(id)});
        let data_sources: Vec<_> = data_sources.into_iter().map(named).collect();
        object.insert("data_sources".to_owned(), data_sources.into());
        object.insert("is_locked".to_owned(), database.is_locked.into());
        Ok(object)
    }

    fn database_top(self, database: &Database) -> Map<String, Value> {
        let mut object = self.top("database", &database.entry, Some(&database.title));
        if self.version.has_data_sources() {
            object.remove("created_by");
            object.remove("last_edited_by");
        }
        object.insert("icon".to_owned(), database.icon.clone());
        object.insert("cover".to_owned(), database.cover.clone());
        object.insert("title".to_owned(), database.title.clone());
        object.insert("description".to_owned(), database.description.clone());
        object.insert("is_inline".to_owned(), database.is_inline.into());
        object
    }

    /// A data source.
    pub(super) fn data_source(self, table: &DataSource) -> Map<String, Value> {
        let mut object = self.top("data_source", &table.entry, Some(&table.title));
        object.insert("icon".to_owned(), table.icon.clone());
        object.insert("title".to_owned(), table.title.clone());
        object.insert("properties".to_owned(), self.schema(table));
        let database = match table.entry.parent {
            Parent::Database(id) => self.workspace.databases.get(&id),
            _ => None,
        };
        if let Some(database) = database {
            object.insert("database_parent".to_owned(), self.parent(database.entry.parent));
            object.insert("cover".to_owned(), database.cover.clone());
            object.insert("description".to_owned(), database.description.clone());
            object.insert("is_inline".to_owned(), database.is_inline.into());
        }
        object
    }

    /// What a page or a table is called where either can be found. A database is no table in
    /// versions that know data sources, nor is one of several data sources in those that do not.
    pub(super) fn found(self, id: Id) -> Option<&'static str> {
        if self.workspace.pages.contains_key(&id) {
            return Some("page");
        }
        if self.version.has_data_sources() {
            return self.workspace.data_sources.contains_key(&id).then_some("data_source");
        }
        let database = self.workspace.databases.get(&id)?;
        self.workspace.only_data_source(database).is_ok().then_some("database")
    }

    /// A page or a table that was found.
    pub(super) fn result(self, id: Id) -> Value {
        let workspace = self.workspace;
        if let Some(page) = workspace.pages.get(&id) {
            return self.page(page, None).into();
        }
        if let Some(table) = workspace.data_sources.get(&id) {
            return self.data_source(table).into();
        }
        let database = workspace.databases.get(&id).map(|database| self.database(database));
        database.and_then(Result::ok).into()
    }

    /// What pages, databases and data sources have in common.
    fn top(self, object: &str, entry: &Entry, title: Option<&Value>) -> Map<String, Value> {
        let title = title.map(rich_text::plain).unwrap_or_default();
        let mut top = self.common(object, entry);
        top.insert("url".to_owned(), url(&title, entry.id).into());
        top.insert("public_url".to_owned(), Value::Null);
        top
    }

    pub(super) fn block(self, block: &Block) -> Value {
        // Versions that know `archived` know the notes of meetings by another name.
        let kind = match block.kind {
            "meeting_notes" if self.version.has_archived() => "transcription",
            kind => kind,
        };
        self.with_content(&block.entry, kind, block.content.clone())
    }

    /// What stands on a page or in a block under an id: a block, or a page or database as a block.
    pub(super) fn child(self, id: Id) -> Value {
        if let Some(found) = self.workspace.blocks.get(&id) {
            return self.block(found);
        }
        let content = json!({"title": self.workspace.title(id)});
        let workspace = self.workspace;
        match (workspace.pages.get(&id), workspace.databases.get(&id)) {
            (Some(page), _) => self.with_content(&page.entry, "child_page", content),
            (_, Some(database)) => self.with_content(&database.entry, "child_database", content),
            _ => Value::Null,
        }
    }

    fn with_content(self, entry: &Entry, kind: &str, content: Value) -> Value {
        let mut object = self.common("block", entry);
        let has_children = !self.workspace.shown_children(entry.id).is_empty();
        object.insert("has_children".to_owned(), has_children.into());
        object.insert("type".to_owned(), kind.into());
        object.insert(kind.to_owned(), content);
        object.into()
    }

    fn common(self, object: &str, entry: &Entry) -> Map<String, Value> {
        let in_trash = self.workspace.is_in_trash(entry);
        let mut common = Map::from_iter([
            ("object".to_owned(), object.into()),
            ("id".to_owned(), entry.id.into()),
            ("parent".to_owned(), self.parent(entry.parent)),
            ("created_time".to_owned(), to_the_minute(entry.created).into()),
            ("last_edited_time".to_owned(), to_the_minute(entry.edited).into()),
            ("created_by".to_owned(), partial_user(entry.created_by)),
            ("last_edited_by".to_owned(), partial_user(entry.edited_by)),
            ("in_trash".to_owned(), in_trash.into()),
        ]);
        if self.version.has_archived() {
            common.insert("archived".to_owned(), in_trash.into());
        }
        common
    }

    /// Where something stands. A row stands in a database, or in a data source of one.
    pub(super) fn parent(self, parent: Parent) -> Value {
        let (kind, id) = match parent {
            Parent::Workspace => return json!({"type": "workspace", "workspace": true}),
            Parent::Page(id) => ("page_id", id),
            Parent::Block(id) => ("block_id", id),
            Parent::Database(id) => ("database_id", id),
            Parent::DataSource(id) => {
                let entry = self.workspace.data_sources.get(&id).map(|table| table.entry.parent);
                let Some(Parent::Database(database)) = entry else { return Value::Null };
                if self.version.has_data_sources() {
                    return json!({
                        "type": "data_source_id",
                        "data_source_id": id.to_string(),
                        "database_id": database.to_string(),
                    });
                }
                ("database_id", database)
            }
        };
        json!({"type": kind, kind: id.to_string()})
    }
}

/// The id of a user and nothing else.
fn partial_user(id: Id) -> Value {
    json!({"object": "user", "id": id.to_string()})
}

/// The address of a page: what ASCII letters and digits its title has, and its id.
fn url(title: &str, id: Id) -> String {
    let words: Vec<_> =
        title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let digits = id.digits();
    match words.as_slice() {
        [] => format!("https://www.notion.so/{digits}"),
        words => format!("https://www.notion.so/{}-{digits}", words.join("-")),
    }
}
