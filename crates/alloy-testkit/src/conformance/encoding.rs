//! What an action sends.

use alloy_core::{Call, Connector, CredentialId, DynamicAction, Envelope, Error, Header, Platform};
use serde_json::Value;

use super::{ConformanceReport, Rule, Sample, repeated_keys::repeated_key};

/// Headers that would carry a credential, which the platform adds by itself.
const CREDENTIALS: [&str; 6] =
    ["authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "api-key"];

/// Values of headers that are shorter than this turn up in other texts by chance.
const TELLING: usize = 4;

/// Checks the envelope of a value, and gives it when there is one.
pub(super) fn check(
    platform: &Platform,
    connector: &dyn Connector,
    sample: &Sample,
    report: &mut ConformanceReport,
) -> Option<Envelope> {
    let (bytes, envelope) = match encode(platform, sample) {
        Ok(encoded) => encoded,
        Err(error) => {
            report.add(Rule::Envelope, Some(sample), format!("{error:#}"));
            return None;
        }
    };
    if let Some(path) = repeated_key(&bytes) {
        let problem = format!("the envelope has a key twice, the second time at {path}");
        report.add(Rule::Envelope, Some(sample), problem);
    }
    match again(platform, sample, &envelope) {
        Ok(again) if serde_json::from_slice::<Value>(&bytes).ok().as_ref() == Some(&again) => {}
        Ok(again) => {
            let problem = format!("what was read of it makes another envelope: {again}");
            report.add(Rule::Envelope, Some(sample), problem);
        }
        Err(error) => {
            let problem = format!("what was read of it makes no envelope: {error:#}");
            report.add(Rule::Envelope, Some(sample), problem);
        }
    }
    let hint = sample.action.size_hint();
    if bytes.len() > hint {
        let problem = format!("the envelope has {} bytes, the hint is {hint}", bytes.len());
        report.add(Rule::SizeHint, Some(sample), problem);
    }
    check_headers(connector, sample, &envelope, report);
    Some(envelope)
}

fn encode(platform: &Platform, sample: &Sample) -> Result<(Vec<u8>, Envelope), Error> {
    let credential = credential()?;
    let call = Call::new(&credential).with_headers(&sample.headers);
    let bytes = platform.envelope(&sample.action, &call)?;
    if platform.envelope(&sample.action, &call)? != bytes {
        return Err(Error::invalid_request("envelope", "it differs from one time to the next"));
    }
    let envelope = Envelope::from_slice(&bytes)?;
    Ok((bytes, envelope))
}

/// The envelope made of nothing but what was read of the first.
fn again(platform: &Platform, sample: &Sample, envelope: &Envelope) -> Result<Value, Error> {
    let operation = sample.action.operation();
    let mut action = DynamicAction::new(operation.connector().id(), operation.id())?;
    if envelope.request_body.is_some() {
        action = action.with_body(envelope.body());
    }
    for (name, value) in &envelope.path_params {
        action = action.with_path(name, value.clone());
    }
    for (name, value) in &envelope.query_parameters {
        action = action.with_query(name, value.clone());
    }
    for (name, value) in &envelope.headers {
        action = action.with_header(Header::new(name.clone(), value.clone())?);
    }
    let bytes = platform.envelope(&action, &Call::new(&credential()?))?;
    serde_json::from_slice(&bytes)
        .map_err(|error| Error::invalid_request("envelope", "not JSON").with_source(error))
}

fn credential() -> Result<CredentialId, Error> {
    CredentialId::new("507f1f77bcf86cd799439011")
}

fn check_headers(
    connector: &dyn Connector,
    sample: &Sample,
    envelope: &Envelope,
    report: &mut ConformanceReport,
) {
    for (name, value) in &envelope.headers {
        if CREDENTIALS.contains(&name.to_ascii_lowercase().as_str()) {
            let problem = format!("it sends the header `{name}`, which is the platform's to add");
            report.add(Rule::Credentials, Some(sample), problem);
        }
        let is_default = connector.default_headers().iter().any(|default| default.value() == value);
        if !is_default && value.len() >= TELLING && sample.debug.contains(value.as_str()) {
            let problem = format!("it shows the value of the header `{name}`");
            report.add(Rule::Debug, Some(sample), problem);
        }
    }
}
