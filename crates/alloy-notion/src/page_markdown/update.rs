//! Updating a page by Markdown.

use alloy_core::{Action, Context, Effect, EnvelopeWriter, Error, Operation, Reply};
use serde::Serialize;

use super::{MarkdownChange, PageMarkdown};
use crate::{
    AsyncTask, Notion, PageId,
    async_task::outcome,
    limits::{self, At, Limits},
};

/// Changes what is on a page by Markdown.
///
/// ```
/// use alloy_notion::{InsertContent, PageId, ReplaceContent, UpdateContent, UpdatePageMarkdown};
/// # let page: PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// UpdatePageMarkdown::new(&page, ReplaceContent::new("# Plan\n\nNothing yet."));
/// UpdatePageMarkdown::new(&page, UpdateContent::new("Nothing yet", "Much"));
/// UpdatePageMarkdown::new(&page, InsertContent::new("## Later").after("# Plan...Much"));
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `update-page-markdown`. Notion documents it for version 2026-03-11, and 2025-09-03
/// is known to take it; whether 2022-06-28 does is not verified. Only
/// [`ReplaceContent`](super::ReplaceContent) is idempotent: the others may find again what they
/// have written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[must_use = "an action does nothing until it is executed"]
pub struct UpdatePageMarkdown {
    #[serde(skip)]
    page_id: PageId,
    #[serde(flatten)]
    change: MarkdownChange,
    #[serde(skip_serializing_if = "Option::is_none")]
    allow_async: Option<bool>,
}

outcome! {
    /// What an update by Markdown leads to.
    pub enum MarkdownUpdated {
        /// The page as it is now.
        Done(PageMarkdown),
        /// A task that does it, when [that was allowed](UpdatePageMarkdown::allow_async).
        Task(AsyncTask),
    }
}

impl UpdatePageMarkdown {
    /// A change of a page.
    pub fn new(page: impl Into<PageId>, change: impl Into<MarkdownChange>) -> Self {
        Self { page_id: page.into(), change: change.into(), allow_async: None }
    }

    /// Lets Notion answer before it is done, with a [task](MarkdownUpdated::Task).
    pub fn allow_async(mut self) -> Self {
        self.allow_async = Some(true);
        self
    }
}

impl Action for UpdatePageMarkdown {
    type Output = MarkdownUpdated;

    fn operation(&self) -> Operation<'_> {
        let effect = match self.change {
            MarkdownChange::ReplaceContent { .. } => Effect::Idempotent,
            _ => Effect::Write,
        };
        Operation::new(&Notion, "update-page-markdown", effect)
    }

    fn validate(&self, _: &Context<'_>) -> Result<(), Error> {
        self.check(&At::ROOT)?;
        limits::body(self)
    }

    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        envelope.path("page_id", &self.page_id)?;
        envelope.body(self)
    }

    fn decode(&self, reply: Reply) -> Result<MarkdownUpdated, Error> {
        MarkdownUpdated::of_reply(&reply)
    }

    fn size_hint(&self) -> usize {
        limits::ENVELOPE + self.size()
    }
}

impl Limits for UpdatePageMarkdown {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.change.check(at)
    }

    fn size(&self) -> usize {
        96 + self.change.size()
    }
}
