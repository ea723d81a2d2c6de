//! How this crate's types read and write JSON without losing any of it.
//!
//! Notion adds keys, types and colours without notice, and answers of different ages and versions
//! differ. So nothing here fails over what it does not know: an object keeps unknown members and
//! members of an unexpected kind as they were ([`Extra`]), an enum keeps unknown names
//! ([`UnknownName`]) and unknown types with their content ([`Unknown`]), and what was read is
//! written again as the same JSON.
//!
//! It is also the fast way. Notion's `type` names the key that holds the content, so a reader goes
//! straight to it; serde's internally tagged, untagged and flattened forms would keep the whole
//! value aside to look for the tag first, which is where the time of such models goes. Values are
//! read where they stand: one reader for all types asks a [`Slot`] for the places of what is inside.
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

use compact_str::CompactString;
use serde::Serialize;
use serde_json::Number;

pub use empty::Empty;
pub use extra::Extra;
pub use names::UnknownName;
pub use raw::RawJson;
pub use union::Unknown;

pub(crate) use by_object::{ByObject, by_object};
pub(crate) use extra::{MAX_MEMBERS, NO_OBJECT};
pub(crate) use names::names;
pub(crate) use object::{
    Object, ObjectWriter, Shape, deserialize_by_wire, object, object_has, object_key,
};
pub(crate) use reader::{read_json, read_root};
pub(crate) use unfit::{Fit, Problem, Unfit};
pub(crate) use union::{Kind, KindSlot, OnlyContent, Tags, union};

/// A type whose values are members of objects or items of arrays.
pub(crate) trait Wire: Slot + Serialize + Sized {
    /// Whether an object without this member is no such object.
    const REQUIRED: bool = false;

    /// Whether values are kept as they are written, whatever they are.
    const RAW: bool = false;

    /// What is said to be expected in an error.
    const EXPECTED: &'static str;

    /// The value of a member that is not there.
    fn absent() -> Self;

    /// Whether this says no more than a member that is not there.
    fn is_absent(&self) -> bool;
}

/// A place that JSON is read into.
///
/// The methods are the kinds of JSON; a slot overrides those that its value can be written as. What
/// it holds after JSON that does not fit is of no account.
pub(crate) trait Slot {
    /// Makes the value that of a member that is not there.
    fn reset(&mut self);

    /// Takes `null`, or says that it does not fit.
    fn set_null(&mut self) -> bool {
        false
    }

    /// Takes `true` or `false`, or says that it does not fit.
    fn set_bool(&mut self, _value: bool) -> bool {
        false
    }

    /// Takes a number, or says that it does not fit.
    fn set_number(&mut self, _value: &Number) -> bool {
        false
    }

    /// Takes a string, or says that it does not fit.
    fn set_text(&mut self, _text: &str) -> bool {
        false
    }

    /// The place for an array, if one fits.
    fn array(&mut self) -> Option<&mut dyn Array> {
        None
    }

    /// The place for an object, if one fits.
    fn object(&mut self) -> Option<Braces<'_>> {
        None
    }

    /// Takes JSON of a kind that is not the value's own, or says why it does not fit.
    fn set_raw(&mut self, raw: RawJson) -> Fit {
        Err(Unfit::new(raw, Problem::TYPE))
    }
}

/// The place for an array.
pub(crate) trait Array {
    /// Whether items are kept as they are written.
    fn is_raw(&self) -> bool {
        false
    }

    /// A place for one more item.
    fn push(&mut self) -> Option<&mut dyn Slot>;

    /// Takes the last place away again.
    fn pop(&mut self);

    /// The items.
    fn items(&self) -> Result<Vec<RawJson>, serde_json::Error>;
}

/// The place for what stands in braces.
pub(crate) enum Braces<'a> {
    /// An object with members of its own.
    Object(&'a mut dyn Object),
    /// One of several objects, which says which it is.
    ByObject(&'a mut dyn ByObject),
    /// Values of one type by name.
    Map(&'a mut dyn Map),
}

/// The place for values of one type by name.
pub(crate) trait Map {
    /// A place for one more value.
    fn insert(&mut self, name: CompactString) -> Option<&mut dyn Slot>;

    /// Puts JSON that does not fit in the place of the last value.
    fn replace(&mut self, raw: RawJson);

    /// Ends the map.
    fn end(&mut self);
}
