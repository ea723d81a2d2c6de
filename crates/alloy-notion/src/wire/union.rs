//! Contents that `type` names.

use std::fmt;

use compact_str::CompactString;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{Fit, Object, RawJson, Slot, keys::position, read_json};

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

    /// Whether there was neither a `type` nor a content.
    pub(crate) fn is_nothing(&self) -> bool {
        self.0.is_none()
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
pub(crate) trait Kind: KindSlot + Sized {
    /// The names that are known.
    const TAGS: &'static [&'static str];

    /// The kind of an object that says nothing about it.
    fn absent() -> Self;

    /// What `type` says about it, if there is a `type`.
    fn tag(&self) -> Option<&str>;

    /// The key of the content, if there is a content.
    fn content_key(&self) -> Option<&str>;

    /// Writes the member that holds the content, if there is one.
    fn write_content<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// A place that a kind is read into.
pub(crate) trait KindSlot {
    /// Becomes the kind of the tag of that index, with a content in which nothing is there yet.
    fn become_known(&mut self, index: usize) -> Option<&mut dyn Slot>;

    /// Becomes a kind that is not known.
    fn become_unknown(&mut self, unknown: Unknown);

    /// The JSON of the content.
    fn content_json(&self) -> Result<RawJson, serde_json::Error>;
}

/// A kind that an object may lack, as partial objects do.
impl<K: Kind> Kind for Option<K> {
    const TAGS: &'static [&'static str] = K::TAGS;

    fn absent() -> Self {
        None
    }

    fn tag(&self) -> Option<&str> {
        self.as_ref().and_then(K::tag)
    }

    fn content_key(&self) -> Option<&str> {
        self.as_ref().and_then(K::content_key)
    }

    fn write_content<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.as_ref().map_or(Ok(()), |kind| kind.write_content(map))
    }
}

impl<K: Kind> KindSlot for Option<K> {
    fn become_known(&mut self, index: usize) -> Option<&mut dyn Slot> {
        self.insert(K::absent()).become_known(index)
    }

    fn become_unknown(&mut self, unknown: Unknown) {
        self.insert(K::absent()).become_unknown(unknown);
    }

    fn content_json(&self) -> Result<RawJson, serde_json::Error> {
        self.as_ref().map_or(Ok(RawJson::NULL), K::content_json)
    }
}

/// Writes a content as an object of that one member.
pub(crate) struct OnlyContent<'a, K>(pub(crate) &'a K);

impl<K: Kind> Serialize for OnlyContent<'_, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        self.0.write_content(&mut map)?;
        map.end()
    }
}

/// Puts an object's kind together from the members as they come.
pub(crate) struct KindReader {
    tags: &'static [&'static str],
    tag: Tag,
    /// The index of the tag whose content has been read, and whether it fits.
    content: Option<(usize, Fit)>,
}

/// What `type` has said so far.
enum Tag {
    Nothing,
    Known(usize),
    Unknown(CompactString),
}

impl KindReader {
    pub(crate) fn new(tags: &'static [&'static str]) -> Self {
        Self { tags, tag: Tag::Nothing, content: None }
    }

    /// The index of the tag that `type` has announced.
    pub(crate) fn announced(&self) -> Option<usize> {
        match self.tag {
            Tag::Known(index) => Some(index),
            _ => None,
        }
    }

    /// Whether the member of that index is the content, if `type` says nothing else later.
    pub(crate) fn is_content(&self, index: usize) -> bool {
        match self.tag {
            Tag::Known(known) => known == index,
            Tag::Unknown(_) => false,
            Tag::Nothing => self.content.is_none(),
        }
    }

    /// Remembers whether the content fits.
    pub(crate) fn set_content(&mut self, index: usize, fit: Fit) {
        self.content = Some((index, fit));
    }

    /// Whether the content is what `type` says, and fits; or there is neither.
    pub(crate) fn is_complete(&self) -> bool {
        match (&self.tag, &self.content) {
            (Tag::Nothing, None | Some((_, Ok(())))) => true,
            (Tag::Known(tag), Some((index, Ok(())))) => tag == index,
            _ => false,
        }
    }

    /// Completes a kind whose content does not fit, is not what `type` says, or is missing.
    #[cold]
    pub(crate) fn complete(self, object: &mut dyn Object) -> Result<(), serde_json::Error> {
        let read = self.content.as_ref().map(|(index, _)| *index);
        let (name, index) = match (self.tag, read) {
            (Tag::Unknown(name), _) => (name, None),
            (Tag::Known(index), _) | (Tag::Nothing, Some(index)) => {
                (self.tags[index].into(), Some(index))
            }
            (Tag::Nothing, None) => return Ok(()),
        };
        let content = match self.content {
            Some((read, Err(unfit))) if Some(read) == index => Some(unfit.into_raw()),
            Some((stray, fit)) => {
                // It came before a `type` that names another member.
                let raw = match (fit, object.kind_mut()) {
                    (Ok(()), Some(kind)) => kind.content_json()?,
                    (Ok(()), None) => RawJson::NULL,
                    (Err(unfit), _) => unfit.into_raw(),
                };
                object.extra_mut().keep(self.tags[stray], raw);
                object.extra_mut().take(&name)
            }
            None => object.extra_mut().take(&name),
        };
        let Some(kind) = object.kind_mut() else { return Ok(()) };
        if let (Some(index), Some(raw)) = (index, &content)
            && let Some(slot) = kind.become_known(index)
            && read_json(raw, slot)?.is_ok()
        {
            return Ok(());
        }
        kind.become_unknown(Unknown::new(name, content));
        Ok(())
    }
}

/// The place for the value of `type`.
impl Slot for KindReader {
    fn reset(&mut self) {
        self.tag = Tag::Nothing;
    }

    fn set_text(&mut self, text: &str) -> bool {
        self.tag = position(self.tags, text).map_or_else(|| Tag::Unknown(text.into()), Tag::Known);
        true
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
            use $crate::wire;

            enum Tag { $( $variant, )* }

            const ORDER: &[Tag] = &[$( Tag::$variant, )*];

            impl wire::Kind for $name {
                const TAGS: &'static [&'static str] = &[$( $tag, )*];

                fn absent() -> Self {
                    Self::Other(wire::Unknown::NOTHING)
                }

                fn tag(&self) -> Option<&str> {
                    match self {
                        Self::Other(unknown) if unknown.is_nothing() => None,
                        _ => Some(self.type_name()),
                    }
                }

                fn content_key(&self) -> Option<&str> {
                    match self {
                        Self::Other(unknown) => unknown.content().map(|_| unknown.name()),
                        _ => Some(self.type_name()),
                    }
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

            impl wire::KindSlot for $name {
                fn become_known(&mut self, index: usize) -> Option<&mut dyn wire::Slot> {
                    match ORDER.get(index)? {
                        $(
                            Tag::$variant => {
                                *self = Self::$variant(wire::Wire::absent());
                                match self {
                                    Self::$variant(content) => Some(content),
                                    _ => None,
                                }
                            }
                        )*
                    }
                }

                fn become_unknown(&mut self, unknown: wire::Unknown) {
                    *self = Self::Other(unknown);
                }

                fn content_json(&self) -> Result<wire::RawJson, serde_json::Error> {
                    wire::RawJson::of_only_member(&wire::OnlyContent(self))
                }
            }
        };
    };
}

pub(crate) use union;
