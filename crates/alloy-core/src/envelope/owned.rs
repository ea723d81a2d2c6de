//! An envelope taken apart again.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, de};
use serde_json::value::RawValue;

use crate::{Action, Context, CredentialId, EnvelopeWriter, Error, HeaderField};

/// An envelope as data: what stand-ins for the platform read, and what tests compare.
///
/// Reading is as tolerant as the platform is: unknown keys are passed over, and both names for the
/// provider's headers are taken, `additionalHeaders` winning where they differ.
#[derive(Clone)]
pub struct Envelope {
    /// Whose authorisation the call uses.
    pub credential_id: CredentialId,
    /// The provider's request body, as it was written; `None` when left out or `null`.
    pub request_body: Option<Box<RawValue>>,
    /// Values for the path of the provider's URL.
    pub path_params: BTreeMap<String, serde_json::Value>,
    /// Values for the query of the provider's URL.
    pub query_parameters: BTreeMap<String, serde_json::Value>,
    /// Headers for the provider, from both names.
    pub headers: BTreeMap<String, String>,
}

impl Envelope {
    /// Reads an envelope from its JSON.
    pub fn from_slice(json: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(json).map_err(|source| {
            Error::invalid_request("envelope", "not an envelope").with_source(source)
        })
    }

    /// The envelope that an action makes for a credential, with its connector's default headers.
    ///
    /// ```
    /// # use alloy_core::{DynamicAction, Envelope, CredentialId};
    /// let action = DynamicAction::new("slack", "users_info")?.with_query("user", "U1");
    /// let envelope = Envelope::of(&action, &CredentialId::new("credential")?)?;
    /// assert_eq!(envelope.query_parameters["user"], "U1");
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn of<A: Action + ?Sized>(action: &A, credential: &CredentialId) -> Result<Self, Error> {
        let headers = action.headers()?;
        let none = crate::Headers::new();
        let defaults = action.operation().connector().default_headers();
        let context = Context::new(&none, &headers, &none, defaults);
        action.validate(&context)?;
        let bytes = write(action, credential, &context, HeaderField::AdditionalHeaders)?;
        Self::from_slice(&bytes)
    }

    /// The request body as a tree, `Null` when there is none.
    pub fn body(&self) -> serde_json::Value {
        self.request_body
            .as_ref()
            .and_then(|raw| serde_json::from_str(raw.get()).ok())
            .unwrap_or_default()
    }
}

/// Writes the envelope of an action that was checked.
pub(crate) fn write<A: Action + ?Sized>(
    action: &A,
    credential: &CredentialId,
    context: &Context<'_>,
    field: HeaderField,
) -> Result<Vec<u8>, Error> {
    let mut writer = EnvelopeWriter::new(credential, context, action.size_hint());
    action.encode(&mut writer)?;
    Ok(writer.finish(field))
}

impl fmt::Debug for Envelope {
    /// Header values may be secrets and are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("credential_id", &self.credential_id)
            .field("request_body", &self.request_body)
            .field("path_params", &self.path_params)
            .field("query_parameters", &self.query_parameters)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish()
    }
}

impl<'de> Deserialize<'de> for Envelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Wire<'a> {
            credential_id: CredentialId,
            #[serde(borrow)]
            request_body: Option<&'a RawValue>,
            path_params: Option<BTreeMap<String, serde_json::Value>>,
            query_parameters: Option<BTreeMap<String, serde_json::Value>>,
            headers: Option<BTreeMap<String, String>>,
            additional_headers: Option<BTreeMap<String, String>>,
        }

        let wire = Wire::deserialize(deserializer)?;
        let mut headers = wire.headers.unwrap_or_default();
        for (name, value) in wire.additional_headers.unwrap_or_default() {
            headers.retain(|other, _| !other.eq_ignore_ascii_case(&name));
            headers.insert(name, value);
        }
        let request_body = wire
            .request_body
            .filter(|raw| raw.get() != "null")
            .map(|raw| RawValue::from_string(raw.get().to_owned()))
            .transpose()
            .map_err(de::Error::custom)?;
        Ok(Self {
            credential_id: wire.credential_id,
            request_body,
            path_params: wire.path_params.unwrap_or_default(),
            query_parameters: wire.query_parameters.unwrap_or_default(),
            headers,
        })
    }
}
