//! Deleting views.

use alloy_core::Action;

use super::View;
use crate::{Notion, ViewId};

/// Deletes a view. The database and its pages stay.
///
/// ```
/// use alloy_notion::{DeleteView, ViewId};
/// let action = DeleteView::new(ViewId::new("a3f1b2c4-5678-4def-abcd-1234567890ab")?);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `delete-view`, which Notion documents since version 2026-03-11. That 2025-09-03 takes
/// it is known from recorded calls. Deleting twice leaves the same as deleting once.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "delete-view", effect = idempotent, output = View)]
#[must_use = "an action does nothing until it is executed"]
pub struct DeleteView {
    #[action(path)]
    view_id: ViewId,
}

impl DeleteView {
    /// The view of that id.
    pub fn new(view: impl Into<ViewId>) -> Self {
        Self { view_id: view.into() }
    }
}
