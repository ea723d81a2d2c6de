//! What the platform says an action takes.

use std::collections::BTreeSet;

use alloy_core::{
    Effect, Envelope,
    connectors::{ActionSchema, ParameterPlace},
};
use serde_json::Value;

use super::{ConformanceReport, Rule, Sample};

/// Checks a value against the schema of its action.
pub(super) fn check(
    schema: &ActionSchema,
    sample: &Sample,
    envelope: Option<&Envelope>,
    report: &mut ConformanceReport,
) {
    check_effect(schema, sample, report);
    if let Some(envelope) = envelope {
        check_path(schema, sample, envelope, report);
        check_query(schema, sample, envelope, report);
        check_body(schema, sample, envelope, report);
    }
}

fn check_effect(schema: &ActionSchema, sample: &Sample, report: &mut ConformanceReport) {
    let method = schema.http_method.as_deref().unwrap_or_default().to_ascii_uppercase();
    let effect = sample.action.operation().effect();
    let is_possible = match method.as_str() {
        "GET" | "HEAD" => effect == Effect::Read,
        "PUT" | "PATCH" | "DELETE" => effect != Effect::Read,
        // A search may be a `POST`.
        _ => true,
    };
    if !is_possible {
        let problem = format!("its effect is {effect:?}, its method {method}");
        report.add(Rule::Effect, Some(sample), problem);
    }
}

fn check_path(
    schema: &ActionSchema,
    sample: &Sample,
    envelope: &Envelope,
    report: &mut ConformanceReport,
) {
    let Some(path) = &schema.path else { return };
    let names = path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let expected: BTreeSet<&str> = names.map(|(name, _)| name).collect();
    let sent: BTreeSet<&str> = envelope.path_params.keys().map(String::as_str).collect();
    for name in expected.difference(&sent) {
        report.add(Rule::Path, Some(sample), format!("`{name}` is not sent, the path is {path}"));
    }
    for name in sent.difference(&expected) {
        report.add(Rule::Path, Some(sample), format!("`{name}` is not in the path {path}"));
    }
}

fn check_query(
    schema: &ActionSchema,
    sample: &Sample,
    envelope: &Envelope,
    report: &mut ConformanceReport,
) {
    let of_query =
        || schema.parameters.iter().filter(|parameter| parameter.place == ParameterPlace::Query);
    for parameter in of_query().filter(|parameter| parameter.required) {
        let name = &parameter.name;
        if !envelope.query_parameters.contains_key(name) {
            report.add(Rule::Query, Some(sample), format!("`{name}` is required and not sent"));
        }
    }
    for name in envelope.query_parameters.keys() {
        if !of_query().any(|parameter| parameter.name == *name) {
            report.add(Rule::Query, Some(sample), format!("the schema has no `{name}`"));
        }
    }
}

fn check_body(
    schema: &ActionSchema,
    sample: &Sample,
    envelope: &Envelope,
    report: &mut ConformanceReport,
) {
    let body = envelope.body();
    let Some(schema) = schema.request_body.as_ref().and_then(Value::as_object) else {
        if !body.is_null() {
            let problem = "it sends a body, and the schema has none".to_owned();
            report.add(Rule::Body, Some(sample), problem);
        }
        return;
    };
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    for name in required.filter_map(Value::as_str).filter(|name| body.get(name).is_none()) {
        report.add(Rule::Body, Some(sample), format!("`{name}` is required and not sent"));
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    let is_closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    if let (Some(properties), true, Some(body)) = (properties, is_closed, body.as_object()) {
        for name in body.keys().filter(|name| !properties.contains_key(*name)) {
            report.add(Rule::Body, Some(sample), format!("the schema excludes `{name}`"));
        }
    }
}
