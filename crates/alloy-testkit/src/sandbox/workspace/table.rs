//! The properties and rows of a database.

use serde_json::{Value, json};

use super::Contents;
use crate::sandbox::notion::Row;

/// The properties and rows of a database of a [`Workspace`](super::Workspace).
///
/// Its title property is `Name`. Values of rows are in the shortest form that their property
/// allows; any can be given in Notion's own form too.
///
/// | Property | Value |
/// |---|---|
/// | rich text, URL, e-mail, phone number | text |
/// | number, checkbox | number, boolean |
/// | select, status | the name of an option |
/// | multi-select | names of options |
/// | date | the start, as `2026-01-05` or with a time |
/// | people | names or ids |
/// | relation | titles of pages, or ids |
/// | files | addresses |
///
/// ```
/// use alloy_testkit::{Sandbox, Workspace};
/// use serde_json::json;
///
/// # fn main() -> Result<(), alloy_core::Error> {
/// let workspace = Workspace::new().database("Tasks", |tasks| {
///     tasks
///         .status("Status", ["Not started", "Done"])
///         .multi_select("Tags", ["api", "docs"])
///         .date("Due")
///         .property("Estimate", json!({"number": {"format": "percent"}}))
///         .row("Write", json!({"Status": "Done", "Tags": ["docs"], "Due": "2026-01-12"}))
///         .row_with("Review", json!({"Estimate": 0.5}), |page| page.paragraph("Two questions."))
/// });
/// let sandbox = Sandbox::builder().workspace(workspace)?.build();
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub(in crate::sandbox) properties: Vec<(String, Value)>,
    pub(in crate::sandbox) rows: Vec<Row>,
}

/// Properties whose type needs no configuration.
macro_rules! plain_properties {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            pub fn $name(self, name: impl Into<String>) -> Self {
                self.property(name, json!({stringify!($name): {}}))
            }
        )*
    };
}

/// Properties with options.
macro_rules! properties_with_options {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            pub fn $name<T: Into<String>>(
                self,
                name: impl Into<String>,
                options: impl IntoIterator<Item = T>,
            ) -> Self {
                let option = |option: T| json!({"name": option.into()});
                let options: Vec<_> = options.into_iter().map(option).collect();
                self.property(name, json!({stringify!($name): {"options": options}}))
            }
        )*
    };
}

impl Table {
    pub(super) fn new() -> Self {
        Self::default()
    }

    plain_properties! {
        /// A property that is text.
        rich_text
        /// A property that is a number.
        number
        /// A property that is a date.
        date
        /// A property that is a box to tick.
        checkbox
        /// A property that is people.
        people
        /// A property that is files.
        files
        /// A property that is an address of the web.
        url
        /// A property that is an e-mail address.
        email
        /// A property that is a phone number.
        phone_number
        /// A property that numbers the rows.
        unique_id
    }

    properties_with_options! {
        /// A property that is one of some options.
        select
        /// A property that is any of some options.
        multi_select
        /// A property that is one of some options, of which a new row has the first.
        status
    }

    /// Any property, as `create-a-database` takes it.
    pub fn property(mut self, name: impl Into<String>, schema: Value) -> Self {
        self.properties.push((name.into(), schema));
        self
    }

    /// A row, with the values of its properties by their names.
    pub fn row(self, title: impl Into<String>, values: Value) -> Self {
        self.row_with(title, values, |page| page)
    }

    /// A row with something on its page.
    pub fn row_with(
        mut self,
        title: impl Into<String>,
        values: Value,
        contents: impl FnOnce(Contents) -> Contents,
    ) -> Self {
        let contents = contents(Contents::new());
        self.rows.push(Row { title: title.into(), values, contents });
        self
    }
}
