//! Arrays of one type.

use serde::de::SeqAccess;

use super::{RawJson, Read, Seed, Unfit, Wire};

/// An array in which one item does not fit does not fit as a whole.
impl<T: Wire> Wire for Vec<T> {
    const EXPECTED: &'static str = "a list";

    fn absent() -> Self {
        Self::new()
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn from_seq<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<Read<Self>, A::Error> {
        let mut items = Self::new();
        while let Some(read) = seq.next_element_seed(Seed::<T>::new())? {
            match read {
                Read::Fits(item) => items.push(item),
                Read::Unfit(Unfit { raw, missing }) => {
                    let read = items.iter().map(RawJson::of).chain([Ok(raw)]);
                    let raw = RawJson::of_rest_of_seq(read, seq)?;
                    return Ok(Read::Unfit(Unfit { raw, missing }));
                }
            }
        }
        Ok(Read::Fits(items))
    }
}
