//! Creating pages.

mod background;

use alloy_core::{Action, Context, Error};
use serde::Serialize;

use crate::{
    DataSourceId, DatabaseId, Notion, Page, PageId, PropertyId,
    filter_properties::FilterProperties,
    input::{
        BlockInput, FileInput, IconInput, PagePosition, ParentInput, PropertyInput, PropertyInputs,
        RichTextInputs, TITLE, TemplateInput, check_blocks, new_methods, properties_method,
    },
    limits::{self, At, Limits},
};

pub use background::{CreatePageAsync, PageCreated};

/// Creates a page: in another page, in a database, or in the workspace.
///
/// ```
/// use alloy_notion::{BlockInput, CreatePage, DateInput, FileInput, IconInput, PropertyInput};
/// # let page_id: alloy_notion::PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// # let database_id: alloy_notion::DatabaseId = "598337872cf94fdf8782e53db20768a5".parse()?;
///
/// CreatePage::in_workspace().title("Page Title");
///
/// CreatePage::in_page(page_id)
///     .title("Notes")
///     .icon(IconInput::emoji("🚀"))
///     .cover(FileInput::external("https://example.com/cover.png"))
///     .child(BlockInput::paragraph("Hello"));
///
/// CreatePage::in_database(database_id)
///     .title("Row")
///     .property("Status", PropertyInput::status("Done"))
///     .property("Due", PropertyInput::date(DateInput::day("2026-11-23")));
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `post-page`. It is not idempotent: running it twice makes two pages. Notion's limits
/// are checked before anything is sent.
#[derive(Action, Clone, Debug, PartialEq, Serialize)]
#[action(connector = Notion, id = "post-page", effect = write, output = Page)]
#[action(validate = Self::validate, size_hint = limits::ENVELOPE + self.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct CreatePage {
    #[action(query)]
    #[serde(skip_serializing)]
    filter_properties: Option<FilterProperties>,
    parent: ParentInput,
    properties: PropertyInputs,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<IconInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cover: Option<FileInput>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<BlockInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    template: Option<TemplateInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<PagePosition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    allow_async: Option<bool>,
}

impl CreatePage {
    /// A page of its own in the workspace. Notion lets only public integrations create these.
    pub fn in_workspace() -> Self {
        Self::under(ParentInput::Workspace)
    }

    /// A page inside another page.
    pub fn in_page(page: impl Into<PageId>) -> Self {
        Self::under(ParentInput::Page(page.into()))
    }

    /// A page that is a row of a database, which must have a single data source.
    pub fn in_database(database: impl Into<DatabaseId>) -> Self {
        Self::under(ParentInput::Database(database.into()))
    }

    /// A page that is a row of a data source, as databases have them since version 2025-09-03.
    ///
    /// By Notion's documents, version 2022-06-28 takes it too.
    pub fn in_data_source(data_source: impl Into<DataSourceId>) -> Self {
        Self::under(ParentInput::DataSource(data_source.into()))
    }

    fn under(parent: ParentInput) -> Self {
        Self {
            filter_properties: None,
            parent,
            properties: PropertyInputs::default(),
            icon: None,
            cover: None,
            children: Vec::new(),
            markdown: None,
            template: None,
            position: None,
            allow_async: None,
        }
    }

    /// The title. In a database it goes to the title property, whatever that is called there.
    pub fn title(self, text: impl Into<RichTextInputs>) -> Self {
        self.property(TITLE, PropertyInput::title(text))
    }

    /// The value of a property, by the property's name or id, in place of what it had.
    ///
    /// Pages outside of databases have no property but the [title](Self::title).
    pub fn property(mut self, name: impl Into<String>, value: PropertyInput) -> Self {
        self.properties.set(name.into(), value);
        self
    }

    properties_method!(PropertyInput, "The values of properties");

    new_methods!(icon);

    new_methods!(cover);

    /// Adds a block. See [`children`](Self::children).
    pub fn child(self, block: BlockInput) -> Self {
        self.children([block])
    }

    /// Adds blocks, at most 100 on the first level and 1,000 in all.
    pub fn children(mut self, blocks: impl IntoIterator<Item = BlockInput>) -> Self {
        self.children.extend(blocks);
        self
    }

    /// What is on the page, in Notion's kind of Markdown, instead of blocks.
    ///
    /// Part of the API since version 2026-03-11. Whether older ones take it is not verified.
    pub fn markdown(mut self, markdown: impl Into<String>) -> Self {
        self.markdown = Some(markdown.into());
        self
    }

    /// Makes the page from a template of its data source (since version 2025-09-03).
    ///
    /// Notion fills the page after it has answered.
    pub fn template(mut self, template: TemplateInput) -> Self {
        self.template = Some(template);
        self
    }

    /// Where in its parent page the page is put, by default at the end.
    ///
    /// Part of the API since January 2026. Which versions take it is not verified.
    pub fn position(mut self, position: PagePosition) -> Self {
        self.position = Some(position);
        self
    }

    /// Adds a property to those that the answer has. Without any, it has all.
    ///
    /// Newer than version 2022-06-28. Which versions take it is not verified.
    pub fn filter_property(mut self, property: impl Into<PropertyId>) -> Self {
        self.filter_properties.get_or_insert_default().push(property.into());
        self
    }

    /// Lets Notion answer before it is done with the [Markdown](Self::markdown), with a
    /// [task](PageCreated::Task).
    pub fn allow_async(mut self) -> CreatePageAsync {
        self.allow_async = Some(true);
        CreatePageAsync::new(self)
    }

    fn validate(&self, _: &Context<'_>) -> Result<(), Error> {
        self.check(&At::ROOT)?;
        limits::body(self)
    }
}

impl Limits for CreatePage {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        let properties = at.key("properties");
        if matches!(self.parent, ParentInput::Workspace | ParentInput::Page(_)) {
            self.properties.check_only_title(&properties)?;
        }
        self.properties.check(&properties)?;
        self.icon.check(&at.key("icon"))?;
        self.cover.check(&at.key("cover"))?;
        if self.markdown.is_some() && !self.children.is_empty() {
            return Err(at.key("markdown").error("not together with children"));
        }
        check_blocks(&self.children, &at.key("children"))
    }

    fn size(&self) -> usize {
        128 + self.properties.size()
            + self.icon.size()
            + self.cover.size()
            + self.children.iter().map(BlockInput::size).sum::<usize>()
            + self.markdown.as_ref().map_or(0, String::len)
            + self.template.as_ref().map_or(0, |_| 128)
            + self.position.as_ref().map_or(0, |_| 96)
    }
}
