//! The file storage that presigned URLs lead to. It answers as Amazon's S3 does.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};

use super::{
    Answer, BODY_LIMIT, Platform, Received, Refusal,
    files::{File, digest},
    link::value,
};

/// A failure of the storage: its status, and the code and message of its XML.
#[derive(Clone, Copy, Debug)]
pub(super) struct StorageFailure(StatusCode, &'static str, &'static str);

const EXPIRED: StorageFailure =
    StorageFailure(StatusCode::FORBIDDEN, "AccessDenied", "Request has expired");
const NOT_AS_SIGNED: StorageFailure = StorageFailure(
    StatusCode::FORBIDDEN,
    "SignatureDoesNotMatch",
    "The headers are not those that the URL was signed with",
);
const BAD_DIGEST: StorageFailure = StorageFailure(
    StatusCode::BAD_REQUEST,
    "BadDigest",
    "The Content-MD5 you specified did not match what we received.",
);
const TOO_LARGE: StorageFailure = StorageFailure(
    StatusCode::BAD_REQUEST,
    "EntityTooLarge",
    "Your proposed upload exceeds the maximum allowed size",
);

const CONTENT_MD5: &str = "content-md5";

/// `PUT /alloy-user-files/{key}`, with the type and the digest that were announced.
pub(super) fn put(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let query = received.request.uri().query().unwrap_or_default();
    let signature = value(query, "X-Amz-Signature").unwrap_or_default();
    let now = platform.present();
    let upload = platform.uploads.get(&signature);
    let upload = upload.filter(|upload| upload.key == received.parameter("key"));
    let upload = upload.ok_or(Refusal::ByStorage(NOT_AS_SIGNED))?;
    if upload.expires <= now {
        return Err(Refusal::ByStorage(EXPIRED));
    }
    let header = |name: &str| received.request.headers().get(name)?.to_str().ok();
    let announced = header(CONTENT_MD5).and_then(digest) == Some(upload.md5)
        && header("content-type") == Some(&upload.mime_type);
    if !announced {
        return Err(Refusal::ByStorage(NOT_AS_SIGNED));
    }
    let content = received.request.body();
    if content.len() > BODY_LIMIT {
        return Err(Refusal::ByStorage(TOO_LARGE));
    }
    let md5 = md5::compute(content);
    if md5.0 != upload.md5 {
        return Err(Refusal::ByStorage(BAD_DIGEST));
    }
    let file = File {
        user: upload.user.clone(),
        filename: upload.filename.clone(),
        modified: platform.clock.get_mut().now(),
        content: content.clone(),
    };
    platform.files.insert(upload.key.clone(), file);
    let mut response = Response::new(Bytes::new());
    let tag = HeaderValue::from_str(&format!("\"{md5:x}\"")).map_err(|_| Refusal::Broken)?;
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}

impl StorageFailure {
    pub(super) fn response(self) -> Response<Bytes> {
        let Self(status, code, message) = self;
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <Error><Code>{code}</Code><Message>{message}</Message></Error>"
        );
        let mut response = Response::new(Bytes::from(xml));
        *response.status_mut() = status;
        let kind = HeaderValue::from_static("application/xml");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}
