//! Verifications to be written.

use alloy_core::Error;
use serde::Serialize;

use crate::{
    input::DateInput,
    limits::{At, Limits},
};

/// Whether a page of a wiki is verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct VerificationInput(State);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
enum State {
    Verified {
        #[serde(skip_serializing_if = "Option::is_none")]
        date: Option<DateInput>,
    },
    Unverified,
}

impl VerificationInput {
    /// Verified until somebody says otherwise.
    pub fn verified() -> Self {
        Self(State::Verified { date: None })
    }

    /// Verified for a time.
    pub fn verified_for(date: DateInput) -> Self {
        Self(State::Verified { date: Some(date) })
    }

    /// Not verified.
    pub fn unverified() -> Self {
        Self(State::Unverified)
    }
}

impl Limits for VerificationInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match &self.0 {
            State::Verified { date } => date.check(&at.key("date")),
            State::Unverified => Ok(()),
        }
    }

    fn size(&self) -> usize {
        32 + match &self.0 {
            State::Verified { date } => date.size(),
            State::Unverified => 0,
        }
    }
}
