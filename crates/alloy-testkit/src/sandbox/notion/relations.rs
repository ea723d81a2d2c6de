//! Relations that go both ways.

use serde_json::{Value, json};

use super::{
    Id,
    properties::Contents,
    schema::{Kind, Property},
    workspace::{Parent, Workspace},
};

/// After a row's contents were replaced: brings the other ends of its relations in line.
pub(super) fn mirror(workspace: &mut Workspace, row: Id, before: &Contents) {
    let Some(page) = workspace.pages.get(&row) else { return };
    let Some(table) = workspace.table_of(page) else { return };
    let mut ends = Vec::new();
    for property in table.schema.properties() {
        let Some(end) = other_end(property) else { continue };
        let ids = |contents: &Contents| contents.get(property.id()).map(linked).unwrap_or_default();
        let (old, new) = (ids(before), ids(&page.contents));
        ends.extend(old.iter().filter(|id| !new.contains(id)).map(|id| (end.clone(), *id, false)));
        ends.extend(new.iter().filter(|id| !old.contains(id)).map(|id| (end.clone(), *id, true)));
    }
    for (end, other, linked) in ends {
        link(workspace, other, &end, row, linked);
    }
}

/// After a relation has got another end: fills that by what rows have in this one.
pub(super) fn mirror_all(workspace: &mut Workspace, table: Id, property: &str) {
    let property = workspace.data_sources.get(&table).and_then(|table| table.schema.find(property));
    let Some(property) = property.cloned() else { return };
    let Some(end) = other_end(&property) else { return };
    let of_table = |page: &&super::workspace::Page| page.entry.parent == Parent::DataSource(table);
    let rows = workspace.pages.values().filter(of_table);
    let links: Vec<_> = rows
        .filter_map(|page| Some((page.entry.id, linked(page.contents.get(property.id())?))))
        .collect();
    for (row, others) in links {
        for other in others {
            link(workspace, other, &end, row, true);
        }
    }
}

fn other_end(property: &Property) -> Option<String> {
    (property.kind() == Kind::Relation).then(|| property.synced().map(str::to_owned))?
}

/// The ids of pages that a relation leads to.
pub(super) fn linked(content: &Value) -> Vec<Id> {
    let items = content.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| Id::parse(item["id"].as_str()?)).collect()
}

/// Makes or undoes one link, from a row to another. The link back is the caller's.
fn link(workspace: &mut Workspace, row: Id, property: &str, to: Id, wanted: bool) {
    let Some(page) = workspace.pages.get_mut(&row) else { return };
    let content = page.contents.entry(property.to_owned()).or_insert_with(|| json!([]));
    let Value::Array(items) = content else { return };
    let item = json!({"id": to.to_string()});
    items.retain(|other| *other != item);
    if wanted {
        items.push(item);
    }
}
