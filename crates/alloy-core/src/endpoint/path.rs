//! The path and query of a request, written so that no value can change which path it is.

use std::fmt::{self, Write as _};

use bytes::Bytes;
use http::{
    Uri,
    uri::{InvalidUri, PathAndQuery},
};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{Error, id};

/// Everything that may not stand unescaped inside one segment of a path (RFC 3986, `pchar`).
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Everything but what RFC 3986 calls unreserved.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Enough for the path of most operations, so that it is allocated once.
const CAPACITY: usize = 96;

/// Takes the parts of a request's path and query, and escapes them.
///
/// ```
/// # use alloy_core::{Error, PathWriter};
/// fn path(path: &mut PathWriter) -> Result<(), Error> {
///     path.fixed("users").segment("user id", "a/b")?.fixed("token").query("limit", "1 & 2");
///     Ok(())
/// }
/// let mut written = PathWriter::default();
/// path(&mut written)?;
/// assert_eq!(written.to_string(), "/users/a%2Fb/token?limit=1%20%26%202");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct PathWriter {
    text: String,
    /// Where the query's `?` stands.
    query: Option<usize>,
    /// The whole address, where it was written and checked before; `text` is then its path's start.
    known: Option<Uri>,
}

impl PathWriter {
    pub(crate) fn new(prefix: &str) -> Self {
        Self { text: prefix.to_owned(), ..Self::default() }
    }

    /// Whether this is all that was written.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.known.is_none() && self.text == text
    }

    /// Takes an address that was made before for all of it.
    pub(crate) fn set_known(&mut self, uri: Uri) {
        self.known = Some(uri);
    }

    /// The address that was taken.
    pub(crate) fn take_known(&mut self) -> Option<Uri> {
        self.known.take()
    }

    /// Adds segments known at compile time, such as `connectors` or `files/list`. Before any query.
    pub fn fixed(&mut self, segments: &'static str) -> &mut Self {
        if self.text.capacity() < CAPACITY {
            self.text.reserve(CAPACITY);
        }
        self.text.push('/');
        self.text.push_str(segments);
        self
    }

    /// Adds one segment of any text, escaped. Before any query.
    ///
    /// Refused are empty texts, control characters, and `.` or `..`, which would make it another
    /// path; the error names `what`.
    pub fn segment(&mut self, what: &'static str, text: &str) -> Result<&mut Self, Error> {
        id::path_segment(text).map_err(|problem| Error::invalid_request(what, problem))?;
        // Writing to a `String` cannot fail.
        let _ = write!(self.text, "/{}", utf8_percent_encode(text, SEGMENT));
        Ok(self)
    }

    /// Adds a parameter to the query, escaped.
    pub fn query(&mut self, name: &str, value: &str) -> &mut Self {
        let sign = match self.query {
            Some(_) => '&',
            None => {
                self.query = Some(self.text.len());
                '?'
            }
        };
        let (name, value) = (utf8_percent_encode(name, QUERY), utf8_percent_encode(value, QUERY));
        let _ = write!(self.text, "{sign}{name}={value}");
        self
    }

    pub(crate) fn without_query(&self) -> &str {
        self.query.and_then(|at| self.text.get(..at)).unwrap_or(&self.text)
    }

    pub(crate) fn into_path(self) -> Result<PathAndQuery, InvalidUri> {
        PathAndQuery::from_maybe_shared(Bytes::from(self.text))
    }
}

impl fmt::Display for PathWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known.as_ref().and_then(Uri::path_and_query);
        f.write_str(known.map_or(&self.text, PathAndQuery::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_segment() {
        for bad in ["", ".", "..", "../users", "a\\..", "%2e%2e", "a\nb"] {
            let error = PathWriter::new("").segment("user id", bad).unwrap_err();
            assert_eq!(error.path(), Some("user id"), "{bad:?}");
        }
        let mut path = PathWriter::new("/base");
        path.fixed("a").segment("b", "x?y#z%2F é").unwrap().query("q", "?/ü").query("r", "");
        assert_eq!(path.to_string(), "/base/a/x%3Fy%23z%252F%20%C3%A9?q=%3F%2F%C3%BC&r=");
        assert_eq!(path.without_query(), "/base/a/x%3Fy%23z%252F%20%C3%A9");
    }
}
