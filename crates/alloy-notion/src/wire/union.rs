//! Contents that `type` names.

use std::fmt;

use compact_str::CompactString;
use serde::{
    Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, Error as _, MapAccess},
    ser::SerializeMap,
};

use super::{Extra, Fit, NO_TYPE, RawJson, Slot, Wire, same};

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

    /// Takes the content of the tag of that index.
    fn read<'de, D: Deserializer<'de>>(
        &mut self,
        index: usize,
        deserializer: D,
    ) -> Result<Fit, D::Error>;

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

    fn read<'de, D: Deserializer<'de>>(&mut self, _: usize, _: D) -> Result<Fit, D::Error> {
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
        &mut self,
        index: usize,
        deserializer: D,
    ) -> Result<Fit, D::Error> {
        self.insert(K::absent()).read(index, deserializer)
    }

    fn tag(&self) -> &str {
        self.as_ref().map_or("", K::tag)
    }

    fn write_content<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.as_ref().map_or(Ok(()), |kind| kind.write_content(map))
    }
}

/// The place that the content of one tag is read into.
struct ContentSlot<'a, K>(usize, &'a mut K);

impl<'de, K: Kind> DeserializeSeed<'de> for ContentSlot<'_, K> {
    type Value = Fit;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit, D::Error> {
        self.1.read(self.0, deserializer)
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
    /// The content, of the tag of this index, is in `kind`, or else here.
    content: Option<(usize, Fit)>,
    kind: K,
}

/// What `type` has said so far.
enum Tag {
    Nothing,
    Known(usize),
    Unknown(CompactString),
}

impl<K: Kind> KindReader<K> {
    pub(crate) fn new() -> Self {
        Self { tag: Tag::Nothing, content: None, kind: K::absent() }
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
        let mut name = CompactString::absent();
        match map.next_value_seed(Slot(&mut name))? {
            Ok(()) => {
                extra.unset(NO_TYPE);
                self.tag = match K::TAGS.iter().position(|tag| same(tag, &name)) {
                    Some(index) => Tag::Known(index),
                    None => Tag::Unknown(name),
                };
            }
            Err(unfit) => extra.keep("type", unfit.into_raw()),
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
            let fit = map.next_value_seed(ContentSlot(index, &mut self.kind))?;
            self.content = Some((index, fit));
        } else {
            extra.keep(K::TAGS[index], map.next_value()?);
        }
        Ok(())
    }

    /// The kind, now that all members have been read.
    pub(crate) fn finish(self, extra: &mut Extra) -> Result<K, serde_json::Error> {
        let index = match (&self.tag, &self.content) {
            (Tag::Nothing, None) => return Ok(K::absent()),
            (Tag::Known(tag), Some((index, Ok(())))) if tag == index => return Ok(self.kind),
            (Tag::Nothing, Some((_, Ok(())))) => return Ok(self.kind),
            (Tag::Nothing, Some((index, _))) | (Tag::Known(index), _) => *index,
            (Tag::Unknown(_), _) => usize::MAX,
        };
        self.finish_oddly(index, extra)
    }

    /// The kind where the content is not what `type` says, or came before it.
    #[cold]
    fn finish_oddly(mut self, index: usize, extra: &mut Extra) -> Result<K, serde_json::Error> {
        let content = match self.content {
            Some((read, Err(unfit))) if read == index => Some(unfit.into_raw()),
            Some((stray, fit)) => {
                let raw = match fit {
                    Ok(()) => RawJson::of_only_member(&Content(&self.kind))?,
                    Err(unfit) => unfit.into_raw(),
                };
                extra.keep(K::TAGS[stray], raw);
                None
            }
            None => None,
        };
        let name = match &self.tag {
            Tag::Unknown(name) => name,
            _ => K::TAGS[index],
        };
        let content = content.or_else(|| extra.take(name));
        if let (Tag::Known(_), Some(raw)) = (&self.tag, &content) {
            let json = &mut serde_json::Deserializer::from_str(raw.get());
            if self.kind.read(index, json)?.is_ok() {
                return Ok(self.kind);
            }
        }
        Ok(K::other(Unknown::new(name, content)))
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
            use $crate::wire::{Fit, Kind, Unknown, Wire};

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
                    &mut self,
                    index: usize,
                    deserializer: D,
                ) -> Result<Fit, D::Error> {
                    match ORDER[index] {
                        $(
                            Tag::$variant => {
                                let mut content = <$content as Wire>::absent();
                                let fit = content.read(deserializer)?;
                                *self = Self::$variant(content);
                                Ok(fit)
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
