//! The typed actions on blocks, comments, users, files, views and Markdown against the sandbox,
//! which knows nothing of them.

use alloy_notion::{
    AppendBlockChildren, BlockId, BlockInput, BlockKind, BlockPosition, BlockUpdate, Comment,
    CompleteFileUpload, CreateComment, CreateFileUpload, CreateMeetingNote, CreateView,
    CreateViewQuery, CustomEmoji, DataSourceId, DatabaseId, DeleteBlock, DeleteComment, DeleteView,
    DeleteViewQuery, Extra, FileInput, FileUpload, GetSelf, GetUser, InsertContent, List,
    ListBlockChildren, ListComments, ListCustomEmojis, ListFileUploads, ListUsers, ListViews,
    NotionVersion, PageId, PageMarkdown, QueryMeetingNotes, ReplaceContent, RetrieveAsyncTask,
    RetrieveBlock, RetrieveComment, RetrieveFileUpload, RetrievePageMarkdown, RetrieveView,
    UpdateBlock, UpdateComment, UpdatePageMarkdown, UpdateView, User, View, ViewPlace,
    ViewPosition, ViewType,
};
use alloy_testkit::{Sandbox, Workspace};
use alloy_transport::{Client, Connection};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::exchange::notion;

fn team() -> Sandbox {
    let workspace = Workspace::new()
        .person("Ada", "ada@example.com")
        .custom_emoji("shipit", "https://example.com/shipit.png")
        .file("sync.m4a", "audio/mp4")
        .page("Plan", |page| page.paragraph("a").paragraph("b").comment("Why?"))
        .database("Tasks", |tasks| tasks.number("Points").row("Write", json!({"Points": 1})));
    Sandbox::builder().workspace(workspace).unwrap().build()
}

/// A connection of each version.
fn connections(sandbox: &Sandbox) -> [Connection; 3] {
    let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build().unwrap();
    [NotionVersion::V2022_06_28, NotionVersion::V2025_09_03, NotionVersion::V2026_03_11].map(
        |version| client.connection(sandbox.credential_id()).with_header(version.header().unwrap()),
    )
}

fn plan(sandbox: &Sandbox) -> PageId {
    sandbox.page_id("Plan").unwrap().parse().unwrap()
}

/// Whether a type has a member for all of its reply but the request's id.
fn is_known(extra: &Extra) -> bool {
    extra.iter().all(|(name, _)| name == "request_id")
}

/// The JSON of a reply comes out of its type as it went in.
#[track_caller]
fn understood<T: DeserializeOwned + Serialize>(mut json: Value) -> T {
    json.as_object_mut().unwrap().remove("request_id");
    let typed: T = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), json);
    typed
}

#[tokio::test(start_paused = true)]
async fn blocks_of_every_type_are_written_and_read() {
    let sandbox = team();
    let page = plan(&sandbox);
    for connection in connections(&sandbox) {
        let row = || BlockInput::table_row(["a", "b"]);
        let columns = BlockInput::column_list([
            BlockInput::column([BlockInput::table([["a", "b"], ["c", "d"]])]),
            BlockInput::column([BlockInput::toggle("t").child(BlockInput::divider())])
                .width_ratio(0.5),
        ]);
        let blocks = [
            BlockInput::heading_1("h").toggleable().child(BlockInput::paragraph("p")),
            BlockInput::to_do("t").checked(),
            BlockInput::callout("c"),
            BlockInput::equation("x"),
            BlockInput::breadcrumb(),
            BlockInput::table_of_contents(),
            BlockInput::bookmark("https://example.com"),
            BlockInput::image(FileInput::external("https://example.com/a.png")),
            BlockInput::link_to_page(&page),
            BlockInput::synced_block([BlockInput::quote("q")]),
            BlockInput::tab([BlockInput::paragraph("one")]),
            columns,
        ];
        let count = blocks.len();
        let append = AppendBlockChildren::new(&page).children(blocks);
        let appended = connection.execute(&append).await.unwrap();
        assert_eq!((appended.created().len(), appended.following().len()), (count, 0));
        for block in &appended {
            assert!(is_known(block.extra()), "{:?}", block.extra());
            assert!(!matches!(block.kind, BlockKind::Other(_)), "{block:?}");
        }
        let columns = appended.created().last().unwrap();
        let list = connection.execute(&ListBlockChildren::new(&columns.id)).await.unwrap();
        let list = connection.execute(&ListBlockChildren::new(&list.results[0].id)).await.unwrap();
        let table = &list.results[0];
        let more = AppendBlockChildren::new(&table.id).child(row());
        assert_eq!(connection.execute(&more).await.unwrap().created().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn blocks_are_put_updated_and_thrown_away() {
    let sandbox = team();
    let page = plan(&sandbox);
    let first: BlockId = sandbox.block_id("a").unwrap().parse().unwrap();
    for connection in connections(&sandbox) {
        let append = AppendBlockChildren::new(&page)
            .child(BlockInput::to_do("new"))
            .position(BlockPosition::after(&first));
        let appended = connection.execute(&append).await.unwrap();
        assert_eq!(appended.created().len(), 1);
        assert!(!appended.following().is_empty());
        let id = appended.created()[0].id.clone();
        let check = UpdateBlock::new(&id).content(BlockUpdate::to_do().checked());
        let block = connection.execute(&check).await.unwrap();
        assert_eq!(block.plain_text(), "new");
        assert!(connection.execute(&DeleteBlock::new(&id)).await.unwrap().is_in_trash());
        let refused = connection.execute(&check).await.unwrap_err();
        assert_eq!(refused.code(), Some("validation_error"), "{refused}");
        let restored = connection.execute(&UpdateBlock::new(&id).restore()).await.unwrap();
        assert!(!restored.is_in_trash());
        let read = connection.execute(&RetrieveBlock::new(&id)).await.unwrap();
        assert_eq!(read.kind, block.kind);
    }
}

#[tokio::test(start_paused = true)]
async fn comments_users_and_files_are_understood() {
    let sandbox = team();
    let page = plan(&sandbox);
    for connection in connections(&sandbox) {
        let me = connection.execute(&GetSelf).await.unwrap();
        let users = connection.execute(&ListUsers::new()).await.unwrap();
        assert_eq!(users.results.len(), 2);
        assert_eq!(connection.execute(&GetUser::new(me.id.clone())).await.unwrap().id, me.id);
        let emojis = ListCustomEmojis::new().name("shipit");
        assert_eq!(connection.execute(&emojis).await.unwrap().results.len(), 1);

        let external = CreateFileUpload::external_url("https://example.com/a.png");
        let upload = connection.execute(&external).await.unwrap();
        let fetched = connection.execute(&RetrieveFileUpload::new(upload.id.clone())).await;
        let fetched = fetched.unwrap();
        assert!(fetched.is_uploaded() && is_known(fetched.extra()), "{fetched:?}");
        let parts = CreateFileUpload::multi_part("a.bin", 2);
        let parts = connection.execute(&parts).await.unwrap();
        assert!(is_known(parts.extra()), "{:?}", parts.extra());
        let complete = CompleteFileUpload::new(parts.id);
        let refused = connection.execute(&complete).await.unwrap_err();
        assert_eq!(refused.code(), Some("validation_error"), "{refused}");
        assert!(!connection.execute(&ListFileUploads::new()).await.unwrap().results.is_empty());

        let create = CreateComment::on_page(&page, "Hello").attachment(upload.id);
        let comment = connection.execute(&create).await.unwrap();
        assert!(is_known(comment.extra()), "{:?}", comment.extra());
        let discussion = comment.discussion_id.clone().unwrap();
        connection.execute(&CreateComment::in_discussion(discussion, "Hi")).await.unwrap();
        let update = UpdateComment::new(comment.id.clone(), "Changed");
        assert_eq!(connection.execute(&update).await.unwrap().rich_text.plain(), "Changed");
        connection.execute(&RetrieveComment::new(comment.id.clone())).await.unwrap();
        let deleted = connection.execute(&DeleteComment::new(comment.id)).await.unwrap();
        assert!(deleted.is_partial());
        let list = connection.execute(&ListComments::on(&page)).await.unwrap();
        assert!(list.results.len() >= 2);
    }
}

#[tokio::test(start_paused = true)]
async fn views_are_created_run_and_deleted() {
    let sandbox = team();
    let database: DatabaseId = sandbox.database_id("Tasks").unwrap().parse().unwrap();
    let source: DataSourceId = sandbox.data_source_id("Tasks").unwrap().parse().unwrap();
    for connection in connections(&sandbox) {
        let place = ViewPlace::database_at(&database, ViewPosition::start());
        let create = CreateView::new(&source, "All", ViewType::Table, place)
            .sorts(json!([{"property": "Points", "direction": "ascending"}]))
            .configuration(json!({"type": "table", "wrap_cells": true}));
        let view = connection.execute(&create).await.unwrap();
        assert!(is_known(view.extra()), "{:?}", view.extra());
        let id = view.id.clone();
        let read = connection.execute(&RetrieveView::new(id.clone())).await.unwrap();
        assert_eq!(read.configuration, view.configuration);
        let renamed = UpdateView::new(id.clone()).name("Mine");
        assert_eq!(connection.execute(&renamed).await.unwrap().name, "Mine");
        let views = connection.execute(&ListViews::of_database(&database)).await.unwrap();
        assert_eq!(views.results[0].id, id);
        let run = connection.execute(&CreateViewQuery::new(id.clone())).await.unwrap();
        assert_eq!((run.total_count, run.results.len()), (Some(1), 1));
        assert!(is_known(run.extra()), "{:?}", run.extra());
        let end = DeleteViewQuery::new(id.clone(), run.id);
        assert!(connection.execute(&end).await.unwrap().deleted);
        connection.execute(&DeleteView::new(id)).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn markdown_tasks_and_meeting_notes_are_understood() {
    let sandbox = team();
    let page = plan(&sandbox);
    for connection in connections(&sandbox) {
        let insert = UpdatePageMarkdown::new(&page, InsertContent::new("## More").at_start());
        let updated = connection.execute(&insert).await.unwrap();
        assert!(updated.as_done().unwrap().markdown.starts_with("## More\n"));
        let retrieve = RetrievePageMarkdown::new(&page);
        let read = connection.execute(&retrieve).await.unwrap();
        assert_eq!(Some(&*read.markdown), updated.as_done().map(|page| &*page.markdown));
        let replace = UpdatePageMarkdown::new(&page, ReplaceContent::new("a")).allow_async();
        let queued = connection.execute(&replace).await.unwrap();
        let task = queued.as_task().unwrap();
        assert!(!task.is_finished() && is_known(task.extra()), "{task:?}");
        let task = connection.execute(&RetrieveAsyncTask::new(task.id.clone())).await.unwrap();
        assert!(task.is_finished() && is_known(task.extra()), "{task:?}");

        let uploads = connection.execute(&ListFileUploads::new()).await.unwrap();
        let note = CreateMeetingNote::from_upload(uploads.results[0].id.clone(), &page);
        let note = connection.execute(&note.title("Sync")).await.unwrap();
        assert!(!matches!(note.kind, BlockKind::Other(_)) && is_known(note.extra()), "{note:?}");
        let found = connection.execute(&QueryMeetingNotes::new()).await.unwrap();
        assert!(!found.results.is_empty());
    }
}

#[test]
fn lists_are_understood_to_the_last_key() {
    let sandbox = team();
    let page = plan(&sandbox);
    let listed = |action: &str, query: Value| {
        notion(&sandbox, action, json!({"queryParameters": query})).data()
    };
    let comments: List<Comment> =
        understood(listed("retrieve-a-comment", json!({"block_id": page})));
    assert!(is_known(comments.results[0].extra()), "{comments:?}");
    let users: List<User> = understood(listed("get-users", json!({})));
    assert!(users.results.iter().all(|user| user.extra().is_empty()), "{users:?}");
    understood::<List<FileUpload>>(listed("list-file-uploads", json!({})));
    understood::<List<CustomEmoji>>(listed("list-custom-emojis", json!({})));
    let source = sandbox.data_source_id("Tasks");
    understood::<List<View>>(listed("list-views", json!({"data_source_id": source})));
    let path = json!({"pathParams": {"page_id": page}});
    understood::<PageMarkdown>(notion(&sandbox, "retrieve-page-markdown", path).data());
}

/// The table of the typed actions, of which the second column has their ids.
const OPERATIONS: &str = include_str!("../../../alloy-notion/src/operations.md");

#[test]
fn every_typed_action_is_answered_by_notion() {
    let sandbox = team();
    let row = |line: &'static str| line.strip_prefix("| [`")?.split('`').nth(2);
    let ids: Vec<_> = OPERATIONS.lines().filter_map(row).collect();
    assert!(ids.len() > 40, "{ids:?}");
    for id in ids {
        let headers = json!({"headers": {"Notion-Version": "2025-09-03"}});
        let object = notion(&sandbox, id, headers).json();
        let object = object.get("responseData").unwrap_or(&object);
        // An action that is not known is refused by the platform, whose errors have no such member.
        assert!(object.get("object").is_some() || id == "query-meeting-notes", "{id}: {object}");
    }
}
