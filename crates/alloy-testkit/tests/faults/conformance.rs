//! The rules of conformance, each broken once.

use alloy_core::{
    Action, Connector, DynamicAction, Effect, EnvelopeWriter, Error, ErrorKind, Field, Header,
    Operation, ProviderError, Reply,
};
use alloy_testkit::{Conformance, Rule};
use serde_json::{Value, json};

/// Answers failures with `{"error": "…"}` under any status.
struct Library;

impl Connector for Library {
    fn id(&self) -> &str {
        "library"
    }

    fn classify(&self, reply: &Reply) -> Option<ProviderError> {
        let code: String = reply.field("error").and_then(Field::decode)?;
        let kind = if code == "busy" { ErrorKind::RateLimited } else { ErrorKind::Rejected };
        Some(ProviderError::new(kind).with_code(code))
    }
}

fn action(id: &str) -> DynamicAction {
    DynamicAction::new("library", id).unwrap()
}

fn read(id: &str) -> DynamicAction {
    action(id).with_effect(Effect::Read)
}

/// What is reported of a connector with one write, `lend`, and whatever else.
fn broken(check: impl FnOnce(Conformance) -> Conformance) -> Vec<(Rule, String)> {
    let conformance = Conformance::of(Library).operation("lend", [Effect::Write]);
    let report = check(conformance).check();
    let violations = report.violations().iter();
    violations.map(|violation| (violation.rule(), violation.to_string())).collect()
}

#[track_caller]
fn assert_breaks(rule: Rule, expected: &str, check: impl FnOnce(Conformance) -> Conformance) {
    let found = broken(check);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].0, rule);
    assert!(found[0].1.contains(expected), "{}", found[0].1);
}

#[test]
fn what_keeps_all_rules_is_not_reported() {
    let schema = json!({
        "id": "lend", "httpMethod": "put", "path": "/books/{book}/loan",
        "parameters": [
            {"name": "book", "in": "path", "required": true},
            {"name": "notify", "in": "query", "required": true},
            {"name": "token", "in": "header", "required": true},
        ],
        "requestBody": {"required": ["reader"], "properties": {"reader": {}},
            "additionalProperties": false},
        "sampleSuccessResponse": {"until": "2026-02-01"},
    });
    let lend = action("lend")
        .with_path("book", "7")
        .with_query("notify", true)
        .with_body(json!({"reader": 3}))
        .with_header(Header::new("Library-Branch", "north").unwrap());
    let found = broken(|conformance| {
        conformance
            .value(lend)
            .schema_json(schema)
            .reply("lend", json!(null))
            .failure(200, json!({"error": "lent"}), ErrorKind::Rejected)
            .failure(429, json!({"error": "busy"}), ErrorKind::RateLimited)
    });
    assert_eq!(found, []);
}

#[test]
fn the_table_and_the_values_are_compared() {
    let lend = || action("lend");
    assert_breaks(Rule::Table, "no value of `lend`", |conformance| conformance);
    assert_breaks(Rule::Table, "return): it is not in the table", |conformance| {
        conformance.value(lend()).value(action("return"))
    });
    assert_breaks(Rule::Table, "its effect is Read, the table says [Write]", |conformance| {
        conformance.value(lend()).value(read("lend"))
    });
    assert_breaks(Rule::Table, "`lend` with the effect [Idempotent]", |conformance| {
        conformance.operation("lend", [Effect::Idempotent]).value(lend())
    });
    assert_breaks(Rule::Table, "in the schema of \"lend\"", |conformance| {
        conformance.value(lend()).schema_json(json!({"id": "lend", "parameters": 7}))
    });
    assert_breaks(Rule::Table, "no value, of `find`", |conformance| {
        conformance.value(lend()).reply("find", json!({}))
    });
}

#[test]
fn tables_are_read_as_they_stand_in_documents() {
    let lend = || action("lend");
    let table = "Operations:\n\n| Name | Effect | Action id |\n|:--|---|--:|\n\
        | Lend | write, idempotent | `lend` |\n\nand no more.";
    assert_breaks(Rule::Table, "`lend` with the effect [Idempotent]", |conformance| {
        conformance.operations_in(table).value(lend())
    });
    let unknown = table.replace("idempotent", "sometimes");
    assert_breaks(Rule::Table, "are not effects, of `lend`", |conformance| {
        conformance.operations_in(&unknown).value(lend())
    });
    let short = table.replace("| `lend` |", "");
    assert_breaks(Rule::Table, "too few cells", |conformance| {
        conformance.operations_in(&short).value(lend())
    });
    let report = Conformance::of(Library).operations_in("no table").check();
    assert!(report.to_string().contains("no columns `Action id` and `Effect`"), "{report}");
}

#[test]
fn ids_are_those_of_one_connector() {
    let other = DynamicAction::new("museum", "lend").unwrap();
    assert_breaks(Rule::Ids, "an action of the connector `museum`", |conformance| {
        conformance.value(other)
    });
}

/// Writes the parts that a function says.
struct Written {
    write: fn(&mut EnvelopeWriter<'_>) -> Result<(), Error>,
    size_hint: usize,
}

impl std::fmt::Debug for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Written")
    }
}

impl Action for Written {
    type Output = Value;

    fn operation(&self) -> Operation<'_> {
        Operation::new(&Library, "lend", Effect::Write)
    }

    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        (self.write)(envelope)
    }

    fn decode(&self, reply: Reply) -> Result<Value, Error> {
        reply.decode()
    }

    fn size_hint(&self) -> usize {
        self.size_hint
    }
}

#[test]
fn envelopes_are_written_well() {
    let written = |size_hint, write| Written { write, size_hint };
    let twice = written(300, |envelope| {
        envelope.query("notify", &1)?;
        envelope.query("notify", &2)
    });
    let found = broken(|conformance| conformance.value(twice));
    assert!(found[0].1.contains("a key twice, the second time at /queryParameters/notify"));
    assert_breaks(Rule::Envelope, "pathParams.book: must not be empty", |conformance| {
        conformance.value(written(300, |envelope| envelope.path("book", "")))
    });
    assert_breaks(Rule::SizeHint, "has 65 bytes, the hint is 50", |conformance| {
        conformance.value(written(50, |envelope| envelope.body(&json!({"a": 1}))))
    });
}

#[derive(Debug, Action)]
#[action(connector = Library, id = "lend", output = Value)]
struct Lend {
    #[action(header = "Library-Card")]
    card: &'static str,
}

#[test]
fn headers_hold_and_show_no_credentials() {
    assert_breaks(Rule::Debug, "shows the value of the header `Library-Card`", |conformance| {
        conformance.value(Lend { card: "planted" })
    });
    let header = |name| Header::new(name, "planted").unwrap();
    assert_breaks(Rule::Credentials, "`Authorization`, which is the platform's", |conformance| {
        conformance.value(action("lend").with_header(header("Authorization")))
    });
    let found = broken(|conformance| {
        conformance.value_with_headers(action("lend"), [header("Library-Branch")])
    });
    assert_eq!(found, []);
}

#[test]
fn requests_are_compared_with_the_schema() {
    let against = |schema: Value| {
        let lend = action("lend").with_path("book", 7).with_query("notify", true);
        move |conformance: Conformance| {
            conformance.value(lend.with_body(json!({"reader": 3}))).schema_json(schema)
        }
    };
    let fits = json!({"id": "lend", "path": "/{book}", "requestBody": {},
        "parameters": [{"name": "notify", "in": "query"}]});
    let but = |key: &str, value: Value| {
        let mut schema = fits.clone();
        schema[key] = value;
        against(json!({"action": schema}))
    };
    assert_eq!(broken(against(fits.clone())), []);
    assert_breaks(
        Rule::Effect,
        "its effect is Write, its method GET",
        but("httpMethod", "get".into()),
    );
    assert_breaks(Rule::Path, "`shelf` is not sent", but("path", "/{shelf}/{book}".into()));
    assert_breaks(Rule::Path, "`book` is not in the path /", but("path", "/".into()));
    assert_breaks(Rule::Query, "the schema has no `notify`", but("parameters", json!([])));
    let required = json!([{"name": "notify", "in": "query"},
        {"name": "until", "in": "query", "required": true}]);
    assert_breaks(Rule::Query, "`until` is required", but("parameters", required));
    assert_breaks(Rule::Body, "the schema has none", but("requestBody", Value::Null));
    let body = json!({"required": ["reader", "until"]});
    assert_breaks(Rule::Body, "`until` is required", but("requestBody", body));
    let body = json!({"properties": {"until": {}}, "additionalProperties": false});
    assert_breaks(Rule::Body, "excludes `reader`", but("requestBody", body));
}

#[derive(Debug, Action)]
#[action(connector = Library, id = "lend", output = u32)]
struct Count;

#[test]
fn replies_decode_and_failures_are_recognised() {
    assert_breaks(Rule::Output, "Count (lend): library/lend", |conformance| {
        conformance.value(Count).reply("lend", json!("many"))
    });
    assert_breaks(Rule::Output, "the provider answered", |conformance| {
        let sample = json!({"error": "sample of a failure"});
        conformance
            .value(action("lend"))
            .schema_json(json!({"id": "lend", "sampleSuccessResponse": sample}))
    });
    let failure = |status, body, kind| {
        broken(|conformance| conformance.value(action("lend")).failure(status, body, kind))
    };
    let found = failure(200, json!({"problem": 1}), ErrorKind::Rejected);
    assert!(found.len() == 2 && found[0].1.ends_with("bare: it counts as a success"), "{found:?}");
    let found = failure(500, json!({"problem": 1}), ErrorKind::Unavailable);
    assert!(found[1].1.ends_with("wrapped: it does not count as the provider's"), "{found:?}");
    let found = failure(429, json!({"error": "busy"}), ErrorKind::Rejected);
    assert!(found[0].1.ends_with("it is RateLimited in place of Rejected"), "{found:?}");
    assert_eq!(failure(7, json!({}), ErrorKind::Rejected).len(), 1);
}

#[test]
#[should_panic(expected = "the connector `library` breaks its rules in 2 places:\n- Table: ")]
fn a_test_fails_with_all_that_is_broken() {
    let table = Conformance::of(Library).operation("lend", [Effect::Write]);
    table.operation("return", [Effect::Write]).check().assert();
}
