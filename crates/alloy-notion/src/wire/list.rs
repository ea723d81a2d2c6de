//! Arrays of one type.

use super::{Fit, Json, Slot, Wire};

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

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        json.read_array(|json| {
            // Read where it stays, since items can be large.
            self.push(T::absent());
            self.last_mut().map_or(Ok(()), |item| item.read(json))
        })
    }
}
