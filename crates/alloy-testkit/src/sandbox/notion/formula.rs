//! Formulas.

use serde_json::{Value, json};

use super::{read_shape::Shapes, workspace::Page};

/// The value of a formula for a row.
pub(super) fn evaluate(_: Shapes<'_>, _: &Page, _: &str, _: usize) -> Value {
    json!({"type": "unsupported", "unsupported": {}})
}
