//! Which notes of meetings are wanted.

use alloy_core::Error;
use serde::Serialize;
use serde_json::{Value, json};

use super::MeetingNotesProperty;
use crate::limits::{self, At};

/// Which notes of meetings are wanted.
///
/// Notion's schema leaves open what the conditions are called. Its reference shows those that have
/// a constructor here; all others go through [`condition`](Self::condition).
///
/// ```
/// use alloy_notion::{MeetingNotesFilter, MeetingNotesProperty};
/// MeetingNotesFilter::and([
///     MeetingNotesFilter::title_contains("sync"),
///     MeetingNotesFilter::is_not_empty(MeetingNotesProperty::Attendees),
/// ]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct MeetingNotesFilter(Node);

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Node {
    Combination { operator: Operator, filters: Vec<MeetingNotesFilter> },
    Condition { property: MeetingNotesProperty, filter: Condition },
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Operator {
    And,
    Or,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Condition {
    operator: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
}

/// How many combinations may be inside each other.
const NESTING: usize = 3;

impl MeetingNotesFilter {
    /// Notes that match all of these.
    pub fn and(filters: impl IntoIterator<Item = Self>) -> Self {
        Self::combination(Operator::And, filters)
    }

    /// Notes that match one of these or more.
    pub fn or(filters: impl IntoIterator<Item = Self>) -> Self {
        Self::combination(Operator::Or, filters)
    }

    /// Notes with this text in their title.
    pub fn title_contains(text: impl Into<String>) -> Self {
        let value = json!({"type": "exact", "value": text.into()});
        Self::condition(MeetingNotesProperty::Title, "string_contains", value)
    }

    /// Notes that have some value of a property.
    pub fn is_not_empty(property: MeetingNotesProperty) -> Self {
        let filter = Condition { operator: "is_not_empty".to_owned(), value: None };
        Self(Node::Condition { property, filter })
    }

    /// Any other condition: its name and the JSON of its value as Notion takes them.
    pub fn condition(
        property: MeetingNotesProperty,
        operator: impl Into<String>,
        value: impl Into<Value>,
    ) -> Self {
        let filter = Condition { operator: operator.into(), value: Some(value.into()) };
        Self(Node::Condition { property, filter })
    }

    fn combination(operator: Operator, filters: impl IntoIterator<Item = Self>) -> Self {
        Self(Node::Combination { operator, filters: filters.into_iter().collect() })
    }

    /// The filter as a combination, since Notion takes nothing else on the first level.
    pub(super) fn into_combination(self) -> Self {
        match self.0 {
            Node::Combination { .. } => self,
            Node::Condition { .. } => Self::and([self]),
        }
    }

    pub(super) fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.check_within(at, NESTING)
    }

    /// Checks a filter in which some more combinations may be inside each other.
    fn check_within(&self, at: &At<'_>, room: usize) -> Result<(), Error> {
        let Node::Combination { filters, .. } = &self.0 else { return Ok(()) };
        let Some(room) = room.checked_sub(1) else {
            return Err(at.error(format!("more than {NESTING} combinations inside each other")));
        };
        let at = at.key("filters");
        limits::count(filters.len(), limits::ELEMENTS, "elements", &at)?;
        let mut filters = filters.iter().enumerate();
        filters.try_for_each(|(index, filter)| filter.check_within(&at.index(index), room))
    }
}
