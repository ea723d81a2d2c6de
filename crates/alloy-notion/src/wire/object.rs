//! Objects: members, and at most one union beside them.

use serde::ser::SerializeMap;

use super::{
    Extra, Fit, Json, Kind, KindSlot, Progress, Slot, Wire,
    extra::{NO_OBJECT, NO_TYPE},
    keys::position,
    union::Tags,
};

/// What [`object!`](object) says about a type.
pub(crate) struct Shape {
    /// What `object` says in the JSON, for types that have it.
    pub(crate) name: Option<&'static str>,
    /// The keys of the members, in the declared order.
    pub(crate) keys: &'static [&'static str],
    /// The bits of the members without which it is no such object.
    pub(crate) required: u32,
    /// The tags of the union, if there is one.
    pub(crate) tags: Tags,
}

/// An object that is read into.
pub(crate) trait Object {
    fn shape(&self) -> &'static Shape;

    /// The field of the member of that index.
    fn member(&mut self, index: usize) -> Option<&mut dyn Slot>;

    /// Reads members from where `progress` has come to, while they come in the order that Notion
    /// keeps to nearly always: the declared one, and each content behind its `type`.
    ///
    /// This is what [`member`](Self::member) is for, without a look-up and in one piece.
    fn read_in_order<'t>(&mut self, _progress: &mut Progress<'t>, _json: &mut Json<'t>) -> Fit {
        Ok(())
    }

    /// The union, if there is one.
    fn kind_mut(&mut self) -> Option<&mut dyn KindSlot> {
        None
    }

    fn extra_mut(&mut self) -> &mut Extra;
}

/// Writes an object with everything that was read.
pub(crate) struct ObjectWriter<'a, M> {
    shape: &'static Shape,
    extra: &'a Extra,
    map: M,
    /// The bits of the members that have been written.
    written: u32,
    /// The key of the content that has been written.
    content: Option<&'a str>,
}

impl<'a, M: SerializeMap> ObjectWriter<'a, M> {
    /// Begins with what the object is.
    pub(crate) fn new(
        shape: &'static Shape,
        extra: &'a Extra,
        mut map: M,
    ) -> Result<Self, M::Error> {
        if let Some(name) = shape.name.filter(|_| !extra.has(NO_OBJECT)) {
            map.serialize_entry("object", name)?;
        }
        Ok(Self { shape, extra, map, written: 0, content: None })
    }

    /// Writes a member if it was there, or says something.
    pub(crate) fn member<T: Wire>(&mut self, index: usize, value: &T) -> Result<(), M::Error> {
        let bit = 1 << index;
        if self.extra.has(bit) || !value.is_absent() {
            self.map.serialize_entry(self.shape.keys[index], value)?;
            self.written |= bit;
        }
        Ok(())
    }

    /// Writes the union.
    pub(crate) fn kind<K: Kind>(&mut self, kind: &'a K) -> Result<(), M::Error> {
        if let Some(tag) = kind.tag().filter(|_| !self.extra.has(NO_TYPE)) {
            self.map.serialize_entry("type", tag)?;
        }
        self.content = kind.content_key();
        kind.write_content(&mut self.map)
    }

    /// Ends with what no field shows, but for what a field has come to say since.
    pub(crate) fn end(self) -> Result<M::Ok, M::Error> {
        let Self { shape, extra, mut map, written, content } = self;
        for (key, value) in extra.iter() {
            let index = position(shape.keys, key);
            let is_written = index.is_some_and(|index| written & (1 << index) != 0);
            if !is_written && content != Some(key) {
                map.serialize_entry(key, value)?;
            }
        }
        map.end()
    }
}

/// Whether a member of that key was there.
pub(crate) fn object_has(shape: &Shape, extra: &Extra, content: Option<&str>, key: &str) -> bool {
    let is_written = match (key, position(shape.keys, key)) {
        (_, Some(index)) => extra.has(1 << index),
        ("object", None) => shape.name.is_some() && !extra.has(NO_OBJECT),
        ("type", None) => !shape.tags.names.is_empty() && !extra.has(NO_TYPE),
        _ => content == Some(key),
    };
    is_written || extra.get(key).is_some()
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
/// differs from the field, and `..kind` a [`union!`](super::union), or an `Option` of one. Behind the
/// name, `usually "{…}"` is JSON with all members in which each says what an absent one does, for
/// objects that nearly always are just that. All but the struct's name are optional.
///
/// A member that is absent, `null` or of an unexpected kind leaves its field [`Wire::absent`]; where
/// that makes no sense ([`Wire::REQUIRED`]), such JSON is no such object.
macro_rules! object {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $( as $object:literal )? $( usually $usual:literal )? {
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

        $(
            impl $name {
                /// What `object` says.
                #[allow(dead_code, reason = "needed by enums of such objects alone")]
                pub(crate) const NAME: &'static str = $object;
            }
        )?

        #[allow(unused_imports, reason = "there may be neither members nor a union")]
        const _: () = {
            use $crate::wire;

            #[allow(non_camel_case_types, reason = "they are the fields' own names")]
            enum Field { $( $field, )* }

            const FIELDS: &[Field] = &[$( Field::$field, )*];
            const _: () = assert!(FIELDS.len() <= wire::MAX_MEMBERS, "too many members");

            static SHAPE: wire::Shape = wire::Shape {
                name: [$( Some($object), )? None][0],
                keys: &[$( wire::object_key!($field $( as $key )?), )*],
                required: 0 $( | if <$type as wire::Wire>::REQUIRED {
                    1 << Field::$field as u32
                } else {
                    0
                } )*,
                tags: [$( <$union as wire::Kind>::TAGS, )? wire::Tags::NONE][0],
            };

            impl $name {
                /// The members that no field shows: those that this version of the crate does not
                /// know, and those whose value is of an unexpected kind.
                pub fn extra(&self) -> &wire::Extra {
                    &self.extra
                }

                /// Whether a member of that key was in the JSON that this was read from, `null` or
                /// not.
                pub fn has(&self, key: &str) -> bool {
                    let content = [$( wire::Kind::content_key(&self.$kind), )? None][0];
                    wire::object_has(&SHAPE, &self.extra, content, key)
                }
            }

            impl wire::Object for $name {
                fn shape(&self) -> &'static wire::Shape {
                    &SHAPE
                }

                fn member(&mut self, index: usize) -> Option<&mut dyn wire::Slot> {
                    match FIELDS.get(index) {
                        $( Some(Field::$field) => Some(&mut self.$field), )*
                        _ => None,
                    }
                }

                #[allow(clippy::never_loop, reason = "there may be no union")]
                #[inline]
                fn read_in_order<'t>(
                    &mut self,
                    progress: &mut wire::Progress<'t>,
                    json: &mut wire::Json<'t>,
                ) -> wire::Fit {
                    $(
                        if progress.begins() && json.take(concat!("\"object\":\"", $object, "\"")) {
                            self.extra.unset(wire::NO_OBJECT);
                            progress.go_on(json);
                        }
                    )?
                    while progress.goes_on() {
                        $(
                            if progress.awaits(Field::$field as usize)
                                && json.take(wire::object_key!(quoted $field $( as $key )?))
                            {
                                progress.come_to(Field::$field as usize);
                                wire::Slot::read(&mut self.$field, json)?;
                                progress.note(Field::$field as usize);
                                if !progress.go_on(json) {
                                    return Ok(());
                                }
                            }
                        )*
                        $(
                            if progress.read_kind(&mut self.$kind, json) {
                                continue;
                            }
                        )?
                        break;
                    }
                    Ok(())
                }

                $(
                    fn kind_mut(&mut self) -> Option<&mut dyn wire::KindSlot> {
                        Some(&mut self.$kind)
                    }
                )?

                fn extra_mut(&mut self) -> &mut wire::Extra {
                    &mut self.extra
                }
            }

            impl wire::Slot for $name {
                fn reset(&mut self) {
                    *self = wire::Wire::absent();
                }

                fn read(&mut self, json: &mut wire::Json<'_>) -> wire::Fit {
                    $(
                        if json.take($usual) {
                            *self = wire::Wire::absent();
                            self.extra.set((1 << FIELDS.len()) - 1);
                            return Ok(());
                        }
                    )?
                    wire::read_object(self, json)
                }
            }

            impl wire::Wire for $name {
                const REQUIRED: bool = SHAPE.required != 0;
                const EXPECTED: &'static str = concat!("an object of type ", stringify!($name));

                fn absent() -> Self {
                    let mut extra = wire::Extra::default();
                    extra.set(wire::NO_OBJECT);
                    Self {
                        $( $field: wire::Wire::absent(), )*
                        $( $kind: wire::Kind::absent(), )?
                        extra,
                    }
                }

                fn is_absent(&self) -> bool {
                    *self == wire::Wire::absent()
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    #[allow(unused_mut, reason = "there may be no members")]
                    let mut writer =
                        wire::ObjectWriter::new(&SHAPE, &self.extra, to.serialize_map(None)?)?;
                    $( writer.member(Field::$field as usize, &self.$field)?; )*
                    $( writer.kind(&self.$kind)?; )?
                    writer.end()
                }
            }
        };

        $crate::wire::deserialize_by_wire!($name);
    };
}

/// The key of a member, as it is or as it stands in JSON.
macro_rules! object_key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident as $key:literal) => {
        $key
    };
    (quoted $field:ident) => {
        concat!("\"", stringify!($field), "\":")
    };
    (quoted $field:ident as $key:literal) => {
        concat!("\"", $key, "\":")
    };
}

/// Implements `Deserialize` by [`Wire`], with an error where the JSON does not fit.
macro_rules! deserialize_by_wire {
    ($name:ty) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::read_root(deserializer)
            }
        }
    };
}

pub(crate) use {deserialize_by_wire, object, object_key};
