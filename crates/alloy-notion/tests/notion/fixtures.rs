//! Replies of Notion, written by hand after its documents.

pub(crate) const PAGE: &str = include_str!("../fixtures/page.json");
pub(crate) const DATABASE: &str = include_str!("../fixtures/database.json");
pub(crate) const DATABASE_2025_09_03: &str = include_str!("../fixtures/database_2025_09_03.json");
pub(crate) const DATA_SOURCE: &str = include_str!("../fixtures/data_source.json");
pub(crate) const RICH_TEXT: &str = include_str!("../fixtures/rich_text.json");
pub(crate) const USERS: &str = include_str!("../fixtures/users.json");
pub(crate) const SEARCH: &str = include_str!("../fixtures/search.json");
pub(crate) const PARENTS: &str = include_str!("../fixtures/parents.json");
pub(crate) const ICONS: &str = include_str!("../fixtures/icons.json");
pub(crate) const ERROR: &str = include_str!("../fixtures/error.json");
pub(crate) const ERROR_MULTIPLE_DATA_SOURCES: &str =
    include_str!("../fixtures/error_multiple_data_sources.json");
pub(crate) const ERROR_RATE_LIMITED: &str = include_str!("../fixtures/error_rate_limited.json");
