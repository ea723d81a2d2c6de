//! Options of select, multi-select and status properties.

use compact_str::CompactString;

use crate::{OptionColor, OptionId, wire::object};

object! {
    /// An option of a select, a multi-select or a status, as a page has it.
    pub struct SelectOption {
        /// Its id.
        id: Option<OptionId>,
        /// Its name.
        name: CompactString,
        /// Its colour.
        color: OptionColor,
    }
}
