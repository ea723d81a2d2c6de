//! Tests for code that calls actions, without a network, an account or an API key.
//!
//! # Which tool for which test
//!
//! | what the test is about | the tool |
//! |---|---|
//! | that the code does its work | [`Sandbox`]: the platform and Notion in memory |
//! | what it asked for, in which order | [`assert_executed!`], [`Sandbox::requests`] |
//! | its HTTP stack, or a client in another language | [`Sandbox::serve`] |
//! | another connector than Notion | [`StandIn`] |
//! | one reply | [`always_provides`], [`always`] |
//! | one reply after the other | [`in_turn`](in_turn()) |
//! | replies that depend on the request | [`respond_with`] |
//! | no reply | [`never`](never()) |
//! | each call, one by one | [`MockTransport`] |
//! | a network and a platform that fail | [`Faults`], over sockets by [`Faults::serve`] |
//! | waits and timeouts | [`ManualClock`] |
//! | that no write runs twice | [`Ledger`] |
//! | what the platform really answered, offline | [`Recorder`], [`Replayer`] |
//! | a connector that one writes | [`Conformance`] |
//!
//! Most of them are a [`Transport`] and can be put around each other: a [`Ledger`] around a
//! [`Sandbox`], [`Faults`] around the [`Ledger`].
//!
//! **The code shall run against something that behaves like the platform**, keeps what was written
//! and answers errors as the platform and Notion do: [`Sandbox`], in process.
//!
//! ```
//! use alloy_core::DynamicAction;
//! use alloy_testkit::Sandbox;
//! use alloy_transport::Client;
//! use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alloy_core::Error> {
//! let sandbox = Sandbox::new();
//! let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build()?;
//! let notion = client.connection(sandbox.credential_id());
//!
//! let create = DynamicAction::new("notion", "post-page")?.with_body(json!({
//!     "parent": {"workspace": true},
//!     "properties": {"title": {"title": [{"text": {"content": "Release plan"}}]}},
//! }));
//! let page = notion.execute(&create).await?;
//! assert_eq!(page["properties"]["title"]["title"][0]["plain_text"], "Release plan");
//! assert_eq!(sandbox.executions("notion", "post-page"), 1);
//! # Ok(())
//! # }
//! ```
//!
//! **The code shall have done certain things, in order**: [`assert_executed!`], and
//! [`Sandbox::requests`] for what was sent with them.
//!
//! ```
//! # use alloy_core::DynamicAction;
//! # use alloy_testkit::{Sandbox, assert_executed};
//! # use alloy_transport::Client;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alloy_core::Error> {
//! # let sandbox = Sandbox::new();
//! # let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build()?;
//! # let notion = client.connection(sandbox.credential_id());
//! # notion.execute(&DynamicAction::new("notion", "post-search")?).await?;
//! // … after a search:
//! assert_executed!(sandbox, ["notion/post-search"]);
//! assert_eq!(sandbox.requests()[0].user(), Some(&sandbox.user_id()));
//! # Ok(())
//! # }
//! ```
//!
//! **The workspace shall have something particular in it**, written down in the test or saved by an
//! earlier one: [`Workspace`].
//!
//! ```
//! # use alloy_testkit::{Sandbox, Workspace};
//! # use serde_json::json;
//! # fn main() -> Result<(), alloy_core::Error> {
//! let workspace = Workspace::new()
//!     .page("Roadmap", |page| page.paragraph("What we build next."))
//!     .database("Tasks", |tasks| tasks.number("Estimate").row("Write", json!({"Estimate": 2})));
//! let sandbox = Sandbox::builder().workspace(workspace)?.build();
//! assert!(sandbox.page_id("Write").is_some());
//! # Ok(())
//! # }
//! ```
//!
//! **The same over real HTTP**, for a client of another process or language, or to have the HTTP
//! stack in the test: [`Sandbox::serve`].
//!
//! ```
//! # use alloy_testkit::Sandbox;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alloy_core::Error> {
//! # #[cfg(feature = "server")] {
//! let server = Sandbox::new().serve().await?;
//! println!("the base URL is {}", server.url());
//! # }
//! # Ok(())
//! # }
//! ```
//!
//! **The code calls another connector than Notion**: a [`StandIn`] of one's own, behind the same
//! sandbox. The trait has Slack as its example.
//!
//! ```
//! use alloy_testkit::{ExecuteCall, Sandbox, StandIn, StandInReply};
//!
//! struct Clock;
//!
//! impl StandIn for Clock {
//!     fn connector(&self) -> &str {
//!         "clock"
//!     }
//!
//!     fn execute(&mut self, call: &ExecuteCall<'_>) -> StandInReply {
//!         match call.action() {
//!             "getTime" => StandInReply::json(serde_json::json!({"hour": 9})),
//!             _ => StandInReply::unknown_action(),
//!         }
//!     }
//! }
//!
//! let sandbox = Sandbox::builder().stand_in(Clock).build();
//! assert!(sandbox.credential_for("clock").is_some());
//! ```
//!
//! **One reply is all that matters**: [`always_provides`] with what the provider says, [`always`]
//! with the whole of it, for example a failure.
//!
//! ```
//! # use alloy_testkit::{Transport, always, always_provides};
//! # use http::{Request, StatusCode};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alloy_core::Error> {
//! let empty = always_provides(serde_json::json!({"results": [], "has_more": false}));
//! assert_eq!(empty.send(Request::default()).await?.status(), 200);
//! let broken = always("<html>").with_status(StatusCode::BAD_GATEWAY);
//! assert_eq!(broken.send(Request::default()).await?.status(), 502);
//! # Ok(())
//! # }
//! ```
//!
//! **Several replies, one after the other**: [`in_turn`](in_turn()).
//!
//! ```
//! # use alloy_core::Error;
//! # use alloy_testkit::{Transport, always_provides, in_turn};
//! # use http::Request;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let transport = in_turn()
//!     .then(Error::interrupted("connection reset"))
//!     .then(always_provides(serde_json::json!({"ok": true})));
//! assert!(transport.send(Request::default()).await.is_err());
//! assert!(transport.send(Request::default()).await.is_ok());
//! # Ok(())
//! # }
//! ```
//!
//! **The reply depends on the request, or the transport fails**: [`respond_with`].
//!
//! ```
//! # use alloy_core::Error;
//! # use alloy_testkit::{Transport, respond_with};
//! # use http::{Request, Response};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let cut = respond_with(|_| Err::<Response<&str>, _>(Error::interrupted("connection reset")));
//! assert!(cut.send(Request::default()).await.unwrap_err().outcome_unknown());
//! # }
//! ```
//!
//! **There is no reply at all**, for timeouts and cancelling: [`never()`].
//!
//! ```
//! # use std::time::Duration;
//! # use alloy_testkit::{Transport, never};
//! # use http::Request;
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() {
//! let transport = never();
//! let call = transport.send(Request::default());
//! assert!(tokio::time::timeout(Duration::from_secs(30), call).await.is_err());
//! # }
//! ```
//!
//! **What is sent shall be checked call by call**: [`MockTransport`], with `mockall`'s expectations.
//!
//! ```
//! # #[cfg(feature = "mock")] {
//! use alloy_testkit::MockTransport;
//! use http::Response;
//!
//! let mut transport = MockTransport::new();
//! transport.expect_send().never().returning(|_| Ok(Response::default()));
//! # }
//! ```
//!
//! **The network or the platform fails**: [`Faults`], on schedule or from a seed.
//!
//! ```
//! # use alloy_core::{DynamicAction, Effect};
//! # use alloy_testkit::{Fault, Faults, Sandbox};
//! # use alloy_transport::Client;
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), alloy_core::Error> {
//! # let sandbox = Sandbox::new();
//! let faults = Faults::new(sandbox.clone())
//!     .on(1, Fault::reset_before_execution())
//!     .on(2, Fault::overloaded());
//! let client = Client::builder(faults.clone()).api_key(sandbox.api_key()).build()?;
//! let search = DynamicAction::new("notion", "post-search")?.with_effect(Effect::Read);
//! client.connection(sandbox.credential_id()).execute(&search).await?;
//! assert_eq!(faults.counts()["529"], 1);
//! # Ok(())
//! # }
//! ```
//!
//! **Sockets fail, under the HTTP stack that is used in production**: [`Faults::serve`].
//!
//! ```
//! # #[cfg(feature = "server")] {
//! # use alloy_core::DynamicAction;
//! # use alloy_testkit::{Fault, Faults, Sandbox};
//! # use alloy_transport::{Client, HyperTransport};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alloy_core::Error> {
//! # let sandbox = Sandbox::new();
//! let server = Faults::new(sandbox.clone()).on(1, Fault::cut_body()).serve()?;
//! let client = Client::builder(HyperTransport::new()?)
//!     .base_url(server.url())
//!     .api_key(sandbox.api_key())
//!     .build()?;
//! let create = DynamicAction::new("notion", "post-page")?;
//! let error = client.connection(sandbox.credential_id()).execute(&create).await.unwrap_err();
//! assert!(error.outcome_unknown());
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```
//!
//! **Time has to pass**: a [`ManualClock`] for the client, and a minute of back-off takes none.
//!
//! ```
//! # use std::time::Duration;
//! # use alloy_core::DynamicAction;
//! # use alloy_testkit::{Fault, Faults, ManualClock, Sandbox};
//! # use alloy_transport::Client;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alloy_core::Error> {
//! # let sandbox = Sandbox::new();
//! # let search = DynamicAction::new("notion", "post-search")?;
//! let clock = ManualClock::automatic();
//! let busy = Fault::rate_limited().with_retry_after(Duration::from_secs(45));
//! let client = Client::builder(Faults::new(sandbox.clone()).on(1, busy))
//!     .api_key(sandbox.api_key())
//!     .timer(clock.clone())
//!     .build()?;
//! client.connection(sandbox.credential_id()).execute(&search).await?;
//! assert_eq!(clock.waits(), [Duration::from_secs(45)]);
//! # Ok(())
//! # }
//! ```
//!
//! **No write may run twice, whatever happens**: a [`Ledger`] around the far side.
//!
//! ```
//! # use alloy_core::DynamicAction;
//! # use alloy_testkit::{Fault, Faults, Ledger, Sandbox};
//! # use alloy_transport::Client;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alloy_core::Error> {
//! # let sandbox = Sandbox::new();
//! # let create = DynamicAction::new("notion", "post-page")?;
//! let ledger = Ledger::around(sandbox.clone());
//! let faults = Faults::new(ledger.clone()).on(1, Fault::reset_after_execution());
//! let client = Client::builder(faults).api_key(sandbox.api_key()).build()?;
//! let created = client.connection(sandbox.credential_id()).execute(&create).await;
//! assert!(created.unwrap_err().outcome_unknown());
//! ledger.of("notion", "post-page").assert_at_most_once();
//! # Ok(())
//! # }
//! ```
//!
//! **The platform's real answers shall count, without the platform**: a [`Recorder`] once, a
//! [`Replayer`] from then on, or the recorder itself in the [mode](CassetteMode) that replays.
//!
//! ```
//! # use alloy_core::{DynamicAction, Error};
//! # use alloy_testkit::{CassetteMode, Recorder, Replayer, Sandbox};
//! # use alloy_transport::Client;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! # let sandbox = Sandbox::new();
//! let search = DynamicAction::new("notion", "post-search")?;
//! let recorder = Recorder::builder(sandbox.clone()).mode(CassetteMode::RecordAll).build()?;
//! let client = Client::builder(recorder.clone()).api_key(sandbox.api_key()).build()?;
//! let recorded = client.connection(sandbox.credential_id()).execute(&search).await?;
//!
//! let replayer = Replayer::new(recorder.cassette());
//! let client = Client::builder(replayer).api_key(sandbox.api_key()).build()?;
//! let replayed = client.connection(sandbox.credential_id()).execute(&search).await?;
//! assert_eq!(replayed, recorded);
//! # Ok(())
//! # }
//! ```
//!
//! **A browser or another program has recorded it already**: [`Cassette::from_har`] and
//! [`Cassette::from_vcr`].
//!
//! ```
//! # use alloy_testkit::{Cassette, Redaction, Replayer};
//! # fn main() -> Result<(), alloy_core::Error> {
//! let har = r#"{"log": {"entries": [{
//!     "request": {"method": "GET", "url": "https://production.runalloy.com/connectors"},
//!     "response": {"status": 200, "content": {"text": "{\"connectors\":[]}"}}
//! }]}}"#;
//! let import = Cassette::from_har(har, Redaction::new())?;
//! let replayer = Replayer::new(import.cassette().clone());
//! assert_eq!((replayer.cassette().len(), import.skipped()), (1, 0));
//! # Ok(())
//! # }
//! ```
//!
//! **No secret may be in a recording**: [`Redaction`] says what is taken out, [`Cassette::lint`]
//! fails when something is left.
//!
//! ```
//! # use alloy_testkit::{Cassette, Redaction};
//! # fn main() -> Result<(), alloy_core::Error> {
//! // Cassette::load("tests/cassettes/search.jsonl")?
//! let cassette = Cassette::new();
//! cassette.lint(&Redaction::new().with_emails())?;
//! # Ok(())
//! # }
//! ```
//!
//! **What was recorded may be out of date**: a [`DriftCheck`] around a live transport, or
//! [`Cassette::drift_from_schema`], tells what was added, removed or changed type.
//!
//! ```
//! # use alloy_testkit::{Cassette, DriftCheck, Transport, always};
//! # use http::Request;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alloy_core::Error> {
//! # let cassette = Cassette::parse(r#"{"format":"alloy-cassette","version":1}
//! # {"request":{"method":"GET","path":"/"},"response":{"status":200,"json":{"a":1}}}"#)?;
//! let check = DriftCheck::new(cassette, always(r#"{"a": "one"}"#));
//! check.send(Request::default()).await?;
//! assert_eq!(check.report().to_string(), "GET / /a: was number, is string");
//! # Ok(())
//! # }
//! ```
//!
//! **A connector of one's own keeps to the rules**: [`Conformance`].
//!
//! ```
//! # use alloy_core::{Connector, DynamicAction, Effect, ErrorKind};
//! # use alloy_testkit::Conformance;
//! # struct Slack;
//! # impl Connector for Slack {
//! #     fn id(&self) -> &str {
//! #         "slack"
//! #     }
//! # }
//! # fn main() -> Result<(), alloy_core::Error> {
//! let user_info = DynamicAction::new("slack", "users_info")?.with_effect(Effect::Read);
//! Conformance::of(Slack)
//!     .operation("users_info", [Effect::Read])
//!     .value(user_info)
//!     .check()
//!     .assert();
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! - `mock`: `MockTransport`. On by default.
//! - `server`: `Sandbox::serve` and `Faults::serve`, with what they give. On by default.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(all(feature = "mock", feature = "server")),
    allow(rustdoc::broken_intra_doc_links, reason = "the front page names what features add")
)]

mod cassette;
mod conformance;
mod doubles;
mod drift;
mod faults;
mod har;
mod ledger;
mod manual_clock;
#[cfg(feature = "mock")]
mod mock;
mod recorder;
mod replayer;
mod sandbox;

pub use alloy_transport::Transport;
pub use cassette::{Cassette, Exchange, Finding, Matching, Miss, Redaction, Repeats};
pub use conformance::{Conformance, ConformanceReport, Rule, Violation};
pub use doubles::{
    Always, Answer, InTurn, Never, RespondWith, always, always_provides, in_turn, never,
    respond_with,
};
pub use drift::{Drift, DriftChange, DriftCheck, DriftReport};
#[cfg(feature = "server")]
#[cfg_attr(docsrs, doc(cfg(feature = "server")))]
pub use faults::FaultyServer;
pub use faults::{Fault, FaultReply, Faults, InjectedFault};
pub use har::Import;
pub use ledger::{Ledger, LedgerEntries, LedgerEntry};
pub use manual_clock::{ClockHold, HoldDuring, ManualClock};
#[cfg(feature = "mock")]
#[cfg_attr(docsrs, doc(cfg(feature = "mock")))]
pub use mock::MockTransport;
pub use recorder::{CassetteMode, Recorder, RecorderBuilder};
pub use replayer::Replayer;
#[cfg(feature = "server")]
#[cfg_attr(docsrs, doc(cfg(feature = "server")))]
pub use sandbox::SandboxServer;
pub use sandbox::{
    ActionDescription, Authentication, Contents, ExecuteCall, FailureRelay, RequestOutcome,
    Sandbox, SandboxBuilder, SandboxRequest, StandIn, StandInReply, Table, VersionHeader,
    Workspace,
};
#[doc(hidden)]
pub use serde_json::json as __json;
