//! Headers for the provider behind a connector, which travel inside the envelope.

use std::{borrow::Cow, fmt};

use crate::Error;

/// One header for the provider, such as `Notion-Version: 2022-06-28`.
///
/// Its name is written as given (HTTP's own header type would make it lower-case). Its value may
/// be a secret, so `Debug` shows the name only.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    name: Cow<'static, str>,
    value: Cow<'static, str>,
}

impl Header {
    /// A header of a name and a value known at compile time, for connectors' constants.
    ///
    /// # Panics
    ///
    /// When the name or the value is not allowed in a header; in a constant, that is a compile
    /// error. For what a user gives, there is [`Header::new`].
    ///
    /// ```
    /// use alloy_core::Header;
    /// const VERSION: Header = Header::from_static("Notion-Version", "2022-06-28");
    /// assert_eq!(VERSION.name(), "Notion-Version");
    /// ```
    pub const fn from_static(name: &'static str, value: &'static str) -> Self {
        assert!(is_name(name), "not a header name");
        assert!(is_value(value), "not a header value: it has control characters");
        Self { name: Cow::Borrowed(name), value: Cow::Borrowed(value) }
    }

    /// Checks a name and a value and makes them a header.
    ///
    /// Fails when the name is not a token of HTTP, or when the value has control characters (CR and
    /// LF among them), which could forge further headers.
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        value: impl Into<Cow<'static, str>>,
    ) -> Result<Self, Error> {
        let (name, value) = (name.into(), value.into());
        if !is_name(&name) {
            return Err(Error::invalid_request(
                "headers",
                format!("{name:?} is not a header name"),
            ));
        }
        if !is_value(&value) {
            let path = format!("headers.{name}");
            return Err(Error::invalid_request(path, "the value contains control characters"));
        }
        Ok(Self { name, value })
    }

    /// The name as it will be written.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Header({}: [redacted])", self.name)
    }
}

/// Headers of one layer (a call, an action, a connection): each set or removed by name.
///
/// Names are compared without regard to case. See [`Context`] for how layers stack.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers {
    entries: Vec<Entry>,
}

#[derive(Clone, PartialEq, Eq)]
enum Entry {
    Set(Header),
    Removed(Cow<'static, str>),
}

impl Entry {
    fn name(&self) -> &str {
        match self {
            Self::Set(header) => header.name(),
            Self::Removed(name) => name,
        }
    }
}

impl Headers {
    /// A layer that says nothing.
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Sets a header, in place of one of the same name.
    pub fn set(&mut self, header: Header) -> &mut Self {
        self.put(Entry::Set(header))
    }

    /// Removes a header that a weaker layer would set.
    pub fn remove(&mut self, name: impl Into<Cow<'static, str>>) -> &mut Self {
        self.put(Entry::Removed(name.into()))
    }

    fn put(&mut self, entry: Entry) -> &mut Self {
        match self.entries.iter_mut().find(|old| is_same(old.name(), entry.name())) {
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
        self
    }

    fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| is_same(entry.name(), name))
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.entries.iter().map(|entry| match entry {
                Entry::Set(header) => format!("{}: [redacted]", header.name()),
                Entry::Removed(name) => format!("{name} removed"),
            }))
            .finish()
    }
}

impl FromIterator<Header> for Headers {
    fn from_iter<I: IntoIterator<Item = Header>>(headers: I) -> Self {
        let mut layer = Self::new();
        for header in headers {
            layer.set(header);
        }
        layer
    }
}

/// What holds for one call besides the action itself: the provider's headers, layer by layer.
///
/// The call wins over the action's own headers, the action over the connection (and its client),
/// and all of them over the connector's defaults. An action sees in
/// [`validate`](crate::Action::validate) and [`encode`](crate::Action::encode) exactly the headers
/// that will be sent, so that a version header and the shape of a body cannot disagree.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Strongest first.
    layers: [&'a Headers; 3],
    defaults: &'a [Header],
}

static NO_HEADERS: Headers = Headers::new();

impl<'a> Context<'a> {
    /// A context in which only a connector's default headers hold.
    pub fn of_defaults(defaults: &'a [Header]) -> Self {
        Self { layers: [&NO_HEADERS; 3], defaults }
    }

    pub(crate) fn new(
        call: &'a Headers,
        action: &'a Headers,
        connection: &'a Headers,
        defaults: &'a [Header],
    ) -> Self {
        Self { layers: [call, action, connection], defaults }
    }

    /// The value that will be sent for a header, if any. The name's case does not matter.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        for layer in self.layers {
            match layer.get(name) {
                Some(Entry::Set(header)) => return Some(header.value()),
                Some(Entry::Removed(_)) => return None,
                None => {}
            }
        }
        self.defaults.iter().find(|header| is_same(header.name(), name)).map(Header::value)
    }

    /// Calls `f` with every header that will be sent, as [`headers`](Self::headers) gives them, which
    /// costs more to step through.
    pub(crate) fn each_header(&self, mut f: impl FnMut(&str, &str)) {
        if self.layers.iter().all(|layer| layer.entries.is_empty()) {
            return self.defaults.iter().for_each(|header| f(header.name(), header.value()));
        }
        self.headers().for_each(|(name, value)| f(name, value));
    }

    /// Every header that will be sent, each name once: the strongest layer's first.
    pub fn headers(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let Self { layers, defaults } = *self;
        let set = layers.into_iter().enumerate().flat_map(move |(depth, layer)| {
            layer.entries.iter().filter_map(move |entry| match entry {
                Entry::Set(header) if !names(&layers[..depth], header.name()) => Some(header),
                _ => None,
            })
        });
        set.chain(defaults.iter().filter(move |header| !names(&layers, header.name())))
            .map(|header| (header.name(), header.value()))
    }
}

fn names(layers: &[&Headers], name: &str) -> bool {
    layers.iter().any(|layer| layer.get(name).is_some())
}

/// Whether two names are one. Nearly always both are written alike.
fn is_same(left: &str, right: &str) -> bool {
    left == right || left.eq_ignore_ascii_case(right)
}

const fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // The token of RFC 9110, section 5.6.2.
        let token = bytes[at].is_ascii_alphanumeric()
            || matches!(
                bytes[at],
                b'!' | b'#'
                    | b'$'
                    | b'%'
                    | b'&'
                    | b'\''
                    | b'*'
                    | b'+'
                    | b'-'
                    | b'.'
                    | b'^'
                    | b'_'
                    | b'`'
                    | b'|'
                    | b'~'
            );
        if !token {
            return false;
        }
        at += 1;
    }
    !bytes.is_empty()
}

const fn is_value(value: &str) -> bool {
    let bytes = value.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_control() && bytes[at] != b'\t' {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(name: &'static str, value: &'static str) -> Header {
        Header::from_static(name, value)
    }

    #[test]
    fn forged_headers_are_refused() {
        for value in ["a\r\nX-Evil: 1", "a\nb", "\0", "\u{7f}"] {
            let error = Header::new("Notion-Version", value).unwrap_err();
            assert_eq!(error.path(), Some("headers.Notion-Version"));
        }
        for name in ["", "a b", "a:b", "é", "a\r"] {
            assert!(Header::new(name, "x").is_err(), "{name:?}");
        }
    }

    #[test]
    fn the_strongest_layer_wins_and_may_remove() {
        let defaults = [header("Notion-Version", "1"), header("A", "default")];
        let connection: Headers =
            [header("notion-version", "2"), header("B", "2")].into_iter().collect();
        let mut action = Headers::new();
        action.remove("b");
        let call: Headers = [header("NOTION-VERSION", "4")].into_iter().collect();
        let context = Context::new(&call, &action, &connection, &defaults);

        assert_eq!(context.header("notion-Version"), Some("4"));
        assert_eq!(context.header("B"), None);
        assert_eq!(context.header("a"), Some("default"));
        let sent: Vec<_> = context.headers().collect();
        assert_eq!(sent, [("NOTION-VERSION", "4"), ("A", "default")]);
    }

    #[test]
    fn debug_hides_values() {
        let layer: Headers = [header("X-Token", "planted")].into_iter().collect();
        let text = format!("{layer:?} {:?}", header("X-Token", "planted"));
        assert!(text.contains("X-Token") && !text.contains("planted"), "{text}");
    }
}
