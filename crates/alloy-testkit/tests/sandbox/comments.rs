//! Comments on pages and blocks, and discussions.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    blocks::children,
    exchange::{Reply, create_titled, notion, text, titled},
};

fn comment(sandbox: &Sandbox, body: Value) -> Reply {
    notion(sandbox, "create-a-comment", json!({"requestBody": body}))
}

fn on_page(sandbox: &Sandbox, page: &Value, content: &str) -> Value {
    let body = json!({"parent": {"page_id": page}, "rich_text": text(content)});
    comment(sandbox, body).data()
}

/// What the comments on a page or block say.
fn said(sandbox: &Sandbox, block: &Value) -> Vec<String> {
    let list =
        notion(sandbox, "retrieve-a-comment", json!({"queryParameters": {"block_id": block}}));
    let list = list.data();
    assert_eq!((&list["type"], &list["comment"]), (&json!("comment"), &json!({})));
    let text = |comment: &Value| comment["rich_text"][0]["plain_text"].as_str().map(str::to_owned);
    list["results"].as_array().unwrap().iter().filter_map(text).collect()
}

#[test]
fn a_comment_is_kept_as_it_is_answered() {
    let sandbox = Sandbox::new();
    let page = create_titled(&sandbox, "Plan")["id"].clone();
    let mut created = on_page(&sandbox, &page, "Looks good");
    let me = notion(&sandbox, "get-self", json!({})).data();
    let mut expected = json!({
        "object": "comment",
        "id": created["id"],
        "parent": {"type": "page_id", "page_id": page},
        "discussion_id": created["discussion_id"],
        "created_time": created["created_time"],
        "last_edited_time": created["created_time"],
        "created_by": {"object": "user", "id": me["id"]},
        "rich_text": created["rich_text"],
        "display_name": {"type": "integration", "resolved_name": "Sandbox"},
        "request_id": created["request_id"],
    });
    assert_eq!(created, expected);
    assert_eq!(created["rich_text"][0]["plain_text"], "Looks good");
    let path = json!({"pathParams": {"comment_id": created["id"]}});
    let read = notion(&sandbox, "retrieve-comment", path).data();
    expected["request_id"] = read["request_id"].clone();
    assert_eq!(read, expected);
    let list = notion(&sandbox, "list-comments", json!({"queryParameters": {"block_id": page}}));
    created.as_object_mut().unwrap().remove("request_id");
    assert_eq!(list.data()["results"], json!([created]));
}

#[test]
fn a_discussion_goes_on() {
    let sandbox = Sandbox::new();
    let page = create_titled(&sandbox, "Plan")["id"].clone();
    let first = on_page(&sandbox, &page, "first");
    let other = on_page(&sandbox, &page, "other");
    assert_ne!(first["discussion_id"], other["discussion_id"]);
    let body = json!({"discussion_id": first["discussion_id"], "rich_text": text("second")});
    let second = comment(&sandbox, body).data();
    assert_eq!(second["discussion_id"], first["discussion_id"]);
    assert_eq!(second["parent"], first["parent"]);
    assert_eq!(said(&sandbox, &page), ["first", "other", "second"]);
}

#[test]
fn comments_on_a_block_are_not_those_on_its_page() {
    let sandbox = Sandbox::new();
    let mut body = titled("Plan");
    body["children"] = json!([{"divider": {}}]);
    let page = notion(&sandbox, "post-page", json!({"requestBody": body})).data()["id"].clone();
    let block = children(&sandbox, &page, json!({}))["results"][0]["id"].clone();
    let on_block = json!({"parent": {"type": "block_id", "block_id": block}, "markdown": "**no**"});
    let created = comment(&sandbox, on_block).data();
    assert_eq!(created["parent"], json!({"type": "block_id", "block_id": block}));
    assert_eq!(created["rich_text"][0]["annotations"]["bold"], true);
    on_page(&sandbox, &page, "yes");
    assert_eq!(said(&sandbox, &block), ["no"]);
    assert_eq!(said(&sandbox, &page), ["yes"]);
}

#[test]
fn comments_change_and_go() {
    let sandbox = Sandbox::new();
    let page = create_titled(&sandbox, "Plan")["id"].clone();
    let created = on_page(&sandbox, &page, "draft");
    let path = json!({"comment_id": created["id"]});
    let parts = json!({"pathParams": path, "requestBody": {"rich_text": text("final")}});
    let updated = notion(&sandbox, "update-a-comment", parts).data();
    assert_eq!(updated["rich_text"][0]["plain_text"], "final");
    assert_ne!(updated["last_edited_time"], created["last_edited_time"]);
    let gone = notion(&sandbox, "delete-a-comment", json!({"pathParams": path})).data();
    assert_eq!((&gone["object"], &gone["id"]), (&json!("comment"), &created["id"]));
    assert_eq!(said(&sandbox, &page), Vec::<String>::new());
    for action in ["retrieve-comment", "delete-a-comment"] {
        let reply = notion(&sandbox, action, json!({"pathParams": path}));
        let message = reply.notion_error(404, "object_not_found");
        assert!(message.starts_with("Could not find comment with ID: "), "{message}");
    }
    let body = json!({"discussion_id": created["discussion_id"], "rich_text": text("late")});
    comment(&sandbox, body).notion_error(404, "object_not_found");
}

#[test]
fn a_comment_has_one_place_and_one_content() {
    let sandbox = Sandbox::new();
    let page = create_titled(&sandbox, "Plan")["id"].clone();
    let parent = json!({"page_id": page});
    let user = json!({"type": "custom", "custom": {"name": "Release bot"}});
    let body = json!({"parent": parent, "rich_text": text("a"), "display_name": user});
    let named = comment(&sandbox, body).data();
    let expected = json!({"type": "custom", "resolved_name": "Release bot"});
    assert_eq!(named["display_name"], expected);
    let id = "00000000-0000-4000-8000-000000000000";
    for (body, problem) in [
        (json!({"rich_text": text("a")}), "body.parent should be defined"),
        (json!({"parent": parent}), "body.markdown should be defined"),
        (
            json!({"parent": parent, "discussion_id": id, "rich_text": []}),
            "body.discussion_id should be not present",
        ),
        (
            json!({"parent": parent, "rich_text": [], "markdown": ""}),
            "body.markdown should be not present",
        ),
        (
            json!({"parent": {"database_id": id}, "rich_text": []}),
            "body.parent.page_id should be defined",
        ),
        (
            json!({"parent": parent, "rich_text": [], "attachments": [{}, {}, {}, {}]}),
            "body.attachments.length should be ≤ `3`, instead was `4`",
        ),
    ] {
        let message = comment(&sandbox, body).validation_error();
        assert!(message.contains(problem), "{message}");
    }
    let body = json!({"parent": {"block_id": id}, "rich_text": []});
    comment(&sandbox, body).notion_error(404, "object_not_found");
}
