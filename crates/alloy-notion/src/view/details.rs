//! What a view shows and how, as JSON in Notion's own form.

use alloy_core::Error;
use serde::Serialize;
use serde_json::Value;

use crate::{
    Filter,
    input::Change,
    limits::{self, At, Limits},
};

/// What is the same in a new view and in an update of one. `null` takes away what is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct ViewDetails {
    #[serde(skip_serializing_if = "Change::is_kept")]
    pub(super) filter: Change<Filter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sorts: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quick_filters: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) configuration: Option<Value>,
}

impl Limits for ViewDetails {
    /// Only the limits of filters and the size of a whole body are documented.
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.filter.check(&at.key("filter"))?;
        limits::body(self)
    }

    fn size(&self) -> usize {
        let details = [&self.sorts, &self.quick_filters, &self.configuration];
        64 + self.filter.size()
            + details.into_iter().flatten().map(limits::size_of_json).sum::<usize>()
    }
}
