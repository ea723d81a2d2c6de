//! Contents that `type` names.

use std::{fmt, marker::PhantomData};

use compact_str::CompactString;
use serde::{
    Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, Error as _, MapAccess},
    ser::SerializeMap,
};

use super::{Extra, NO_TYPE, RawJson, Read, Seed};

/// A type that this crate does not know, or one whose content is of an unexpected kind.
#[derive(Clone, PartialEq)]
pub struct Unknown(Option<Box<Inner>>);

#[derive(Clone, PartialEq)]
struct Inner {
    name: CompactString,
    content: Option<RawJson>,
}

impl Unknown {
    /// Neither a `type` nor a content.
    pub(crate) const NOTHING: Self = Self(None);

    pub(crate) fn new(name: impl Into<CompactString>, content: Option<RawJson>) -> Self {
        Self(Some(Box::new(Inner { name: name.into(), content })))
    }

    /// What `type` says; empty when there was neither a `type` nor a content.
    pub fn name(&self) -> &str {
        self.0.as_ref().map_or("", |inner| &inner.name)
    }

    /// The JSON under the key of that name, if there was such a key.
    pub fn content(&self) -> Option<&RawJson> {
        self.0.as_ref()?.content.as_ref()
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entry(&self.name(), &self.content()).finish()
    }
}

/// What an object is, as its `type` and the member of that name say.
pub(crate) trait Kind: Sized {
    /// The names that are known. Empty for [`NoKind`] alone.
    const TAGS: &'static [&'static str];

    /// The kind of an object that says nothing about it.
    fn absent() -> Self;

    /// A kind that is not known.
    fn other(unknown: Unknown) -> Self;

    /// Reads the content of the tag of that index.
    fn read<'de, D: Deserializer<'de>>(
        index: usize,
        deserializer: D,
    ) -> Result<Read<Self>, D::Error>;

    /// What `type` says about it.
    fn tag(&self) -> &str;

    /// Writes the member that holds the content, if there is one.
    fn write_content<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// The kind of objects that have no `type` which names their content.
pub(crate) struct NoKind;

impl Kind for NoKind {
    const TAGS: &'static [&'static str] = &[];

    fn absent() -> Self {
        Self
    }

    fn other(_: Unknown) -> Self {
        Self
    }

    fn read<'de, D: Deserializer<'de>>(_: usize, _: D) -> Result<Read<Self>, D::Error> {
        Err(D::Error::custom("no such tag"))
    }

    fn tag(&self) -> &'static str {
        ""
    }

    fn write_content<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

/// A kind that an object may lack, as partial objects do.
impl<K: Kind> Kind for Option<K> {
    const TAGS: &'static [&'static str] = K::TAGS;

    fn absent() -> Self {
        None
    }

    fn other(unknown: Unknown) -> Self {
        Some(K::other(unknown))
    }

    fn read<'de, D: Deserializer<'de>>(
        index: usize,
        deserializer: D,
    ) -> Result<Read<Self>, D::Error> {
        K::read(index, deserializer).map(|read| read.map(Some))
    }

    fn tag(&self) -> &str {
        self.as_ref().map_or("", K::tag)
    }

    fn write_content<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.as_ref().map_or(Ok(()), |kind| kind.write_content(map))
    }
}

/// Reads the content of one tag.
struct ContentSeed<K>(usize, PhantomData<K>);

impl<'de, K: Kind> DeserializeSeed<'de> for ContentSeed<K> {
    type Value = Read<K>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read<K>, D::Error> {
        K::read(self.0, deserializer)
    }
}

/// Writes a content as an object of that one member.
struct Content<'a, K>(&'a K);

impl<K: Kind> Serialize for Content<'_, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        self.0.write_content(&mut map)?;
        map.end()
    }
}

/// Puts an object's kind together from the members as they come.
pub(crate) struct KindReader<K> {
    tag: Tag,
    /// The index of the content that was read, and what came of it.
    content: Option<(usize, Read<K>)>,
}

/// What `type` has said so far.
enum Tag {
    Nothing,
    Known(usize),
    Unknown(CompactString),
}

impl<K: Kind> KindReader<K> {
    pub(crate) fn new() -> Self {
        Self { tag: Tag::Nothing, content: None }
    }

    /// The index of the content that is to be expected.
    pub(crate) fn expected(&self) -> Option<usize> {
        match self.tag {
            Tag::Known(index) => Some(index),
            _ => None,
        }
    }

    /// Takes the value of `type`.
    pub(crate) fn read_type<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        extra: &mut Extra,
    ) -> Result<(), A::Error> {
        match map.next_value_seed(Seed::<CompactString>::new())? {
            Read::Fits(name) => {
                extra.unset(NO_TYPE);
                self.tag = match K::TAGS.iter().position(|tag| *tag == name) {
                    Some(index) => Tag::Known(index),
                    None => Tag::Unknown(name),
                };
            }
            Read::Unfit(unfit) => extra.keep("type", unfit.raw),
        }
        Ok(())
    }

    /// Takes the value of a member that is the content if `type` says so, or does not say anything
    /// before the end.
    pub(crate) fn read_content<'de, A: MapAccess<'de>>(
        &mut self,
        index: usize,
        map: &mut A,
        extra: &mut Extra,
    ) -> Result<(), A::Error> {
        let is_content = match self.tag {
            Tag::Known(known) => known == index,
            Tag::Unknown(_) => false,
            Tag::Nothing => self.content.is_none(),
        };
        if is_content {
            let read = map.next_value_seed(ContentSeed(index, PhantomData))?;
            self.content = Some((index, read));
        } else {
            extra.keep(K::TAGS[index], map.next_value()?);
        }
        Ok(())
    }

    /// The kind, now that all members have been read.
    pub(crate) fn finish(self, extra: &mut Extra) -> Result<K, serde_json::Error> {
        let (tag, content) = match (self.tag, self.content) {
            (Tag::Known(tag), Some((index, read))) if tag == index => (tag, Some(read)),
            (Tag::Nothing, Some((index, read))) => (index, Some(read)),
            (Tag::Known(tag), stray) => {
                Self::put_aside(stray, extra)?;
                let content = extra
                    .take(K::TAGS[tag])
                    .map(|raw| K::read(tag, &mut serde_json::Deserializer::from_str(raw.get())));
                (tag, content.transpose()?)
            }
            (Tag::Unknown(name), stray) => {
                Self::put_aside(stray, extra)?;
                let content = extra.take(&name);
                return Ok(K::other(Unknown::new(name, content)));
            }
            (Tag::Nothing, None) => return Ok(K::absent()),
        };
        Ok(match content {
            Some(Read::Fits(kind)) => kind,
            Some(Read::Unfit(unfit)) => K::other(Unknown::new(K::TAGS[tag], Some(unfit.raw))),
            None => K::other(Unknown::new(K::TAGS[tag], None)),
        })
    }

    /// Keeps a content that `type` says not to be the content.
    #[cold]
    fn put_aside(
        content: Option<(usize, Read<K>)>,
        extra: &mut Extra,
    ) -> Result<(), serde_json::Error> {
        let Some((index, read)) = content else { return Ok(()) };
        let raw = match read {
            Read::Fits(kind) => RawJson::of_only_member(&Content(&kind))?,
            Read::Unfit(unfit) => unfit.raw,
        };
        extra.keep(K::TAGS[index], raw);
        Ok(())
    }
}

/// Declares an enum of contents, each under the key that `type` names.
///
/// ```text
/// union! {
///     /// What a page is in.
///     pub enum ParentKind {
///         /// Another page.
///         "page_id" => Page(PageId),
///         /// The workspace itself.
///         "workspace" => Workspace(bool),
///     }
/// }
/// ```
///
/// gives the two variants and `Other(Unknown)`, and `type_name`. It is read and written as a part
/// of the object that [`object!`](super::object) declares with `..kind: ParentKind`.
macro_rules! union {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $tag:literal => $variant:ident($content:ty), )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant($content), )*
            /// A type that this version of the crate does not know, or one whose content is of an
            /// unexpected kind.
            Other($crate::wire::Unknown),
        }

        impl $name {
            /// What `type` says, and the name of the key of the content.
            pub fn type_name(&self) -> &str {
                match self {
                    $( Self::$variant(_) => $tag, )*
                    Self::Other(unknown) => unknown.name(),
                }
            }
        }

        const _: () = {
            use $crate::wire::{Kind, Read, Unknown, Wire};

            enum Tag { $( $variant, )* }

            const ORDER: &[Tag] = &[$( Tag::$variant, )*];

            impl Kind for $name {
                const TAGS: &'static [&'static str] = &[$( $tag, )*];

                fn absent() -> Self {
                    Self::Other(Unknown::NOTHING)
                }

                fn other(unknown: Unknown) -> Self {
                    Self::Other(unknown)
                }

                fn read<'de, D: serde::Deserializer<'de>>(
                    index: usize,
                    deserializer: D,
                ) -> Result<Read<Self>, D::Error> {
                    match ORDER[index] {
                        $(
                            Tag::$variant => {
                                <$content as Wire>::read(deserializer)
                                    .map(|read| read.map(Self::$variant))
                            }
                        )*
                    }
                }

                fn tag(&self) -> &str {
                    self.type_name()
                }

                fn write_content<M: serde::ser::SerializeMap>(
                    &self,
                    map: &mut M,
                ) -> Result<(), M::Error> {
                    match self {
                        $( Self::$variant(content) => map.serialize_entry($tag, content), )*
                        Self::Other(unknown) => match unknown.content() {
                            Some(content) => map.serialize_entry(unknown.name(), content),
                            None => Ok(()),
                        },
                    }
                }
            }
        };
    };
}

pub(crate) use union;
