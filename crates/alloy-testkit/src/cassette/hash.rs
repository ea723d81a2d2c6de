//! What tells requests apart: 128 bits of a hash, so that no two are ever taken for one.
//!
//! It is quick for short texts, and nothing that is made to collide is expected of tests. Members of
//! an object are added up, so that their order makes no difference and need not be made.

use super::json::Json;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hash {
    low: u64,
    high: u64,
}

/// Odd numbers without a pattern.
const SEEDS: [u64; 4] =
    [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb, 0xd6e8_feb8_6659_fd93];

/// What a hash is of, so that `1` is not `"1"`, nor `[]` `{}`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Literal = 1,
    String,
    Array,
    Object,
    Bytes,
    Request,
}

impl Hash {
    /// A part of it that fits a place in memory.
    pub(crate) fn place(self) -> usize {
        let [.., one, two, three, four] = self.low.to_be_bytes();
        u32::from_be_bytes([one, two, three, four]) as usize
    }

    fn of(kind: Kind) -> Self {
        Self { low: SEEDS[0].wrapping_mul(kind as u64), high: SEEDS[1].wrapping_mul(kind as u64) }
    }

    pub(crate) fn literal(text: &str) -> Self {
        Self::of(Kind::Literal).then_bytes(text.as_bytes())
    }

    pub(crate) fn string(text: &str) -> Self {
        Self::of(Kind::String).then_bytes(text.as_bytes())
    }

    /// Of an array, or of a request, of as many parts as [`then`](Self::then) adds.
    pub(crate) fn sequence(kind: Kind) -> Self {
        Self::of(kind)
    }

    pub(crate) fn then(self, part: Self) -> Self {
        self.mixed(part.low, part.high)
    }

    pub(crate) fn bytes(bytes: &[u8]) -> Self {
        Self::of(Kind::Bytes).then_bytes(bytes)
    }

    fn then_bytes(self, bytes: &[u8]) -> Self {
        let (sixteens, rest) = bytes.as_chunks::<16>();
        let mut hash = self;
        for sixteen in sixteens {
            if let ([one, other], _) = sixteen.as_chunks() {
                hash = hash.mixed(u64::from_le_bytes(*one), u64::from_le_bytes(*other));
            }
        }
        let (one, other) = ends(rest);
        hash.mixed(one, other ^ SEEDS[2].wrapping_mul(bytes.len() as u64))
    }

    fn mixed(self, one: u64, other: u64) -> Self {
        Self {
            low: product(self.low ^ one ^ SEEDS[0], other ^ SEEDS[1]) ^ self.high,
            high: product(self.high ^ other ^ SEEDS[2], one ^ SEEDS[3]) ^ self.low,
        }
    }
}

/// Members of an object, in any order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Members {
    sum: Hash,
    count: u64,
}

impl Members {
    pub(crate) fn new() -> Self {
        Self { sum: Hash::of(Kind::Object), count: 0 }
    }

    /// A member; `nth` counts those of the same key, whose order does make a difference.
    pub(crate) fn add(&mut self, key: Hash, value: Hash, nth: u64) {
        let Hash { low, high } = key.mixed(value.low, value.high).mixed(nth, SEEDS[3]);
        self.sum.low = self.sum.low.wrapping_add(low);
        self.sum.high = self.sum.high.wrapping_add(high);
        self.count += 1;
    }

    pub(crate) fn hash(self) -> Hash {
        self.sum.mixed(self.count, SEEDS[2])
    }
}

impl Json<'_> {
    /// The hash of a value whose objects are in order.
    pub(crate) fn hash(&self) -> Hash {
        match self {
            Self::Literal(text) => Hash::literal(text),
            Self::String(text) => Hash::string(text),
            Self::Array(items) => {
                items.iter().fold(Hash::sequence(Kind::Array), |hash, item| hash.then(item.hash()))
            }
            Self::Object(members) => {
                let mut all = Members::new();
                let (mut before, mut nth) = (None, 0);
                for (key, value) in members {
                    nth = if before == Some(key) { nth + 1 } else { 0 };
                    all.add(Hash::string(key), value.hash(), nth);
                    before = Some(key);
                }
                all.hash()
            }
        }
    }
}

/// Both halves of a product of 128 bits, in one word.
fn product(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    let halves = [product >> 64, product & u128::from(u64::MAX)];
    let [high, low] = halves.map(|half| u64::try_from(half).unwrap_or(0));
    high ^ low
}

/// All of at most 16 bytes, in two words that may have some of them twice. With their number, no
/// two texts have the same.
fn ends(bytes: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
    } else {
        let word = bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        (word, 0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn near_texts_have_hashes_far_apart() {
        let mut texts: Vec<String> = Vec::new();
        for length in 0..70 {
            let text = "a".repeat(length);
            texts.extend((0..length).map(|at| format!("{}b{}", &text[..at], &text[at + 1..])));
            texts.push(text);
        }
        texts.extend((0..100_000).map(|number| format!("page {number}")));
        let hashes: Vec<Hash> = texts.iter().map(|text| Hash::string(text)).collect();
        for half in [|hash: &Hash| hash.low, |hash: &Hash| hash.high] {
            let different: HashSet<u64> = hashes.iter().map(half).collect();
            assert_eq!(different.len(), texts.len());
        }
    }

    #[test]
    fn what_a_hash_is_of_makes_a_difference() {
        let texts = [
            "1",
            "\"1\"",
            "[]",
            "{}",
            "null",
            "\"null\"",
            "[1]",
            "[[1]]",
            "[1,1]",
            "[\"1\"]",
            "{\"1\":1}",
            "{\"1\":\"1\"}",
            "[\"1\",1]",
            "{\"a\":{\"b\":1}}",
            "{\"b\":{\"a\":1}}",
            "{\"a\":1,\"b\":2}",
            "{\"a\":2,\"b\":1}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":2,\"a\":1}",
            "{\"a\":1}",
            "{\"a\":1,\"a\":1}",
            "\"\"",
            "[null]",
            "{\"\":null}",
        ];
        let hash = |text: &&str| Json::parse(text).unwrap().hash();
        let different: HashSet<(u64, u64)> =
            texts.iter().map(hash).map(|hash| (hash.low, hash.high)).collect();
        assert_eq!(different.len(), texts.len());
    }
}
