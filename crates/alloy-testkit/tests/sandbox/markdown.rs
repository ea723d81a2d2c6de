//! Pages as Markdown, and tasks.

use alloy_testkit::{Contents, Sandbox, Workspace};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    blocks::children,
    exchange::{Reply, create, notion, titled},
};

const PLAN: &str = "# Plan\nWhat **we** build [next](https://example.com).\n- one\n\t- inside\n- two\n1. first\n- [ ] open\n- [x] done\n> said\n```rust\nfn main() {\n\tloop {}\n}\n```\n$$\nx^2\n$$\n---\n![a picture](https://example.com/a.png)";

fn page_of(markdown: &str) -> (Sandbox, Value) {
    let sandbox = Sandbox::new();
    let mut body = titled("Plan");
    body["markdown"] = json!(markdown);
    let id = create(&sandbox, body).data()["id"].clone();
    (sandbox, id)
}

fn read(sandbox: &Sandbox, id: &Value) -> Value {
    notion(sandbox, "retrieve-page-markdown", json!({"pathParams": {"page_id": id}})).data()
}

fn change(sandbox: &Sandbox, id: &Value, kind: &str, change: Value) -> Reply {
    let body = json!({"type": kind, kind: change});
    let parts = json!({"pathParams": {"page_id": id}, "requestBody": body});
    notion(sandbox, "update-page-markdown", parts)
}

fn blocks(sandbox: &Sandbox, id: &Value) -> Vec<Value> {
    children(sandbox, id, json!({}))["results"].as_array().unwrap().clone()
}

#[test]
fn what_is_written_reads_the_same() {
    let (sandbox, id) = page_of(PLAN);
    let page = read(&sandbox, &id);
    assert_eq!((&page["object"], &page["id"]), (&json!("page_markdown"), &id));
    assert_eq!((&page["truncated"], &page["unknown_block_ids"]), (&json!(false), &json!([])));
    assert_eq!(page["markdown"], PLAN);
    let kinds: Vec<_> = blocks(&sandbox, &id).iter().map(|block| block["type"].clone()).collect();
    assert_eq!(
        kinds,
        [
            "heading_1",
            "paragraph",
            "bulleted_list_item",
            "bulleted_list_item",
            "numbered_list_item",
            "to_do",
            "to_do",
            "quote",
            "code",
            "equation",
            "divider",
            "image",
        ]
    );
    let code = &blocks(&sandbox, &id)[8]["code"];
    assert_eq!(code["rich_text"][0]["plain_text"], "fn main() {\n\tloop {}\n}");
}

#[test]
fn what_has_no_markdown_is_told_by_its_id() {
    let workspace = Workspace::new().page("Plan", |page| {
        page.paragraph("a")
            .callout("💡", "b")
            .page("Inside", |page| page)
            .bulleted_list_item("c", |inside| inside.callout("💡", "d"))
    });
    let sandbox = Sandbox::builder().workspace(workspace).unwrap().build();
    let page = read(&sandbox, &json!(sandbox.page_id("Plan").unwrap()));
    assert_eq!(page["markdown"], "a\n- c");
    let ids = [sandbox.block_id("b"), sandbox.page_id("Inside"), sandbox.block_id("d")];
    assert_eq!(page["unknown_block_ids"], json!(ids));
    let inside = read(&sandbox, &json!(sandbox.block_id("c").unwrap()));
    assert_eq!(inside["unknown_block_ids"], json!([ids[2]]));
}

#[test]
fn a_paragraph_stays_one_whatever_it_says() {
    let said = ["# a", "- [ ] a", "1. a", "> a", "---", "```a", "$$", "![a](b)", "2 * 3 _ `", "- "];
    let workspace =
        Workspace::new().page("Plan", |page| said.iter().fold(page, Contents::paragraph));
    let sandbox = Sandbox::builder().workspace(workspace).unwrap().build();
    let markdown = read(&sandbox, &json!(sandbox.page_id("Plan").unwrap()))["markdown"].take();
    let (sandbox, id) = page_of(markdown.as_str().unwrap());
    let texts: Vec<_> = blocks(&sandbox, &id)
        .iter()
        .map(|block| block["paragraph"]["rich_text"][0]["plain_text"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(texts, said);
}

#[test]
fn a_change_keeps_the_blocks_around_it() {
    let (sandbox, id) = page_of("# a\nb\n- c\n\t- d\ne");
    let ids = |sandbox: &Sandbox| -> Vec<_> {
        blocks(sandbox, &id).iter().map(|block| block["id"].clone()).collect()
    };
    let before = ids(&sandbox);
    let updates = json!({"content_updates": [{"old_str": "b", "new_str": "B\n> new"}]});
    let changed = change(&sandbox, &id, "update_content", updates).data();
    assert_eq!(changed["markdown"], "# a\nB\n> new\n- c\n\t- d\ne");
    let after = ids(&sandbox);
    assert_eq!(after.len(), 5);
    assert_eq!((&after[0], &after[3..]), (&before[0], &before[2..]));

    let inner = json!({"content_updates": [{"old_str": "d", "new_str": "D"}]});
    change(&sandbox, &id, "update_content", inner).data();
    assert_eq!(read(&sandbox, &id)["markdown"], "# a\nB\n> new\n- c\n\t- D\ne");
    assert_eq!(ids(&sandbox)[4], before[3]);
}

#[test]
fn texts_are_put_where_they_are_wanted() {
    let (sandbox, id) = page_of("# Plan\nfirst\nlast");
    let insert = |more: Value| {
        let mut content = json!({"content": "new"});
        content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let reply = change(&sandbox, &id, "insert_content", content);
        reply.data()["markdown"].as_str().unwrap().to_owned()
    };
    assert_eq!(insert(json!({})), "# Plan\nfirst\nlast\nnew");
    assert_eq!(insert(json!({"after": "# Plan...first"})), "# Plan\nfirst\nnew\nlast\nnew");
    let start = json!({"position": {"type": "start"}});
    assert_eq!(insert(start), "new\n# Plan\nfirst\nnew\nlast\nnew");
    let range = json!({"content": "less", "content_range": "first...last"});
    let changed = change(&sandbox, &id, "replace_content_range", range).data();
    assert_eq!(changed["markdown"], "new\n# Plan\nless\nnew");

    let twice = json!({"content_updates": [{"old_str": "new", "new_str": "old"}]});
    let message = change(&sandbox, &id, "update_content", twice).validation_error();
    assert!(message.contains("contains \"new\" 2 times"), "{message}");
    let all = json!({"content_updates": [
        {"old_str": "new", "new_str": "old", "replace_all_matches": true},
        {"old_str": "less", "new_str": "more"},
    ]});
    let changed = change(&sandbox, &id, "update_content", all).data();
    assert_eq!(changed["markdown"], "old\n# Plan\nmore\nold");
}

#[test]
fn pages_inside_go_only_when_that_is_allowed() {
    let workspace =
        Workspace::new().page("Plan", |page| page.paragraph("a").page("Inside", |page| page));
    let sandbox = Sandbox::builder().workspace(workspace).unwrap().build();
    let id = json!(sandbox.page_id("Plan").unwrap());
    let message =
        change(&sandbox, &id, "replace_content", json!({"new_str": "b"})).validation_error();
    assert!(message.contains("allow_deleting_content"), "{message}");
    assert_eq!(read(&sandbox, &id)["markdown"], "a");
    let allowed = json!({"new_str": "b", "allow_deleting_content": true});
    assert_eq!(change(&sandbox, &id, "replace_content", allowed).data()["markdown"], "b");
    assert_eq!(sandbox.page_id("Inside"), None);
}

#[test]
fn a_change_is_refused_by_its_place() {
    let (sandbox, id) = page_of("a");
    for (kind, given, problem) in [
        ("append", json!({}), "body.type should be `\"insert_content\"`"),
        ("insert_content", json!({}), "body.insert_content.content should be defined"),
        (
            "insert_content",
            json!({"content": "b", "after": "a", "position": {"type": "end"}}),
            "body.insert_content.position should be not present",
        ),
        ("insert_content", json!({"content": "b", "after": "z"}), "does not contain \"z\""),
        (
            "replace_content_range",
            json!({"content": "b", "content_range": "a...z"}),
            "does not contain \"a...z\"",
        ),
        (
            "update_content",
            json!({"content_updates": [{"old_str": "", "new_str": "b"}]}),
            "body.update_content.content_updates[0].old_str.length should be ≥ `1`",
        ),
    ] {
        let message = change(&sandbox, &id, kind, given).validation_error();
        assert!(message.contains(problem), "{message}");
    }
    let mut body = titled("Both");
    body["markdown"] = json!("a");
    body["children"] = json!([]);
    let message = create(&sandbox, body).validation_error();
    assert!(message.contains("body.markdown should be not present"), "{message}");
}

#[test]
fn a_task_tells_of_what_is_done() {
    let (sandbox, id) = page_of("a");
    let body = json!({
        "type": "replace_content", "replace_content": {"new_str": "b"}, "allow_async": true,
    });
    let parts = json!({"pathParams": {"page_id": id}, "requestBody": body});
    let reply = notion(&sandbox, "update-page-markdown", parts);
    assert_eq!(reply.status, 202);
    let task = reply.json()["responseData"].take();
    assert_eq!((&task["object"], &task["status"]), (&json!("async_task"), &json!("queued")));
    let path = json!({"pathParams": {"task_id": task["id"]}});
    let done = notion(&sandbox, "retrieve-async-task", path).data();
    assert_eq!((&done["id"], &done["status"]), (&task["id"], &json!("succeeded")));
    assert_eq!(done["result"]["markdown"], "b");
    let path = json!({"pathParams": {"task_id": "task_0"}});
    notion(&sandbox, "retrieve-async-task", path).notion_error(404, "object_not_found");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is written, what a page says of it says the same when it is written again.
    #[test]
    fn any_text_is_taken_and_settles(text in "([-#>*_~`$!\\[\\]() .x1\\\\é]|\n|\n\t|```|- )*") {
        let (sandbox, id) = page_of(&text);
        let settled = read(&sandbox, &id)["markdown"].clone();
        let (sandbox, id) = page_of(settled.as_str().unwrap());
        prop_assert_eq!(&read(&sandbox, &id)["markdown"], &settled);
    }
}
