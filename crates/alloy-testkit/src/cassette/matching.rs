//! Which recorded exchange answers a request.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use alloy_core::Error;
use bytes::Bytes;

use super::{Cassette, Exchange, pointer::Pointer, redaction::Redactor, request::RequestForm};

/// When a request is the same as a recorded one, and what happens when it comes again.
///
/// Method, path with query, acting user and body have to be the same, after redaction. Of JSON, the
/// order of keys does not count and the text of numbers does: `1` is not `1.0`. `headers` and
/// `additionalHeaders` of an envelope are one map, the case of whose names does not count, and an
/// empty part is the same as none. What was recorded without a user answers any.
///
/// ```
/// use alloy_testkit::{Matching, Repeats};
///
/// let matching = Matching::new()
///     .ignoring("/requestBody/children/*/paragraph/created")?
///     .with_repeats(Repeats::Last);
/// # let _ = matching;
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Matching {
    ignored: Vec<Pointer>,
    repeats: Repeats,
}

/// What answers a request that comes more often than it was recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Repeats {
    /// Nothing: each recording is used once, in order.
    #[default]
    InOrder,
    /// The last of its recordings, after the others in order.
    Last,
}

impl Matching {
    /// The default: nothing is ignored, each recording is used once.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves out a place of the request's body, which is a JSON pointer in which `*` stands for any
    /// key or index, such as `/requestBody/filter/date`. Fails when the text is no pointer.
    pub fn ignoring(mut self, pointer: impl AsRef<str>) -> Result<Self, Error> {
        self.ignored.push(Pointer::parse(pointer.as_ref())?);
        Ok(self)
    }

    /// What answers a request that comes more often than it was recorded.
    pub fn with_repeats(mut self, repeats: Repeats) -> Self {
        self.repeats = repeats;
        self
    }

    /// The text by which a request is looked up.
    pub(crate) fn key(&self, form: &mut RequestForm<'_>) -> String {
        form.ignore(&self.ignored);
        form.to_text()
    }
}

/// The exchanges of a cassette by their requests.
#[derive(Debug)]
pub(crate) struct Index {
    matching: Matching,
    slots: HashMap<Bytes, Slot>,
}

/// The recordings of one request.
#[derive(Debug)]
struct Slot {
    first: usize,
    /// Mostly there are none.
    others: Vec<usize>,
    /// How many times it was asked for.
    asked: AtomicUsize,
}

impl Slot {
    fn nth(&self, n: usize) -> Option<usize> {
        match n.checked_sub(1) {
            None => Some(self.first),
            Some(n) => self.others.get(n).copied(),
        }
    }

    fn last(&self) -> usize {
        self.others.last().copied().unwrap_or(self.first)
    }
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
        let mut slots: HashMap<Bytes, Slot> = HashMap::with_capacity(cassette.len());
        for (at, exchange) in cassette.exchanges().iter().enumerate() {
            // The request was read when the cassette was.
            let Some(form) = exchange.form() else { continue };
            let text = matching.key(&mut form.canonical(redactor));
            let key =
                if text == exchange.request() { exchange.request_bytes() } else { text.into() };
            slots.entry(key).and_modify(|slot| slot.others.push(at)).or_insert_with(|| Slot {
                first: at,
                others: Vec::new(),
                asked: AtomicUsize::new(0),
            });
        }
        Self { matching, slots }
    }

    /// The next recording of a request.
    pub(crate) fn next<'a>(&self, cassette: &'a Cassette, mut form: RequestForm<'_>) -> LookUp<'a> {
        let key = self.matching.key(&mut form);
        let slot = self.slots.get(key.as_bytes()).or_else(|| {
            form.user.take()?;
            self.slots.get(form.to_text().as_bytes())
        });
        let Some(slot) = slot else { return LookUp::Unknown };
        let asked = slot.asked.fetch_add(1, Ordering::Relaxed);
        let at = match (slot.nth(asked), self.matching.repeats) {
            (Some(at), _) => at,
            (None, Repeats::Last) => slot.last(),
            (None, Repeats::InOrder) => return LookUp::UsedUp(slot.others.len() + 1),
        };
        cassette.exchanges().get(at).map_or(LookUp::Unknown, LookUp::Found)
    }

    /// The places of the exchanges that were never asked for, in the order of the cassette.
    pub(crate) fn unused(&self) -> Vec<usize> {
        let mut unused: Vec<usize> = self
            .slots
            .values()
            .flat_map(|slot| {
                let all = std::iter::once(slot.first).chain(slot.others.iter().copied());
                all.skip(slot.asked.load(Ordering::Relaxed))
            })
            .collect();
        unused.sort_unstable();
        unused
    }
}
