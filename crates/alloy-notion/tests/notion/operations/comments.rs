//! Comments.

use alloy_core::Effect;
use alloy_notion::{
    BlockId, CommentAttachmentCategory, CommentAuthor, CommentContent, CommentId,
    CommentNameSource, CreateComment, DeleteComment, DiscussionId, FileUploadId, ListComments,
    PageId, RetrieveComment, RichTextInput, UpdateComment,
};
use serde_json::{Value, json};

use crate::operations::{OTHER, UUID, id, other, reads, refusal, sends};

fn rich_text(text: &str) -> Value {
    json!([{"type": "text", "text": {"content": text}}])
}

#[test]
fn creating() {
    let operation = ("create-a-comment", Effect::Write);
    let none = json!({});
    for (action, body) in [
        (
            CreateComment::on_page(id::<PageId>(), "Good"),
            json!({"parent": {"page_id": UUID}, "rich_text": rich_text("Good")}),
        ),
        (
            CreateComment::on_block(id::<BlockId>(), String::from("Good")),
            json!({"parent": {"block_id": UUID}, "rich_text": rich_text("Good")}),
        ),
        (
            CreateComment::in_discussion(
                id::<DiscussionId>(),
                CommentContent::markdown("**Good**"),
            )
            .attachment(other::<FileUploadId>())
            .display_name(CommentAuthor::custom("Librarian")),
            json!({
                "discussion_id": UUID,
                "markdown": "**Good**",
                "attachments": [{"type": "file_upload", "file_upload_id": OTHER}],
                "display_name": {"type": "custom", "custom": {"name": "Librarian"}}
            }),
        ),
        (
            CreateComment::on_page(id::<PageId>(), [RichTextInput::text("Good")])
                .display_name(CommentAuthor::user()),
            json!({
                "parent": {"page_id": UUID},
                "rich_text": rich_text("Good"),
                "display_name": {"type": "user"}
            }),
        ),
        (
            CreateComment::on_page(id::<PageId>(), "Good")
                .display_name(CommentAuthor::integration()),
            json!({
                "parent": {"page_id": UUID},
                "rich_text": rich_text("Good"),
                "display_name": {"type": "integration"}
            }),
        ),
    ] {
        sends(&action, operation, none.clone(), none.clone(), body);
    }
}

#[test]
fn reading_changing_and_deleting() {
    let (path, none) = (json!({"comment_id": UUID}), json!({}));
    let list = ListComments::on(id::<PageId>()).page_size(5);
    let query = json!({"block_id": UUID, "page_size": 5});
    sends(&list, ("retrieve-a-comment", Effect::Read), none.clone(), query, json!(null));
    let comment = id::<CommentId>();
    sends(
        &RetrieveComment::new(&comment),
        ("retrieve-comment", Effect::Read),
        path.clone(),
        none.clone(),
        json!(null),
    );
    for (content, body) in [
        (CommentContent::from("Better"), json!({"rich_text": rich_text("Better")})),
        (CommentContent::markdown("*Better*"), json!({"markdown": "*Better*"})),
    ] {
        let action = UpdateComment::new(&comment, content);
        let operation = ("update-a-comment", Effect::Idempotent);
        sends(&action, operation, path.clone(), none.clone(), body);
    }
    let action = DeleteComment::new(&comment);
    sends(&action, ("delete-a-comment", Effect::Idempotent), path, none, json!(null));
}

#[test]
fn limits() {
    let on_page = |content: CommentContent| CreateComment::on_page(id::<PageId>(), content);
    let files = (0..4).fold(on_page("x".into()), |it, _| it.attachment(id::<FileUploadId>()));
    for (action, problem) in [
        (files, "attachments: 4 elements, at most 3"),
        (on_page(Vec::<RichTextInput>::new().into()), "rich_text: is empty"),
        (
            on_page("x".repeat(2001).into()),
            "rich_text[0].text.content: 2001 UTF-16 units, at most 2000",
        ),
        (on_page(CommentContent::markdown("")), "markdown: is empty"),
        (on_page(CommentContent::markdown("x".repeat(512 * 1024))), "body: "),
    ] {
        let refusal = refusal(&action);
        assert!(refusal.starts_with(&format!("invalid request: {problem}")), "{refusal}");
    }
    let update = UpdateComment::new(id::<CommentId>(), "x".repeat(2001));
    assert!(refusal(&update).contains("rich_text[0].text.content: 2001"));
    let text = CommentContent::markdown("x".repeat(512 * 1024));
    assert!(refusal(&UpdateComment::new(id::<CommentId>(), text)).contains("body: "));
}

#[test]
fn what_comes_in() {
    let comment = json!({
        "object": "comment",
        "id": UUID,
        "parent": {"type": "page_id", "page_id": OTHER},
        "discussion_id": OTHER,
        "created_time": "2026-07-10T09:30:00.000Z",
        "last_edited_time": "2026-07-10T09:31:00.000Z",
        "created_by": {"object": "user", "id": OTHER},
        "rich_text": [],
        "attachments": [{
            "category": "pdf",
            "file": {"url": "https://example.com/f", "expiry_time": "2026-07-10T10:30:00.000Z"}
        }, {
            "category": "image",
            "file": {"type": "file", "file": {"url": "https://example.com/g"}}
        }],
        "display_name": {"type": "integration", "resolved_name": "Librarian"},
        "mood": "good"
    });
    let read = reads(&RetrieveComment::new(id::<CommentId>()), &comment);
    assert!(!read.is_partial());
    let name = read.display_name.unwrap();
    assert_eq!(name.source, Some(CommentNameSource::Integration));
    assert_eq!(read.attachments[0].category, Some(CommentAttachmentCategory::Pdf));
    let urls: Vec<_> = read.attachments.iter().filter_map(|file| file.url()).collect();
    assert_eq!(urls, ["https://example.com/f", "https://example.com/g"]);

    let partial = json!({"object": "comment", "id": UUID});
    assert!(reads(&DeleteComment::new(id::<CommentId>()), &partial).is_partial());
    let list = json!({
        "object": "list", "results": [comment, partial], "next_cursor": "next",
        "has_more": true, "type": "comment", "comment": {}
    });
    assert_eq!(reads(&ListComments::on(id::<BlockId>()), &list).results.len(), 2);
}
