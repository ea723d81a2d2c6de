//! Whether a recorder records.

use std::{env, str::FromStr};

use alloy_core::Error;

/// What a [`Recorder`](crate::Recorder) does with a request.
///
/// ```
/// use alloy_testkit::CassetteMode;
/// assert_eq!("record-missing".parse::<CassetteMode>()?, CassetteMode::RecordMissing);
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CassetteMode {
    /// `replay`: answers from the cassette. What is not in it fails; nothing is ever sent. What holds
    /// in CI, as nothing else is said there.
    #[default]
    Replay,
    /// `record-missing`: answers from the cassette, and sends and records what is not in it.
    RecordMissing,
    /// `record-all`: starts the cassette anew, and sends and records everything.
    RecordAll,
    /// `pass-through`: sends everything, and neither reads nor writes the cassette.
    PassThrough,
}

impl CassetteMode {
    /// The environment variable that tells the mode where code does not.
    pub const VARIABLE: &str = "ALLOY_CASSETTE";

    /// The mode that `ALLOY_CASSETTE` tells, by the names above. Not set, or empty, is
    /// [`Replay`](Self::Replay); any other value is an error.
    pub fn from_env() -> Result<Self, Error> {
        match env::var(Self::VARIABLE) {
            Ok(name) if !name.is_empty() => name.parse(),
            Ok(_) | Err(env::VarError::NotPresent) => Ok(Self::default()),
            Err(error @ env::VarError::NotUnicode(_)) => {
                Err(Error::configuration("ALLOY_CASSETTE is not a text").with_source(error))
            }
        }
    }
}

impl FromStr for CassetteMode {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        match name {
            "replay" => Ok(Self::Replay),
            "record-missing" => Ok(Self::RecordMissing),
            "record-all" => Ok(Self::RecordAll),
            "pass-through" => Ok(Self::PassThrough),
            _ => Err(Error::configuration(format!("`{name}` is no mode of a cassette"))
                .with_hint("ALLOY_CASSETTE is replay, record-missing, record-all or pass-through")),
        }
    }
}
