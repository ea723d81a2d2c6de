//! One pass over a text in which nothing is to be redacted but ids that were met before.
//!
//! What it gives is that of the tree, merged and redacted, which is not made. Wherever more would
//! have to be looked at than a name or a form, it gives nothing, and the tree has to tell.

use std::borrow::Cow;

use super::{Redactor, bodies::LONG_KEY};
use crate::cassette::{
    hash::{Hash, Kind, Members},
    json::reader::{DEPTH, Reader},
    redaction::{
        dictionary::Dictionary,
        names::{self, Secret},
        placeholder::is_placeholder,
        scan::{self, Emails},
    },
    request::{HEADERS, may_be_left_out},
};

/// The most members of an object and the most headers that are looked at.
const MEMBERS: usize = 32;
const PROVIDER_HEADERS: usize = 16;
/// The longest name of a header with capital letters.
const NAME: usize = 64;

impl Redactor {
    /// The hash of an envelope.
    pub(crate) fn glance(&self, envelope: &str) -> Option<Hash> {
        let dictionary = &self.read();
        let mut glance = self.start(envelope, dictionary)?;
        let hash = glance.envelope()?;
        glance.is_done().then_some(hash)
    }

    /// A body in JSON of which nothing is redacted, and which is written as it is already.
    pub(crate) fn verbatim<'a>(&self, body: &'a [u8]) -> Option<&'a str> {
        let text = std::str::from_utf8(body).ok()?;
        if !text.starts_with(['{', '[']) || text.contains('\\') {
            return None;
        }
        let dictionary = &self.read();
        let mut glance = self.start(text, dictionary)?;
        glance.value(None, DEPTH)?;
        let is_untouched = glance.searched == 0;
        (is_untouched && glance.is_done() && !glance.reader.has_blanks()).then_some(text)
    }

    /// Whether it goes by names and forms alone.
    pub(crate) fn is_usual(&self) -> bool {
        let settings = &self.settings;
        settings.pointers.is_empty() && settings.rules.is_empty() && settings.emails == Emails::Keep
    }

    fn start<'a>(&self, text: &'a str, dictionary: &'a Dictionary) -> Option<Glance<'a>> {
        let reader = Reader::new(text);
        self.is_usual().then_some(Glance { dictionary, text, searched: 0, reader })
    }
}

struct Glance<'a> {
    dictionary: &'a Dictionary,
    text: &'a str,
    /// Up to where the text was searched for secrets that were met.
    searched: usize,
    reader: Reader<'a>,
}

/// A header for the provider, and whether it stands among those that count.
#[derive(Clone, Copy)]
struct Header {
    name: Hash,
    value: Hash,
    counts: bool,
}

impl<'a> Glance<'a> {
    fn envelope(&mut self) -> Option<Hash> {
        if self.reader.next_byte()? != b'{' {
            return None;
        }
        let mut members = Distinct::new();
        let mut headers = Headers { all: [None; PROVIDER_HEADERS], count: 0 };
        let mut more = self.reader.open(b'}')?;
        while more {
            let key = self.key()?;
            let is_object = self.reader.next_byte()? == b'{';
            if is_object && HEADERS.contains(&key) {
                self.headers(key == HEADERS[1], &mut headers)?;
            } else if may_be_left_out(key) && self.is_empty()? {
                self.value(None, DEPTH - 1)?;
            } else {
                self.member(key, &mut members, DEPTH - 1)?;
            }
            more = self.reader.go_on(b'}')?;
        }
        if headers.count > 0 {
            members.add(Hash::string(HEADERS[0]), headers.hash())?;
        }
        Some(members.all.hash())
    }

    /// Whether there is nothing in the value that comes next, where the reader is.
    fn is_empty(&self) -> Option<bool> {
        let mut ahead = self.reader;
        match ahead.next_byte()? {
            b'{' => ahead.open(b'}').map(|more| !more),
            b'[' => ahead.open(b']').map(|more| !more),
            first => Some(first == b'n'),
        }
    }

    fn headers(&mut self, counts: bool, headers: &mut Headers) -> Option<()> {
        let mut more = self.reader.open(b'}')?;
        while more {
            let written = self.key()?;
            let mut lower = [0; NAME];
            let name = if written.bytes().any(|byte| byte.is_ascii_uppercase()) {
                let lower = lower.get_mut(..written.len())?;
                lower.copy_from_slice(written.as_bytes());
                lower.make_ascii_lowercase();
                let name = std::str::from_utf8(lower).ok()?;
                self.is_clean(name)?;
                name
            } else {
                written
            };
            let value = self.value_of(name, DEPTH - 2)?;
            headers.add(Header { name: Hash::string(name), value, counts })?;
            more = self.reader.go_on(b'}')?;
        }
        Some(())
    }

    fn member(&mut self, key: &str, members: &mut Distinct, depth: usize) -> Option<()> {
        let value = self.value_of(key, depth)?;
        members.add(Hash::string(key), value)
    }

    fn value_of(&mut self, key: &str, depth: usize) -> Option<Hash> {
        if key.len() >= LONG_KEY && has_form(key) {
            return None;
        }
        let starts_string = self.reader.next_byte()? == b'"';
        if starts_string && matches!(key, "name" | "key" | "header") {
            // It may say what the `value` beside it is.
            let mut ahead = self.reader;
            if names::secret(&ahead.string()?).is_some() {
                return None;
            }
        }
        self.value(names::secret(key), depth)
    }

    /// A value, whose name may be that of a secret.
    fn value(&mut self, name: Option<Secret>, depth: usize) -> Option<Hash> {
        let depth = depth.checked_sub(1)?;
        match (self.reader.next_byte()?, name) {
            (b'"', None) => {
                let text = self.reader.string()?;
                if let Cow::Owned(text) = &text {
                    // The search of the whole text sees it with escapes.
                    self.is_clean(text)?;
                }
                let is_known = self.dictionary.get(&text).is_some();
                let may_nest = text.starts_with(['{', '[']);
                (!is_known && !may_nest && !has_form(&text)).then(|| Hash::string(&text))
            }
            (b'"', Some(name)) => self.secret(name),
            (b'[', None) => {
                let mut hash = Hash::sequence(Kind::Array);
                let mut more = self.reader.open(b']')?;
                if more && self.reader.next_byte()? == b'"' {
                    // It may be a pair, of a name and its value.
                    let mut ahead = self.reader;
                    if names::secret(&ahead.string()?).is_some() {
                        return None;
                    }
                }
                while more {
                    hash = hash.then(self.value(None, depth)?);
                    more = self.reader.go_on(b']')?;
                }
                Some(hash)
            }
            (b'{', None) => {
                let mut members = Distinct::new();
                let mut more = self.reader.open(b'}')?;
                while more {
                    let key = self.key()?;
                    self.member(key, &mut members, depth)?;
                    more = self.reader.go_on(b'}')?;
                }
                Some(members.all.hash())
            }
            (first, None) => self.reader.literal(first).map(Hash::literal),
            _ => None,
        }
    }

    /// A string of which the name says that it is a secret.
    fn secret(&mut self, name: Secret) -> Option<Hash> {
        let start = self.reader.at();
        let text = self.reader.string()?;
        if text.is_empty() || is_placeholder(&text) {
            return Some(Hash::string(&text));
        }
        if !matches!(name, Secret::Whole | Secret::Url) {
            return None;
        }
        let placeholder = self.dictionary.get(&text)?;
        self.is_clean(placeholder)?;
        self.search(start)?;
        self.searched = self.reader.at();
        Some(Hash::string(placeholder))
    }

    /// Whether nothing follows, and nothing that was met is in what has not been searched yet.
    fn is_done(&mut self) -> bool {
        self.reader.next_byte().is_none() && self.search(self.text.len()).is_some()
    }

    fn key(&mut self) -> Option<&'a str> {
        match self.reader.key()? {
            Cow::Borrowed(key) => Some(key),
            // What is owned had escapes, which the search of the whole text does not see through.
            Cow::Owned(_) => None,
        }
    }

    /// Searches the text up to a place, all strings at once.
    fn search(&mut self, end: usize) -> Option<()> {
        let part = self.text.get(self.searched..end)?;
        self.searched = end;
        self.is_clean(part)
    }

    fn is_clean(&self, text: &str) -> Option<()> {
        self.dictionary.find(text.as_bytes(), 0).is_none().then_some(())
    }
}

/// Whether a form gives something away.
fn has_form(text: &str) -> bool {
    text.len() >= 8 && scan::next(text, 0, Emails::Keep).is_some()
}

/// Members of which no two have the same key.
struct Distinct {
    all: Members,
    /// A part of their hashes. Where that is the same by chance, the tree has to tell.
    keys: [usize; MEMBERS],
    count: usize,
}

impl Distinct {
    fn new() -> Self {
        Self { all: Members::new(), keys: [0; MEMBERS], count: 0 }
    }

    fn add(&mut self, key: Hash, value: Hash) -> Option<()> {
        if self.keys.get(..self.count)?.contains(&key.place()) {
            return None;
        }
        *self.keys.get_mut(self.count)? = key.place();
        self.count += 1;
        self.all.add(key, value, 0);
        Some(())
    }
}

/// Headers of both maps as one.
struct Headers {
    all: [Option<Header>; PROVIDER_HEADERS],
    count: usize,
}

impl Headers {
    fn add(&mut self, header: Header) -> Option<()> {
        let same = self.all.iter_mut().flatten().find(|other| other.name == header.name);
        match same {
            Some(other) if other.counts && !header.counts => {}
            Some(other) => *other = header,
            None => {
                *self.all.get_mut(self.count)? = Some(header);
                self.count += 1;
            }
        }
        Some(())
    }

    fn hash(&self) -> Hash {
        let mut members = Members::new();
        for header in self.all.iter().flatten() {
            members.add(header.name, header.value, 0);
        }
        members.hash()
    }
}
