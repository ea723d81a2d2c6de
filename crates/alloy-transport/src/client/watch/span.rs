//! The span of a call, in the names that OpenTelemetry has for HTTP clients.

use std::time::Duration;

use alloy_core::{Error, ErrorKind};
use bytes::Bytes;
use http::{Request, Response, Version};
use tracing::{Instrument, field::Empty, instrument::Instrumented};

use super::Report;

pub(super) struct Span(tracing::Span);

impl Span {
    pub(super) fn new() -> Self {
        Self(tracing::info_span!(
            target: "alloy_transport",
            "call",
            otel.name = Empty,
            otel.kind = "client",
            otel.status_code = Empty,
            alloy.connector = Empty,
            alloy.action = Empty,
            alloy.attempts = Empty,
            alloy.duration_ms = Empty,
            alloy.outcome = Empty,
            alloy.request_id = Empty,
            http.request.method = Empty,
            http.request.resend_count = Empty,
            http.request.body.size = Empty,
            http.response.status_code = Empty,
            http.response.body.size = Empty,
            network.protocol.version = Empty,
            server.address = Empty,
            server.port = Empty,
            error.type = Empty,
        ))
    }

    pub(super) fn is_seen(&self) -> bool {
        !self.0.is_disabled()
    }

    pub(super) fn around<F: Future>(&self, work: F) -> Instrumented<F> {
        work.instrument(self.0.clone())
    }

    pub(super) fn begin(&self, name: &str, connector: Option<&str>) {
        self.0.record("otel.name", name);
        if let Some(connector) = connector {
            self.0.record("alloy.connector", connector);
            let action = name.strip_prefix(connector).and_then(|rest| rest.strip_prefix('/'));
            self.0.record("alloy.action", action.unwrap_or(name));
        }
    }

    pub(super) fn attempt(&self, number: u32, request: &Request<Bytes>) {
        if !self.is_seen() {
            return;
        }
        self.0.record("alloy.attempts", number);
        self.0.record("http.request.body.size", request.body().len());
        if number > 1 {
            self.0.record("http.request.resend_count", number - 1);
            return;
        }
        let uri = request.uri();
        let port =
            uri.port_u16().unwrap_or(if uri.scheme_str() == Some("http") { 80 } else { 443 });
        self.0.record("http.request.method", request.method().as_str());
        self.0.record("server.address", uri.host().unwrap_or_default());
        self.0.record("server.port", port);
    }

    pub(super) fn answered(&self, response: &Response<Bytes>) {
        if !self.is_seen() {
            return;
        }
        self.0.record("http.response.status_code", response.status().as_u16());
        self.0.record("http.response.body.size", response.body().len());
        let version = match response.version() {
            Version::HTTP_2 => "2",
            Version::HTTP_10 => "1.0",
            _ => "1.1",
        };
        self.0.record("network.protocol.version", version);
        let id = response.headers().get("x-request-id").and_then(|id| id.to_str().ok());
        if let Some(id) = id {
            self.0.record("alloy.request_id", id);
        }
    }

    pub(super) fn end(&self, duration: Duration, was_dropped: bool, error: Option<&Error>) {
        if !self.is_seen() {
            return;
        }
        self.0.record("alloy.duration_ms", milliseconds(duration));
        if was_dropped {
            self.0.record("error.type", "dropped");
        }
        let Some(error) = error else { return };
        self.0.record("otel.status_code", "ERROR");
        self.0.record("error.type", tracing::field::debug(error.kind()));
        self.0.record("alloy.outcome", tracing::field::debug(error.outcome()));
        if let Some(id) = error.request_id() {
            self.0.record("alloy.request_id", id);
        }
    }
}

pub(super) fn attempted(report: &Report) {
    let (status, size) = report.answer.unzip();
    tracing::debug!(
        target: "alloy_transport",
        attempt = report.attempt,
        duration_ms = milliseconds(report.duration),
        request_size = report.request_size,
        status = status.map(|status| status.as_u16()),
        response_size = size,
        error = kind(report.error),
        "attempted",
    );
}

pub(super) fn waited(duration: Duration) {
    tracing::debug!(
        target: "alloy_transport",
        duration_ms = milliseconds(duration),
        "waited for its turn",
    );
}

pub(super) fn retry(wait: Duration, error: &Error) {
    tracing::warn!(
        target: "alloy_transport",
        attempts = error.attempts(),
        wait_ms = milliseconds(wait),
        status = error.status().map(|status| status.as_u16()),
        error = kind(Some(error.kind())),
        "trying again after a wait",
    );
}

fn kind(error: Option<ErrorKind>) -> Option<tracing::field::DebugValue<ErrorKind>> {
    error.map(tracing::field::debug)
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
