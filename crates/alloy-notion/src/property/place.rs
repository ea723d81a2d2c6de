//! Places on the map.

use compact_str::CompactString;
use serde_json::Number;

use crate::wire::object;

object! {
    /// A place on the map.
    pub struct Place {
        /// Degrees north of the equator.
        lat: Option<Number>,
        /// Degrees east of Greenwich.
        lon: Option<Number>,
        /// Its name.
        name: Option<CompactString>,
        /// Its address.
        address: Option<CompactString>,
        /// Its id at Amazon.
        aws_place_id: Option<CompactString>,
        /// Its id at Google.
        google_place_id: Option<CompactString>,
    }
}
