//! Whether a body has what is expected in it, and where not.

use std::fmt::Write as _;

use serde_json::Value;

/// The places at which a value lacks what is expected, a line or two each. Members that are not
/// expected do not count; arrays have the expected items and no others.
pub(super) fn missing(expected: &Value, actual: &Value) -> String {
    let mut text = String::new();
    compare(expected, Some(actual), "", &mut text);
    text
}

fn compare(expected: &Value, actual: Option<&Value>, place: &str, text: &mut String) {
    match (expected, actual) {
        (Value::Object(members), Some(Value::Object(others))) => {
            for (key, member) in members {
                let key_in_pointer = key.replace('~', "~0").replace('/', "~1");
                compare(member, others.get(key), &format!("{place}/{key_in_pointer}"), text);
            }
        }
        (Value::Array(items), Some(Value::Array(others))) if items.len() == others.len() => {
            for (at, (item, other)) in items.iter().zip(others).enumerate() {
                compare(item, Some(other), &format!("{place}/{at}"), text);
            }
        }
        (expected, Some(actual)) if expected == actual => {}
        (expected, actual) => {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "  - {place}: {expected}");
            let _ = match actual {
                Some(actual) => writeln!(text, "  + {place}: {actual}"),
                None => Ok(()),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_expected_counts() {
        let actual = json!({"a": {"b": 1, "c": [1, {"d": null, "e": 2}]}, "f/g": "x"});
        for expected in [json!({}), json!({"a": {"c": [1, {"d": null}]}}), actual.clone()] {
            assert_eq!(missing(&expected, &actual), "");
        }
        assert_eq!(missing(&json!({"a": {"b": 2}}), &actual), "  - /a/b: 2\n  + /a/b: 1\n");
        assert_eq!(missing(&json!({"f/g": "y"}), &actual), "  - /f~1g: \"y\"\n  + /f~1g: \"x\"\n");
        assert_eq!(missing(&json!({"h": null}), &actual), "  - /h: null\n");
        let text = missing(&json!({"a": {"c": [1]}}), &actual);
        assert_eq!(text, "  - /a/c: [1]\n  + /a/c: [1,{\"d\":null,\"e\":2}]\n");
    }
}
