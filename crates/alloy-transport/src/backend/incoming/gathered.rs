//! The pieces of a body, joined within a limit.

use alloy_core::Error;
use bytes::Bytes;

/// How much memory a body's announced length is trusted with before its bytes are there.
const TRUSTED: usize = 1024 * 1024;

/// What has come of a body so far. One that arrives in one piece, as small ones do, is not copied.
pub(super) struct Gathered {
    limit: usize,
    expected: usize,
    first: Bytes,
    joined: Vec<u8>,
}

impl Gathered {
    /// Nothing yet of a body of this expected length, which may be a lie.
    pub(super) fn new(limit: usize, expected: usize) -> Self {
        Self { limit, expected, first: Bytes::new(), joined: Vec::new() }
    }

    pub(super) fn push(&mut self, data: Bytes) -> Result<(), Error> {
        if self.len() == 0 {
            self.check(data.len())?;
            self.first = data;
            return Ok(());
        }
        self.extend(&data)
    }

    pub(super) fn extend(&mut self, data: &[u8]) -> Result<(), Error> {
        self.check(data.len())?;
        let first = std::mem::take(&mut self.first);
        self.reserve(first.len() + data.len());
        self.joined.extend_from_slice(&first);
        self.joined.extend_from_slice(data);
        Ok(())
    }

    pub(super) fn len(&self) -> usize {
        self.first.len() + self.joined.len()
    }

    fn check(&self, more: usize) -> Result<(), Error> {
        if more > self.limit - self.len() {
            return Err(Error::body_too_large(self.limit));
        }
        Ok(())
    }

    /// Makes room: twice as much each time, but never beyond the limit, and all that is expected
    /// once so much came that the announcement can be trusted.
    fn reserve(&mut self, more: usize) {
        let needed = self.joined.len() + more;
        if needed <= self.joined.capacity() {
            return;
        }
        let trusted = self.expected.min(TRUSTED.max(needed.saturating_mul(4)));
        let room = needed.saturating_mul(2).max(trusted).min(self.limit.max(needed));
        self.joined.reserve_exact(room - self.joined.len());
    }

    pub(super) fn into_bytes(self) -> Bytes {
        if self.joined.is_empty() { self.first } else { Bytes::from(self.joined) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gather(limit: usize, expected: usize, pieces: &[usize]) -> Result<(usize, usize), Error> {
        let mut gathered = Gathered::new(limit, expected);
        for &length in pieces {
            gathered.push(vec![b'x'; length].into())?;
        }
        Ok((gathered.len(), gathered.joined.capacity()))
    }

    #[test]
    fn one_piece_is_not_copied() {
        let piece = Bytes::from(vec![1; 100]);
        let mut gathered = Gathered::new(100, 0);
        gathered.push(Bytes::new()).unwrap();
        gathered.push(piece.clone()).unwrap();
        assert_eq!(gathered.into_bytes().as_ptr(), piece.as_ptr());
    }

    #[test]
    fn a_length_that_is_not_kept_costs_little() {
        let (_, reserved) = gather(usize::MAX, usize::MAX, &[1, 1]).unwrap();
        assert_eq!(reserved, TRUSTED);
    }

    #[test]
    fn no_more_than_the_limit_is_reserved() {
        for expected in [0, 5_000_000, usize::MAX] {
            let (length, reserved) = gather(5_000_000, expected, &[16_384; 305]).unwrap();
            assert_eq!(length, 305 * 16_384);
            assert!(reserved <= 5_000_000, "{reserved}");
        }
    }

    #[test]
    fn the_limit_holds_over_all_pieces() {
        assert_eq!(gather(10, 0, &[4, 6]).unwrap().0, 10);
        for pieces in [&[11][..], &[10, 1], &[4, 6, 1], &[4, usize::MAX >> 40]] {
            assert!(gather(10, 0, pieces).is_err(), "{pieces:?}");
        }
    }
}
