//! Reads JSON into slots. The one place where this crate meets serde's readers.

use std::fmt;

use compact_str::CompactString;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::Number;

use super::{
    Array, Braces, ByObject, Fit, Map, Object, Problem, RawJson, Slot, Unfit, Wire,
    extra::{NO_OBJECT, NO_TYPE},
    keys::{AnyKey, Key, Keys, position},
    union::KindReader,
};

/// Reads a value, where whoever asks has no place for anything else.
pub(crate) fn read_root<'de, T: Wire, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut value = T::absent();
    match Reader(&mut value).deserialize(deserializer)? {
        Ok(()) => Ok(value),
        Err(unfit) => Err(D::Error::custom(unfit.message(T::EXPECTED))),
    }
}

/// Reads JSON that was kept aside.
pub(crate) fn read_json(raw: &RawJson, slot: &mut dyn Slot) -> Result<Fit, serde_json::Error> {
    Reader(slot).deserialize(&mut serde_json::Deserializer::from_str(raw.get()))
}

/// Reads one value into a slot.
struct Reader<'a>(&'a mut dyn Slot);

impl Reader<'_> {
    #[cold]
    fn unfit<E: Error>(self, json: &(impl Serialize + ?Sized)) -> Result<Fit, E> {
        RawJson::of(json).map(|raw| self.0.set_raw(raw)).map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Fit;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Fit;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Fit, E> {
        if self.0.set_null() { Ok(Ok(())) } else { self.unfit(&()) }
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Fit, E> {
        if self.0.set_bool(value) { Ok(Ok(())) } else { self.unfit(&value) }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Fit, E> {
        if self.0.set_number(&value.into()) { Ok(Ok(())) } else { self.unfit(&value) }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Fit, E> {
        if self.0.set_number(&value.into()) { Ok(Ok(())) } else { self.unfit(&value) }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Fit, E> {
        match Number::from_f64(value) {
            Some(number) if self.0.set_number(&number) => Ok(Ok(())),
            _ => self.unfit(&value),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Fit, E> {
        if self.0.set_text(text) { Ok(Ok(())) } else { self.unfit(text) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Fit, A::Error> {
        match self.0.array() {
            Some(array) => read_array(array, seq),
            None => raw_of_array(Vec::new(), seq).map(|raw| self.0.set_raw(raw)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fit, A::Error> {
        match self.0.object() {
            Some(Braces::Object(object)) => read_object(object, map),
            Some(Braces::ByObject(objects)) => read_by_object(objects, map),
            Some(Braces::Map(values)) => read_map(values, map),
            None => raw_of_object(Vec::new(), map).map(|raw| self.0.set_raw(raw)),
        }
    }
}

/// Reads an array, of which every item has to fit.
fn read_array<'de, A: SeqAccess<'de>>(array: &mut dyn Array, mut seq: A) -> Result<Fit, A::Error> {
    if array.is_raw() {
        return read_raw_array(array, seq);
    }
    let mut count = 0;
    while let Some(fit) = seq.next_element_seed(Item(array))? {
        if let Err(unfit) = fit {
            array.pop();
            let mut items = array.items().map_err(A::Error::custom)?;
            let (raw, problem) = unfit.into_parts();
            items.push(raw);
            let raw = raw_of_array(items, seq)?;
            return Ok(Err(Unfit::new(raw, problem.within(&format!("[{count}]")))));
        }
        count += 1;
    }
    Ok(Ok(()))
}

/// Reads one more item of an array.
struct Item<'a>(&'a mut dyn Array);

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = Fit;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fit, D::Error> {
        match self.0.push() {
            Some(slot) => Reader(slot).deserialize(deserializer),
            None => IgnoredAny::deserialize(deserializer).map(|IgnoredAny| Ok(())),
        }
    }
}

/// Reads an array whose items are kept as they are written, without a look inside.
fn read_raw_array<'de, A: SeqAccess<'de>>(
    array: &mut dyn Array,
    mut seq: A,
) -> Result<Fit, A::Error> {
    while let Some(item) = seq.next_element()? {
        if let Some(slot) = array.push() {
            slot.set_raw(item).map_err(|unfit| A::Error::custom(unfit.message("JSON")))?;
        }
    }
    Ok(Ok(()))
}

/// Reads values of one type by name.
fn read_map<'de, A: MapAccess<'de>>(values: &mut dyn Map, mut map: A) -> Result<Fit, A::Error> {
    while let Some(name) = map.next_key_seed(AnyKey)? {
        let Some(slot) = values.insert(name) else { break };
        if let Err(unfit) = map.next_value_seed(Reader(slot))? {
            values.replace(unfit.into_raw());
        }
    }
    values.end();
    Ok(Ok(()))
}

/// Reads an object of which `object` may already have said what it is.
fn read_object<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    mut map: A,
) -> Result<Fit, A::Error> {
    let shape = object.shape();
    let mut keys = Keys::new(shape);
    let mut kind = KindReader::new(&shape.tags);
    let mut bits = NO_TYPE;
    let mut problem = None;
    while let Some(key) = map.next_key_seed(&mut keys)? {
        match key {
            Key::Member(index) => {
                let Some(field) = object.member(index) else { break };
                match map.next_value_seed(Reader(field))? {
                    Ok(()) => bits |= 1 << index,
                    Err(unfit) => {
                        let (raw, why) = unfit.into_parts();
                        field.reset();
                        object.extra_mut().keep(shape.keys[index], raw);
                        if shape.required & (1 << index) != 0 {
                            problem = Some(why.within(shape.keys[index]));
                        }
                    }
                }
            }
            Key::Type => match map.next_value_seed(Reader(&mut kind))? {
                Ok(()) => {
                    bits &= !NO_TYPE;
                    keys.announced = kind.announced();
                }
                Err(unfit) => object.extra_mut().keep("type", unfit.into_raw()),
            },
            Key::Content(index) => {
                let is_content = kind.is_content(index);
                if is_content && kind.has_stray(index) {
                    kind.set_stray_aside(object).map_err(A::Error::custom)?;
                }
                let slot = object.kind_mut().filter(|_| is_content);
                if let Some(slot) = slot.and_then(|slot| slot.become_known(index)) {
                    let fit = map.next_value_seed(Reader(slot))?;
                    kind.set_content(index, fit);
                } else {
                    object.extra_mut().keep(shape.tags.names[index], map.next_value()?);
                }
            }
            Key::Object => match map.next_value_seed(Reader(&mut Name(shape.name)))? {
                Ok(()) => object.extra_mut().unset(NO_OBJECT),
                Err(unfit) => object.extra_mut().keep("object", unfit.into_raw()),
            },
            Key::Unknown => {
                object.extra_mut().keep(keys.take_unknown(), map.next_value()?);
            }
        }
    }
    object.extra_mut().set(bits);
    if !kind.is_complete() {
        kind.complete(object).map_err(A::Error::custom)?;
    }
    if bits & shape.required == shape.required {
        return Ok(Ok(()));
    }
    let problem = problem.unwrap_or_else(|| {
        let missing =
            (0..shape.keys.len()).find(|index| shape.required & !bits & (1 << index) != 0);
        Problem::missing(missing.map_or("", |index| shape.keys[index]))
    });
    let raw = object.to_json().map_err(A::Error::custom)?;
    Ok(Err(Unfit::new(raw, problem)))
}

/// The place for the value of `object`, which only one name fits in.
struct Name(Option<&'static str>);

impl Slot for Name {
    fn reset(&mut self) {}

    fn set_text(&mut self, text: &str) -> bool {
        self.0 == Some(text)
    }
}

/// Reads an object by what its `object` says, which is its first member nearly always.
fn read_by_object<'de, A: MapAccess<'de>>(
    objects: &mut dyn ByObject,
    mut map: A,
) -> Result<Fit, A::Error> {
    let mut first = Vec::new();
    if let Some(key) = map.next_key_seed(AnyKey)? {
        let raw = if key == "object" {
            let mut name = CompactString::absent();
            match map.next_value_seed(Reader(&mut name))? {
                Ok(()) => {
                    let index = position(objects.names(), &name);
                    if let Some(object) = index.and_then(|index| objects.become_variant(index)) {
                        object.extra_mut().unset(NO_OBJECT);
                        return match read_object(object, map)? {
                            Ok(()) => Ok(Ok(())),
                            Err(unfit) => Ok(objects.set_raw(unfit.into_raw())),
                        };
                    }
                    RawJson::of(&name).map_err(A::Error::custom)?
                }
                Err(unfit) => unfit.into_raw(),
            }
        } else {
            map.next_value()?
        };
        first.push((key, raw));
    }
    let raw = raw_of_object(first, map)?;
    objects.read_later(raw).map_err(A::Error::custom)
}

/// The JSON of an array of which some items have been read already.
#[cold]
fn raw_of_array<'de, A: SeqAccess<'de>>(
    mut read: Vec<RawJson>,
    mut seq: A,
) -> Result<RawJson, A::Error> {
    while let Some(item) = seq.next_element()? {
        read.push(item);
    }
    RawJson::of(&read).map_err(A::Error::custom)
}

/// The JSON of an object of which some members have been read already.
#[cold]
fn raw_of_object<'de, A: MapAccess<'de>>(
    mut read: Vec<(CompactString, RawJson)>,
    mut map: A,
) -> Result<RawJson, A::Error> {
    while let Some(key) = map.next_key_seed(AnyKey)? {
        read.push((key, map.next_value()?));
    }
    RawJson::of_members(&read).map_err(A::Error::custom)
}
