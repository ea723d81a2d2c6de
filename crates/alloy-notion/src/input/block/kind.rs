//! The kinds of blocks that can be created: what each may say and hold.

/// What may stand inside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    Nothing,
    /// Any blocks, or none.
    Blocks,
    /// Rows of a table, at least one.
    Rows,
    /// Columns, at least two.
    Columns,
    /// What is in one column: any blocks, at least one.
    Column,
    /// Paragraphs, each of which is a tab.
    Tabs,
}

/// Declares every kind with its name, its fields and what may be inside.
macro_rules! kinds {
    ($($kind:ident = $name:literal [$($field:ident)*] $inside:ident;)+) => {
        /// The type of a block.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(super) enum Kind {
            $($kind,)+
            /// A type that this crate does not know. It may say and hold anything.
            Other(String),
        }

        impl Kind {
            /// The type as Notion writes it, which is also the key of the content.
            pub(super) fn name(&self) -> &str {
                match self {
                    $(Self::$kind => $name,)+
                    Self::Other(name) => name,
                }
            }

            pub(super) fn has_field(&self, field: &str) -> bool {
                match self {
                    $(Self::$kind => false $(|| field == stringify!($field))*,)+
                    Self::Other(_) => true,
                }
            }

            pub(super) fn inside(&self) -> Inside {
                match self {
                    $(Self::$kind => Inside::$inside,)+
                    Self::Other(_) => Inside::Blocks,
                }
            }
        }
    };
}

kinds! {
    Paragraph = "paragraph" [rich_text color icon] Blocks;
    Heading1 = "heading_1" [rich_text color is_toggleable] Blocks;
    Heading2 = "heading_2" [rich_text color is_toggleable] Blocks;
    Heading3 = "heading_3" [rich_text color is_toggleable] Blocks;
    Heading4 = "heading_4" [rich_text color is_toggleable] Blocks;
    BulletedListItem = "bulleted_list_item" [rich_text color] Blocks;
    NumberedListItem = "numbered_list_item" [rich_text color] Blocks;
    Quote = "quote" [rich_text color] Blocks;
    Toggle = "toggle" [rich_text color] Blocks;
    ToDo = "to_do" [rich_text color checked] Blocks;
    Callout = "callout" [rich_text color icon] Blocks;
    Template = "template" [rich_text] Blocks;
    SyncedBlock = "synced_block" [synced_from] Blocks;
    Code = "code" [rich_text language caption] Nothing;
    Equation = "equation" [expression] Nothing;
    Divider = "divider" [] Nothing;
    Breadcrumb = "breadcrumb" [] Nothing;
    TableOfContents = "table_of_contents" [color] Nothing;
    ColumnList = "column_list" [] Columns;
    Column = "column" [width_ratio] Column;
    Table = "table" [table_width has_column_header has_row_header] Rows;
    TableRow = "table_row" [cells] Nothing;
    Tab = "tab" [] Tabs;
    LinkToPage = "link_to_page" [type] Nothing;
    Embed = "embed" [url caption] Nothing;
    Bookmark = "bookmark" [url caption] Nothing;
    Image = "image" [type caption] Nothing;
    Video = "video" [type caption] Nothing;
    Pdf = "pdf" [type caption] Nothing;
    Audio = "audio" [type caption] Nothing;
    File = "file" [type caption name] Nothing;
}

impl Kind {
    /// Whether blocks inside make it one that folds.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self, Self::Heading1 | Self::Heading2 | Self::Heading3 | Self::Heading4)
    }
}
