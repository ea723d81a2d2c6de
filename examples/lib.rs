//! Runnable examples of the workspace, and its README, whose code is compiled and run as doc tests.
#![doc = include_str!("../README.md")]
