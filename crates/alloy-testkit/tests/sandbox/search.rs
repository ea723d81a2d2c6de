//! `post-search`: titles, filters, order and pages of results.

use std::{
    collections::BTreeSet,
    time::{Duration, SystemTime},
};

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    exchange::{create, create_titled, notion, search, text},
    tables::newer,
};

fn titles(list: &Value) -> Vec<String> {
    let title = |found: &Value| {
        let page = || found["properties"].as_object().unwrap().values();
        let pieces = match found["object"].as_str() {
            Some("database") => &found["title"],
            _ => &page().find(|property| property["id"] == "title").unwrap()["title"],
        };
        let pieces = pieces.as_array().unwrap().iter();
        pieces.map(|piece| piece["plain_text"].as_str().unwrap()).collect()
    };
    list["results"].as_array().unwrap().iter().map(title).collect()
}

#[test]
fn the_sample_is_found() {
    let sandbox = Sandbox::new();
    let all = search(&sandbox, json!({})).data();
    let expected = [
        "Publish",
        "Write the first draft",
        "Review the design",
        "Tasks",
        "Team handbook",
        "Meeting notes",
        "Roadmap",
    ];
    assert_eq!(titles(&all), expected);
    assert_eq!(all["has_more"], false);
    assert_eq!(all["next_cursor"], Value::Null);
    assert_eq!(all["type"], "page_or_database");
    assert_eq!(all["page_or_database"], json!({}));
    // Neither a body nor its null is needed.
    for parts in [json!({}), json!({"requestBody": null})] {
        assert_eq!(titles(&notion(&sandbox, "post-search", parts).data()), expected);
    }
}

#[test]
fn the_query_is_a_part_of_the_title_in_any_case() {
    let sandbox = Sandbox::new();
    create_titled(&sandbox, "ÄRGER mit Straßen");
    let found = |query: &str| titles(&search(&sandbox, json!({"query": query})).data());
    assert_eq!(found("ROAD"), ["Roadmap"]);
    assert_eq!(found("the"), ["Write the first draft", "Review the design"]);
    assert_eq!(found("task"), ["Tasks"]);
    assert_eq!(found("ärger MIT"), ["ÄRGER mit Straßen"]);
    assert_eq!(found("What we build"), [""; 0]);
    assert_eq!(found("").len(), 8);
}

#[test]
fn filters_tell_pages_from_databases() {
    let sandbox = Sandbox::new();
    let found = |value: &str| {
        let filter = json!({"property": "object", "value": value});
        search(&sandbox, json!({"filter": filter})).data()["results"].as_array().unwrap().clone()
    };
    assert!(found("page").iter().all(|found| found["object"] == "page"));
    assert!(found("database").iter().all(|found| found["object"] == "database"));
    assert_eq!((found("page").len(), found("database").len()), (6, 1));
}

#[test]
fn the_order_is_that_of_the_last_edit_also_within_a_minute() {
    let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(12 * 60 * 60);
    let mut minutes = [1, 0, 2, 0].into_iter();
    let sandbox = Sandbox::builder()
        .empty_workspace()
        .clock(move || noon + Duration::from_secs(60 * minutes.next().unwrap()))
        .build();
    for title in ["a1", "b0", "c2", "d0"] {
        create_titled(&sandbox, title);
    }
    let found = |sort: Value| titles(&search(&sandbox, json!({"sort": sort})).data());
    let sort = |direction: &str| json!({"direction": direction, "timestamp": "last_edited_time"});
    assert_eq!(found(sort("ascending")), ["b0", "d0", "a1", "c2"]);
    assert_eq!(found(sort("descending")), ["c2", "a1", "d0", "b0"]);
    assert_eq!(titles(&search(&sandbox, json!({})).data()), ["c2", "a1", "d0", "b0"]);
}

#[test]
fn cursors_lead_through_everything_once() {
    let sandbox = Sandbox::builder().empty_workspace().build();
    let mut created = BTreeSet::new();
    for number in 0..250 {
        let page = create_titled(&sandbox, &format!("Page {number}"));
        created.insert(page["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(created.len(), 250);
    for (size, lists) in
        [(json!({}), 3), (json!({"page_size": 7}), 36), (json!({"page_size": 50}), 5)]
    {
        let (mut seen, mut body, mut count) = (Vec::new(), size.clone(), 0);
        loop {
            let list = search(&sandbox, body.clone()).data();
            count += 1;
            let ids = list["results"].as_array().unwrap().iter().map(|page| page["id"].clone());
            seen.extend(ids.map(|id| id.as_str().unwrap().to_owned()));
            assert_eq!(list["has_more"], !list["next_cursor"].is_null());
            if list["has_more"] == false {
                break;
            }
            body["start_cursor"] = list["next_cursor"].clone();
        }
        assert_eq!(count, lists, "{size}");
        assert_eq!(seen.len(), 250);
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), created);
    }
}

#[test]
fn what_is_created_meanwhile_is_not_in_the_way() {
    let sandbox = Sandbox::builder().empty_workspace().build();
    for title in ["a", "b", "c"] {
        create_titled(&sandbox, title);
    }
    let first = search(&sandbox, json!({"page_size": 2})).data();
    create_titled(&sandbox, "d");
    let body = json!({"page_size": 2, "start_cursor": first["next_cursor"]});
    let second = search(&sandbox, body).data();
    assert_eq!((titles(&first), titles(&second)), (vec!["c".into(), "b".into()], vec!["a".into()]));
}

#[test]
fn cursors_are_opaque_and_good_for_one_question() {
    let sandbox = Sandbox::new();
    let list = search(&sandbox, json!({"page_size": 1})).data();
    let all = search(&sandbox, json!({})).data();
    let cursor = list["next_cursor"].as_str().unwrap();
    assert!(!all.to_string().contains(cursor), "a cursor is no id of a result");
    for body in [
        json!({"start_cursor": all["results"][1]["id"]}),
        json!({"start_cursor": cursor, "query": "a"}),
        json!({"start_cursor": cursor, "filter": {"property": "object", "value": "page"}}),
    ] {
        let message = search(&sandbox, body.clone()).validation_error();
        let given = body["start_cursor"].as_str().unwrap();
        assert_eq!(message, format!("The start_cursor provided is invalid: {given}"));
    }
}

#[test]
fn bodies_are_checked() {
    let sandbox = Sandbox::new();
    let failed = |problem: &str| format!("body failed validation: body{problem}.");
    for (body, message) in [
        (json!([]), failed(" should be an object, instead was `[]`")),
        (json!({"page_size": 0}), failed(".page_size should be ≥ `1`, instead was `0`")),
        (json!({"page_size": 101}), failed(".page_size should be ≤ `100`, instead was `101`")),
        (json!({"page_size": -1}), failed(".page_size should be ≥ `1`, instead was `-1`")),
        (
            json!({"page_size": 1.5}),
            failed(".page_size should be an integer or `undefined`, instead was `1.5`"),
        ),
        (
            json!({"page_size": "10"}),
            failed(".page_size should be a number or `undefined`, instead was `\"10\"`"),
        ),
        (json!({"query": 5}), failed(".query should be a string or `undefined`, instead was `5`")),
        (
            json!({"start_cursor": null}),
            failed(".start_cursor should be a string or `undefined`, instead was `null`"),
        ),
        (
            json!({"start_cursor": ""}),
            failed(".start_cursor should be a valid uuid or `undefined`, instead was `\"\"`"),
        ),
        (json!({"limit": 5}), failed(".limit should be not present, instead was `5`")),
        (
            json!({"filter": {}}),
            failed(".filter.property should be defined, instead was `undefined`"),
        ),
        (
            json!({"filter": {"property": "object", "value": "data_source"}}),
            failed(
                ".filter.value should be `\"page\"` or `\"database\"`, instead was `\"data_source\"`",
            ),
        ),
        (
            json!({"sort": {"direction": "down", "timestamp": "last_edited_time"}}),
            failed(
                ".sort.direction should be `\"ascending\"` or `\"descending\"`, instead was `\"down\"`",
            ),
        ),
        (
            json!({"sort": {"direction": "ascending", "timestamp": "created_time"}}),
            failed(
                ".sort.timestamp should be `\"last_edited_time\"`, instead was `\"created_time\"`",
            ),
        ),
    ] {
        assert_eq!(search(&sandbox, body).validation_error(), message);
    }
    let query = json!({"queryParameters": {"page_size": 5}});
    let message = notion(&sandbox, "post-search", query).validation_error();
    let expected =
        "query failed validation: query.page_size should be not present, instead was `5`.";
    assert_eq!(message, expected);
    assert_eq!(
        search(&sandbox, json!({"page_size": 3.0})).data()["results"].as_array().unwrap().len(),
        3
    );
}

#[test]
fn a_title_of_many_pieces_is_one_text() {
    let sandbox = Sandbox::new();
    let mut pieces = text("Split ");
    pieces.as_array_mut().unwrap().push(json!({"text": {"content": "title"}}));
    let body = json!({
        "parent": {"workspace": true}, "properties": {"title": {"title": pieces}},
    });
    create(&sandbox, body).data();
    let found = search(&sandbox, json!({"query": "split title"})).data();
    assert_eq!(titles(&found), ["Split title"]);
}

#[test]
fn newer_versions_look_into_the_trash_and_by_relevance() {
    let sandbox = Sandbox::new();
    let page = create_titled(&sandbox, "Gone")["id"].clone();
    let parts = json!({"pathParams": {"page_id": page}, "requestBody": {"in_trash": true}});
    notion(&sandbox, "patch-page", parts).data();
    let found = |body: Value| newer(&sandbox, "post-search", json!({"requestBody": body}));
    let pages = json!({"property": "object", "value": "page", "in_trash": true});
    for filter in [json!({"in_trash": true}), pages] {
        let body = json!({"filter": filter, "sort": {"property": "relevance"}});
        assert_eq!(found(body).data()["results"][0]["id"], page);
    }
    let body = json!({"filter": {"in_trash": false}, "query": "gone"});
    assert_eq!(found(body).data()["results"], json!([]));
    let body = json!({"filter": {"property": "object", "value": "database"}});
    assert_eq!(
        found(body).validation_error(),
        "body failed validation: body.filter.value should be `\"page\"` or `\"data_source\"`, \
         instead was `\"database\"`."
    );
}
