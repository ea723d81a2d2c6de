//! What is being recorded, and the file that it goes to.

use std::{
    collections::HashMap,
    fmt,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicUsize, Ordering},
    },
};

use alloy_core::{Error, ErrorKind};
use bytes::Bytes;
use http::{Request, Response};

use super::CassetteMode;
use crate::cassette::{
    Cassette, Exchange,
    exchange::{LineError, Written},
    file::{self, Turn, Turns},
    redaction::Redactor,
    request::Canonical,
};

/// Exchanges in the order in which they were asked for. Recorders of one file share one.
pub(super) struct Tape {
    file: Option<Target>,
    tickets: AtomicUsize,
    state: Mutex<State>,
}

/// Where a recording goes.
struct Target {
    path: PathBuf,
    turns: Turns,
}

struct State {
    recorded: Vec<Recorded>,
}

struct Recorded {
    /// The place among all requests, so that of the same ones the first asked comes first.
    ticket: usize,
    /// How many secrets had been met when it was redacted.
    met: usize,
    exchange: Exchange,
}

/// The text of a request, and how many secrets had been met before it was redacted.
pub(super) struct Known {
    text: String,
    met: usize,
}

impl Known {
    pub(super) fn new(request: &Request<Bytes>, redactor: &Redactor) -> Self {
        let met = redactor.met();
        Self { text: Canonical::new(request, redactor).text, met }
    }
}

/// The files that are being recorded in this process.
static OPEN: Mutex<Vec<(PathBuf, Weak<Tape>)>> = Mutex::new(Vec::new());

impl Tape {
    pub(super) fn in_memory(before: &Cassette) -> Self {
        let recorded: Vec<Recorded> = before
            .exchanges()
            .iter()
            .map(|exchange| Recorded { ticket: 0, met: 0, exchange: exchange.clone() })
            .collect();
        let state = Mutex::new(State { recorded });
        Self { file: None, tickets: AtomicUsize::new(1), state }
    }

    /// Takes part in the recording of a file, or starts it: with what is there, or anew.
    pub(super) fn open(path: PathBuf, mode: CassetteMode) -> Result<Arc<Self>, Error> {
        let key = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|(_, tape)| tape.strong_count() > 0);
        let running = open.iter().find(|(other, _)| *other == key);
        if let Some(tape) = running.and_then(|(_, tape)| tape.upgrade()) {
            return Ok(tape);
        }
        let target = Target { turns: turns_of(&path)?, path };
        let there = {
            let _turn = target.turn()?;
            let there = match mode {
                CassetteMode::RecordMissing if target.path.exists() => {
                    Cassette::load(&target.path)?
                }
                _ => Cassette::new(),
            };
            // Also takes away a line that a killed run left unfinished.
            file::replace(&target.path, &there.to_text())?;
            there
        };
        let tape = Arc::new(Self { file: Some(target), ..Self::in_memory(&there) });
        open.push((key, Arc::downgrade(&tape)));
        Ok(tape)
    }

    /// The place of a request that is about to be sent.
    pub(super) fn ticket(&self) -> usize {
        self.tickets.fetch_add(1, Ordering::Relaxed)
    }

    /// Keeps an exchange, in the file too. The text of the request may be known already.
    pub(super) fn add(
        &self,
        ticket: usize,
        request: &Request<Bytes>,
        known: Option<Known>,
        reply: Result<&Response<Bytes>, &Error>,
        redactor: &Redactor,
    ) -> Result<(), Error> {
        let known = known.unwrap_or_else(|| Known::new(request, redactor));
        let mut written =
            Written::new(&known.text, reply, redactor).map_err(|error| unreadable(&error))?;
        let met = redactor.met();
        if met != known.met && redactor.is_met_in(&written.line) {
            // The reply gave something away that the request has too.
            let request = Canonical::new(request, redactor).text;
            written =
                Written::new(&request, reply, redactor).map_err(|error| unreadable(&error))?;
        }
        let Written { line, exchange } = written;
        let mut state = self.lock();
        if let Some(target) = &self.file {
            // The exchange took place: this must not look like a call that can be made again.
            target
                .append(&line)
                .map_err(|error| Error::interrupted(error).with_kind(ErrorKind::Configuration))?;
        }
        state.recorded.push(Recorded { ticket, met, exchange });
        Ok(())
    }

    /// All that is recorded, in the stable order.
    pub(super) fn cassette(&self, redactor: &Redactor) -> Cassette {
        self.lock().cassette(self.path(), redactor)
    }

    /// Puts the file into its stable order.
    pub(super) fn sort(&self, redactor: &Redactor) -> Result<(), Error> {
        let mut state = self.lock();
        if let Some(target) = &self.file {
            let _turn = target.turn()?;
            // What is here is redacted by all that was met, before it is compared.
            state.cassette(Some(&target.path), redactor);
            state.take_over(&target.path, redactor);
            let text = state.cassette(Some(&target.path), redactor).to_text();
            file::replace(&target.path, &text)?;
        }
        Ok(())
    }

    fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|target| target.path.as_path())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Target {
    fn turn(&self) -> Result<Turn<'_>, Error> {
        self.turns.take().map_err(|source| file::cannot_write(&self.path, source))
    }

    fn append(&self, line: &[u8]) -> Result<(), Error> {
        let _turn = self.turn()?;
        file::append(&self.path, line).map_err(|source| file::cannot_write(&self.path, source))
    }
}

fn turns_of(path: &Path) -> Result<Turns, Error> {
    Turns::of(path).map_err(|source| file::cannot_write(path, source))
}

impl State {
    /// Puts what is recorded into order, redacted by all that was met until now.
    fn cassette(&mut self, path: Option<&Path>, redactor: &Redactor) -> Cassette {
        let met = redactor.met();
        for recorded in &mut self.recorded {
            if recorded.met < met
                && redactor.is_met_in(recorded.exchange.text().as_bytes())
                && let Some(exchange) = again(&recorded.exchange, redactor)
            {
                recorded.exchange = exchange;
            }
            recorded.met = met;
        }
        self.recorded.sort_by(|one, other| {
            let requests = one.exchange.request().cmp(other.exchange.request());
            requests.then(one.ticket.cmp(&other.ticket))
        });
        let exchanges = self.recorded.iter().map(|recorded| recorded.exchange.clone()).collect();
        Cassette::of(exchanges, path.map(|path| path.display().to_string().into()))
    }

    /// Takes over what another process has added to the file.
    fn take_over(&mut self, path: &Path, redactor: &Redactor) {
        let Ok(there) = Cassette::load(path) else { return };
        let mut own: HashMap<&str, usize> = HashMap::new();
        for recorded in &self.recorded {
            *own.entry(recorded.exchange.text()).or_default() += 1;
        }
        let mut others = Vec::new();
        for exchange in there.exchanges() {
            let is_met = redactor.is_met_in(exchange.text().as_bytes());
            let newly = if is_met { again(exchange, redactor) } else { None };
            let exchange = newly.as_ref().unwrap_or(exchange);
            match own.get_mut(exchange.text()) {
                Some(count) if *count > 0 => *count -= 1,
                _ => others.push(exchange.clone()),
            }
        }
        let others =
            others.into_iter().map(|exchange| Recorded { ticket: usize::MAX, met: 0, exchange });
        self.recorded.extend(others);
    }
}

/// An exchange, redacted by all that was met since.
fn again(exchange: &Exchange, redactor: &Redactor) -> Option<Exchange> {
    let request = exchange.canonical(redactor)?.text;
    let reply = exchange.reply();
    Written::new(&request, reply.as_ref(), redactor).ok().map(|written| written.exchange)
}

fn unreadable(error: &LineError) -> Error {
    Error::configuration(format!("what was recorded cannot be read again: {}", error.message))
}

impl fmt::Debug for Tape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tape").field("path", &self.path()).finish_non_exhaustive()
    }
}
