//! Texts as JSON, looked at eight bytes at a time.

use std::fmt;

/// Writes a text: as it stands, which it nearly always can.
pub(in super::super) fn text(bytes: &mut Vec<u8>, text: &str) {
    known(bytes, text);
}

/// The same for a text that is known at compile time, and then nothing of it is left to look at.
#[expect(clippy::inline_always, reason = "where it is called, nothing is known of the text")]
#[inline(always)]
pub(super) fn known(bytes: &mut Vec<u8>, text: &str) {
    match short(text.as_bytes()) {
        Some(quoted) => {
            let end = bytes.len() + text.len() + 2;
            bytes.extend_from_slice(&quoted);
            bytes.truncate(end);
        }
        None => long(bytes, text),
    }
}

/// A text of at most 15 bytes in its quotes, and then zeros. Most texts are so short that it would
/// take longer to call somebody who copies them.
#[inline(always)]
fn short(text: &[u8]) -> Option<[u8; 17]> {
    const QUOTE: u64 = b'"' as u64;
    let (low, high) = match text.len() {
        length @ ..4 => {
            let all = text.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
            if !are_plain(all | (ONES * u64::from(b'x')) << (8 * length)) {
                return None;
            }
            (all | QUOTE << (8 * length), 0)
        }
        length @ 4..=7 => {
            let (first, last) = (text.first_chunk::<4>()?, text.last_chunk::<4>()?);
            let [first, last] = [first, last].map(|four| u64::from(u32::from_le_bytes(*four)));
            if !are_plain(first | last << 32) {
                return None;
            }
            // They overlap where both are the same.
            (first | last << (8 * (length - 4)) | QUOTE << (8 * length), 0)
        }
        length @ 8..=15 => {
            let (first, last) = (text.first_chunk()?, text.last_chunk()?);
            let [first, last] = [first, last].map(|eight| u64::from_le_bytes(*eight));
            if !(are_plain(first) && are_plain(last)) {
                return None;
            }
            (first, last >> (8 * (15 - length)) >> 8 | QUOTE << (8 * (length - 8)))
        }
        _ => return None,
    };
    let mut quoted = [b'"'; 17];
    quoted[1..9].copy_from_slice(&low.to_le_bytes());
    quoted[9..].copy_from_slice(&high.to_le_bytes());
    Some(quoted)
}

#[inline(never)]
fn long(bytes: &mut Vec<u8>, text: &str) {
    if is_plain(text.as_bytes()) {
        bytes.push(b'"');
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(b'"');
    } else {
        escaped(bytes, text);
    }
}

#[cold]
fn escaped(bytes: &mut Vec<u8>, text: &str) {
    // Neither a text nor writing to memory fails.
    let _ = serde_json::to_writer(bytes, text);
}

/// Whether JSON has nothing to escape in it.
pub(super) fn is_plain(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk() {
        let (eights, _) = text.as_chunks();
        // The last eight begin among those before.
        let mut eights = eights.iter().chain([last]);
        return eights.all(|eight| are_plain(u64::from_le_bytes(*eight)));
    }
    text.iter().all(|byte| are_plain(ONES * u64::from(*byte)))
}

const ONES: u64 = u64::from_le_bytes([1; 8]);

/// Whether JSON has nothing to escape in eight bytes.
#[inline]
fn are_plain(eight: u64) -> bool {
    // The top bit of a byte that is below a limit is set, unless all of them are above it.
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(ONES * u64::from(limit)) & !bytes;
    let is = |byte: u8| below(eight ^ (ONES * u64::from(byte)), 1);
    (below(eight, b' ') | is(b'"') | is(b'\\')) & (ONES << 7) == 0
}

/// Takes text into bytes.
pub(in super::super) struct Text<'a>(pub(in super::super) &'a mut Vec<u8>);

impl fmt::Write for Text<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}
