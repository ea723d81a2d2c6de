//! Property values of rows: what is kept of them, and what is refused.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{create, create_titled, refused, retrieve, search, tasks, text};

/// What creates a row of the sample's database.
fn row(sandbox: &Sandbox, properties: Value) -> Value {
    json!({"parent": {"database_id": tasks(sandbox)["id"]}, "properties": properties})
}

/// The value of one property after it was written, without the property's id.
#[track_caller]
pub(crate) fn kept(sandbox: &Sandbox, name: &str, value: Value) -> Value {
    let created = create(sandbox, row(sandbox, json!({name: value}))).data();
    let mut property = retrieve(sandbox, &created["id"]).data()["properties"][name].take();
    assert_eq!(property, created["properties"][name]);
    let schema = &tasks(sandbox)["properties"][name];
    assert_eq!(property["id"], schema["id"]);
    assert_eq!(property["type"], schema["type"]);
    property[schema["type"].as_str().unwrap()].take()
}

#[track_caller]
fn refusal(sandbox: &Sandbox, name: &str, value: Value) -> String {
    refused(sandbox, row(sandbox, json!({name: value})))
}

#[test]
fn a_new_row_has_every_property() {
    let sandbox = Sandbox::new();
    let created = create(&sandbox, row(&sandbox, json!({}))).data();
    let by = json!({
        "object": "user", "id": created["created_by"]["id"], "type": "bot", "name": "Sandbox",
        "avatar_url": null,
        "bot": {
            "owner": {"type": "workspace", "workspace": true}, "workspace_name": "Sandbox",
        },
    });
    let status = &tasks(&sandbox)["properties"]["Status"]["status"]["options"][0];
    let time = json!("2026-01-05T09:07:00.000Z");
    for (name, kind, content) in [
        ("Name", "title", json!([])),
        (
            "Status",
            "status",
            json!({"id": status["id"], "name": "Not started", "color": "default"}),
        ),
        ("Priority", "select", json!(null)),
        ("Tags", "multi_select", json!([])),
        ("Estimate", "number", json!(null)),
        ("Due", "date", json!(null)),
        ("Done", "checkbox", json!(false)),
        ("Assignee", "people", json!([])),
        ("Notes", "rich_text", json!([])),
        ("Link", "url", json!(null)),
        ("Contact", "email", json!(null)),
        ("Phone", "phone_number", json!(null)),
        ("Attachments", "files", json!([])),
        ("Blocked by", "relation", json!([])),
        ("Number", "unique_id", json!({"prefix": "TASK", "number": 4})),
        ("Created", "created_time", time.clone()),
        ("Created by", "created_by", by.clone()),
        ("Edited", "last_edited_time", time),
        ("Edited by", "last_edited_by", by),
    ] {
        let property = &created["properties"][name];
        assert_eq!((&property["type"], &property[kind]), (&json!(kind), &content), "{name}");
        assert_eq!(property.as_object().unwrap().len(), 3 + usize::from(kind == "relation"));
    }
    assert_eq!(created["properties"].as_object().unwrap().len(), 19);
}

#[test]
fn simple_values_are_kept() {
    let sandbox = Sandbox::new();
    for (name, kind, values) in [
        ("Estimate", "number", vec![json!(0), json!(-1.5), json!(1e21), json!(null)]),
        ("Done", "checkbox", vec![json!(true), json!(false)]),
        ("Link", "url", vec![json!("https://example.com/ä"), json!(null)]),
        ("Contact", "email", vec![json!("a@example.com"), json!(null)]),
        ("Phone", "phone_number", vec![json!("+1 555 0100"), json!(null)]),
        ("Due", "date", vec![json!(null)]),
        ("Priority", "select", vec![json!(null)]),
        ("Status", "status", vec![json!(null)]),
        ("Tags", "multi_select", vec![json!([])]),
    ] {
        for value in values {
            assert_eq!(kept(&sandbox, name, json!({kind: value})), value, "{name}");
            assert_eq!(kept(&sandbox, name, json!({"type": kind, kind: value})), value, "{name}");
        }
    }
}

#[test]
fn properties_go_by_name_or_id() {
    let sandbox = Sandbox::new();
    let database = tasks(&sandbox);
    let id = database["properties"]["Due"]["id"].as_str().unwrap();
    let decoded = percent_encoding::percent_decode_str(id).decode_utf8().unwrap();
    for key in [id, &decoded] {
        let value = json!({"date": {"start": "2026-02-01"}});
        let created = create(&sandbox, row(&sandbox, json!({key: value}))).data();
        assert_eq!(created["properties"]["Due"]["date"]["start"], "2026-02-01", "{key}");
    }
    let created =
        create(&sandbox, row(&sandbox, json!({"title": {"title": text("By id")}}))).data();
    assert_eq!(created["properties"]["Name"]["title"][0]["plain_text"], "By id");
    assert_eq!(
        refusal(&sandbox, "due", json!({"date": null})),
        "due is not a property that exists."
    );
}

#[test]
fn the_type_must_be_the_propertys() {
    let sandbox = Sandbox::new();
    for (name, value, message) in [
        ("Notes", json!({"number": 1}), "Notes is expected to be rich_text."),
        ("Name", json!({"rich_text": []}), "Name is expected to be title."),
        ("Status", json!({"select": {"name": "Done"}}), "Status is expected to be status."),
        (
            "Created",
            json!({"date": {"start": "2026-01-01"}}),
            "Created is expected to be created_time.",
        ),
        ("Number", json!({"number": 1}), "Number is expected to be unique_id."),
        (
            "Due",
            json!({"date": null, "number": 1}),
            "body failed validation: body.properties.Due.date should be not present, instead was `null`.",
        ),
        (
            "Due",
            json!({"type": "number", "date": null}),
            "body failed validation: body.properties.Due.type should be `\"date\"` or `undefined`, \
             instead was `\"number\"`.",
        ),
        (
            "Due",
            json!([]),
            "body failed validation: body.properties.Due should be an object, instead was `[]`.",
        ),
    ] {
        assert_eq!(refusal(&sandbox, name, value), message);
    }
    let message = refusal(&sandbox, "Created", json!({"created_time": "2026-01-01"}));
    let lines: Vec<_> = message.lines().collect();
    assert_eq!((lines[0], lines.len()), ("body failed validation. Fix one:", 17));
    let first = "body.properties.Created.title should be defined, instead was `undefined`.";
    assert_eq!(lines[1], first);
}

#[test]
fn wrong_contents_are_refused_by_their_place() {
    let sandbox = Sandbox::new();
    for (name, value, problem) in [
        (
            "Estimate",
            json!({"number": "1"}),
            "Estimate.number should be a number or `null`, instead was `\"1\"`",
        ),
        (
            "Done",
            json!({"checkbox": null}),
            "Done.checkbox should be a boolean, instead was `null`",
        ),
        ("Link", json!({"url": ""}), "Link.url.length should be ≥ `1`, instead was `0`"),
        (
            "Contact",
            json!({"email": 1}),
            "Contact.email should be a string or `null`, instead was `1`",
        ),
        (
            "Tags",
            json!({"multi_select": null}),
            "Tags.multi_select should be an array, instead was `null`",
        ),
        (
            "Tags",
            json!({"multi_select": ["a"]}),
            "Tags.multi_select[0] should be an object, instead was `\"a\"`",
        ),
        (
            "Tags",
            json!({"multi_select": [{"name": "a"}, {}]}),
            "Tags.multi_select[1].name should be defined, instead was `undefined`",
        ),
        (
            "Due",
            json!({"date": {"end": "2026-01-01"}}),
            "Due.date.start should be defined, instead was `undefined`",
        ),
        (
            "Due",
            json!({"date": {"start": "1/2/2026"}}),
            "Due.date.start should be a valid ISO 8601 date string, instead was `\"1/2/2026\"`",
        ),
        (
            "Due",
            json!({"date": {"start": "2026-01-01", "end": "soon"}}),
            "Due.date.end should be a valid ISO 8601 date string, `null`, or `undefined`, instead was `\"soon\"`",
        ),
        (
            "Due",
            json!({"date": {"start": "2026-01-01", "time": 1}}),
            "Due.date.time should be not present, instead was `1`",
        ),
        (
            "Assignee",
            json!({"people": [{"id": "ada"}]}),
            "Assignee.people[0].id should be a valid uuid, instead was `\"ada\"`",
        ),
        (
            "Blocked by",
            json!({"relation": ["x"]}),
            "Blocked by.relation[0] should be an object, instead was `\"x\"`",
        ),
        (
            "Attachments",
            json!({"files": [{"external": {"url": "https://a"}}]}),
            "Attachments.files[0].name should be defined, instead was `undefined`",
        ),
        (
            "Priority",
            json!({"select": {"name": ""}}),
            "Priority.select.name.length should be ≥ `1`, instead was `0`",
        ),
        (
            "Priority",
            json!({"select": {"name": "x", "color": "teal"}}),
            "Priority.select.color should be `\"default\"`, `\"gray\"`, `\"brown\"`, `\"orange\"`, `\"yellow\"`, `\"green\"`, `\"blue\"`, `\"purple\"`, `\"pink\"`, `\"red\"`, `null`, or `undefined`, instead was `\"teal\"`",
        ),
        (
            "Notes",
            json!({"rich_text": [{"text": {}}]}),
            "Notes.rich_text[0].text.content should be defined, instead was `undefined`",
        ),
        (
            "Notes",
            json!({"rich_text": [{"text": {"content": "a"}, "annotations": {"bold": 1}}]}),
            "Notes.rich_text[0].annotations.bold should be a boolean, instead was `1`",
        ),
    ] {
        let expected = format!("body failed validation: body.properties.{problem}.");
        assert_eq!(refusal(&sandbox, name, value), expected);
    }
}

#[test]
fn options_are_found_by_name_or_id_and_new_ones_are_made() {
    let sandbox = Sandbox::new();
    let options =
        |name: &str, kind: &str| tasks(&sandbox)["properties"][name][kind]["options"].clone();
    let high = options("Priority", "select")[0].clone();
    let value = json!({"id": high["id"], "name": "High", "color": "red"});
    for given in [
        json!({"name": "High"}),
        json!({"id": high["id"]}),
        json!({"name": "High", "color": "red"}),
    ] {
        assert_eq!(kept(&sandbox, "Priority", json!({"select": given})), value);
    }
    assert_eq!(options("Priority", "select").as_array().unwrap().len(), 3);

    let fresh = kept(&sandbox, "Priority", json!({"select": {"name": "Urgent", "color": "pink"}}));
    assert_eq!((&fresh["name"], &fresh["color"]), (&json!("Urgent"), &json!("pink")));
    assert_eq!(kept(&sandbox, "Priority", json!({"select": {"name": "Urgent"}})), fresh);
    let last = options("Priority", "select")[3].clone();
    assert_eq!(
        (&last["id"], &last["name"], &last["description"]),
        (&fresh["id"], &fresh["name"], &json!(null))
    );

    let tags = kept(
        &sandbox,
        "Tags",
        json!({"multi_select": [{"name": "new"}, {"name": "design"}, {"name": "newer"}]}),
    );
    let names: Vec<_> = tags.as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    assert_eq!(names, ["new", "design", "newer"]);
    assert_eq!(options("Tags", "multi_select").as_array().unwrap().len(), 4);

    for (name, value, message) in [
        (
            "Priority",
            json!({"select": {"name": "a, b"}}),
            "Invalid select option, commas not allowed: a, b",
        ),
        ("Priority", json!({"select": {"id": "x"}}), "\"x\" is an invalid select option."),
        (
            "Priority",
            json!({"select": {"name": "High", "color": "blue"}}),
            "Cannot update color of select with name: High.",
        ),
        (
            "Status",
            json!({"status": {"name": "Doing"}}),
            "Invalid status option. Status option \"Doing\" does not exist.",
        ),
    ] {
        assert_eq!(refusal(&sandbox, name, value), message);
    }
    let groups = tasks(&sandbox)["properties"]["Status"]["status"]["groups"].clone();
    let ids: Vec<_> =
        options("Status", "status").as_array().unwrap().iter().map(|o| o["id"].clone()).collect();
    let grouped: Vec<_> =
        groups.as_array().unwrap().iter().map(|group| group["option_ids"][0].clone()).collect();
    assert_eq!(grouped, ids);
}

#[test]
fn an_option_of_a_refused_row_is_not_made() {
    let sandbox = Sandbox::new();
    let properties = json!({
        "Priority": {"select": {"name": "Fresh"}}, "Tags": {"multi_select": [{"name": "a,b"}]},
    });
    refused(&sandbox, row(&sandbox, properties));
    let properties = json!({"Priority": {"select": {"name": "Fresh"}}});
    let mut body = row(&sandbox, properties);
    body["children"] = json!([{"unknown": {}}]);
    refused(&sandbox, body);
    let options = &tasks(&sandbox)["properties"]["Priority"]["select"]["options"];
    assert_eq!(options.as_array().unwrap().len(), 3);
}

#[test]
fn people_files_relations_and_dates_have_their_read_shape() {
    let sandbox = Sandbox::new();
    let sample =
        search(&sandbox, json!({"query": "Review the design"})).data()["results"][0].take();
    let ada = sample["properties"]["Assignee"]["people"][0].clone();
    assert_eq!((&ada["name"], &ada["type"]), (&json!("Ada Example"), &json!("person")));
    let stranger = json!({"object": "user", "id": "00000000-0000-4000-8000-00000000000c"});
    let people = json!({"people": [{"id": ada["id"]}, {"object": "user", "id": stranger["id"]}]});
    assert_eq!(kept(&sandbox, "Assignee", people), json!([ada, stranger]));

    let files = json!({"files": [
        {"name": "a.pdf", "type": "external", "external": {"url": "https://example.com/a.pdf"}},
        {"name": "b.pdf", "file": {"url": "https://example.com/b.pdf", "expiry_time": "2026-01-05T10:00:00.000Z"}},
    ]});
    let mut expected = files["files"].clone();
    expected[1]["type"] = json!("file");
    assert_eq!(kept(&sandbox, "Attachments", files), expected);

    let page = create_titled(&sandbox, "Other")["id"].clone();
    assert_eq!(
        kept(&sandbox, "Blocked by", json!({"relation": [{"id": page}]})),
        json!([{"id": page}])
    );
    let nowhere = "00000000-0000-4000-8000-000000000000";
    let body = row(&sandbox, json!({"Blocked by": {"relation": [{"id": nowhere}]}}));
    let message = create(&sandbox, body).notion_error(404, "object_not_found");
    assert!(message.starts_with(&format!("Could not find page with ID: {nowhere}.")));

    let date = json!({"start": "2026-01-01T10:00:00+01:00", "time_zone": "Europe/Zurich"});
    let expected =
        json!({"start": "2026-01-01T10:00:00+01:00", "end": null, "time_zone": "Europe/Zurich"});
    assert_eq!(kept(&sandbox, "Due", json!({"date": date})), expected);
}
