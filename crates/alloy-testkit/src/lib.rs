//! Tests for code that calls actions, without a network, an account or an API key.
//!
//! # Which tool for which test
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
//! **One reply is all that matters**, for example a rate limit: [`always`].
//!
//! ```
//! # use alloy_testkit::{Transport, always};
//! # use http::{Request, StatusCode};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alloy_core::Error> {
//! let broken = always("<html>").with_status(StatusCode::BAD_GATEWAY);
//! assert_eq!(broken.send(Request::default()).await?.status(), 502);
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
//! # Features
//!
//! - `mock`: `MockTransport`. On by default.
//! - `server`: `Sandbox::serve` and `SandboxServer`, by hyper. On by default.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(all(feature = "mock", feature = "server")),
    allow(rustdoc::broken_intra_doc_links, reason = "the front page names what features add")
)]

mod conformance;
mod doubles;
mod faults;
mod ledger;
mod manual_clock;
#[cfg(feature = "mock")]
mod mock;
mod sandbox;

pub use alloy_transport::Transport;
pub use conformance::{Conformance, ConformanceReport, Rule, Violation};
pub use doubles::{
    Always, Answer, InTurn, Never, RespondWith, always, always_provides, in_turn, never,
    respond_with,
};
#[cfg(feature = "server")]
#[cfg_attr(docsrs, doc(cfg(feature = "server")))]
pub use faults::FaultyServer;
pub use faults::{Fault, FaultReply, Faults, InjectedFault};
pub use ledger::{Ledger, LedgerEntries, LedgerEntry};
pub use manual_clock::{ClockHold, HoldDuring, ManualClock};
#[cfg(feature = "mock")]
#[cfg_attr(docsrs, doc(cfg(feature = "mock")))]
pub use mock::MockTransport;
#[cfg(feature = "server")]
#[cfg_attr(docsrs, doc(cfg(feature = "server")))]
pub use sandbox::SandboxServer;
pub use sandbox::{
    ActionDescription, Authentication, Contents, ExecuteCall, FailureRelay, RequestOutcome,
    Sandbox, SandboxBuilder, SandboxRequest, StandIn, StandInReply, Table, VersionHeader,
    Workspace,
};
