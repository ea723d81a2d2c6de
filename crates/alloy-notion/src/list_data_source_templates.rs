//! Listing the templates of data sources.

use alloy_core::{Action, Context, Cursor, Error, Listing, Next};
use compact_str::CompactString;

use crate::{
    DataSourceId, Notion, PageId, data_source_version, list::next_page, page_size::PageSize,
    paging::paged, wire::object,
};

/// Lists the templates that new pages of a data source can be made from, since version 2025-09-03.
///
/// [`TemplateInput::id`](crate::TemplateInput::id) takes the id of one.
///
/// ```
/// use alloy_notion::{DataSourceId, ListDataSourceTemplates};
/// # let data_source_id: DataSourceId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// ListDataSourceTemplates::new(data_source_id).name("Bug report");
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `list-data-source-templates`. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "list-data-source-templates", effect = read)]
#[action(output = DataSourceTemplates, validate = Self::check)]
#[must_use = "an action does nothing until it is executed"]
pub struct ListDataSourceTemplates {
    #[action(path)]
    data_source_id: DataSourceId,
    #[action(query)]
    name: Option<String>,
    #[action(query)]
    start_cursor: Option<Cursor>,
    #[action(query)]
    page_size: Option<PageSize>,
}

object! {
    /// One page of the templates of a data source.
    pub struct DataSourceTemplates {
        /// The templates.
        templates: Vec<DataSourceTemplate>,
        /// Whether there is another page.
        has_more: bool,
        /// Where the list goes on.
        next_cursor: Option<CompactString>,
    }
}

object! {
    /// A template that new pages of a data source can be made from.
    pub struct DataSourceTemplate {
        /// Its id. A template is a page.
        id: PageId,
        /// Its name.
        name: CompactString,
        /// Whether the data source uses it where nothing else is asked for.
        is_default: bool,
    }
}

impl ListDataSourceTemplates {
    /// All templates of a data source.
    pub fn new(data_source: impl Into<DataSourceId>) -> Self {
        Self { data_source_id: data_source.into(), name: None, start_cursor: None, page_size: None }
    }

    /// Only templates of this name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    fn check(&self, context: &Context<'_>) -> Result<(), Error> {
        data_source_version::since(context, "list-data-source-templates")?;
        self.check_page_size(context)
    }
}

paged!(ListDataSourceTemplates);

impl Listing for DataSourceTemplates {
    type Item = DataSourceTemplate;

    fn next(&self) -> Next {
        next_page(self.next_cursor.as_deref(), Some(self.has_more), None)
    }

    fn into_items(self) -> Vec<DataSourceTemplate> {
        self.templates
    }
}
