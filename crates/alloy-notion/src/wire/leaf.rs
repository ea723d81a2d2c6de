//! Booleans, texts, numbers, what may be `null`, and JSON of any kind.

use compact_str::CompactString;
use serde::de::{MapAccess, SeqAccess};
use serde_json::Number;

use super::{RawJson, Read, Wire};

impl Wire for bool {
    const EXPECTED: &'static str = "a boolean";

    fn absent() -> Self {
        false
    }

    fn is_absent(&self) -> bool {
        !self
    }

    fn from_bool(value: bool) -> Option<Self> {
        Some(value)
    }
}

impl Wire for CompactString {
    const EXPECTED: &'static str = "a string";

    fn absent() -> Self {
        Self::const_new("")
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::new(text))
    }
}

impl Wire for Number {
    const REQUIRED: bool = true;
    const EXPECTED: &'static str = "a number";

    fn absent() -> Self {
        0.into()
    }

    fn is_absent(&self) -> bool {
        false
    }

    fn from_number(value: Number) -> Option<Self> {
        Some(value)
    }
}

impl Wire for u64 {
    const REQUIRED: bool = true;
    const EXPECTED: &'static str = "a whole number";

    fn absent() -> Self {
        0
    }

    fn is_absent(&self) -> bool {
        false
    }

    fn from_number(value: Number) -> Option<Self> {
        value.as_u64()
    }
}

impl Wire for i64 {
    const REQUIRED: bool = true;
    const EXPECTED: &'static str = "a whole number";

    fn absent() -> Self {
        0
    }

    fn is_absent(&self) -> bool {
        false
    }

    fn from_number(value: Number) -> Option<Self> {
        value.as_i64()
    }
}

/// A member that may be `null` or absent; [`Extra`](super::Extra) knows which.
impl<T: Wire> Wire for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn absent() -> Self {
        None
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn from_null() -> Option<Self> {
        Some(T::from_null())
    }

    fn from_bool(value: bool) -> Option<Self> {
        T::from_bool(value).map(Some)
    }

    fn from_number(value: Number) -> Option<Self> {
        T::from_number(value).map(Some)
    }

    fn from_text(text: &str) -> Option<Self> {
        T::from_text(text).map(Some)
    }

    fn from_seq<'de, A: SeqAccess<'de>>(seq: A) -> Result<Read<Self>, A::Error> {
        T::from_seq(seq).map(|read| read.map(Some))
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Read<Self>, A::Error> {
        T::from_map(map).map(|read| read.map(Some))
    }

    fn from_raw(raw: RawJson) -> Read<Self> {
        T::from_raw(raw).map(Some)
    }
}

/// A value put on the heap, so that what holds it stays small.
impl<T: Wire> Wire for Box<T> {
    const REQUIRED: bool = T::REQUIRED;
    const EXPECTED: &'static str = T::EXPECTED;

    fn absent() -> Self {
        Self::new(T::absent())
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    fn from_null() -> Option<Self> {
        T::from_null().map(Self::new)
    }

    fn from_bool(value: bool) -> Option<Self> {
        T::from_bool(value).map(Self::new)
    }

    fn from_number(value: Number) -> Option<Self> {
        T::from_number(value).map(Self::new)
    }

    fn from_text(text: &str) -> Option<Self> {
        T::from_text(text).map(Self::new)
    }

    fn from_seq<'de, A: SeqAccess<'de>>(seq: A) -> Result<Read<Self>, A::Error> {
        T::from_seq(seq).map(|read| read.map(Self::new))
    }

    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Read<Self>, A::Error> {
        T::from_map(map).map(|read| read.map(Self::new))
    }

    fn from_raw(raw: RawJson) -> Read<Self> {
        T::from_raw(raw).map(Self::new)
    }
}

/// JSON of any kind.
impl Wire for RawJson {
    const EXPECTED: &'static str = "JSON";

    fn absent() -> Self {
        Self::null()
    }

    fn is_absent(&self) -> bool {
        *self == Self::null()
    }

    fn from_raw(raw: RawJson) -> Read<Self> {
        Read::Fits(raw)
    }
}
