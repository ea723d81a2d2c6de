//! Answers from a cassette.

use std::{fmt, path::Path, sync::Arc};

use alloy_core::Error;
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

use crate::cassette::{
    Cassette, Exchange, Matching, Redaction,
    matching::{Index, LookUp},
    miss::Miss,
    redaction::Redactor,
    request::Canonical,
};

/// A transport that answers from a [`Cassette`] and needs no other.
///
/// A request that was not recorded fails, with the closest recorded one and where they differ: see
/// [`Miss`]. Clones share which recordings were used; tests that run in parallel on one cassette
/// each make their own of it, which reads nothing again, and each gets every sequence from its
/// start.
///
/// ```
/// use alloy_core::{ApiKey, DynamicAction, Error};
/// use alloy_testkit::{Cassette, Replayer};
/// use alloy_transport::Client;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// # let cassette = Cassette::parse(r#"{"format":"alloy-cassette","version":1}
/// # {"request":{"method":"POST","path":"/connectors/slack/actions/auth_test/execute","json":{"credentialId":"redacted-slack"}},"response":{"status":200,"json":{"responseData":{"ok":true}}}}
/// # "#)?;
/// // let cassette = Cassette::load("tests/cassettes/slack.jsonl")?;
/// let replayer = Replayer::new(cassette);
/// let client = Client::builder(replayer.clone()).api_key(ApiKey::new("any-key-will-do-here")?).build()?;
/// let slack = client.connection("redacted-slack".parse()?);
///
/// let reply = slack.execute(&DynamicAction::new("slack", "auth_test")?).await?;
/// assert_eq!(reply["ok"], true);
/// replayer.finish()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Replayer {
    shared: Arc<Shared>,
}

struct Shared {
    cassette: Cassette,
    redactor: Redactor,
    index: Index,
}

impl Replayer {
    /// Answers from a cassette, with the default matching and redaction.
    pub fn new(cassette: Cassette) -> Self {
        Self::with(cassette, Matching::new(), Redaction::new())
    }

    /// Answers from a file. Fails, and blocks, as [`Cassette::load`] does.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        Cassette::load(path).map(Self::new)
    }

    /// Answers from a cassette that was recorded with this redaction, by a matching of one's own.
    pub fn with(cassette: Cassette, matching: Matching, redaction: Redaction) -> Self {
        Self::by(cassette, matching, Redactor::new(redaction))
    }

    pub(crate) fn by(cassette: Cassette, matching: Matching, redactor: Redactor) -> Self {
        let index = Index::new(&cassette, matching, &redactor);
        Self { shared: Arc::new(Shared { cassette, redactor, index }) }
    }

    /// What it answers from.
    pub fn cassette(&self) -> &Cassette {
        &self.shared.cassette
    }

    /// The exchanges that were not asked for so far.
    pub fn unused(&self) -> Vec<Exchange> {
        let exchanges = self.cassette().exchanges();
        let unused = self.shared.index.unused();
        unused.into_iter().filter_map(|at| exchanges.get(at).cloned()).collect()
    }

    /// Fails when something was recorded and never asked for, and tells what.
    pub fn finish(&self) -> Result<(), Error> {
        let unused = self.unused();
        if unused.is_empty() {
            return Ok(());
        }
        let (count, all, name) = (unused.len(), self.cassette().len(), self.cassette().name());
        let mut message = format!("{count} of {all} exchanges in {name} were never asked for: ");
        for (at, exchange) in unused.iter().take(20).enumerate() {
            if at > 0 {
                message.push_str(", ");
            }
            message.push_str(&exchange.to_string());
        }
        Err(Error::configuration(message).with_hint("ALLOY_CASSETTE=record-all records all anew"))
    }

    pub(crate) fn redactor(&self) -> &Redactor {
        &self.shared.redactor
    }

    /// The next recording of a request.
    pub(crate) fn look_up(&self, request: &Request<Bytes>) -> LookUp<'_> {
        let Shared { cassette, redactor, index } = &*self.shared;
        index.next(cassette, index.matching().sought(request, redactor))
    }

    /// The answer to a request, or the failure that was recorded, or a [`Miss`].
    pub(crate) fn answer(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let missed = match self.look_up(request) {
            LookUp::Found(exchange) => return exchange.reply(),
            missed => missed,
        };
        let Canonical { form, text } = Canonical::new(request, self.redactor());
        let miss = match missed {
            LookUp::UsedUp(used) => Miss::used_up(text, used),
            _ => Miss::new(self.cassette(), &form, text),
        };
        Err(miss.into_error(self.cassette(), &form))
    }
}

#[async_trait]
impl Transport for Replayer {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        self.answer(&request)
    }
}

impl fmt::Debug for Replayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replayer").field("cassette", self.cassette()).finish_non_exhaustive()
    }
}
