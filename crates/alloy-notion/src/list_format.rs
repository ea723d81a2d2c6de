//! How numbered lists are numbered.

use crate::wire::names;

names! {
    /// How the items of a numbered list are numbered.
    pub enum ListFormat {
        /// `1.`, `2.`, `3.`
        Numbers = "numbers",
        /// `a.`, `b.`, `c.`
        Letters = "letters",
        /// `i.`, `ii.`, `iii.`
        Roman = "roman",
    }
    else Numbers
}
