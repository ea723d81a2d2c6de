//! Creating comments.

use alloy_core::{Action, Context, Error};
use serde::Serialize;

use super::{Comment, CommentAuthor, CommentContent};
use crate::{
    BlockId, DiscussionId, FileUploadId, Notion, PageId,
    limits::{self, At, Limits},
};

/// Comments on a page or a block, or answers in a thread.
///
/// ```
/// use alloy_notion::{CommentContent, CreateComment, PageId};
/// # let page: PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// CreateComment::on_page(&page, "Looks good");
/// CreateComment::on_page(&page, CommentContent::markdown("Looks **good**"));
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The integration needs the capability to insert comments. The API starts threads on pages and
/// blocks, but not on a stretch of text.
///
/// The action `create-a-comment`. Running it twice makes two comments.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "create-a-comment", effect = write, output = Comment)]
#[action(validate = Self::validated, size_hint = limits::ENVELOPE + self.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct CreateComment {
    #[serde(flatten)]
    place: Place,
    #[serde(flatten)]
    content: CommentContent,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment>,
    display_name: Option<CommentAuthor>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    Parent(Parent),
    DiscussionId(DiscussionId),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Parent {
    PageId(PageId),
    BlockId(BlockId),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename = "file_upload")]
struct Attachment {
    file_upload_id: FileUploadId,
}

/// How many files a comment may have.
const ATTACHMENTS: usize = 3;

impl CreateComment {
    /// A comment at the top of a page.
    pub fn on_page(page: impl Into<PageId>, content: impl Into<CommentContent>) -> Self {
        Self::at(Place::Parent(Parent::PageId(page.into())), content.into())
    }

    /// A comment on a block.
    pub fn on_block(block: impl Into<BlockId>, content: impl Into<CommentContent>) -> Self {
        Self::at(Place::Parent(Parent::BlockId(block.into())), content.into())
    }

    /// An answer in a thread.
    pub fn in_discussion(
        discussion: impl Into<DiscussionId>,
        content: impl Into<CommentContent>,
    ) -> Self {
        Self::at(Place::DiscussionId(discussion.into()), content.into())
    }

    fn at(place: Place, content: CommentContent) -> Self {
        Self { place, content, attachments: Vec::new(), display_name: None }
    }

    /// Adds a file that was uploaded to Notion, at most 3 of them.
    pub fn attachment(mut self, file: impl Into<FileUploadId>) -> Self {
        self.attachments.push(Attachment { file_upload_id: file.into() });
        self
    }

    /// Under which name the comment is shown. Without it, that of the integration.
    pub fn display_name(mut self, author: CommentAuthor) -> Self {
        self.display_name = Some(author);
        self
    }

    fn validated(&self, _: &Context<'_>) -> Result<(), Error> {
        self.content.validate()?;
        let attachments = At::ROOT.key("attachments");
        limits::count(self.attachments.len(), ATTACHMENTS, "elements", &attachments)
    }

    fn size(&self) -> usize {
        96 + self.content.size()
            + 96 * self.attachments.len()
            + self.display_name.as_ref().map_or(0, CommentAuthor::size)
    }
}
