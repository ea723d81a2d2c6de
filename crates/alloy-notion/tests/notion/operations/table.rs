//! The table of all operations, compared with the actions themselves.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use alloy_core::{Action, ApiKey, BoxAction, Call, DynamicAction, Effect, Headers, Platform};
use alloy_notion::*;

use crate::operations::{credential, id};

pub(crate) const TABLE: &str = include_str!("../../../src/operations.md");

/// What one row says: the action id, its effects, and which versions are refused.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    id: String,
    effects: BTreeSet<String>,
    refused: BTreeSet<String>,
}

/// The rows of the table, by the name of the action's type.
fn table() -> BTreeMap<String, Row> {
    TABLE.lines().filter_map(row).collect()
}

fn row(text: &str) -> Option<(String, Row)> {
    let cells: Vec<&str> = text.strip_prefix("| [`")?.split('|').map(str::trim).collect();
    let [action, id, effects, edition, refused, _also_called, ""] = cells[..] else {
        panic!("another number of cells: {text}")
    };
    let (name, target) = action.split_once("`](crate::").unwrap();
    assert_eq!(target, format!("{name})"));
    let versions: Vec<&str> = NotionVersion::KNOWN.iter().map(NotionVersion::as_str).collect();
    assert!(versions.contains(&edition), "{text}");
    let (side, bound) = refused.split_once(' ').unwrap_or(("", ""));
    let refused = versions.into_iter().filter(|version| match side {
        "since" => *version >= bound,
        "before" => *version < bound,
        _ => false,
    });
    let row = Row {
        id: id.trim_matches('`').to_owned(),
        effects: effects.split(", ").map(str::to_owned).collect(),
        refused: refused.map(str::to_owned).collect(),
    };
    Some((name.to_owned(), row))
}

/// An action without its output, and the name of its type.
fn value<A: Action + 'static>(action: A) -> (&'static str, BoxAction<'static, ()>) {
    let name = std::any::type_name::<A>().rsplit("::").next().unwrap();
    (name, action.map(|_| ()).boxed())
}

/// One value of each action, and one for each effect where it has several.
pub(crate) fn values() -> Vec<(&'static str, BoxAction<'static, ()>)> {
    let page = id::<PageId>;
    let title = PropertySchemaInput::title;
    vec![
        value(GetSelf),
        value(GetUser::new(id::<UserId>())),
        value(ListUsers::new()),
        value(Search::all()),
        value(CreatePage::in_page(page())),
        value(CreatePage::in_page(page()).markdown("a").allow_async()),
        value(RetrievePage::new(page())),
        value(UpdatePage::new(page())),
        value(UpdatePage::new(page()).template(TemplateInput::default_of_data_source())),
        value(RetrievePageProperty::new(page(), PropertyId::new("title").unwrap())),
        value(MovePage::into_page(page(), page())),
        value(RetrievePageMarkdown::new(page())),
        value(UpdatePageMarkdown::new(page(), ReplaceContent::new("a"))),
        value(UpdatePageMarkdown::new(page(), InsertContent::new("a"))),
        value(UpdatePageMarkdown::new(page(), UpdateContent::new("a", "b"))),
        value(UpdatePageMarkdown::new(page(), ReplaceContentRange::new("a...b", "c"))),
        value(RetrieveBlock::new(page())),
        value(UpdateBlock::new(page()).trash()),
        value(DeleteBlock::new(page())),
        value(ListBlockChildren::new(page())),
        value(AppendBlockChildren::new(page()).child(BlockInput::paragraph("a"))),
        value(CreateMeetingNote::from_block(page())),
        value(QueryMeetingNotes::new()),
        value(CreateDatabase::in_page(page()).property("Name", title())),
        value(RetrieveDatabase::new(id::<DatabaseId>())),
        value(UpdateDatabase::new(id::<DatabaseId>()).trash()),
        value(UpdateDatabase::new(id::<DatabaseId>()).rename_property("a", "b")),
        value(QueryDatabase::new(id::<DatabaseId>())),
        value(CreateDataSource::in_database(id::<DatabaseId>()).property("Name", title())),
        value(RetrieveDataSource::new(id::<DataSourceId>())),
        value(UpdateDataSource::new(id::<DataSourceId>()).trash()),
        value(UpdateDataSource::new(id::<DataSourceId>()).rename_property("a", "b")),
        value(QueryDataSource::new(id::<DataSourceId>())),
        value(ListDataSourceTemplates::new(id::<DataSourceId>())),
        value(ListComments::on(page())),
        value(CreateComment::on_page(page(), "a")),
        value(RetrieveComment::new(id::<CommentId>())),
        value(UpdateComment::new(id::<CommentId>(), "a")),
        value(DeleteComment::new(id::<CommentId>())),
        value(CreateFileUpload::single_part()),
        value(CompleteFileUpload::new(id::<FileUploadId>())),
        value(RetrieveFileUpload::new(id::<FileUploadId>())),
        value(ListFileUploads::new()),
        value(ListCustomEmojis::new()),
        value(ListViews::of_database(id::<DatabaseId>())),
        value(CreateView::new(
            id::<DataSourceId>(),
            "a",
            ViewType::Table,
            ViewPlace::database(id::<DatabaseId>()),
        )),
        value(RetrieveView::new(id::<ViewId>())),
        value(UpdateView::new(id::<ViewId>())),
        value(DeleteView::new(id::<ViewId>())),
        value(CreateViewQuery::new(id::<ViewId>())),
        value(GetViewQueryResults::new(id::<ViewId>(), id::<ViewQueryId>())),
        value(DeleteViewQuery::new(id::<ViewId>(), id::<ViewQueryId>())),
        value(RetrieveAsyncTask::new(id::<AsyncTaskId>())),
    ]
}

fn name_of(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "read",
        Effect::Idempotent => "idempotent",
        Effect::Write => "write",
    }
}

/// The versions that an action is refused with before it is sent.
fn refused(action: &impl Action) -> BTreeSet<String> {
    let key = ApiKey::new("made-up-key-of-a-test").unwrap();
    let platform = Platform::builder().api_key(key).build().unwrap();
    let credential = credential();
    let is_refused = |version: &&NotionVersion| {
        let headers: Headers = [version.header().unwrap()].into_iter().collect();
        let call = Call::new(&credential).with_headers(&headers);
        platform.request(action, &call).is_err()
    };
    NotionVersion::KNOWN.iter().filter(is_refused).map(ToString::to_string).collect()
}

#[test]
fn the_table_says_what_the_actions_are() {
    let mut found = BTreeMap::<String, Row>::new();
    for (name, action) in values() {
        let operation = action.operation();
        assert_eq!(operation.connector().id(), "notion");
        let row = found.entry(name.to_owned()).or_insert_with(|| Row {
            id: operation.id().to_owned(),
            effects: BTreeSet::new(),
            refused: refused(&action),
        });
        assert_eq!(row.id, operation.id());
        row.effects.insert(name_of(operation.effect()).to_owned());
    }
    let table = table();
    let names = |rows: &BTreeMap<String, Row>| rows.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&table), names(&found));
    for (name, row) in &found {
        assert_eq!(&table[name], row, "{name}");
    }
}

/// An action that is nowhere in the table is found in the source.
#[test]
fn the_table_has_every_action_of_the_source() {
    let mut ids = BTreeSet::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut ids);
    let expected: BTreeSet<String> = table().into_values().map(|row| row.id).collect();
    assert_eq!(ids, expected);
}

/// Collects the action ids that the files of a folder give.
fn collect(folder: &Path, ids: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, ids);
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for before in ["connector = Notion, id = \"", "Operation::new(&Notion, \""] {
            let after = source.split(before).skip(1);
            ids.extend(after.filter_map(|text| text.split('"').next()).map(str::to_owned));
        }
    }
}

/// What has no action can be tried without one.
#[test]
fn what_has_no_action_is_named() {
    let table = table();
    for id in ["send-a-file-upload", "create-a-token", "revoke-token", "introspect-token"] {
        assert!(TABLE.contains(&format!("`{id}`")), "{id}");
        assert!(table.values().all(|row| row.id != id), "{id}");
        assert!(DynamicAction::new("notion", id).is_ok());
    }
}
