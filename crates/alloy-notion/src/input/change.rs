//! The three states of a field in an update.

use alloy_core::Error;
use serde::{Serialize, Serializer};

use crate::limits::{At, Limits};

/// What an update does to a value: nothing, take it away, or put another in its place.
///
/// JSON says it with an absent member, `null` and a value. A field is skipped while it
/// [is kept](Self::is_kept).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Change<T> {
    #[default]
    Keep,
    Clear,
    Set(T),
}

impl<T> Change<T> {
    pub(crate) fn is_kept(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The new value, if there is one.
    pub(crate) fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }
}

/// Only a new value has limits.
impl<T: Limits> Limits for Change<T> {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.value().check(at)
    }

    fn size(&self) -> usize {
        self.value().size()
    }
}

impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}
