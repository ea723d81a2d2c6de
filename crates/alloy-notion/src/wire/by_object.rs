//! Values whose `object` says which of several objects they are.

use compact_str::CompactString;
use serde::{
    Deserialize,
    de::{Error as _, MapAccess},
};

use super::{Fit, Object, RawJson, Slot, Text, Wire, object::read_object};

/// What [`by_object!`](by_object) says about an enum, for [`read_by_object`].
pub(crate) trait ByObject: Sized {
    /// The values of `object`, one for each variant.
    const NAMES: &'static [&'static str];

    /// Reads the variant of that index, behind its `object`.
    fn read_named<'de, A: MapAccess<'de>>(&mut self, index: usize, map: A)
    -> Result<Fit, A::Error>;

    /// Reads the variant of that index from JSON that was kept aside.
    fn read_raw(&mut self, index: usize, raw: &RawJson) -> Result<Fit, serde_json::Error>;

    /// Anything else.
    fn other(raw: RawJson) -> Self;
}

/// Reads an object by what its `object` says, which is its first member nearly always.
pub(crate) fn read_by_object<'de, T: ByObject, A: MapAccess<'de>>(
    this: &mut T,
    mut map: A,
) -> Result<(), A::Error> {
    let first: Option<Text> = map.next_key()?;
    let members = match first {
        Some(Text(key)) if key == "object" => {
            let mut name = CompactString::absent();
            let raw = match map.next_value_seed(Slot(&mut name))? {
                Ok(()) => {
                    if let Some(index) = T::NAMES.iter().position(|known| *known == name) {
                        if let Err(unfit) = this.read_named(index, map)? {
                            *this = T::other(unfit.into_raw());
                        }
                        return Ok(());
                    }
                    RawJson::of(&name).map_err(A::Error::custom)?
                }
                Err(unfit) => unfit.into_raw(),
            };
            vec![(key, raw)]
        }
        Some(Text(key)) => vec![(key, map.next_value()?)],
        None => Vec::new(),
    };
    let raw = RawJson::of_rest_of_map(members, map)?;
    read_later(this, raw).map_err(A::Error::custom)
}

/// Reads an object whose `object` is not its first member, or says nothing that is known.
#[cold]
fn read_later<T: ByObject>(this: &mut T, raw: RawJson) -> Result<(), serde_json::Error> {
    #[derive(Deserialize)]
    struct Named {
        object: Option<CompactString>,
    }

    let name = serde_json::from_str::<Named>(raw.get()).ok().and_then(|named| named.object);
    let index = name.and_then(|name| T::NAMES.iter().position(|known| *known == name));
    let fit = index.map(|index| this.read_raw(index, &raw)).transpose()?;
    if !matches!(fit, Some(Ok(()))) {
        *this = T::other(raw);
    }
    Ok(())
}

/// Reads an object behind its `object`.
pub(crate) fn read_behind_name<'de, T: Object + Wire, A: MapAccess<'de>>(
    object: &mut T,
    map: A,
) -> Result<Fit, A::Error> {
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
            use $crate::wire::{ByObject, Fit, Object, RawJson, Wire, read_behind_name, read_by_object};

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
                    &mut self,
                    index: usize,
                    map: A,
                ) -> Result<Fit, A::Error> {
                    match ORDER[index] {
                        $(
                            Tag::$variant => {
                                let mut object = Box::new(<$object as Wire>::absent());
                                let fit = read_behind_name(&mut *object, map)?;
                                *self = Self::$variant(object);
                                Ok(fit)
                            }
                        )*
                    }
                }

                fn read_raw(
                    &mut self,
                    index: usize,
                    raw: &RawJson,
                ) -> Result<Fit, serde_json::Error> {
                    let json = &mut serde_json::Deserializer::from_str(raw.get());
                    match ORDER[index] {
                        $(
                            Tag::$variant => {
                                let mut object = Box::new(<$object as Wire>::absent());
                                let fit = object.read(json)?;
                                *self = Self::$variant(object);
                                Ok(fit)
                            }
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
                    Self::Other(RawJson::NULL)
                }

                fn is_absent(&self) -> bool {
                    false
                }

                fn read_map<'de, A: serde::de::MapAccess<'de>>(
                    &mut self,
                    map: A,
                ) -> Result<Fit, A::Error> {
                    read_by_object(self, map).map(Ok)
                }

                fn set_raw(&mut self, raw: RawJson) -> Fit {
                    *self = Self::Other(raw);
                    Ok(())
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
