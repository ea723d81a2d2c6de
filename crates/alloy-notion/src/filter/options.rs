//! Conditions on several options at once.
//!
//! Newer than version 2022-06-28. Which versions take them is not verified.

use super::{Filter, MultiSelectFilter, OptionFilter};

/// Conditions that take a list under the key of one that takes a single name.
macro_rules! with_lists {
    ($($kind:ident { $( $(#[$meta:meta])* $method:ident as $key:literal, )* })*) => {$(
        impl $kind {
            $(
                $(#[$meta])*
                ///
                /// Newer than version 2022-06-28. Which versions take it is not verified.
                pub fn $method<I>(self, names: I) -> Filter
                where
                    I: IntoIterator<Item: Into<String>>,
                {
                    let names: Vec<String> = names.into_iter().map(Into::into).collect();
                    self.0.filter($key, names)
                }
            )*
        }
    )*};
}

with_lists! {
    OptionFilter {
        /// It is one of these.
        equals_any as "equals",
        /// It is none of these.
        equals_none as "does_not_equal",
    }
    MultiSelectFilter {
        /// One of these is among them.
        contains_any as "contains",
        /// None of these is among them.
        contains_none as "does_not_contain",
    }
}
