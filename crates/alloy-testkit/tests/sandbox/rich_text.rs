//! Rich text: what is made of each kind.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    exchange::{create_titled, tasks},
    values::kept,
};

#[test]
fn rich_text_has_its_read_shape() {
    let sandbox = Sandbox::new();
    let page = create_titled(&sandbox, "Mentioned")["id"].clone();
    let database = tasks(&sandbox)["id"].clone();
    let user = "00000000-0000-4000-8000-00000000000d";
    let address =
        |id: &Value| format!("https://www.notion.so/{}", id.as_str().unwrap().replace('-', ""));
    let pieces = json!([
        {"text": {"content": "link", "link": {"url": "/relative"}}, "plain_text": "not this"},
        {"type": "text", "text": {"content": "red", "link": null}, "annotations": {"code": true, "color": "red_background"}},
        {"equation": {"expression": "e=mc^2"}},
        {"mention": {"user": {"object": "user", "id": user}}},
        {"mention": {"type": "page", "page": {"id": page}}},
        {"mention": {"database": {"id": database}}},
        {"mention": {"date": {"start": "2026-01-01", "end": "2026-01-02"}}},
        {"mention": {"template_mention": {"type": "template_mention_date", "template_mention_date": "today"}}},
    ]);
    let kept = kept(&sandbox, "Notes", json!({"rich_text": pieces}));
    let column = |key: &str| -> Vec<Value> {
        kept.as_array().unwrap().iter().map(|piece| piece[key].clone()).collect()
    };
    assert_eq!(
        column("plain_text"),
        [
            "link",
            "red",
            "e=mc^2",
            "@Anonymous",
            "Mentioned",
            "Tasks",
            "2026-01-01 → 2026-01-02",
            "@today"
        ]
    );
    assert_eq!(
        column("type"),
        ["text", "text", "equation", "mention", "mention", "mention", "mention", "mention"]
    );
    let null = Value::Null;
    let (page_url, database_url) = (json!(address(&page)), json!(address(&database)));
    let none = || null.clone();
    assert_eq!(
        column("href"),
        [json!("/relative"), none(), none(), none(), page_url, database_url, none(), none()]
    );
    assert_eq!(kept[0]["text"], json!({"content": "link", "link": {"url": "/relative"}}));
    assert_eq!(
        kept[6]["mention"]["date"],
        json!({"start": "2026-01-01", "end": "2026-01-02", "time_zone": null})
    );
    let styled = json!({
        "bold": false, "italic": false, "strikethrough": false, "underline": false, "code": true,
        "color": "red_background",
    });
    assert_eq!(kept[1]["annotations"], styled);
    assert!(kept.as_array().unwrap().iter().all(|piece| piece.as_object().unwrap().len() == 5));
}
