//! Which operation an action id stands for.
//!
//! The ids are those of all editions of Notion's specification. Two of them mean other operations
//! in the edition of 2026 than in that of 2022. What the request says tells which is meant.

use super::{
    Answer, Failure, Input, async_tasks, blocks, comments, custom_emojis, data_sources, databases,
    file_uploads, markdown, meeting_notes, pages, property_items, query, search, templates, users,
    views, workspace::Workspace,
};

/// From the input of an operation to the object that it answers.
pub(super) type Run = fn(&mut Workspace, &Input<'_>) -> Answer;

/// An operation of Notion's.
#[derive(Debug)]
pub(super) struct Operation {
    /// What the editions of the specification call it.
    ids: &'static [&'static str],
    versions: Versions,
    run: Run,
}

/// The versions that have an operation. To the others its address is none.
#[derive(Clone, Copy, Debug)]
enum Versions {
    All,
    /// Those in which a database holds tables.
    SinceDataSources,
}

const fn operation(ids: &'static [&'static str], run: Run) -> Operation {
    Operation { ids, versions: Versions::All, run }
}

const fn since_data_sources(ids: &'static [&'static str], run: Run) -> Operation {
    Operation { ids, versions: Versions::SinceDataSources, run }
}

/// Pages, databases, data sources and search.
const TABLES: &[Operation] = &[
    operation(&["post-page"], pages::create),
    operation(&["post-search"], search::search),
    operation(&["retrieve-a-page"], pages::retrieve),
    operation(&["patch-page"], pages::update),
    operation(&["move-page"], pages::move_to),
    operation(&["retrieve-a-page-property"], property_items::retrieve),
    operation(&["create-a-database", "create-database"], databases::create_by_either_edition),
    operation(&["retrieve-a-database", "retrieve-database"], databases::retrieve),
    operation(&["update-a-database", "update-database"], databases::update),
    operation(&["post-database-query"], query::by_either_edition),
    since_data_sources(&["create-a-data-source"], data_sources::create),
    since_data_sources(&["retrieve-a-data-source"], data_sources::retrieve),
    since_data_sources(&["update-a-data-source"], data_sources::update),
    since_data_sources(&["query-data-source"], query::data_source),
    since_data_sources(&["list-data-source-templates"], templates::list),
];

/// Blocks, comments, users, file uploads, views and what else there is.
const CONTENT: &[Operation] = &[
    operation(&["complete-a-file-upload", "complete-file-upload"], file_uploads::complete),
    operation(&["create-a-comment"], comments::create),
    operation(&["create-a-file-upload", "create-file"], file_uploads::create),
    operation(&["create-meeting-note"], meeting_notes::create),
    operation(&["create-view"], views::create),
    operation(&["create-view-query"], views::create_query),
    operation(&["delete-a-block"], blocks::delete),
    operation(&["delete-a-comment"], comments::delete),
    operation(&["delete-view"], views::delete),
    operation(&["delete-view-query"], views::delete_query),
    operation(&["get-block-children"], blocks::children),
    operation(&["get-self"], users::me),
    operation(&["get-user"], users::retrieve),
    operation(&["get-users"], users::list),
    operation(&["get-view-query-results"], views::query_results),
    operation(&["list-custom-emojis"], custom_emojis::list),
    operation(&["list-file-uploads"], file_uploads::list),
    operation(&["list-views"], views::list),
    operation(&["patch-block-children"], blocks::append),
    operation(&["query-meeting-notes"], meeting_notes::query),
    operation(&["retrieve-a-block"], blocks::retrieve),
    operation(&["retrieve-a-comment", "list-comments"], comments::list),
    operation(&["retrieve-a-file-upload", "retrieve-file-upload"], file_uploads::retrieve),
    operation(&["retrieve-a-view"], views::retrieve),
    operation(&["retrieve-async-task"], async_tasks::retrieve),
    operation(&["retrieve-comment"], comments::retrieve),
    operation(&["retrieve-page-markdown"], markdown::retrieve),
    operation(&["update-a-block"], blocks::update),
    operation(&["update-a-comment"], comments::update),
    operation(&["update-a-view"], views::update),
    operation(&["update-page-markdown"], markdown::update),
];

/// All operations.
pub(super) fn all() -> impl Iterator<Item = &'static Operation> {
    TABLES.iter().chain(CONTENT)
}

/// The operation behind an action id.
pub(super) fn find(action: &str) -> Option<&'static Operation> {
    all().find(|operation| operation.ids.contains(&action))
}

impl Operation {
    pub(super) fn ids(&self) -> &'static [&'static str] {
        self.ids
    }

    pub(super) fn run(&self, workspace: &mut Workspace, input: &Input<'_>) -> Answer {
        let known = match self.versions {
            Versions::All => true,
            Versions::SinceDataSources => input.version.has_data_sources(),
        };
        if known { (self.run)(workspace, input) } else { Err(Failure::invalid_url()) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_id_stands_for_two_operations() {
        let ids: Vec<_> = all().flat_map(|operation| operation.ids).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }
}
