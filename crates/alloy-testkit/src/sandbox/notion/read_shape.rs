//! Pages, databases and blocks as replies show them.

use serde_json::{Map, Value, json};

use super::{
    Id, limits, rich_text,
    schema::{Kind, Property},
    workspace::{Block, Database, Entry, Page, Parent, TITLE, Workspace},
};
use crate::sandbox::clock::to_the_minute;

/// A page. With `shown`, its properties are only those.
pub(super) fn page(
    workspace: &Workspace,
    page: &Page,
    shown: Option<&dyn Fn(&Property) -> bool>,
) -> Map<String, Value> {
    let database = match page.entry.parent {
        Parent::Database(id) => workspace.databases.get(&id),
        _ => None,
    };
    let mut properties = Map::new();
    match database {
        Some(database) => {
            let wanted = |property: &&Property| shown.is_none_or(|shown| shown(property));
            for property in database.schema.properties().iter().filter(wanted) {
                properties.insert(property.name().to_owned(), value(workspace, page, property));
            }
        }
        None => {
            let title = truncated(page.contents.get(TITLE).unwrap_or(&Value::Null));
            properties.insert(TITLE.to_owned(), json!({"id": TITLE, "type": TITLE, TITLE: title}));
        }
    }
    let mut object = top(workspace, "page", &page.entry, page.contents.get(TITLE));
    object.insert("icon".to_owned(), page.icon.clone());
    object.insert("cover".to_owned(), page.cover.clone());
    object.insert("properties".to_owned(), properties.into());
    object
}

/// The value of one property of a row.
fn value(workspace: &Workspace, page: &Page, property: &Property) -> Value {
    let stored = page.contents.get(property.id()).unwrap_or(&Value::Null);
    let kind = property.kind();
    let content = match kind {
        Kind::Title | Kind::RichText | Kind::People | Kind::Relation => truncated(stored),
        Kind::CreatedTime => to_the_minute(page.entry.created).into(),
        Kind::LastEditedTime => to_the_minute(page.entry.edited).into(),
        Kind::CreatedBy | Kind::LastEditedBy => workspace.user(workspace.bot),
        Kind::UniqueId => json!({"prefix": property.config("prefix"), "number": stored}),
        _ => stored.clone(),
    };
    let mut value = json!({"id": property.id(), "type": kind.name(), kind.name(): content});
    if kind == Kind::Relation {
        let length = stored.as_array().map_or(0, Vec::len);
        value["has_more"] = (length > limits::INLINE_ITEMS).into();
    }
    value
}

/// As many items as come with a page.
fn truncated(items: &Value) -> Value {
    let items = items.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().take(limits::INLINE_ITEMS).cloned().collect()
}

pub(super) fn database(workspace: &Workspace, database: &Database) -> Map<String, Value> {
    let mut object = top(workspace, "database", &database.entry, Some(&database.title));
    object.insert("icon".to_owned(), database.icon.clone());
    object.insert("cover".to_owned(), Value::Null);
    object.insert("title".to_owned(), database.title.clone());
    object.insert("description".to_owned(), json!([]));
    object.insert("is_inline".to_owned(), false.into());
    object.insert("properties".to_owned(), database.schema.shape());
    object
}

/// What pages and databases have in common.
fn top(
    workspace: &Workspace,
    object: &str,
    entry: &Entry,
    title: Option<&Value>,
) -> Map<String, Value> {
    let title = title.map(rich_text::plain).unwrap_or_default();
    let mut top = common(workspace, object, entry);
    top.insert("url".to_owned(), url(&title, entry.id).into());
    top.insert("public_url".to_owned(), Value::Null);
    top
}

pub(super) fn block(workspace: &Workspace, block: &Block) -> Value {
    with_content(workspace, &block.entry, block.kind, block.content.clone())
}

/// What stands on a page or in a block under an id: a block, or a page or database as a block.
pub(super) fn child(workspace: &Workspace, id: Id) -> Value {
    if let Some(found) = workspace.blocks.get(&id) {
        return block(workspace, found);
    }
    let content = json!({"title": workspace.title(id)});
    match (workspace.pages.get(&id), workspace.databases.get(&id)) {
        (Some(page), _) => with_content(workspace, &page.entry, "child_page", content),
        (_, Some(database)) => with_content(workspace, &database.entry, "child_database", content),
        _ => Value::Null,
    }
}

fn with_content(workspace: &Workspace, entry: &Entry, kind: &str, content: Value) -> Value {
    let mut object = common(workspace, "block", entry);
    let has_children = !workspace.children(entry.id).is_empty();
    object.insert("has_children".to_owned(), has_children.into());
    object.insert("type".to_owned(), kind.into());
    object.insert(kind.to_owned(), content);
    object.into()
}

fn common(workspace: &Workspace, object: &str, entry: &Entry) -> Map<String, Value> {
    let user = json!({"object": "user", "id": workspace.bot.to_string()});
    Map::from_iter([
        ("object".to_owned(), object.into()),
        ("id".to_owned(), entry.id.into()),
        ("parent".to_owned(), parent(entry.parent)),
        ("created_time".to_owned(), to_the_minute(entry.created).into()),
        ("last_edited_time".to_owned(), to_the_minute(entry.edited).into()),
        ("created_by".to_owned(), user.clone()),
        ("last_edited_by".to_owned(), user),
        ("archived".to_owned(), false.into()),
        ("in_trash".to_owned(), false.into()),
    ])
}

fn parent(parent: Parent) -> Value {
    match parent {
        Parent::Workspace => json!({"type": "workspace", "workspace": true}),
        Parent::Page(id) => json!({"type": "page_id", "page_id": id.to_string()}),
        Parent::Database(id) => json!({"type": "database_id", "database_id": id.to_string()}),
        Parent::Block(id) => json!({"type": "block_id", "block_id": id.to_string()}),
    }
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
