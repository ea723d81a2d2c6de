//! What a test writes down of a workspace, carried out as requests would be.

use std::time::SystemTime;

use alloy_core::Error;
use serde_json::{Map, Value, json};

use super::{
    Failure, Id, Input, Place, blocks,
    comments::Comment,
    custom_emojis::CustomEmoji,
    databases,
    file_uploads::FileUpload,
    pages, rich_text,
    version::Version,
    workspace::{Parent, Workspace},
};
use crate::sandbox::{
    clock::Clock,
    workspace::{Contents, Table},
};

/// Something that a test puts into a workspace.
#[derive(Clone, Debug)]
pub(in crate::sandbox) enum Step {
    Page { title: String, contents: Contents },
    Database { title: String, table: Table },
    Person { name: String, email: String },
    CustomEmoji { name: String, url: String },
    File { filename: String, content_type: String },
}

/// Something that a test puts on a page or in a block.
#[derive(Clone, Debug)]
pub(in crate::sandbox) enum Item {
    Block { block: Value, inside: Contents },
    Page { title: String, contents: Contents },
    Database { title: String, table: Table },
    Comment(String),
}

/// A row of a database.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Row {
    pub(in crate::sandbox) title: String,
    /// The values of properties by their names, in any form that is understood.
    pub(in crate::sandbox) values: Value,
    pub(in crate::sandbox) contents: Contents,
}

/// Carries out all steps.
pub(super) fn apply(
    workspace: &mut Workspace,
    clock: &mut Clock,
    steps: &[Step],
) -> Result<(), Error> {
    let mut writer = Writer { workspace, clock };
    steps.iter().try_for_each(|step| writer.step(step))
}

struct Writer<'w> {
    workspace: &'w mut Workspace,
    clock: &'w mut Clock,
}

impl Writer<'_> {
    fn step(&mut self, step: &Step) -> Result<(), Error> {
        match step {
            Step::Page { title, contents } => self.page(Parent::Workspace, title, contents),
            Step::Database { title, table } => self.database(Parent::Workspace, title, table),
            Step::Person { name, email } => {
                self.workspace.add_person(name, email);
                Ok(())
            }
            Step::CustomEmoji { name, url } => {
                let id = Id::random(&mut self.workspace.random);
                let emoji = CustomEmoji { name: name.clone(), url: url.clone() };
                self.workspace.custom_emojis.push(id, emoji);
                Ok(())
            }
            Step::File { filename, content_type } => {
                let id = Id::random(&mut self.workspace.random);
                let upload = FileUpload {
                    filename: Some(filename.clone()),
                    content_type: Some(content_type.clone()),
                    ..FileUpload::uploaded(self.workspace.bot, self.clock.now())
                };
                self.workspace.file_uploads.push(id, upload);
                Ok(())
            }
        }
    }

    fn page(&mut self, parent: Parent, title: &str, contents: &Contents) -> Result<(), Error> {
        let properties = json!({"title": {"title": rich_text::written(title)}});
        let body = json!({"parent": {"workspace": true}, "properties": properties});
        self.add_page(parent, title, &body, contents)
    }

    /// A page from its request. One that does not stand where its request says is moved there.
    fn add_page(
        &mut self,
        parent: Parent,
        title: &str,
        body: &Value,
        contents: &Contents,
    ) -> Result<(), Error> {
        let now = self.clock.now();
        let named = |failure: Failure| broken(&format!("the page {title:?}"), &failure);
        let id =
            pages::add(self.workspace, &Place::root("body", body), Version::V2026_03_11, &|| now)
                .map_err(named)?;
        if let Parent::Page(_) | Parent::Block(_) = parent {
            self.workspace.move_to(id, parent);
        }
        self.contents(Parent::Page(id), &format!("the page {title:?}"), contents)
    }

    fn contents(&mut self, parent: Parent, name: &str, contents: &Contents) -> Result<(), Error> {
        for item in &contents.items {
            match item {
                Item::Page { title, contents } => self.page(parent, title, contents)?,
                Item::Database { title, table } => self.database(parent, title, table)?,
                Item::Block { block, inside } => self.block(parent, name, block, inside)?,
                Item::Comment(text) => {
                    let text = rich_text::written(text);
                    let now = self.clock.now();
                    let comment = Comment::by_the_integration(self.workspace, parent, text, now);
                    let id = Id::random(&mut self.workspace.random);
                    self.workspace.comments.push(id, comment);
                }
            }
        }
        Ok(())
    }

    fn block(
        &mut self,
        parent: Parent,
        name: &str,
        block: &Value,
        inside: &Contents,
    ) -> Result<(), Error> {
        let named = |failure: Failure| broken(name, &failure);
        let children = json!([block]);
        let blocks = blocks::read(self.workspace, &Place::root("children", &children));
        let now = self.clock.now();
        let added = blocks::add(self.workspace, parent, blocks.map_err(named)?, now);
        match added.first() {
            Some(id) => self.contents(Parent::Block(*id), name, inside),
            None => Ok(()),
        }
    }

    fn database(&mut self, parent: Parent, title: &str, table: &Table) -> Result<(), Error> {
        let named = |failure: Failure| broken(&format!("the database {title:?}"), &failure);
        let mut properties = Map::from_iter([("Name".to_owned(), json!({"title": {}}))]);
        properties.extend(table.properties.iter().cloned());
        let body = json!({
            "parent": {"type": "workspace", "workspace": true},
            "title": rich_text::written(title),
            "initial_data_source": {"properties": properties},
        });
        let now = self.clock.now();
        let (id, source) = create_database(self.workspace, &body, now).map_err(named)?;
        if parent != Parent::Workspace {
            self.workspace.move_to(id, parent);
        }
        table.rows.iter().try_for_each(|row| self.row(source, row))
    }

    fn row(&mut self, source: Id, row: &Row) -> Result<(), Error> {
        let name = format!("the row {:?}", row.title);
        let Some(values) = row.values.as_object() else {
            let message = format!("the values of {name} are no object");
            return Err(Error::configuration(message));
        };
        let title = rich_text::written(&row.title);
        let mut properties = Map::from_iter([("Name".to_owned(), json!({"title": title}))]);
        for (property, value) in values {
            let value = self.value(source, property, value).map_err(|failure| {
                broken(&format!("the value {property:?} of {name}"), &failure)
            })?;
            properties.insert(property.clone(), value);
        }
        let parent = json!({"data_source_id": source.to_string()});
        let body = json!({"parent": parent, "properties": properties});
        self.add_page(Parent::DataSource(source), &row.title, &body, &row.contents)
    }

    /// A value in Notion's own form, from that or from a shorter one.
    fn value(&self, source: Id, property: &str, value: &Value) -> Result<Value, Failure> {
        let table = self.workspace.data_source(source)?;
        let mut properties = table.schema.properties().iter();
        let Some(known) = properties.find(|known| known.is(property)) else {
            return Err(Failure::validation(format!("{property} is not a property that exists.")));
        };
        let kind = known.kind().name();
        let texts = || value.as_array().into_iter().flatten().filter_map(Value::as_str);
        let listed = value.as_array().is_some_and(|items| items.iter().all(Value::is_string));
        let content = match (kind, value) {
            ("rich_text" | "title", Value::String(text)) => rich_text::written(text),
            ("select" | "status", Value::String(option)) => json!({"name": option}),
            ("date", Value::String(start)) => json!({"start": start}),
            ("multi_select", Value::Array(_)) if listed => {
                texts().map(|option| json!({"name": option})).collect()
            }
            ("people", Value::Array(_)) if listed => {
                references(texts(), |name| self.workspace.find("user", name))?
            }
            ("relation", Value::Array(_)) if listed => {
                references(texts(), |title| self.workspace.find("page", title))?
            }
            ("files", Value::Array(_)) if listed => texts().map(file).collect(),
            (_, Value::Object(members)) if members.contains_key(kind) => return Ok(value.clone()),
            _ => value.clone(),
        };
        Ok(json!({kind: content}))
    }
}

/// References to things by their ids or names.
fn references<'a>(
    names: impl Iterator<Item = &'a str>,
    find: impl Fn(&str) -> Option<Id>,
) -> Result<Value, Failure> {
    let reference = |name: &str| {
        let id = Id::parse(name).or_else(|| find(name));
        let missing = || Failure::validation(format!("There is no {name:?} yet."));
        id.map(|id| json!({"id": id.to_string()})).ok_or_else(missing)
    };
    names.map(reference).collect()
}

/// A database with its data source.
fn create_database(
    workspace: &mut Workspace,
    body: &Value,
    now: SystemTime,
) -> Result<(Id, Id), Failure> {
    let empty = Value::Object(Map::new());
    let input = Input {
        action: "create-a-database",
        body: Place::root("body", body),
        path: Place::root("path", &empty),
        query: Place::root("query", &empty),
        // The first version in which a status can be created.
        version: Version::V2026_03_11,
        now: &|| now,
    };
    let created = databases::create(workspace, &input)?;
    let id = |value: &Value| value.as_str().and_then(Id::parse);
    let ids = id(&created["id"]).zip(id(&created["data_sources"][0]["id"]));
    ids.ok_or_else(|| Failure::validation("The database was not created."))
}

fn file(url: &str) -> Value {
    let name = url.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("file");
    json!({"name": name, "external": {"url": url}})
}

fn broken(name: &str, failure: &Failure) -> Error {
    Error::configuration(format!("{name} cannot be written: {}", failure.message()))
}
