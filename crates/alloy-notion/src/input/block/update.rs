//! Changes of blocks.

use alloy_core::Error;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    field::{Field, Target},
    kind::Kind,
};
use crate::{
    BlockId, CodeLanguage, Color, CommentId, DatabaseId, PageId,
    input::{FileInput, IconInput, RichTextInputs},
    limits::{self, At, Limits},
};

/// What changes in a block, which has to be of the type that this is for.
///
/// A field that is mentioned is replaced as a whole, and what is not mentioned stays as it is.
/// Neither the type can be changed nor what is inside.
///
/// ```
/// use alloy_notion::{BlockUpdate, Color};
///
/// BlockUpdate::to_do().checked();
/// BlockUpdate::heading_1("New heading").color(Color::Blue);
/// BlockUpdate::callout().remove_icon();
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct BlockUpdate {
    kind: Kind,
    fields: Vec<Field>,
}

/// Declares the types whose update needs nothing, and those whose update needs the text.
macro_rules! updates {
    (
        optional { $($(#[$doc:meta])* $name:ident = $kind:ident;)* }
        text { $($(#[$text_doc:meta])* $text_name:ident = $text_kind:ident;)* }
    ) => {
        impl BlockUpdate {
            $(
                $(#[$doc])*
                pub fn $name() -> Self {
                    Self { kind: Kind::$kind, fields: Vec::new() }
                }
            )*
        }

        /// Notion wants the whole text with every update of these.
        impl BlockUpdate {
            $(
                $(#[$text_doc])*
                pub fn $text_name(text: impl Into<RichTextInputs>) -> Self {
                    Self { kind: Kind::$text_kind, fields: Vec::new() }.rich_text(text)
                }
            )*
        }
    };
}

updates! {
    optional {
        /// For a paragraph.
        paragraph = Paragraph;
        /// For a task with a box to tick.
        to_do = ToDo;
        /// For a text that is set off from the others.
        callout = Callout;
        /// For program text.
        code = Code;
        /// For links to the page's headings.
        table_of_contents = TableOfContents;
        /// For a column.
        column = Column;
        /// For a table. How many columns it has cannot be changed.
        table = Table;
        /// For a web page shown in place.
        embed = Embed;
        /// For a link to a web page with a preview.
        bookmark = Bookmark;
        /// For an image.
        image = Image;
        /// For a video.
        video = Video;
        /// For a PDF document.
        pdf = Pdf;
        /// For a sound.
        audio = Audio;
        /// For a file of any kind.
        file = File;
    }
    text {
        /// For a heading of the first level.
        heading_1 = Heading1;
        /// For a heading of the second level.
        heading_2 = Heading2;
        /// For a heading of the third level.
        heading_3 = Heading3;
        /// For a heading of the fourth level.
        heading_4 = Heading4;
        /// For an item of a list with bullets.
        bulleted_list_item = BulletedListItem;
        /// For an item of a list with numbers.
        numbered_list_item = NumberedListItem;
        /// For a quotation.
        quote = Quote;
        /// For a text under which blocks are folded away.
        toggle = Toggle;
        /// For a button that makes copies of the blocks inside.
        template = Template;
    }
}

/// The update of these is their whole content.
impl BlockUpdate {
    /// For a formula: the expression in LaTeX, at most 1,000 UTF-16 units.
    pub fn equation(expression: impl Into<String>) -> Self {
        Self::of(Kind::Equation, Field::Expression(expression.into()))
    }

    /// For a row of a table: all of its cells.
    pub fn table_row<C>(cells: C) -> Self
    where
        C: IntoIterator<Item: Into<RichTextInputs>>,
    {
        Self::of(Kind::TableRow, Field::Cells(cells.into_iter().map(Into::into).collect()))
    }

    /// For a synced block: another original to show.
    pub fn synced_copy(original: impl Into<BlockId>) -> Self {
        Self::of(Kind::SyncedBlock, Field::SyncedFrom(Some(original.into())))
    }

    /// For a link block: the page that it leads to.
    pub fn link_to_page(page: impl Into<PageId>) -> Self {
        Self::of(Kind::LinkToPage, Field::Target(Target::Page(page.into())))
    }

    /// For a link block: the database that it leads to.
    pub fn link_to_database(database: impl Into<DatabaseId>) -> Self {
        Self::of(Kind::LinkToPage, Field::Target(Target::Database(database.into())))
    }

    /// For a link block: the comment that it leads to.
    pub fn link_to_comment(comment: impl Into<CommentId>) -> Self {
        Self::of(Kind::LinkToPage, Field::Target(Target::Comment(comment.into())))
    }

    /// For a block of a type that this crate does not know: see [`field`](Self::field).
    pub fn raw(block_type: impl Into<String>) -> Self {
        Self { kind: Kind::Other(block_type.into()), fields: Vec::new() }
    }
}

/// What can be changed. Whether a type has the field is checked when the update is about to be
/// sent.
impl BlockUpdate {
    /// The text of a block of text.
    pub fn rich_text(self, text: impl Into<RichTextInputs>) -> Self {
        self.with(Field::RichText(text.into()))
    }

    /// The text below files, links and program text. An empty list of texts takes it away.
    pub fn caption(self, text: impl Into<RichTextInputs>) -> Self {
        self.with(Field::Caption(text.into()))
    }

    /// The colour of the text or of what is behind it. [`Color::Default`] takes it away.
    pub fn color(self, color: Color) -> Self {
        self.with(Field::Color(color))
    }

    /// The icon of a callout, or of a paragraph that is a tab.
    pub fn icon(self, icon: impl Into<IconInput>) -> Self {
        self.with(Field::Icon(Some(icon.into())))
    }

    /// Takes the icon away.
    pub fn remove_icon(self) -> Self {
        self.with(Field::Icon(None))
    }

    /// Ticks the box of a to-do.
    pub fn checked(self) -> Self {
        self.with(Field::Checked(true))
    }

    /// Opens a to-do again.
    pub fn unchecked(self) -> Self {
        self.with(Field::Checked(false))
    }

    /// Makes a heading fold.
    pub fn toggleable(self) -> Self {
        self.with(Field::IsToggleable(true))
    }

    /// Makes a heading one that does not fold. Notion refuses it while there are blocks inside.
    pub fn not_toggleable(self) -> Self {
        self.with(Field::IsToggleable(false))
    }

    /// The language of program text.
    pub fn language(self, language: CodeLanguage) -> Self {
        self.with(Field::Language(language))
    }

    /// The web page of an embed or a bookmark.
    pub fn url(self, url: impl Into<String>) -> Self {
        self.with(Field::Url(url.into()))
    }

    /// The file of an image, a video, a PDF document, a sound or another file.
    pub fn source(self, file: FileInput) -> Self {
        self.with(Field::Source(file))
    }

    /// The name under which a file is shown.
    pub fn name(self, name: impl Into<String>) -> Self {
        self.with(Field::Name(name.into()))
    }

    /// Makes the first row of a table a heading.
    pub fn column_header(self) -> Self {
        self.with(Field::HasColumnHeader(true))
    }

    /// Makes the first row of a table one like the others.
    pub fn no_column_header(self) -> Self {
        self.with(Field::HasColumnHeader(false))
    }

    /// Makes the first column of a table a heading.
    pub fn row_header(self) -> Self {
        self.with(Field::HasRowHeader(true))
    }

    /// Makes the first column of a table one like the others.
    pub fn no_row_header(self) -> Self {
        self.with(Field::HasRowHeader(false))
    }

    /// How much of the whole width a column takes, above 0 and at most 1.
    pub fn width_ratio(self, ratio: f64) -> Self {
        self.with(Field::WidthRatio(ratio))
    }

    /// A field that this crate does not know, for a type that it may know or not.
    pub fn field(self, name: impl Into<String>, value: impl Into<serde_json::Value>) -> Self {
        self.with(Field::Other(name.into(), value.into()))
    }
}

impl BlockUpdate {
    fn of(kind: Kind, field: Field) -> Self {
        Self { kind, fields: vec![field] }
    }

    fn with(mut self, field: Field) -> Self {
        field.set(&mut self.fields);
        self
    }

    /// Writes the block's type and what changes.
    pub(crate) fn write<M: SerializeMap>(&self, body: &mut M) -> Result<(), M::Error> {
        body.serialize_entry(self.kind.name(), &Content(&self.fields))
    }
}

/// What is under the key that is named as the block's type.
struct Content<'a>(&'a [Field]);

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut content = serializer.serialize_map(None)?;
        for field in self.0 {
            match field {
                // Notion documents no `type` here.
                Field::Source(file) => file.write_untyped(&mut content)?,
                _ => field.write(&mut content)?,
            }
        }
        content.end()
    }
}

impl Limits for BlockUpdate {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        let at = &at.key(self.kind.name());
        if self.fields.is_empty() {
            return Err(at.error("says nothing that changes"));
        }
        self.kind.check_fields(&self.fields, at)
    }

    fn size(&self) -> usize {
        48 + limits::size(&self.fields)
    }
}
