//! Ids inside of Notion's URLs.

use super::Id;

/// The ids that a URL of Notion names, such as
/// `https://www.notion.so/team/Roadmap-<id>?v=<view>&p=<peeked page>#<block>`.
pub(super) struct UrlIds<'a> {
    path: &'a str,
    query: &'a str,
    fragment: &'a str,
}

impl<'a> UrlIds<'a> {
    pub(super) fn new(url: &'a str) -> Self {
        let (rest, fragment) = url.split_once('#').unwrap_or((url, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Self { path, query, fragment }
    }

    /// The id at the end of the path, behind a title if there is one.
    pub(super) fn in_path(&self) -> Option<Id> {
        id_at_end(self.path.trim_end_matches('/'))
    }

    /// The id of a parameter of the query.
    pub(super) fn in_query(&self, name: &str) -> Option<Id> {
        self.query
            .split('&')
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(key, _)| *key == name)
            .and_then(|(_, value)| value.parse().ok())
    }

    /// The id behind `#`, or behind `#block-`.
    pub(super) fn in_fragment(&self) -> Option<Id> {
        self.fragment.strip_prefix("block-").unwrap_or(self.fragment).parse().ok()
    }
}

/// The UUID that a text ends with: `Roadmap-598337872cf94fdf8782e53db20768a5`.
fn id_at_end(text: &str) -> Option<Id> {
    [36, 32].into_iter().find_map(|length| {
        let start = text.len().checked_sub(length)?;
        let (before, id) = text.split_at_checked(start)?;
        let id = id.parse().ok()?;
        (before.is_empty() || before.ends_with(['/', '-'])).then_some(id)
    })
}
