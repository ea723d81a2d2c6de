//! Running a view: its pages, filtered and sorted as it says.

use alloy_core::{Action, Context, Cursor, Error, Reply};
use compact_str::CompactString;

use crate::{
    List, Notion, Page, RequestStatus, Time, ViewId, ViewQueryId,
    page_size::PageSize,
    paging::{check_results, paged},
    wire::object,
};

object! {
    /// A run of a view. Notion keeps what it found for a while.
    pub struct ViewQuery as "view_query" {
        /// Its id.
        id: ViewQueryId,
        /// The view.
        view_id: Option<ViewId>,
        /// Until when Notion keeps what was found.
        expires_at: Option<Time>,
        /// How many pages were found.
        total_count: Option<u64>,
        /// The first of them, by nothing but their ids.
        results: Vec<Page>,
        /// Where they go on.
        next_cursor: Option<CompactString>,
        /// Whether there are more.
        has_more: bool,
        /// Whether Notion has stopped before the end.
        request_status: Option<RequestStatus>,
    }
}

object! {
    /// A run of a view that is no more.
    pub struct DeletedViewQuery as "view_query" {
        /// Its id.
        id: ViewQueryId,
        /// Whether it was deleted.
        deleted: bool,
    }
}

impl ViewQuery {
    /// The action that asks for the pages after these; `None` when these are all.
    pub fn rest(&self) -> Option<GetViewQueryResults> {
        let view = self.view_id.as_ref()?;
        let cursor = self.next_cursor.as_deref()?;
        Some(GetViewQueryResults::new(view, &self.id).start_cursor(cursor))
    }

    #[expect(clippy::needless_pass_by_value, reason = "the derived `decode` hands it over")]
    fn of_reply(reply: Reply) -> Result<Self, Error> {
        let query: Self = reply.decode()?;
        check_results::<Page>(&reply, &query.extra, query.has("results"))?;
        Ok(query)
    }
}

/// Runs a view and gives the first pages that it shows.
///
/// ```
/// use alloy_notion::{CreateViewQuery, ViewId};
/// # let view = ViewId::new("a3f1b2c4-5678-4def-abcd-1234567890ab")?;
/// let action = CreateViewQuery::new(view).page_size(20);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// [`ViewQuery::rest`] asks for the other pages.
///
/// The action `create-view-query`, which Notion documents since version 2026-03-11. That 2025-09-03
/// takes it is known from recorded calls. Running it twice makes two runs, which end by themselves.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "create-view-query", effect = write)]
#[action(output = ViewQuery, decode = ViewQuery::of_reply, validate = Self::check)]
#[must_use = "an action does nothing until it is executed"]
pub struct CreateViewQuery {
    #[action(path)]
    view_id: ViewId,
    page_size: Option<PageSize>,
}

impl CreateViewQuery {
    /// The view of that id.
    pub fn new(view: impl Into<ViewId>) -> Self {
        Self { view_id: view.into(), page_size: None }
    }

    /// At most this many pages at a time, 1 to 100. Without it, 100.
    pub fn page_size(mut self, count: u32) -> Self {
        self.page_size = Some(PageSize::new(count));
        self
    }

    fn check(&self, _: &Context<'_>) -> Result<(), Error> {
        self.page_size.map_or(Ok(()), PageSize::check)
    }
}

/// Lists what a run of a view has found, by nothing but the ids of the pages.
///
/// ```
/// use alloy_notion::{GetViewQueryResults, ViewId, ViewQueryId};
/// # let view = ViewId::new("a3f1b2c4-5678-4def-abcd-1234567890ab")?;
/// # let query = ViewQueryId::new("b4e2c3d5-6789-4efa-bcde-234567890abc")?;
/// let action = GetViewQueryResults::new(view, query);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `get-view-query-results`, which Notion documents since version 2026-03-11. Whether
/// older versions take it is not verified. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "get-view-query-results", effect = read, output = List<Page>)]
#[action(validate = Self::check_page_size)]
#[must_use = "an action does nothing until it is executed"]
pub struct GetViewQueryResults {
    #[action(path)]
    view_id: ViewId,
    #[action(path)]
    query_id: ViewQueryId,
    #[action(query)]
    start_cursor: Option<Cursor>,
    #[action(query)]
    page_size: Option<PageSize>,
}

impl GetViewQueryResults {
    /// The run of that id of a view.
    pub fn new(view: impl Into<ViewId>, query: impl Into<ViewQueryId>) -> Self {
        Self { view_id: view.into(), query_id: query.into(), start_cursor: None, page_size: None }
    }
}

paged!(GetViewQueryResults);

/// Ends a run of a view before it ends by itself.
///
/// ```
/// use alloy_notion::{DeleteViewQuery, ViewId, ViewQueryId};
/// # let view = ViewId::new("a3f1b2c4-5678-4def-abcd-1234567890ab")?;
/// # let query = ViewQueryId::new("b4e2c3d5-6789-4efa-bcde-234567890abc")?;
/// let action = DeleteViewQuery::new(view, query);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `delete-view-query`, which Notion documents since version 2026-03-11. Whether older
/// versions take it is not verified. Deleting twice leaves the same as deleting once.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "delete-view-query", effect = idempotent)]
#[action(output = DeletedViewQuery)]
#[must_use = "an action does nothing until it is executed"]
pub struct DeleteViewQuery {
    #[action(path)]
    view_id: ViewId,
    #[action(path)]
    query_id: ViewQueryId,
}

impl DeleteViewQuery {
    /// The run of that id of a view.
    pub fn new(view: impl Into<ViewId>, query: impl Into<ViewQueryId>) -> Self {
        Self { view_id: view.into(), query_id: query.into() }
    }
}
