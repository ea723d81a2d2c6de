//! Comments on pages and blocks.

mod author;
mod change;
mod content;
mod create;
mod read;

use compact_str::CompactString;

use crate::{
    CommentId, DiscussionId, FileKind, Parent, RichText, Time, User,
    wire::{names, object},
};

pub use author::CommentAuthor;
pub use change::{DeleteComment, UpdateComment};
pub use content::CommentContent;
pub use create::CreateComment;
pub use read::{ListComments, RetrieveComment};

object! {
    /// A comment on a page or a block.
    ///
    /// When the integration may not read comments, nothing but its id is given
    /// ([`is_partial`](Self::is_partial)).
    pub struct Comment as "comment" {
        /// Its id.
        id: CommentId,
        /// What it is about: a page or a block.
        parent: Option<Parent>,
        /// The thread that it is part of.
        discussion_id: Option<DiscussionId>,
        /// When it was made.
        created_time: Option<Time>,
        /// When it was changed last.
        last_edited_time: Option<Time>,
        /// Who made it.
        created_by: Option<User>,
        /// What it says.
        rich_text: RichText,
        /// The files that come with it.
        attachments: Vec<CommentAttachment>,
        /// Under which name it is shown.
        display_name: Option<CommentDisplayName>,
    }
}

object! {
    /// Under which name a comment is shown.
    pub struct CommentDisplayName {
        /// Whose name it is.
        source as "type": Option<CommentNameSource>,
        /// The name.
        resolved_name: Option<CompactString>,
    }
}

names! {
    /// Whose name a comment is shown under.
    pub enum CommentNameSource {
        /// That of the integration.
        Integration = "integration",
        /// That of the user who has authorised the integration.
        User = "user",
        /// One of its own.
        Custom = "custom",
    }
}

object! {
    /// A file that comes with a comment.
    pub struct CommentAttachment {
        /// What kind of file it is.
        category: Option<CommentAttachmentCategory>,
        /// Where it is; [`url`](Self::url) says it in short.
        file: Option<CommentFile>,
    }
}

object! {
    /// Where a file of a comment is.
    ///
    /// Notion documents the URL by itself, and replies are on record that have it as other files
    /// have it, under their `type`.
    pub struct CommentFile {
        /// Where it can be fetched without further permission until `expiry_time`.
        url: CompactString,
        /// When the URL stops working.
        expiry_time: Option<Time>,
        ..kind: Option<FileKind>,
    }
}

names! {
    /// What kind of file comes with a comment.
    pub enum CommentAttachmentCategory {
        /// A sound.
        Audio = "audio",
        /// A picture.
        Image = "image",
        /// A PDF.
        Pdf = "pdf",
        /// A document of another kind.
        Productivity = "productivity",
        /// A film.
        Video = "video",
    }
}

impl CommentAttachment {
    /// Where it can be fetched, for an hour.
    pub fn url(&self) -> Option<&str> {
        let file = self.file.as_ref()?;
        match &file.kind {
            Some(kind) => kind.url(),
            None => Some(&file.url),
        }
    }
}

impl Comment {
    /// Whether nothing but the id is known.
    pub fn is_partial(&self) -> bool {
        !self.has("created_time") && !self.has("rich_text")
    }
}
