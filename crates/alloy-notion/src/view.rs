//! Views: the ways in which a database is shown.

mod create;
mod delete;
mod details;
mod placement;
mod query;
mod read;
mod update;

use compact_str::CompactString;

use crate::{
    DataSourceId, Parent, RawJson, Time, User, ViewId,
    wire::{names, object},
};

pub use create::CreateView;
pub use delete::DeleteView;
pub use placement::{ViewPlace, ViewPosition, WidgetPlacement};
pub use query::{
    CreateViewQuery, DeleteViewQuery, DeletedViewQuery, GetViewQueryResults, ViewQuery,
};
pub use read::{ListViews, RetrieveView};
pub use update::UpdateView;

object! {
    /// A view: one of the ways in which a database is shown.
    ///
    /// Lists give nothing but its id, and deleting it little more
    /// ([`is_partial`](Self::is_partial)).
    ///
    /// Its filter, sorts and configuration are JSON as Notion wrote it: they differ with the type,
    /// and Notion adds to them often.
    pub struct View as "view" {
        /// Its id.
        id: ViewId,
        /// The database that it is a view of.
        parent: Option<Parent>,
        /// Its name.
        name: CompactString,
        /// How it looks.
        view_type as "type": Option<ViewType>,
        /// When it was made.
        created_time: Option<Time>,
        /// When it was changed last.
        last_edited_time: Option<Time>,
        /// Where it is in Notion.
        url: CompactString,
        /// The data source that it shows; `None` for dashboards.
        data_source_id: Option<DataSourceId>,
        /// Who made it.
        created_by: Option<User>,
        /// Who changed it last.
        last_edited_by: Option<User>,
        /// What it shows, as a query of a data source says it.
        filter: Option<RawJson>,
        /// In which order it shows it, as a query of a data source says it.
        sorts: Option<RawJson>,
        /// The conditions pinned at its top, by the ids of properties.
        quick_filters: Option<RawJson>,
        /// How exactly it looks, by its type.
        configuration: Option<RawJson>,
        /// The dashboard that it is part of.
        dashboard_view_id: Option<ViewId>,
    }
}

names! {
    /// How a view looks.
    pub enum ViewType {
        /// Rows and columns.
        Table = "table",
        /// Cards in columns.
        Board = "board",
        /// Lines.
        List = "list",
        /// Days.
        Calendar = "calendar",
        /// Spans of time.
        Timeline = "timeline",
        /// Pictures.
        Gallery = "gallery",
        /// A form that makes pages.
        Form = "form",
        /// A diagram.
        Chart = "chart",
        /// Places.
        Map = "map",
        /// Other views.
        Dashboard = "dashboard",
    }
}

impl View {
    /// Whether hardly more than the id is known.
    pub fn is_partial(&self) -> bool {
        !self.has("name") && !self.has("created_time")
    }
}
