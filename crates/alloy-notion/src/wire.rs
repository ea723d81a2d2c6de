//! How this crate's types read and write JSON without losing any of it.
//!
//! Notion adds keys, types and colours without notice, and answers of different ages and versions
//! differ. So nothing here fails over what it does not know: an object keeps unknown members and
//! members of an unexpected kind as they were ([`Extra`]), an enum keeps unknown names
//! ([`UnknownName`]) and unknown types with their content ([`Unknown`]), and what was read is
//! written again as the same JSON.
//!
//! It is also the fast way. `serde_json` says whether a text is JSON and where a value ends, which
//! costs a third of what reading the value with it would. What is then known to be JSON is only
//! walked through ([`Json`]): a key that Notion writes where it is expected is compared where it
//! stands, and a string is copied once, into its place. Notion's `type` names the key that holds the
//! content, so a reader goes straight to it; serde's internally tagged, untagged and flattened forms
//! would keep the whole value aside to look for the tag first, which is where the time of such models
//! goes.
//!
//! Types are declared by four macros:
//!
//! - [`names!`](names): an enum of names, such as colours.
//! - [`union!`](union): an enum of contents, each under the key that `type` names.
//! - [`object!`](object): a struct of members, with at most one union beside them.
//! - [`by_object!`](by_object): an enum of objects that say in `object` what they are.
//!
//! Their expansions are no more than a `match` over the declared lines; the rest is the plain code
//! in this module.

mod by_object;
mod empty;
mod extra;
mod json;
mod keys;
mod leaf;
mod list;
mod names;
mod object;
mod raw;
mod reader;
#[cfg(test)]
mod tests;
mod unfit;
mod union;

use serde::Serialize;

pub use empty::Empty;
pub use extra::Extra;
pub use names::UnknownName;
pub use raw::RawJson;
pub(crate) use raw::decode_json;
pub use union::Unknown;

pub(crate) use by_object::{ByObject, by_object};
pub(crate) use extra::{MAX_MEMBERS, NO_OBJECT};
pub(crate) use json::Json;
pub(crate) use names::names;
pub(crate) use object::{
    Object, ObjectWriter, Shape, deserialize_by_wire, object, object_has, object_key,
};
pub(crate) use reader::{Progress, read_by_object, read_object, read_root};
pub(crate) use unfit::{Fit, Problem, Unfit};
pub(crate) use union::{Kind, KindSlot, Tags, union};

/// A type whose values are members of objects or items of arrays.
pub(crate) trait Wire: Slot + Serialize + Sized {
    /// Whether an object without this member is no such object.
    const REQUIRED: bool = false;

    /// What is said to be expected in an error.
    const EXPECTED: &'static str;

    /// The value of a member that is not there.
    fn absent() -> Self;

    /// Whether this says no more than a member that is not there.
    fn is_absent(&self) -> bool;

    /// Reads a value that stands alone.
    fn read_owned(&mut self, json: RawJson) -> Fit {
        self.read(&mut Json::new(json.get()))
    }
}

/// A place that JSON is read into.
pub(crate) trait Slot {
    /// Makes the value that of a member that is not there.
    fn reset(&mut self);

    /// Reads the value that comes next, and goes past it whether it fits or not.
    ///
    /// What is here after JSON that does not fit is of no account.
    fn read(&mut self, json: &mut Json<'_>) -> Fit;
}
