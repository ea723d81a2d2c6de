//! Things by their ids, in the order in which they were made.

use std::collections::BTreeMap;

use super::Id;

/// Comments, file uploads, views and what else is neither page nor block.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Records<T> {
    things: BTreeMap<Id, T>,
    order: Vec<Id>,
}

impl<T> Records<T> {
    pub(super) fn new() -> Self {
        Self { things: BTreeMap::new(), order: Vec::new() }
    }

    /// Puts something last.
    pub(super) fn push(&mut self, id: Id, thing: T) {
        if self.things.insert(id, thing).is_none() {
            self.order.push(id);
        }
    }

    pub(super) fn remove(&mut self, id: Id) -> Option<T> {
        self.order.retain(|other| *other != id);
        self.things.remove(&id)
    }

    pub(super) fn get(&self, id: Id) -> Option<&T> {
        self.things.get(&id)
    }

    pub(super) fn get_mut(&mut self, id: Id) -> Option<&mut T> {
        self.things.get_mut(&id)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Id, &T)> {
        self.order.iter().filter_map(|id| self.things.get(id).map(|thing| (*id, thing)))
    }

    /// The ids of those that are wanted.
    pub(super) fn ids(&self, mut wanted: impl FnMut(&T) -> bool) -> Vec<Id> {
        self.iter().filter(|(_, thing)| wanted(thing)).map(|(id, _)| id).collect()
    }
}
