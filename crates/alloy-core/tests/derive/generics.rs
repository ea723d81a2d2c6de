//! Structs with parameters.

use std::{
    fmt::{Debug, Display},
    marker::PhantomData,
    rc::Rc,
};

use alloy_core::Action;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{Notes, body, envelope, reply};

/// Next to no conditions of its own: each part asks for what it needs.
#[derive(Action)]
#[action(connector = Notes, id = "everything", output = Value)]
struct Everything<'a, I, Q, H, B: Clone + Serialize, S, const N: usize> {
    #[action(path)]
    id: &'a I,
    #[action(query)]
    query: Option<Q>,
    #[action(header = "X-Header")]
    header: Option<H>,
    #[action(skip)]
    skipped: PhantomData<S>,
    #[serde(serialize_with = "twice")]
    twice: B,
    list: Vec<B>,
    borrowed: &'a [u8],
    #[serde(skip)]
    length: PhantomData<[(); N]>,
}

fn twice<T: Clone + Serialize, S: serde::Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    (value.clone(), value.clone()).serialize(serializer)
}

/// Can be shown and sent between threads, and nothing else.
struct Shown(&'static str);

impl Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// Not `Serialize`.
struct Opaque;

#[test]
fn parts_ask_only_for_what_they_need() {
    let action = Everything::<_, _, _, _, Opaque, 2> {
        id: &Shown("i"),
        query: Some([1, 2]),
        header: Some(Shown("h")),
        skipped: PhantomData,
        twice: "b",
        list: vec!["c"],
        borrowed: &[8, 9],
        length: PhantomData,
    };
    assert_eq!(body(&action), r#"{"twice":["b","b"],"list":["c"],"borrowed":[8,9]}"#);
    let envelope = envelope(&action);
    assert_eq!(envelope.path_params["id"], "i");
    assert_eq!(envelope.query_parameters["query"], json!([1, 2]));
    assert_eq!(envelope.headers["X-Header"], "h");
}

#[derive(Action)]
#[action(connector = Notes, id = "show", output = Value)]
struct Show<T: Display> {
    #[serde(serialize_with = "as_text")]
    shown: T,
}

fn as_text<T: Display, S: serde::Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

#[test]
fn what_a_function_serialises_need_not_be_serialize() {
    assert_eq!(body(&Show { shown: Shown("s") }), r#"{"shown":"s"}"#);
}

#[derive(Action)]
#[action(connector = Notes, id = "create", output = O)]
struct Create<T: Debug, O = Value>
where
    T: Serialize,
    O: DeserializeOwned + Send + Sync + 'static,
{
    value: T,
    #[action(skip)]
    output: PhantomData<fn() -> O>,
}

#[test]
fn the_structs_own_conditions_are_kept() {
    let action = Create::<_, Vec<u8>> { value: "v", output: PhantomData };
    assert_eq!(body(&action), r#"{"value":"v"}"#);
    assert_eq!(action.decode(reply(&json!({"responseData": [1, 2]}))).unwrap(), [1, 2]);
}

/// The types of fields say nothing about `T` itself.
#[derive(Action)]
#[action(connector = Notes, id = "append", output = Value)]
struct Append<T: Iterator> {
    last: Option<T::Item>,
    #[action(skip)]
    source: T,
}

#[test]
fn an_associated_type_is_what_is_serialised() {
    let mut source = 1..3_u8;
    let action = Append { last: source.next(), source };
    assert_eq!(action.source, 2..3);
    assert_eq!(body(&action), r#"{"last":1}"#);
}

#[derive(Action)]
#[action(connector = Notes, id = "bound", output = Value)]
#[serde(bound = "T: Clone + Into<u32>")]
struct Bound<T> {
    #[serde(serialize_with = "as_number")]
    number: T,
}

#[derive(Action)]
#[action(connector = Notes, id = "bound", output = Value)]
struct FieldBound<T, U> {
    #[serde(serialize_with = "as_number", bound(serialize = "T: Clone + Into<u32>"))]
    number: T,
    other: U,
}

fn as_number<T: Clone + Into<u32>, S: serde::Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_u32(value.clone().into())
}

#[test]
fn serdes_bounds_become_the_actions() {
    assert_eq!(body(&Bound { number: '*' }), r#"{"number":42}"#);
    assert_eq!(body(&FieldBound { number: '*', other: 1 }), r#"{"number":42,"other":1}"#);
}

#[derive(Action)]
#[action(connector = Notes, id = "wrap", output = Value)]
struct Wrap<T> {
    #[action(body)]
    whole: T,
}

/// Whether a type is an action: an inherent constant wins over a trait's where it exists.
macro_rules! is_action {
    ($ty:ty) => {{
        #[allow(dead_code, reason = "not used where the other one is")]
        trait Otherwise {
            const IS_ACTION: bool = false;
        }
        struct Probe<T>(PhantomData<T>);
        #[allow(dead_code, reason = "not used where there is none")]
        impl<T: Action> Probe<T> {
            const IS_ACTION: bool = true;
        }
        impl<T> Otherwise for Probe<T> {}
        Probe::<$ty>::IS_ACTION
    }};
}

#[test]
fn what_cannot_cross_threads_is_no_action() {
    assert!(is_action!(Wrap<u8>));
    assert!(!is_action!(Wrap<Rc<u8>>));
    assert!(!is_action!(Wrap<Opaque>));
    assert_eq!(body(&Wrap { whole: [1, 2] }), "[1,2]");
}
