//! The MD5 sum by which the storage checks an upload.

use std::fmt;

use serde::{Serialize, Serializer};

/// The MD5 sum of a file's bytes.
///
/// It guards against damage on the way, not against malice. This crate does not compute it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileSum([u8; 16]);

impl FileSum {
    /// The sum, as its 16 bytes.
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// As `Content-MD5` has it.
    pub fn to_base64(self) -> String {
        const DIGITS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::with_capacity(24);
        for chunk in self.0.chunks(3) {
            let bits = chunk.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte));
            let bits = bits << (8 * (3 - chunk.len()));
            for place in 0..4 {
                let digit = DIGITS[bits >> (18 - 6 * place) & 0x3f];
                text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
            }
        }
        text
    }
}

/// As 32 hexadecimal digits.
impl fmt::Display for FileSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FileSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileSum({self})")
    }
}

impl Serialize for FileSum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings() {
        let sum =
            FileSum::new(*b"\x29\x42\xbf\xab\xb3\xd0\x53\x32\xb6\x6e\xb1\x28\xe0\x84\x2c\xff");
        assert_eq!(sum.to_string(), "2942bfabb3d05332b66eb128e0842cff");
        assert_eq!(sum.to_base64(), "KUK/q7PQUzK2brEo4IQs/w==");
        assert_eq!(FileSum::new([0; 16]).to_base64(), "AAAAAAAAAAAAAAAAAAAAAA==");
    }
}
