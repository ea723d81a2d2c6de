//! Views of data sources, and runs of them.
//!
//! What a view looks like is kept as it was given: of a configuration, nothing is checked but its
//! type. Quick filters are kept and not applied. There are no linked databases here, so no view can
//! make one, and a new database has no view until one is created.

mod change;
mod query;

use std::time::SystemTime;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};

use super::{Answer, Failure, Id, Input, failure::Thing, list, workspace::Workspace};
use crate::sandbox::{clock::to_the_minute, kept};

pub(super) use change::{create, update};
pub(super) use query::{ViewQuery, create_query, delete_query, query_results};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct View {
    database: Id,
    data_source: Id,
    /// The dashboard that the view stands on.
    dashboard: Option<Id>,
    name: String,
    #[serde(deserialize_with = "kind")]
    kind: kept::Name,
    #[serde(with = "kept::time")]
    created: SystemTime,
    created_by: Id,
    #[serde(with = "kept::time")]
    edited: SystemTime,
    edited_by: Id,
    filter: Value,
    sorts: Value,
    quick_filters: Value,
    configuration: Value,
}

static KINDS: [&str; 10] = [
    "table",
    "board",
    "list",
    "calendar",
    "timeline",
    "gallery",
    "form",
    "chart",
    "map",
    "dashboard",
];

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<kept::Name, D::Error> {
    kept::one_of(deserializer, &KINDS)
}

/// `GET /v1/views`: those of a database or of a data source, by nothing but their ids.
pub(super) fn list(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    let of = ["database_id", "data_source_id"];
    input.query.only(&[of[0], of[1], "start_cursor", "page_size"])?;
    let (kind, place) = input.query.alternative(&of)?;
    let id = place.id()?;
    let views = if kind == "database_id" {
        workspace.database(id)?;
        workspace.views.ids(|view| view.database == id)
    } else {
        workspace.data_source(id)?;
        workspace.views.ids(|view| view.data_source == id)
    };
    list::page(&input.query, &format!("views of {id}"), "view", &views, |id| partial(id).into())
}

/// `GET /v1/views/{view_id}`
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let id = input.path.get("view_id").id()?;
    workspace.view(id).map(|view| view.shape(id))
}

/// `DELETE /v1/views/{view_id}`
pub(super) fn delete(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let id = input.path.get("view_id").id()?;
    workspace.views.remove(id).ok_or_else(|| Failure::not_found(Thing::View, id))?;
    Ok(partial(id))
}

fn partial(id: Id) -> Map<String, Value> {
    Map::from_iter([("object".to_owned(), "view".into()), ("id".to_owned(), id.into())])
}

impl Workspace {
    fn view(&self, id: Id) -> Result<&View, Failure> {
        self.views.get(id).ok_or_else(|| Failure::not_found(Thing::View, id))
    }
}

impl View {
    fn shape(&self, id: Id) -> Map<String, Value> {
        let user = |id: Id| json!({"object": "user", "id": id.to_string()});
        let parent = json!({"type": "database_id", "database_id": self.database.to_string()});
        let url = format!("https://www.notion.so/{}?v={}", self.database.digits(), id.digits());
        let mut shape = Map::from_iter([
            ("object".to_owned(), "view".into()),
            ("id".to_owned(), id.into()),
            ("parent".to_owned(), parent),
            ("name".to_owned(), self.name.clone().into()),
            ("type".to_owned(), self.kind.into()),
            ("created_time".to_owned(), to_the_minute(self.created).into()),
            ("last_edited_time".to_owned(), to_the_minute(self.edited).into()),
            ("created_by".to_owned(), user(self.created_by)),
            ("last_edited_by".to_owned(), user(self.edited_by)),
            ("url".to_owned(), url.into()),
            ("data_source_id".to_owned(), self.data_source.into()),
            ("filter".to_owned(), self.filter.clone()),
            ("sorts".to_owned(), self.sorts.clone()),
            ("quick_filters".to_owned(), self.quick_filters.clone()),
            ("configuration".to_owned(), self.configuration.clone()),
        ]);
        if let Some(dashboard) = self.dashboard {
            shape.insert("dashboard_view_id".to_owned(), dashboard.into());
        }
        shape
    }
}
