//! Changing and deleting comments.

use alloy_core::{Action, Context, Error};

use super::{Comment, CommentContent};
use crate::{
    CommentId, Notion,
    limits::{self, Limits},
};

/// Changes what a comment says. An integration may change its own comments only.
///
/// ```
/// use alloy_notion::{CommentId, UpdateComment};
/// # let comment = CommentId::new("7a793800-3e55-4d5e-8009-2261de026179")?;
/// let action = UpdateComment::new(comment, "Looks very good");
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `update-a-comment`, which Notion documents since version 2026-03-11. That 2025-09-03
/// takes it is known from recorded calls. It writes all of the text, so it is idempotent.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "update-a-comment", effect = idempotent, output = Comment)]
#[action(validate = Self::validated, size_hint = limits::ENVELOPE + 64 + self.content.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct UpdateComment {
    #[action(path)]
    comment_id: CommentId,
    #[action(body)]
    content: CommentContent,
}

impl UpdateComment {
    /// What the comment says from now on.
    pub fn new(comment: impl Into<CommentId>, content: impl Into<CommentContent>) -> Self {
        Self { comment_id: comment.into(), content: content.into() }
    }

    fn validated(&self, _: &Context<'_>) -> Result<(), Error> {
        self.content.validate()
    }
}

/// Deletes a comment. An integration may delete its own comments only.
///
/// ```
/// use alloy_notion::{CommentId, DeleteComment};
/// # let comment = CommentId::new("7a793800-3e55-4d5e-8009-2261de026179")?;
/// let action = DeleteComment::new(comment);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `delete-a-comment`, which Notion documents since version 2026-03-11. That 2025-09-03
/// takes it is known from recorded calls. Deleting twice leaves the same as deleting once.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "delete-a-comment", effect = idempotent, output = Comment)]
#[must_use = "an action does nothing until it is executed"]
pub struct DeleteComment {
    #[action(path)]
    comment_id: CommentId,
}

impl DeleteComment {
    /// The comment of that id.
    pub fn new(comment: impl Into<CommentId>) -> Self {
        Self { comment_id: comment.into() }
    }
}
