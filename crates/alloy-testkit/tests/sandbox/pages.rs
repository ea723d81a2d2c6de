//! `post-page`: parents, what a page looks like afterwards, and what is refused.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{
    create, create_titled, notion, refused, retrieve, search, tasks, text, titled,
};
use crate::tables::newer;

#[test]
fn what_is_created_is_found_and_retrieved() {
    let sandbox = Sandbox::new();
    let mut created = create_titled(&sandbox, "Release plan: 2026!");
    let found = search(&sandbox, json!({"query": "release plan"})).data()["results"][0].take();
    let id = created["id"].clone();
    let mut retrieved = retrieve(&sandbox, &id).data();
    let requests = [created["request_id"].take(), retrieved["request_id"].take()];
    assert_ne!(requests[0], requests[1]);
    assert_eq!(created, retrieved);
    created.as_object_mut().unwrap().remove("request_id");
    assert_eq!(created, found);

    let digits = id.as_str().unwrap().replace('-', "");
    let by = found["created_by"].clone();
    assert_eq!((&by["object"], by.as_object().unwrap().len()), (&json!("user"), 2));
    let piece = json!({
        "type": "text",
        "text": {"content": "Release plan: 2026!", "link": null},
        "plain_text": "Release plan: 2026!",
        "href": null,
        "annotations": {
            "bold": false, "italic": false, "strikethrough": false, "underline": false,
            "code": false, "color": "default",
        },
    });
    let expected = json!({
        "object": "page",
        "id": id,
        "created_time": "2026-01-05T09:07:00.000Z",
        "last_edited_time": "2026-01-05T09:07:00.000Z",
        "created_by": by,
        "last_edited_by": by,
        "cover": null,
        "icon": null,
        "parent": {"type": "workspace", "workspace": true},
        "archived": false,
        "in_trash": false,
        "properties": {"title": {"id": "title", "type": "title", "title": [piece]}},
        "url": format!("https://www.notion.so/Release-plan-2026-{digits}"),
        "public_url": null,
    });
    assert_eq!(found, expected);
}

#[test]
fn pages_stand_in_the_workspace_on_pages_and_in_databases() {
    let sandbox = Sandbox::new();
    let parent = create_titled(&sandbox, "Parent")["id"].clone();
    let compact = parent.as_str().unwrap().replace('-', "");
    for id in [parent.clone(), json!(compact), json!(compact.to_uppercase())] {
        for key in [json!({"page_id": id}), json!({"page_id": id, "type": "page_id"})] {
            let page = create(&sandbox, json!({"parent": key, "properties": {}})).data();
            assert_eq!(page["parent"], json!({"type": "page_id", "page_id": parent}));
            assert_eq!(page["properties"]["title"]["title"], json!([]));
        }
    }
    let database = tasks(&sandbox)["id"].clone();
    let body = json!({"parent": {"database_id": database}, "properties": {}});
    let row = create(&sandbox, body).data();
    assert_eq!(row["parent"], json!({"type": "database_id", "database_id": database}));
    let digits = row["id"].as_str().unwrap().replace('-', "");
    assert_eq!(row["url"], format!("https://www.notion.so/{digits}"));
}

#[test]
fn icons_and_covers_are_kept() {
    let sandbox = Sandbox::new();
    let custom = "00000000-0000-4000-8000-00000000000a";
    for (given, kept) in [
        (json!({"emoji": "🚀"}), json!({"type": "emoji", "emoji": "🚀"})),
        (
            json!({"type": "external", "external": {"url": "https://example.com/i.png"}}),
            json!({"type": "external", "external": {"url": "https://example.com/i.png"}}),
        ),
        (
            json!({"icon": {"name": "pizza"}}),
            json!({"type": "icon", "icon": {"name": "pizza", "color": "gray"}}),
        ),
        (
            json!({"custom_emoji": {"id": custom}}),
            json!({"type": "custom_emoji", "custom_emoji": {"id": custom, "name": null, "url": null}}),
        ),
        (json!(null), json!(null)),
    ] {
        let mut body = titled("With an icon");
        body["icon"] = given;
        assert_eq!(create(&sandbox, body).data()["icon"], kept);
    }
    let mut body = titled("With a cover");
    body["cover"] = json!({"external": {"url": "https://example.com/c.png"}});
    let page = create(&sandbox, body).data();
    let kept = json!({"type": "external", "external": {"url": "https://example.com/c.png"}});
    assert_eq!(retrieve(&sandbox, &page["id"]).data()["cover"], kept);
}

#[test]
fn wrong_icons_and_covers_are_refused() {
    let sandbox = Sandbox::new();
    for (icon, problem) in [
        (json!({"emoji": "x"}), ": body.icon.emoji should be an emoji, instead was `\"x\"`."),
        (
            json!("🚀"),
            ": body.icon should be an object, `null`, or `undefined`, instead was `\"🚀\"`.",
        ),
        (
            json!({}),
            ". Fix one:\nbody.icon.emoji should be defined, instead was `undefined`.\n\
             body.icon.external should be defined, instead was `undefined`.\n\
             body.icon.file_upload should be defined, instead was `undefined`.\n\
             body.icon.custom_emoji should be defined, instead was `undefined`.\n\
             body.icon.icon should be defined, instead was `undefined`.",
        ),
        (
            json!({"type": "emoji", "external": {"url": "https://example.com"}}),
            ": body.icon.type should be `\"external\"` or `undefined`, instead was `\"emoji\"`.",
        ),
        (json!({"type": "emoji"}), ": body.icon.emoji should be defined, instead was `undefined`."),
        (
            json!({"emoji": "🚀", "external": {"url": "https://example.com"}}),
            ": body.icon.external should be not present, instead was `{\"url\":\"https://example.com\"}`.",
        ),
        (
            json!({"external": {"url": ""}}),
            ": body.icon.external.url.length should be ≥ `1`, instead was `0`.",
        ),
    ] {
        let mut body = titled("Refused");
        body["icon"] = icon;
        assert_eq!(refused(&sandbox, body), format!("body failed validation{problem}"));
    }
    let upload = "00000000-0000-4000-8000-00000000000b";
    let mut body = titled("Refused");
    body["cover"] = json!({"file_upload": {"id": upload}});
    let message = create(&sandbox, body).notion_error(404, "object_not_found");
    assert!(message.starts_with(&format!("Could not find file_upload with ID: {upload}.")));
}

#[test]
fn parents_must_be_named_well() {
    let sandbox = Sandbox::new();
    let undefined = "should be defined, instead was `undefined`.";
    for (parent, problem) in [
        (
            json!({}),
            format!(
                ". Fix one:\nbody.parent.database_id {undefined}\nbody.parent.data_source_id \
                 {undefined}\nbody.parent.page_id {undefined}\nbody.parent.workspace {undefined}"
            ),
        ),
        (json!(null), ": body.parent should be an object, instead was `null`.".to_owned()),
        (
            json!({"workspace": false}),
            ": body.parent.workspace should be `true`, instead was `false`.".to_owned(),
        ),
        (
            json!({"page_id": "Plan"}),
            ": body.parent.page_id should be a valid uuid, instead was `\"Plan\"`.".to_owned(),
        ),
        (
            json!({"page_id": null}),
            ": body.parent.page_id should be a string, instead was `null`.".to_owned(),
        ),
        (
            json!({"page_id": "0123456789abcdef0123456789abcdef?v=0123456789abcdef0123456789abcdef"}),
            ": body.parent.page_id should be a valid uuid, instead was \
             `\"0123456789abcdef0123456789abcdef?v=0123456789abcdef012...`."
                .to_owned(),
        ),
        (
            json!({"workspace": true, "page_id": "x"}),
            ": body.parent.workspace should be not present, instead was `true`.".to_owned(),
        ),
    ] {
        let body = json!({"parent": parent, "properties": {}});
        assert_eq!(refused(&sandbox, body), format!("body failed validation{problem}"));
    }
    let message = refused(&sandbox, json!({"properties": {}}));
    assert_eq!(message, format!("body failed validation: body.parent {undefined}"));
    let message = refused(&sandbox, json!({"parent": {"workspace": true}}));
    assert_eq!(message, format!("body failed validation: body.properties {undefined}"));
}

#[test]
fn parents_must_exist() {
    let sandbox = Sandbox::new();
    let page = create_titled(&sandbox, "A page")["id"].clone();
    let database = tasks(&sandbox)["id"].clone();
    let nowhere = json!("00000000-0000-4000-8000-000000000000");
    for (key, id, thing) in [
        ("page_id", &nowhere, "page"),
        ("database_id", &nowhere, "database"),
        ("page_id", &database, "page"),
        ("database_id", &page, "database"),
    ] {
        let body = json!({"parent": {key: id}, "properties": {}});
        let message = create(&sandbox, body).notion_error(404, "object_not_found");
        let expected = format!(
            "Could not find {thing} with ID: {}. Make sure the relevant pages and databases are \
             shared with your integration.",
            id.as_str().unwrap()
        );
        assert_eq!(message, expected);
    }
}

#[test]
fn a_page_that_is_no_row_has_a_title_only() {
    let sandbox = Sandbox::new();
    let mut body = titled("Kale");
    body["properties"]["Description"] = json!({"rich_text": text("A dark green leafy vegetable")});
    assert_eq!(
        refused(&sandbox, body),
        "body failed validation: body.properties.Description should be not present, instead was \
         `{\"rich_text\":[{\"text\":{\"content\":\"A dark green leafy ve...`."
    );
    for (title, problem) in [
        (json!("Kale"), " should be an object or `undefined`, instead was `\"Kale\"`."),
        (json!({"title": "Kale"}), ".title should be an array, instead was `\"Kale\"`."),
        (json!({"rich_text": []}), ".title should be defined, instead was `undefined`."),
        (json!({"title": [], "number": 1}), ".number should be not present, instead was `1`."),
    ] {
        let body = json!({"parent": {"workspace": true}, "properties": {"title": title}});
        let expected = format!("body failed validation: body.properties.title{problem}");
        assert_eq!(refused(&sandbox, body), expected);
    }
}

#[test]
fn other_parts_are_refused() {
    let sandbox = Sandbox::new();
    let mut body = titled("Refused");
    body["html"] = json!("Hello");
    assert_eq!(
        refused(&sandbox, body),
        "body failed validation: body.html should be not present, instead was `\"Hello\"`."
    );
    let parts = json!({"requestBody": titled("Refused"), "queryParameters": {"a": 1}});
    let message = notion(&sandbox, "post-page", parts).validation_error();
    assert!(message.starts_with("query failed validation: query.a should be not present"));
    let message = notion(&sandbox, "post-page", json!({})).validation_error();
    assert!(message.contains("body.parent should be defined"), "{message}");
}

/// Puts every kind of junk at every place of a request that uses nearly everything, one at a time.
/// Whatever is refused is refused in order, and leaves no trace.
#[test]
fn junk_anywhere_is_refused_or_harmless() {
    let sandbox = Sandbox::new();
    let row = search(&sandbox, json!({"query": "Publish"})).data()["results"][0]["id"].clone();
    let user = tasks(&sandbox)["created_by"]["id"].clone();
    let parts = json!({
        "pathParams": {"block_id": row},
        "requestBody": {"children": [{"synced_block": {"synced_from": null}}]},
    });
    let original =
        notion(&sandbox, "patch-block-children", parts).data()["results"][0]["id"].take();
    let body = json!({
        "parent": {"database_id": tasks(&sandbox)["id"]},
        "icon": {"emoji": "🚀"},
        "cover": {"external": {"url": "https://example.com"}},
        "properties": {
            "Name": {"title": [
                {"mention": {"user": {"id": user}}, "annotations": {"bold": true, "color": "red"}},
                {"mention": {"page": {"id": row}}},
                {"mention": {"date": {"start": "2026-01-01"}}},
                {"equation": {"expression": "x"}},
            ]},
            "Status": {"status": {"name": "Done"}},
            "Priority": {"select": {"name": "Junk", "color": "red"}},
            "Tags": {"multi_select": [{"name": "design"}]},
            "Estimate": {"number": 1},
            "Due": {"date": {"start": "2026-01-01", "end": null, "time_zone": null}},
            "Done": {"checkbox": true},
            "Assignee": {"people": [{"id": user}]},
            "Link": {"url": "https://example.com"},
            "Contact": {"email": "a@example.com"},
            "Phone": {"phone_number": "1"},
            "Attachments": {"files": [{"name": "a", "external": {"url": "https://example.com"}}]},
            "Blocked by": {"relation": [{"id": row}]},
        },
        "children": [
            {"object": "block", "type": "paragraph", "paragraph": {"rich_text": text("a"), "children": [
                {"table": {"table_width": 1, "children": [{"table_row": {"cells": [text("b")]}}]}},
            ]}},
            {"code": {"rich_text": [], "language": "rust"}},
            {"synced_block": {"synced_from": {"block_id": original}}},
            {"link_to_page": {"page_id": row}},
            {"image": {"external": {"url": "https://example.com"}}},
            {"callout": {"rich_text": [], "icon": {"emoji": "💡"}}},
        ],
    });
    assert_eq!(create(&sandbox, body.clone()).status, 200);
    let junk = junk();
    let mut pointers = Vec::new();
    collect_pointers(&body, &mut String::new(), &mut pointers);
    assert!(pointers.len() > 100);
    for pointer in &pointers {
        for junk in &junk {
            let mut body = body.clone();
            *body.pointer_mut(pointer).unwrap() = junk.clone();
            let before = sandbox.executions("notion", "post-page");
            let reply = create(&sandbox, body);
            match reply.status {
                200 => assert_eq!(reply.json()["responseData"]["object"], "page"),
                404 => drop(reply.notion_error(404, "object_not_found")),
                _ => {
                    let message = reply.validation_error();
                    assert!(message.len() > 20, "{pointer} {junk}: {message}");
                }
            }
            let ran = usize::from(reply.status == 200);
            assert_eq!(sandbox.executions("notion", "post-page"), before + ran);
        }
    }
    // Options of what was refused are not there: "Junk" came with what was accepted.
    let options = tasks(&sandbox)["properties"]["Priority"]["select"]["options"].clone();
    let names: Vec<_> = options.as_array().unwrap().iter().map(|option| &option["name"]).collect();
    assert_eq!(names, ["High", "Medium", "Low", "Junk", "junk"]);
}

/// What no place of a request can take.
pub(crate) fn junk() -> [Value; 11] {
    [
        json!(null),
        json!(true),
        json!(-7.5),
        json!(1e300),
        json!(""),
        json!("junk"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"junk": {}}),
        json!([{"type": "junk"}]),
    ]
}

pub(crate) fn collect_pointers(value: &Value, at: &mut String, pointers: &mut Vec<String>) {
    let length = at.len();
    let mut visit = |key: &str, child: &Value| {
        at.push('/');
        at.push_str(key);
        pointers.push(at.clone());
        collect_pointers(child, at, pointers);
        at.truncate(length);
    };
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| visit(&index.to_string(), item));
        }
        Value::Object(members) => members.iter().for_each(|(key, member)| visit(key, member)),
        _ => {}
    }
}

#[test]
fn in_newer_versions_a_page_needs_neither_properties_nor_a_parent() {
    let sandbox = Sandbox::new();
    let parts = json!({"requestBody": {}});
    let message = notion(&sandbox, "post-page", parts.clone()).validation_error();
    assert!(message.contains("body.parent should be"), "{message}");
    let page = newer(&sandbox, "post-page", parts).data();
    assert_eq!(page["parent"], json!({"type": "workspace", "workspace": true}));
    let child = json!({"requestBody": {"parent": {"page_id": page["id"]}}});
    let child = newer(&sandbox, "post-page", child).data();
    assert_eq!(child["properties"]["title"]["title"], json!([]));
}
