//! Recorded exchanges: what a [`Recorder`](crate::Recorder) keeps and a
//! [`Replayer`](crate::Replayer) answers from.

pub(crate) mod difference;
pub(crate) mod exchange;
pub(crate) mod file;
pub(crate) mod hash;
pub(crate) mod json;
mod lint;
mod load;
pub(crate) mod matching;
pub(crate) mod miss;
pub(crate) mod pointer;
pub(crate) mod redaction;
pub(crate) mod request;

use std::{fmt, fs, io, path::Path, sync::Arc};

use alloy_core::Error;
use bytes::Bytes;

pub use exchange::Exchange;
pub use lint::Finding;
pub use matching::{Matching, Repeats};
pub use miss::Miss;
pub use redaction::Redaction;

/// Exchanges with the platform, in a file or in memory. Clones share them.
///
/// # The file
///
/// JSON Lines. The first line is `{"format":"alloy-cassette","version":1}`, each further line one
/// exchange:
///
/// ```json
/// {"request":{"method":"POST","path":"/connectors/notion/actions/get-self/execute","json":{"credentialId":"redacted-0c9f4a1b2d3e"}},"response":{"status":200,"headers":{"content-type":"application/json"},"json":{"responseData":{"object":"user"}}}}
/// ```
///
/// - What is kept of a request is the action and its canonical envelope, with keys in order and
///   both names for headers as one, and not by which backend or key it was sent.
/// - Bodies in JSON are JSON, with the text of their numbers. Others are base64.
/// - In place of `response` there may be an `error`: a failure of the transport.
/// - Lines are ordered by their request, and those of one request by when it was made. So a file
///   changes only where an exchange did.
///
/// The crate has the JSON Schema of a line, `cassette.schema.json`. What secrets become is
/// described at [`Redaction`].
///
/// ```
/// # use alloy_testkit::Cassette;
/// let text = r#"{"format":"alloy-cassette","version":1}
/// {"request":{"method":"GET","path":"/connectors"},"response":{"status":200,"json":{"connectors":[]}}}
/// "#;
/// let cassette = Cassette::parse(text)?;
/// assert_eq!(cassette.exchanges()[0].reply()?.body(), r#"{"connectors":[]}"#);
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Cassette {
    exchanges: Arc<Vec<Exchange>>,
    torn: Option<usize>,
    name: Option<Arc<str>>,
}

impl Cassette {
    /// A cassette with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file. Bodies are not looked into before they are used.
    ///
    /// Reads in one go and blocks for as long: do it before the asynchronous part of a test. A last
    /// line that a killed run left unfinished is passed over; [`torn_line`](Self::torn_line) tells.
    ///
    /// Fails with [`ErrorKind::Configuration`](alloy_core::ErrorKind::Configuration) when there is
    /// no such file, and, by line and column, when it is damaged or of a newer version.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let file = fs::read(path).map_err(|source| {
            let error = Error::configuration(format!("cannot read the cassette {name}"));
            match source.kind() {
                io::ErrorKind::NotFound => error.with_hint(
                    "record it: with the mode by code, or with ALLOY_CASSETTE=record-missing",
                ),
                _ => error,
            }
            .with_source(source)
        })?;
        Self::read(&file.into(), Some(name))
    }

    /// Reads the text of a cassette, as [`load`](Self::load) does.
    pub fn parse(text: impl Into<Bytes>) -> Result<Self, Error> {
        Self::read(&text.into(), None)
    }

    fn read(file: &Bytes, name: Option<String>) -> Result<Self, Error> {
        let loaded = load::load(file).map_err(|damage| {
            let name = name.as_deref().unwrap_or("cassette");
            let load::Damage { line, column, message } = damage;
            Error::configuration(format!("{name}:{line}:{column}: {message}"))
        })?;
        Ok(Self {
            exchanges: Arc::new(loaded.exchanges),
            torn: loaded.torn,
            name: name.map(Into::into),
        })
    }

    pub(crate) fn of(exchanges: Vec<Exchange>, name: Option<Arc<str>>) -> Self {
        Self { exchanges: Arc::new(exchanges), torn: None, name }
    }

    /// Writes the file in the stable order, whole or not at all.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        file::replace(path.as_ref(), &self.to_text())
    }

    /// The text of the file, in the stable order.
    pub fn to_text(&self) -> String {
        let mut sorted: Vec<&Exchange> = self.exchanges.iter().collect();
        sorted.sort_by(|one, other| one.request().cmp(other.request()));
        let mut text = load::header();
        for exchange in sorted {
            text.push_str(exchange.text());
            text.push('\n');
        }
        text
    }

    /// The exchanges, in the order of the file.
    pub fn exchanges(&self) -> &[Exchange] {
        &self.exchanges
    }

    /// How many exchanges there are.
    pub fn len(&self) -> usize {
        self.exchanges.len()
    }

    /// Whether there is no exchange.
    pub fn is_empty(&self) -> bool {
        self.exchanges.is_empty()
    }

    /// The number of the last line, if a run was killed while it wrote it. It is not among the
    /// exchanges.
    pub fn torn_line(&self) -> Option<usize> {
        self.torn
    }

    /// The file that it was read from, for messages.
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("the cassette")
    }
}

impl fmt::Debug for Cassette {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cassette")
            .field("name", &self.name())
            .field("exchanges", &self.len())
            .field("torn", &self.torn)
            .finish()
    }
}
