//! Where something new goes.

use serde::ser::SerializeMap;

use super::tagged::{self, Tagged, serialize_tagged};
use crate::{DataSourceId, DatabaseId, PageId};

/// What a new page or database is put into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParentInput {
    Workspace,
    Page(PageId),
    Database(DatabaseId),
    DataSource(DataSourceId),
}

impl Tagged for ParentInput {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Workspace => tagged::entries(object, "workspace", &true),
            Self::Page(id) => tagged::entries(object, "page_id", id),
            Self::Database(id) => tagged::entries(object, "database_id", id),
            Self::DataSource(id) => tagged::entries(object, "data_source_id", id),
        }
    }
}

serialize_tagged!(ParentInput);
