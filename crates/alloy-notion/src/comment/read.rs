//! Asking for comments.

use alloy_core::{Action, Cursor};

use super::Comment;
use crate::{BlockId, CommentId, List, Notion, page_size::PageSize, paging::paged};

/// Lists the comments on a page or a block that are not resolved.
///
/// ```
/// use alloy_notion::{ListComments, PageId};
/// # let page: PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// let action = ListComments::on(page);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// Comments on the blocks of a page are not among those on the page. The integration needs the
/// capability to read comments.
///
/// The action `retrieve-a-comment`, as Notion's specification for version 2022-06-28 calls the
/// list; later ones call it `list-comments`. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "retrieve-a-comment", effect = read, output = List<Comment>)]
#[action(validate = Self::check_page_size)]
#[must_use = "an action does nothing until it is executed"]
pub struct ListComments {
    #[action(query)]
    block_id: BlockId,
    #[action(query)]
    start_cursor: Option<Cursor>,
    #[action(query)]
    page_size: Option<PageSize>,
}

impl ListComments {
    /// The comments on a block or a page.
    pub fn on(block: impl Into<BlockId>) -> Self {
        Self { block_id: block.into(), start_cursor: None, page_size: None }
    }
}

paged!(ListComments);

/// Retrieves a comment.
///
/// ```
/// use alloy_notion::{CommentId, RetrieveComment};
/// let action = RetrieveComment::new(CommentId::new("7a793800-3e55-4d5e-8009-2261de026179")?);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `retrieve-comment`, not to be confused with `retrieve-a-comment`, which
/// [lists](ListComments). It changes nothing.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "retrieve-comment", effect = read, output = Comment)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrieveComment {
    #[action(path)]
    comment_id: CommentId,
}

impl RetrieveComment {
    /// The comment of that id.
    pub fn new(comment: impl Into<CommentId>) -> Self {
        Self { comment_id: comment.into() }
    }
}
