//! What depends on whether databases have data sources: from version 2025-09-03 on.

use std::fmt;

use alloy_core::{Context, Error};

use crate::{NotionVersion, connector::VERSION_HEADER};

/// Whether the version that will be sent has data sources. None has not.
pub(crate) fn has(context: &Context<'_>) -> bool {
    NotionVersion::of(context).is_some_and(|version| version.has_data_sources())
}

/// Checks what only versions with data sources have.
///
/// Without a version, Notion itself refuses the call, and says so better.
pub(crate) fn since(context: &Context<'_>, path: impl fmt::Display) -> Result<(), Error> {
    match NotionVersion::of(context) {
        Some(version) if !version.has_data_sources() => {
            Err(refusal(&version, &path, "is part of the API since version 2025-09-03"))
        }
        Some(_) | None => Ok(()),
    }
}

/// Checks what only versions without data sources have. `instead` says what later ones have.
pub(crate) fn before(
    context: &Context<'_>,
    path: impl fmt::Display,
    instead: &str,
) -> Result<(), Error> {
    match NotionVersion::of(context) {
        Some(version) if version.has_data_sources() => {
            let problem = format!("is part of the API up to version 2022-06-28, then {instead}");
            Err(refusal(&version, &path, &problem))
        }
        Some(_) | None => Ok(()),
    }
}

fn refusal(version: &NotionVersion, path: &dyn fmt::Display, problem: &str) -> Error {
    let problem = format!("{problem}; this call's {VERSION_HEADER} is {version}");
    Error::invalid_request(path.to_string(), problem)
}
