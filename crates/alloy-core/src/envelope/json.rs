//! Writes values as JSON: the bytes that `serde_json` writes, with texts looked at eight bytes at a
//! time. What is rare goes to `serde_json` itself, so that there is one opinion of it.

mod parts;
#[cfg(test)]
mod tests;
mod text;

use std::fmt::{Display, Write as _};

use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::Error;

use parts::Parts;
use text::is_plain;
pub(super) use text::{Text, text};

/// Writes a value at the end of the bytes.
#[inline]
pub(super) fn write<T: Serialize + ?Sized>(bytes: &mut Vec<u8>, value: &T) -> Result<(), Error> {
    value.serialize(Json(bytes))
}

struct Json<'a>(&'a mut Vec<u8>);

/// What `serde_json` writes as well as anybody.
macro_rules! as_serde_json {
    ($($method:ident($ty:ty)),+ $(,)?) => {$(
        fn $method(self, value: $ty) -> Result<(), Error> {
            serde_json::to_writer(self.0, &value)
        }
    )+};
}

impl Json<'_> {
    #[inline]
    fn literal(self, literal: &str) {
        self.0.extend_from_slice(literal.as_bytes());
    }

    /// The content of a variant follows, and then one more closing brace.
    fn variant(self, variant: &str) -> Self {
        self.0.push(b'{');
        text(self.0, variant);
        self.0.push(b':');
        self
    }
}

impl<'a> Serializer for Json<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Parts<'a>;
    type SerializeTupleVariant = Parts<'a>;
    type SerializeMap = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Parts<'a>;

    as_serde_json! {
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_i128(i128), serialize_u8(u8), serialize_u16(u16), serialize_u32(u32),
        serialize_u64(u64), serialize_u128(u128), serialize_f32(f32), serialize_f64(f64),
        serialize_bytes(&[u8]),
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.literal(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), Error> {
        text(self.0, value);
        Ok(())
    }

    /// Written where it will stay, which is right for nearly all of them.
    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.0.push(b'"');
        let start = self.0.len();
        write!(Text(self.0), "{value}").map_err(|_| Error::custom("has no text"))?;
        if is_plain(&self.0[start..]) {
            self.0.push(b'"');
        } else {
            let value = self.0.split_off(start);
            self.0.pop();
            text(self.0, &String::from_utf8_lossy(&value));
        }
        Ok(())
    }

    #[inline]
    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result<(), Error> {
        self.literal("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let Self(bytes) = self.variant(variant);
        write(bytes, value)?;
        bytes.push(b'}');
        Ok(())
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, Error> {
        Ok(Parts::array(self.0))
    }

    #[inline]
    fn serialize_tuple(self, _: usize) -> Result<Parts<'a>, Error> {
        Ok(Parts::array(self.0))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, Error> {
        Ok(Parts::array(self.0))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'a>, Error> {
        Ok(Parts::array(self.variant(variant).0))
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'a>, Error> {
        Ok(Parts::object(self.0))
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Parts<'a>, Error> {
        Ok(Parts::object_of(self.0, name))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'a>, Error> {
        Ok(Parts::object(self.variant(variant).0))
    }
}
