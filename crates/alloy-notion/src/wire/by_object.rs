//! Values whose `object` says which of several objects they are.

use compact_str::CompactString;
use serde::{
    Deserialize,
    de::{Error as _, MapAccess},
};

use super::{Object, RawJson, Read, Seed, Wire, object::read_object};

/// What [`by_object!`](by_object) says about an enum, for [`read_by_object`].
pub(crate) trait ByObject: Sized {
    /// The values of `object`, one for each variant.
    const NAMES: &'static [&'static str];

    /// Reads the variant of that index, behind its `object`.
    fn read_named<'de, A: MapAccess<'de>>(index: usize, map: A) -> Result<Read<Self>, A::Error>;

    /// Reads the variant of that index from JSON that was kept aside.
    fn read_raw(index: usize, raw: &RawJson) -> Result<Read<Self>, serde_json::Error>;

    /// Anything else.
    fn other(raw: RawJson) -> Self;
}

/// Reads an object by what its `object` says, which is its first member nearly always.
pub(crate) fn read_by_object<'de, T: ByObject, A: MapAccess<'de>>(
    mut map: A,
) -> Result<T, A::Error> {
    let key = match map.next_key_seed(Seed::<CompactString>::new())? {
        Some(Read::Fits(key)) => key,
        Some(Read::Unfit(_)) => return Err(A::Error::custom("a key is no string")),
        None => return RawJson::of_map(map).map(T::other),
    };
    if key != "object" {
        let first = (key.into(), map.next_value()?);
        let raw = RawJson::of_rest_of_map(vec![first], map)?;
        return read_later(raw).map_err(A::Error::custom);
    }
    let name = match map.next_value_seed(Seed::<CompactString>::new())? {
        Read::Fits(name) => name,
        Read::Unfit(unfit) => {
            return RawJson::of_rest_of_map(vec![(key.into(), unfit.raw)], map).map(T::other);
        }
    };
    match T::NAMES.iter().position(|known| *known == name) {
        Some(index) => match T::read_named(index, map)? {
            Read::Fits(value) => Ok(value),
            Read::Unfit(unfit) => Ok(T::other(unfit.raw)),
        },
        None => {
            let name = RawJson::of(&name).map_err(A::Error::custom)?;
            RawJson::of_rest_of_map(vec![(key.into(), name)], map).map(T::other)
        }
    }
}

/// Reads an object whose `object` is not its first member.
#[cold]
fn read_later<T: ByObject>(raw: RawJson) -> Result<T, serde_json::Error> {
    #[derive(Deserialize)]
    struct Named {
        object: Option<CompactString>,
    }

    let name = serde_json::from_str::<Named>(raw.get()).ok().and_then(|named| named.object);
    let index = name.and_then(|name| T::NAMES.iter().position(|known| *known == name));
    Ok(match index.map(|index| T::read_raw(index, &raw)).transpose()? {
        Some(Read::Fits(value)) => value,
        Some(Read::Unfit(_)) | None => T::other(raw),
    })
}

/// Reads an object behind its `object`.
pub(crate) fn read_behind_name<'de, T: Object + Wire, A: MapAccess<'de>>(
    map: A,
) -> Result<Read<T>, A::Error> {
    let mut object = T::empty();
    object.extra_mut().unset(super::NO_OBJECT);
    read_object(object, map)
}

/// Declares an enum of objects that are told apart by what their `object` says.
///
/// ```text
/// by_object! {
///     /// Somebody who can be assigned to something.
///     pub enum UserOrGroup {
///         /// A user.
///         User(User),
///         /// A group.
///         Group(Group),
///     }
/// }
/// ```
///
/// gives the two variants, the objects being boxed, and `Other(RawJson)` for any other JSON. Which name
/// belongs to which is in the objects' own declarations.
macro_rules! by_object {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident($object:ty), )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant(Box<$object>), )*
            /// An object that this version of the crate does not know, or any other JSON.
            Other($crate::wire::RawJson),
        }

        const _: () = {
            use $crate::wire::{ByObject, Object, RawJson, Read, Wire, read_behind_name, read_by_object};

            enum Tag { $( $variant, )* }

            const ORDER: &[Tag] = &[$( Tag::$variant, )*];

            impl ByObject for $name {
                const NAMES: &'static [&'static str] = &[$(
                    match <$object as Object>::NAME {
                        Some(name) => name,
                        None => "",
                    },
                )*];

                fn read_named<'de, A: serde::de::MapAccess<'de>>(
                    index: usize,
                    map: A,
                ) -> Result<Read<Self>, A::Error> {
                    match ORDER[index] {
                        $(
                            Tag::$variant => read_behind_name::<$object, A>(map)
                                .map(|read| read.map(|object| Self::$variant(Box::new(object)))),
                        )*
                    }
                }

                fn read_raw(index: usize, raw: &RawJson) -> Result<Read<Self>, serde_json::Error> {
                    let json = &mut serde_json::Deserializer::from_str(raw.get());
                    match ORDER[index] {
                        $(
                            Tag::$variant => Box::<$object>::read(json)
                                .map(|read| read.map(Self::$variant)),
                        )*
                    }
                }

                fn other(raw: RawJson) -> Self {
                    Self::Other(raw)
                }
            }

            impl Wire for $name {
                const REQUIRED: bool = true;
                const EXPECTED: &'static str = "an object";

                fn absent() -> Self {
                    Self::Other(RawJson::null())
                }

                fn is_absent(&self) -> bool {
                    false
                }

                fn from_map<'de, A: serde::de::MapAccess<'de>>(
                    map: A,
                ) -> Result<Read<Self>, A::Error> {
                    read_by_object(map).map(Read::Fits)
                }

                fn from_raw(raw: RawJson) -> Read<Self> {
                    Read::Fits(Self::Other(raw))
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    match self {
                        $( Self::$variant(object) => object.serialize(to), )*
                        Self::Other(raw) => raw.serialize(to),
                    }
                }
            }
        };

        $crate::wire::deserialize_by_wire!($name);
    };
}

pub(crate) use by_object;
