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
mod union;

use std::{fmt, marker::PhantomData};

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
pub(crate) use union::{Kind, NoKind, union};

/// A value that reads itself from JSON of its own kind and hands back JSON of any other kind.
///
/// The `from_` methods are the kinds of JSON; a type overrides those that it can be written as.
pub(crate) trait Wire: Sized + Serialize {
    /// Whether an object without this member is no such object.
    const REQUIRED: bool = false;

    /// What is said to be expected in an error.
    const EXPECTED: &'static str;

    /// The value of a member that is not there.
    fn absent() -> Self;

    /// Whether this says no more than a member that is not there.
    fn is_absent(&self) -> bool;

    /// `null`.
    fn from_null() -> Option<Self> {
        None
    }

    /// `true` or `false`.
    fn from_bool(_value: bool) -> Option<Self> {
        None
    }

    /// A number.
    fn from_number(_value: Number) -> Option<Self> {
        None
    }

    /// A string.
    fn from_text(_text: &str) -> Option<Self> {
        None
    }

    /// An array.
    fn from_seq<'de, A: SeqAccess<'de>>(seq: A) -> Result<Read<Self>, A::Error> {
        RawJson::of_seq(seq).map(Self::from_raw)
    }

    /// An object.
    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Read<Self>, A::Error> {
        RawJson::of_map(map).map(Self::from_raw)
    }

    /// JSON of a kind that is not this type's own.
    fn from_raw(raw: RawJson) -> Read<Self> {
        Read::Unfit(Unfit { raw, missing: None })
    }

    /// Reads the value, of whatever kind it is.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Read<Self>, D::Error> {
        deserializer.deserialize_any(Seed(PhantomData))
    }
}

/// What came of reading a value.
pub(crate) enum Read<T> {
    /// The value.
    Fits(T),
    /// The JSON, which is not a value of this type.
    Unfit(Unfit),
}

/// JSON that is not a value of the type that was asked for.
pub(crate) struct Unfit {
    pub(crate) raw: RawJson,
    /// The required member that it lacks, if that is why.
    pub(crate) missing: Option<&'static str>,
}

impl<T> Read<T> {
    pub(crate) fn map<U>(self, f: impl FnOnce(T) -> U) -> Read<U> {
        match self {
            Self::Fits(value) => Read::Fits(f(value)),
            Self::Unfit(unfit) => Read::Unfit(unfit),
        }
    }

    /// The value, or the error that a caller gets who has no place for anything else.
    pub(crate) fn or_error<E: Error>(self) -> Result<T, E>
    where
        T: Wire,
    {
        match self {
            Self::Fits(value) => Ok(value),
            Self::Unfit(Unfit { missing: Some(key), .. }) => Err(E::missing_field(key)),
            Self::Unfit(Unfit { raw, .. }) => Err(E::custom(format_args!(
                "invalid type: {}, expected {}",
                raw.kind_of_json(),
                T::EXPECTED
            ))),
        }
    }
}

/// Reads a [`Wire`] value where serde wants a seed or a visitor.
pub(crate) struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }

    fn fit<E: Error>(value: Option<T>, json: &(impl Serialize + ?Sized)) -> Result<Read<T>, E>
    where
        T: Wire,
    {
        match value {
            Some(value) => Ok(Read::Fits(value)),
            None => RawJson::of(json).map(T::from_raw).map_err(E::custom),
        }
    }
}

impl<'de, T: Wire> DeserializeSeed<'de> for Seed<T> {
    type Value = Read<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read<T>, D::Error> {
        T::read(deserializer)
    }
}

impl<'de, T: Wire> Visitor<'de> for Seed<T> {
    type Value = Read<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_unit<E: Error>(self) -> Result<Read<T>, E> {
        Self::fit(T::from_null(), &())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Read<T>, E> {
        Self::fit(T::from_bool(value), &value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Read<T>, E> {
        Self::fit(T::from_number(value.into()), &value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Read<T>, E> {
        Self::fit(T::from_number(value.into()), &value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Read<T>, E> {
        Self::fit(Number::from_f64(value).and_then(T::from_number), &value)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Read<T>, E> {
        Self::fit(T::from_text(text), text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Read<T>, A::Error> {
        T::from_seq(seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Read<T>, A::Error> {
        T::from_map(map)
    }
}
