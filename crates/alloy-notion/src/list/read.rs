//! Reads lists item by item, so that no copy is made of a list as a whole.

use std::{fmt, marker::PhantomData};

use compact_str::CompactString;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{List, SHAPE};
use crate::wire::{Json, Problem, Progress, RawJson, Unfit, Wire};

impl<'de, T: Wire> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, Whole(PhantomData))
    }
}

/// A list with the JSON of its items, where it stands.
pub(crate) struct Pieces<'a>(pub(crate) List<&'a str>);

impl<'de: 'a, 'a> Deserialize<'de> for Pieces<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, InPlace).map(Self)
    }
}

/// Reads a list with items of some form.
fn read<'de, D: Deserializer<'de>, I: Items<'de>>(
    deserializer: D,
    items: I,
) -> Result<List<I::Item>, D::Error> {
    let read = deserializer.deserialize_map(ListVisitor(items))?;
    read.map_err(|problem| D::Error::custom(problem.message()))
}

/// How the items of a list are read.
trait Items<'de> {
    type Item;

    /// Reads one more item into the list. `None` at the end.
    fn read_next<A: SeqAccess<'de>>(
        &self,
        seq: &mut A,
        items: &mut Vec<Self::Item>,
    ) -> Result<Option<Result<(), Problem>>, A::Error>;
}

/// Items of a type, all of which have to fit.
struct Whole<T>(PhantomData<T>);

impl<'de, T: Wire> Items<'de> for Whole<T> {
    type Item = T;

    fn read_next<A: SeqAccess<'de>>(
        &self,
        seq: &mut A,
        items: &mut Vec<T>,
    ) -> Result<Option<Result<(), Problem>>, A::Error> {
        let Some(json) = seq.next_element()? else { return Ok(None) };
        // Read where it stays, since items are large.
        items.push(T::absent());
        let fit = items.last_mut().map_or(Ok(()), |item| item.read_owned(json));
        Ok(Some(fit.map_err(Unfit::into_problem)))
    }
}

/// The JSON of items, where it stands.
struct InPlace;

impl<'de> Items<'de> for InPlace {
    type Item = &'de str;

    fn read_next<A: SeqAccess<'de>>(
        &self,
        seq: &mut A,
        items: &mut Vec<&'de str>,
    ) -> Result<Option<Result<(), Problem>>, A::Error> {
        let json: Option<&RawValue> = seq.next_element()?;
        Ok(json.map(|json| {
            items.push(json.get());
            Ok(())
        }))
    }
}

struct ListVisitor<I>(I);

impl<'de, I: Items<'de>> Visitor<'de> for ListVisitor<I> {
    type Value = Result<List<I::Item>, Problem>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(List::<RawJson>::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut results = None;
        let mut others: Vec<(CompactString, RawJson)> = Vec::new();
        while let Some(key) = map.next_key()? {
            if key == SHAPE.keys[0] {
                results = Some(map.next_value_seed(Results(&self.0))?);
            } else {
                others.push((key, map.next_value()?));
            }
        }
        let mut list: List<RawJson> = Wire::absent();
        let mut progress = Progress::default();
        for (key, json) in &others {
            progress.read_member(key, json, &mut list);
        }
        Ok(match results {
            Some(Ok(results)) => {
                progress.note(0);
                let fits = progress.end(&mut list, &Json::new(""));
                fits.map(|()| list.with_results(results)).map_err(|problem| *problem)
            }
            Some(Err(problem)) => Err(problem.within(SHAPE.keys[0])),
            None => Err(Problem::missing(SHAPE.keys[0])),
        })
    }
}

/// Reads the items of a list.
struct Results<'a, I>(&'a I);

impl<'de, I: Items<'de>> DeserializeSeed<'de> for Results<'_, I> {
    type Value = Result<Vec<I::Item>, Problem>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, I: Items<'de>> Visitor<'de> for Results<'_, I> {
    type Value = Result<Vec<I::Item>, Problem>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`results` to be a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(fit) = self.0.read_next(&mut seq, &mut items)? {
            if let Err(problem) = fit {
                while let Some(IgnoredAny) = seq.next_element()? {}
                let index = items.len() - 1;
                return Ok(Err(problem.within(&format!("[{index}]"))));
            }
        }
        Ok(Ok(items))
    }
}
