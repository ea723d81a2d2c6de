//! Where in a body the provider's part stands.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::{Deserializer, value::RawValue};

use super::{ReplyShape, parse, unfit, wrapped_failure};
use crate::{Error, Outcome, error::body::is_html};

/// Where the provider's part stands, as far as could be told without reading all of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// Nowhere: the body is blank.
    Blank,
    /// It is the whole body.
    Bare,
    /// It starts here, inside a wrapper whose rest is read after it.
    Wrapped(usize),
    /// The wrapper says that the call failed.
    Failed,
    /// The wrapper has the provider's part twice, or not at all where the shape is pinned.
    Broken(&'static str),
}

const RESPONSE_DATA: &str = "responseData";

impl Place {
    pub(super) fn find(text: &str, shape: ReplyShape) -> Self {
        // What production sends, and so looked for first.
        if matches!(shape, ReplyShape::Detect | ReplyShape::ResponseData)
            && let Some(value) = first_value(text, RESPONSE_DATA)
        {
            return Self::Wrapped(text.len() - value.len());
        }
        let start = text.trim_ascii_start();
        if start.is_empty() {
            return Self::Blank;
        }
        if shape == ReplyShape::Bare || !start.starts_with('{') {
            return Self::Bare;
        }
        // What is not JSON is decoded as it stands, which tells where it breaks.
        Wrapper::place_in(text, shape).unwrap_or(Self::Bare)
    }

    /// The text from the first byte of the provider's part on.
    pub(super) fn value_onwards(self, text: &str) -> Option<&str> {
        match self {
            Self::Bare => Some(text),
            Self::Wrapped(start) => text.get(start..),
            Self::Blank | Self::Failed | Self::Broken(_) => None,
        }
    }

    pub(super) fn decode<'a, T: Deserialize<'a>>(self, text: &'a str) -> Result<T, Error> {
        match self {
            Self::Blank => parse("null").map_err(|_| Error::malformed("the reply is empty")),
            Self::Bare => parse(text).map_err(|error| not_html(error, text)),
            Self::Wrapped(start) => decode_wrapped(text, start),
            Self::Failed => Err(wrapped_failure(text)),
            Self::Broken(problem) => Err(Error::malformed(problem)),
        }
    }
}

/// The text from the value of the object's first key on, when that key is `key`.
pub(super) fn first_value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let rest = text.trim_ascii_start().strip_prefix('{')?.trim_ascii_start();
    let rest = rest.strip_prefix('"')?.strip_prefix(key)?.strip_prefix('"')?.trim_ascii_start();
    rest.strip_prefix(':')
}

fn decode_wrapped<'a, T: Deserialize<'a>>(text: &'a str, start: usize) -> Result<T, Error> {
    let inner = &text[start..];
    let mut values = Deserializer::from_str(inner).into_iter::<T>();
    match values.next() {
        Some(Ok(value)) => {
            check_rest(text, start + values.byte_offset())?;
            Ok(value)
        }
        // The wrapper's own word on a failure is worth more than what did not fit.
        Some(Err(error)) => match Wrapper::place_in(text, ReplyShape::Detect) {
            Some(Place::Failed) => Err(wrapped_failure(text)),
            _ => Err(unfit(inner, &error)),
        },
        None => Err(Error::malformed("the reply ends before its value")),
    }
}

/// Checks that what follows the provider's part closes the wrapper and does not deny it.
fn check_rest(text: &str, end: usize) -> Result<(), Error> {
    let rest = text[end..].trim_ascii_start();
    if let Some(after) = rest.strip_prefix('}') {
        return if after.trim_ascii_start().is_empty() {
            Ok(())
        } else {
            Err(Error::malformed("the reply goes on after its end"))
        };
    }
    match Wrapper::place_in(text, ReplyShape::Detect) {
        Some(Place::Failed) => Err(wrapped_failure(text)),
        Some(Place::Broken(problem)) => Err(Error::malformed(problem)),
        Some(_) => Ok(()),
        None => Err(Error::malformed("the reply is cut off or damaged behind its value")),
    }
}

/// Says of a page of HTML that it is one: something on the way answered in the platform's place, and
/// nobody knows whether the operation ran.
fn not_html(error: Error, text: &str) -> Error {
    if !is_html(text) {
        return error;
    }
    Error::malformed("an HTML page, not JSON")
        .with_outcome(Outcome::Unknown)
        .with_raw(text.to_owned())
}

/// The keys of a wrapper that matter, from one scan that decodes nothing.
#[derive(Default)]
struct Wrapper {
    response_data: Option<usize>,
    result: Option<usize>,
    data: Option<usize>,
    success: Option<bool>,
    /// A wrapper key stands there twice.
    repeated: bool,
    /// A key that the wrapper of a failure may have: `error`, `message`, `code`, `details`.
    failure_keys: bool,
    /// Any other key.
    other_keys: bool,
}

impl Wrapper {
    /// What a body says of the place by all of its keys; `None` when it is no JSON object.
    fn place_in(text: &str, shape: ReplyShape) -> Option<Place> {
        Some(Self::read(text)?.place(shape))
    }

    fn read(text: &str) -> Option<Self> {
        struct Entries<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

        impl<'de> Deserialize<'de> for Entries<'de> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                impl<'de> serde::de::Visitor<'de> for Visitor {
                    type Value = Entries<'de>;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<M: serde::de::MapAccess<'de>>(
                        self,
                        mut map: M,
                    ) -> Result<Entries<'de>, M::Error> {
                        let mut entries = Vec::new();
                        while let Some(Key(key)) = map.next_key()? {
                            entries.push((key, map.next_value()?));
                        }
                        Ok(Entries(entries))
                    }
                }

                deserializer.deserialize_map(Visitor)
            }
        }

        #[derive(Deserialize)]
        #[serde(transparent)]
        struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

        let entries = serde_json::from_str::<Entries<'_>>(text).ok()?.0;
        let mut wrapper = Self::default();
        for (key, value) in entries {
            let start = value.get().as_ptr() as usize - text.as_ptr() as usize;
            match &*key {
                RESPONSE_DATA => wrapper.repeated |= wrapper.response_data.replace(start).is_some(),
                "result" => wrapper.repeated |= wrapper.result.replace(start).is_some(),
                "data" => wrapper.repeated |= wrapper.data.replace(start).is_some(),
                "success" => match serde_json::from_str(value.get()) {
                    Ok(success) => wrapper.repeated |= wrapper.success.replace(success).is_some(),
                    Err(_) => wrapper.other_keys = true,
                },
                "error" | "message" | "code" | "details" => wrapper.failure_keys = true,
                _ => wrapper.other_keys = true,
            }
        }
        Some(wrapper)
    }

    fn place(&self, shape: ReplyShape) -> Place {
        match shape {
            ReplyShape::Bare => Place::Bare,
            ReplyShape::ResponseData => self.value(self.response_data),
            ReplyShape::SuccessResult => self.value(self.result),
            ReplyShape::SuccessData => self.value(self.data),
            ReplyShape::Detect if self.response_data.is_some() => self.value(self.response_data),
            ReplyShape::Detect => self.detect_success(),
        }
    }

    /// A wrapper whose value's key is known.
    fn value(&self, start: Option<usize>) -> Place {
        match (self.success, start) {
            (Some(false), _) => Place::Failed,
            (_, Some(_)) if self.repeated => Place::Broken("the reply has a wrapper key twice"),
            (_, Some(start)) => Place::Wrapped(start),
            (_, None) => Place::Broken("the reply lacks the wrapper it was said to have"),
        }
    }

    /// `{success, result | data}` and nothing else, or a failure of that family.
    fn detect_success(&self) -> Place {
        let value = match (self.result, self.data) {
            (Some(start), None) | (None, Some(start)) => Some(start),
            (None, None) => None,
            (Some(_), Some(_)) => return Place::Bare,
        };
        match (self.success, value) {
            (Some(true), Some(_)) if !self.other_keys && !self.failure_keys => self.value(value),
            (Some(false), _) if !self.other_keys && (value.is_some() || self.failure_keys) => {
                Place::Failed
            }
            _ => Place::Bare,
        }
    }
}
