//! Arrays and objects as JSON, part by part.

use serde::{
    Serialize, Serializer,
    ser::{
        SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant,
    },
};
use serde_json::Error;

use super::{text::known, write};

/// An array or an object that is being written.
pub(super) struct Parts<'a> {
    bytes: &'a mut Vec<u8>,
    /// What goes before the next part: the opening bracket, then commas.
    before: u8,
    /// The name of a type that only `serde_json` can write.
    special: Option<&'static str>,
}

impl<'a> Parts<'a> {
    #[inline]
    pub(super) fn array(bytes: &'a mut Vec<u8>) -> Self {
        Self { bytes, before: b'[', special: None }
    }

    #[inline]
    pub(super) fn object(bytes: &'a mut Vec<u8>) -> Self {
        Self { bytes, before: b'{', special: None }
    }

    /// An object of a type of this name.
    #[inline]
    pub(super) fn object_of(bytes: &'a mut Vec<u8>, name: &'static str) -> Self {
        // No type of anybody's is called so: it is how `serde_json` knows its own, such as JSON
        // that stays as it is.
        let special = name.starts_with('$').then_some(name);
        Self { special, ..Self::object(bytes) }
    }

    #[inline]
    fn next(&mut self) {
        self.bytes.push(self.before);
        self.before = b',';
    }

    #[inline]
    fn part<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.next();
        write(self.bytes, value)
    }

    #[expect(clippy::inline_always, reason = "where it is called, the key is known")]
    #[inline(always)]
    fn member<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.next();
        known(self.bytes, key);
        self.bytes.push(b':');
        write(self.bytes, value)
    }

    #[inline]
    fn close(self, open: u8, close: &str) {
        if self.before == open {
            self.bytes.push(open);
        }
        self.bytes.extend_from_slice(close.as_bytes());
    }
}

/// One trait for what is written as an array.
macro_rules! arrays {
    ($($name:ident::$part:ident, $close:literal);+) => {$(
        impl $name for Parts<'_> {
            type Ok = ();
            type Error = Error;

            #[inline]
            fn $part<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.part(value)
            }

            #[inline]
            fn end(self) -> Result<(), Error> {
                self.close(b'[', $close);
                Ok(())
            }
        }
    )+};
}

arrays! {
    SerializeSeq::serialize_element, "]";
    SerializeTuple::serialize_element, "]";
    SerializeTupleStruct::serialize_field, "]";
    SerializeTupleVariant::serialize_field, "]}"
}

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.next();
        let start = self.bytes.len();
        write(self.bytes, key)?;
        if self.bytes.get(start) == Some(&b'"') {
            Ok(())
        } else {
            other_key(self.bytes, start, key)
        }
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.bytes.push(b':');
        write(self.bytes, value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close(b'{', "}");
        Ok(())
    }
}

/// Writes a key that is no text: numbers become one and the rest fails, as `serde_json` has it.
#[cold]
fn other_key<T: Serialize + ?Sized>(
    bytes: &mut Vec<u8>,
    start: usize,
    key: &T,
) -> Result<(), Error> {
    bytes.truncate(start);
    let mut object = serde_json::Serializer::new(&mut *bytes);
    object.collect_map([(key, ())])?;
    bytes.truncate(bytes.len() - ":null}".len());
    bytes.remove(start);
    Ok(())
}

impl SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = Error;

    #[expect(clippy::inline_always, reason = "where it is called, the key is known")]
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        match self.special {
            None => self.member(key, value),
            Some(name) => serde_json::to_writer(&mut *self.bytes, &Special { name, key, value }),
        }
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        if self.special.is_none() {
            self.close(b'{', "}");
        }
        Ok(())
    }
}

/// The only member of a type that `serde_json` knows by its name, told to it again.
struct Special<'a, T: ?Sized> {
    name: &'static str,
    key: &'static str,
    value: &'a T,
}

impl<T: Serialize + ?Sized> Serialize for Special<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut special = serializer.serialize_struct(self.name, 1)?;
        special.serialize_field(self.key, self.value)?;
        special.end()
    }
}

impl SerializeStructVariant for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.member(key, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close(b'{', "}}");
        Ok(())
    }
}
