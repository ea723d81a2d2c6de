//! Which properties of pages are wanted.

use serde::{Serialize, Serializer};

use crate::PropertyId;

/// The properties that pages come with, all of them when there are none here.
///
/// They go into a query, which is encoded as a whole, so Notion's own encoding is taken off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FilterProperties(Vec<PropertyId>);

impl FilterProperties {
    pub(crate) fn push(&mut self, property: PropertyId) {
        self.0.push(property);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// About how many bytes they are.
    pub(crate) fn size(&self) -> usize {
        self.0.iter().map(|property| property.as_str().len() + 3).sum()
    }
}

impl Serialize for FilterProperties {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(PropertyId::decoded))
    }
}
