//! What is in a workspace that nobody has written to yet.

use std::time::SystemTime;

use serde_json::{Value, json};

use super::{
    Failure, Id, Place, pages, rich_text,
    schema::{Kind, Property, Schema},
    version::Version,
    workspace::{DataSource, Database, Parent, Workspace},
};
use crate::sandbox::clock::Clock;

/// Writes the sample, as a caller would have written it.
pub(super) fn fill(workspace: &mut Workspace, clock: &mut Clock) {
    let written = write(workspace, clock);
    debug_assert!(written.is_ok(), "{written:?}");
}

fn write(workspace: &mut Workspace, clock: &mut Clock) -> Result<(), Failure> {
    let ada = workspace.add_person("Ada Example", "ada@example.com");
    let grace = workspace.add_person("Grace Example", "grace@example.com");

    let roadmap = page(
        workspace,
        clock,
        &json!({
            "parent": {"workspace": true},
            "icon": {"emoji": "🗺️"},
            "properties": {"title": {"title": text("Roadmap")}},
            "children": [
                {"heading_1": {"rich_text": text("This quarter")}},
                {"paragraph": {"rich_text": text("What we build next, and why.")}},
                {"to_do": {"rich_text": text("Publish the first release"), "checked": true}},
                {"to_do": {"rich_text": text("Ask three teams what they miss")}},
            ],
        }),
    )?;
    page(
        workspace,
        clock,
        &json!({
            "parent": {"page_id": roadmap.to_string()},
            "properties": {"title": {"title": text("Meeting notes")}},
            "children": [
                {"bulleted_list_item": {"rich_text": text("Ada shows the search"), "children": [
                    {"bulleted_list_item": {"rich_text": text("Grace asks for filters")}},
                ]}},
                {"code": {"rich_text": text("cargo test"), "language": "bash"}},
            ],
        }),
    )?;
    page(
        workspace,
        clock,
        &json!({
            "parent": {"workspace": true},
            "cover": {"external": {"url": "https://example.com/handbook.png"}},
            "properties": {"title": {"title": text("Team handbook")}},
        }),
    )?;

    let tasks = database(workspace, clock, "Tasks")?.to_string();
    let review = page(
        workspace,
        clock,
        &json!({
            "parent": {"database_id": tasks},
            "properties": {
                "Name": {"title": text("Review the design")},
                "Status": {"status": {"name": "Done"}},
                "Priority": {"select": {"name": "High"}},
                "Tags": {"multi_select": [{"name": "design"}, {"name": "api"}]},
                "Estimate": {"number": 2.5},
                "Due": {"date": {"start": "2026-01-12"}},
                "Done": {"checkbox": true},
                "Assignee": {"people": [{"id": ada.to_string()}]},
                "Notes": {"rich_text": text("Two open questions.")},
                "Link": {"url": "https://example.com/design"},
            },
        }),
    )?;
    page(
        workspace,
        clock,
        &json!({
            "parent": {"database_id": tasks},
            "properties": {
                "Name": {"title": text("Write the first draft")},
                "Status": {"status": {"name": "In progress"}},
                "Priority": {"select": {"name": "Medium"}},
                "Due": {"date": {"start": "2026-01-14T10:00:00Z", "end": "2026-01-16T17:00:00Z"}},
                "Assignee": {"people": [{"id": grace.to_string()}]},
                "Contact": {"email": "grace@example.com"},
                "Phone": {"phone_number": "+1 555 0100"},
                "Blocked by": {"relation": [{"id": review.to_string()}]},
            },
        }),
    )?;
    page(
        workspace,
        clock,
        &json!({
            "parent": {"database_id": tasks},
            "properties": {
                "Name": {"title": text("Publish")},
                "Attachments": {"files": [
                    {"name": "checklist.pdf", "external": {"url": "https://example.com/checklist.pdf"}},
                ]},
            },
        }),
    )?;
    Ok(())
}

fn text(content: &str) -> Value {
    json!([{"text": {"content": content}}])
}

fn page(workspace: &mut Workspace, clock: &mut Clock, body: &Value) -> Result<Id, Failure> {
    let now = clock.now();
    pages::add(workspace, &Place::root("body", body), Version::V2026_03_11, &|| now)
}

/// A template of a table's rows. None can be made by a request.
fn template(workspace: &mut Workspace, table: Id, now: SystemTime) -> Result<(), Failure> {
    let body = json!({
        "parent": {"data_source_id": table.to_string()},
        "icon": {"emoji": "🐛"},
        "properties": {
            "Name": {"title": text("Bug report")},
            "Priority": {"select": {"name": "High"}},
        },
        "children": [{"heading_2": {"rich_text": text("What happens")}}],
    });
    let id = pages::add(workspace, &Place::root("body", &body), Version::V2026_03_11, &|| now)?;
    if let Some(page) = workspace.pages.get_mut(&id) {
        page.is_template = true;
    }
    if let Some(table) = workspace.data_sources.get_mut(&table) {
        table.templates.push(id);
        // Templates are not counted among the rows.
        table.rows = 0;
    }
    Ok(())
}

fn database(workspace: &mut Workspace, clock: &mut Clock, name: &str) -> Result<Id, Failure> {
    let title = text(name);
    let title = rich_text::read(workspace, &Place::root("body", &title))?;
    let now = clock.now();
    let entry = workspace.add(Parent::Workspace, now);
    let id = entry.id;
    let table = workspace.add(Parent::Database(id), now);
    let mut property = |kind, name| Property::new(&mut workspace.random, kind, name);
    let schema = Schema::new(vec![
        property(Kind::Title, "Name"),
        property(Kind::Status, "Status")
            .with_option("Not started", "default")
            .with_option("In progress", "blue")
            .with_option("Done", "green"),
        property(Kind::Select, "Priority")
            .with_option("High", "red")
            .with_option("Medium", "yellow")
            .with_option("Low", "gray"),
        property(Kind::MultiSelect, "Tags").with_option("design", "purple"),
        property(Kind::Number, "Estimate").with_config("format", "number"),
        property(Kind::Date, "Due"),
        property(Kind::Checkbox, "Done"),
        property(Kind::People, "Assignee"),
        property(Kind::RichText, "Notes"),
        property(Kind::Url, "Link"),
        property(Kind::Email, "Contact"),
        property(Kind::PhoneNumber, "Phone"),
        property(Kind::Files, "Attachments"),
        property(Kind::Relation, "Blocked by")
            .with_config("data_source_id", table.id)
            .with_config("type", "single_property")
            .with_config("single_property", json!({})),
        property(Kind::UniqueId, "Number").with_config("prefix", "TASK"),
        property(Kind::CreatedTime, "Created"),
        property(Kind::CreatedBy, "Created by"),
        property(Kind::LastEditedTime, "Edited"),
        property(Kind::LastEditedBy, "Edited by"),
    ]);
    workspace.databases.insert(
        id,
        Database {
            entry,
            icon: Value::Null,
            cover: Value::Null,
            title: title.clone(),
            description: json!([]),
            is_inline: false,
            is_locked: false,
            data_sources: vec![table.id],
        },
    );
    let table = DataSource { schema, ..DataSource::new(table, title) };
    let parent = table.entry.id;
    workspace.data_sources.insert(parent, table);
    template(workspace, parent, now)?;
    Ok(id)
}
