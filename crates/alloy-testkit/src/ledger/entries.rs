//! What the book says, and what a test expects of it.

use std::fmt;

use super::{Runs, key::Key};

/// One request of a [`Ledger`](super::Ledger), and how often it ran.
#[derive(Clone)]
pub struct LedgerEntry {
    key: Key,
    runs: Runs,
}

/// How much of a request a failed assertion shows, in characters.
const SHOWN: usize = 400;

impl LedgerEntry {
    pub(super) fn new(key: Key, runs: Runs) -> Self {
        Self { key, runs }
    }

    /// `connector/action`, or a method and a path.
    pub fn operation(&self) -> &str {
        &self.key.operation
    }

    /// How often it ran: answered with a 2xx.
    pub fn runs(&self) -> usize {
        self.runs.run
    }

    /// How often it may have run besides: interrupted, answered with a 5xx, or given up.
    pub fn possible_runs(&self) -> usize {
        self.runs.possibly_run
    }

    /// How often it was refused and did not run.
    pub fn refusals(&self) -> usize {
        self.runs.refused
    }

    fn most(&self) -> usize {
        self.runs() + self.possible_runs()
    }
}

impl fmt::Display for LedgerEntry {
    /// The request on a line of its own, without the values of its headers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ran {}", self.operation(), times(self.runs()))?;
        if self.possible_runs() > 0 {
            write!(f, ", possibly {} more", times(self.possible_runs()))?;
        }
        if self.refusals() > 0 {
            write!(f, ", refused {}", times(self.refusals()))?;
        }
        let request = self.key.request.shown();
        let cut: String = request.chars().take(SHOWN).collect();
        let dots = if cut.len() < request.len() { "…" } else { "" };
        write!(f, "\n  request: {cut}{dots}\n  answers: {}", self.runs.outcomes.join("; "))
    }
}

impl fmt::Debug for LedgerEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

fn times(count: usize) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        _ => format!("{count} times"),
    }
}

/// Some of a [`Ledger`](super::Ledger)'s entries, and what a test expects of them.
///
/// ```
/// # use alloy_testkit::{Ledger, Sandbox};
/// let ledger = Ledger::around(Sandbox::new());
/// // … calls …
/// ledger.of("notion", "post-page").assert_at_most_once();
/// assert_eq!(ledger.of("notion", "post-search").runs(), 0);
/// for entry in &ledger.all() {
///     println!("{entry}");
/// }
/// ```
#[derive(Clone, Debug)]
pub struct LedgerEntries {
    entries: Vec<LedgerEntry>,
}

impl LedgerEntries {
    /// How often all of them ran.
    pub fn runs(&self) -> usize {
        self.entries.iter().map(LedgerEntry::runs).sum()
    }

    /// How many different requests there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, sorted by operation.
    pub fn iter(&self) -> std::slice::Iter<'_, LedgerEntry> {
        self.entries.iter()
    }

    /// Fails the test when one of them ran, or may have run, more than once.
    ///
    /// # Panics
    ///
    /// Then, with what was asked for and what was answered each time.
    #[track_caller]
    pub fn assert_at_most_once(&self) {
        self.assert("at most once", |entry| entry.most() <= 1);
    }

    /// Fails the test when one of them did not run exactly once: twice, never, or possibly.
    ///
    /// # Panics
    ///
    /// Then, with what was asked for and what was answered each time; also when there is nothing
    /// in the book.
    #[track_caller]
    pub fn assert_exactly_once(&self) {
        assert!(!self.is_empty(), "each was to run exactly once, and nothing was asked for");
        self.assert("exactly once", |entry| entry.runs() == 1 && entry.possible_runs() == 0);
    }

    /// Fails the test when one of them ran, or may have.
    ///
    /// # Panics
    ///
    /// Then, with what was asked for and what was answered each time.
    #[track_caller]
    pub fn assert_never(&self) {
        self.assert("never", |entry| entry.most() == 0);
    }

    #[track_caller]
    fn assert(&self, allowed: &str, is_allowed: impl Fn(&LedgerEntry) -> bool) {
        let wrong: Vec<String> =
            self.iter().filter(|entry| !is_allowed(entry)).map(ToString::to_string).collect();
        assert!(wrong.is_empty(), "each was to run {allowed}:\n{}", wrong.join("\n"));
    }
}

impl FromIterator<LedgerEntry> for LedgerEntries {
    fn from_iter<I: IntoIterator<Item = LedgerEntry>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect() }
    }
}

impl<'a> IntoIterator for &'a LedgerEntries {
    type Item = &'a LedgerEntry;
    type IntoIter = std::slice::Iter<'a, LedgerEntry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
