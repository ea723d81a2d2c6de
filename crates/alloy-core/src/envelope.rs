//! The JSON that goes to the platform's `execute`: written by actions, read by stand-ins.

mod json;
mod owned;
mod writer;

pub use owned::Envelope;
pub(crate) use owned::write;
pub use writer::EnvelopeWriter;

/// Under which name the envelope carries the provider's headers.
///
/// Two names are on record: working examples of Notion calls use `headers`, the platform's
/// reference `additionalHeaders`. The platform ignores keys it does not know, so sending the same
/// map under both works either way. Not verified against the live service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HeaderField {
    /// The same map twice, as `headers` and `additionalHeaders`.
    #[default]
    Both,
    /// `headers` only.
    Headers,
    /// `additionalHeaders` only.
    AdditionalHeaders,
}

/// The envelope's keys, in one place for the writer and the reader.
mod key {
    pub(super) const CREDENTIAL_ID: &str = "credentialId";
    pub(super) const REQUEST_BODY: &str = "requestBody";
    pub(super) const PATH_PARAMS: &str = "pathParams";
    pub(super) const QUERY_PARAMETERS: &str = "queryParameters";
    pub(super) const HEADERS: &str = "headers";
    pub(super) const ADDITIONAL_HEADERS: &str = "additionalHeaders";
}
