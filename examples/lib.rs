//! Runnable examples of the workspace, and its README and guides, whose code is compiled and run as
//! doc tests.
#![doc = include_str!("../README.md")]

/// The guide for those who write a connector.
#[doc = include_str!("../docs/writing-a-connector.md")]
pub mod writing_a_connector {}
