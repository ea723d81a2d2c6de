//! Arrays of one type.

use serde::de::SeqAccess;

use super::{Fit, RawJson, Slot, Unfit, Wire};

/// An array in which one item does not fit does not fit as a whole.
impl<T: Wire> Wire for Vec<T> {
    const EXPECTED: &'static str = "a list";

    fn absent() -> Self {
        Self::new()
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn read_seq<'de, A: SeqAccess<'de>>(&mut self, mut seq: A) -> Result<Fit, A::Error> {
        loop {
            let mut item = T::absent();
            match seq.next_element_seed(Slot(&mut item))? {
                Some(Ok(())) => self.push(item),
                Some(Err(unfit)) => {
                    let missing = unfit.missing();
                    let read = self.iter().map(RawJson::of).chain([Ok(unfit.into_raw())]);
                    let raw = RawJson::of_rest_of_seq(read, seq)?;
                    return Ok(Err(Unfit::new(raw, missing)));
                }
                None => return Ok(Ok(())),
            }
        }
    }
}
