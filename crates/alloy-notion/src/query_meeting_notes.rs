//! Finding notes of meetings.

mod filter;

use alloy_core::{Action, Context, Error};
use serde::Serialize;

use crate::{
    Block, Direction, Notion,
    limits::{self, At},
    wire::{names, object},
};

pub use filter::MeetingNotesFilter;

/// Finds the notes of meetings that the integration's user takes part in.
///
/// There is no next page: whoever wants more of them asks for others, by a filter or an order.
///
/// ```
/// use alloy_notion::{Direction, MeetingNotesFilter, MeetingNotesProperty, QueryMeetingNotes};
/// QueryMeetingNotes::new()
///     .filter(MeetingNotesFilter::title_contains("sync"))
///     .sort(MeetingNotesProperty::CreatedTime, Direction::Descending)
///     .limit(10);
/// ```
///
/// The action `query-meeting-notes`, which Notion added in 2026. It changes nothing. Which versions
/// take it is not verified.
#[derive(Action, Clone, Debug, Default, PartialEq)]
#[action(connector = Notion, id = "query-meeting-notes", effect = read, output = MeetingNotesFound)]
#[action(validate = Self::check)]
#[must_use = "an action does nothing until it is executed"]
pub struct QueryMeetingNotes {
    filter: Option<MeetingNotesFilter>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sort: Vec<Sort>,
    limit: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Sort {
    property: MeetingNotesProperty,
    direction: Direction,
}

names! {
    /// What notes of meetings are told apart and put in order by.
    pub enum MeetingNotesProperty {
        /// The title.
        Title = "title",
        /// Who takes part in the meeting.
        Attendees = "attendees",
        /// When the notes were made.
        CreatedTime = "created_time",
        /// Who made the notes.
        CreatedBy = "created_by",
        /// When the notes were changed last.
        LastEditedTime = "last_edited_time",
        /// Who changed the notes last.
        LastEditedBy = "last_edited_by",
    }
}

object! {
    /// The notes of meetings that were found.
    pub struct MeetingNotesFound {
        /// The blocks with the notes: see [`BlockKind::meeting_notes`](crate::BlockKind).
        results: Vec<Block>,
        /// Whether there are others beyond the limit.
        has_more: bool,
    }
}

/// How many results Notion gives at most.
const LIMIT: std::ops::RangeInclusive<u32> = 1..=50;

impl QueryMeetingNotes {
    /// All notes, at most 50 of them.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only notes that match.
    pub fn filter(mut self, filter: MeetingNotesFilter) -> Self {
        self.filter = Some(filter.into_combination());
        self
    }

    /// In this order; where it says nothing, in the order that is added next. At most 100.
    pub fn sort(mut self, property: MeetingNotesProperty, direction: Direction) -> Self {
        self.sort.push(Sort { property, direction });
        self
    }

    /// At most this many results, 1 to 50. Without it, 50.
    pub fn limit(mut self, count: u32) -> Self {
        self.limit = Some(count);
        self
    }

    fn check(&self, _: &Context<'_>) -> Result<(), Error> {
        if let Some(filter) = &self.filter {
            filter.check(&At::ROOT.key("filter"))?;
        }
        limits::count(self.sort.len(), limits::ELEMENTS, "elements", &At::ROOT.key("sort"))?;
        match self.limit {
            Some(limit) if !LIMIT.contains(&limit) => {
                let problem = format!("{limit} is not from {} to {}", LIMIT.start(), LIMIT.end());
                Err(At::ROOT.key("limit").error(problem))
            }
            _ => Ok(()),
        }
    }
}
