//! Contents that `type` names.

use std::fmt;

use compact_str::CompactString;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{Fit, Object, RawJson, Slot, Unfit, read_json};

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
    const TAGS: Tags;

    /// The kind of an object that says nothing about it.
    fn absent() -> Self;

    /// What `type` says about it, if there is a `type`.
    fn tag(&self) -> Option<&str>;

    /// The key of the content, if there is a content.
    fn content_key(&self) -> Option<&str>;

    /// Writes the member that holds the content, if there is one.
    fn write_content<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// The names that a kind may have.
#[derive(Clone, Copy)]
pub(crate) struct Tags {
    /// The names.
    pub(crate) names: &'static [&'static str],
    /// Which of them a text is.
    pub(crate) find: fn(&str) -> Option<usize>,
}

impl Tags {
    /// No names.
    pub(crate) const NONE: Self = Self { names: &[], find: |_| None };
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
    const TAGS: Tags = K::TAGS;

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
    tags: &'static Tags,
    /// The index of the tag that `type` has announced.
    tag: Option<usize>,
    /// The index of the tag whose content has been read.
    content: Option<usize>,
    /// What is out of the ordinary. Boxed, so that objects in which nothing is cost little.
    odd: Option<Box<Odd>>,
}

/// What is out of the ordinary about a kind.
#[derive(Default)]
struct Odd {
    /// What `type` says, if no tag.
    unknown: Option<CompactString>,
    /// The content, if it does not fit.
    unfit: Option<Unfit>,
}

impl KindReader {
    #[inline]
    pub(crate) fn new(tags: &'static Tags) -> Self {
        Self { tags, tag: None, content: None, odd: None }
    }

    /// The index of the tag that `type` has announced.
    #[inline]
    pub(crate) fn announced(&self) -> Option<usize> {
        self.tag
    }

    /// Whether the member of that index is the content, if `type` says nothing else later.
    #[inline]
    pub(crate) fn is_content(&self, index: usize) -> bool {
        match self.tag {
            Some(tag) => tag == index,
            None => self.content.is_none() && self.unknown().is_none(),
        }
    }

    /// Remembers whether the content fits.
    #[inline]
    pub(crate) fn set_content(&mut self, index: usize, fit: Fit) {
        self.content = Some(index);
        if let Err(unfit) = fit {
            self.odd.get_or_insert_default().unfit = Some(unfit);
        }
    }

    /// Whether a content has been read that another member has to make room for.
    #[inline]
    pub(crate) fn has_stray(&self, index: usize) -> bool {
        self.content.is_some_and(|read| read != index)
    }

    /// Keeps a content that came before a `type` that names another member.
    #[cold]
    pub(crate) fn set_stray_aside(
        &mut self,
        object: &mut dyn Object,
    ) -> Result<(), serde_json::Error> {
        let Some(stray) = self.content.take() else { return Ok(()) };
        let unfit = self.odd.as_mut().and_then(|odd| odd.unfit.take());
        let raw = match (unfit, object.kind_mut()) {
            (Some(unfit), _) => unfit.into_raw(),
            (None, Some(kind)) => kind.content_json()?,
            (None, None) => RawJson::NULL,
        };
        object.extra_mut().keep(self.tags.names[stray], raw);
        Ok(())
    }

    /// Whether the content is what `type` says, and fits; or there is neither.
    #[inline]
    pub(crate) fn is_complete(&self) -> bool {
        self.odd.is_none() && (self.tag == self.content || self.tag.is_none())
    }

    /// What `type` says, if no tag.
    fn unknown(&self) -> Option<&CompactString> {
        self.odd.as_ref()?.unknown.as_ref()
    }

    /// Completes a kind whose content does not fit, is not what `type` says, or is missing.
    #[cold]
    pub(crate) fn complete(mut self, object: &mut dyn Object) -> Result<(), serde_json::Error> {
        let unknown = self.odd.as_mut().and_then(|odd| odd.unknown.take());
        let (name, index) = match (unknown, self.tag.or(self.content)) {
            (Some(name), _) => (name, None),
            (None, Some(index)) => (self.tags.names[index].into(), Some(index)),
            (None, None) => return Ok(()),
        };
        if self.content != index {
            self.set_stray_aside(object)?;
        }
        let content = match self.odd.and_then(|odd| odd.unfit) {
            Some(unfit) => Some(unfit.into_raw()),
            None if self.content.is_some() => return Ok(()),
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
        self.tag = None;
    }

    fn set_text(&mut self, text: &str) -> bool {
        self.tag = (self.tags.find)(text);
        // The key `type` may be there twice, and the last one holds.
        if let Some(odd) = &mut self.odd {
            odd.unknown = None;
        }
        if self.tag.is_none() {
            self.odd.get_or_insert_default().unknown = Some(text.into());
        }
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
                const TAGS: wire::Tags = wire::Tags {
                    names: &[$( $tag, )*],
                    find: |name| match name {
                        $( $tag => Some(Tag::$variant as usize), )*
                        _ => None,
                    },
                };

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
