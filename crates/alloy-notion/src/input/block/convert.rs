//! Blocks that were read, as they can be created.

use alloy_core::Error;
use serde_json::Number;

use super::{
    BlockInput,
    field::{Field, Target},
    kind::Kind,
};
use crate::{
    Block, BlockKind, Color, Converted, EmbedBlock, Extra, FileBlock, Heading, Icon,
    LinkTargetKind, RichText, TextBlock,
    input::{Drops, convert_file, convert_icon, convert_rich_text},
    limits::At,
};

impl Block {
    /// The block as another one like it can be created, without what is inside.
    ///
    /// What is inside is not part of a block; it is added by [`BlockInput::children`]. Tables and
    /// column lists cannot be created without.
    ///
    /// Fails for what cannot be created as a block: pages and databases inside a page, files in
    /// Notion, link previews, notes of meetings, what this crate does not know, and what the
    /// integration may not read.
    ///
    /// ```
    /// use alloy_notion::{Block, BlockInput};
    /// # let json = r#"{"id": "59833787-2cf9-4fdf-8782-e53db20768a5", "type": "to_do", "to_do":
    /// #   {"rich_text": [{"type": "text", "text": {"content": "Milk"}}], "checked": true}}"#;
    /// let block: Block = serde_json::from_str(json)?;
    /// let copy = block.to_input()?;
    /// assert_eq!(copy.input, BlockInput::to_do("Milk").checked());
    /// assert!(copy.dropped.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_input(&self) -> Result<Converted<BlockInput>, Error> {
        let name = self.type_name();
        let at = At::ROOT.key(name);
        let mut conversion = Conversion { at, fields: Vec::new(), drops: Drops::default() };
        let Some(kind) = conversion.block(&self.kind) else {
            let problem = match &self.kind {
                _ if self.is_partial() => "nothing is known of the block but its id",
                kind if kind.file().is_some() => "a file in Notion cannot be written by its URL",
                _ => "cannot be created as a block",
            };
            return Err(At::ROOT.key(if name.is_empty() { "block" } else { name }).error(problem));
        };
        let Conversion { fields, drops, .. } = conversion;
        Ok(drops.into_converted(BlockInput { kind, fields, children: Vec::new() }))
    }
}

/// A conversion of one block's content.
struct Conversion<'a> {
    /// The place of the content.
    at: At<'a>,
    fields: Vec<Field>,
    drops: Drops,
}

impl Conversion<'_> {
    /// Takes over what a block says. Gives its kind if it can be created.
    fn block(&mut self, block: &BlockKind) -> Option<Kind> {
        Some(match block {
            BlockKind::Heading1(it) => self.heading(it, Kind::Heading1),
            BlockKind::Heading2(it) => self.heading(it, Kind::Heading2),
            BlockKind::Heading3(it) => self.heading(it, Kind::Heading3),
            BlockKind::Heading4(it) => self.heading(it, Kind::Heading4),
            BlockKind::BulletedListItem(it) => self.colored(it, Kind::BulletedListItem),
            BlockKind::Toggle(it) => self.colored(it, Kind::Toggle),
            BlockKind::Quote(it) => self.colored(it, Kind::Quote),
            BlockKind::Paragraph(it) => self
                .text(&it.rich_text)
                .color(&it.color)
                .icon(it.icon.as_deref())
                .done(Kind::Paragraph, it.extra()),
            BlockKind::Callout(it) => self
                .text(&it.rich_text)
                .color(&it.color)
                .icon(it.icon.as_deref())
                .done(Kind::Callout, it.extra()),
            BlockKind::NumberedListItem(it) => self
                .text(&it.rich_text)
                .color(&it.color)
                .drop_if(it.list_start_index.is_some(), "list_start_index")
                .drop_if(it.list_format.is_some(), "list_format")
                .done(Kind::NumberedListItem, it.extra()),
            BlockKind::ToDo(it) => self
                .text(&it.rich_text)
                .color(&it.color)
                .flag(it.checked, Field::Checked)
                .done(Kind::ToDo, it.extra()),
            BlockKind::Template(it) => self.text(&it.rich_text).done(Kind::Template, it.extra()),
            BlockKind::Code(it) => self
                .text(&it.rich_text)
                .field(Field::Language(it.language.clone()))
                .caption(&it.caption)
                .done(Kind::Code, it.extra()),
            BlockKind::Equation(it) => self
                .field(Field::Expression(it.expression.to_string()))
                .done(Kind::Equation, it.extra()),
            BlockKind::Image(it) => self.file(it)?.done(Kind::Image, it.extra()),
            BlockKind::Video(it) => self.file(it)?.done(Kind::Video, it.extra()),
            BlockKind::Pdf(it) => self.file(it)?.done(Kind::Pdf, it.extra()),
            BlockKind::Audio(it) => self.file(it)?.done(Kind::Audio, it.extra()),
            BlockKind::File(it) => self.file(it)?.done(Kind::File, it.extra()),
            BlockKind::Embed(it) => self.link(it, Kind::Embed),
            BlockKind::Bookmark(it) => self.link(it, Kind::Bookmark),
            _ => return self.layout(block),
        })
    }

    /// Takes over a block that arranges others or shows something by itself.
    fn layout(&mut self, block: &BlockKind) -> Option<Kind> {
        Some(match block {
            BlockKind::Divider(it) => self.done(Kind::Divider, it.extra()),
            BlockKind::Breadcrumb(it) => self.done(Kind::Breadcrumb, it.extra()),
            BlockKind::ColumnList(it) => self.done(Kind::ColumnList, it.extra()),
            BlockKind::Tab(it) => self.done(Kind::Tab, it.extra()),
            BlockKind::TableOfContents(it) => {
                self.color(&it.color).done(Kind::TableOfContents, it.extra())
            }
            BlockKind::Column(it) => {
                let ratio = it.width_ratio.as_ref().and_then(Number::as_f64);
                self.fields.extend(ratio.map(Field::WidthRatio));
                self.done(Kind::Column, it.extra())
            }
            BlockKind::Table(it) => self
                .field(Field::TableWidth(usize::try_from(it.table_width?).ok()?))
                .flag(it.has_column_header, Field::HasColumnHeader)
                .flag(it.has_row_header, Field::HasRowHeader)
                .done(Kind::Table, it.extra()),
            BlockKind::TableRow(it) => {
                let at = self.at.key("cells");
                let cells = it.cells.iter().enumerate();
                let cells = cells
                    .map(|(index, cell)| convert_rich_text(cell, &at.index(index), &mut self.drops))
                    .collect();
                self.field(Field::Cells(cells)).done(Kind::TableRow, it.extra())
            }
            BlockKind::SyncedBlock(it) => {
                let original = it.original_id().cloned();
                let is_known = original.is_some() || it.is_original();
                is_known.then(|| self.field(Field::SyncedFrom(original)))?;
                if let Some(from) = &it.synced_from {
                    self.drops.note_extra(from.extra(), &self.at.key("synced_from"));
                }
                self.done(Kind::SyncedBlock, it.extra())
            }
            BlockKind::LinkToPage(it) => {
                let target = match &it.kind {
                    LinkTargetKind::Page(id) => Target::Page(id.clone()),
                    LinkTargetKind::Database(id) => Target::Database(id.clone()),
                    LinkTargetKind::Comment(id) => Target::Comment(id.clone()),
                    LinkTargetKind::Other(_) => return None,
                };
                self.field(Field::Target(target)).done(Kind::LinkToPage, it.extra())
            }
            _ => return None,
        })
    }

    fn heading(&mut self, block: &Heading, kind: Kind) -> Kind {
        self.text(&block.rich_text)
            .color(&block.color)
            .flag(block.is_toggleable, Field::IsToggleable)
            .done(kind, block.extra())
    }

    fn colored(&mut self, block: &TextBlock, kind: Kind) -> Kind {
        self.text(&block.rich_text).color(&block.color).done(kind, block.extra())
    }

    fn link(&mut self, block: &EmbedBlock, kind: Kind) -> Kind {
        self.field(Field::Url(block.url.to_string()))
            .caption(&block.caption)
            .done(kind, block.extra())
    }

    fn file(&mut self, block: &FileBlock) -> Option<&mut Self> {
        let source = Field::Source(convert_file(&block.kind)?);
        let name = block.name.as_ref().map(|name| Field::Name(name.to_string()));
        self.fields.extend([source].into_iter().chain(name));
        Some(self.caption(&block.caption))
    }

    /// Ends with the members that no field shows.
    fn done(&mut self, kind: Kind, extra: &Extra) -> Kind {
        self.drops.note_extra(extra, &self.at);
        kind
    }

    fn field(&mut self, field: Field) -> &mut Self {
        self.fields.push(field);
        self
    }

    /// What is not so is left out.
    fn flag(&mut self, is: bool, field: fn(bool) -> Field) -> &mut Self {
        self.fields.extend(is.then(|| field(true)));
        self
    }

    fn text(&mut self, text: &RichText) -> &mut Self {
        let text = convert_rich_text(text, &self.at.key("rich_text"), &mut self.drops);
        self.field(Field::RichText(text))
    }

    fn caption(&mut self, text: &RichText) -> &mut Self {
        let text = convert_rich_text(text, &self.at.key("caption"), &mut self.drops);
        self.fields.extend(Some(text).filter(|text| !text.is_empty()).map(Field::Caption));
        self
    }

    /// The colour, unless it is none.
    fn color(&mut self, color: &Color) -> &mut Self {
        let color = Some(color).filter(|color| **color != Color::Default);
        self.fields.extend(color.cloned().map(Field::Color));
        self
    }

    fn icon(&mut self, icon: Option<&Icon>) -> &mut Self {
        let at = self.at.key("icon");
        let icon = icon.and_then(|icon| convert_icon(icon, &at, &mut self.drops));
        self.fields.extend(icon.map(|icon| Field::Icon(Some(icon))));
        self
    }

    fn drop_if(&mut self, is_there: bool, key: &str) -> &mut Self {
        if is_there {
            self.drops.note(&self.at.key(key));
        }
        self
    }
}
