//! Floats to be written.

use serde::{Serializer, ser};

/// Writes a float, and fails where `serde_json` would write `null`, which means "no value" to Notion.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's `serialize_with` passes references")]
pub(super) fn finite<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if number.is_finite() {
        serializer.serialize_f64(*number)
    } else {
        Err(ser::Error::custom("a number is not finite"))
    }
}
