use proptest::{collection::vec, prelude::*};
use serde_json::Value;

use super::*;

#[test]
fn numbers_are_those_of_serde_json() {
    for text in [
        "0",
        "-0",
        "7",
        "-7",
        "1.0",
        "1e3",
        "0.1",
        "999999999999999999",
        "9999999999999999999",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "5e-324",
    ] {
        let number = Json::new(text).number();
        assert_eq!(number, serde_json::from_str(text).unwrap(), "{text}");
    }
    let mut json = Json::new("1e999,");
    assert_eq!((json.number(), json.place()), (None, 5));
}

/// Goes through a value as the readers do, and gives back what it met.
fn walk(json: &mut Json<'_>) -> Value {
    match json.peek() {
        b'{' if json.enter_object() => {
            let mut members = serde_json::Map::new();
            while json.has_next() {
                let key = json.key().into_owned();
                members.insert(key, walk(json));
            }
            Value::Object(members)
        }
        b'[' if json.enter(b'[') => {
            let mut items = Vec::new();
            while json.has_next() {
                items.push(walk(json));
            }
            Value::Array(items)
        }
        b'"' => json.string().map_or(Value::Null, |text| text.into_owned().into()),
        b't' | b'f' | b'n' => serde_json::from_str(json.skip_value()).unwrap_or_default(),
        0 => Value::Null,
        _ => json.number().map_or(Value::Null, Value::Number),
    }
}

#[test]
fn what_stands_beside_each_other_is_no_deeper() {
    let text = format!("[{}{{}}]", r#"{"a":[{}]},[],"#.repeat(1_000));
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(walk(&mut Json::new(&text)), value);
    // Nor after an array of which one item does not fit.
    let mut json = Json::new(&text);
    assert!(json.read_array(|json| json.read_array(|_| Ok(()))).is_err());
    assert_eq!((json.depth, json.at), (0, text.len()));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[ -~\"\\\\\n\u{e9}\u{1f680}]{0,30}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec(("[a-z\"\\\\]{0,10}", inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn all_json_is_met(value in any_json(), is_pretty: bool) {
        let text = if is_pretty { format!("{value:#}") } else { value.to_string() };
        let mut json = Json::new(&text);
        prop_assert_eq!(walk(&mut json), value);
        prop_assert_eq!(json.place(), text.len());
        let mut json = Json::new(&text);
        json.skip_value();
        prop_assert_eq!(json.place(), text.len());
    }

    #[test]
    fn any_text_comes_to_an_end(text in "[\\[\\]{}\",:\\\\ tfn0-9eu.\u{e9}-]{0,60}") {
        walk(&mut Json::new(&text));
        Json::new(&text).skip_value();
        Json::new(&text).skip_rest();
    }
}
