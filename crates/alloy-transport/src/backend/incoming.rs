//! Reading a reply's body, up to a limit.

mod gathered;
#[cfg(feature = "gzip")]
mod inflated;

use std::{future::poll_fn, pin::Pin};

use alloy_core::Error;
use bytes::Bytes;
use http::{
    HeaderMap, Response,
    header::{CONTENT_ENCODING, CONTENT_LENGTH},
};
use hyper::body::Body;

use super::{
    failure::{self, BoxError},
    options::Compression,
    outgoing::{Destination, Sent},
};
use gathered::Gathered;

/// How many fields a head may have. Over HTTP/1.1 hyper counts them too.
const FIELDS: usize = 100;

/// Reads the whole body, and decompresses it where the backend asked for compression.
pub(crate) async fn read<B>(
    response: Response<B>,
    limit: usize,
    sent: &Sent,
) -> Result<Response<Bytes>, Error>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    let (mut head, body) = response.into_parts();
    if head.headers.len() > FIELDS {
        return Err(failure::head_too_large(format!("more than {FIELDS} header fields")));
    }
    let body = match applied(sent.offered, &mut head.headers) {
        Compression::None => as_it_comes(body, limit, &sent.destination).await?,
        #[cfg(feature = "gzip")]
        Compression::Gzip => inflated::read(body, limit, &sent.destination).await?,
    };
    Ok(Response::from_parts(head, body))
}

/// Whether the server took up the offer. If so, the fields that tell of the body as it travels are
/// taken away.
fn applied(offered: Compression, headers: &mut HeaderMap) -> Compression {
    if offered == Compression::None {
        return offered;
    }
    let mut encodings = headers.get_all(CONTENT_ENCODING).iter();
    let (Some(encoding), None) = (encodings.next(), encodings.next()) else {
        return Compression::None;
    };
    match offered.name() {
        Some(name) if encoding.as_bytes().eq_ignore_ascii_case(name.as_bytes()) => {
            headers.remove(CONTENT_ENCODING);
            headers.remove(CONTENT_LENGTH);
            offered
        }
        _ => Compression::None,
    }
}

async fn as_it_comes<B>(
    mut body: B,
    limit: usize,
    destination: &Destination,
) -> Result<Bytes, Error>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    let announced = body.size_hint();
    if announced.lower() > limit as u64 {
        return Err(Error::body_too_large(limit));
    }
    let expected = announced.upper().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    let mut gathered = Gathered::new(limit, expected);
    while let Some(data) = next(&mut body, destination).await? {
        gathered.push(data)?;
    }
    Ok(gathered.into_bytes())
}

/// The next piece of the body's data. What else there is, trailers, is passed over.
async fn next<B>(body: &mut B, destination: &Destination) -> Result<Option<Bytes>, Error>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    while let Some(frame) = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
        let frame = frame.map_err(|cause| failure::within_body(cause, destination))?;
        if let Ok(data) = frame.into_data() {
            return Ok(Some(data));
        }
    }
    Ok(None)
}
