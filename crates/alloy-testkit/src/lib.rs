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
#![doc = include_str!("tools.md")]
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
