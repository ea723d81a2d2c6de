//! Booleans, texts, numbers, what may be `null`, and JSON of any kind.

use compact_str::CompactString;
use serde_json::Number;

use super::{Fit, Json, RawJson, Slot, Wire};

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

    #[inline]
    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        json.read_bool(|value| *self = value)
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

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        json.read_text(|text| *self = Self::new(text))
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

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        json.read_number(|number| {
            *self = number;
            true
        })
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

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        json.read_number(|number| number.as_u64().map(|value| *self = value).is_some())
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

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        json.read_number(|number| number.as_i64().map(|value| *self = value).is_some())
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

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        if json.take_null() {
            *self = None;
            return Ok(());
        }
        self.insert(T::absent()).read(json)
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

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        (**self).read(json)
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

    fn read_owned(&mut self, json: RawJson) -> Fit {
        *self = json;
        Ok(())
    }
}

impl Slot for RawJson {
    fn reset(&mut self) {
        *self = Self::absent();
    }

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        *self = RawJson::of_checked(json.skip_value());
        Ok(())
    }
}
