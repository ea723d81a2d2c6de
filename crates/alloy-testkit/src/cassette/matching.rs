//! Which recorded exchange answers a request.

mod index;
mod sought;

use alloy_core::Error;

use super::pointer::Pointer;
pub(crate) use index::{Index, LookUp};
pub(crate) use sought::Sought;

/// When a request is the same as a recorded one, and what happens when it comes again.
///
/// Method, path with query, acting user and body have to be the same, after redaction. Of JSON, the
/// order of keys does not count and the text of numbers does: `1` is not `1.0`. `headers` and
/// `additionalHeaders` of an envelope are one map, the case of whose names does not count, and an
/// empty part is the same as none. What was recorded without a user answers any.
///
/// ```
/// use alloy_testkit::{Matching, Repeats};
///
/// let matching = Matching::new()
///     .ignoring("/requestBody/children/*/paragraph/created")?
///     .with_repeats(Repeats::Last);
/// # let _ = matching;
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Matching {
    ignored: Vec<Pointer>,
    repeats: Repeats,
}

/// What answers a request that comes more often than it was recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Repeats {
    /// Nothing: each recording is used once, in order.
    #[default]
    InOrder,
    /// The last of its recordings, after the others in order.
    Last,
}

impl Matching {
    /// The default: nothing is ignored, each recording is used once.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves out a place of the request's body, which is a JSON pointer in which `*` stands for any
    /// key or index, such as `/requestBody/filter/date`. Fails when the text is no pointer.
    pub fn ignoring(mut self, pointer: impl AsRef<str>) -> Result<Self, Error> {
        self.ignored.push(Pointer::parse(pointer.as_ref())?);
        Ok(self)
    }

    /// What answers a request that comes more often than it was recorded.
    pub fn with_repeats(mut self, repeats: Repeats) -> Self {
        self.repeats = repeats;
        self
    }
}
