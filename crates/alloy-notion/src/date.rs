//! A date or a span of dates.

use compact_str::CompactString;

use crate::{Time, wire::object};

object! {
    /// A date or a span of dates, each with or without a time.
    pub struct Date {
        /// The date, or the first of the span.
        start: Option<Time>,
        /// The last of the span.
        end: Option<Time>,
        /// The IANA name of the time zone that `start` and `end` are in. They have no offset then.
        time_zone: Option<CompactString>,
    }
}
