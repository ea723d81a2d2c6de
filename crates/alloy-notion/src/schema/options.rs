//! Options that a property may have.

use compact_str::CompactString;

use crate::{OptionColor, OptionId, SelectOption, wire::object};

object! {
    /// What belongs to a select or a multi-select property.
    pub struct SelectSchema {
        /// The options.
        options: Vec<SelectOption>,
    }
}

object! {
    /// What belongs to a status property.
    pub struct StatusSchema {
        /// The options.
        options: Vec<SelectOption>,
        /// Which options stand for which progress.
        groups: Vec<StatusGroup>,
    }
}

object! {
    /// A group of status options, such as those that stand for being in progress.
    pub struct StatusGroup {
        /// Its id.
        id: Option<OptionId>,
        /// Its name.
        name: CompactString,
        /// Its colour.
        color: OptionColor,
        /// The options in it.
        option_ids: Vec<OptionId>,
    }
}
