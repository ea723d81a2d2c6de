//! Pages as Markdown: `retrieve-page-markdown` and `update-page-markdown`.
//!
//! The documents show Notion's Markdown by example only, so this is the part of it that all
//! Markdown shares: headings, lists, tasks, quotes, code, equations, images and lines. Blocks of
//! other types are left out and told by their ids. A change keeps the blocks before and after what
//! it changes, and what was left out.

mod change;
mod inline;
mod read;
mod write;

use std::time::SystemTime;

use serde_json::{Map, Value, json};

use super::{
    Answer, Failure, Id, Input, Place, async_tasks,
    blocks::{self, Position},
    failure::Thing,
    workspace::{Parent, Workspace},
};
use read::Written;
use write::Segment;

pub(super) use inline::read as rich_text;

/// `GET /v1/pages/{page_id}/markdown`: of a page, or of a block.
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&["include_transcript"])?;
    let id = input.path.get("page_id").id()?;
    if !workspace.pages.contains_key(&id) && !workspace.blocks.contains_key(&id) {
        return Err(Failure::not_found(Thing::Page, id));
    }
    Ok(shape(workspace, id))
}

/// `PATCH /v1/pages/{page_id}/markdown`. What may take its time is done at once, and is told of by
/// a task all the same.
pub(super) fn update(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let body = &input.body;
    let kind = body.get("type").one_of(&change::KINDS)?;
    body.only(&["type", "allow_async", kind])?;
    let in_background = body.optional("allow_async").map(|allow| allow.boolean()).transpose()?;
    let id = workspace.page(input.path.get("page_id").id()?)?.entry.id;
    blocks::check_editable(workspace, id)?;
    let segments = write::segments(workspace, &workspace.shown_children(id));
    let change = change::read(kind, &body.get(kind), &write::joined(&segments))?;
    if change.is_everything && !change.may_delete {
        check_no_pages(workspace, id)?;
    }

    let now = (input.now)();
    if change.is_everything {
        for child in workspace.children(id) {
            trash(workspace, child);
        }
        add(workspace, Parent::Page(id), read::blocks(&change.markdown), now);
    } else {
        replace(workspace, id, &segments, &change.markdown, now);
    }
    blocks::touch(workspace, id, now);
    let done = shape(workspace, id);
    if in_background == Some(true) {
        return Ok(async_tasks::start(workspace, "PATCH /v1/pages/:page_id/markdown", done, now));
    }
    Ok(done)
}

/// Puts what Markdown says at the end of a parent.
pub(super) fn add_text(workspace: &mut Workspace, parent: Parent, markdown: &str, now: SystemTime) {
    add(workspace, parent, read::blocks(markdown), now);
}

fn add(
    workspace: &mut Workspace,
    parent: Parent,
    written: Vec<Written>,
    now: SystemTime,
) -> Vec<Id> {
    let mut added = Vec::new();
    for Written { block, inside } in written {
        let one = json!([block]);
        // What is made of Markdown is within the rules, however long it is.
        let Ok(blocks) = blocks::read(workspace, &Place::root("body", &one)) else { continue };
        let ids = blocks::add(workspace, parent, blocks, now);
        if let Some(id) = ids.first() {
            add(workspace, Parent::Block(*id), inside, now);
        }
        added.extend(ids);
    }
    added
}

/// Makes a page say something else, by as few blocks as stand between what stays at the beginning
/// and at the end.
fn replace(
    workspace: &mut Workspace,
    page: Id,
    segments: &[Segment],
    markdown: &str,
    now: SystemTime,
) {
    let lines: Vec<_> = markdown.lines().collect();
    let mut rest = lines.as_slice();
    let mut kept = segments;
    let mut last = Position::Start;
    while let Some((segment, others)) = kept.split_first() {
        let text: Vec<_> = segment.text.lines().collect();
        let Some(after) = rest.strip_prefix(text.as_slice()) else { break };
        // A line that goes on inside is not the same block.
        if after.first().is_some_and(|line| read::is_inside(line)) {
            break;
        }
        (last, kept, rest) = (Position::After(segment.id), others, after);
    }
    while let Some((segment, others)) = kept.split_last() {
        let text: Vec<_> = segment.text.lines().collect();
        let Some(before) = rest.strip_suffix(text.as_slice()) else { break };
        (kept, rest) = (others, before);
    }
    for segment in kept {
        trash(workspace, segment.id);
    }
    let added = add(workspace, Parent::Page(page), read::blocks(&rest.join("\n")), now);
    workspace.move_last_children(page, added.len(), last);
}

fn trash(workspace: &mut Workspace, id: Id) {
    if let Some(entry) = workspace.entry_mut(id) {
        entry.in_trash = true;
    }
}

/// Checks that no page or database stands on a page.
fn check_no_pages(workspace: &Workspace, id: Id) -> Result<(), Failure> {
    match workspace.children(id).iter().find(|child| !workspace.blocks.contains_key(child)) {
        // Notion's words for this are not on record.
        Some(child) => Err(Failure::validation(format!(
            "This would delete {child}, which is a page or a database. Set allow_deleting_content \
             to do so."
        ))),
        None => Ok(()),
    }
}

fn shape(workspace: &Workspace, id: Id) -> Map<String, Value> {
    let children = workspace.shown_children(id);
    let segments = write::segments(workspace, &children);
    let unknown = write::left_out(workspace, &children);
    let unknown: Vec<_> = unknown.into_iter().map(Value::from).collect();
    Map::from_iter([
        ("object".to_owned(), "page_markdown".into()),
        ("id".to_owned(), id.into()),
        ("markdown".to_owned(), write::joined(&segments).into()),
        ("truncated".to_owned(), false.into()),
        ("unknown_block_ids".to_owned(), unknown.into()),
    ])
}
