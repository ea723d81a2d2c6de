//! Booleans, texts, numbers, what may be `null`, and JSON of any kind.

use compact_str::CompactString;
use serde_json::Number;

use super::{Array, Braces, Fit, RawJson, Slot, Wire};

impl Wire for bool {
    const EXPECTED: &'static str = "a boolean";

    fn absent() -> Self {
        false
    }

    fn is_absent(&self) -> bool {
        !self
    }
}

impl Slot for bool {
    fn reset(&mut self) {
        *self = Self::absent();
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
}

impl Slot for CompactString {
    fn reset(&mut self) {
        *self = Self::absent();
    }

    #[inline]
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
        *self == Self::absent()
    }
}

impl Slot for Number {
    fn reset(&mut self) {
        *self = Self::absent();
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
        *self == 0
    }
}

impl Slot for u64 {
    fn reset(&mut self) {
        *self = Self::absent();
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
        *self == 0
    }
}

impl Slot for i64 {
    fn reset(&mut self) {
        *self = Self::absent();
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
}

impl<T: Wire> Slot for Option<T> {
    fn reset(&mut self) {
        *self = None;
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

    fn array(&mut self) -> Option<&mut dyn Array> {
        self.insert(T::absent()).array()
    }

    fn object(&mut self) -> Option<Braces<'_>> {
        self.insert(T::absent()).object()
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
}

impl<T: Wire> Slot for Box<T> {
    fn reset(&mut self) {
        (**self).reset();
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

    fn array(&mut self) -> Option<&mut dyn Array> {
        (**self).array()
    }

    fn object(&mut self) -> Option<Braces<'_>> {
        (**self).object()
    }

    fn set_raw(&mut self, raw: RawJson) -> Fit {
        (**self).set_raw(raw)
    }
}

/// JSON of any kind.
impl Wire for RawJson {
    const RAW: bool = true;
    const EXPECTED: &'static str = "JSON";

    fn absent() -> Self {
        Self::NULL
    }

    fn is_absent(&self) -> bool {
        *self == Self::NULL
    }
}

impl Slot for RawJson {
    fn reset(&mut self) {
        *self = Self::absent();
    }

    fn set_raw(&mut self, raw: RawJson) -> Fit {
        *self = raw;
        Ok(())
    }
}
