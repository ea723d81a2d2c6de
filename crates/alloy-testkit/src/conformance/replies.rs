//! What an action makes of what comes back.

use alloy_core::{
    Action, Connector, Effect, EnvelopeWriter, Error, ErrorKind, Layer, Operation, Platform, Reply,
};
use bytes::Bytes;
use http::Response;
use serde_json::{Value, json};

use super::{ConformanceReport, Rule, Sample, StatusCode};

/// A failure of the provider and what it means.
pub(super) struct Failure {
    pub(super) status: u16,
    pub(super) body: Value,
    pub(super) kind: ErrorKind,
}

/// Checks that a reply of the provider decodes, and is not taken for a failure.
pub(super) fn check_output(
    platform: &Platform,
    sample: &Sample,
    reply: &Value,
    report: &mut ConformanceReport,
) {
    let response = response(StatusCode::OK, &json!({"responseData": reply}));
    if let Err(error) = platform.output(&sample.action, response) {
        report.add(Rule::Output, Some(sample), format!("{error:#}"));
    }
}

/// Checks that a failure is recognised, whichever way the platform passes it on.
pub(super) fn check_failure(
    platform: &Platform,
    connector: &dyn Connector,
    failure: &Failure,
    report: &mut ConformanceReport,
) {
    let Failure { status, body, kind } = failure;
    let Ok(code) = StatusCode::from_u16(*status) else {
        report.add(Rule::Failure, None, format!("{status} is not a status"));
        return;
    };
    for (form, sent) in [("bare", body), ("wrapped", &json!({"responseData": body}))] {
        let problem = match platform.output(&Probe { connector }, response(code, sent)) {
            Ok(()) => "it counts as a success".to_owned(),
            Err(error) if error.layer() != Layer::Provider => {
                "it does not count as the provider's".to_owned()
            }
            Err(error) if error.kind() != *kind => {
                format!("it is {:?} in place of {kind:?}", error.kind())
            }
            Err(_) => continue,
        };
        report.add(Rule::Failure, None, format!("{status} {body}, {form}: {problem}"));
    }
}

fn response(status: StatusCode, body: &Value) -> Response<Bytes> {
    let mut response = Response::new(body.to_string().into());
    *response.status_mut() = status;
    response
}

/// Any action of a connector.
struct Probe<'a> {
    connector: &'a dyn Connector,
}

impl Action for Probe<'_> {
    type Output = ();

    fn operation(&self) -> Operation<'_> {
        Operation::new(self.connector, "any", Effect::Read)
    }

    fn encode(&self, _: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn decode(&self, _: Reply) -> Result<(), Error> {
        Ok(())
    }
}
