//! Writes an envelope straight into the bytes that will be sent.

use std::fmt::{self, Write as _};

use serde::Serialize;

use super::{
    HeaderField,
    json::{self, Text, text},
    key,
};
use crate::{Context, CredentialId, Error, id};

/// Takes an action's parts and writes them as the JSON of an envelope, without a tree in between.
///
/// The parts may come in any order; those of one kind that follow each other cost nothing extra.
/// A part that is never written is left out of the envelope, and so is an empty body.
#[derive(Debug)]
pub struct EnvelopeWriter<'a> {
    bytes: Vec<u8>,
    context: &'a Context<'a>,
    has_body: bool,
    path: Section,
    query: Section,
    /// Which section's object is still without its closing brace, at the end of `bytes`.
    open: Option<Kind>,
}

/// A parameter object inside the envelope.
#[derive(Clone, Copy, Debug, Default)]
struct Section {
    /// Where its next member goes: the place of its closing brace, written or to be written.
    end: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Path,
    Query,
}

impl<'a> EnvelopeWriter<'a> {
    pub(crate) fn new(
        credential: &CredentialId,
        context: &'a Context<'a>,
        capacity: usize,
    ) -> Self {
        let mut writer = Self {
            bytes: Vec::with_capacity(capacity),
            context,
            has_body: false,
            path: Section::default(),
            query: Section::default(),
            open: None,
        };
        writer.bytes.push(b'{');
        writer.key(key::CREDENTIAL_ID);
        text(&mut writer.bytes, credential.as_str());
        writer
    }

    /// The headers that hold for this call.
    pub fn context(&self) -> &'a Context<'a> {
        self.context
    }

    /// Writes the provider's request body, once.
    ///
    /// What serialises to `{}` or `null` is left out, as the platform's own examples do.
    pub fn body<T: Serialize + ?Sized>(&mut self, body: &T) -> Result<(), Error> {
        if self.has_body {
            return Err(Error::invalid_request(key::REQUEST_BODY, "written twice"));
        }
        self.close();
        let before = self.bytes.len();
        self.bytes.push(b',');
        self.key(key::REQUEST_BODY);
        let start = self.bytes.len();
        json::write(&mut self.bytes, body)
            .map_err(|source| Problem::Unwritable(source).of(key::REQUEST_BODY, ""))?;
        if matches!(&self.bytes[start..], b"{}" | b"null") {
            self.bytes.truncate(before);
        } else {
            self.has_body = true;
        }
        Ok(())
    }

    /// Writes a parameter that the platform puts into the path of the provider's URL.
    ///
    /// Refused are empty values, control characters, and `.` or `..` segments, which would turn the
    /// call into one of another operation. `/`, `?` and `#` pass: some providers' parameters have
    /// them, and it is for the platform to escape them.
    pub fn path(&mut self, name: &str, value: impl fmt::Display) -> Result<(), Error> {
        self.member(Kind::Path, name, |bytes| {
            bytes.push(b'"');
            let start = bytes.len();
            // Written where it will stay, which is right for nearly all of them.
            if write!(Text(bytes), "{value}").is_err() {
                return Err(Problem::Refused("has no text"));
            }
            if !id::is_harmless(&bytes[start..]) {
                let value = String::from_utf8_lossy(&bytes.split_off(start)).into_owned();
                id::path_segment(&value).map_err(Problem::Refused)?;
                bytes.pop();
                text(bytes, &value);
                return Ok(());
            }
            bytes.push(b'"');
            Ok(())
        })
    }

    /// Writes a parameter of the provider's URL query: a text, a number, a boolean or a list.
    ///
    /// Lists stay JSON arrays; how the platform spells them in the URL is its own affair.
    pub fn query<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.member(Kind::Query, name, |bytes| {
            json::write(bytes, value).map_err(Problem::Unwritable)
        })
    }

    /// Adds one member to a section, opening or re-opening it as needed.
    fn member(
        &mut self,
        kind: Kind,
        name: &str,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), Problem>,
    ) -> Result<(), Error> {
        let section = kind.key();
        let (before, was_open) = (self.bytes.len(), self.open);
        let is_new = self.section(kind).end.is_none();
        if is_new {
            self.close();
            self.bytes.push(b',');
            self.key(section);
            self.bytes.push(b'{');
            self.open = Some(kind);
            self.section(kind).end = Some(self.bytes.len());
        }
        let end = self.section(kind).end.unwrap_or(self.bytes.len());
        let start = self.bytes.len();
        if self.bytes.get(end - 1) != Some(&b'{') {
            self.bytes.push(b',');
        }
        text(&mut self.bytes, name);
        self.bytes.push(b':');
        if let Err(problem) = write(&mut self.bytes) {
            if is_new {
                (self.open, self.section(kind).end) = (was_open, None);
            }
            self.bytes.truncate(if is_new { before } else { start });
            return Err(problem.of(section, name));
        }
        let added = self.bytes.len() - start;
        if end < start {
            // Written at the end of the bytes, and moved to its place in a section that was closed.
            self.bytes[end..].rotate_right(added);
        }
        let other = kind.other();
        if let Some(other_end) = &mut self.section(other).end
            && *other_end > end
        {
            *other_end += added;
        }
        self.section(kind).end = Some(end + added);
        Ok(())
    }

    fn section(&mut self, kind: Kind) -> &mut Section {
        match kind {
            Kind::Path => &mut self.path,
            Kind::Query => &mut self.query,
        }
    }

    /// Closes the section at the end of the bytes, if one is open.
    fn close(&mut self) {
        if self.open.take().is_some() {
            self.bytes.push(b'}');
        }
    }

    #[inline]
    fn key(&mut self, key: &str) {
        // The envelope's own keys need no escaping.
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(key.as_bytes());
        self.bytes.extend_from_slice(b"\":");
    }

    /// Adds the headers and closes the envelope.
    pub(crate) fn finish(mut self, field: HeaderField) -> Vec<u8> {
        self.close();
        let (first, second) = match field {
            HeaderField::Both => (key::HEADERS, Some(key::ADDITIONAL_HEADERS)),
            HeaderField::Headers => (key::HEADERS, None),
            HeaderField::AdditionalHeaders => (key::ADDITIONAL_HEADERS, None),
        };
        let before = self.bytes.len();
        self.bytes.push(b',');
        self.key(first);
        let start = self.bytes.len();
        self.context.each_header(|name, value| {
            self.bytes.push(if self.bytes.len() == start { b'{' } else { b',' });
            // A token has nothing to escape.
            self.key(name);
            text(&mut self.bytes, value);
        });
        if self.bytes.len() == start {
            self.bytes.truncate(before);
        } else {
            self.bytes.push(b'}');
            let map = start..self.bytes.len();
            if let Some(second) = second {
                self.bytes.push(b',');
                self.key(second);
                self.bytes.extend_from_within(map);
            }
        }
        self.bytes.push(b'}');
        self.bytes
    }
}

impl Kind {
    fn key(self) -> &'static str {
        match self {
            Self::Path => key::PATH_PARAMS,
            Self::Query => key::QUERY_PARAMETERS,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Path => Self::Query,
            Self::Query => Self::Path,
        }
    }
}

/// Why a part cannot be written.
enum Problem {
    Refused(&'static str),
    Unwritable(serde_json::Error),
}

impl Problem {
    /// The error, which names the section and, where it has one, the member.
    #[cold]
    fn of(self, section: &str, name: &str) -> Error {
        let path = if name.is_empty() { section.to_owned() } else { format!("{section}.{name}") };
        match self {
            Self::Refused(problem) => Error::invalid_request(path, problem),
            Self::Unwritable(source) => {
                Error::invalid_request(path, "cannot be written as JSON").with_source(source)
            }
        }
    }
}
