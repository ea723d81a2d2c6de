//! Settings of a [`Client`].

use std::{fmt, sync::Arc, time::Duration};

use alloy_core::{
    ActionIds, ApiKey, Connector, Error, Header, HeaderField, Headers, Platform, PlatformBuilder,
    ReplyShape, UserId, Validation,
};

use super::{CallOptions, Client, Shared, Timeouts};
use crate::{Limiter, RetryBudget, RetryPolicy, Timer, Transport};

/// Collects the settings of a [`Client`]; [`build`](Self::build) checks them all at once.
///
/// Only [`api_key`](Self::api_key) is required.
#[derive(Clone)]
pub struct ClientBuilder {
    platform: PlatformBuilder,
    transport: Arc<dyn Transport>,
    timer: Option<Arc<dyn Timer>>,
    user: Option<UserId>,
    headers: Headers,
    timeouts: Timeouts,
    retries: RetryPolicy,
    budget: RetryBudget,
    limiter: Limiter,
    schema_lifetime: Duration,
    #[cfg(feature = "metrics")]
    metrics: Option<Arc<dyn crate::Metrics>>,
}

/// What the platform's other clients allow one request.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);
/// A provider gives up on a request after a minute at the most, and the platform behind it.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(60);

impl ClientBuilder {
    pub(super) fn new(transport: Arc<dyn Transport>) -> Self {
        Self {
            platform: Platform::builder(),
            transport,
            timer: default_timer(),
            user: None,
            headers: Headers::new(),
            timeouts: Timeouts { attempt: ATTEMPT_TIMEOUT, total: TOTAL_TIMEOUT },
            retries: RetryPolicy::default(),
            budget: RetryBudget::default(),
            limiter: Limiter::default(),
            schema_lifetime: super::schemas::LIFETIME,
            #[cfg(feature = "metrics")]
            metrics: None,
        }
    }

    /// The key of the workspace. Required.
    pub fn api_key(self, key: ApiKey) -> Self {
        self.platform(|platform| platform.api_key(key))
    }

    /// The user whose credentials the client's connections use, unless they say otherwise; by
    /// default the one that the API key belongs to.
    pub fn user(mut self, user: impl Into<Option<UserId>>) -> Self {
        self.user = user.into();
        self
    }

    /// Where the platform is, by default `https://production.runalloy.com`.
    ///
    /// Plain `http` is refused unless the host is this machine or allowed by name.
    pub fn base_url(self, url: impl Into<String>) -> Self {
        self.platform(|platform| platform.base_url(url))
    }

    /// Allows the API key to be sent to this host over plain HTTP, readable by anyone on the way.
    pub fn allow_plain_http_to(self, host: impl Into<String>) -> Self {
        self.platform(|platform| platform.allow_plain_http_to(host))
    }

    /// The value of `x-api-version`, by default `2025-09`.
    pub fn api_version(self, version: impl Into<String>) -> Self {
        self.platform(|platform| platform.api_version(version))
    }

    /// Under which name provider headers travel. See [`HeaderField`].
    pub fn header_field(self, field: HeaderField) -> Self {
        self.platform(|platform| platform.header_field(field))
    }

    /// How replies are wrapped. See [`ReplyShape`].
    pub fn reply_shape(self, shape: ReplyShape) -> Self {
        self.platform(|platform| platform.reply_shape(shape))
    }

    /// Whether actions check their provider's limits before they are sent; they do by default.
    pub fn validation(self, validation: Validation) -> Self {
        self.platform(|platform| platform.validation(validation))
    }

    /// Ids that the platform has for actions in place of their own. See [`ActionIds`].
    pub fn action_ids(self, ids: ActionIds) -> Self {
        self.platform(|platform| platform.action_ids(ids))
    }

    /// Makes a connector known, so that dynamic actions of its id get its default headers and its
    /// reading of errors.
    pub fn connector(self, connector: impl Connector + 'static) -> Self {
        self.platform(|platform| platform.connector(connector))
    }

    /// A header for the provider with every call, weaker than an action's own.
    pub fn header(mut self, header: Header) -> Self {
        self.headers.set(header);
        self
    }

    /// The limit for one attempt, from sending to the last byte of the reply; 30 s by default.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.attempt = timeout;
        self
    }

    /// The limit for a whole call, its retries and waits included; 60 s by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.total = timeout;
        self
    }

    /// Which failures are tried again. See [`RetryPolicy`].
    pub fn retries(mut self, policy: RetryPolicy) -> Self {
        self.retries = policy;
        self
    }

    /// The budget that all retries of the client share, and of every client that it is given to.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }

    /// How fast requests go out, and how many at once; by default as fast as connectors declare. See
    /// [`Limiter`].
    pub fn limiter(mut self, limiter: Limiter) -> Self {
        self.limiter = limiter;
        self
    }

    /// How long the schema of an action is kept before it is asked for anew; an hour by default, and
    /// not at all with zero.
    pub fn schema_lifetime(mut self, lifetime: Duration) -> Self {
        self.schema_lifetime = lifetime;
        self
    }

    /// What is told of each attempt, wait and call.
    #[cfg(feature = "metrics")]
    #[cfg_attr(docsrs, doc(cfg(feature = "metrics")))]
    pub fn metrics(mut self, metrics: impl crate::Metrics + 'static) -> Self {
        self.metrics = Some(Arc::new(metrics));
        self
    }

    /// The clock behind the timeouts; tokio's by default, with the feature `tokio`.
    pub fn timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Some(Arc::new(timer));
        self
    }

    /// Checks the settings.
    ///
    /// Fails with [`ErrorKind::Configuration`](alloy_core::ErrorKind::Configuration) when the API
    /// key is missing, when the base URL is none or would expose the key, when the API version
    /// cannot be a header, when a timeout is zero, or when there is no timer.
    pub fn build(self) -> Result<Client, Error> {
        if self.timeouts.attempt.is_zero() || self.timeouts.total.is_zero() {
            return Err(Error::configuration("a timeout of zero lets no call through"));
        }
        let timer = self.timer.ok_or_else(|| {
            Error::configuration("no timer was given")
                .with_hint("turn on the feature `tokio` or set one with `timer`")
        })?;
        self.limiter.set_clock(timer.clone());
        Ok(Client {
            shared: Arc::new(Shared {
                platform: self.platform.build()?,
                transport: self.transport,
                timer,
                headers: self.headers,
                calls: CallOptions { timeouts: self.timeouts, retries: self.retries },
                budget: self.budget,
                flows: super::connect::Flows::default(),
                limiter: self.limiter,
                schemas: super::schemas::Schemas::new(self.schema_lifetime),
                #[cfg(feature = "metrics")]
                metrics: self.metrics,
            }),
            user: self.user,
        })
    }

    fn platform(mut self, change: impl FnOnce(PlatformBuilder) -> PlatformBuilder) -> Self {
        self.platform = change(self.platform);
        self
    }
}

#[cfg(feature = "tokio")]
#[expect(clippy::unnecessary_wraps, reason = "there is none without the feature")]
fn default_timer() -> Option<Arc<dyn Timer>> {
    Some(Arc::new(crate::TokioTimer::new()))
}

#[cfg(not(feature = "tokio"))]
fn default_timer() -> Option<Arc<dyn Timer>> {
    None
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("platform", &self.platform)
            .field("user", &self.user)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}
