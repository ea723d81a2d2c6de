//! Versions of Notion's API, and which of them a request asks for.

use super::{
    Failure,
    place::{any_of, quoted},
};

/// Whether Notion insists on being told its version, in the header `Notion-Version`.
///
/// A version that is named must be one of Notion's in either case. Replies have its shape, and
/// that of 2022-06-28 for older ones and where none is named. Notion itself insists; whether the
/// platform adds the header where a caller leaves it out is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VersionHeader {
    /// The header may be left out.
    #[default]
    Optional,
    /// Without the header, Notion answers `missing_version`.
    Required,
}

/// The header that names a version.
pub(super) const HEADER: &str = "Notion-Version";

const NAMES: [&str; 6] =
    ["2021-05-13", "2021-08-16", "2022-02-22", "2022-06-28", "2025-09-03", "2026-03-11"];

/// A version whose replies have a shape of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// A database is a table. Stands for older versions too.
    #[default]
    V2022_06_28,
    /// A database holds data sources, which are tables.
    V2025_09_03,
    /// `archived` is `in_trash` alone.
    V2026_03_11,
}

impl Version {
    /// The version that a header names, if it may be left out or is there.
    pub(super) fn named(given: Option<&str>, header: VersionHeader) -> Result<Self, Failure> {
        match given {
            Some("2025-09-03") => Ok(Self::V2025_09_03),
            Some("2026-03-11") => Ok(Self::V2026_03_11),
            Some(name) if NAMES.contains(&name) => Ok(Self::default()),
            None if header == VersionHeader::Optional => Ok(Self::default()),
            Some(name) => Err(Failure::missing_version(format!(
                "should be {}, instead was {}",
                any_of(&NAMES.map(quoted)),
                quoted(name)
            ))),
            None => Err(Failure::missing_version("should be defined, instead was `undefined`")),
        }
    }

    /// Whether databases hold data sources.
    pub(super) fn has_data_sources(self) -> bool {
        self >= Self::V2025_09_03
    }

    /// Whether things are `archived` as well as `in_trash`.
    pub(super) fn has_archived(self) -> bool {
        self < Self::V2026_03_11
    }
}
