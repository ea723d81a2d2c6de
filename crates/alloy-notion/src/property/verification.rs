//! Whether a page has been verified.

use crate::{
    Date, User,
    wire::{names, object},
};

object! {
    /// Whether a page has been verified, by whom and until when.
    pub struct Verification {
        /// Whether it has been verified.
        state: Option<VerificationState>,
        /// Who has verified it.
        verified_by: Option<Box<User>>,
        /// From when until when it holds.
        date: Option<Date>,
    }
}

names! {
    /// Whether a page has been verified.
    pub enum VerificationState {
        /// It has, and that still holds.
        Verified = "verified",
        /// It has, and that no longer holds.
        Expired = "expired",
        /// It has not.
        Unverified = "unverified",
    }
}
