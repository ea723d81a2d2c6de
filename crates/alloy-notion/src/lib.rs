//! Notion's actions on Alloy's Connectivity API, typed.

mod color;
mod date;
mod file;
mod icon;
mod id;
mod parent;
mod rich_text;
mod time;
mod user;
mod wire;

pub use color::{Color, IconColor, OptionColor};
pub use date::Date;
pub use file::{ExternalFile, File, FileKind, HostedFile};
pub use icon::{CustomEmoji, Icon, IconKind, NativeIcon};
pub use id::{
    AgentId, AsyncTaskId, BlockId, BotId, CommentId, CustomEmojiId, DataSourceId, DatabaseId,
    DiscussionId, FileUploadId, GroupId, Id, OptionId, PageId, UserId, ViewId, ViewQueryId,
    WorkspaceId,
};
pub use parent::{Parent, ParentKind};
pub use rich_text::{
    Annotations, DateKeyword, Equation, Link, LinkMention, LinkPreview, Mention, MentionKind,
    MentionedDatabase, MentionedPage, RichText, RichTextItem, RichTextKind, TemplateMention,
    TemplateMentionKind, TextContent, UserKeyword,
};
pub use time::Time;
pub use user::{
    Bot, BotOwner, BotOwnerKind, Group, Person, User, UserKind, UserOrGroup, WorkspaceLimits,
};
pub use wire::{Empty, Extra, Raw, Unknown, UnknownName};
