//! Properties whose values are computed: formulas and rollups.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    exchange::{notion, retrieve, text},
    tables::{Table, titles},
};

#[test]
fn formulas_are_worked_out_as_far_as_they_are_known() {
    let sandbox = Sandbox::new();
    let table = Table::create(
        &sandbox,
        json!({
            "Name": {"title": {}}, "Net": {"number": {}}, "None": {"number": {}},
            "Done": {"checkbox": {}}, "Due": {"date": {}}, "F": {"formula": {"expression": "1"}},
        }),
    );
    let row = table.row(
        &sandbox,
        json!({
            "Name": {"title": text("Kale")}, "Net": {"number": 2.5}, "Done": {"checkbox": true},
            "Due": {"date": {"start": "2026-01-06", "end": "2026-01-08"}},
        }),
    );
    let date = |day: &str| json!({"start": day, "end": null, "time_zone": null});
    for (expression, kind, value) in [
        ("1 + 2 * 3 ^ 2 - 4 / 8", "number", json!(18.5)),
        ("-(1 + 2) % 2", "number", json!(-1)),
        (r#"prop("Net") * 2"#, "number", json!(5)),
        (r#"prop("None") * 2"#, "number", Value::Null),
        ("1 / 0", "number", Value::Null),
        (r#"prop("Name") + "!" + 1"#, "string", json!("Kale!1")),
        (r#"length(prop("Name")) == 4 and not empty(prop("Net"))"#, "boolean", json!(true)),
        (r#"prop("Name").lower().contains("ka")"#, "boolean", json!(true)),
        (r#"if(prop("Done"), "yes", "no")"#, "string", json!("yes")),
        (r#"prop("Net") > 3 ? "a" : "\"b\"""#, "string", json!("\"b\"")),
        (r#"round(max(1, prop("Net")))"#, "number", json!(3)),
        (r#"dateEnd(prop("Due"))"#, "date", date("2026-01-08")),
        (r#"prop("Due") < prop("Nope")"#, "unsupported", json!({})),
        ("map([1], current)", "unsupported", json!({})),
        ("1 +", "unsupported", json!({})),
        (&"(".repeat(900), "unsupported", json!({})),
        (&"-".repeat(1900), "unsupported", json!({})),
    ] {
        let property = json!({"formula": {"expression": expression}});
        table.update(&sandbox, json!({"properties": {"F": property}})).data();
        let page = retrieve(&sandbox, &row["id"]).data();
        let expected = json!({"type": kind, kind: value});
        assert_eq!(page["properties"]["F"]["formula"], expected, "{expression}");
    }
}

#[test]
fn formulas_are_filtered_and_sorted_by_what_they_come_to() {
    let sandbox = Sandbox::new();
    let double = json!({"formula": {"expression": "prop(\"N\") * 2"}});
    let table = Table::create(
        &sandbox,
        json!({"Name": {"title": {}}, "N": {"number": {}}, "Double": double}),
    );
    for (name, number) in [("two", 2), ("three", 3), ("one", 1)] {
        let row = json!({"Name": {"title": text(name)}, "N": {"number": number}});
        table.row(&sandbox, row);
    }
    let filter = json!({"property": "Double", "formula": {"number": {"greater_than": 2}}});
    let sorts = json!([{"property": "Double", "direction": "descending"}]);
    let found = table.query(&sandbox, json!({"filter": filter, "sorts": sorts}));
    assert_eq!(titles(&found), ["three", "two"]);
}

/// A project with three tasks, and what rolls up of them.
fn project() -> (Sandbox, Table, Value) {
    let sandbox = Sandbox::new();
    let tasks = Table::create(
        &sandbox,
        json!({
            "Name": {"title": {}}, "Hours": {"number": {}}, "Done": {"checkbox": {}},
            "Due": {"date": {}}, "Tags": {"multi_select": {}},
        }),
    );
    let projects = Table::create(&sandbox, json!({"Name": {"title": {}}, "R": {"number": {}}}));
    projects.relate(&sandbox, "Tasks", &tasks);
    let rows = [
        json!({
            "Name": {"title": text("a")}, "Hours": {"number": 1}, "Done": {"checkbox": true},
            "Due": {"date": {"start": "2026-01-06"}}, "Tags": {"multi_select": [{"name": "x"}]},
        }),
        json!({
            "Name": {"title": text("b")}, "Hours": {"number": 4},
            "Due": {"date": {"start": "2026-01-05", "end": "2026-01-09"}},
            "Tags": {"multi_select": [{"name": "x"}, {"name": "y"}]},
        }),
        json!({"Name": {"title": text("c")}, "Hours": {"number": 2}}),
        json!({"Name": {"title": text("d")}}),
    ];
    let links: Vec<_> =
        rows.into_iter().map(|row| json!({"id": tasks.row(&sandbox, row)["id"]})).collect();
    let project = projects.row(&sandbox, json!({"Tasks": {"relation": links}}));
    (sandbox, projects, project["id"].clone())
}

fn roll_up(sandbox: &Sandbox, table: &Table, property: &str, function: &str) {
    let rollup = json!({"rollup": {
        "relation_property_name": "Tasks", "rollup_property_name": property, "function": function,
    }});
    table.update(sandbox, json!({"properties": {"R": rollup}})).data();
}

#[test]
fn rollups_take_together_what_rows_hold() {
    let (sandbox, projects, project) = project();
    let date = |start: &str, end: Value| json!({"start": start, "end": end, "time_zone": null});
    for (property, function, kind, value) in [
        ("Hours", "count", "number", json!(4)),
        ("Tags", "count_values", "number", json!(3)),
        ("Tags", "unique", "number", json!(2)),
        ("Hours", "empty", "number", json!(1)),
        ("Hours", "not_empty", "number", json!(3)),
        ("Hours", "percent_empty", "number", json!(0.25)),
        ("Hours", "percent_not_empty", "number", json!(0.75)),
        ("Hours", "sum", "number", json!(7)),
        ("Hours", "average", "number", json!(7.0 / 3.0)),
        ("Hours", "median", "number", json!(2)),
        ("Hours", "min", "number", json!(1)),
        ("Hours", "max", "number", json!(4)),
        ("Hours", "range", "number", json!(3)),
        ("Done", "checked", "number", json!(1)),
        ("Done", "unchecked", "number", json!(3)),
        ("Done", "percent_checked", "number", json!(0.25)),
        ("Done", "percent_unchecked", "number", json!(0.75)),
        ("Due", "earliest_date", "date", date("2026-01-05", Value::Null)),
        ("Due", "latest_date", "date", date("2026-01-09", Value::Null)),
        ("Due", "date_range", "date", date("2026-01-05", json!("2026-01-09"))),
    ] {
        roll_up(&sandbox, &projects, property, function);
        let page = retrieve(&sandbox, &project).data();
        let expected = json!({"type": kind, kind: value, "function": function});
        assert_eq!(page["properties"]["R"]["rollup"], expected);
    }
    roll_up(&sandbox, &projects, "Hours", "show_original");
    let rollup = retrieve(&sandbox, &project).data()["properties"]["R"]["rollup"].clone();
    assert_eq!(rollup["array"][1], json!({"type": "number", "number": 4}));
    assert_eq!(rollup["array"].as_array().unwrap().len(), 4);
    let schema = projects.retrieve(&sandbox)["properties"]["R"]["rollup"].clone();
    assert_eq!(schema["relation_property_name"], "Tasks");
    assert_eq!(schema["rollup_property_name"], "Hours");
}

#[test]
fn rollups_are_filtered_by_their_items_or_what_they_come_to() {
    let (sandbox, projects, _) = project();
    let found = |filter: Value| {
        let filter = json!({"property": "R", "rollup": filter});
        let list = projects.query(&sandbox, json!({"filter": filter}));
        list["results"].as_array().unwrap().len()
    };
    roll_up(&sandbox, &projects, "Hours", "show_original");
    assert_eq!(found(json!({"any": {"number": {"equals": 4}}})), 1);
    assert_eq!(found(json!({"any": {"number": {"equals": 5}}})), 0);
    assert_eq!(found(json!({"every": {"number": {"greater_than": 1}}})), 0);
    assert_eq!(found(json!({"none": {"number": {"greater_than": 4}}})), 1);
    roll_up(&sandbox, &projects, "Hours", "sum");
    assert_eq!(found(json!({"number": {"equals": 7}})), 1);
    roll_up(&sandbox, &projects, "Due", "latest_date");
    assert_eq!(found(json!({"date": {"after": "2026-01-08"}})), 1);
}

#[test]
fn computed_values_cannot_be_written() {
    let (sandbox, projects, project) = project();
    roll_up(&sandbox, &projects, "Hours", "sum");
    let body = json!({"properties": {"R": {"rollup": {"number": 1}}}});
    let parts = json!({"pathParams": {"page_id": project}, "requestBody": body});
    let message = notion(&sandbox, "patch-page", parts).validation_error();
    assert!(
        message.starts_with("body failed validation. Fix one:\nbody.properties.R.title should")
    );
}
