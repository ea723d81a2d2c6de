//! Where blocks are put.

use serde::ser::SerializeMap;

use crate::{
    BlockId,
    input::tagged::{self, Reference, Tagged, serialize_tagged},
};

/// Where among its siblings a new block is put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockPosition(Position);

/// A place among siblings, of which the start and the end have other names for blocks and pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::input) enum Position {
    Start,
    End,
    After(BlockId),
}

impl Position {
    /// Writes the place, with these names for the start and the end.
    pub(in crate::input) fn write<M: SerializeMap>(
        &self,
        object: &mut M,
        start: &str,
        end: &str,
    ) -> Result<(), M::Error> {
        match self {
            Self::Start => object.serialize_entry("type", start),
            Self::End => object.serialize_entry("type", end),
            Self::After(id) => tagged::entries(object, "after_block", &Reference { id }),
        }
    }
}

impl BlockPosition {
    /// Before all that are there.
    pub fn start() -> Self {
        Self(Position::Start)
    }

    /// After all that are there.
    pub fn end() -> Self {
        Self(Position::End)
    }

    /// After one of those that are there.
    pub fn after(block: impl Into<BlockId>) -> Self {
        Self(Position::After(block.into()))
    }

    /// Whether it is where blocks are put anyway.
    pub(crate) fn is_end(&self) -> bool {
        self.0 == Position::End
    }

    /// The block that it is after.
    pub(crate) fn after_id(&self) -> Option<&BlockId> {
        match &self.0 {
            Position::After(id) => Some(id),
            Position::Start | Position::End => None,
        }
    }
}

impl Tagged for BlockPosition {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        self.0.write(object, "start", "end")
    }
}

serialize_tagged!(BlockPosition);
