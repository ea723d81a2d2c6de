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
//! value aside to look for the tag first, which is where the time of such models goes.
//!
//! Types are declared by three macros:
//!
//! - [`names!`](names): an enum of names, such as colours.
//! - [`union!`](union): an enum of contents, each under the key that `type` names.
//! - [`object!`](object): a struct of members, with at most one union beside them.
//!
//! Each implements [`Wire`] (and by it serde's traits) through the plain code in this module; the
//! expansions are no more than a `match` over the declared lines.

mod by_object;
mod empty;
mod extra;
mod leaf;
mod list;
mod names;
mod object;
mod raw;
#[cfg(test)]
mod tests;
mod text;
mod union;

use std::fmt;

use serde::{
    Deserializer, Serialize,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::Number;

pub use empty::Empty;
pub use extra::Extra;
pub use names::UnknownName;
pub use raw::RawJson;
pub use union::Unknown;

pub(crate) use by_object::{ByObject, by_object, read_behind_name, read_by_object};
pub(crate) use extra::{MAX_MEMBERS, NO_OBJECT, NO_TYPE};
pub(crate) use names::names;
pub(crate) use object::{
    Object, deserialize_by_wire, object, object_has, object_key, object_kind, read_field,
    read_object, write_object,
};
pub(crate) use text::{Text, same};
pub(crate) use union::{Kind, NoKind, union};

/// A value that reads itself from JSON of its own kind and hands back JSON of any other kind.
///
/// It is read where it stands, so that large objects are not moved from hand to hand. The methods
/// from `set_null` to `read_map` are the kinds of JSON; a type overrides those that it can be
/// written as. What it holds after JSON that does not fit is of no account.
pub(crate) trait Wire: Sized + Serialize {
    /// Whether an object without this member is no such object.
    const REQUIRED: bool = false;

    /// What is said to be expected in an error.
    const EXPECTED: &'static str;

    /// The value of a member that is not there.
    fn absent() -> Self;

    /// Whether this says no more than a member that is not there.
    fn is_absent(&self) -> bool;

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

    /// Takes an array.
    fn read_seq<'de, A: SeqAccess<'de>>(&mut self, seq: A) -> Result<Fit, A::Error> {
        RawJson::of_seq(seq).map(|raw| self.set_raw(raw))
    }

    /// Takes an object.
    fn read_map<'de, A: MapAccess<'de>>(&mut self, map: A) -> Result<Fit, A::Error> {
        RawJson::of_map(map).map(|raw| self.set_raw(raw))
    }

    /// Takes JSON of a kind that is not this type's own.
    fn set_raw(&mut self, raw: RawJson) -> Fit {
        Err(Unfit::new(raw, None))
    }

    /// Takes JSON of whatever kind.
    fn read<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<Fit, D::Error> {
        deserializer.deserialize_any(Slot(self))
    }
}

/// Whether JSON was a value of the type that was asked for.
pub(crate) type Fit = Result<(), Unfit>;

/// JSON that is not a value of the type that was asked for.
pub(crate) struct Unfit(Box<Reason>);

struct Reason {
    raw: RawJson,
    missing: Option<&'static str>,
}

impl Unfit {
    /// JSON that does not fit, and the required member that it lacks if that is why.
    #[cold]
    pub(crate) fn new(raw: RawJson, missing: Option<&'static str>) -> Self {
        Self(Box::new(Reason { raw, missing }))
    }

    /// The JSON.
    pub(crate) fn into_raw(self) -> RawJson {
        self.0.raw
    }

    /// The required member that the JSON lacks, if that is why.
    pub(crate) fn missing(&self) -> Option<&'static str> {
        self.0.missing
    }

    /// The error that a caller gets who has no place for JSON that does not fit.
    pub(crate) fn into_error<T: Wire, E: Error>(self) -> E {
        match self.missing() {
            Some(key) => E::missing_field(key),
            None => E::custom(format_args!(
                "invalid type: {}, expected {}",
                self.0.raw.kind_of_json(),
                T::EXPECTED
            )),
        }
    }
}

/// A place that a value is read into, where serde wants a seed or a visitor.
pub(crate) struct Slot<'a, T>(pub(crate) &'a mut T);

impl<T: Wire> Slot<'_, T> {
    fn fit<E: Error>(self, fits: bool, json: &(impl Serialize + ?Sized)) -> Result<Fit, E> {
        if fits {
            return Ok(Ok(()));
        }
        RawJson::of(json).map(|raw| self.0.set_raw(raw)).map_err(E::custom)
    }
}

impl<'de, T: Wire> DeserializeSeed<'de> for Slot<'_, T> {
    type Value = Fit;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit, D::Error> {
        self.0.read(deserializer)
    }
}

impl<'de, T: Wire> Visitor<'de> for Slot<'_, T> {
    type Value = Fit;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_unit<E: Error>(self) -> Result<Fit, E> {
        let fits = self.0.set_null();
        self.fit(fits, &())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Fit, E> {
        let fits = self.0.set_bool(value);
        self.fit(fits, &value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Fit, E> {
        let fits = self.0.set_number(&value.into());
        self.fit(fits, &value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Fit, E> {
        let fits = self.0.set_number(&value.into());
        self.fit(fits, &value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Fit, E> {
        let fits = Number::from_f64(value).is_some_and(|number| self.0.set_number(&number));
        self.fit(fits, &value)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Fit, E> {
        let fits = self.0.set_text(text);
        self.fit(fits, text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Fit, A::Error> {
        self.0.read_seq(seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fit, A::Error> {
        self.0.read_map(map)
    }
}
