//! What a formula gives.

use compact_str::CompactString;
use serde_json::Number;

use crate::{
    Date, Empty,
    wire::{object, union},
};

object! {
    /// What a formula gives. It depends on the page, not only on the property.
    pub struct Formula {
        ..kind: FormulaKind,
    }
}

union! {
    /// What a formula gives.
    pub enum FormulaKind {
        /// A text.
        "string" => Text(Option<CompactString>),
        /// A number.
        "number" => Number(Option<Number>),
        /// Yes or no.
        "boolean" => Boolean(Option<bool>),
        /// A date or a span of dates.
        "date" => Date(Option<Box<Date>>),
        /// Something that the API does not give.
        "unsupported" => Unsupported(Empty),
    }
}
