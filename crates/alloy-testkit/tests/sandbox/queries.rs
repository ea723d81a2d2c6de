//! `post-database-query` and `query-data-source`: what filters let through, and in which order.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    exchange::{create, notion, text},
    tables::{Table, titles},
};

/// The sandbox's time starts at 2026-01-05 09:00, a Monday.
fn everything() -> (Sandbox, Table) {
    let sandbox = Sandbox::builder().empty_workspace().build();
    let table = Table::create(
        &sandbox,
        json!({
            "Name": {"title": {}},
            "Text": {"rich_text": {}},
            "Number": {"number": {"format": "euro"}},
            "Select": {"select": {"options": [{"name": "small"}, {"name": "large"}]}},
            "Tags": {"multi_select": {"options": [{"name": "a"}, {"name": "b"}]}},
            "Date": {"date": {}},
            "People": {"people": {}},
            "Files": {"files": {}},
            "Done": {"checkbox": {}},
            "Link": {"url": {}},
            "Mail": {"email": {}},
            "Phone": {"phone_number": {}},
            "Id": {"unique_id": {"prefix": "ROW"}},
            "Created": {"created_time": {}},
            "Creator": {"created_by": {}},
            "Edited": {"last_edited_time": {}},
            "Editor": {"last_edited_by": {}},
            "Verified": {"verification": {}},
        }),
    );
    table.relate(&sandbox, "Before", &table);
    let person = person();
    table.row(&sandbox, json!({"Name": {"title": text("empty")}}));
    let other = table.row(
        &sandbox,
        json!({
            "Name": {"title": text("other")},
            "Text": {"rich_text": text("Zebra")},
            "Number": {"number": 10},
            "Select": {"select": {"name": "small"}},
            "Tags": {"multi_select": [{"name": "b"}]},
            "Date": {"date": {"start": "2026-01-20T12:00:00Z", "end": "2026-02-20"}},
            "Link": {"url": "https://example.org"},
        }),
    );
    table.row(
        &sandbox,
        json!({
            "Name": {"title": text("full")},
            "Text": {"rich_text": text("Apple pie")},
            "Number": {"number": -2.5},
            "Select": {"select": {"name": "large"}},
            "Tags": {"multi_select": [{"name": "a"}, {"name": "b"}]},
            "Date": {"date": {"start": "2026-01-06"}},
            "People": {"people": [{"id": person}]},
            "Files": {"files": [{"name": "f", "external": {"url": "https://example.com/f"}}]},
            "Done": {"checkbox": true},
            "Link": {"url": "https://example.com"},
            "Mail": {"email": "a@example.com"},
            "Phone": {"phone_number": "+1 555 0100"},
            "Before": {"relation": [{"id": other["id"]}]},
            "Verified": {"verification": {"state": "verified"}},
        }),
    );
    (sandbox, table)
}

fn person() -> &'static str {
    "00000000-0000-4000-8000-0000000000aa"
}

#[test]
fn every_condition_lets_through_what_it_says() {
    let (sandbox, table) = everything();
    let bot = notion(&sandbox, "get-self", json!({})).data()["id"].clone();
    let other = table
        .query(&sandbox, json!({"filter": {"property": "Name", "title": {"equals": "other"}}}));
    let other = other["results"][0]["id"].clone();
    let all = ["full", "other", "empty"];
    let [full, second, empty] = [&all[..1], &all[1..2], &all[2..]];
    let cases: Vec<(&str, Value, &[&str])> = vec![
        ("Name", json!({"title": {"equals": "FULL"}}), full),
        ("Name", json!({"rich_text": {"does_not_equal": "full"}}), &all[1..]),
        ("title", json!({"title": {"starts_with": "o"}}), second),
        ("Text", json!({"rich_text": {"contains": "PIE"}}), full),
        ("Text", json!({"rich_text": {"does_not_contain": "pie"}}), &all[1..]),
        ("Text", json!({"rich_text": {"starts_with": "zeb"}}), second),
        ("Text", json!({"rich_text": {"ends_with": "pie"}}), full),
        ("Text", json!({"rich_text": {"is_empty": true}}), empty),
        ("Text", json!({"rich_text": {"is_not_empty": true}}), &all[..2]),
        ("Link", json!({"url": {"ends_with": ".org"}}), second),
        ("Mail", json!({"email": {"is_not_empty": true}}), full),
        ("Mail", json!({"email": {"does_not_equal": "a@example.com"}}), &all[1..]),
        ("Phone", json!({"phone_number": {"contains": "555"}}), full),
        ("Number", json!({"number": {"equals": 10.0}}), second),
        ("Number", json!({"number": {"does_not_equal": 10}}), &["full", "empty"]),
        ("Number", json!({"number": {"greater_than": -2.5}}), second),
        ("Number", json!({"number": {"greater_than_or_equal_to": -2.5}}), &all[..2]),
        ("Number", json!({"number": {"less_than": 10}}), full),
        ("Number", json!({"number": {"less_than_or_equal_to": 10}}), &all[..2]),
        ("Number", json!({"number": {"is_empty": true}}), empty),
        ("Id", json!({"unique_id": {"greater_than": 1}}), &all[..2]),
        ("Id", json!({"unique_id": {"equals": 3}}), full),
        ("Done", json!({"checkbox": {"equals": true}}), full),
        ("Done", json!({"checkbox": {"does_not_equal": true}}), &all[1..]),
        ("Select", json!({"select": {"equals": "small"}}), second),
        ("Select", json!({"select": {"equals": ["small", "large"]}}), &all[..2]),
        ("Select", json!({"select": {"does_not_equal": "small"}}), &["full", "empty"]),
        ("Select", json!({"select": {"is_empty": true}}), empty),
        ("Tags", json!({"multi_select": {"contains": "a"}}), full),
        ("Tags", json!({"multi_select": {"contains": "b"}}), &all[..2]),
        ("Tags", json!({"multi_select": {"does_not_contain": "a"}}), &all[1..]),
        ("Tags", json!({"multi_select": {"is_not_empty": true}}), &all[..2]),
        ("Date", json!({"date": {"equals": "2026-01-06"}}), full),
        ("Date", json!({"date": {"equals": "2026-01-20"}}), second),
        ("Date", json!({"date": {"equals": "2026-01-20T13:00:00+01:00"}}), second),
        ("Date", json!({"date": {"equals": "tomorrow"}}), full),
        ("Date", json!({"date": {"before": "2026-01-20"}}), full),
        ("Date", json!({"date": {"before": "2026-01-20T12:00:01Z"}}), &all[..2]),
        ("Date", json!({"date": {"after": "2026-01-06"}}), second),
        ("Date", json!({"date": {"on_or_before": "2026-01-20"}}), &all[..2]),
        ("Date", json!({"date": {"on_or_after": "2026-01-20"}}), second),
        ("Date", json!({"date": {"this_week": {}}}), full),
        ("Date", json!({"date": {"next_week": {}}}), full),
        ("Date", json!({"date": {"next_month": {}}}), &all[..2]),
        ("Date", json!({"date": {"next_year": {}}}), &all[..2]),
        ("Date", json!({"date": {"past_week": {}}}), &[]),
        ("Date", json!({"date": {"past_month": {}}}), &[]),
        ("Date", json!({"date": {"past_year": {}}}), &[]),
        ("Date", json!({"date": {"is_empty": true}}), empty),
        ("People", json!({"people": {"contains": person()}}), full),
        ("People", json!({"people": {"does_not_contain": person()}}), &all[1..]),
        ("People", json!({"people": {"contains": "me"}}), &[]),
        ("People", json!({"people": {"is_empty": true}}), &all[1..]),
        ("Creator", json!({"created_by": {"contains": bot}}), &all),
        ("Creator", json!({"people": {"contains": "me"}}), &all),
        ("Editor", json!({"last_edited_by": {"does_not_contain": "me"}}), &[]),
        ("Files", json!({"files": {"is_not_empty": true}}), full),
        ("Before", json!({"relation": {"contains": other}}), full),
        ("Before", json!({"relation": {"does_not_contain": other}}), &all[1..]),
        ("Before", json!({"relation": {"is_empty": true}}), &all[1..]),
        ("Created", json!({"created_time": {"past_week": {}}}), &all),
        ("Created", json!({"date": {"before": "2026-01-05"}}), &[]),
        ("Edited", json!({"last_edited_time": {"equals": "today"}}), &all),
        ("Verified", json!({"verification": {"status": "verified"}}), full),
        ("Verified", json!({"verification": {"status": "none"}}), &all[1..]),
    ];
    for (property, mut filter, expected) in cases {
        filter["property"] = property.into();
        let found = table.query(&sandbox, json!({"filter": filter}));
        assert_eq!(titles(&found), expected, "{filter}");
    }
    for timestamp in ["created_time", "last_edited_time"] {
        for (condition, expected) in
            [(json!({"equals": "today"}), &all[..]), (json!({"after": "2026-01-05"}), &[])]
        {
            let filter = json!({"timestamp": timestamp, timestamp: condition});
            assert_eq!(titles(&table.query(&sandbox, json!({"filter": filter}))), expected);
        }
    }
}

#[test]
fn conditions_stand_in_groups_of_groups() {
    let (sandbox, table) = everything();
    let named = |name: &str| json!({"property": "Name", "title": {"equals": name}});
    let tagged = json!({"property": "Tags", "multi_select": {"contains": "b"}});
    for (filter, expected) in [
        (json!({"and": [named("full"), tagged]}), &["full"][..]),
        (json!({"or": [named("full"), named("empty")]}), &["full", "empty"]),
        (json!({"and": [tagged, {"or": [named("full"), named("empty")]}]}), &["full"]),
        (json!({"and": []}), &["full", "other", "empty"]),
        (json!({"or": []}), &[]),
    ] {
        assert_eq!(titles(&table.query(&sandbox, json!({"filter": filter}))), expected, "{filter}");
    }
    let deep = json!({"and": [{"or": [{"and": [named("full")]}]}]});
    let message = table.refused(&sandbox, json!({"filter": deep}));
    assert!(message.starts_with(
        "body failed validation: body.filter.and[0].or[0].and should be not present, instead was"
    ));
}

#[test]
fn rows_come_in_the_order_asked_for() {
    let (sandbox, table) = everything();
    let by = |property: &str, direction: &str| {
        let sorts = json!([{"property": property, "direction": direction}]);
        titles(&table.query(&sandbox, json!({"sorts": sorts})))
    };
    // The newest row is first where no order is asked for.
    assert_eq!(titles(&table.query(&sandbox, json!({}))), ["full", "other", "empty"]);
    assert_eq!(by("Name", "ascending"), ["empty", "full", "other"]);
    assert_eq!(by("Number", "ascending"), ["full", "other", "empty"]);
    assert_eq!(by("Number", "descending"), ["other", "full", "empty"]);
    assert_eq!(by("Select", "ascending"), ["other", "full", "empty"]);
    assert_eq!(by("Date", "descending"), ["other", "full", "empty"]);
    assert_eq!(by("Done", "ascending"), ["other", "empty", "full"]);
    assert_eq!(by("Text", "descending"), ["other", "full", "empty"]);
    assert_eq!(by("Id", "ascending"), ["empty", "other", "full"]);
    assert_eq!(by("Created", "ascending"), ["empty", "other", "full"]);
    assert_eq!(by("Before", "ascending"), ["full", "other", "empty"]);
    let sorts = json!([
        {"property": "Done", "direction": "ascending"},
        {"timestamp": "created_time", "direction": "ascending"},
    ]);
    assert_eq!(titles(&table.query(&sandbox, json!({"sorts": sorts}))), ["empty", "other", "full"]);
}

#[test]
fn cursors_survive_what_is_added_meanwhile() {
    let sandbox = Sandbox::new();
    let table = Table::create(&sandbox, json!({"Name": {"title": {}}}));
    for number in 0..7 {
        table.row(&sandbox, json!({"Name": {"title": text(&number.to_string())}}));
    }
    let (mut seen, mut body) = (Vec::new(), json!({"page_size": 3}));
    loop {
        let list = table.query(&sandbox, body.clone());
        seen.extend(titles(&list));
        table.row(&sandbox, json!({"Name": {"title": text("new")}}));
        if list["has_more"] == false {
            break;
        }
        body["start_cursor"] = list["next_cursor"].clone();
    }
    assert_eq!(seen, ["6", "5", "4", "3", "2", "1", "0"]);
    // A cursor is good for its own query only.
    let first = table.query(&sandbox, json!({"page_size": 3}));
    let cursor = first["next_cursor"].clone();
    let sorts = json!([{"timestamp": "created_time", "direction": "ascending"}]);
    let message = table.refused(&sandbox, json!({"sorts": sorts, "start_cursor": cursor}));
    assert!(message.starts_with("The start_cursor provided is invalid: "), "{message}");
}

#[test]
fn wrong_queries_are_refused_in_notions_words() {
    let (sandbox, table) = everything();
    let filtered = |filter: Value| table.refused(&sandbox, json!({"filter": filter}));
    assert_eq!(
        filtered(json!({"property": "Nope", "number": {"equals": 1}})),
        "Could not find property with name or id: Nope"
    );
    assert_eq!(
        filtered(json!({"property": "Select", "status": {"equals": "small"}})),
        "database property select does not match filter status"
    );
    assert_eq!(
        filtered(json!({"property": "Done", "checkbox": {"equals": "yes"}})),
        "body failed validation: body.filter.checkbox.equals should be a boolean, instead was \
         `\"yes\"`."
    );
    assert_eq!(
        filtered(json!({"property": "Date", "date": {"before": "soon"}})),
        "body failed validation: body.filter.date.before should be a valid ISO 8601 date string, \
         instead was `\"soon\"`."
    );
    assert_eq!(
        filtered(json!({"property": "Text", "rich_text": {"is_empty": false}})),
        "body failed validation: body.filter.rich_text.is_empty should be `true`, instead was \
         `false`."
    );
    assert!(
        filtered(json!({"property": "Number", "number": {"equals": 1, "less_than": 3}}))
            .starts_with("body failed validation: body.filter.number.less_than should be not")
    );
    assert!(filtered(json!({"property": "Number"})).starts_with(
        "body failed validation. Fix one:\nbody.filter.or should be defined, instead was \
         `undefined`.\nbody.filter.and should be defined"
    ));
    let sorts = json!([{"property": "Nope", "direction": "ascending"}]);
    assert_eq!(
        table.refused(&sandbox, json!({"sorts": sorts})),
        "Could not find sort property with name or id: Nope"
    );
    assert!(
        table
            .refused(&sandbox, json!({"page_size": 101}))
            .contains("body.page_size should be ≤ `100`, instead was `101`")
    );
}

#[test]
fn replies_show_the_properties_asked_for_and_the_trash_when_asked() {
    let (sandbox, table) = everything();
    let parts = json!({
        "pathParams": {"database_id": table.database},
        "queryParameters": {"filter_properties": ["title", "Number"]},
        "requestBody": {"page_size": 1},
    });
    let list = notion(&sandbox, "post-database-query", parts).data();
    assert_eq!(list["results"][0]["properties"].as_object().unwrap().len(), 2);
    assert_eq!(list["type"], "page_or_database");
    assert_eq!(list["page_or_database"], json!({}));

    let row = list["results"][0]["id"].clone();
    let parts = json!({"pathParams": {"page_id": row}, "requestBody": {"archived": true}});
    let trashed = notion(&sandbox, "patch-page", parts).data();
    assert_eq!((&trashed["archived"], &trashed["in_trash"]), (&json!(true), &json!(true)));
    assert_eq!(titles(&table.query(&sandbox, json!({}))), ["other", "empty"]);
    assert_eq!(titles(&table.query(&sandbox, json!({"in_trash": true}))), ["full"]);
    assert_eq!(titles(&table.query(&sandbox, json!({"archived": true}))), ["full"]);
}

#[test]
fn a_page_that_is_no_row_is_not_in_a_table() {
    let (sandbox, table) = everything();
    let row = table.query(&sandbox, json!({}))["results"][0]["id"].clone();
    create(&sandbox, json!({"parent": {"page_id": row}, "properties": {}})).data();
    assert_eq!(table.query(&sandbox, json!({}))["results"].as_array().unwrap().len(), 3);
}
