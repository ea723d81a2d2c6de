//! The types of blocks.

use super::{
    Callout, ChildTitle, Code, Column, EmbedBlock, FileBlock, Heading, LinkTarget, MeetingNotes,
    NumberedListItem, Paragraph, SyncedBlock, Table, TableOfContents, TableRow, TemplateBlock,
    TextBlock, ToDo, Unsupported,
};
use crate::{Empty, Equation, LinkPreview, wire::union};

union! {
    /// What a block is, with what it says.
    pub enum BlockKind {
        /// A paragraph.
        "paragraph" => Paragraph(Paragraph),
        /// A heading of the first level.
        "heading_1" => Heading1(Heading),
        /// A heading of the second level.
        "heading_2" => Heading2(Heading),
        /// A heading of the third level.
        "heading_3" => Heading3(Heading),
        /// A heading of the fourth level.
        "heading_4" => Heading4(Heading),
        /// An item of a list with bullets.
        "bulleted_list_item" => BulletedListItem(TextBlock),
        /// An item of a list with numbers.
        "numbered_list_item" => NumberedListItem(NumberedListItem),
        /// A task with a box to tick.
        "to_do" => ToDo(ToDo),
        /// A text under which blocks are folded away.
        "toggle" => Toggle(TextBlock),
        /// A quotation.
        "quote" => Quote(TextBlock),
        /// A text that is set off from the others.
        "callout" => Callout(Callout),
        /// Program text.
        "code" => Code(Code),
        /// A formula.
        "equation" => Equation(Equation),
        /// A button that makes copies of the blocks inside. Notion has given up on these.
        "template" => Template(TemplateBlock),
        /// A line between blocks.
        "divider" => Divider(Empty),
        /// The path to the page.
        "breadcrumb" => Breadcrumb(Empty),
        /// Links to the page's headings.
        "table_of_contents" => TableOfContents(TableOfContents),
        /// Columns beside each other, which are the blocks inside.
        "column_list" => ColumnList(Empty),
        /// A column.
        "column" => Column(Column),
        /// A table, whose rows are the blocks inside.
        "table" => Table(Table),
        /// A row of a table.
        "table_row" => TableRow(TableRow),
        /// Tabs, which are the paragraphs inside.
        "tab" => Tab(Empty),
        /// Blocks that are shown in several places, or another place that shows them.
        "synced_block" => SyncedBlock(SyncedBlock),
        /// A link to a page, a database or a comment.
        "link_to_page" => LinkToPage(LinkTarget),
        /// A page inside a page.
        "child_page" => ChildPage(ChildTitle),
        /// A database inside a page.
        "child_database" => ChildDatabase(ChildTitle),
        /// An image.
        "image" => Image(Box<FileBlock>),
        /// A video.
        "video" => Video(Box<FileBlock>),
        /// A PDF document.
        "pdf" => Pdf(Box<FileBlock>),
        /// A sound.
        "audio" => Audio(Box<FileBlock>),
        /// A file of any kind.
        "file" => File(Box<FileBlock>),
        /// A web page shown in place.
        "embed" => Embed(EmbedBlock),
        /// A link to a web page with a preview.
        "bookmark" => Bookmark(EmbedBlock),
        /// A link that shows a preview of a service that is connected to Notion.
        "link_preview" => LinkPreview(LinkPreview),
        /// Notes of a meeting, since version 2026-03-11.
        "meeting_notes" => MeetingNotes(Box<MeetingNotes>),
        /// Notes of a meeting, as versions before 2026-03-11 call them.
        "transcription" => Transcription(Box<MeetingNotes>),
        /// A block that Notion's API does not show.
        "unsupported" => Unsupported(Unsupported),
    }
}
