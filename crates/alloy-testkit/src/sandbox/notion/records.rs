//! Things by their ids, in the order in which they were made.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

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

    /// Puts something at a place, counted from the first.
    pub(super) fn insert(&mut self, at: usize, id: Id, thing: T) {
        if self.things.insert(id, thing).is_none() {
            self.order.insert(at.min(self.order.len()), id);
        }
    }

    /// The place of something, counted from the first.
    pub(super) fn place(&self, id: Id) -> Option<usize> {
        self.order.iter().position(|other| *other == id)
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

/// As a list, in which each has its id beside it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record<T> {
    id: Id,
    is: T,
}

impl<T: Serialize> Serialize for Records<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|(id, is)| Record { id, is }))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Records<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut records = Self::new();
        for Record { id, is } in Vec::<Record<T>>::deserialize(deserializer)? {
            if records.get(id).is_some() {
                return Err(serde::de::Error::custom(format!("the id {id} is there twice")));
            }
            records.push(id, is);
        }
        Ok(records)
    }
}
