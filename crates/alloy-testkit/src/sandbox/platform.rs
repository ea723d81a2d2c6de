//! Alloy's platform as seen over HTTP: routes, and what every request must have.

mod execute;
mod refusal;
mod route;

use std::{cell::RefCell, collections::BTreeMap};

use alloy_core::{HeaderField, ReplyShape};
use bytes::Bytes;
use http::{HeaderMap, Request, Response, header};

use super::{account::Account, clock::Clock, stand_in::StandIn};
use refusal::Refusal;
use route::Route;

/// How a provider's failing status reaches the caller.
///
/// Neither way is verified against the live service, whose documents do not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureRelay {
    /// The provider's status, headers and body, without a wrapper.
    #[default]
    PassThrough,
    /// The status 200, with the provider's body in the wrapper of a success.
    InsideOk,
}

/// What of the platform's behaviour can be chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) reply_shape: ReplyShape,
    pub(super) header_field: HeaderField,
    pub(super) failure_relay: FailureRelay,
}

/// The platform's state.
pub(super) struct Platform {
    pub(super) account: Account,
    pub(super) settings: Settings,
    pub(super) stand_ins: BTreeMap<String, Box<dyn StandIn>>,
    pub(super) clock: RefCell<Clock>,
    /// How often each connector's each action ran.
    pub(super) executions: BTreeMap<(String, String), usize>,
}

/// The most bytes that a request's body may have.
pub(super) const BODY_LIMIT: usize = 10 * 1024 * 1024;

/// The versions that `x-api-version` may name. The second is on record from 2025 only.
const API_VERSIONS: [&str; 2] = ["2025-09", "2025-06"];
const API_VERSION: &str = "x-api-version";

impl Platform {
    /// Answers one request.
    pub(super) fn answer(&mut self, request: &Request<Bytes>) -> Response<Bytes> {
        self.serve(request).unwrap_or_else(|refusal| refusal.response(request))
    }

    /// Checks in this order: version and route, key, then what the route needs.
    fn serve(&mut self, request: &Request<Bytes>) -> Result<Response<Bytes>, Refusal> {
        let route = match Route::of(request.method(), request.uri().path()) {
            Some(route) if names_a_version(request.headers()) => route,
            _ => return Err(Refusal::UnknownRoute),
        };
        match request.headers().get(header::AUTHORIZATION) {
            Some(given) if self.account.admits(given) => {}
            _ => return Err(Refusal::Unauthorized),
        }
        match route {
            Route::Execute { connector, action } => self.execute(&connector, &action, request),
        }
    }
}

/// Whether the request names one version, and one that exists.
fn names_a_version(headers: &HeaderMap) -> bool {
    let mut given = headers.get_all(API_VERSION).iter();
    match (given.next(), given.next()) {
        (Some(version), None) => API_VERSIONS.iter().any(|known| version == known),
        _ => false,
    }
}
