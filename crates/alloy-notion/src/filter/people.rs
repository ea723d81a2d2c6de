//! Conditions on the user who asks.

use super::{Filter, PeopleFilter};

/// The word for whoever the credential belongs to.
const ME: &str = "me";

impl PeopleFilter {
    /// Whoever the credential belongs to is one of them.
    ///
    /// Newer than version 2022-06-28. Which versions take it is not verified.
    pub fn contains_me(self) -> Filter {
        self.0.filter("contains", ME.to_owned())
    }

    /// Whoever the credential belongs to is none of them.
    ///
    /// Newer than version 2022-06-28. Which versions take it is not verified.
    pub fn does_not_contain_me(self) -> Filter {
        self.0.filter("does_not_contain", ME.to_owned())
    }
}
