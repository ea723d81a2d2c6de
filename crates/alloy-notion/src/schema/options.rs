//! Options that a property may have.

use compact_str::CompactString;

use crate::{OptionColor, OptionId, wire::object};

object! {
    /// An option of a select, a multi-select or a status, as a schema has it.
    pub struct OptionSchema {
        /// Its id.
        id: Option<OptionId>,
        /// Its name.
        name: CompactString,
        /// Its colour.
        color: OptionColor,
        /// What it is for.
        description: Option<CompactString>,
    }
}

object! {
    /// What belongs to a select or a multi-select property.
    pub struct SelectSchema {
        /// The options.
        options: Vec<OptionSchema>,
    }
}

object! {
    /// What belongs to a status property.
    pub struct StatusSchema {
        /// The options.
        options: Vec<OptionSchema>,
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
