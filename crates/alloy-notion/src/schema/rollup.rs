//! What belongs to a rollup.

use compact_str::CompactString;

use crate::{PropertyId, RollupFunction, wire::object};

object! {
    /// What belongs to a rollup property: it puts a property of related pages together.
    pub struct RollupSchema {
        /// How the values are put together.
        function: Option<RollupFunction>,
        /// The name of the relation that leads to the pages.
        relation_property_name: Option<CompactString>,
        /// The id of the relation that leads to the pages.
        relation_property_id: Option<PropertyId>,
        /// The name of the pages' property.
        rollup_property_name: Option<CompactString>,
        /// The id of the pages' property.
        rollup_property_id: Option<PropertyId>,
    }
}
