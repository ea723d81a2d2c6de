//! What is said about the struct: operation, output and checks.

use alloy_core::{Action, Connector, Context, Effect, Envelope, Error, Reply};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Notes, credential, reply};

/// A connector of which there are several.
struct Regional {
    id: &'static str,
}

impl Regional {
    const EAST: Self = Self { id: "east" };

    const fn west() -> Self {
        Self { id: "west" }
    }
}

static NORTH: Regional = Regional { id: "north" };

impl Connector for Regional {
    fn id(&self) -> &str {
        self.id
    }
}

#[derive(Action)]
#[action(connector = Notes, id = "a", effect = read, output = Value)]
struct Unit;

#[derive(Action)]
#[action(connector = Regional::EAST, id = "b", effect = idempotent, output = Value)]
struct AssociatedConstant;

#[derive(Action)]
#[action(connector = Regional::west(), id = "c", effect = write, output = Value)]
struct ConstantFunction;

#[derive(Action)]
#[action(connector = NORTH, id = "d", output = Value)]
struct Static;

#[derive(Action)]
#[action(connector = Regional { id: "south" }, id = "e")]
#[action(output = Value)]
struct Literal;

/// Adds to a note, or puts a text in its place.
#[derive(Action)]
#[action(connector = Notes, id = "put", effect = Self::effect, output = Value)]
struct Put {
    text: &'static str,
    is_added: bool,
}

impl Put {
    fn effect(&self) -> Effect {
        if self.is_added { Effect::Write } else { Effect::Idempotent }
    }
}

#[test]
fn an_effect_may_depend_on_the_fields() {
    for (is_added, effect) in [(true, Effect::Write), (false, Effect::Idempotent)] {
        assert_eq!(Put { text: "a", is_added }.operation().effect(), effect);
    }
}

#[test]
fn operations_are_named() {
    for (action, name, effect) in [
        (Unit.boxed(), "notes/a", Effect::Read),
        (AssociatedConstant.boxed(), "east/b", Effect::Idempotent),
        (ConstantFunction.boxed(), "west/c", Effect::Write),
        (Static.boxed(), "north/d", Effect::Write),
        (Literal.boxed(), "south/e", Effect::Write),
    ] {
        assert_eq!(action.operation().to_string(), name);
        assert_eq!(action.operation().effect(), effect, "{name}");
        assert_eq!(action.size_hint(), 320, "the trait's own");
    }
}

#[derive(Deserialize)]
struct Note {
    text: String,
}

#[derive(Action)]
#[action(connector = Notes, id = "get", output = Note)]
struct Get;

#[derive(Action)]
#[action(connector = Notes, id = "get-text", output = String, decode = text_of)]
struct GetText;

#[expect(clippy::needless_pass_by_value, reason = "a reply is decoded once")]
fn text_of(reply: Reply) -> Result<String, Error> {
    reply.decode().map(|note: Note| note.text)
}

#[test]
fn outputs_are_decoded() {
    let json = json!({"responseData": {"text": "tea"}});
    assert_eq!(Get.decode(reply(&json)).unwrap().text, "tea");
    assert_eq!(GetText.decode(reply(&json)).unwrap(), "tea");

    let error = Get.decode(reply(&json!({"responseData": {"text": 1}}))).map(|_| ()).unwrap_err();
    assert_eq!(error.path(), Some("text"));
}

#[derive(Action)]
#[action(
    connector = Notes,
    id = "say",
    output = Value,
    validate = Self::check,
    size_hint = 100 + self.text.len(),
)]
struct Say {
    text: String,
}

impl Say {
    fn check(&self, context: &Context<'_>) -> Result<(), Error> {
        if context.header("notes-version") == Some("1") && self.text.len() > 5 {
            return Err(Error::invalid_request("text", "is longer than 5 bytes"));
        }
        Ok(())
    }
}

#[test]
fn limits_are_checked_with_the_headers_of_the_call() {
    let error = Envelope::of(&Say { text: "too long".to_owned() }, &credential()).unwrap_err();
    assert_eq!(error.path(), Some("text"));
    let fits = Say { text: "fits".to_owned() };
    assert!(Envelope::of(&fits, &credential()).is_ok());
    assert_eq!(fits.size_hint(), 104);
}
