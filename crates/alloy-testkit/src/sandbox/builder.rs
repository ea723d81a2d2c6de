//! Settings of a sandbox.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex},
    time::SystemTime,
};

use alloy_core::{ApiKey, ConnectorId, CredentialId, HeaderField, ReplyShape, UserId};

use super::{
    FailureRelay, Sandbox, Shared, StandIn, VersionHeader,
    account::{Account, NewUser},
    clock::Clock,
    notion::{self, SharedNotion},
    platform::{Platform, Settings},
    workspace::Workspace,
};

/// Collects the settings of a [`Sandbox`]. Each has a default, so any can be left out.
pub struct SandboxBuilder {
    seed: u64,
    clock: Clock,
    api_key: Option<ApiKey>,
    user: Option<UserId>,
    credentials: Vec<(UserId, ConnectorId, CredentialId)>,
    settings: Settings,
    pub(super) workspace: Option<Workspace>,
    version_header: VersionHeader,
    stand_ins: Vec<Box<dyn StandIn>>,
}

impl SandboxBuilder {
    pub(super) fn new() -> Self {
        Self {
            seed: 0,
            clock: Clock::stepping(),
            api_key: None,
            user: None,
            credentials: Vec::new(),
            settings: Settings {
                public_url: None,
                reply_shape: ReplyShape::ResponseData,
                header_field: HeaderField::Both,
                failure_relay: FailureRelay::default(),
            },
            workspace: None,
            version_header: VersionHeader::default(),
            stand_ins: Vec::new(),
        }
    }

    /// What all ids are made from, the key's included; by default 0. Sandboxes of one seed give
    /// out the same ids.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The sandbox's time. The default starts at 2026-01-05 09:00 UTC and moves on by a minute with
    /// each thing that is written, the sample workspace first.
    ///
    /// Links and presigned URLs are good for an hour of this time. A
    /// [`ManualClock`](crate::ManualClock) lets it pass:
    ///
    /// ```
    /// use std::time::Duration;
    /// use alloy_testkit::{ManualClock, Sandbox};
    /// use alloy_transport::Timer as _;
    ///
    /// let clock = ManualClock::new();
    /// let time = clock.clone();
    /// let sandbox = Sandbox::builder().clock(move || time.system_time()).build();
    /// // … a link is given out …
    /// clock.advance(Duration::from_secs(3600));
    /// // … and is no longer good.
    /// ```
    pub fn clock(mut self, now: impl FnMut() -> SystemTime + Send + 'static) -> Self {
        self.clock = Clock::new(now);
        self
    }

    /// The key to accept instead of a made-up one.
    pub fn api_key(mut self, key: ApiKey) -> Self {
        self.api_key = Some(key);
        self
    }

    /// The user that the key belongs to, instead of a made-up one.
    pub fn user(mut self, user: UserId) -> Self {
        self.user = Some(user);
        self
    }

    /// A further credential, of any user for any connector.
    pub fn credential(mut self, user: UserId, connector: ConnectorId, id: CredentialId) -> Self {
        self.credentials.push((user, connector, id));
        self
    }

    /// The wrapper of successful replies, by default [`ReplyShape::ResponseData`], for which
    /// [`ReplyShape::Detect`] also stands.
    pub fn reply_shape(mut self, shape: ReplyShape) -> Self {
        self.settings.reply_shape = shape;
        self
    }

    /// The names under which provider headers are taken from the envelope, by default both. One
    /// that is left out is passed over, as any key that the platform does not know.
    pub fn header_field(mut self, field: HeaderField) -> Self {
        self.settings.header_field = field;
        self
    }

    /// How a provider's failing status is passed on.
    pub fn failure_relay(mut self, relay: FailureRelay) -> Self {
        self.settings.failure_relay = relay;
        self
    }

    /// A Notion workspace with nothing in it, instead of the sample.
    pub fn empty_workspace(mut self) -> Self {
        self.workspace = Some(Workspace::new());
        self
    }

    /// Whether Notion insists on the header `Notion-Version`.
    pub fn notion_version_header(mut self, header: VersionHeader) -> Self {
        self.version_header = header;
        self
    }

    /// Adds a connector, with a credential of the key's user for it. One with the id of a connector
    /// that is there takes its place.
    pub fn stand_in(mut self, stand_in: impl StandIn + 'static) -> Self {
        self.stand_ins.push(Box::new(stand_in));
        self
    }

    /// Where the sandbox says that it is to be found, in the links that it gives out, for example
    /// `https://sandbox.example.com`. By default that is the address of its server, and without one
    /// `https://sandbox.invalid`, which is nowhere.
    pub fn public_url(mut self, url: impl Into<String>) -> Self {
        self.settings.public_url = Some(url.into());
        self
    }

    /// Makes the sandbox.
    pub fn build(mut self) -> Sandbox {
        let mut account = Account::new(self.seed, self.api_key, self.user);
        let workspace = self.workspace.as_ref();
        let notion = SharedNotion::new(self.seed, self.version_header, workspace, &mut self.clock);
        let mut stand_ins: BTreeMap<String, Box<dyn StandIn>> = BTreeMap::new();
        stand_ins.insert(notion::CONNECTOR.to_owned(), Box::new(notion.clone()));
        for stand_in in self.stand_ins {
            stand_ins.insert(stand_in.connector().to_owned(), stand_in);
        }
        for (user, ..) in &self.credentials {
            account.users.insert(user.clone(), NewUser::default());
        }
        let user = account.user.clone();
        let mut platform = Platform::new(self.seed, account, self.settings, stand_ins, self.clock);
        let connectors: Vec<_> = platform.stand_ins.keys().cloned().collect();
        for connector in connectors {
            let id = platform.account.credentials.first_id(&connector);
            let credential = platform.first_credential(&user, &connector);
            platform.account.credentials.insert(id, credential);
        }
        for (user, connector, id) in self.credentials {
            let credential = platform.first_credential(&user, connector.as_str());
            platform.account.credentials.insert(id, credential);
        }
        Sandbox {
            shared: Arc::new(Shared {
                api_key: platform.account.api_key.clone(),
                user,
                notion_credential: platform.account.credentials.first_id(notion::CONNECTOR),
                platform: Mutex::new(platform),
                notion,
            }),
        }
    }
}

impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("seed", &self.seed)
            .field("user", &self.user)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
