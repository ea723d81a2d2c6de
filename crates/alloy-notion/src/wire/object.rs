//! Objects: members, and at most one union beside them.

use std::{fmt, marker::PhantomData};

use compact_str::CompactString;
use serde::{
    Deserializer, Serializer,
    de::{DeserializeSeed, Error as _, MapAccess, Visitor},
    ser::SerializeMap,
};

use super::{
    Extra, Fit, Kind, NO_OBJECT, NO_TYPE, RawJson, Slot, Unfit, Wire, same, union::KindReader,
};

/// What [`object!`](object) says about a type, for [`read_object`] and [`write_object`].
pub(crate) trait Object: Sized {
    /// What `object` says in the JSON, for types that have it.
    const NAME: Option<&'static str>;

    /// The keys of the members, in the declared order.
    const KEYS: &'static [&'static str];

    /// The bits of the members without which it is no such object.
    const REQUIRED_BITS: u32;

    /// What it is beside its members.
    type Kind: Kind;

    /// The object without any members.
    fn empty() -> Self;

    fn extra(&self) -> &Extra;

    fn extra_mut(&mut self) -> &mut Extra;

    fn kind(&self) -> &Self::Kind;

    fn set_kind(&mut self, kind: Self::Kind);

    /// Reads the member of that index.
    fn read_member<'de, A: MapAccess<'de>>(
        &mut self,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// Writes the members that were there or say something. Returns their bits.
    fn write_members<M: SerializeMap>(&self, map: &mut M) -> Result<u32, M::Error>;
}

/// Reads an object of which `object` may already have said what it is.
pub(crate) fn read_object<'de, T: Object + Wire, A: MapAccess<'de>>(
    object: &mut T,
    mut map: A,
) -> Result<Fit, A::Error> {
    let mut kind = KindReader::<T::Kind>::new();
    object.extra_mut().set(NO_TYPE);
    let mut keys = Keys::<T> { expected: 0, content: None, of: PhantomData };
    while let Some(key) = map.next_key_seed(&mut keys)? {
        match key {
            Key::Member(index) => object.read_member(index, &mut map)?,
            Key::Type => {
                kind.read_type(&mut map, object.extra_mut())?;
                keys.content = kind.expected();
            }
            Key::Content(index) => kind.read_content(index, &mut map, object.extra_mut())?,
            Key::Object => read_name(object, &mut map)?,
            Key::Unknown(key) => {
                let value = map.next_value()?;
                object.extra_mut().keep(key, value);
            }
        }
    }
    let kind = kind.finish(object.extra_mut()).map_err(A::Error::custom)?;
    object.set_kind(kind);
    if object.extra().has(T::REQUIRED_BITS) {
        return Ok(Ok(()));
    }
    let missing = T::KEYS.iter().enumerate().find(|(index, _)| {
        let bit = 1 << index;
        T::REQUIRED_BITS & bit != 0 && !object.extra().has(bit)
    });
    let raw = RawJson::of(object).map_err(A::Error::custom)?;
    Ok(Err(Unfit::new(raw, missing.map(|(_, key)| *key))))
}

/// Takes the value of `object`.
fn read_name<'de, T: Object, A: MapAccess<'de>>(
    object: &mut T,
    map: &mut A,
) -> Result<(), A::Error> {
    let mut name = CompactString::absent();
    let raw = match map.next_value_seed(Slot(&mut name))? {
        Ok(()) if Some(name.as_str()) == T::NAME => {
            object.extra_mut().unset(NO_OBJECT);
            return Ok(());
        }
        Ok(()) => RawJson::of(&name).map_err(A::Error::custom)?,
        Err(unfit) => unfit.into_raw(),
    };
    object.extra_mut().keep("object", raw);
    Ok(())
}

/// Reads one member into its field; what does not fit is kept aside.
pub(crate) fn read_field<'de, T: Wire, A: MapAccess<'de>>(
    field: &mut T,
    index: usize,
    key: &'static str,
    extra: &mut Extra,
    map: &mut A,
) -> Result<(), A::Error> {
    match map.next_value_seed(Slot(field))? {
        Ok(()) => extra.set(1 << index),
        Err(unfit) => {
            *field = T::absent();
            extra.keep(key, unfit.into_raw());
        }
    }
    Ok(())
}

/// Writes an object with everything that was read.
pub(crate) fn write_object<T: Object, S: Serializer>(
    object: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let extra = object.extra();
    let mut map = serializer.serialize_map(None)?;
    let name = T::NAME.filter(|_| !extra.has(NO_OBJECT));
    if let Some(name) = name {
        map.serialize_entry("object", name)?;
    }
    let members = object.write_members(&mut map)?;
    let kind = object.kind();
    let tag = kind.tag();
    let has_type = !tag.is_empty() && !extra.has(NO_TYPE);
    if has_type {
        map.serialize_entry("type", tag)?;
    }
    kind.write_content(&mut map)?;
    extra.write(&mut map, |key| {
        let member = T::KEYS.iter().position(|known| *known == key);
        member.is_some_and(|index| members & (1 << index) != 0)
    })?;
    map.end()
}

/// What a key of an object means.
enum Key {
    Object,
    Type,
    Member(usize),
    Content(usize),
    Unknown(CompactString),
}

/// Finds out what keys mean, those first that come next if Notion keeps to the declared order.
struct Keys<T> {
    /// The index of the member after the one that came last.
    expected: usize,
    /// The index of the content that `type` has announced.
    content: Option<usize>,
    of: PhantomData<T>,
}

impl<T: Object> Keys<T> {
    fn find(&mut self, key: &str) -> Key {
        let tags = T::Kind::TAGS;
        if T::KEYS.get(self.expected).is_some_and(|expected| same(expected, key)) {
            self.expected += 1;
            return Key::Member(self.expected - 1);
        }
        if let Some(index) = self.content
            && same(tags[index], key)
        {
            return Key::Content(index);
        }
        if key == "type" && !tags.is_empty() {
            return Key::Type;
        }
        if key == "object" && T::NAME.is_some() {
            return Key::Object;
        }
        if let Some(index) = T::KEYS.iter().position(|known| same(known, key)) {
            self.expected = index + 1;
            return Key::Member(index);
        }
        match tags.iter().position(|tag| same(tag, key)) {
            Some(index) => Key::Content(index),
            None => Key::Unknown(key.into()),
        }
    }
}

impl<'de, T: Object> DeserializeSeed<'de> for &mut Keys<T> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<T: Object> Visitor<'_> for &mut Keys<T> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        Ok(self.find(key))
    }
}

/// Declares an object of the wire.
///
/// ```text
/// object! {
///     /// What somebody said about a page or a block.
///     pub struct Comment as "comment" {
///         /// Its id.
///         id: CommentId,
///         /// When it was made.
///         created_time: Option<Time>,
///         /// Who is shown as its author.
///         author as "display_name": Option<DisplayName>,
///         ..kind: CommentKind,
///     }
/// }
/// ```
///
/// gives a struct with these public fields, `extra` (members that are not known or do not fit),
/// `has` and serde's traits. `as "comment"` is the value of `object`, `as "display_name"` a key that
/// differs from the field, and `..kind` a [`union!`](super::union), or an `Option` of one. All but
/// the first are optional.
///
/// A member that is absent, `null` or of an unexpected kind leaves its field [`Wire::absent`]; where
/// that makes no sense ([`Wire::REQUIRED`]), such JSON is no such object.
macro_rules! object {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $( as $object:literal )? {
            $( $(#[$field_meta:meta])* $field:ident $( as $key:literal )? : $type:ty, )*
            $( ..$kind:ident : $union:ty, )?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            $(
                /// What it is, as `type` and the member of that name say.
                pub $kind: $union,
            )?
            extra: $crate::wire::Extra,
        }

        impl $name {
            /// The members that no field shows: those that this version of the crate does not know,
            /// and those whose value is of an unexpected kind.
            pub fn extra(&self) -> &$crate::wire::Extra {
                &self.extra
            }

            /// Whether a member of that key was in the JSON that this was read from, `null` or not.
            pub fn has(&self, key: &str) -> bool {
                $crate::wire::object_has(self, key)
            }
        }

        #[allow(unused_imports, unused_mut, unused_variables, reason = "there may be no members")]
        const _: () = {
            use $crate::wire::{
                Extra, Fit, Kind, MAX_MEMBERS, NO_OBJECT, Object, Wire, object_key, object_kind,
                read_field, read_object, write_object,
            };

            #[allow(non_camel_case_types, reason = "they are the fields' own names")]
            enum Field { $( $field, )* }

            const FIELDS: &[Field] = &[$( Field::$field, )*];
            const NAME: Option<&'static str> = [$( Some($object), )? None][0];
            const _: () = assert!(FIELDS.len() <= MAX_MEMBERS, "too many members");

            impl Object for $name {
                const NAME: Option<&'static str> = NAME;
                const KEYS: &'static [&'static str] =
                    &[$( object_key!($field $( as $key )?), )*];
                const REQUIRED_BITS: u32 = 0 $( | if <$type as Wire>::REQUIRED {
                    1 << Field::$field as u32
                } else {
                    0
                } )*;

                fn empty() -> Self {
                    let mut extra = Extra::default();
                    extra.set(NO_OBJECT);
                    Self {
                        $( $field: <$type as Wire>::absent(), )*
                        $( $kind: <$union as Kind>::absent(), )?
                        extra,
                    }
                }

                fn extra(&self) -> &Extra {
                    &self.extra
                }

                fn extra_mut(&mut self) -> &mut Extra {
                    &mut self.extra
                }

                object_kind!($( $kind: $union )?);

                fn read_member<'de, A: serde::de::MapAccess<'de>>(
                    &mut self,
                    index: usize,
                    map: &mut A,
                ) -> Result<(), A::Error> {
                    let extra = &mut self.extra;
                    match FIELDS.get(index) {
                        $(
                            Some(Field::$field) => {
                                read_field(&mut self.$field, index, Self::KEYS[index], extra, map)
                            }
                        )*
                        _ => Ok(()),
                    }
                }

                fn write_members<M: serde::ser::SerializeMap>(
                    &self,
                    map: &mut M,
                ) -> Result<u32, M::Error> {
                    let mut written = 0;
                    $(
                        let bit = 1 << Field::$field as u32;
                        if self.extra.has(bit) || !Wire::is_absent(&self.$field) {
                            map.serialize_entry(object_key!($field $( as $key )?), &self.$field)?;
                            written |= bit;
                        }
                    )*
                    Ok(written)
                }
            }

            impl Wire for $name {
                const REQUIRED: bool = <Self as Object>::REQUIRED_BITS != 0;
                const EXPECTED: &'static str = concat!("an object of type ", stringify!($name));

                fn absent() -> Self {
                    Self::empty()
                }

                fn is_absent(&self) -> bool {
                    *self == Self::empty()
                }

                fn read_map<'de, A: serde::de::MapAccess<'de>>(
                    &mut self,
                    map: A,
                ) -> Result<Fit, A::Error> {
                    read_object(self, map)
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    write_object(self, to)
                }
            }
        };

        $crate::wire::deserialize_by_wire!($name);
    };
}

/// The key of a member.
macro_rules! object_key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident as $key:literal) => {
        $key
    };
}

/// The part of [`Object`] about the union.
macro_rules! object_kind {
    () => {
        type Kind = $crate::wire::NoKind;

        fn kind(&self) -> &Self::Kind {
            &$crate::wire::NoKind
        }

        fn set_kind(&mut self, _: Self::Kind) {}
    };
    ($kind:ident : $union:ty) => {
        type Kind = $union;

        fn kind(&self) -> &Self::Kind {
            &self.$kind
        }

        fn set_kind(&mut self, kind: Self::Kind) {
            self.$kind = kind;
        }
    };
}

/// Implements `Deserialize` by [`Wire`], with an error where the JSON does not fit.
macro_rules! deserialize_by_wire {
    ($name:ty) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::wire::Wire;

                let mut this = <Self as Wire>::absent();
                match this.read(deserializer)? {
                    Ok(()) => Ok(this),
                    Err(unfit) => Err(unfit.into_error::<Self, _>()),
                }
            }
        }
    };
}

pub(crate) use {deserialize_by_wire, object, object_key, object_kind};

/// Whether a member of that key was there.
pub(crate) fn object_has<T: Object>(object: &T, key: &str) -> bool {
    let extra = object.extra();
    match (key, T::KEYS.iter().position(|known| *known == key)) {
        (_, Some(index)) if extra.has(1 << index) => true,
        ("object", None) if T::NAME.is_some() && !extra.has(NO_OBJECT) => true,
        ("type", None) if !T::Kind::TAGS.is_empty() && !extra.has(NO_TYPE) => true,
        _ => extra.get(key).is_some() || (!key.is_empty() && object.kind().tag() == key),
    }
}
