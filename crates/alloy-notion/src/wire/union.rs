//! Contents that `type` names.

use std::fmt;

use compact_str::CompactString;
use serde::ser::SerializeMap;

use super::{Json, Object, RawJson, Slot};

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
}

/// What the members of an object have said about its kind so far.
#[derive(Default)]
pub(crate) struct KindReader<'t> {
    /// The index of the tag that `type` has announced.
    tag: Option<usize>,
    /// The content that the object's kind has been read from, with the index of its tag.
    content: Option<(usize, &'t str)>,
    /// What is out of the ordinary. Boxed, so that objects in which nothing is cost little.
    odd: Option<Box<Odd<'t>>>,
}

/// What is out of the ordinary about a kind.
#[derive(Default)]
struct Odd<'t> {
    /// What `type` says, if no tag.
    unknown: Option<CompactString>,
    /// Members that are contents by their keys, and were not announced when they came.
    aside: Vec<(usize, &'t str)>,
    /// The content does not fit.
    is_unfit: bool,
}

impl<'t> KindReader<'t> {
    /// Reads `type`, and the content if it comes next, as it does nearly always. Whether `type` was
    /// there, for the first time and with a name that is known.
    #[inline]
    pub(crate) fn read_in_order<K: Kind>(&mut self, kind: &mut K, json: &mut Json<'t>) -> Order {
        let before = json.clone();
        if self.tag.is_none()
            && self.odd.is_none()
            && json.take("\"type\":")
            && let Some(name) = json.plain_text()
            && let Some(tag) = (K::TAGS.find)(name)
        {
            self.tag = Some(tag);
            if !json.has_next() {
                return Order::Over;
            }
            if json.take_key(name) {
                self.read_announced(tag, kind, json);
                if !json.has_next() {
                    return Order::Over;
                }
            }
            return Order::Kept;
        }
        *json = before;
        Order::Broken
    }

    /// The index of the tag that `type` has announced.
    pub(crate) fn announced(&self) -> Option<usize> {
        self.tag
    }

    /// Reads the content that `type` has announced.
    #[inline]
    fn read_announced(&mut self, index: usize, kind: &mut dyn KindSlot, json: &mut Json<'t>) {
        let start = json.place();
        let fit = match kind.become_known(index) {
            Some(slot) => slot.read(json),
            None => json.unfit(),
        };
        self.content = Some((index, json.since(start)));
        if fit.is_err() || self.odd.is_some() {
            self.odd.get_or_insert_default().is_unfit = fit.is_err();
        }
    }

    /// Reads the member of a tag: into the object's kind if it is the one that was announced.
    pub(crate) fn read_content(
        &mut self,
        index: usize,
        object: &mut dyn Object,
        json: &mut Json<'t>,
    ) {
        match object.kind_mut().filter(|_| self.tag == Some(index)) {
            Some(kind) => self.read_announced(index, kind, json),
            None => {
                let aside = (index, json.skip_value());
                self.odd.get_or_insert_default().aside.push(aside);
            }
        }
    }

    /// Takes what `type` says.
    pub(crate) fn set_name(&mut self, name: &str, tags: &Tags) {
        self.tag = (tags.find)(name);
        // The key `type` may be there twice, and the last one holds.
        if let Some(odd) = &mut self.odd {
            odd.unknown = None;
        }
        if self.tag.is_none() {
            self.odd.get_or_insert_default().unknown = Some(name.into());
        }
    }

    /// Notes that `type` says nothing that makes sense, so that another one is not taken for the first.
    pub(crate) fn set_odd(&mut self) {
        self.odd.get_or_insert_default();
    }

    /// Whether the content is what `type` says, and fits; or there is neither.
    #[inline]
    pub(crate) fn is_complete(&self) -> bool {
        self.odd.is_none() && self.tag == self.content.map(|(index, _)| index)
    }

    /// Completes a kind whose content does not fit, is not what `type` says, or is missing.
    #[cold]
    pub(crate) fn complete(self, object: &mut dyn Object, json: &Json<'t>) {
        let Tags { names, .. } = object.shape().tags;
        let Odd { unknown, mut aside, is_unfit } = *self.odd.unwrap_or_default();
        let index = match (self.tag, &unknown) {
            (None, None) => aside.first().map(|(index, _)| *index),
            (tag, _) => tag,
        };
        let is_read = index.is_some() && self.content.map(|(read, _)| read) == index;
        aside.extend(self.content);
        let mut content = None;
        for (tag, text) in aside {
            if Some(tag) == index {
                content = Some(text);
            } else {
                object.extra_mut().keep(names[tag], RawJson::of_checked(text));
            }
        }
        if is_read && !is_unfit {
            return;
        }
        let unknown = match (unknown, index) {
            (Some(name), _) => {
                let content = object.extra_mut().take(&name);
                Unknown::new(name, content)
            }
            (None, Some(index)) => {
                // What does not fit is not read again: it may hold as many more of its like.
                if !is_read
                    && let Some(text) = content
                    && let Some(slot) = object.kind_mut().and_then(|kind| kind.become_known(index))
                    && slot.read(&mut json.of_last_object(text)).is_ok()
                {
                    return;
                }
                Unknown::new(names[index], content.map(RawJson::of_checked))
            }
            (None, None) => return,
        };
        if let Some(kind) = object.kind_mut() {
            kind.become_unknown(unknown);
        }
    }
}

/// Whether members come in the order in which they are read fastest.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// They do, and there are more.
    Kept,
    /// They do, and there are no more.
    Over,
    /// They do not.
    Broken,
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
            }
        };
    };
}

pub(crate) use union;
