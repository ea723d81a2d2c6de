//! Creating views.

use alloy_core::{Action, Context, Error};
use serde_json::Value;

use super::{View, ViewPlace, ViewType, details::ViewDetails};
use crate::{
    DataSourceId, Filter, Notion,
    input::Change,
    limits::{self, At, Limits},
};

/// Creates a view of a data source.
///
/// ```
/// use alloy_notion::{
///     CreateView, DataSourceId, DatabaseId, Direction, Filter, Sort, ViewPlace, ViewType,
/// };
/// # let data_source: DataSourceId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// # let database: DatabaseId = "0e5235bf-86aa-4efb-93aa-772cce7eab71".parse()?;
/// let action =
///     CreateView::new(data_source, "By status", ViewType::Board, ViewPlace::database(database))
///         .filter(Filter::checkbox("Archived").equals(false))
///         .sorts([Sort::property("Due", Direction::Ascending)])
///         .configuration(serde_json::json!({
///             "type": "board",
///             "group_by": {
///                 "type": "status",
///                 "property_id": "a%3Ab",
///                 "group_by": "option",
///                 "sort": {"type": "manual"}
///             }
///         }));
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The configuration is JSON in Notion's own form. What was read of another view can be given again:
/// its filter as it is, the rest by [`RawJson::to_value`](crate::RawJson::to_value).
///
/// The action `create-view`, which Notion documents since version 2026-03-11. That 2025-09-03 takes
/// it is known from recorded calls. Running it twice makes two views.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "create-view", effect = write, output = View)]
#[action(validate = Self::check, size_hint = limits::ENVELOPE + 256 + self.details.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct CreateView {
    data_source_id: DataSourceId,
    name: String,
    #[serde(rename = "type")]
    view_type: ViewType,
    #[serde(flatten)]
    place: ViewPlace,
    #[serde(flatten)]
    details: ViewDetails,
}

impl CreateView {
    /// A view of a data source.
    pub fn new(
        data_source: impl Into<DataSourceId>,
        name: impl Into<String>,
        view_type: ViewType,
        place: ViewPlace,
    ) -> Self {
        Self {
            data_source_id: data_source.into(),
            name: name.into(),
            view_type,
            place,
            details: ViewDetails::default(),
        }
    }

    /// What it shows, as a query of a data source says it.
    pub fn filter(mut self, filter: impl Into<Filter>) -> Self {
        self.details.filter = Change::Set(filter.into());
        self
    }

    /// In which order it shows it, as a query of a data source says it: a list of
    /// [`Sort`](crate::Sort)s, or JSON.
    pub fn sorts(mut self, sorts: impl Into<Value>) -> Self {
        self.details.sorts = Some(sorts.into());
        self
    }

    /// The conditions pinned at its top, by the ids of properties.
    pub fn quick_filters(mut self, filters: impl Into<Value>) -> Self {
        self.details.quick_filters = Some(filters.into());
        self
    }

    /// How exactly it looks. Boards, calendars, timelines and charts need one.
    pub fn configuration(mut self, configuration: impl Into<Value>) -> Self {
        self.details.configuration = Some(configuration.into());
        self
    }

    fn check(&self, _: &Context<'_>) -> Result<(), Error> {
        limits::not_empty(&self.name, &At::ROOT.key("name"))?;
        self.details.check(&At::ROOT)
    }
}
