//! What is in a sandbox's Notion workspace from the beginning, and what is in it now.

mod contents;
mod table;

use std::path::Path;

use alloy_core::Error;

use super::{
    Sandbox, SandboxBuilder,
    notion::{self, Kept, Step},
};

pub use contents::Contents;
pub use table::Table;

/// What is in a sandbox's Notion workspace from the beginning.
///
/// It is written down in a test, or loaded from a file that [`Sandbox::save_workspace`] has
/// written, or both: what is written down comes on top of what is there.
///
/// ```
/// use alloy_testkit::{Sandbox, Workspace};
/// use serde_json::json;
///
/// # fn main() -> Result<(), alloy_core::Error> {
/// let workspace = Workspace::new()
///     .person("Ada", "ada@example.com")
///     .page("Roadmap", |page| {
///         page.heading_1("This quarter")
///             .to_do("Publish the first release")
///             .toggle("Later", |inside| inside.paragraph("Nothing yet."))
///             .page("Meeting notes", |page| page.comment("Who takes part?"))
///     })
///     .database("Tasks", |tasks| {
///         tasks
///             .select("Priority", ["High", "Low"])
///             .number("Estimate")
///             .people("Assignee")
///             .row("Write the draft", json!({"Priority": "High", "Assignee": ["Ada"]}))
///     });
/// let sandbox = Sandbox::builder().workspace(workspace)?.build();
///
/// assert!(sandbox.database_id("Tasks").is_some());
/// assert!(sandbox.page_id("Write the draft").is_some());
/// # Ok(())
/// # }
/// ```
///
/// # Ids
///
/// Ids come from the [seed](SandboxBuilder::seed), in the order in which things are written down:
/// the same seed and the same workspace give the same ids. A test asks for them by what it has
/// named: [`Sandbox::page_id`], [`database_id`](Sandbox::database_id),
/// [`data_source_id`](Sandbox::data_source_id), [`block_id`](Sandbox::block_id),
/// [`person_id`](Sandbox::person_id).
///
/// # The file
///
/// A file is JSON with these members. Times are UTC, as `2026-01-05T09:00:00Z`, and things refer to
/// each other by id.
///
/// | Member | What it holds |
/// |---|---|
/// | `format` | `"alloy-testkit workspace"` |
/// | `version` | 1. Files of other versions are refused. |
/// | `time` | The time at which the sandbox's own clock goes on. |
/// | `requests` | Where the ids of requests go on. |
/// | `workspace.random` | Where the ids of things go on. |
/// | `workspace.bot` | Who the integration is, one of the users. |
/// | `workspace.users` | Users by id, as Notion shows them. |
/// | `workspace.pages`, `databases`, `data_sources`, `blocks` | Things by id, each with an `entry`: `id`, `parent`, when and by whom it was `created` and `edited`, its `edition` among all edits, and whether it is `in_trash`. What a thing says is in the form in which Notion shows it; the values of a row are by the ids of their properties. |
/// | `workspace.comments`, `file_uploads`, `custom_emojis`, `views`, `async_tasks` | Lists of `{"id", "is"}`, oldest first. |
/// | `workspace.children` | Lists of what stands on a page or in a block, in order, by its id. |
/// | `workspace.written` | How many edits there were. |
///
/// Unknown members are refused, and so is a file in which things do not fit together. What a thing
/// says is taken as it is.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    pub(super) kept: Option<Box<Kept>>,
    pub(super) steps: Vec<Step>,
}

impl Workspace {
    /// A workspace with nothing in it but the integration itself.
    pub fn new() -> Self {
        Self::default()
    }

    /// A workspace that [`Sandbox::save_workspace`] has saved.
    ///
    /// Fails when the file cannot be read, is none of those, or contradicts itself. The error
    /// names line and column, or the member that does not fit. Reads the file at once, so in
    /// asynchronous code call it where that may take a moment.
    ///
    /// ```no_run
    /// use alloy_testkit::{Sandbox, Workspace};
    ///
    /// # fn main() -> Result<(), alloy_core::Error> {
    /// let workspace = Workspace::load("tests/fixtures/team.json")?;
    /// let sandbox = Sandbox::builder().workspace(workspace)?.build();
    /// # Ok(())
    /// # }
    /// ```
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|error| {
            let message = format!("the workspace {} cannot be read", path.display());
            Error::configuration(message).with_source(error)
        })?;
        Self::from_json(&text).map_err(|error| {
            let message = format!("{}: {}", path.display(), error.message());
            match error.path() {
                Some(place) => Error::configuration(message).with_path(place),
                None => Error::configuration(message),
            }
        })
    }

    /// A workspace from the text of a saved one. Fails as [`load`](Self::load) does.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let kept = notion::read(text)?;
        Ok(Self { kept: Some(Box::new(kept)), steps: Vec::new() })
    }

    /// A page at the top, and what stands on it.
    pub fn page(
        self,
        title: impl Into<String>,
        contents: impl FnOnce(Contents) -> Contents,
    ) -> Self {
        self.with(Step::Page { title: title.into(), contents: contents(Contents::new()) })
    }

    /// A database at the top with one data source, and its properties and rows.
    pub fn database(self, title: impl Into<String>, table: impl FnOnce(Table) -> Table) -> Self {
        self.with(Step::Database { title: title.into(), table: table(Table::new()) })
    }

    /// Someone of the workspace.
    pub fn person(self, name: impl Into<String>, email: impl Into<String>) -> Self {
        self.with(Step::Person { name: name.into(), email: email.into() })
    }

    /// An emoji of the workspace's own.
    pub fn custom_emoji(self, name: impl Into<String>, url: impl Into<String>) -> Self {
        self.with(Step::CustomEmoji { name: name.into(), url: url.into() })
    }

    /// A file that was uploaded and is used nowhere yet.
    pub fn file(self, filename: impl Into<String>, content_type: impl Into<String>) -> Self {
        self.with(Step::File { filename: filename.into(), content_type: content_type.into() })
    }

    fn with(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

impl SandboxBuilder {
    /// What is in the Notion workspace, instead of the sample.
    ///
    /// Fails when something that is written down breaks a rule of Notion's. The error names it.
    pub fn workspace(mut self, workspace: Workspace) -> Result<Self, Error> {
        notion::check(&workspace)?;
        self.workspace = Some(workspace);
        Ok(self)
    }
}

impl Sandbox {
    /// Saves the Notion workspace as it is, for [`Workspace::load`].
    ///
    /// A sandbox of the saved workspace goes on exactly as this one would, as far as Notion is
    /// concerned; keys and credentials come from the settings. Fails when the file cannot be
    /// written.
    ///
    /// ```
    /// use alloy_testkit::{Sandbox, Workspace};
    ///
    /// # fn main() -> Result<(), alloy_core::Error> {
    /// let path = std::env::temp_dir().join("alloy-testkit-example.json");
    /// let sandbox = Sandbox::new();
    /// sandbox.save_workspace(&path)?;
    ///
    /// let again = Sandbox::builder().workspace(Workspace::load(&path)?)?.build();
    /// assert_eq!(again.page_id("Roadmap"), sandbox.page_id("Roadmap"));
    /// # std::fs::remove_file(path).map_err(|_| alloy_core::Error::configuration("cannot remove"))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn save_workspace(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        std::fs::write(path, self.workspace_json()?).map_err(|error| {
            let message = format!("the workspace {} cannot be written", path.display());
            Error::configuration(message).with_source(error)
        })
    }

    /// The Notion workspace as the text of a file.
    pub fn workspace_json(&self) -> Result<String, Error> {
        let time = self.platform().clock.borrow_mut().peek();
        self.shared.notion.write(time)
    }

    /// The id of the page of this title, rows included. Of several, the oldest that is not in the
    /// trash.
    pub fn page_id(&self, title: &str) -> Option<String> {
        self.shared.notion.find("page", title)
    }

    /// The id of the database of this title, as [`page_id`](Self::page_id).
    pub fn database_id(&self, title: &str) -> Option<String> {
        self.shared.notion.find("database", title)
    }

    /// The id of the data source of this title, which is its database's if it has no other. As
    /// [`page_id`](Self::page_id).
    pub fn data_source_id(&self, title: &str) -> Option<String> {
        self.shared.notion.find("data_source", title)
    }

    /// The id of the block that says this, as [`page_id`](Self::page_id). What a block says is its
    /// rich text without styles.
    pub fn block_id(&self, text: &str) -> Option<String> {
        self.shared.notion.find("block", text)
    }

    /// The id of the person of this name among Notion's users.
    pub fn person_id(&self, name: &str) -> Option<String> {
        self.shared.notion.find("user", name)
    }
}
