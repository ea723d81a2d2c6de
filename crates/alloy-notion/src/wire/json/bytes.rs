//! Bytes, looked at eight at a time.

/// Where the first quote or backslash is, from `at` on.
#[inline]
pub(super) fn special(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    // Marks the lowest byte that is zero, and maybe some above it.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*chunk);
        let quotes = zero(word ^ (ONES * u64::from(b'"')));
        let backslashes = zero(word ^ (ONES * u64::from(b'\\')));
        let found = quotes | backslashes;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\')).unwrap_or(rest.len())
}

/// Whether two keys are the same.
///
/// Keys are short and compared by the thousand; this is in line, where `==` calls a function.
#[inline]
pub(in super::super) fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    // Where there are fewer bytes than both chunks have, the last overlap with the first.
    if left.len() > 16 {
        left == right
    } else if left.len() >= 8 {
        chunks::<8>(left, right)
    } else if left.len() >= 4 {
        chunks::<4>(left, right)
    } else {
        left.iter().zip(right).all(|(left, right)| left == right)
    }
}

/// Whether the first and the last `N` bytes are the same.
#[inline]
fn chunks<const N: usize>(left: &[u8], right: &[u8]) -> bool {
    left.first_chunk::<N>() == right.first_chunk() && left.last_chunk::<N>() == right.last_chunk()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_same_when_all_their_bytes_are() {
        for length in 0..40 {
            let key = "k".repeat(length);
            assert!(same(key.as_bytes(), key.clone().as_bytes()));
            assert!(!same(key.as_bytes(), format!("{key}k").as_bytes()));
            for at in 0..length {
                let mut other = key.clone();
                other.replace_range(at..=at, "x");
                assert!(!same(key.as_bytes(), other.as_bytes()), "{other}");
            }
        }
    }

    #[test]
    fn the_first_special_byte_is_found() {
        for length in 0..40 {
            for at in 0..length {
                for byte in [b'"', b'\\'] {
                    let mut text = "\u{e9}a!#[]".repeat(8).into_bytes();
                    text.truncate(length);
                    assert_eq!(special(&text, 0), length);
                    text[at] = byte;
                    assert_eq!(special(&text, 0), at, "{text:?}");
                    assert_eq!(special(&text, at), at);
                    assert_eq!(special(&text, at + 1), length);
                }
            }
        }
    }
}
