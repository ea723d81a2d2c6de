//! Faults, the clock, the ledger and conformance checks, as a user of the kit has them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helper functions too"
)]

mod clock;
mod conformance;
mod ledger;
mod matrix;
mod over_sockets;
mod schedule;
mod soak;
mod transport;
