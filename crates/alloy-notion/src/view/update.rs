//! Updating views.

use alloy_core::{Action, Context, Error};
use serde_json::Value;

use super::{View, details::ViewDetails};
use crate::{
    Filter, Notion, ViewId,
    input::Change,
    limits::{self, At, Limits},
};

/// Updates a view. What is not mentioned stays as it is.
///
/// ```
/// use alloy_notion::{Direction, Sort, UpdateView, ViewId};
/// # let view = ViewId::new("a3f1b2c4-5678-4def-abcd-1234567890ab")?;
/// let action = UpdateView::new(view)
///     .name("Newest first")
///     .sorts([Sort::created_time(Direction::Descending)])
///     .remove_filter();
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The configuration is JSON in Notion's own form.
///
/// The action `update-a-view`, which Notion documents since version 2026-03-11. That 2025-09-03
/// takes it is known from recorded calls. It writes full values, so it is idempotent.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "update-a-view", effect = idempotent, output = View)]
#[action(validate = Self::check, size_hint = limits::ENVELOPE + 256 + self.details.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct UpdateView {
    #[action(path)]
    view_id: ViewId,
    name: Option<String>,
    #[serde(flatten)]
    details: ViewDetails,
}

impl UpdateView {
    /// An update that changes nothing yet.
    pub fn new(view: impl Into<ViewId>) -> Self {
        Self { view_id: view.into(), name: None, details: ViewDetails::default() }
    }

    /// The new name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// What it shows, as a query of a data source says it.
    pub fn filter(mut self, filter: impl Into<Filter>) -> Self {
        self.details.filter = Change::Set(filter.into());
        self
    }

    /// Lets it show everything.
    pub fn remove_filter(mut self) -> Self {
        self.details.filter = Change::Clear;
        self
    }

    /// In which order it shows it, as a query of a data source says it: a list of
    /// [`Sort`](crate::Sort)s, or JSON.
    pub fn sorts(mut self, sorts: impl Into<Value>) -> Self {
        self.details.sorts = Some(sorts.into());
        self
    }

    /// Leaves the order to Notion.
    pub fn remove_sorts(self) -> Self {
        self.sorts(Value::Null)
    }

    /// The conditions pinned at its top, by the ids of properties. A property with `null` loses its
    /// condition, and those that are not mentioned keep theirs.
    pub fn quick_filters(mut self, filters: impl Into<Value>) -> Self {
        self.details.quick_filters = Some(filters.into());
        self
    }

    /// Takes all conditions at its top away.
    pub fn remove_quick_filters(self) -> Self {
        self.quick_filters(Value::Null)
    }

    /// How exactly it looks.
    pub fn configuration(mut self, configuration: impl Into<Value>) -> Self {
        self.details.configuration = Some(configuration.into());
        self
    }

    fn check(&self, _: &Context<'_>) -> Result<(), Error> {
        if let Some(name) = &self.name {
            limits::not_empty(name, &At::ROOT.key("name"))?;
        }
        self.details.check(&At::ROOT)
    }
}
