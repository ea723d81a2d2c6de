//! The exchanges of a cassette by their requests.

use std::sync::atomic::{AtomicU32, Ordering};

use super::{Matching, Repeats, Sought};
use crate::cassette::{Cassette, Exchange, hash::Hash, redaction::Redactor};

/// A table of hashes with open addressing. It is small beside the cassette, none of whose texts is
/// looked at, so that a look-up waits little for memory however many exchanges there are.
#[derive(Debug)]
pub(crate) struct Index {
    matching: Matching,
    /// A power of two of them, at most half of which are taken.
    slots: Vec<Slot>,
    /// The other recordings of a request, which most have not.
    others: Vec<Vec<u32>>,
}

/// The recordings of one request.
// So that none is in two lines of a processor's cache.
#[repr(align(32))]
#[derive(Debug)]
struct Slot {
    hash: Hash,
    /// The place of the first exchange, or `NONE`.
    first: u32,
    /// The place of the list of the others, or `NONE`.
    others: u32,
    /// How many times it was asked for.
    asked: AtomicU32,
}

const NONE: u32 = u32::MAX;

/// What there is for a request.
#[derive(Debug)]
pub(crate) enum LookUp<'a> {
    Found(&'a Exchange),
    /// All its recordings, this many, were used.
    UsedUp(usize),
    Unknown,
}

impl Index {
    pub(crate) fn new(cassette: &Cassette, matching: Matching, redactor: &Redactor) -> Self {
        let hash = Hash::string("");
        let empty = || Slot { hash, first: NONE, others: NONE, asked: AtomicU32::new(0) };
        let size = (cassette.len() * 2).next_power_of_two();
        let slots = std::iter::repeat_with(empty).take(size).collect();
        let mut index = Self { matching, slots, others: Vec::new() };
        // There is no memory for more exchanges than can be counted so.
        for (exchange, place) in cassette.exchanges().iter().zip(0..NONE) {
            // The request was read when the cassette was.
            if let Some(sought) = index.matching.recorded(exchange, redactor) {
                index.add(sought.exactly, place);
            }
        }
        index
    }

    fn add(&mut self, hash: Hash, place: u32) {
        let at = self.find(hash);
        let Some(slot) = self.slots.get_mut(at) else { return };
        if slot.first == NONE {
            (slot.hash, slot.first) = (hash, place);
            return;
        }
        if slot.others == NONE {
            slot.others = u32::try_from(self.others.len()).unwrap_or(NONE);
            self.others.push(Vec::new());
        }
        if let Some(others) = self.others.get_mut(slot.others as usize) {
            others.push(place);
        }
    }

    pub(crate) fn matching(&self) -> &Matching {
        &self.matching
    }

    /// The next recording of a request.
    pub(crate) fn next<'a>(&self, cassette: &'a Cassette, request: Sought) -> LookUp<'a> {
        let slot = self.get(request.exactly).or_else(|| self.get(request.of_anyone?));
        let Some(slot) = slot else { return LookUp::Unknown };
        let others = self.others(slot);
        // More than was recorded need not be counted, so that no counter ends.
        let asked = match slot.asked() {
            all if all > others.len() => all,
            _ => slot.asked.fetch_add(1, Ordering::Relaxed) as usize,
        };
        let place = match (asked.checked_sub(1), self.matching.repeats) {
            (None, _) => slot.first,
            (Some(nth), repeats) => match (others.get(nth), repeats) {
                (Some(place), _) => *place,
                (None, Repeats::Last) => others.last().copied().unwrap_or(slot.first),
                (None, Repeats::InOrder) => return LookUp::UsedUp(others.len() + 1),
            },
        };
        cassette.exchanges().get(place as usize).map_or(LookUp::Unknown, LookUp::Found)
    }

    /// The places of the exchanges that were never asked for, in the order of the cassette.
    pub(crate) fn unused(&self) -> Vec<usize> {
        let taken = self.slots.iter().filter(|slot| slot.first != NONE);
        let mut unused: Vec<usize> = taken
            .flat_map(|slot| {
                let all = std::iter::once(&slot.first).chain(self.others(slot));
                all.skip(slot.asked()).map(|place| *place as usize)
            })
            .collect();
        unused.sort_unstable();
        unused
    }

    fn get(&self, hash: Hash) -> Option<&Slot> {
        self.slots.get(self.find(hash)).filter(|slot| slot.first != NONE)
    }

    /// The place of the slot of a hash, or of a free one.
    fn find(&self, hash: Hash) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash.place() & mask;
        // At least half of the slots are free.
        while let Some(slot) = self.slots.get(at)
            && slot.first != NONE
            && slot.hash != hash
        {
            at = (at + 1) & mask;
        }
        at
    }

    fn others(&self, slot: &Slot) -> &[u32] {
        self.others.get(slot.others as usize).map_or(&[], Vec::as_slice)
    }
}

impl Slot {
    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed) as usize
    }
}
