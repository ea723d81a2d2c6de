//! How many items a list gives at a time.

use alloy_core::Error;
use serde::Serialize;

/// How many items a list gives at a time. Checked when it is sent, so that builders need not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct PageSize(u32);

/// What Notion allows.
const ALLOWED: std::ops::RangeInclusive<u32> = 1..=100;

impl PageSize {
    pub(crate) fn new(count: u32) -> Self {
        Self(count)
    }

    pub(crate) fn check(self) -> Result<(), Error> {
        if ALLOWED.contains(&self.0) {
            return Ok(());
        }
        let problem = format!("{} is not from {} to {}", self.0, ALLOWED.start(), ALLOWED.end());
        Err(Error::invalid_request("page_size", problem))
    }
}
