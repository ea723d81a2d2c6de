//! Keeps what goes through a transport.

mod builder;
mod mode;
mod tape;

use std::{fmt, path::Path, sync::Arc};

use alloy_core::Error;
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

use crate::{
    Replayer,
    cassette::{Cassette, Exchange, matching::LookUp},
};

pub use builder::RecorderBuilder;
pub use mode::CassetteMode;
use tape::{Known, Tape};

/// A transport that answers from a cassette or records into it, around any other transport.
///
/// What it does is told by a [`CassetteMode`]: by code, or else by the environment variable
/// `ALLOY_CASSETTE`, or else it only replays. A test with a recorder is written once, recorded once
/// against the platform, and from then on runs offline.
///
/// ```
/// use alloy_core::DynamicAction;
/// use alloy_testkit::{CassetteMode, Recorder, Replayer, Sandbox};
/// use alloy_transport::Client;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// let sandbox = Sandbox::new();
/// let recorder = Recorder::builder(sandbox.clone()).mode(CassetteMode::RecordAll).build()?;
/// let client = Client::builder(recorder.clone()).api_key(sandbox.api_key()).build()?;
/// let notion = client.connection(sandbox.credential_id());
///
/// let search = DynamicAction::new("notion", "post-search")?;
/// let recorded = notion.execute(&search).await?;
/// recorder.finish()?;
/// assert_eq!(recorder.cassette().len(), 1);
/// # let replayer = Replayer::new(recorder.cassette());
/// # let client = Client::builder(replayer).api_key(sandbox.api_key()).build()?;
/// # let replayed = client.connection(sandbox.credential_id()).execute(&search).await?;
/// # assert_eq!(replayed, recorded);
/// # Ok(())
/// # }
/// ```
///
/// # The file
///
/// Each exchange is written when it is complete, in one small write of the calling task, before its
/// caller gets the response; so a killed run leaves all that was completed. There is no wait for the
/// disk itself. [`finish`](Self::finish) puts the file into its stable order, in one step; it
/// blocks, and belongs at the end of a test.
///
/// Recorders of one file in one process share it while they are open, and clones share everything.
/// Processes that record into one file take turns, and lose nothing of each other's, but for one of
/// [`CassetteMode::RecordAll`], which starts the file anew. They do so by files in the system's
/// folder for temporary ones, `alloy-cassettes-0.lock` to `alloy-cassettes-63.lock`, which are empty.
/// These stay: were one removed, two processes could each hold a file of that name. Processes with
/// different such folders do not know of each other.
///
/// Tests that record into one file one after the other share a recorder in a `LazyLock`, as each new
/// one of [`CassetteMode::RecordAll`] starts the file anew.
///
/// A call whose future is dropped is not recorded. Failures of the transport are passed on and not
/// recorded, unless [`with_failures`](RecorderBuilder::with_failures) asks for it.
pub struct Recorder<T> {
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    transport: T,
    mode: CassetteMode,
    failures: Failures,
    /// What was there before, and what a request looks like in it.
    replayer: Replayer,
    tape: Arc<Tape>,
}

/// Whether failures of the transport are recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Failures {
    #[default]
    PassOn,
    Record,
}

impl<T: Transport> Recorder<T> {
    /// A recorder of a file, in the mode of `ALLOY_CASSETTE`, with the default settings.
    ///
    /// Reads the file, and blocks and fails as [`Cassette::load`] does.
    ///
    /// ```no_run
    /// use alloy_testkit::Recorder;
    /// use alloy_transport::HyperTransport;
    ///
    /// let recorder = Recorder::open("tests/cassettes/search.jsonl", HyperTransport::new()?)?;
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn open(path: impl AsRef<Path>, transport: T) -> Result<Self, Error> {
        Self::builder(transport).file(path).build()
    }

    /// Settings for a recorder around a transport. Without a file, it keeps what it records in
    /// memory.
    pub fn builder(transport: T) -> RecorderBuilder<T> {
        RecorderBuilder::new(transport)
    }

    /// What it does with a request.
    pub fn mode(&self) -> CassetteMode {
        self.shared.mode
    }

    /// What is recorded so far, with what was there before, in the stable order.
    pub fn cassette(&self) -> Cassette {
        self.shared.tape.cassette(self.shared.replayer.redactor())
    }

    /// The exchanges that were there before and not asked for so far. None while everything is
    /// recorded anew.
    pub fn unused(&self) -> Vec<Exchange> {
        match self.shared.mode {
            CassetteMode::Replay | CassetteMode::RecordMissing => self.shared.replayer.unused(),
            CassetteMode::RecordAll | CassetteMode::PassThrough => Vec::new(),
        }
    }

    /// Puts the file into its stable order, and fails when something was there before and never
    /// asked for.
    pub fn finish(&self) -> Result<(), Error> {
        match self.shared.mode {
            CassetteMode::PassThrough => Ok(()),
            CassetteMode::Replay => self.shared.replayer.finish(),
            CassetteMode::RecordMissing => {
                self.shared.tape.sort(self.shared.replayer.redactor())?;
                self.shared.replayer.finish()
            }
            CassetteMode::RecordAll => self.shared.tape.sort(self.shared.replayer.redactor()),
        }
    }

    async fn record(
        &self,
        request: Request<Bytes>,
        known: Option<Known>,
    ) -> Result<Response<Bytes>, Error> {
        let Shared { transport, failures, replayer, tape, .. } = &*self.shared;
        let ticket = tape.ticket();
        let result = transport.send(request.clone()).await;
        if result.is_ok() || *failures == Failures::Record {
            tape.add(ticket, &request, known, result.as_ref(), replayer.redactor())?;
        }
        result
    }
}

#[async_trait]
impl<T: Transport> Transport for Recorder<T> {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        match self.shared.mode {
            CassetteMode::Replay => self.shared.replayer.answer(&request),
            CassetteMode::PassThrough => self.shared.transport.send(request).await,
            CassetteMode::RecordAll => {
                // So that the reply is searched for what the request gives away.
                let known = Known::new(&request, self.shared.replayer.redactor());
                self.record(request, Some(known)).await
            }
            CassetteMode::RecordMissing => {
                let known = match self.shared.replayer.look_up(&request) {
                    LookUp::Found(exchange) => Some(exchange.reply()),
                    LookUp::UsedUp(_) | LookUp::Unknown => None,
                };
                match known {
                    Some(reply) => reply,
                    None => self.record(request, None).await,
                }
            }
        }
    }
}

impl<T> Clone for Recorder<T> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<T> fmt::Debug for Recorder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder")
            .field("mode", &self.shared.mode)
            .field("tape", &self.shared.tape)
            .finish_non_exhaustive()
    }
}
