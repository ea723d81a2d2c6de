//! Versions of Notion's API.

use alloy_core::{Context, Error, Header};

use crate::{connector::VERSION_HEADER, wire::names};

names! {
    /// A version of Notion's API, sent as the header `Notion-Version`.
    ///
    /// Notion's actions send 2022-06-28 unless a stronger header says otherwise, for a client, a
    /// connection or a call. Their bodies follow the version that will be sent.
    pub enum NotionVersion {
        /// A database is a table. The default.
        V2022_06_28 = "2022-06-28",
        /// A database is a container of data sources, which are the tables.
        V2025_09_03 = "2025-09-03",
        /// `archived` is gone in favour of `in_trash`.
        V2026_03_11 = "2026-03-11",
    }
}

impl NotionVersion {
    /// The header that asks for this version.
    ///
    /// Fails for a version that cannot be in a header, which is none of those above.
    ///
    /// ```
    /// use alloy_notion::NotionVersion;
    /// let header = NotionVersion::V2025_09_03.header()?;
    /// assert_eq!((header.name(), header.value()), ("Notion-Version", "2025-09-03"));
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn header(&self) -> Result<Header, Error> {
        Header::new(VERSION_HEADER, self.as_str().to_owned())
    }

    /// The version that will be sent with a call, if any.
    pub fn of(context: &Context<'_>) -> Option<Self> {
        context.header(VERSION_HEADER).map(Self::from)
    }

    /// Whether databases have data sources in this version: since 2025-09-03.
    pub fn has_data_sources(&self) -> bool {
        // Versions are dates, year first.
        self.as_str() >= Self::V2025_09_03.as_str()
    }
}
