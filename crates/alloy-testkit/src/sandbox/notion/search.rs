//! `post-search`

use super::{Answer, Failure, Input, Place, list, version::Version, workspace::Workspace};

/// `POST /v1/search`: pages and databases by their titles; data sources in place of databases in
/// versions that know them. What is in the trash is not found, nor is, in versions that know no
/// data sources, a database that has several.
pub(super) fn search(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    let shapes = input.shapes(workspace);
    let workspace = &*workspace;
    let body = &input.body;
    input.query.only(&[])?;
    body.only(&["query", "filter", "sort", "start_cursor", "page_size"])?;
    let query = body.optional("query").map(|query| query.string()).transpose()?;
    let query = query.unwrap_or_default().to_lowercase();
    let filter = body.optional("filter");
    let filter = filter.map(|filter| Filter::read(&filter, input.version)).transpose()?;
    let Filter { object, in_trash } = filter.unwrap_or_default();
    let order = body.optional("sort").map(|sort| order(&sort)).transpose()?;

    let mut found = workspace.newest_first();
    found.retain(|id| {
        workspace.entry(*id).is_some_and(|entry| workspace.is_in_trash(entry) == in_trash)
            && workspace.title(*id).is_some_and(|title| title.to_lowercase().contains(&query))
            && shapes.found(*id).is_some_and(|kind| object.is_none_or(|object| kind == object))
    });
    if order == Some("ascending") {
        found.reverse();
    }
    let question = format!("{object:?} {in_trash} {order:?} {query}");
    list::page(body, &question, list_type(input.version), &found, |id| shapes.result(id))
}

/// What a list of rows or of what was searched for says that it holds.
pub(super) fn list_type(version: Version) -> &'static str {
    if version.has_data_sources() { "page_or_data_source" } else { "page_or_database" }
}

/// What is let through: one kind of object or both, in the trash or not.
#[derive(Debug, Default)]
struct Filter {
    object: Option<&'static str>,
    in_trash: bool,
}

impl Filter {
    /// Reads a filter. That `in_trash` can stand in it is on record for newer versions only.
    fn read(place: &Place<'_>, version: Version) -> Result<Self, Failure> {
        let in_trash = place.optional("in_trash").filter(|_| version.has_data_sources());
        let in_trash = in_trash.map(|in_trash| in_trash.boolean()).transpose()?;
        if in_trash.is_some() && place.object()?.len() == 1 {
            return Ok(Self { object: None, in_trash: in_trash.unwrap_or_default() });
        }
        let own: &[&str] = if in_trash.is_some() {
            &["property", "value", "in_trash"]
        } else {
            &["property", "value"]
        };
        place.only(own)?;
        place.get("property").one_of(&["object"])?;
        let table = if version.has_data_sources() { "data_source" } else { "database" };
        let object = place.get("value").one_of(&["page", table])?;
        Ok(Self { object: Some(object), in_trash: in_trash.unwrap_or_default() })
    }
}

/// The direction of a sort. By relevance, of which nothing is known, the newest edit is first.
fn order(sort: &Place<'_>) -> Result<&'static str, Failure> {
    if let Some(property) = sort.optional("property") {
        sort.only(&["property"])?;
        property.one_of(&["relevance"])?;
        return Ok("descending");
    }
    sort.only(&["direction", "timestamp"])?;
    sort.get("timestamp").one_of(&["last_edited_time"])?;
    sort.get("direction").one_of(&["ascending", "descending"])
}
