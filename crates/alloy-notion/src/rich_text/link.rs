//! Where a text leads.

use compact_str::CompactString;

use crate::wire::object;

object! {
    /// Where a text leads.
    pub struct Link {
        /// A URL, or a path within Notion such as `/2c5b…`.
        url: CompactString,
    }
}
