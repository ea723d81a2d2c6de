//! Numbers to be written.

use alloy_core::Error;
use serde::{Serialize, Serializer};

use crate::{
    input::finite::finite,
    limits::{self, At, Limits},
};

/// A number as it goes into JSON: every integer and float of Rust up to 64 bits becomes one.
///
/// Infinities and NaN are refused, for JSON has no word for them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberInput(Number);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Number {
    Signed(i64),
    Unsigned(u64),
    Float(f64),
}

/// Makes numbers of the types that fit into a variant.
macro_rules! from_numbers {
    ($($variant:ident: $($number:ty)+;)+) => {$($(
        impl From<$number> for NumberInput {
            fn from(number: $number) -> Self {
                Self(Number::$variant(number.into()))
            }
        }
    )+)+};
}

from_numbers! {
    Signed: i8 i16 i32 i64;
    Unsigned: u8 u16 u32 u64;
    Float: f32 f64;
}

impl Serialize for NumberInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Number::Signed(number) => serializer.serialize_i64(number),
            Number::Unsigned(number) => serializer.serialize_u64(number),
            Number::Float(number) => finite(&number, serializer),
        }
    }
}

impl Limits for NumberInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match self.0 {
            Number::Float(number) => limits::finite(number, at),
            Number::Signed(_) | Number::Unsigned(_) => Ok(()),
        }
    }

    fn size(&self) -> usize {
        16
    }
}
