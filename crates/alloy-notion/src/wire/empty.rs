//! `{}`.

use serde::{Serialize, Serializer};

use super::{
    Extra, Fit, Json, Object, ObjectWriter, Shape, Slot, Tags, Wire, deserialize_by_wire,
    object_has, read_object,
};

/// An object in which nothing is expected, as Notion writes where a type alone says it all.
///
/// It may have been `[]`, which programs in between make of it that do not tell the two apart.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Empty {
    extra: Extra,
}

/// Set when it was `[]`. There is no member whose bit this is.
const WAS_ARRAY: u32 = 1;

static SHAPE: Shape = Shape { name: None, keys: &[], required: 0, tags: Tags::NONE };

impl Empty {
    /// The members, none of which is expected.
    pub fn extra(&self) -> &Extra {
        &self.extra
    }

    /// Whether a member of that key was in the JSON that this was read from, `null` or not.
    pub fn has(&self, key: &str) -> bool {
        object_has(&SHAPE, &self.extra, None, key)
    }
}

/// What `object!` would say, which takes no arrays.
impl Object for Empty {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn member(&mut self, _: usize) -> Option<&mut dyn Slot> {
        None
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }
}

impl Slot for Empty {
    fn reset(&mut self) {
        *self = Self::absent();
    }

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        if json.take_empty_array() {
            self.extra.set(WAS_ARRAY);
            return Ok(());
        }
        read_object(self, json)
    }
}

impl Wire for Empty {
    const EXPECTED: &'static str = "an empty object";

    fn absent() -> Self {
        Self::default()
    }

    fn is_absent(&self) -> bool {
        self.extra.is_empty()
    }
}

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.extra.has(WAS_ARRAY) {
            return serializer.collect_seq([(); 0]);
        }
        ObjectWriter::new(&SHAPE, &self.extra, serializer.serialize_map(None)?)?.end()
    }
}

deserialize_by_wire!(Empty);
