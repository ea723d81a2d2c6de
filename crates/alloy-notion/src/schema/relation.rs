//! What belongs to a relation.

use compact_str::CompactString;

use crate::{
    DataSourceId, DatabaseId, Empty, PropertyId,
    wire::{object, union},
};

object! {
    /// What belongs to a relation property.
    pub struct RelationSchema {
        /// The database that the related pages are in.
        database_id: Option<DatabaseId>,
        /// The data source that they are in (since version 2025-09-03).
        data_source_id: Option<DataSourceId>,
        /// The id of the property in which related pages show the relation, in older answers.
        synced_property_id: Option<PropertyId>,
        /// The name of the property in which related pages show the relation, in older answers.
        synced_property_name: Option<CompactString>,
        ..kind: Option<RelationSchemaKind>,
    }
}

union! {
    /// Whether the related pages show the relation too.
    pub enum RelationSchemaKind {
        /// They do not.
        "single_property" => Single(Empty),
        /// They do, in a property of their own.
        "dual_property" => Dual(DualProperty),
    }
}

object! {
    /// The property in which related pages show the relation.
    pub struct DualProperty {
        /// Its id.
        synced_property_id: Option<PropertyId>,
        /// Its name.
        synced_property_name: Option<CompactString>,
    }
}
