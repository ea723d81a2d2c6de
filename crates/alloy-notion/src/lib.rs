//! Notion's actions on Alloy's Connectivity API, typed.
//!
//! Each operation of Notion is a struct, such as [`Search`] or [`CreatePage`], that is executed by a
//! connection of `alloy-transport`, or written into a request and read from a response by
//! [`alloy_core::Platform`]. This crate does no I/O. Which struct is which operation, with its id and
//! its effect, is told by [`operations`].
//!
//! # Reading what Notion sends
//!
//! ```
//! use alloy_notion::{List, SearchResult};
//! # fn example(found: &List<SearchResult>) {
//! for page in found.iter().filter_map(SearchResult::as_page) {
//!     let status = page.property("Status").and_then(|value| value.as_status());
//!     println!("{}: {}", page.title(), status.map_or("", |option| &option.name));
//! }
//! # }
//! ```
//!
//! Notion adds keys, types and names without notice, so reading never fails over them, and what was
//! read is written again as the same JSON:
//!
//! - Every enum has `Other`, with the name or the type that is not known and its JSON.
//! - Every object has `extra()`, with the members that are not known or whose value is of an
//!   unexpected kind, and `has()`, which tells `null` from absent.
//! - An object with members beside its `type` has a field `kind`, an enum of what `type` says.
//! - Objects that are known by their id alone are a state of their type: `is_partial()`.
//! - Only what an object cannot be without, such as the id of a page, is an error when it is not
//!   there. Where one of several objects may stand, such as in the reply to a search, it is `Other`.
//!
//! Numbers are read as `serde_json` reads them: whole ones up to 64 bits and floats exactly, whole
//! ones beyond that as the nearest float.
//!
//! # Writing what was read
//!
//! What Notion sends says more than it takes back. `to_input` of a [`Block`], a [`RichText`], a
//! [`PropertyValue`], a [`PropertySchema`], and of all [`Properties`] or the whole [`Schema`] gives
//! what can be written, and names what cannot ([`Converted`]).
//!
//! # Versions
//!
//! Actions ask for Notion's version 2022-06-28, unless a header of the connection or of the call
//! asks for another one ([`NotionVersion`]). Types have what any version has.

mod append_block_children;
mod async_task;
mod block;
mod code_language;
mod color;
mod comment;
mod connector;
mod create_data_source;
mod create_database;
mod create_meeting_note;
mod create_page;
mod custom_emojis;
mod data_source_version;
mod database;
mod date;
mod delete_block;
mod error;
mod file;
mod file_upload;
mod filter;
mod filter_properties;
mod icon;
mod id;
mod input;
mod lazy;
mod limits;
mod list;
mod list_block_children;
mod list_data_source_templates;
mod move_page;
pub mod operations;
mod page;
mod page_markdown;
mod page_size;
mod paging;
mod parent;
mod property;
mod property_item;
mod query;
mod query_data_source;
mod query_database;
mod query_meeting_notes;
mod retrieve_block;
mod retrieve_data_source;
mod retrieve_database;
mod retrieve_page;
mod rich_text;
mod schema;
mod search;
mod sort;
mod time;
mod update_block;
mod update_data_source;
mod update_database;
mod update_page;
mod user;
mod users;
mod version;
mod view;
mod wire;

pub use append_block_children::{AppendBlockChildren, AppendedBlocks};
pub use async_task::{
    AsyncTask, AsyncTaskOperation, AsyncTaskStatus, AsyncTaskSurface, RetrieveAsyncTask,
};
pub use block::{
    Block, BlockKind, CalendarEvent, Callout, ChildTitle, Code, Column, EmbedBlock, FileBlock,
    Heading, LinkTarget, LinkTargetKind, ListFormat, MeetingNotes, MeetingNotesStatus,
    MeetingNotesTabs, NumberedListItem, Paragraph, Recording, SyncedBlock, SyncedFrom,
    SyncedFromKind, Table, TableOfContents, TableRow, TemplateBlock, TextBlock, ToDo, Unsupported,
};
pub use code_language::CodeLanguage;
pub use color::{Color, IconColor, OptionColor};
pub use comment::{
    Comment, CommentAttachment, CommentAttachmentCategory, CommentAuthor, CommentContent,
    CommentDisplayName, CommentFile, CommentNameSource, CreateComment, DeleteComment, ListComments,
    RetrieveComment, UpdateComment,
};
pub use connector::Notion;
pub use create_data_source::CreateDataSource;
pub use create_database::CreateDatabase;
pub use create_meeting_note::{CreateMeetingNote, TranscriptionLanguage};
pub use create_page::{CreatePage, CreatePageAsync, PageCreated};
pub use custom_emojis::ListCustomEmojis;
pub use database::{DataSource, DataSourceReference, Database};
pub use date::Date;
pub use delete_block::DeleteBlock;
pub use error::{ErrorCode, ErrorObject, MultipleDataSources};
pub use file::{ExternalFile, File, FileKind, HostedFile};
pub use file_upload::{
    CompleteFileUpload, CreateFileUpload, FileImportError, FileImportErrorKind, FileImportOutcome,
    FileImportResult, FileUpload, FileUploadAuthor, FileUploadAuthorType, FileUploadParts,
    FileUploadStatus, ListFileUploads, RetrieveFileUpload,
};
pub use filter::{
    CheckboxFilter, DateFilter, DateOperand, FilesFilter, Filter, FormulaFilter, MultiSelectFilter,
    NumberFilter, OptionFilter, PeopleFilter, RelationFilter, RelativeDate, RollupFilter,
    RollupItemFilter, TextFilter, VerificationFilter,
};
pub use icon::{CustomEmoji, Icon, IconKind, NativeIcon};
pub use id::{
    AgentId, AsyncTaskId, BlockId, BotId, CommentId, CustomEmojiId, DataSourceId, DatabaseId,
    DiscussionId, FileUploadId, GroupId, Id, OptionId, PageId, UserId, ViewId, ViewQueryId,
    WorkspaceId,
};
pub use input::{
    BlockInput, BlockPosition, BlockUpdate, ClearableProperty, Converted, DateInput, FileInput,
    IconInput, MentionInput, NamedFileInput, NumberInput, OptionInput, PagePosition, PersonInput,
    PlaceInput, PropertyInput, PropertyReference, PropertySchemaInput, RelationInput,
    RichTextInput, RichTextInputs, TemplateInput, VerificationInput,
};
pub use lazy::{Lazily, Lazy};
pub use list::{List, ListType, RequestState, RequestStatus};
pub use list_block_children::ListBlockChildren;
pub use list_data_source_templates::{
    DataSourceTemplate, DataSourceTemplates, ListDataSourceTemplates,
};
pub use move_page::MovePage;
pub use page::Page;
pub use page_markdown::{
    ContentUpdate, InsertContent, MarkdownChange, MarkdownUpdated, PageMarkdown, ReplaceContent,
    ReplaceContentRange, RetrievePageMarkdown, UpdateContent, UpdatePageMarkdown,
};
pub use parent::{Parent, ParentKind};
pub use property::{
    Formula, FormulaKind, Identified, Place, Properties, PropertyId, PropertyMap, PropertyValue,
    PropertyValueKind, RelatedPage, Rollup, RollupFunction, RollupKind, SelectOption, UniqueId,
    Verification, VerificationState,
};
pub use property_item::{
    PageProperty, PropertyItem, PropertyItemKind, PropertyItemList, PropertyOfItems,
    PropertyOfItemsKind, RetrievePageProperty,
};
pub use query::{QueryResult, ResultType};
pub use query_data_source::QueryDataSource;
pub use query_database::QueryDatabase;
pub use query_meeting_notes::{
    MeetingNotesFilter, MeetingNotesFound, MeetingNotesProperty, QueryMeetingNotes,
};
pub use retrieve_block::RetrieveBlock;
pub use retrieve_data_source::RetrieveDataSource;
pub use retrieve_database::RetrieveDatabase;
pub use retrieve_page::RetrievePage;
pub use rich_text::{
    Annotations, DateKeyword, Equation, Link, LinkMention, LinkPreview, Mention, MentionKind,
    MentionedDatabase, MentionedPage, RichText, RichTextItem, RichTextKind, TemplateMention,
    TemplateMentionKind, TextContent, UserKeyword,
};
pub use schema::{
    DualProperty, FormulaSchema, NumberFormat, NumberSchema, OptionSchema, PropertySchema,
    PropertySchemaKind, RelationSchema, RelationSchemaKind, RollupSchema, Schema, SelectSchema,
    StatusGroup, StatusSchema, UniqueIdSchema,
};
pub use search::{Direction, Search, SearchResult, SearchSort};
pub use sort::Sort;
pub use time::Time;
pub use update_block::UpdateBlock;
pub use update_data_source::UpdateDataSource;
pub use update_database::UpdateDatabase;
pub use update_page::UpdatePage;
pub use user::{
    Bot, BotOwner, BotOwnerKind, Group, Person, User, UserKind, UserOrGroup, WorkspaceLimits,
};
pub use users::{GetSelf, GetUser, ListUsers};
pub use version::NotionVersion;
pub use view::{
    CreateView, CreateViewQuery, DeleteView, DeleteViewQuery, DeletedViewQuery,
    GetViewQueryResults, ListViews, RetrieveView, UpdateView, View, ViewPlace, ViewPosition,
    ViewQuery, ViewType, WidgetPlacement,
};
pub use wire::{Empty, Extra, RawJson, Unknown, UnknownName};
