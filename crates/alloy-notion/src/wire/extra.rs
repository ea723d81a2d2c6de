//! What an object holds besides its fields.

use std::fmt;

use compact_str::CompactString;

use super::RawJson;

/// What the JSON of an object held besides what its fields show.
///
/// That is: members that this crate does not know, members whose value is of an unexpected kind
/// (the field then has the value of an absent one), and which members were there at all. Nothing
/// is allocated while there are no such members.
///
/// Two are equal when they hold the same members; which fields were `null` and which were absent
/// does not count.
#[derive(Clone, Default)]
pub struct Extra {
    /// One bit for each declared member that was there and fits, and the two of [`NO_OBJECT`] and
    /// [`NO_TYPE`].
    bits: u32,
    kept: Option<Box<Kept>>,
}

#[derive(Clone, PartialEq)]
struct Kept {
    members: Vec<(CompactString, RawJson)>,
}

/// How many members an object may declare.
pub(crate) const MAX_MEMBERS: usize = 30;

/// Set when `object` was not there, or said something else than the type's own name.
pub(crate) const NO_OBJECT: u32 = 1 << 30;

/// Set when `type` was not there, or was no string.
pub(crate) const NO_TYPE: u32 = 1 << 31;

impl Extra {
    /// The value of a member that no field shows; the last one, if the key is there twice.
    pub fn get(&self, key: &str) -> Option<&RawJson> {
        self.iter().rfind(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The members that no field shows, in their order; those last that could be the content of
    /// another `type`.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &RawJson)> {
        self.kept
            .as_deref()
            .map_or(&[][..], |kept| &kept.members)
            .iter()
            .map(|(key, value)| (key.as_str(), value))
    }

    /// Whether every member is shown by a field.
    pub fn is_empty(&self) -> bool {
        self.kept.is_none()
    }

    pub(crate) fn has(&self, bits: u32) -> bool {
        self.bits & bits == bits
    }

    pub(crate) fn set(&mut self, bits: u32) {
        self.bits |= bits;
    }

    pub(crate) fn unset(&mut self, bits: u32) {
        self.bits &= !bits;
    }

    #[cold]
    pub(crate) fn keep(&mut self, key: impl Into<CompactString>, value: RawJson) {
        let kept = self.kept.get_or_insert_with(|| Box::new(Kept { members: Vec::new() }));
        kept.members.push((key.into(), value));
    }

    /// Takes out the last member of that key.
    #[cold]
    pub(crate) fn take(&mut self, key: &str) -> Option<RawJson> {
        let kept = self.kept.as_mut()?;
        let at = kept.members.iter().rposition(|(name, _)| name == key)?;
        let (_, value) = kept.members.remove(at);
        if kept.members.is_empty() {
            self.kept = None;
        }
        Some(value)
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.kept == other.kept
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
