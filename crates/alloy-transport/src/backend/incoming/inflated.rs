//! Decompressing a body while it comes, up to the limit and no further.

use std::io::{self, Write};

use alloy_core::Error;
use bytes::Bytes;
use flate2::write::MultiGzDecoder;
use hyper::body::Body;

use super::{gathered::Gathered, next};
use crate::backend::{
    failure::{self, BoxError},
    outgoing::Destination,
};

/// How much is decompressed at a time: at most a thousand times as much comes out of it, which takes
/// a few milliseconds. Other tasks have their turn in between.
const STEP: usize = 1024;

/// How much may come out until other tasks have their turn.
const TURN: usize = 256 * 1024;

pub(super) async fn read<B>(
    mut body: B,
    limit: usize,
    destination: &Destination,
) -> Result<Bytes, Error>
where
    B: Body<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    let mut decoder = MultiGzDecoder::new(Inflated::new(limit));
    let (mut is_empty, mut turn) = (true, TURN);
    while let Some(data) = next(&mut body, destination).await? {
        is_empty &= data.is_empty();
        for step in data.chunks(STEP) {
            if let Err(error) = decoder.write_all(step) {
                return Err(failed(decoder, error, destination));
            }
            if decoder.get_ref().gathered.len() >= turn {
                turn = decoder.get_ref().gathered.len().saturating_add(TURN);
                tokio::task::yield_now().await;
            }
        }
    }
    if is_empty {
        // A reply without a body may still say how it would be compressed.
        return Ok(Bytes::new());
    }
    if let Err(error) = decoder.try_finish() {
        return Err(failed(decoder, error, destination));
    }
    let inflated = std::mem::replace(decoder.get_mut(), Inflated::new(0));
    Ok(inflated.gathered.into_bytes())
}

fn failed(
    mut decoder: MultiGzDecoder<Inflated>,
    error: io::Error,
    destination: &Destination,
) -> Error {
    decoder.get_mut().refused.take().unwrap_or_else(|| failure::within_body(error, destination))
}

/// What came out so far, and why there is no more of it.
struct Inflated {
    gathered: Gathered,
    refused: Option<Error>,
}

impl Inflated {
    fn new(limit: usize) -> Self {
        Self { gathered: Gathered::new(limit, 0), refused: None }
    }
}

impl Write for Inflated {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        match self.gathered.extend(data) {
            Ok(()) => Ok(data.len()),
            Err(error) => {
                self.refused = Some(error);
                Err(io::ErrorKind::FileTooLarge.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
