//! Ids of pages, databases, blocks and users.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;

use crate::sandbox::random::Random;

/// A UUID: with or without dashes in requests, always with dashes in replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id(pub(super) u128);

/// Where the dashes are.
const DASHES: [usize; 4] = [8, 13, 18, 23];

impl Id {
    pub(super) fn random(random: &mut Random) -> Self {
        Self(random.uuid())
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let dashed = text.len() == 36;
        let mut digits = String::with_capacity(32);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'-' if dashed && DASHES.contains(&at) => {}
                _ if dashed && DASHES.contains(&at) => return None,
                _ if byte.is_ascii_hexdigit() => digits.push(char::from(byte)),
                _ => return None,
            }
        }
        (digits.len() == 32).then(|| u128::from_str_radix(&digits, 16).ok().map(Self))?
    }

    /// The 32 digits without dashes, as in the addresses of pages.
    pub(super) fn digits(self) -> String {
        format!("{:032x}", self.0)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in self.digits().chars().enumerate() {
            if [8, 12, 16, 20].contains(&at) {
                f.write_str("-")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| de::Error::invalid_value(de::Unexpected::Str(&text), &"a UUID"))
    }
}

impl From<Id> for Value {
    fn from(id: Id) -> Self {
        Self::String(id.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_are_optional_but_all_or_none() {
        let dashed = "0123abcd-4567-489a-8bcd-ef0123456789";
        let id = Id::parse(dashed).unwrap();
        assert_eq!(id.to_string(), dashed);
        assert_eq!(Id::parse(&id.digits()), Some(id));
        assert_eq!(Id::parse(&dashed.to_uppercase()), Some(id));
        for bad in [
            "",
            "None",
            "0123abcd-4567-489a-8bcd-ef012345678",
            "0123abcd4567-489a-8bcd-ef0123456789",
            "0123abcd-4567-489a-8bcd-ef012345678g",
            "0123abcd-4567-489a-8bcd-ef0123456789?v=1",
            "-123abcd-4567-489a-8bcd-ef0123456789",
            "0123abcd04567-489a-8bcd-ef0123456789",
            "+123abcd4567489a8bcdef0123456789",
            "0123abcd4567489a8bcdef01234567é",
        ] {
            assert_eq!(Id::parse(bad), None, "{bad}");
        }
    }
}
