//! Filters: which rows a query is for.

use super::condition::{Condition, Present};
use crate::sandbox::{
    clock::to_the_minute,
    notion::{
        Failure, Place, limits,
        read_shape::Shapes,
        schema::{Kind, Property},
        workspace::{DataSource, Page},
    },
};

/// A condition on rows, or several of them.
#[derive(Debug)]
pub(super) enum Filter {
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Property(Box<Property>, Condition),
    Created(Condition),
    Edited(Condition),
}

/// The kinds of conditions, as Notion names them when a filter has none of them.
const KINDS: [&str; 22] = [
    "title",
    "rich_text",
    "number",
    "checkbox",
    "select",
    "multi_select",
    "status",
    "date",
    "people",
    "files",
    "url",
    "email",
    "phone_number",
    "relation",
    "created_by",
    "created_time",
    "last_edited_by",
    "last_edited_time",
    "formula",
    "unique_id",
    "rollup",
    "verification",
];

/// The same, with the two that hold others.
const FORMS: [&str; KINDS.len() + 2] = {
    let mut forms = ["or"; KINDS.len() + 2];
    forms[1] = "and";
    let mut at = 0;
    while at < KINDS.len() {
        forms[at + 2] = KINDS[at];
        at += 1;
    }
    forms
};

/// Reads filters of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) table: &'a DataSource,
    pub(super) present: Present<'a>,
}

impl Reader<'_> {
    pub(super) fn read(self, place: &Place<'_>) -> Result<Filter, Failure> {
        self.read_at(place, 0)
    }

    /// Reads a filter that stands in so many groups.
    fn read_at(self, place: &Place<'_>, level: usize) -> Result<Filter, Failure> {
        let (form, content) = place.variant(&FORMS, &["property", "timestamp"])?;
        if let "and" | "or" = form {
            place.only(&["and", "or"])?;
            if level == limits::FILTER_NESTING {
                return content.should_be("not present");
            }
            let items = content.items(limits::ARRAY)?;
            let filters: Result<_, _> =
                items.iter().map(|item| self.read_at(item, level + 1)).collect();
            return filters.map(if form == "and" { Filter::All } else { Filter::Any });
        }
        if let Some(timestamp) = place.optional("timestamp") {
            let timestamp = timestamp.one_of(&["created_time", "last_edited_time"])?;
            place.only(&["timestamp", "type", timestamp])?;
            let condition =
                Condition::read(Kind::CreatedTime, &place.get(timestamp), self.present)?;
            return Ok(match timestamp {
                "created_time" => Filter::Created(condition),
                _ => Filter::Edited(condition),
            });
        }
        let key = place.get("property").string()?;
        let property = self.table.schema.find(key).ok_or_else(|| {
            Failure::validation(format!("Could not find property with name or id: {key}"))
        })?;
        let kind = Kind::named(form).filter(|kind| fits(*kind, property.kind()));
        let Some(kind) = kind else {
            let present = property.kind().name();
            let message = format!("database property {present} does not match filter {form}");
            return Err(Failure::validation(message));
        };
        let condition = Condition::read(kind, &content, self.present)?;
        Ok(Filter::Property(Box::new(property.clone()), condition))
    }
}

/// Whether a condition of one kind can be put on a property of another. Texts share theirs, as do
/// dates with times, and people.
fn fits(condition: Kind, property: Kind) -> bool {
    match condition {
        _ if condition == property => true,
        Kind::RichText => {
            matches!(property, Kind::Title | Kind::Url | Kind::Email | Kind::PhoneNumber)
        }
        Kind::Date => matches!(property, Kind::CreatedTime | Kind::LastEditedTime),
        Kind::People => matches!(property, Kind::CreatedBy | Kind::LastEditedBy),
        Kind::Number => property == Kind::UniqueId,
        _ => false,
    }
}

impl Filter {
    /// Whether a row is let through.
    pub(super) fn holds(&self, shapes: Shapes<'_>, page: &Page) -> bool {
        match self {
            Self::All(filters) => filters.iter().all(|filter| filter.holds(shapes, page)),
            Self::Any(filters) => filters.iter().any(|filter| filter.holds(shapes, page)),
            Self::Property(property, condition) => {
                condition.holds(property.kind(), &shapes.content(page, property))
            }
            Self::Created(condition) => {
                condition.holds(Kind::CreatedTime, &to_the_minute(page.entry.created).into())
            }
            Self::Edited(condition) => {
                condition.holds(Kind::LastEditedTime, &to_the_minute(page.entry.edited).into())
            }
        }
    }
}
