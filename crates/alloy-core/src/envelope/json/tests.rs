use std::collections::BTreeMap;

use serde_json::{json, value::RawValue};

use super::*;

#[track_caller]
fn same<T: Serialize + ?Sized>(value: &T) {
    let mut bytes = b"before".to_vec();
    write(&mut bytes, value).unwrap();
    let written = String::from_utf8(bytes).unwrap();
    assert_eq!(written, format!("before{}", serde_json::to_string(value).unwrap()));
}

#[test]
fn texts_of_any_length_with_anything_anywhere() {
    for length in 0..40 {
        let plain = "abcdefghijklmnopqrstuvwxyz0123456789-_. ";
        same(&plain[..length]);
        for at in 0..length {
            for special in
                ["\"", "\\", "\n", "\0", "\u{1f}", " ", "!", "[", "]", "\u{7f}", "é", "日"]
            {
                same(&format!("{}{special}{}", &plain[..at], &plain[at + 1..length]));
            }
        }
    }
}

#[test]
fn every_byte_beside_every_other() {
    for first in 0..=255_u8 {
        for second in 0..=255_u8 {
            let text: String = [first, second, b'x', second].map(char::from).iter().collect();
            same(&text);
            same(&text.repeat(3));
        }
    }
}

#[derive(Serialize)]
struct Unit;

#[derive(Serialize)]
struct Newtype(u8);

#[derive(Serialize)]
struct Tuple(u8, &'static str);

#[derive(Serialize)]
struct Empty {}

#[derive(Serialize)]
struct Fields<'a> {
    #[serde(rename = "with \"quotes\"")]
    quotes: u8,
    #[serde(rename = "a name that is longer than most others")]
    long: Option<char>,
    #[serde(borrow)]
    raw: &'a RawValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<u8>,
    #[serde(flatten)]
    more: BTreeMap<&'static str, bool>,
}

#[derive(Serialize)]
enum Variants {
    Unit,
    Newtype(Vec<u8>),
    Tuple(u8, f32),
    #[serde(rename = "None\n")]
    EmptyTuple(),
    Struct {
        field: Option<()>,
    },
    EmptyStruct {},
}

#[test]
fn every_shape() {
    same(&(Unit, Newtype(1), Tuple(2, "two"), Empty {}, ((), [0_u8; 0], [[1], [2]])));
    same(&[Variants::Unit, Variants::Newtype(vec![1, 2]), Variants::Tuple(1, 0.1)]);
    same(&[Variants::EmptyTuple(), Variants::Struct { field: None }, Variants::EmptyStruct {}]);
    same(&(i8::MIN, i16::MIN, i32::MIN, i64::MIN, i128::MIN));
    same(&(u8::MAX, u16::MAX, u32::MAX, u64::MAX, u128::MAX));
    same(&(0.1_f32, 1e300_f64, f64::NAN, -0.0, true, false, '\n', 'é', Some("x")));
    same(&json!({"a": [null, {}, [], {"b": 1.5, "": "é\u{1}"}], "long enough a key": "x"}));
    let raw = RawValue::from_string(r#"{ "kept" :[1.0,  1e2] }"#.into()).unwrap();
    let more = BTreeMap::from([("more", true)]);
    same(&Fields { quotes: 1, long: Some('"'), raw: &raw, left_out: None, more });
    same(&(&raw, [&raw], Some(&raw)));
}

#[test]
fn what_is_displayed_is_a_text() {
    struct Displayed(&'static str);

    impl Serialize for Displayed {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(&format_args!("{}{}", self.0, 1))
        }
    }

    same(&[Displayed("plain"), Displayed(""), Displayed("a \"quoted\" é\n")]);
}

#[test]
fn bytes_are_numbers() {
    struct Bytes;

    impl Serialize for Bytes {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(&[0, 255])
        }
    }

    same(&[Bytes, Bytes]);
}

#[test]
fn keys_become_texts_or_fail() {
    same(&BTreeMap::from([(-5, "a"), (7, "b")]));
    same(&BTreeMap::from([(true, 'a'), (false, 'b')]));
    same(&BTreeMap::from([(Some("some"), [1])]));
    same(&BTreeMap::from([('"', BTreeMap::from([(u128::MAX, 1)]))]));
    let mut bytes = Vec::new();
    for refused in [
        write(&mut bytes, &BTreeMap::from([((), 1)])),
        write(&mut bytes, &BTreeMap::from([([1, 2], 1)])),
    ] {
        assert_eq!(refused.unwrap_err().to_string(), "key must be a string");
    }
}
