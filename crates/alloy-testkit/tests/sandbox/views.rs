//! Views of data sources, and runs of them.

use alloy_testkit::{Sandbox, Workspace};
use serde_json::{Value, json};

use crate::exchange::{Reply, notion};

struct Team {
    sandbox: Sandbox,
    database: Value,
    source: Value,
}

fn team() -> Team {
    let workspace = Workspace::new().database("Tasks", |tasks| {
        let tasks = tasks.number("Points");
        (0..5).fold(tasks, |tasks, at| tasks.row(format!("Task {at}"), json!({"Points": at})))
    });
    let sandbox = Sandbox::builder().workspace(workspace).unwrap().build();
    let database = json!(sandbox.database_id("Tasks").unwrap());
    let source = json!(sandbox.data_source_id("Tasks").unwrap());
    Team { sandbox, database, source }
}

impl Team {
    fn create(&self, more: Value) -> Reply {
        let mut body = json!({
            "data_source_id": self.source, "name": "All", "type": "table",
            "database_id": self.database,
        });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        notion(&self.sandbox, "create-view", json!({"requestBody": body}))
    }

    fn on(&self, action: &str, view: &Value, body: Value) -> Reply {
        let path = json!({"view_id": view["id"]});
        notion(&self.sandbox, action, json!({"pathParams": path, "requestBody": body}))
    }

    fn listed(&self) -> Vec<Value> {
        let parts = json!({"queryParameters": {"database_id": self.database}});
        let list = notion(&self.sandbox, "list-views", parts).data();
        assert_eq!((&list["type"], &list["view"]), (&json!("view"), &json!({})));
        list["results"].as_array().unwrap().iter().map(|view| view["id"].clone()).collect()
    }
}

#[test]
fn a_view_is_kept_as_it_is_answered() {
    let team = team();
    let sorts = json!([{"property": "Points", "direction": "descending"}]);
    let configuration = json!({"type": "board", "group_by": {"type": "number"}});
    let view =
        team.create(json!({"type": "board", "sorts": sorts, "configuration": configuration}));
    let mut view = view.data();
    assert_eq!((&view["object"], &view["type"]), (&json!("view"), &json!("board")));
    assert_eq!(view["parent"], json!({"type": "database_id", "database_id": team.database}));
    assert_eq!(view["data_source_id"], team.source);
    assert_eq!((&view["sorts"], &view["configuration"]), (&sorts, &configuration));
    assert_eq!((&view["filter"], &view["quick_filters"]), (&json!(null), &json!(null)));
    let read = team.on("retrieve-a-view", &view, json!(null)).data();
    view["request_id"] = read["request_id"].clone();
    assert_eq!(read, view);

    let quick = json!({"a": {"checkbox": {"equals": true}}, "b": {}});
    let body = json!({"name": "Mine", "sorts": null, "quick_filters": quick});
    let changed = team.on("update-a-view", &view, body).data();
    assert_eq!((&changed["name"], &changed["sorts"]), (&json!("Mine"), &json!(null)));
    assert_eq!(changed["configuration"], configuration);
    let changed = team.on("update-a-view", &view, json!({"quick_filters": {"a": null}})).data();
    assert_eq!(changed["quick_filters"], json!({"b": {}}));

    let gone = team.on("delete-view", &view, json!(null)).data();
    assert_eq!((&gone["object"], &gone["id"]), (&json!("view"), &view["id"]));
    let message =
        team.on("retrieve-a-view", &view, json!(null)).notion_error(404, "object_not_found");
    assert!(message.starts_with("Could not find view with ID: "), "{message}");
}

#[test]
fn views_stand_where_they_are_put() {
    let team = team();
    let id = |more: Value| team.create(more).data()["id"].clone();
    let first = id(json!({}));
    let last = id(json!({"position": {"type": "end"}}));
    let start = id(json!({"position": {"type": "start"}}));
    let middle = id(json!({"position": {"type": "after_view", "view_id": first}}));
    assert_eq!(team.listed(), [start, first, middle, last]);
    let dashboard = team.create(json!({"type": "dashboard"})).data();
    let widget = json!({"database_id": null, "view_id": dashboard["id"], "placement": {
        "type": "new_row",
    }});
    assert_eq!(team.create(widget).data()["dashboard_view_id"], dashboard["id"]);
}

#[test]
fn a_run_shows_what_the_view_shows_then() {
    let team = team();
    let view = team.create(json!({
        "filter": {"property": "Points", "number": {"greater_than": 0}},
        "sorts": [{"property": "Points", "direction": "descending"}],
    }));
    let view = view.data();
    let run = team.on("create-view-query", &view, json!({"page_size": 3})).data();
    assert_eq!((&run["object"], &run["view_id"]), (&json!("view_query"), &view["id"]));
    assert_eq!((&run["total_count"], &run["has_more"]), (&json!(4), &json!(true)));
    let expected = ["Task 4", "Task 3", "Task 2"]
        .map(|title| json!({"object": "page", "id": team.sandbox.page_id(title).unwrap()}));
    assert_eq!(run["results"], json!(expected));

    // What comes later is not in it.
    let body = json!({
        "parent": {"data_source_id": team.source},
        "properties": {"Points": {"number": 9}},
    });
    notion(&team.sandbox, "post-page", json!({"requestBody": body})).data();
    let path = json!({"view_id": view["id"], "query_id": run["id"]});
    let query = json!({"start_cursor": run["next_cursor"]});
    let parts = json!({"pathParams": path, "queryParameters": query});
    let rest = notion(&team.sandbox, "get-view-query-results", parts).data();
    assert_eq!(rest["type"], "page");
    assert_eq!(rest["results"].as_array().unwrap().len(), 1);
    assert_eq!((&rest["has_more"], &rest["next_cursor"]), (&json!(false), &json!(null)));

    let gone = notion(&team.sandbox, "delete-view-query", json!({"pathParams": path})).data();
    assert_eq!((&gone["id"], &gone["deleted"]), (&run["id"], &json!(true)));
    let reply = notion(&team.sandbox, "get-view-query-results", json!({"pathParams": path}));
    reply.notion_error(404, "object_not_found");
}

#[test]
fn a_view_is_refused_by_its_place() {
    let team = team();
    for (more, problem) in [
        (json!({"name": ""}), "body.name.length should be ≥ `1`"),
        (json!({"type": "pie"}), "body.type should be `\"table\"`"),
        (json!({"database_id": null}), "body.database_id should be defined"),
        (json!({"view_id": team.source}), "body.view_id should be not present"),
        (
            json!({"database_id": null, "create_database": {}}),
            "body.create_database should be not present",
        ),
        (json!({"filter": {"property": "Nope", "number": {"equals": 1}}}), "Nope"),
        (json!({"sorts": [{"property": "Nope", "direction": "ascending"}]}), "Nope"),
        (
            json!({"configuration": {"type": "board"}}),
            "body.configuration.type should be `\"table\"`, instead was `\"board\"`",
        ),
        (json!({"placement": {"type": "new_row"}}), "body.placement should be not present"),
        (json!({"quick_filters": []}), "body.quick_filters should be an object"),
    ] {
        let message = team.create(more).validation_error();
        assert!(message.contains(problem), "{message}");
    }
    assert_eq!(team.listed(), Vec::<Value>::new());
    let neither = notion(&team.sandbox, "list-views", json!({})).validation_error();
    assert!(neither.contains("query.database_id should be defined"), "{neither}");
}
