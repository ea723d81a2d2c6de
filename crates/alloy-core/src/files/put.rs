//! Sending a file's bytes to the storage.

use std::fmt;

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, Uri, header};

use super::{FileSum, PresignedUrl, RequestUpload, UploadPlace};
use crate::{Error, base_url::BaseUrl, error};

/// The upload of a file's bytes, by a presigned URL.
///
/// Not an [`Endpoint`](crate::Endpoint): it goes to the storage, which is another host, and it has
/// no API key with it. Running it twice leaves the same file.
pub struct PutFile {
    url: PresignedUrl,
    mime_type: String,
    md5: FileSum,
    bytes: Bytes,
}

const NAME: &str = "upload of a file";

impl PutFile {
    /// The upload of these bytes, which are the ones that the sum was made of.
    pub fn new(asked: &RequestUpload, place: &UploadPlace, bytes: Bytes) -> Self {
        Self { url: place.url.clone(), mime_type: asked.mime_type.clone(), md5: asked.md5, bytes }
    }

    /// The request.
    ///
    /// Fails when the URL is none, or when it would carry the file over plain HTTP to another
    /// machine. The error does not show the URL.
    pub fn request(&self) -> Result<Request<Bytes>, Error> {
        self.write().map_err(|error| error.with_name(NAME))
    }

    fn write(&self) -> Result<Request<Bytes>, Error> {
        let no_url = || Error::malformed("the presigned URL is no URL over https");
        let uri: Uri = self.url.expose().parse().map_err(|_| no_url())?;
        let origin = match (uri.scheme_str(), uri.authority()) {
            (Some(scheme), Some(authority)) => format!("{scheme}://{authority}"),
            _ => return Err(no_url()),
        };
        BaseUrl::parse(&origin)
            .and_then(|origin| origin.check_secrecy(None))
            .map_err(|_| no_url())?;
        let header = |text: &str| {
            HeaderValue::from_str(text)
                .map_err(|error| Error::invalid_request("mimeType", "").with_source(error))
        };
        let mut request = Request::new(self.bytes.clone());
        *request.method_mut() = Method::PUT;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_TYPE, header(&self.mime_type)?);
        headers.insert("content-md5", header(&self.md5.to_base64())?);
        Ok(request)
    }

    /// Reads the storage's answer.
    #[expect(clippy::needless_pass_by_value, reason = "as other responses are read")]
    pub fn read(&self, response: Response<Bytes>) -> Result<(), Error> {
        let status = response.status();
        if status.is_success() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(response.body()).into_owned();
        let mut error = error::body::of_storage(status, response.headers(), &text);
        if status == StatusCode::FORBIDDEN {
            error = error.with_hint("a presigned URL is good for an hour; ask for another");
        }
        Err(error.with_raw(text).without(self.url.expose()).with_attempts(1).with_name(NAME))
    }

    /// An error of the way there, with the name of what was called.
    pub fn blame(&self, error: Error) -> Error {
        error.without(self.url.expose()).with_name(NAME)
    }
}

impl fmt::Debug for PutFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PutFile")
            .field("mime_type", &self.mime_type)
            .field("md5", &self.md5)
            .field("len", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
