//! What a view shows and how, as JSON in Notion's own form.

use alloy_core::Error;
use serde::Serialize;
use serde_json::Value;

use crate::limits::{self, At, Limits};

/// What is the same in a new view and in an update of one. `null` takes away what is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct ViewDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) filter: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sorts: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quick_filters: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) configuration: Option<Value>,
}

impl Limits for ViewDetails {
    /// Their own limits are not documented; only the size of a whole body is.
    fn check(&self, _: &At<'_>) -> Result<(), Error> {
        limits::body(self)
    }

    fn size(&self) -> usize {
        let details = [&self.filter, &self.sorts, &self.quick_filters, &self.configuration];
        64 + details.into_iter().flatten().map(limits::size_of_json).sum::<usize>()
    }
}
