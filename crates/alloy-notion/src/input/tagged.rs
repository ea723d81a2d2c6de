//! How Notion tells kinds apart: a `type` whose value is also the key of the content.

use serde::{Serialize, ser::SerializeMap};

/// A value that is written as `{"type": "external", "external": {…}}`, perhaps beside other keys.
pub(crate) trait Tagged {
    /// Writes the type and the content into an object that is being written.
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error>;
}

/// Writes a type and its content.
pub(crate) fn entries<M: SerializeMap, T: Serialize + ?Sized>(
    object: &mut M,
    tag: &str,
    content: &T,
) -> Result<(), M::Error> {
    object.serialize_entry("type", tag)?;
    object.serialize_entry(tag, content)
}

/// Makes tagged values objects of their own.
macro_rules! serialize_tagged {
    ($($name:ty),+) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;

                let mut object = serializer.serialize_map(None)?;
                $crate::input::tagged::Tagged::write(self, &mut object)?;
                object.end()
            }
        }
    )+};
}

pub(crate) use serialize_tagged;

/// `{"url": "…"}`
#[derive(Serialize)]
pub(crate) struct Link<'a> {
    pub(crate) url: &'a str,
}

/// `{"id": "…"}`
#[derive(Serialize)]
pub(crate) struct Reference<'a, I> {
    pub(crate) id: &'a I,
}
