//! Replies that are not quite as documented: nothing panics, nothing is lost.

use std::fmt::Debug;

use alloy_notion::{
    DataSource, Database, ErrorObject, Icon, List, Page, Parent, PropertyValue, PropertyValueKind,
    RichText, SearchResult, User,
};
use proptest::{prelude::*, sample::Index};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::fixtures;

/// What is done to one value inside a reply.
#[derive(Clone, Debug)]
enum Mutation {
    /// A member is added to an object.
    Add(Value),
    /// A member of an object or an item of an array is taken out.
    Remove(Index),
    /// The value is another.
    Replace(Value),
    /// The names of an object's members are rotated by one.
    Rotate,
}

impl Mutation {
    fn apply(&self, value: &mut Value) {
        match (self, value) {
            (Self::Add(new), Value::Object(members)) => {
                members.insert("a_brand_new_key".to_owned(), new.clone());
            }
            (Self::Remove(which), Value::Object(members)) if !members.is_empty() => {
                let key = members.keys().nth(which.index(members.len())).unwrap().clone();
                members.remove(&key);
            }
            (Self::Remove(which), Value::Array(items)) if !items.is_empty() => {
                items.remove(which.index(items.len()));
            }
            (Self::Replace(new), value) => *value = new.clone(),
            (Self::Rotate, Value::Object(members)) => {
                let (keys, mut values): (Vec<_>, Vec<_>) =
                    std::mem::take(members).into_iter().unzip();
                if !values.is_empty() {
                    values.rotate_left(1);
                }
                members.extend(keys.into_iter().zip(values));
            }
            _ => {}
        }
    }
}

fn replacement() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!(true)),
        Just(json!(-7)),
        Just(json!(1.5)),
        Just(json!("")),
        Just(json!("a text of no meaning")),
        Just(json!([])),
        Just(json!([{}])),
        Just(json!({})),
        Just(json!({"object": "user", "type": "emoji", "id": 5})),
        Just(json!([null, {"type": "text"}, [[]]])),
    ]
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        replacement().prop_map(Mutation::Add),
        any::<Index>().prop_map(Mutation::Remove),
        replacement().prop_map(Mutation::Replace),
        Just(Mutation::Rotate),
    ]
}

/// The value at a random place, counted through the whole tree.
fn at(value: &mut Value, place: usize) -> Option<&mut Value> {
    fn walk<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
        if *left == 0 {
            return Some(value);
        }
        *left -= 1;
        match value {
            Value::Array(items) => items.iter_mut().find_map(|item| walk(item, left)),
            Value::Object(members) => members.values_mut().find_map(|item| walk(item, left)),
            _ => None,
        }
    }
    let mut left = place;
    walk(value, &mut left)
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// Reads a mutated fixture both ways. If it can be read, it has to come back whole.
fn check<T: DeserializeOwned + Serialize + Debug>(
    fixture: &str,
    mutations: &[(Index, Mutation)],
) -> Result<(), TestCaseError> {
    let mut json: Value = serde_json::from_str(fixture).unwrap();
    for (place, mutation) in mutations {
        let count = size(&json);
        if let Some(value) = at(&mut json, place.index(count)) {
            mutation.apply(value);
        }
    }
    let read = serde_json::from_str::<T>(&json.to_string());
    let from_tree = serde_json::from_value::<T>(json.clone());
    prop_assert_eq!(read.is_ok(), from_tree.is_ok());
    if let Ok(read) = read {
        prop_assert_eq!(serde_json::to_value(&read).unwrap(), json);
    } else if mutations.iter().all(|(_, mutation)| matches!(mutation, Mutation::Add(_))) {
        prop_assert!(false, "a new member is an error: {:?}", read.unwrap_err());
    }
    Ok(())
}

macro_rules! checks {
    ($($name:ident: $type:ty = $fixture:ident;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
            $(
                #[test]
                fn $name(mutations in prop::collection::vec((any::<Index>(), mutation()), 1..4)) {
                    check::<$type>(fixtures::$fixture, &mutations)?;
                }
            )*
        }
    };
}

checks! {
    pages: Page = PAGE;
    databases: Database = DATABASE;
    newer_databases: Database = DATABASE_2025_09_03;
    data_sources: DataSource = DATA_SOURCE;
    texts: RichText = RICH_TEXT;
    users: List<User> = USERS;
    searches: List<SearchResult> = SEARCH;
    parents: Vec<Parent> = PARENTS;
    icons: Vec<Icon> = ICONS;
    errors: ErrorObject = ERROR;
}

#[test]
fn a_reply_that_is_cut_short_is_an_error_and_no_panic() {
    for end in 0..fixtures::PAGE.len() - 1 {
        if let Some(cut) = fixtures::PAGE.get(..end) {
            assert!(serde_json::from_str::<Page>(cut).is_err(), "{end}");
        }
    }
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(serde_json::from_str::<Page>(&deep).is_err());
    let deep = format!(r#"{{"id": "a", "new": {deep}}}"#);
    let _ = serde_json::from_str::<Page>(&deep);
    let deep = format!(r#"{{"id": "a", "cover": {deep}}}"#);
    let _ = serde_json::from_str::<Page>(&deep);
}

/// Rollups of rollups, with their types first and last, which are read in two ways.
#[test]
fn deep_nesting_of_what_is_known_is_kept() {
    for (open, close) in [
        (r#"{"type":"rollup","rollup":{"type":"array","array":["#, "]}}"),
        (r#"{"rollup":{"array":["#, r#"],"type":"array"},"type":"rollup"}"#),
    ] {
        for levels in [40, 50_000] {
            let deep = format!("{}{}", open.repeat(levels), close.repeat(levels));
            let value: PropertyValue = serde_json::from_str(&deep).unwrap();
            assert!(matches!(value.kind, PropertyValueKind::Rollup(_)));
            let again = serde_json::to_string(&value).unwrap();
            assert_eq!(again.len(), deep.len());
            assert_eq!(again.matches("rollup").count(), 2 * levels);
        }
    }
}
