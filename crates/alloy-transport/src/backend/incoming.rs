//! Reading a reply's body, up to a limit.

use alloy_core::Error;
use bytes::{Bytes, BytesMut};
use http::Response;
use http_body_util::BodyExt;
use hyper::body::Body;

use super::{
    failure::{self, BoxError},
    outgoing::Destination,
};

/// How much memory a body's announced length is trusted with before its bytes are there.
const TRUSTED: usize = 1024 * 1024;

/// Reads the whole body. One that arrives in one piece, as small ones do, is not copied.
pub(crate) async fn read<B>(
    response: Response<B>,
    limit: usize,
    destination: &Destination,
) -> Result<Response<Bytes>, Error>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    let (head, mut body) = response.into_parts();
    let announced = body.size_hint();
    if announced.lower() > limit as u64 {
        return Err(Error::body_too_large(limit));
    }
    let expected = announced.upper().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);

    let mut first = Bytes::new();
    let mut joined = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|cause| failure::within_body(cause, destination))?;
        let Ok(data) = frame.into_data() else { continue };
        let so_far = if joined.is_empty() { first.len() } else { joined.len() };
        if data.len() > limit - so_far {
            return Err(Error::body_too_large(limit));
        }
        if so_far == 0 {
            first = data;
            continue;
        }
        if joined.is_empty() {
            joined.reserve(expected.min(TRUSTED));
            joined.extend_from_slice(&first);
        }
        joined.extend_from_slice(&data);
    }
    let body = if joined.is_empty() { first } else { joined.freeze() };
    Ok(Response::from_parts(head, body))
}
