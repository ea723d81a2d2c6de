//! Ids that look random and repeat exactly.

use serde::{Deserialize, Serialize};

/// A stream of numbers from a seed, by `SplitMix64`: the same on every machine.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Random(#[serde(with = "super::kept::digits")] u64);

/// The alphabet of nanoid, which the platform's keys are made of.
const KEY_ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

impl Random {
    /// The stream of that name: streams of one seed do not disturb each other.
    pub(crate) fn new(seed: u64, stream: &str) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "half of the digest is enough")]
        let stream = digest(stream) as u64;
        Self(seed ^ stream)
    }

    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A text of letters, digits, `_` and `-`.
    pub(crate) fn token(&mut self, length: usize) -> String {
        self.text(length, KEY_ALPHABET)
    }

    /// Hexadecimal digits, as the platform's own ids are.
    pub(crate) fn hex(&mut self, digits: usize) -> String {
        self.text(digits, b"0123456789abcdef")
    }

    /// A text over an alphabet whose size divides 2⁶⁴, so that no letter is favoured.
    pub(crate) fn text(&mut self, length: usize, alphabet: &[u8]) -> String {
        let size = alphabet.len() as u64;
        (0..length)
            .filter_map(|_| usize::try_from(self.draw() % size).ok())
            .filter_map(|index| alphabet.get(index).copied().map(char::from))
            .collect()
    }

    /// The bits of a UUID of version 4.
    pub(crate) fn uuid(&mut self) -> u128 {
        as_uuid((u128::from(self.draw()) << 64) | u128::from(self.draw()))
    }
}

/// Sets the version and variant bits of a random UUID (RFC 9562).
pub(crate) fn as_uuid(bits: u128) -> u128 {
    (bits & !(0xF << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62)
}

/// A number that stands for a text. Not for secrets: it can be turned back.
pub(crate) fn digest(text: &str) -> u128 {
    let (mut high, mut low) = (0x5EED_u64, 0xA110_u64);
    for byte in text.bytes() {
        high = mix(high ^ u64::from(byte));
        low = mix(low.wrapping_add(high));
    }
    (u128::from(high) << 64) | u128::from(low)
}

fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, stream| Random::new(seed, stream).draw();
        assert_eq!(draw(1, "a"), draw(1, "a"));
        assert_ne!(draw(1, "a"), draw(2, "a"));
        assert_ne!(draw(1, "a"), draw(1, "b"));
    }

    #[test]
    fn texts_have_their_form() {
        let mut random = Random::new(0, "test");
        assert_eq!(random.token(21).len(), 21);
        assert!(random.hex(24).bytes().all(|byte| byte.is_ascii_hexdigit()));
        let uuid = format!("{:032x}", random.uuid());
        assert_eq!(&uuid[12..13], "4");
        assert!("89ab".contains(&uuid[16..17]), "{uuid}");
    }
}
