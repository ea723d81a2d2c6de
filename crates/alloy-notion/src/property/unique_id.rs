//! Numbers that Notion gives to the pages of a database.

use std::fmt;

use compact_str::CompactString;

use crate::wire::object;

object! {
    /// A number that no other page of the database has, such as `TASK-7`.
    pub struct UniqueId {
        /// What stands before the number.
        prefix: Option<CompactString>,
        /// The number.
        number: Option<i64>,
    }
}

impl fmt::Display for UniqueId {
    /// As Notion shows it: `TASK-7`, or `7` without a prefix.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(prefix) = &self.prefix {
            write!(f, "{prefix}-")?;
        }
        self.number.map_or(Ok(()), |number| write!(f, "{number}"))
    }
}
