//! Lists whose items are decoded when they are asked for.

use std::{fmt, marker::PhantomData, ops::Range, sync::Arc};

use alloy_core::{
    Action, Context, Cursor, EnvelopeWriter, Error, Headers, Operation, Paginated, Reply,
};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned, ser::Error as _,
};
use serde_json::value::RawValue;

use crate::{
    List, RawJson,
    list::Pieces,
    wire::{Fit, Json, Slot, Wire, decode_json},
};

/// An item of a list that is kept as JSON until it is decoded.
///
/// For those who look at a few items of many, or at a few fields of each: skipping over an item
/// costs less than a half of decoding it. An item that cannot be read fails alone.
///
/// An item of a [`Lazily`] listing borrows its JSON from the reply that it came in, which lives as
/// long as any item of it does. One that is read from elsewhere has a copy of its own.
///
/// ```
/// use alloy_notion::{Lazy, List, Page};
///
/// let json = r#"{"results": [{"object": "page", "id": "0bc73556-c345-4c59-bc4e-15b76f8de972"}]}"#;
/// let list: List<Lazy<Page>> = serde_json::from_str(json)?;
/// let page = list.results[0].decode()?;
/// assert!(page.is_partial());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Lazy<T> {
    json: Source,
    item: PhantomData<fn() -> T>,
}

/// Where an item's JSON is.
#[derive(Clone)]
enum Source {
    Own(RawJson),
    In(Arc<Reply>, Range<usize>),
}

impl<T: DeserializeOwned> Lazy<T> {
    /// Decodes the item. It is decoded anew each time.
    pub fn decode(&self) -> Result<T, Error> {
        decode_json(self.json())
    }
}

impl<T> Lazy<T> {
    /// The item's JSON as Notion wrote it.
    pub fn json(&self) -> &str {
        match &self.json {
            Source::Own(json) => json.get(),
            Source::In(reply, range) => reply.text().get(range.clone()).unwrap_or_default(),
        }
    }

    fn new(json: Source) -> Self {
        Self { json, item: PhantomData }
    }
}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        Self::new(self.json.clone())
    }
}

impl<T> PartialEq for Lazy<T> {
    /// Two are equal when they are written the same.
    fn eq(&self, other: &Self) -> bool {
        self.json() == other.json()
    }
}

impl<T> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lazy({})", self.json())
    }
}

impl<T> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json: &RawValue = serde_json::from_str(self.json()).map_err(S::Error::custom)?;
        json.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Lazy<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RawJson::deserialize(deserializer).map(|json| Self::new(Source::Own(json)))
    }
}

impl<T> Slot for Lazy<T> {
    fn reset(&mut self) {
        *self = Self::absent();
    }

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        let mut own = RawJson::absent();
        own.read(json)?;
        self.read_owned(own)
    }
}

impl<T> Wire for Lazy<T> {
    const EXPECTED: &'static str = "an item";

    fn absent() -> Self {
        Self::new(Source::Own(RawJson::absent()))
    }

    fn is_absent(&self) -> bool {
        self.json() == RawJson::NULL.get()
    }

    fn read_owned(&mut self, json: RawJson) -> Fit {
        self.json = Source::Own(json);
        Ok(())
    }
}

/// A listing whose items are decoded when they are asked for.
///
/// The same request as the listing's, and the same list with [`Lazy`] items:
///
/// ```no_run
/// # async fn example(notion: impl AsyncFn(&alloy_notion::Lazily<alloy_notion::Search>) -> Result<alloy_notion::List<alloy_notion::Lazy<alloy_notion::SearchResult>>, alloy_core::Error>) -> Result<(), alloy_core::Error> {
/// use alloy_notion::{Lazily, Search};
///
/// let found = notion(&Lazily(Search::pages())).await?;
/// let first = found.results.first().map(|item| item.decode()).transpose()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "an action does nothing until it is executed"]
pub struct Lazily<A>(pub A);

impl<A, T> Action for Lazily<A>
where
    A: Action<Output = List<T>>,
    T: Send + 'static,
{
    type Output = List<Lazy<T>>;

    fn operation(&self) -> Operation<'_> {
        self.0.operation()
    }

    fn headers(&self) -> Result<Headers, Error> {
        self.0.headers()
    }

    fn validate(&self, context: &Context<'_>) -> Result<(), Error> {
        self.0.validate(context)
    }

    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        self.0.encode(envelope)
    }

    fn decode(&self, reply: Reply) -> Result<Self::Output, Error> {
        let Pieces(list) = reply.decode_borrowed()?;
        let start = reply.text().as_ptr().addr();
        let places = list.map(|json| {
            let place = json.as_ptr().addr().wrapping_sub(start);
            place..place + json.len()
        });
        let reply = Arc::new(reply);
        Ok(places.map(|place| Lazy::new(Source::In(Arc::clone(&reply), place))))
    }

    fn size_hint(&self) -> usize {
        self.0.size_hint()
    }
}

impl<A, T> Paginated for Lazily<A>
where
    A: Paginated + Action<Output = List<T>>,
    T: Send + 'static,
{
    fn set_cursor(&mut self, cursor: Cursor) {
        self.0.set_cursor(cursor);
    }
}
