//! The exchanges of a cassette by their requests.

use std::sync::atomic::{AtomicU32, Ordering};

use super::{Matching, Repeats};
use crate::cassette::{Cassette, Exchange, redaction::Redactor, request::Canonical};

/// A table of hashes with open addressing. It is small beside the cassette, so that of a large one
/// a look-up waits for the exchange, and for little else.
#[derive(Debug)]
pub(crate) struct Index {
    matching: Matching,
    /// A power of two of them, at most half of which are taken.
    slots: Vec<Slot>,
    details: Vec<Details>,
}

/// The recordings of one request.
#[derive(Debug)]
struct Slot {
    /// The part of the hash that does not tell the place of the slot.
    hash: u32,
    /// The place of the first exchange, or `NONE`.
    first: u32,
    /// The place of the details, or `NONE`, as of nearly all.
    details: u32,
    /// How many times it was asked for.
    asked: AtomicU32,
}

const NONE: u32 = u32::MAX;

/// What most requests do not have.
#[derive(Debug, Default)]
struct Details {
    /// What it is looked up by, when that is not how it stands in the cassette.
    key: Option<Box<str>>,
    /// Its other recordings.
    others: Vec<u32>,
}

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
        let empty = || Slot { hash: 0, first: NONE, details: NONE, asked: AtomicU32::new(0) };
        let size = (cassette.len() * 2).next_power_of_two();
        let slots = std::iter::repeat_with(empty).take(size).collect();
        let mut index = Self { matching, slots, details: Vec::new() };
        // There is no memory for more exchanges than can be counted so.
        for (exchange, place) in cassette.exchanges().iter().zip(0..NONE) {
            // The request was read when the cassette was.
            let Some(request) = exchange.canonical(redactor) else { continue };
            let key = index.matching.keyed(request).text;
            index.add(cassette, exchange, place, key);
        }
        index
    }

    fn add(&mut self, cassette: &Cassette, exchange: &Exchange, place: u32, key: String) {
        let (at, hash) = self.find(cassette, &key);
        let Some(slot) = self.slots.get_mut(at) else { return };
        let is_new = slot.first == NONE;
        if is_new {
            (slot.hash, slot.first) = (hash, place);
            if key == exchange.request() {
                return;
            }
        }
        if slot.details == NONE {
            slot.details = u32::try_from(self.details.len()).unwrap_or(NONE);
            self.details.push(Details::default());
        }
        let Some(details) = self.details.get_mut(slot.details as usize) else { return };
        if is_new {
            details.key = Some(key.into());
        } else {
            details.others.push(place);
        }
    }

    /// The next recording of a request.
    pub(crate) fn next<'a>(&self, cassette: &'a Cassette, request: Canonical<'_>) -> LookUp<'a> {
        let Canonical { mut form, text } = self.matching.keyed(request);
        let slot = self.get(cassette, &text).or_else(|| {
            form.user.take()?;
            self.get(cassette, &form.to_text())
        });
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

    fn get(&self, cassette: &Cassette, key: &str) -> Option<&Slot> {
        self.slots.get(self.find(cassette, key).0).filter(|slot| slot.first != NONE)
    }

    /// The place of the slot of a key, or of a free one, and what that keeps of its hash.
    fn find(&self, cassette: &Cassette, key: &str) -> (usize, u32) {
        let hash = hash(key.as_bytes()).to_le_bytes();
        let ([low, high], _) = hash.as_chunks::<4>() else { return (0, 0) };
        let (low, hash) = (u32::from_le_bytes(*low), u32::from_le_bytes(*high));
        let mask = self.slots.len() - 1;
        let mut at = low as usize & mask;
        // At least half of the slots are free.
        while let Some(slot) = self.slots.get(at)
            && slot.first != NONE
            && (slot.hash != hash || self.key(cassette, slot) != key)
        {
            at = (at + 1) & mask;
        }
        (at, hash)
    }

    /// What the request of a slot is looked up by.
    fn key<'a>(&'a self, cassette: &'a Cassette, slot: &Slot) -> &'a str {
        let other = self.details.get(slot.details as usize).and_then(|some| some.key.as_deref());
        other.unwrap_or_else(|| {
            cassette.exchanges().get(slot.first as usize).map_or("", Exchange::request)
        })
    }

    fn others(&self, slot: &Slot) -> &[u32] {
        self.details.get(slot.details as usize).map_or(&[], |details| &details.others)
    }
}

impl Slot {
    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed) as usize
    }
}

/// A hash that is quick for texts of some hundred bytes. Who makes a cassette may make it slow.
fn hash(text: &[u8]) -> u64 {
    const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
    const SECOND: u64 = 0xbf58_476d_1ce4_e5b9;
    let mix = |one: u64, other: u64| {
        let product = (u128::from(one) * u128::from(other)).to_le_bytes();
        let halves = product.as_chunks::<8>().0.iter().map(|half| u64::from_le_bytes(*half));
        halves.fold(0, |mixed, half| mixed ^ half)
    };
    let mut state = FIRST ^ text.len() as u64;
    let mut add = |sixteen: &[u8; 16]| {
        if let ([one, other], _) = sixteen.as_chunks::<8>() {
            state = mix(u64::from_le_bytes(*one) ^ state, u64::from_le_bytes(*other) ^ SECOND);
        }
    };
    let (sixteens, rest) = text.as_chunks();
    sixteens.iter().for_each(&mut add);
    let mut last = [0; 16];
    last[..rest.len()].copy_from_slice(rest);
    add(&last);
    mix(state ^ FIRST, SECOND)
}
