//! Exchanges that other programs recorded, and cassettes for other programs to read.

mod archive;
mod import;
mod vcr;

use alloy_core::Error;
use serde_json::{Value, json};

use crate::{
    Cassette, Redaction,
    cassette::{
        exchange::Exchange,
        request::{BodyForm, RequestForm},
    },
};

use import::Gathered;

/// What came of an import.
#[derive(Clone, Debug)]
pub struct Import {
    cassette: Cassette,
    skipped: usize,
    incomplete: usize,
}

impl Import {
    /// The exchanges with the platform.
    pub fn cassette(&self) -> &Cassette {
        &self.cassette
    }

    /// How many entries were no calls to the platform.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// How many calls to the platform have no response in the file, or none of its content: they
    /// are not in the cassette.
    pub fn incomplete(&self) -> usize {
        self.incomplete
    }
}

/// From and to the formats of other programs.
impl Cassette {
    /// Takes the calls to the platform out of a HAR 1.2 file, as browsers and proxies save it.
    ///
    /// They are redacted as in a recording; delete the HAR file, which is not. Calls to the platform
    /// are those to an `execute` path, and those to a host below `runalloy.com` or with an
    /// `x-api-version` header. Bodies in base64 and missing parts are taken as they come. Fails, by
    /// line and column, when the text is no HAR.
    ///
    /// ```
    /// use alloy_testkit::{Cassette, Redaction};
    ///
    /// let har = r#"{"log": {"version": "1.2", "entries": [
    ///     {"request": {"method": "GET", "url": "https://www.example.com/logo.png"},
    ///      "response": {"status": 200, "content": {}}},
    ///     {"request": {"method": "GET", "url": "https://production.runalloy.com/connectors"},
    ///      "response": {"status": 200, "content": {"text": "{\"connectors\":[]}"}}}
    /// ]}}"#;
    /// let import = Cassette::from_har(har, Redaction::new())?;
    /// assert_eq!((import.cassette().len(), import.skipped()), (1, 1));
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn from_har(har: impl AsRef<[u8]>, redaction: Redaction) -> Result<Import, Error> {
        archive::read(har.as_ref())?.into_import(redaction)
    }

    /// Takes the calls to the platform out of a JSON cassette of another program: the form of Ruby's
    /// VCR and its Rust namesakes (`http_interactions`), or of Python's (`interactions`).
    ///
    /// What holds for [`from_har`](Self::from_har) holds here.
    ///
    /// ```
    /// use alloy_testkit::{Cassette, Redaction};
    ///
    /// let vcr = r#"{"version": 1, "interactions": [{
    ///     "request": {"method": "POST", "body": "{\"credentialId\":\"507f1f77bcf86cd799439011\"}",
    ///         "uri": "https://production.runalloy.com/connectors/slack/actions/auth_test/execute"},
    ///     "response": {"status": {"code": 200, "message": "OK"},
    ///         "body": {"string": "{\"responseData\":{\"ok\":true}}"}}
    /// }]}"#;
    /// assert_eq!(Cassette::from_vcr(vcr, Redaction::new())?.cassette().len(), 1);
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn from_vcr(vcr: impl AsRef<[u8]>, redaction: Redaction) -> Result<Import, Error> {
        vcr::read(vcr.as_ref())?.into_import(redaction)
    }

    /// The text of a HAR 1.2 file with the exchanges, for a browser's or proxy's viewer.
    ///
    /// A cassette has no times, so all are zero, and names no host, so it is production's. A failure
    /// of the transport is an entry with status 0, as browsers have it.
    ///
    /// ```
    /// # use alloy_testkit::Cassette;
    /// assert!(Cassette::new().to_har().contains(r#""version": "1.2""#));
    /// ```
    pub fn to_har(&self) -> String {
        let entries: Vec<Value> = self.exchanges().iter().map(archive::entry).collect();
        let har = json!({"log": {
            "version": "1.2",
            "creator": {"name": "alloy-testkit", "version": env!("CARGO_PKG_VERSION")},
            "entries": entries,
        }});
        // A tree of text can always be written.
        serde_json::to_string_pretty(&har).unwrap_or_default()
    }
}

/// A text of JSON, with its byte order mark if it has one.
fn parse<'a, T: serde::Deserialize<'a>>(text: &'a [u8], what: &str) -> Result<T, Error> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    serde_json::from_slice(text).map_err(|source| {
        let (line, column) = (source.line(), source.column());
        Error::configuration(format!("{line}:{column}: this is no {what}")).with_source(source)
    })
}

/// The body of a recorded request as a text, if it had one that is a text.
fn request_text(form: &RequestForm<'_>) -> Option<String> {
    match &form.body {
        BodyForm::None => None,
        BodyForm::Json(json) => Some(json.to_text()),
        BodyForm::Other(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// The request of an exchange. It was checked when the line was read.
fn form(exchange: &Exchange) -> Option<RequestForm<'_>> {
    exchange.form()
}
