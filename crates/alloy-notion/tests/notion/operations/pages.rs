//! Moving pages, and pages as Markdown.

use alloy_core::Effect;
use alloy_notion::{
    AsyncTaskStatus, BlockId, ContentUpdate, CreatePage, DataSourceId, InsertContent, MovePage,
    PageId, PropertyId, ReplaceContent, ReplaceContentRange, RetrievePageMarkdown, UpdateContent,
    UpdatePage, UpdatePageMarkdown,
};
use serde_json::{Value, json};

use crate::operations::{OTHER, UUID, answered, id, other, reads, refusal, sends};

#[test]
fn moving() {
    let operation = ("move-page", Effect::Idempotent);
    for (action, parent) in [
        (
            MovePage::into_page(id::<PageId>(), other::<PageId>()),
            json!({"type": "page_id", "page_id": OTHER}),
        ),
        (
            MovePage::into_data_source(id::<PageId>(), other::<DataSourceId>()),
            json!({"type": "data_source_id", "data_source_id": OTHER}),
        ),
    ] {
        let body = json!({ "parent": parent });
        sends(&action, operation, json!({"page_id": UUID}), json!({}), body);
    }
    let page = json!({"object": "page", "id": UUID});
    let action = MovePage::into_page(id::<PageId>(), other::<PageId>());
    assert!(reads(&action, &page).is_partial());
}

#[test]
fn some_properties_of_what_was_written() {
    let wanted = || PropertyId::new("fk%5EY").unwrap();
    let query = json!({"filter_properties": ["fk^Y", "title"]});
    let created = CreatePage::in_page(id::<PageId>())
        .filter_property(wanted())
        .filter_property(PropertyId::new("title").unwrap());
    let body = json!({"parent": {"type": "page_id", "page_id": UUID}, "properties": {}});
    sends(&created, ("post-page", Effect::Write), json!({}), query.clone(), body);
    let updated = UpdatePage::new(id::<PageId>())
        .lock()
        .filter_property(wanted())
        .filter_property(PropertyId::new("title").unwrap());
    let path = json!({"page_id": UUID});
    sends(&updated, ("patch-page", Effect::Idempotent), path, query, json!({"is_locked": true}));
}

#[test]
fn creating_a_page_of_much_markdown() {
    let action = CreatePage::in_page(id::<PageId>()).markdown("# Plan").allow_async();
    let body = json!({
        "parent": {"type": "page_id", "page_id": UUID},
        "properties": {},
        "markdown": "# Plan",
        "allow_async": true
    });
    sends(&action, ("post-page", Effect::Write), json!({}), json!({}), body);
    let created = reads(&action, &json!({"object": "page", "id": UUID}));
    assert!(created.as_done().unwrap().is_partial() && created.as_task().is_none());
    let task = json!({"object": "async_task", "id": "task_0baa28ffbe53", "status": "queued"});
    let created = reads(&action, &task);
    assert_eq!(created.as_task().unwrap().status, AsyncTaskStatus::Queued);
    assert!(created.as_done().is_none());
}

#[test]
fn retrieving_markdown() {
    let operation = ("retrieve-page-markdown", Effect::Read);
    let path = json!({"page_id": UUID});
    let action = RetrievePageMarkdown::new(id::<PageId>());
    sends(&action, operation, path.clone(), json!({}), json!(null));
    let action = RetrievePageMarkdown::new(id::<BlockId>()).include_transcript();
    sends(&action, operation, path, json!({"include_transcript": true}), json!(null));
    let page = reads(
        &action,
        &json!({
            "object": "page_markdown",
            "id": UUID,
            "markdown": "# Plan\n\n- one\n",
            "truncated": false,
            "unknown_block_ids": [OTHER],
            "request_id": OTHER
        }),
    );
    assert!(!page.is_complete());
    // What is missing is asked for by the same action.
    let rest = RetrievePageMarkdown::new(&page.unknown_block_ids[0]);
    sends(&rest, operation, json!({"page_id": OTHER}), json!({}), json!(null));
}

fn update(change: impl Into<alloy_notion::MarkdownChange>) -> UpdatePageMarkdown {
    UpdatePageMarkdown::new(id::<PageId>(), change)
}

#[test]
fn the_four_ways_to_change_a_page() {
    #[track_caller]
    fn check(action: &UpdatePageMarkdown, effect: Effect, body: Value) {
        let operation = ("update-page-markdown", effect);
        sends(action, operation, json!({"page_id": UUID}), json!({}), body);
    }
    check(
        &update(InsertContent::new("- two")),
        Effect::Write,
        json!({"type": "insert_content", "insert_content": {"content": "- two"}}),
    );
    check(
        &update(InsertContent::new("- two").after("# Plan...one")),
        Effect::Write,
        json!({
            "type": "insert_content",
            "insert_content": {"content": "- two", "after": "# Plan...one"}
        }),
    );
    for (change, position) in [
        (InsertContent::new("x").at_start(), "start"),
        (InsertContent::new("x").after("y").at_end(), "end"),
    ] {
        check(
            &update(change),
            Effect::Write,
            json!({
                "type": "insert_content",
                "insert_content": {"content": "x", "position": {"type": position}}
            }),
        );
    }
    check(
        &update(ReplaceContentRange::new("one...two", "three").allow_deleting_content()),
        Effect::Write,
        json!({
            "type": "replace_content_range",
            "replace_content_range": {
                "content": "three",
                "content_range": "one...two",
                "allow_deleting_content": true
            }
        }),
    );
    check(
        &update(UpdateContent::all([
            ContentUpdate::new("one", "two"),
            ContentUpdate::new("a", "b").replace_all_matches(),
        ])),
        Effect::Write,
        json!({
            "type": "update_content",
            "update_content": {"content_updates": [
                {"old_str": "one", "new_str": "two"},
                {"old_str": "a", "new_str": "b", "replace_all_matches": true}
            ]}
        }),
    );
    check(
        &update(ReplaceContent::new("# New").allow_deleting_content()).allow_async(),
        Effect::Idempotent,
        json!({
            "type": "replace_content",
            "replace_content": {"new_str": "# New", "allow_deleting_content": true},
            "allow_async": true
        }),
    );
}

#[test]
fn what_cannot_be_meant_is_refused() {
    for (action, problem) in [
        (update(InsertContent::new("")), "insert_content.content: "),
        (update(InsertContent::new("x").after("")), "insert_content.after: "),
        (update(ReplaceContentRange::new("", "x")), "replace_content_range.content_range: "),
        (update(UpdateContent::all([])), "update_content.content_updates: is empty"),
        (update(UpdateContent::new("", "x")), "update_content.content_updates[0].old_str: "),
        (update(ReplaceContent::new("x".repeat(512 * 1024))), "body: "),
    ] {
        let refusal = refusal(&action);
        assert!(refusal.starts_with(&format!("invalid request: {problem}")), "{refusal}");
    }
}

#[test]
fn an_update_is_done_or_a_task() {
    let action = update(ReplaceContent::new("# New")).allow_async();
    let done = reads(
        &action,
        &json!({"object": "page_markdown", "id": UUID, "markdown": "# New",
                "truncated": false, "unknown_block_ids": []}),
    );
    assert!(done.as_done().unwrap().is_complete());
    let task = reads(
        &action,
        &json!({"object": "async_task", "id": "task_made_up", "status": "queued",
                "poll_after_seconds": 2}),
    );
    assert_eq!(task.as_task().unwrap().status, AsyncTaskStatus::Queued);
    let error = answered(&action, &json!({"object": "page_markdown"})).unwrap_err();
    assert!(error.to_string().contains("id"), "{error}");
}
