//! HTTP/1.1 on a socket, as far as it takes to break it.

use std::{fmt::Write, io};

use bytes::{Bytes, BytesMut};
use http::{HeaderName, HeaderValue, Method, Request, Response, Uri, header};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// How much the head of a request may have, in bytes.
const HEAD_LIMIT: usize = 64 * 1024;
/// How much the body of a request may have, in bytes: more than the platform takes.
const BODY_LIMIT: usize = 16 * 1024 * 1024;
/// How many headers a request may have.
const HEADERS: usize = 100;

/// What is not HTTP, in any version.
pub(super) const GARBAGE: &[u8] = b"\x00\x17%!garbage in place of a reply\r\n\r\n";

/// One connection, from the server's side.
pub(super) struct Connection {
    stream: TcpStream,
    /// What was read and not yet used.
    buffer: BytesMut,
}

impl Connection {
    pub(super) fn new(stream: TcpStream) -> Self {
        // Pieces shall go out as they are written; without it they only come later.
        let _ = stream.set_nodelay(true);
        Self { stream, buffer: BytesMut::new() }
    }

    /// The next request, whole; `None` when the client has closed.
    pub(super) async fn request(&mut self) -> io::Result<Option<Request<Bytes>>> {
        let (mut request, length) = loop {
            if let Some(parsed) = self.head()? {
                break parsed;
            }
            if self.buffer.len() > HEAD_LIMIT {
                return Err(invalid("the head of the request is too large"));
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Ok(None);
            }
        };
        while self.buffer.len() < length {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Ok(None);
            }
        }
        *request.body_mut() = self.buffer.split_to(length).freeze();
        Ok(Some(request))
    }

    /// Takes the head of a request and the length of its body, if the head is whole.
    fn head(&mut self) -> io::Result<Option<(Request<Bytes>, usize)>> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        let end = match parsed.parse(&self.buffer).map_err(invalid)? {
            httparse::Status::Complete(end) => end,
            httparse::Status::Partial => return Ok(None),
        };
        let mut request = Request::new(Bytes::new());
        let method = parsed.method.unwrap_or_default();
        *request.method_mut() = Method::from_bytes(method.as_bytes()).map_err(invalid)?;
        *request.uri_mut() = parsed.path.unwrap_or_default().parse::<Uri>().map_err(invalid)?;
        for field in parsed.headers.iter() {
            let name = HeaderName::from_bytes(field.name.as_bytes()).map_err(invalid)?;
            let value = HeaderValue::from_bytes(field.value).map_err(invalid)?;
            request.headers_mut().append(name, value);
        }
        let length = length_of(&request)?;
        let _ = self.buffer.split_to(end);
        Ok(Some((request, length)))
    }

    /// Gives a reply as it is.
    pub(super) async fn reply(&mut self, response: &Response<Bytes>) -> io::Result<()> {
        let body = response.body();
        let mut bytes = head(response, body.len());
        bytes.extend_from_slice(body);
        self.write(&bytes).await
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }

    /// Makes the connection's end a reset.
    pub(super) fn reset(&self) -> io::Result<()> {
        self.stream.set_zero_linger()
    }

    /// Waits until the client has closed.
    pub(super) async fn until_closed(&mut self) {
        while self.stream.read_buf(&mut self.buffer).await.is_ok_and(|read| read > 0) {
            self.buffer.clear();
        }
    }
}

fn length_of(request: &Request<Bytes>) -> io::Result<usize> {
    if request.headers().contains_key(header::TRANSFER_ENCODING) {
        return Err(invalid("the request does not tell its length"));
    }
    let Some(length) = request.headers().get(header::CONTENT_LENGTH) else { return Ok(0) };
    let length = length.to_str().ok().and_then(|length| length.parse().ok());
    length.filter(|&length| length <= BODY_LIMIT).ok_or_else(|| invalid("no length of a body"))
}

/// The head of a reply that claims this length.
pub(super) fn head(response: &Response<Bytes>, length: usize) -> Vec<u8> {
    let status = response.status();
    let reason = status.canonical_reason().unwrap_or("");
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16());
    // Writing to a `String` cannot fail.
    let _ = write!(head, "content-length: {length}\r\n");
    let mut head = head.into_bytes();
    for (name, value) in response.headers() {
        if name == header::CONTENT_LENGTH || name == header::TRANSFER_ENCODING {
            continue;
        }
        for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
            head.extend_from_slice(part);
        }
    }
    head.extend_from_slice(b"\r\n");
    head
}

fn invalid(problem: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, problem)
}
