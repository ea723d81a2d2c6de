//! Lists that go on, for streams.

use std::sync::atomic::{AtomicUsize, Ordering};

use alloy_core::Error;
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

use crate::search_reply;

/// A transport that answers with one list after the other, and after the last with the first again.
///
/// It allocates each as a socket's would be.
#[derive(Debug)]
pub struct Lists {
    last: String,
    more: String,
    count: usize,
    asked: AtomicUsize,
}

impl Lists {
    /// So many lists of so many pages each.
    pub fn new(count: usize, pages: usize) -> Self {
        let last = search_reply(pages);
        let end = r#""next_cursor":null,"has_more":false"#;
        let more = last.replace(end, r#""next_cursor":"cursor-000000","has_more":true"#);
        Self { last, more, count, asked: AtomicUsize::new(0) }
    }
}

#[async_trait]
impl Transport for Lists {
    async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let place = self.asked.fetch_add(1, Ordering::Relaxed) % self.count;
        let mut body = if place + 1 < self.count { &self.more } else { &self.last }.clone();
        if let Some(at) = body.rfind("cursor-000000") {
            body.replace_range(at..at + 13, &format!("cursor-{place:06}"));
        }
        Ok(Response::new(Bytes::from(body)))
    }
}
