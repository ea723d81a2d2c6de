//! Settings of a [`Platform`].

use std::{collections::BTreeMap, sync::Arc};

use http::{HeaderMap, HeaderName, HeaderValue, Request, header};

use super::{Platform, Validation};
use crate::{ActionIds, ApiKey, Connector, Error, HeaderField, ReplyShape, base_url::BaseUrl};

/// The API version that this SDK was written for.
const API_VERSION: &str = "2025-09";
const API_VERSION_HEADER: HeaderName = HeaderName::from_static("x-api-version");
const USER_AGENT: &str = concat!("alloy-rust/", env!("CARGO_PKG_VERSION"));

/// Collects the settings of a [`Platform`]; [`build`](Self::build) checks them all at once.
#[derive(Clone)]
pub struct PlatformBuilder {
    api_key: Option<ApiKey>,
    base_url: String,
    plain_http_host: Option<String>,
    api_version: String,
    header_field: HeaderField,
    reply_shape: ReplyShape,
    validation: Validation,
    action_ids: ActionIds,
    connectors: BTreeMap<String, Arc<dyn Connector>>,
}

impl PlatformBuilder {
    pub(super) fn new() -> Self {
        Self {
            api_key: None,
            base_url: BaseUrl::PRODUCTION.to_owned(),
            plain_http_host: None,
            api_version: API_VERSION.to_owned(),
            header_field: HeaderField::default(),
            reply_shape: ReplyShape::default(),
            validation: Validation::default(),
            action_ids: ActionIds::new(),
            connectors: BTreeMap::new(),
        }
    }

    /// The key of the workspace. Required.
    pub fn api_key(mut self, key: ApiKey) -> Self {
        self.api_key = Some(key);
        self
    }

    /// Where the platform is, by default `https://production.runalloy.com`.
    ///
    /// Plain `http` is refused unless the host is this machine or allowed by name.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// Allows the API key to be sent to this host over plain HTTP, readable by anyone on the way.
    pub fn allow_plain_http_to(mut self, host: impl Into<String>) -> Self {
        self.plain_http_host = Some(host.into());
        self
    }

    /// The value of `x-api-version`, by default `2025-09`.
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = version.into();
        self
    }

    /// Under which name provider headers travel. See [`HeaderField`].
    pub fn header_field(mut self, field: HeaderField) -> Self {
        self.header_field = field;
        self
    }

    /// How replies are wrapped. See [`ReplyShape`].
    pub fn reply_shape(mut self, shape: ReplyShape) -> Self {
        self.reply_shape = shape;
        self
    }

    /// Whether actions check their provider's limits before they are sent; they do by default.
    pub fn validation(mut self, validation: Validation) -> Self {
        self.validation = validation;
        self
    }

    /// Ids that the platform has for actions in place of their own. See [`ActionIds`].
    pub fn action_ids(mut self, ids: ActionIds) -> Self {
        self.action_ids = ids;
        self
    }

    /// Makes a connector known, for dynamic actions of its id: its default headers and its reading
    /// of errors then hold for them. Replaces what an action itself brings for that id.
    pub fn connector(mut self, connector: impl Connector + 'static) -> Self {
        self.connectors.insert(connector.id().to_owned(), Arc::new(connector));
        self
    }

    /// Checks the settings.
    ///
    /// Fails with [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) when there is no
    /// API key, when the base URL is none or would expose the key, or when the version cannot be a
    /// header.
    pub fn build(self) -> Result<Platform, Error> {
        let api_key = self.api_key.ok_or_else(|| {
            Error::configuration("no API key was given")
                .with_hint("ApiKey::from_env reads ALLOY_API_KEY")
        })?;
        let base_url = BaseUrl::parse(&self.base_url)?;
        base_url.check_secrecy(self.plain_http_host.as_deref())?;
        let version = HeaderValue::from_str(&self.api_version)
            .ok()
            .filter(|version| !version.is_empty())
            .ok_or_else(|| Error::configuration("the API version cannot be sent as a header"))?;
        let json = HeaderValue::from_static("application/json");
        let (mut template, ()) = Request::new(()).into_parts();
        template.headers = HeaderMap::from_iter([
            (header::AUTHORIZATION, api_key.authorization()),
            (API_VERSION_HEADER, version),
            (header::CONTENT_TYPE, json.clone()),
            (header::ACCEPT, json),
            (header::USER_AGENT, HeaderValue::from_static(USER_AGENT)),
        ]);
        Ok(Platform {
            base_url,
            template,
            api_key,
            header_field: self.header_field,
            reply_shape: self.reply_shape,
            validation: self.validation,
            action_ids: self.action_ids,
            connectors: self.connectors,
            paths: Arc::default(),
        })
    }
}

impl std::fmt::Debug for PlatformBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlatformBuilder")
            .field("base_url", &self.base_url)
            .field("api_version", &self.api_version)
            .finish_non_exhaustive()
    }
}
