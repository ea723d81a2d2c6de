//! Arbitrary JSON of every shape that Notion's documents describe, made from nothing.
//!
//! The shapes are written down here once more, by the documents and not by the crate's types, so
//! that a mistake in one of the two shows. Any name may be one that nobody knows, any object may
//! have a member that nobody knows, and any union a type that nobody knows; all of these are called
//! [`SURPRISE`].

mod block;
mod filter;
mod objects;
mod property;
mod schema;
mod text;

use alloy_notion::{Color, OptionColor};
use proptest::{collection::vec, option::weighted, prelude::*, sample::select, strategy::Union};
use serde_json::{Map, Value, json};

pub(crate) use block::block;
pub(crate) use filter::filter;
pub(crate) use objects::{
    async_task, comment, data_source, database, file_upload, page, search, view,
};
pub(crate) use property::{property_item, property_value};
pub(crate) use schema::property_schema;
pub(crate) use text::{file, icon, parent, rich_text, user, user_or_group};

/// The name of everything that nobody knows.
pub(crate) const SURPRISE: &str = "surprise";

pub(crate) type Json = BoxedStrategy<Value>;

/// Some members of an object.
type Members = BoxedStrategy<Vec<(&'static str, Value)>>;

/// A member that is always there.
fn member(key: &'static str, value: Json) -> Members {
    value.prop_map(move |value| vec![(key, value)]).boxed()
}

/// A member that may be `null`, or not there at all.
fn maybe(key: &'static str, value: Json) -> Members {
    optional(key, or_null(value))
}

/// A member that may not be there, and is no `null`.
fn optional(key: &'static str, value: Json) -> Members {
    let members = weighted(0.7, value);
    members.prop_map(move |value| value.map(|value| (key, value)).into_iter().collect()).boxed()
}

/// `type`, and the content under the key of that name; one of these, or a surprise.
fn one_of(kinds: Vec<(&'static str, Json)>) -> Members {
    let known = Union::new(kinds.into_iter().map(|(tag, content)| typed(tag, content)));
    prop_oneof![20 => known, 1 => typed(SURPRISE, anything())].boxed()
}

fn typed(tag: &'static str, content: Json) -> impl Strategy<Value = Vec<(&'static str, Value)>> {
    content.prop_map(move |content| vec![("type", json!(tag)), (tag, content)])
}

/// An object of these members, and now and then of one that nobody knows.
fn object(members: impl IntoIterator<Item = Members>) -> Json {
    let mut members: Vec<Members> = members.into_iter().collect();
    let surprise = anything().prop_map(|value| vec![(SURPRISE, value)]);
    members.push(prop_oneof![15 => Just(vec![]), 1 => surprise].boxed());
    members
        .prop_map(|members| {
            let members = members.into_iter().flatten().map(|(key, value)| (key.to_owned(), value));
            Value::Object(members.collect::<Map<_, _>>())
        })
        .boxed()
}

/// An object that says in `object` what it is.
fn named(name: &'static str, members: impl IntoIterator<Item = Members>) -> Json {
    object([member("object", is(name))].into_iter().chain(members))
}

/// Up to three of these.
fn list(item: Json) -> Json {
    vec(item, 0..4).prop_map(Value::Array).boxed()
}

/// That value and no other.
fn is(value: impl Into<Value>) -> Json {
    Just(value.into()).boxed()
}

fn empty() -> Json {
    object([])
}

fn or_null(value: Json) -> Json {
    prop_oneof![3 => value, 1 => Just(Value::Null)].boxed()
}

/// One of these names, or now and then a surprise.
fn name(names: impl IntoIterator<Item = impl ToString>) -> Json {
    let names: Vec<Value> = names.into_iter().map(|name| name.to_string().into()).collect();
    prop_oneof![20 => select(names), 1 => Just(json!(SURPRISE))].boxed()
}

/// Any JSON, a few levels deep.
fn anything() -> Json {
    let leaf = prop_oneof![Just(Value::Null), flag(), number(), words()];
    leaf.prop_recursive(3, 12, 3, |inside| {
        let objects = proptest::collection::btree_map("[a-z_]{1,8}", inside.clone(), 0..3);
        prop_oneof![
            vec(inside, 0..3).prop_map(Value::Array),
            objects.prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
    .boxed()
}

fn flag() -> Json {
    any::<bool>().prop_map(Value::Bool).boxed()
}

fn whole() -> Json {
    prop_oneof![0..100_i64, any::<i64>()].prop_map(Value::from).boxed()
}

fn count() -> Json {
    prop_oneof![0..100_u64, any::<u64>()].prop_map(Value::from).boxed()
}

/// A number as JSON has them: whole or not, of either sign.
fn number() -> Json {
    let float = any::<f64>().prop_filter("JSON has no other", |number| number.is_finite());
    prop_oneof![whole(), count(), float.prop_map(Value::from), Just(json!(1.0))].boxed()
}

/// A text, with whatever JSON has to escape.
fn words() -> Json {
    let texts = prop_oneof!["[a-z ]{0,40}", any::<String>(), Just("\u{0}\"\\\u{1F680}".to_owned())];
    texts.prop_map(Value::from).boxed()
}

fn url() -> Json {
    "https://[a-z]{1,8}\\.example/[a-zA-Z0-9_/?=&%-]{0,30}".prop_map(Value::from).boxed()
}

/// An id in one of the forms that Notion takes, most often as it writes them.
fn id() -> Json {
    let uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    prop_oneof![8 => uuid, 1 => "[0-9a-f]{32}", 1 => "[0-9A-F]{32}"].prop_map(Value::from).boxed()
}

/// The short id of an option or a property.
fn short_id() -> Json {
    prop_oneof!["[A-Za-z;|_]{4}", "%[0-9A-F]{2}[a-z]{2}", Just("title".to_owned())]
        .prop_map(Value::from)
        .boxed()
}

/// A moment or a day, as Notion writes them and in forms that it does not.
fn time() -> Json {
    let day = "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])";
    let clock = "T([01][0-9]|2[0-3]):[0-5][0-9]:00";
    let offset = "(|\\.000|\\.000Z|Z|\\.000[+-]0[1-9]:00)";
    let moment = (day, clock, offset).prop_map(|(day, clock, offset)| day + &clock + &offset);
    prop_oneof![4 => day, 8 => moment, 1 => "[0-9T:Z-]{0,12}"].prop_map(Value::from).boxed()
}

fn color() -> Json {
    name(Color::KNOWN)
}

fn option_color() -> Json {
    name(OptionColor::KNOWN)
}
