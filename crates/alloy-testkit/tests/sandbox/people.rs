//! `get-self`, `get-user` and `get-users`, and `list-custom-emojis`.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{notion, tasks};

#[test]
fn the_integration_knows_itself_and_the_people() {
    let sandbox = Sandbox::new();
    let me = notion(&sandbox, "get-self", json!({})).data();
    assert_eq!((&me["object"], &me["type"]), (&json!("user"), &json!("bot")));
    assert_eq!(me["id"], tasks(&sandbox)["created_by"]["id"]);

    let list = notion(&sandbox, "get-users", json!({})).data();
    assert_eq!((&list["type"], &list["has_more"]), (&json!("user"), &json!(false)));
    let mut names: Vec<_> =
        list["results"].as_array().unwrap().iter().map(|user| user["name"].clone()).collect();
    names.sort_by_key(Value::to_string);
    assert_eq!(names, ["Ada Example", "Grace Example", "Sandbox"]);
    for user in list["results"].as_array().unwrap() {
        let parts = json!({"pathParams": {"user_id": user["id"]}});
        let mut one = notion(&sandbox, "get-user", parts).data();
        one.as_object_mut().unwrap().remove("request_id");
        assert_eq!(one, *user);
    }
}

#[test]
fn users_come_in_pages() {
    let sandbox = Sandbox::new();
    let (mut seen, mut query) = (0, json!({"page_size": 2}));
    loop {
        let list = notion(&sandbox, "get-users", json!({"queryParameters": query})).data();
        seen += list["results"].as_array().unwrap().len();
        if list["next_cursor"].is_null() {
            break;
        }
        query["start_cursor"] = list["next_cursor"].clone();
    }
    assert_eq!(seen, 3);
}

#[test]
fn strangers_are_not_found() {
    let sandbox = Sandbox::new();
    let id = "00000000-0000-4000-8000-000000000000";
    let reply = notion(&sandbox, "get-user", json!({"pathParams": {"user_id": id}}));
    let message = reply.notion_error(404, "object_not_found");
    assert!(message.starts_with("Could not find user with ID: "), "{message}");
    let reply = notion(&sandbox, "get-user", json!({"pathParams": {"user_id": "me"}}));
    assert_eq!(
        reply.validation_error(),
        "path failed validation: path.user_id should be a valid uuid, instead was `\"me\"`."
    );
}

#[test]
fn the_sample_has_no_emojis_of_its_own() {
    let sandbox = Sandbox::new();
    let query = json!({"queryParameters": {"name": "shipit"}});
    let list = notion(&sandbox, "list-custom-emojis", query).data();
    assert_eq!((&list["type"], &list["results"]), (&json!("custom_emoji"), &json!([])));
}
