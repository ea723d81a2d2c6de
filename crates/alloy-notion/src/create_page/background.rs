//! Creating pages that Notion may still be at work on when it answers.

use alloy_core::{Action, Context, EnvelopeWriter, Error, Operation, Reply};

use super::CreatePage;
use crate::{AsyncTask, Page, async_task::outcome};

/// Creates a page, and lets Notion answer before it is done with the page's Markdown.
///
/// ```
/// use alloy_notion::{CreatePage, PageCreated, RetrieveAsyncTask};
/// # let page_id: alloy_notion::PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// let action = CreatePage::in_page(page_id).title("Minutes").markdown("# Agenda").allow_async();
/// # fn example(created: &PageCreated) {
/// if let Some(task) = created.as_task() {
///     RetrieveAsyncTask::new(&task.id);
/// }
/// # }
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `post-page`, as [`CreatePage::allow_async`] makes it. It is not idempotent: running it
/// twice makes two pages. Which versions take it is not verified.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an action does nothing until it is executed"]
pub struct CreatePageAsync(CreatePage);

outcome! {
    /// What creating a page leads to, when Notion may answer before it is done.
    pub enum PageCreated {
        /// The page.
        Done(Page),
        /// A task that makes the page.
        Task(AsyncTask),
    }
}

impl CreatePageAsync {
    pub(super) fn new(page: CreatePage) -> Self {
        Self(page)
    }
}

impl Action for CreatePageAsync {
    type Output = PageCreated;

    fn operation(&self) -> Operation<'_> {
        self.0.operation()
    }

    fn validate(&self, context: &Context<'_>) -> Result<(), Error> {
        Action::validate(&self.0, context)
    }

    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        self.0.encode(envelope)
    }

    fn decode(&self, reply: Reply) -> Result<PageCreated, Error> {
        PageCreated::of_reply(&reply)
    }

    fn size_hint(&self) -> usize {
        self.0.size_hint()
    }
}
