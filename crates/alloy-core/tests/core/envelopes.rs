//! The envelope: exact bytes, any order of parts, and back.

use alloy_core::{
    Action, Call, Connector, Effect, Envelope, EnvelopeWriter, Error, Header, HeaderField, Headers,
    Operation, Reply,
};
use proptest::{collection::btree_map, prelude::*};
use serde_json::{Value, json};

use crate::{credential, platform};

struct Service;

impl Connector for Service {
    fn id(&self) -> &'static str {
        "service"
    }

    fn default_headers(&self) -> &[Header] {
        const { &[Header::from_static("Service-Version", "1")] }
    }
}

/// One part of an envelope, to write parts in any order.
#[derive(Clone, Debug)]
enum Part {
    Body(Value),
    Path(String, String),
    Query(String, Value),
}

#[derive(Clone, Debug)]
struct Parts {
    parts: Vec<Part>,
    headers: Headers,
}

impl Parts {
    fn new(parts: impl Into<Vec<Part>>) -> Self {
        Self { parts: parts.into(), headers: Headers::new() }
    }
}

impl Action for Parts {
    type Output = Value;

    fn operation(&self) -> Operation<'_> {
        Operation::new(&Service, "doIt", Effect::Write)
    }

    fn headers(&self) -> Result<Headers, Error> {
        Ok(self.headers.clone())
    }

    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        for part in &self.parts {
            match part {
                Part::Body(body) => envelope.body(body)?,
                Part::Path(name, value) => envelope.path(name, value)?,
                Part::Query(name, value) => envelope.query(name, value)?,
            }
        }
        Ok(())
    }

    fn decode(&self, reply: Reply) -> Result<Value, Error> {
        reply.decode()
    }
}

fn path(name: &str, value: &str) -> Part {
    Part::Path(name.into(), value.into())
}

fn query(name: &str, value: impl Into<Value>) -> Part {
    Part::Query(name.into(), value.into())
}

fn written(action: &Parts, field: HeaderField) -> String {
    let platform = platform().header_field(field).build().unwrap();
    let request = platform.request(action, &Call::new(&credential())).unwrap();
    String::from_utf8(request.into_body().to_vec()).unwrap()
}

#[test]
fn the_parts_are_written_as_the_platform_names_them() {
    let action = Parts::new([
        Part::Body(json!({"a": [1, 1.0, null]})),
        path("page_id", "x y"),
        query("limit", 5),
        query("tag", json!(["a", "b"])),
    ]);
    assert_eq!(
        written(&action, HeaderField::Headers),
        concat!(
            r#"{"credentialId":"507f1f77bcf86cd799439011","requestBody":{"a":[1,1.0,null]},"#,
            r#""pathParams":{"page_id":"x y"},"queryParameters":{"limit":5,"tag":["a","b"]},"#,
            r#""headers":{"Service-Version":"1"}}"#,
        )
    );
}

#[test]
fn headers_travel_under_the_chosen_name() {
    let action = Parts::new([]);
    let ends_with = |field, end: &str| {
        let text = written(&action, field);
        assert_eq!(text, format!("{{\"credentialId\":\"507f1f77bcf86cd799439011\",{end}}}"));
    };
    let map = r#"{"Service-Version":"1"}"#;
    ends_with(HeaderField::Headers, &format!("\"headers\":{map}"));
    ends_with(HeaderField::AdditionalHeaders, &format!("\"additionalHeaders\":{map}"));
    ends_with(HeaderField::Both, &format!("\"headers\":{map},\"additionalHeaders\":{map}"));
}

#[test]
fn what_is_empty_is_left_out() {
    for body in [json!({}), json!(null)] {
        let mut action = Parts::new([Part::Body(body)]);
        action.headers.remove("service-version");
        assert_eq!(
            written(&action, HeaderField::Both),
            r#"{"credentialId":"507f1f77bcf86cd799439011"}"#
        );
    }
}

#[test]
fn parts_of_one_kind_may_be_scattered() {
    let action = Parts::new([
        path("a", "1"),
        query("b", 2),
        Part::Body(json!([3])),
        query("c", "4"),
        path("d", "5"),
        query("e", json!({"f": 6})),
    ]);
    assert_eq!(
        written(&action, HeaderField::AdditionalHeaders),
        concat!(
            r#"{"credentialId":"507f1f77bcf86cd799439011","pathParams":{"a":"1","d":"5"},"#,
            r#""queryParameters":{"b":2,"c":"4","e":{"f":6}},"requestBody":[3],"#,
            r#""additionalHeaders":{"Service-Version":"1"}}"#,
        )
    );
}

#[test]
fn one_body_only() {
    let error =
        Envelope::of(&Parts::new([Part::Body(json!([1])), Part::Body(json!([2]))]), &credential())
            .unwrap_err();
    assert_eq!(error.path(), Some("requestBody"));
}

#[test]
fn path_parameters_cannot_lead_elsewhere() {
    for bad in ["", " ", "a\r\nb", "x\0", ".", "..", "../users", "a/../../users", "%2e%2e/users"] {
        let error = Envelope::of(&Parts::new([path("page_id", bad)]), &credential()).unwrap_err();
        assert_eq!(error.path(), Some("pathParams.page_id"), "{bad:?}");
    }
}

/// Has a map whose keys are no texts.
struct Broken(std::collections::BTreeMap<Vec<i32>, i32>);
impl Action for Broken {
    type Output = ();
    fn operation(&self) -> Operation<'_> {
        Operation::new(&Service, "x", Effect::Read)
    }
    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        envelope.query("where", &self.0)
    }
    fn decode(&self, _: Reply) -> Result<(), Error> {
        Ok(())
    }
}

#[test]
fn a_value_that_is_no_json_is_an_error_and_names_the_parameter() {
    let mut map = std::collections::BTreeMap::new();
    map.insert(vec![1], 2);
    let error = Envelope::of(&Broken(map), &credential()).unwrap_err();
    assert_eq!(error.path(), Some("queryParameters.where"));
}

#[test]
fn envelopes_are_read_as_tolerantly_as_the_platform_reads_them() {
    let envelope = Envelope::from_slice(
        br#"{"later": 1, "headers": {"notion-version": "1", "B": "2"}, "pathParams": null,
            "credentialId": "c", "additionalHeaders": {"Notion-Version": "3"}, "requestBody": 1.0}"#,
    )
    .unwrap();
    assert_eq!(envelope.request_body.as_ref().unwrap().get(), "1.0");
    let headers: Vec<_> = envelope.headers.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(headers, [("B", "2"), ("Notion-Version", "3")]);
    for bad in ["", "[]", "{}", r#"{"credentialId": ""}"#, r#"{"credentialId": 7}"#] {
        assert!(Envelope::from_slice(bad.as_bytes()).is_err(), "{bad}");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // serde_json reads the last bit of other floats inexactly.
        any::<i32>().prop_map(|n| Value::from(f64::from(n) / 8.0)),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(8, 64, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn any_parts() -> impl Strategy<Value = Vec<Part>> {
    let value = any::<String>().prop_filter_map("as an id", |text| {
        let text = text.replace(char::is_control, "x");
        alloy_core::ActionId::new(&text).is_ok().then_some(text)
    });
    let paths = btree_map(any::<String>(), value, 0..5);
    let queries = btree_map(any::<String>(), any_json(), 0..5);
    (proptest::option::of(any_json()), paths, queries)
        .prop_map(|(body, paths, queries)| {
            let paths = paths.into_iter().map(|(name, value)| Part::Path(name, value));
            let queries = queries.into_iter().map(|(name, value)| Part::Query(name, value));
            body.map(Part::Body).into_iter().chain(paths).chain(queries).collect::<Vec<_>>()
        })
        .prop_shuffle()
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(parts in any_parts(), header in "[ -~é日]*", both in any::<bool>()) {
        let mut action = Parts::new(parts.clone());
        action.headers.set(Header::new("X-Any", header.clone()).unwrap());
        let field = if both { HeaderField::Both } else { HeaderField::AdditionalHeaders };
        let envelope = Envelope::from_slice(written(&action, field).as_bytes()).unwrap();

        prop_assert_eq!(&envelope.credential_id, &credential());
        prop_assert_eq!(&envelope.headers["X-Any"], &header);
        prop_assert_eq!(&envelope.headers["Service-Version"], "1");
        let (mut paths, mut queries, mut body) = (0, 0, Value::Null);
        for part in parts {
            match part {
                Part::Body(json) if json == json!({}) => {}
                Part::Body(json) => body = json,
                Part::Path(name, value) => {
                    paths += 1;
                    prop_assert_eq!(&envelope.path_params[&name], &Value::from(value));
                }
                Part::Query(name, value) => {
                    queries += 1;
                    prop_assert_eq!(&envelope.query_parameters[&name], &value);
                }
            }
        }
        prop_assert_eq!(envelope.body(), body);
        prop_assert_eq!((envelope.path_params.len(), envelope.query_parameters.len()), (paths, queries));
    }
}

#[test]
fn deep_bodies_are_written_and_found_again() {
    let mut deep = json!(1);
    for _ in 0..100 {
        deep = json!([deep]);
    }
    let envelope = Envelope::of(&Parts::new([Part::Body(deep.clone())]), &credential()).unwrap();
    assert_eq!(envelope.body(), deep);
}
