//! Comments, and the discussions that they make up.

use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Answer, Failure, Id, Input, Place,
    failure::Thing,
    limits, list, markdown, rich_text,
    workspace::{Parent, Workspace},
};
use crate::sandbox::{clock::to_the_minute, kept};

/// A comment. Those of one discussion have one parent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Comment {
    pub(super) parent: Parent,
    pub(super) discussion: Id,
    #[serde(with = "kept::time")]
    pub(super) created: SystemTime,
    #[serde(with = "kept::time")]
    pub(super) edited: SystemTime,
    pub(super) created_by: Id,
    pub(super) rich_text: Value,
    /// In their read shape.
    pub(super) attachments: Vec<Value>,
    /// In its read shape.
    pub(super) display_name: Value,
}

/// Files of a comment.
const ATTACHMENTS: usize = 3;

/// `POST /v1/comments`: the first comment of a new discussion, or another one of a discussion.
pub(super) fn create(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let body = &input.body;
    let places = ["parent", "discussion_id"];
    body.only(&["attachments", "display_name", "rich_text", "markdown", places[0], places[1]])?;
    let (parent, discussion) = match body.alternative(&places)? {
        ("parent", place) => (parent(workspace, &place)?, None),
        (_, place) => {
            let discussion = place.id()?;
            let known = workspace.comments.iter().find(|(_, other)| other.discussion == discussion);
            let (_, other) =
                known.ok_or_else(|| Failure::not_found(Thing::Discussion, discussion))?;
            (other.parent, Some(discussion))
        }
    };
    let rich_text = content(workspace, body)?;
    let attachments = match body.optional("attachments") {
        Some(place) => place.items(ATTACHMENTS)?,
        None => Vec::new(),
    };
    let attachments = attachments.iter().map(|place| attachment(workspace, place));
    let attachments = attachments.collect::<Result<_, _>>()?;
    let display_name = display_name(workspace, body)?;

    let now = (input.now)();
    let new = Comment::by_the_integration(workspace, parent, rich_text, now);
    let discussion = discussion.unwrap_or(new.discussion);
    let comment = Comment { discussion, attachments, display_name, ..new };
    let id = Id::random(&mut workspace.random);
    let shape = comment.shape(id);
    workspace.comments.push(id, comment);
    Ok(shape)
}

/// `GET /v1/comments`: those of a page or of a block, not of what stands in it.
pub(super) fn list(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&["block_id", "start_cursor", "page_size"])?;
    let id = input.query.get("block_id").id()?;
    if workspace.entry(id).is_none() {
        return Err(Failure::not_found(Thing::Block, id));
    }
    let comments = workspace.comments.ids(|comment| comment.parent.id() == Some(id));
    let question = format!("comments on {id}");
    list::page(&input.query, &question, "comment", &comments, |id| {
        workspace.comment(id).map(|comment| comment.shape(id)).unwrap_or_default().into()
    })
}

/// `GET /v1/comments/{comment_id}`
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let id = input.path.get("comment_id").id()?;
    workspace.comment(id).map(|comment| comment.shape(id))
}

/// `PATCH /v1/comments/{comment_id}`
pub(super) fn update(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    input.body.only(&["rich_text", "markdown"])?;
    let id = input.path.get("comment_id").id()?;
    workspace.comment(id)?;
    let rich_text = content(workspace, &input.body)?;

    let now = (input.now)();
    if let Some(comment) = workspace.comments.get_mut(id) {
        (comment.rich_text, comment.edited) = (rich_text, now);
    }
    workspace.comment(id).map(|comment| comment.shape(id))
}

/// `DELETE /v1/comments/{comment_id}`
pub(super) fn delete(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let id = input.path.get("comment_id").id()?;
    workspace.comments.remove(id).ok_or_else(|| Failure::not_found(Thing::Comment, id))?;
    Ok(Map::from_iter([("object".to_owned(), "comment".into()), ("id".to_owned(), id.into())]))
}

/// The page or block that a request wants to comment on.
fn parent(workspace: &Workspace, place: &Place<'_>) -> Result<Parent, Failure> {
    let (kind, place) = place.variant(&["page_id", "block_id"], &[])?;
    let id = place.id()?;
    let (parent, entry) = match kind {
        "page_id" => (Parent::Page(id), &workspace.page(id)?.entry),
        _ => match (workspace.blocks.get(&id), workspace.pages.get(&id)) {
            (Some(block), _) => (Parent::Block(id), &block.entry),
            // A page is a block, and what is said of it is said of the page.
            (_, Some(page)) => (Parent::Page(id), &page.entry),
            _ => return Err(Failure::not_found(Thing::Block, id)),
        },
    };
    if workspace.is_in_trash(entry) { Err(Failure::archived()) } else { Ok(parent) }
}

/// What a comment says, in its read shape.
fn content(workspace: &Workspace, body: &Place<'_>) -> Result<Value, Failure> {
    match body.alternative(&["rich_text", "markdown"])? {
        ("rich_text", place) => rich_text::read(workspace, &place),
        (_, place) => Ok(markdown::rich_text(place.string()?)),
    }
}

fn attachment(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    place.only(&["file_upload_id", "type"])?;
    if let Some(kind) = place.optional("type") {
        kind.one_of(&["file_upload"])?;
    }
    let (id, upload) = workspace.uploaded(&place.get("file_upload_id"))?;
    let kind = upload.content_type.as_deref().unwrap_or_default();
    let category = match kind.split('/').next() {
        Some(family @ ("audio" | "image" | "video")) => family,
        _ if kind == "application/pdf" => "pdf",
        _ => "productivity",
    };
    Ok(json!({"category": category, "file": upload.file(id)}))
}

/// Under which name a comment is shown: by default the integration's.
fn display_name(workspace: &Workspace, body: &Place<'_>) -> Result<Value, Failure> {
    let Some(place) = body.optional("display_name") else { return Ok(own_name(workspace)) };
    let kind = place.get("type").one_of(&["integration", "user", "custom"])?;
    let name = match kind {
        "custom" => {
            place.only(&["type", "custom"])?;
            let custom = place.get("custom");
            custom.only(&["name"])?;
            custom.get("name").filled_text(limits::NAME)?.into()
        }
        _ => {
            place.only(&["type"])?;
            own_name(workspace)["resolved_name"].take()
        }
    };
    Ok(json!({"type": kind, "resolved_name": name}))
}

fn own_name(workspace: &Workspace) -> Value {
    let name = workspace.user(workspace.bot)["name"].take();
    json!({"type": "integration", "resolved_name": name})
}

impl Workspace {
    fn comment(&self, id: Id) -> Result<&Comment, Failure> {
        self.comments.get(id).ok_or_else(|| Failure::not_found(Thing::Comment, id))
    }
}

impl Comment {
    /// A new comment of the integration's, in a discussion of its own.
    pub(super) fn by_the_integration(
        workspace: &mut Workspace,
        parent: Parent,
        rich_text: Value,
        now: SystemTime,
    ) -> Self {
        Self {
            parent,
            discussion: Id::random(&mut workspace.random),
            created: now,
            edited: now,
            created_by: workspace.bot,
            rich_text,
            attachments: Vec::new(),
            display_name: own_name(workspace),
        }
    }

    fn shape(&self, id: Id) -> Map<String, Value> {
        let kind = if let Parent::Page(_) = self.parent { "page_id" } else { "block_id" };
        let parent = json!({"type": kind, kind: self.parent.id().map(|id| id.to_string())});
        let user = json!({"object": "user", "id": self.created_by.to_string()});
        let mut shape = Map::from_iter([
            ("object".to_owned(), "comment".into()),
            ("id".to_owned(), id.into()),
            ("parent".to_owned(), parent),
            ("discussion_id".to_owned(), self.discussion.into()),
            ("created_time".to_owned(), to_the_minute(self.created).into()),
            ("last_edited_time".to_owned(), to_the_minute(self.edited).into()),
            ("created_by".to_owned(), user),
            ("rich_text".to_owned(), self.rich_text.clone()),
            ("display_name".to_owned(), self.display_name.clone()),
        ]);
        if !self.attachments.is_empty() {
            shape.insert("attachments".to_owned(), self.attachments.clone().into());
        }
        shape
    }
}
