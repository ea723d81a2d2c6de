//! Databases and data sources: made, seen and changed in both versions.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{Reply, create, create_titled, notion, retrieve, search, text};

/// A database with one data source.
pub(crate) struct Table {
    pub(crate) database: Value,
    pub(crate) data_source: Value,
}

pub(crate) const DATA_SOURCES: &str = "2025-09-03";

/// A call in version 2025-09-03.
pub(crate) fn newer(sandbox: &Sandbox, action: &str, mut parts: Value) -> Reply {
    parts["headers"] = json!({"Notion-Version": DATA_SOURCES});
    notion(sandbox, action, parts)
}

impl Table {
    pub(crate) fn create(sandbox: &Sandbox, properties: Value) -> Self {
        let page = create_titled(sandbox, "Tables")["id"].clone();
        let body = json!({
            "parent": {"page_id": page},
            "title": text("Table"),
            "properties": properties,
        });
        let database = notion(sandbox, "create-a-database", json!({"requestBody": body})).data();
        let path = json!({"pathParams": {"database_id": database["id"]}});
        let data_sources = newer(sandbox, "retrieve-a-database", path).data();
        let data_source = data_sources["data_sources"][0]["id"].clone();
        Self { database: database["id"].clone(), data_source }
    }

    pub(crate) fn relate(&self, sandbox: &Sandbox, name: &str, other: &Self) {
        let relation = json!({"relation": {"database_id": other.database, "single_property": {}}});
        self.update(sandbox, json!({"properties": {name: relation}})).data();
    }

    pub(crate) fn update(&self, sandbox: &Sandbox, body: Value) -> Reply {
        let parts = json!({"pathParams": {"database_id": self.database}, "requestBody": body});
        notion(sandbox, "update-a-database", parts)
    }

    pub(crate) fn retrieve(&self, sandbox: &Sandbox) -> Value {
        let parts = json!({"pathParams": {"database_id": self.database}});
        notion(sandbox, "retrieve-a-database", parts).data()
    }

    pub(crate) fn row(&self, sandbox: &Sandbox, properties: Value) -> Value {
        let parent = json!({"database_id": self.database});
        create(sandbox, json!({"parent": parent, "properties": properties})).data()
    }

    fn ask(&self, sandbox: &Sandbox, body: Value) -> Reply {
        let parts = json!({"pathParams": {"database_id": self.database}, "requestBody": body});
        notion(sandbox, "post-database-query", parts)
    }

    /// A query in version 2022-06-28, and the proof that it is answered alike in 2025-09-03.
    #[track_caller]
    pub(crate) fn query(&self, sandbox: &Sandbox, body: Value) -> Value {
        let older = self.ask(sandbox, body.clone()).data();
        if body.get("start_cursor").is_none() {
            let path = json!({"data_source_id": self.data_source});
            let parts = json!({"pathParams": path, "requestBody": body});
            let list = newer(sandbox, "query-data-source", parts).data();
            assert_eq!(list["type"], "page_or_data_source");
            assert_eq!(titles(&list), titles(&older));
        }
        older
    }

    #[track_caller]
    pub(crate) fn refused(&self, sandbox: &Sandbox, body: Value) -> String {
        self.ask(sandbox, body).validation_error()
    }
}

/// The titles of rows.
pub(crate) fn titles(list: &Value) -> Vec<String> {
    let title = |page: &Value| {
        let mut properties = page["properties"].as_object().unwrap().values();
        let title = properties.find(|property| property["id"] == "title").unwrap();
        let pieces = title["title"].as_array().unwrap().iter();
        pieces.map(|piece| piece["plain_text"].as_str().unwrap()).collect()
    };
    list["results"].as_array().unwrap().iter().map(title).collect()
}

#[test]
fn a_database_is_a_table_in_one_version_and_holds_one_in_the_other() {
    let sandbox = Sandbox::new();
    let table = Table::create(&sandbox, json!({"Name": {"title": {}}, "Price": {"number": {}}}));
    let database = table.retrieve(&sandbox);
    assert_eq!(database["properties"]["Price"]["number"], json!({"format": "number"}));
    assert_eq!(database["parent"]["type"], "page_id");
    assert!(database["created_by"].is_object() && database.get("data_sources").is_none());

    let path = json!({"pathParams": {"database_id": table.database}});
    let holder = newer(&sandbox, "retrieve-a-database", path).data();
    assert_eq!(holder["data_sources"], json!([{"id": table.data_source, "name": "Table"}]));
    assert!(holder.get("properties").is_none() && holder.get("created_by").is_none());

    let path = json!({"pathParams": {"data_source_id": table.data_source}});
    let data_source = newer(&sandbox, "retrieve-a-data-source", path.clone()).data();
    assert_eq!(data_source["object"], "data_source");
    assert_eq!(data_source["properties"], database["properties"]);
    assert_eq!(
        data_source["parent"],
        json!({"type": "database_id", "database_id": table.database})
    );
    assert_eq!(data_source["database_parent"], database["parent"]);

    let row = table.row(&sandbox, json!({}));
    assert_eq!(row["parent"], json!({"type": "database_id", "database_id": table.database}));
    let path_of_row = json!({"pathParams": {"page_id": row["id"]}});
    let newer_row = newer(&sandbox, "retrieve-a-page", path_of_row).data();
    let expected = json!({
        "type": "data_source_id",
        "data_source_id": table.data_source,
        "database_id": table.database,
    });
    assert_eq!(newer_row["parent"], expected);

    // Each version has its own addresses.
    let older = notion(&sandbox, "retrieve-a-data-source", path);
    assert_eq!(older.notion_error(400, "invalid_request_url"), "Invalid request URL.");
    let parts = json!({"pathParams": {"database_id": table.database}});
    let gone = newer(&sandbox, "post-database-query", parts);
    assert_eq!(gone.notion_error(400, "invalid_request_url"), "Invalid request URL.");
    // The edition of 2026 has given the id to another operation.
    let parts = json!({"pathParams": {"data_source_id": table.data_source}});
    assert_eq!(newer(&sandbox, "post-database-query", parts).data()["object"], "list");
}

#[test]
fn several_data_sources_are_too_many_for_the_older_version() {
    let sandbox = Sandbox::new();
    let table = Table::create(&sandbox, json!({"Name": {"title": {}}}));
    let body = json!({
        "parent": {"type": "database_id", "database_id": table.database},
        "title": text("Archive"),
        "properties": {"Title": {"title": {}}},
    });
    let second = newer(&sandbox, "create-a-data-source", json!({"requestBody": body})).data();
    let ids = json!([table.data_source, second["id"]]);
    let calls = [
        ("retrieve-a-database", json!({"pathParams": {"database_id": table.database}})),
        ("post-database-query", json!({"pathParams": {"database_id": table.database}})),
        ("update-a-database", json!({"pathParams": {"database_id": table.database}})),
        (
            "post-page",
            json!({"requestBody": {
                "parent": {"database_id": table.database}, "properties": {},
            }}),
        ),
    ];
    for (action, parts) in calls {
        let error = notion(&sandbox, action, parts).json();
        assert_eq!(error["status"], 400);
        assert_eq!(error["code"], "validation_error");
        assert_eq!(
            error["message"],
            "Databases with multiple data sources are not supported in this API version."
        );
        let expected = json!({
            "error_type": "multiple_data_sources_for_database",
            "database_id": table.database,
            "child_data_source_ids": ids,
            "minimum_api_version": "2025-09-03",
        });
        assert_eq!(error["additional_data"], expected);
    }
    // By its own id either is found, and searching leaves the database out.
    let body = json!({"parent": {"data_source_id": second["id"]}, "properties": {}});
    assert_eq!(create(&sandbox, body).data()["parent"]["database_id"], table.database);
    let filter = json!({"property": "object", "value": "database"});
    let found = search(&sandbox, json!({"query": "Table", "filter": filter})).data();
    assert_eq!(found["results"], json!([]));
    let filter = json!({"property": "object", "value": "data_source"});
    let body = json!({"requestBody": {"query": "archive", "filter": filter}});
    let found = newer(&sandbox, "post-search", body).data();
    assert_eq!(found["results"][0]["id"], second["id"]);
    assert_eq!(found["type"], "page_or_data_source");

    // Without the second, all is as before.
    let path = json!({"data_source_id": second["id"]});
    let parts = json!({"pathParams": path, "requestBody": {"in_trash": true}});
    assert_eq!(newer(&sandbox, "update-a-data-source", parts).data()["in_trash"], true);
    assert_eq!(table.retrieve(&sandbox)["object"], "database");
}

#[test]
fn a_schema_is_changed_by_name_and_by_id() {
    let sandbox = Sandbox::new();
    let table = Table::create(
        &sandbox,
        json!({
            "Name": {"title": {}},
            "Size": {"select": {"options": [{"name": "S", "color": "red"}, {"name": "L"}]}},
            "Old": {"rich_text": {}},
        }),
    );
    let size = table.retrieve(&sandbox)["properties"]["Size"].clone();
    let small = size["select"]["options"][0].clone();
    assert_eq!((&small["name"], &small["color"]), (&json!("S"), &json!("red")));
    let row = table.row(
        &sandbox,
        json!({"Size": {"select": {"name": "L"}}, "Old": {"rich_text": text("gone")}}),
    );
    let mut properties = json!({
        "Old": null,
        "Name": {"name": "Title"},
        "Count": {"number": {"format": "percent"}, "description": "How many"},
    });
    properties[size["id"].as_str().unwrap()] =
        json!({"name": "Width", "select": {"options": [{"id": small["id"]}, {"name": "M"}]}});
    let changed = table.update(&sandbox, json!({"title": text("Sizes"), "properties": properties}));
    let changed = changed.data();
    let names: Vec<_> = changed["properties"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["Count", "Title", "Width"]);
    assert_eq!(changed["properties"]["Count"]["description"], "How many");
    assert_eq!(changed["properties"]["Width"]["id"], size["id"]);
    let options = changed["properties"]["Width"]["select"]["options"].as_array().unwrap();
    let options: Vec<_> = options.iter().map(|option| &option["name"]).collect();
    assert_eq!(options, ["S", "M"]);
    let row = retrieve(&sandbox, &row["id"]).data();
    assert_eq!(row["properties"]["Width"]["select"], Value::Null);
    assert_eq!(row["properties"]["Count"]["number"], Value::Null);
    // The data source goes with its database in the older version.
    let path = json!({"pathParams": {"data_source_id": table.data_source}});
    let data_source = newer(&sandbox, "retrieve-a-data-source", path).data();
    assert_eq!(data_source["title"][0]["plain_text"], "Sizes");
}

#[test]
fn wrong_schemas_are_refused_and_leave_no_trace() {
    let sandbox = Sandbox::new();
    let page = create_titled(&sandbox, "Tables")["id"].clone();
    let refused = |properties: Value| {
        let body = json!({"parent": {"page_id": page}, "properties": properties});
        notion(&sandbox, "create-a-database", json!({"requestBody": body})).validation_error()
    };
    assert_eq!(refused(json!({"Price": {"number": {}}})), "Title is not provided");
    let message = refused(json!({"Name": {"title": {}}, "X": {}}));
    assert!(message.starts_with(
        "body failed validation. Fix one:\nbody.properties.X.number should be defined, instead was \
         `undefined`.\nbody.properties.X.formula should be defined"
    ));
    let message = refused(json!({"Name": {"title": {}}, "X": {"number": {"format": "shells"}}}));
    assert!(
        message.starts_with("body failed validation: body.properties.X.number.format should be")
    );
    assert_eq!(
        refused(json!({"Name": {"title": {}}, "X": {"select": {"options": [{"name": "a,b"}]}}})),
        "Invalid select option, commas not allowed: a,b"
    );
    let rollup =
        json!({"function": "sum", "relation_property_name": "Nope", "rollup_property_name": "a"});
    assert_eq!(
        refused(json!({"Name": {"title": {}}, "X": {"rollup": rollup}})),
        "Could not find property with name or id: Nope"
    );
    let filter = json!({"property": "object", "value": "database"});
    let found = search(&sandbox, json!({"filter": filter})).data();
    assert_eq!(found["results"].as_array().unwrap().len(), 1);
    let children = json!({"pathParams": {"block_id": page}});
    assert_eq!(notion(&sandbox, "get-block-children", children).data()["results"], json!([]));

    let table = Table::create(&sandbox, json!({"Name": {"title": {}}, "Size": {"select": {}}}));
    let before = table.retrieve(&sandbox)["properties"].clone();
    for properties in [
        json!({"New": {"number": {}}, "Name": null}),
        json!({"New": {"number": {}}, "Other": {"title": {}}}),
        json!({"New": {"number": {}}, "Size": {"name": "Name"}}),
        json!({"New": {"number": {}}, "Nope": null}),
    ] {
        table.update(&sandbox, json!({"properties": properties})).validation_error();
        assert_eq!(table.retrieve(&sandbox)["properties"], before);
    }
}

#[test]
fn a_relation_that_goes_both_ways_has_two_ends() {
    let sandbox = Sandbox::new();
    let tasks = Table::create(&sandbox, json!({"Name": {"title": {}}}));
    let projects = Table::create(&sandbox, json!({"Name": {"title": {}}}));
    let relation = json!({"relation": {"database_id": projects.database, "dual_property": {}}});
    let changed = tasks.update(&sandbox, json!({"properties": {"Project": relation}})).data();
    let one = changed["properties"]["Project"].clone();
    assert_eq!(one["relation"]["type"], "dual_property");
    assert_eq!(one["relation"]["database_id"], projects.database);
    let name = "Related to Table (Project)";
    assert_eq!(one["relation"]["dual_property"]["synced_property_name"], name);
    let other = projects.retrieve(&sandbox)["properties"][name].clone();
    assert_eq!(other["relation"]["dual_property"]["synced_property_id"], one["id"]);
    assert_eq!(one["relation"]["dual_property"]["synced_property_id"], other["id"]);

    let project = projects.row(&sandbox, json!({}))["id"].clone();
    let task =
        tasks.row(&sandbox, json!({"Project": {"relation": [{"id": project}]}}))["id"].clone();
    let linked = |page: &Value, property: &str| {
        retrieve(&sandbox, page).data()["properties"][property]["relation"].clone()
    };
    assert_eq!(linked(&project, name), json!([{"id": task}]));
    let body = json!({"properties": {name: {"relation": []}}});
    let parts = json!({"pathParams": {"page_id": project}, "requestBody": body});
    notion(&sandbox, "patch-page", parts).data();
    assert_eq!(linked(&task, "Project"), json!([]));
    // Without one end, the other is one for itself.
    tasks.update(&sandbox, json!({"properties": {"Project": null}})).data();
    let other = projects.retrieve(&sandbox)["properties"][name].clone();
    assert_eq!(other["relation"]["type"], "single_property");
}

#[test]
fn in_the_newer_version_a_database_comes_with_its_first_data_source() {
    let sandbox = Sandbox::new();
    let body = json!({
        "parent": {"type": "workspace", "workspace": true},
        "title": text("Holder"),
        "initial_data_source": {"properties": {"Key": {"title": {}}, "On": {"checkbox": {}}}},
    });
    let database = newer(&sandbox, "create-a-database", json!({"requestBody": body})).data();
    assert_eq!(database["data_sources"][0]["name"], "Holder");
    let body =
        json!({"parent": {"database_id": database["id"]}, "properties": {"N": {"title": {}}}});
    newer(&sandbox, "create-a-database", json!({"requestBody": body})).data();
    newer(&sandbox, "create-database", json!({"requestBody": body})).validation_error();
    let path = json!({"data_source_id": database["data_sources"][0]["id"]});
    let body = json!({"title": text("Rows"), "properties": {"On": {"name": "Off"}}});
    let parts = json!({"pathParams": path, "requestBody": body});
    let data_source = newer(&sandbox, "update-a-data-source", parts).data();
    assert!(data_source["properties"]["Off"].is_object());
    let path = json!({"pathParams": {"database_id": database["id"]}});
    let again = newer(&sandbox, "retrieve-a-database", path).data();
    assert_eq!(again["title"][0]["plain_text"], "Holder");
    assert_eq!(again["data_sources"][0]["name"], "Rows");
    // Properties are the data source's now.
    let body = json!({"properties": {}});
    let parts = json!({"pathParams": {"database_id": database["id"]}, "requestBody": body});
    let message = newer(&sandbox, "update-a-database", parts).validation_error();
    assert!(message.starts_with("body failed validation: body.properties should be not present"));
}

#[test]
fn a_status_is_made_and_changed_in_the_newest_version_alone() {
    let sandbox = Sandbox::new();
    let database = crate::exchange::tasks(&sandbox);
    let call = |version: &str, action: &str, path: Value, properties: Value| {
        let body = json!({"properties": properties});
        let mut parts = json!({"pathParams": path, "requestBody": body});
        parts["headers"] = json!({"Notion-Version": version});
        notion(&sandbox, action, parts)
    };
    let path = json!({"database_id": database["id"]});
    let older =
        |properties: Value| call("2022-06-28", "update-a-database", path.clone(), properties);
    // What was read can be sent back.
    let status = database["properties"]["Status"]["status"].clone();
    older(json!({"Status": {"status": status}})).data();
    older(json!({"Status": {"name": "State"}})).data();
    let options = json!([{"name": "New"}]);
    older(json!({"State": {"status": {"options": options}}})).validation_error();
    older(json!({"Another": {"status": {}}})).validation_error();

    let parts = json!({"pathParams": path});
    let source = newer(&sandbox, "retrieve-a-database", parts).data()["data_sources"][0].clone();
    let path = json!({"data_source_id": source["id"]});
    let newest = |properties: Value| {
        call("2026-03-11", "update-a-data-source", path.clone(), properties).data()
    };
    let changed = newest(json!({
        "State": {"status": {"options": options}}, "Another": {"status": {}},
    }));
    assert_eq!(changed["properties"]["State"]["status"]["options"][0]["name"], "New");
    let another = &changed["properties"]["Another"]["status"]["options"];
    assert_eq!(another.as_array().unwrap().len(), 3);
}
