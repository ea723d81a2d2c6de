//! Arrays of one type.

use super::{Array, RawJson, Slot, Wire};

/// An array in which one item does not fit does not fit as a whole.
impl<T: Wire> Wire for Vec<T> {
    const EXPECTED: &'static str = "a list";

    fn absent() -> Self {
        Self::new()
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Wire> Slot for Vec<T> {
    fn reset(&mut self) {
        self.clear();
    }

    fn array(&mut self) -> Option<&mut dyn Array> {
        Some(self)
    }
}

impl<T: Wire> Array for Vec<T> {
    fn is_raw(&self) -> bool {
        T::RAW
    }

    fn push(&mut self) -> Option<&mut dyn Slot> {
        self.push(T::absent());
        self.last_mut().map(|item| item as _)
    }

    fn pop(&mut self) {
        self.pop();
    }

    fn items(&self) -> Result<Vec<RawJson>, serde_json::Error> {
        self.iter().map(RawJson::of).collect()
    }
}
