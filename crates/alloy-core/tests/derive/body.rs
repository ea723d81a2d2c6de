//! The body: serde's own features, and what the derive adds to them.

use alloy_core::{Action, Context};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Value, json};

use crate::{Notes, body, credential, envelope};

#[derive(Serialize)]
struct Position {
    x: i8,
    y: i8,
}

#[derive(Action)]
#[action(connector = Notes, id = "draw", output = Value)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE", tag = "kind")]
struct Draw {
    line_width: u8,
    #[serde(rename = "ink")]
    colour: Option<String>,
    #[serde(flatten)]
    position: Position,
    #[serde(serialize_with = "as_text")]
    scale: u16,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    layers: Vec<u8>,
    #[serde(skip)]
    draft: bool,
    #[action(path)]
    canvas: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn as_text<S: Serializer>(number: &u16, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}

#[test]
fn serdes_attributes_work() {
    let mut action = Draw {
        line_width: 2,
        colour: Some("red".to_owned()),
        position: Position { x: -1, y: 1 },
        scale: 300,
        layers: vec![1],
        draft: true,
        canvas: "c".to_owned(),
    };
    assert!(action.draft);
    assert_eq!(
        body(&action),
        r#"{"kind":"Draw","LINE-WIDTH":2,"ink":"red","x":-1,"y":1,"SCALE":"300","LAYERS":[1]}"#
    );
    assert_eq!(envelope(&action).path_params["CANVAS"], "c");

    action.layers.clear();
    action.colour = None;
    assert_eq!(body(&action), r#"{"kind":"Draw","LINE-WIDTH":2,"x":-1,"y":1,"SCALE":"300"}"#);
}

#[derive(Action)]
#[action(connector = Notes, id = "update", output = Value)]
struct Update {
    left_out: Option<u8>,
    #[action(null)]
    kept: Option<u8>,
    #[expect(clippy::option_option, reason = "absent, null and value are three things")]
    three_states: Option<Option<u8>>,
    #[serde(skip_serializing_if = "never")]
    own_rule: Option<u8>,
    #[serde(serialize_with = "as_yes_or_no")]
    converted: Option<bool>,
}

fn never<T>(_: &T) -> bool {
    false
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn as_yes_or_no<S: Serializer>(value: &Option<bool>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(if *value == Some(true) { "yes" } else { "no" })
}

#[test]
fn none_is_left_out_unless_asked_for() {
    let mut action =
        Update { left_out: None, kept: None, three_states: None, own_rule: None, converted: None };
    assert_eq!(body(&action), r#"{"kept":null,"own_rule":null}"#);

    action.three_states = Some(None);
    action.converted = Some(true);
    assert_eq!(
        body(&action),
        r#"{"kept":null,"three_states":null,"own_rule":null,"converted":"yes"}"#
    );

    action.left_out = Some(1);
    action.kept = Some(2);
    action.three_states = Some(Some(3));
    action.own_rule = Some(4);
    assert_eq!(
        body(&action),
        r#"{"left_out":1,"kept":2,"three_states":3,"own_rule":4,"converted":"yes"}"#
    );
}

/// Serialised by the user as well, for a queue, in a form that is not the request's.
#[derive(Action, Serialize, Deserialize, PartialEq, Debug)]
#[action(connector = Notes, id = "archive", output = Value)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Archive {
    #[action(path)]
    note_id: String,
    #[serde(default)]
    keep_copy: bool,
}

#[test]
fn serialize_stays_the_users() {
    let action = Archive { note_id: "n".to_owned(), keep_copy: true };
    assert_eq!(body(&action), r#"{"keepCopy":true}"#);
    let stored = serde_json::to_value(&action).unwrap();
    assert_eq!(stored, json!({"noteId": "n", "keepCopy": true}));
    assert_eq!(serde_json::from_value::<Archive>(stored).unwrap(), action);
}

#[derive(Action)]
#[action(connector = Notes, id = "move", output = Value, body = move_body)]
struct Move {
    #[action(path)]
    note: String,
    target: String,
}

/// The first version of the service has another name for it.
fn move_body<'a>(action: &'a Move, context: &Context<'_>) -> impl Serialize + use<'a> {
    let name = if context.header("Notes-Version") == Some("1") { "parent" } else { "target" };
    std::collections::BTreeMap::from([(name, &action.target)])
}

#[test]
fn a_function_can_make_the_body() {
    let action = Move { note: "n".to_owned(), target: "t".to_owned() };
    assert_eq!(body(&action), r#"{"parent":"t"}"#);
    assert_eq!(envelope(&action).path_params.len(), 1);
}

#[derive(Action)]
#[action(connector = Notes, id = "sign-out", output = Value)]
struct SignOut;

#[derive(Action)]
#[action(connector = Notes, id = "ping", output = Value)]
struct Ping {}

#[test]
fn no_fields_are_no_body() {
    for action in [SignOut.boxed(), Ping {}.boxed()] {
        let envelope = alloy_core::Envelope::of(&action, &credential()).unwrap();
        assert!(envelope.request_body.is_none());
        assert!(envelope.path_params.is_empty() && envelope.query_parameters.is_empty());
    }
}
