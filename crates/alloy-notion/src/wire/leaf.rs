//! Booleans, texts, numbers, what may be `null`, and JSON of any kind.

use compact_str::CompactString;
use serde::de::{MapAccess, SeqAccess};
use serde_json::Number;

use super::{Fit, RawJson, Wire};

impl Wire for bool {
    const EXPECTED: &'static str = "a boolean";

    fn absent() -> Self {
        false
    }

    fn is_absent(&self) -> bool {
        !self
    }

    fn set_bool(&mut self, value: bool) -> bool {
        *self = value;
        true
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

    fn set_text(&mut self, text: &str) -> bool {
        *self = Self::new(text);
        true
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

    fn set_number(&mut self, value: &Number) -> bool {
        self.clone_from(value);
        true
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

    fn set_number(&mut self, value: &Number) -> bool {
        value.as_u64().map(|value| *self = value).is_some()
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

    fn set_number(&mut self, value: &Number) -> bool {
        value.as_i64().map(|value| *self = value).is_some()
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

    fn set_null(&mut self) -> bool {
        *self = None;
        true
    }

    fn set_bool(&mut self, value: bool) -> bool {
        self.insert(T::absent()).set_bool(value)
    }

    fn set_number(&mut self, value: &Number) -> bool {
        self.insert(T::absent()).set_number(value)
    }

    fn set_text(&mut self, text: &str) -> bool {
        self.insert(T::absent()).set_text(text)
    }

    fn read_seq<'de, A: SeqAccess<'de>>(&mut self, seq: A) -> Result<Fit, A::Error> {
        self.insert(T::absent()).read_seq(seq)
    }

    fn read_map<'de, A: MapAccess<'de>>(&mut self, map: A) -> Result<Fit, A::Error> {
        self.insert(T::absent()).read_map(map)
    }

    fn set_raw(&mut self, raw: RawJson) -> Fit {
        self.insert(T::absent()).set_raw(raw)
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

    fn set_null(&mut self) -> bool {
        (**self).set_null()
    }

    fn set_bool(&mut self, value: bool) -> bool {
        (**self).set_bool(value)
    }

    fn set_number(&mut self, value: &Number) -> bool {
        (**self).set_number(value)
    }

    fn set_text(&mut self, text: &str) -> bool {
        (**self).set_text(text)
    }

    fn read_seq<'de, A: SeqAccess<'de>>(&mut self, seq: A) -> Result<Fit, A::Error> {
        (**self).read_seq(seq)
    }

    fn read_map<'de, A: MapAccess<'de>>(&mut self, map: A) -> Result<Fit, A::Error> {
        (**self).read_map(map)
    }

    fn set_raw(&mut self, raw: RawJson) -> Fit {
        (**self).set_raw(raw)
    }
}

/// JSON of any kind.
impl Wire for RawJson {
    const EXPECTED: &'static str = "JSON";

    fn absent() -> Self {
        Self::NULL
    }

    fn is_absent(&self) -> bool {
        *self == Self::NULL
    }

    fn set_raw(&mut self, raw: RawJson) -> Fit {
        *self = raw;
        Ok(())
    }
}
