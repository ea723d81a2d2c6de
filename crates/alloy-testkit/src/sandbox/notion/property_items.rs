//! `retrieve-a-page-property`

use serde_json::{Map, Value, json};

use super::{
    Answer, Failure, Id, Input,
    failure::Thing,
    limits, list,
    read_shape::Shapes,
    rollup,
    schema::{Kind, Property, Schema},
    workspace::{Page, Workspace},
};

/// `GET /v1/pages/{page_id}/properties/{property_id}`: the value of a property, or, of one that
/// can be long, a list of its items.
///
/// A rollup that is computed from rows lists the rows that it comes from, and until the last page
/// says that its value is incomplete. One that shows what rows hold lists that.
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    let shapes = input.shapes(workspace);
    input.query.only(&["start_cursor", "page_size"])?;
    let page = workspace.page(input.path.get("page_id").id()?)?;
    let key = input.path.get("property_id").string()?;
    let plain = Schema::of_plain_page();
    let schema = workspace.table_of(page).map_or(&plain, |table| &table.schema);
    let not_found = || Failure::not_found(Thing::Property, key);
    let property = schema.find(key).ok_or_else(not_found)?;
    let content = shapes.content(page, property);
    match items(shapes, page, property, &content) {
        Some(items) => paged(input, page, property, content, &items),
        None => Ok(item(property.id(), property.kind().name(), content)),
    }
}

fn item(id: &str, kind: &str, content: Value) -> Map<String, Value> {
    Map::from_iter([
        ("object".to_owned(), "property_item".into()),
        ("id".to_owned(), id.into()),
        ("type".to_owned(), kind.into()),
        (kind.to_owned(), content),
    ])
}

/// The items of a value that is shown as a list.
fn items(
    shapes: Shapes<'_>,
    page: &Page,
    property: &Property,
    content: &Value,
) -> Option<Vec<Value>> {
    let each = |id: &str, kind: &str, contents: &[Value]| -> Vec<Value> {
        contents.iter().map(|content| item(id, kind, content.clone()).into()).collect()
    };
    if property.kind().is_list() {
        return Some(each(property.id(), property.kind().name(), content.as_array()?));
    }
    if property.kind() != Kind::Rollup || content["type"] == "unsupported" {
        return None;
    }
    let source = rollup::source(shapes, page, property)?;
    if content["type"] == "array" {
        let (id, kind) = (source.property.id(), source.property.kind().name());
        let array = content["array"].as_array()?.iter();
        // A list in a list is shown item by item.
        let contents = array.flat_map(|value| match &value[kind] {
            Value::Array(items) if source.property.kind().is_list() => items.clone(),
            other => vec![other.clone()],
        });
        return Some(each(id, kind, &contents.collect::<Vec<_>>()));
    }
    let related = |page: &&Page| json!({"id": page.entry.id.to_string()});
    let rows: Vec<_> = source.rows.iter().map(related).collect();
    Some(each(source.relation.id(), Kind::Relation.name(), &rows))
}

/// A page of a list of items. A cursor names the item that comes next by its id, or, as texts
/// have none, by its place.
fn paged(
    input: &Input<'_>,
    page: &Page,
    property: &Property,
    content: Value,
    items: &[Value],
) -> Answer {
    let id = |item: &Value| {
        let kind = item["type"].as_str()?;
        Id::parse(item[kind]["id"].as_str()?)
    };
    let keys: Vec<Id> =
        items.iter().enumerate().map(|(at, item)| id(item).unwrap_or(Id(at as u128))).collect();
    let question = format!("property {} of {}", property.id(), page.entry.id);
    let mut rest = keys.iter().zip(items);
    let render = |key: Id| {
        rest.find(|(other, _)| **other == key).map(|(_, item)| item.clone()).unwrap_or_default()
    };
    let mut list = list::page(&input.query, &question, "property_item", &keys, render)?;
    let cursor = list.get("next_cursor").and_then(Value::as_str).map(str::to_owned);
    let kind = property.kind();
    let whole = match kind {
        Kind::Rollup if cursor.is_some() => rollup::typed(property, "incomplete", json!({})),
        Kind::Rollup if content["type"] == "array" => rollup::typed(property, "array", json!([])),
        Kind::Rollup => content,
        _ => json!({}),
    };
    let next_url = cursor.map(|cursor| next_url(input, page, property, &cursor));
    let own = json!({
        "id": property.id(),
        "type": kind.name(),
        "next_url": next_url,
        kind.name(): whole,
    });
    list.insert("property_item".to_owned(), own);
    Ok(list)
}

/// The address of the next page of a list.
fn next_url(input: &Input<'_>, page: &Page, property: &Property, cursor: &str) -> String {
    let mut url = format!(
        "https://api.notion.com/v1/pages/{}/properties/{}?start_cursor={cursor}",
        page.entry.id.digits(),
        property.id(),
    );
    let size = input.query.optional("page_size").map(|size| size.integer(1, limits::PAGE_SIZE));
    if let Some(Ok(size)) = size {
        url = format!("{url}&page_size={size}");
    }
    url
}
