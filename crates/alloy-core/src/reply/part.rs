//! The platform's own replies, whose parts stand under a key of each operation's own.

use serde::de::{DeserializeOwned, IgnoredAny};

use super::{Field, Reply, parse, wrapped_failure};
use crate::Error;

impl Reply {
    /// Decodes what stands under the first of these keys that is there, or else the whole value.
    ///
    /// For operations of the platform, which name their value `connectors`, `data` and so on, or
    /// have it bare.
    ///
    /// ```
    /// # use alloy_core::{Reply, ReplyShape};
    /// # use http::Response;
    /// # let reply = |json: &'static str| Reply::new(Response::new(json.into()), ReplyShape::Detect);
    /// let reply = reply(r#"{"resources": ["pages"], "more": false}"#)?;
    /// let resources: Vec<String> = reply.decode_under(&["resources", "data"])?;
    /// assert_eq!(resources, ["pages"]);
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn decode_under<T: DeserializeOwned>(&self, keys: &[&str]) -> Result<T, Error> {
        // Reads to the end, so that a reply cut short behind the key is an error.
        let whole = self.provider_json()?;
        let found = keys.iter().find_map(|key| Some((key, Field::find(whole, key)?)));
        let value = match found {
            Some((key, field)) => parse(field.json()).map_err(|error| error.within(key)),
            None => parse(whole),
        };
        value.map_err(|error| error.with_status(self.status))
    }

    /// A list under one of these keys, or bare. Where the key says `null` it is empty.
    pub(crate) fn decode_list<T: DeserializeOwned>(&self, keys: &[&str]) -> Result<Vec<T>, Error> {
        if self.text.trim_ascii().is_empty() {
            return Err(Error::malformed("the reply is empty").with_status(self.status));
        }
        Ok(self.decode_under::<Option<Vec<T>>>(keys)?.unwrap_or_default())
    }

    /// Checks a reply that says no more than that it is done: anything but `success: false`.
    pub(crate) fn done(&self) -> Result<(), Error> {
        self.decode::<IgnoredAny>()?;
        if self.outer_field("success").is_some_and(|success| success == false) {
            return Err(wrapped_failure(&self.text).with_status(self.status));
        }
        Ok(())
    }
}
