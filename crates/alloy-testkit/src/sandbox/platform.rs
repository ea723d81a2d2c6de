//! Alloy's platform as seen over HTTP: routes, and what every request must have.

mod connectors;
mod consent;
mod credentials;
mod execute;
mod files;
mod link;
mod page;
mod received;
mod refusal;
mod route;
mod storage;
mod token;
mod users;

use std::{
    cell::RefCell,
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use alloy_core::{CredentialId, HeaderField, ReplyShape};
use bytes::Bytes;
use http::{HeaderMap, Request, Response, header};

use super::{
    account::Account,
    clock::Clock,
    random::Random,
    requests::{RequestLog, RequestOutcome, SandboxRequest, Seen},
    stand_in::StandIn,
};
use files::{File, Upload};
use link::Link;
use received::Received;
use refusal::Refusal;
use route::Access;

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
#[derive(Clone, Debug)]
pub(super) struct Settings {
    /// Where the sandbox says that it is to be found.
    pub(super) public_url: Option<String>,
    pub(super) reply_shape: ReplyShape,
    pub(super) header_field: HeaderField,
    pub(super) failure_relay: FailureRelay,
}

/// What an endpoint makes of a request.
type Answer = Result<Response<Bytes>, Refusal>;

/// The platform's state.
pub(super) struct Platform {
    pub(super) account: Account,
    pub(super) settings: Settings,
    pub(super) stand_ins: BTreeMap<String, Box<dyn StandIn>>,
    pub(super) clock: RefCell<Clock>,
    /// What the signatures of tokens are drawn from.
    tokens: Random,
    /// Links to consent pages that were not used yet, by token.
    links: BTreeMap<String, Link>,
    /// What was uploaded, by key.
    pub(super) files: BTreeMap<String, File>,
    /// Presigned URLs, by signature.
    uploads: BTreeMap<String, Upload>,
    /// Where the sandbox is served, the newest server last.
    pub(super) addresses: Vec<String>,
    /// How often each connector's each action ran.
    pub(super) executions: BTreeMap<(String, String), usize>,
    pub(super) requests: RequestLog,
}

/// The most bytes that a request's body may have.
pub(super) const BODY_LIMIT: usize = 10 * 1024 * 1024;

/// The versions that `x-api-version` may name. The second is on record from 2025 only.
const API_VERSIONS: [&str; 2] = ["2025-09", "2025-06"];
const API_VERSION: &str = "x-api-version";

/// The address of a sandbox that is called in process. By RFC 2606 there is no such host.
const MADE_UP_URL: &str = "https://sandbox.invalid";

impl Platform {
    pub(super) fn new(
        seed: u64,
        account: Account,
        settings: Settings,
        stand_ins: BTreeMap<String, Box<dyn StandIn>>,
        clock: Clock,
    ) -> Self {
        Self {
            account,
            settings,
            stand_ins,
            clock: RefCell::new(clock),
            tokens: Random::new(seed, "tokens"),
            links: BTreeMap::new(),
            files: BTreeMap::new(),
            uploads: BTreeMap::new(),
            addresses: Vec::new(),
            executions: BTreeMap::new(),
            requests: RequestLog::default(),
        }
    }

    /// Answers one request that came to an address, or in process.
    pub(super) fn answer(
        &mut self,
        request: &Request<Bytes>,
        address: Option<&str>,
    ) -> Response<Bytes> {
        // What a stand-in panics in the middle of is its own: the platform's state is as before.
        let mut seen = Seen::default();
        let answered = catch_unwind(AssertUnwindSafe(|| self.serve(request, address, &mut seen)));
        let answered = answered.unwrap_or(Err(Refusal::Broken));
        let outcome = match &answered {
            Ok(_) => RequestOutcome::Succeeded,
            Err(Refusal::ByProvider(_)) => RequestOutcome::ProviderFailed,
            Err(Refusal::Broken) => RequestOutcome::Broken,
            Err(_) => RequestOutcome::Refused,
        };
        let response = answered.unwrap_or_else(|refusal| refusal.response(request));
        self.requests.push(SandboxRequest::new(request, seen, &response, outcome));
        response
    }

    /// Checks in this order: version and route, key, then what the route needs.
    fn serve(
        &mut self,
        request: &Request<Bytes>,
        address: Option<&str>,
        seen: &mut Seen,
    ) -> Answer {
        let (endpoint, parameters) = route::find(request).ok_or(Refusal::UnknownRoute)?;
        seen.execution = endpoint.execution(&parameters);
        let key_user = match endpoint.access {
            Access::Open => self.account.user.clone(),
            Access::Key if !names_a_version(request.headers()) => {
                return Err(Refusal::UnknownRoute);
            }
            Access::Key => {
                let given = request.headers().get(header::AUTHORIZATION);
                let user = given.and_then(|given| self.account.user_by_key(given));
                user.ok_or(Refusal::Unauthorized)?.clone()
            }
        };
        let origin = self.origin(address);
        let received = Received { request, parameters, key_user, origin: &origin };
        if endpoint.access == Access::Key {
            seen.user = received.acting_user();
        }
        (endpoint.handler)(self, &received)
    }

    /// Where the sender of a request reaches the sandbox.
    fn origin(&self, address: Option<&str>) -> String {
        let served = || address.or(self.addresses.last().map(String::as_str));
        self.settings.public_url.as_deref().or_else(served).unwrap_or(MADE_UP_URL).to_owned()
    }

    /// The link behind the address of a consent page.
    pub(super) fn decide_on(
        &mut self,
        url: &str,
        approves: bool,
    ) -> Result<Option<CredentialId>, &'static str> {
        let request = url.parse().map(|uri| {
            let mut request = Request::new(Bytes::new());
            *request.uri_mut() = uri;
            request
        });
        let request = request.map_err(|_| "not a URL")?;
        let (_, parameters) = route::find(&request).ok_or("not the URL of a consent page")?;
        let Some(("connector", connector)) = parameters.into_iter().next() else {
            return Err("not the URL of a consent page");
        };
        let query = request.uri().query().unwrap_or_default();
        let link = self.link(&connector, query);
        let (token, link) = link.map_err(|_| "used before, expired or changed")?;
        Ok(self.decide(&token, &link, approves))
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
