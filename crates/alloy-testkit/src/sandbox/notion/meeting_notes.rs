//! `create-meeting-note` and `query-meeting-notes`
//!
//! Nothing is written down or summed up: notes stay at the status that they begin with. Of the
//! conditions of a query, those are known that Notion's documents show.

use std::time::SystemTime;

use serde_json::{Map, json};

use super::{
    Answer, Failure, Id, Input, Place, blocks,
    failure::Thing,
    limits, rich_text,
    workspace::{Block, Parent, Workspace},
};

const LANGUAGES: [&str; 23] = [
    "auto", "en", "zh-CN", "zh-TW", "es", "fr", "de", "ja", "ko", "pt", "ru", "th", "vi", "id",
    "da", "fi", "no", "nl", "it", "sv", "ar", "he", "pl",
];
const PROPERTIES: [&str; 6] =
    ["title", "attendees", "created_time", "created_by", "last_edited_time", "last_edited_by"];
const KIND: &str = "meeting_notes";
/// Results of a query.
const LIMIT: usize = 50;
/// Combinations inside each other.
const NESTING: usize = 3;

/// `POST /v1/blocks/meeting_notes`: at the end of a page, or of what the recording stands in.
pub(super) fn create(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let body = &input.body;
    body.only(&["source", "parent", "title", "language", "options"])?;
    let parent = parent(workspace, body)?;
    if let Some(id) = parent.id() {
        blocks::check_editable(workspace, id)?;
    }
    let title = body.optional("title").map(|title| title.text(limits::TEXT)).transpose()?;
    let title = rich_text::written(title.unwrap_or_default());
    body.optional("language").map(|language| language.one_of(&LANGUAGES)).transpose()?;
    if let Some(options) = body.optional("options") {
        options.only(&["kickoff_summary"])?;
        options.optional("kickoff_summary").map(|kickoff| kickoff.boolean()).transpose()?;
    }

    let now = (input.now)();
    let entry = workspace.add(parent, now);
    let id = entry.id;
    let content = json!({"title": title, "status": "transcription_not_started"});
    workspace.blocks.insert(id, Block { entry, kind: KIND, content });
    blocks::touch(workspace, id, now);
    Ok(blocks::shown(workspace, input, id))
}

/// Where notes go: on the page that the request names, or beside the recording.
fn parent(workspace: &Workspace, body: &Place<'_>) -> Result<Parent, Failure> {
    let source = body.get("source");
    if source.get("type").one_of(&["file_upload", "block"])? == "file_upload" {
        source.only(&["type", "file_upload_id"])?;
        workspace.uploaded(&source.get("file_upload_id"))?;
        let (_, page) = body.get("parent").variant(&["page_id"], &[])?;
        return Ok(Parent::Page(workspace.page(page.id()?)?.entry.id));
    }
    source.only(&["type", "block_id"])?;
    if let Some(parent) = body.optional("parent") {
        return parent.plain().should_be("not present");
    }
    let id = source.get("block_id").id()?;
    let block = workspace.blocks.get(&id).ok_or_else(|| Failure::not_found(Thing::Block, id))?;
    if !["audio", "video", "file"].contains(&block.kind) {
        // Notion's words for this are not on record.
        return Err(Failure::validation(format!("Block {id} is no recording.")));
    }
    Ok(block.entry.parent)
}

/// `POST /v1/blocks/meeting_notes/query`. There is no next page.
pub(super) fn query(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let body = &input.body;
    body.only(&["filter", "sort", "limit"])?;
    let limit = body.optional("limit").map(|limit| limit.integer(1, LIMIT)).transpose()?;
    let limit = limit.unwrap_or(LIMIT);
    let filter = body.optional("filter").map(|filter| {
        filter.get("operator").one_of(&["and", "or"])?;
        Filter::read(&filter, NESTING)
    });
    let filter = filter.transpose()?;
    let sorts = match body.optional("sort") {
        Some(sorts) => sorts.items(limits::ARRAY)?,
        None => Vec::new(),
    };
    let sorts = sorts.iter().map(sort).collect::<Result<Vec<_>, _>>()?;

    let notes = workspace.blocks.values().filter(|block| block.kind == KIND);
    let notes = notes.filter(|block| !workspace.is_in_trash(&block.entry));
    let mut found: Vec<_> =
        notes.filter(|block| filter.as_ref().is_none_or(|filter| filter.holds(block))).collect();
    // Without an order, the newest is first.
    found.sort_by_key(|block| std::cmp::Reverse(block.entry.edition));
    for (property, is_descending) in sorts.iter().rev() {
        found.sort_by_key(|block| key(block, property));
        if *is_descending {
            found.reverse();
        }
    }
    let has_more = found.len() > limit;
    let ids: Vec<Id> = found.iter().take(limit).map(|block| block.entry.id).collect();
    let shapes = input.shapes(workspace);
    let results: Vec<_> = ids.into_iter().map(|id| shapes.child(id)).collect();
    Ok(Map::from_iter([
        ("results".to_owned(), results.into()),
        ("has_more".to_owned(), has_more.into()),
    ]))
}

/// A property, and whether its largest value comes first.
fn sort(place: &Place<'_>) -> Result<(&'static str, bool), Failure> {
    place.only(&["property", "direction"])?;
    let property = place.get("property").one_of(&PROPERTIES)?;
    let direction = place.get("direction").one_of(&["ascending", "descending"])?;
    Ok((property, direction == "descending"))
}

/// What notes are put in order by.
fn key(block: &Block, property: &str) -> (SystemTime, String) {
    let entry = &block.entry;
    let (time, text) = match property {
        "title" => (None, title(block)),
        "created_time" => (Some(entry.created), String::new()),
        "last_edited_time" => (Some(entry.edited), String::new()),
        "created_by" => (None, entry.created_by.to_string()),
        "last_edited_by" => (None, entry.edited_by.to_string()),
        _ => (None, String::new()),
    };
    (time.unwrap_or(SystemTime::UNIX_EPOCH), text)
}

fn title(block: &Block) -> String {
    rich_text::plain(&block.content["title"])
}

/// Which notes a query is for.
#[derive(Debug)]
enum Filter {
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Empty(&'static str),
    Filled(&'static str),
    TitleContains(String),
}

impl Filter {
    /// Reads a filter in which so many combinations may be inside each other.
    fn read(place: &Place<'_>, room: usize) -> Result<Self, Failure> {
        if place.optional("operator").is_none() {
            return Self::condition(place);
        }
        if room == 0 {
            return place.plain().should_be("a condition");
        }
        place.only(&["operator", "filters"])?;
        let operator = place.get("operator").one_of(&["and", "or"])?;
        let filters = match place.optional("filters") {
            Some(filters) => filters.items(limits::ARRAY)?,
            None => Vec::new(),
        };
        let filters = filters.iter().map(|filter| Self::read(filter, room - 1));
        let filters = filters.collect::<Result<Vec<_>, _>>()?;
        Ok(if operator == "and" { Self::All(filters) } else { Self::Any(filters) })
    }

    fn condition(place: &Place<'_>) -> Result<Self, Failure> {
        place.only(&["property", "filter"])?;
        let property = place.get("property").one_of(&PROPERTIES)?;
        let filter = place.get("filter");
        filter.only(&["operator", "value"])?;
        match filter.get("operator").one_of(&["string_contains", "is_empty", "is_not_empty"])? {
            "is_empty" => Ok(Self::Empty(property)),
            "is_not_empty" => Ok(Self::Filled(property)),
            _ if property != "title" => place.get("property").should_be("`\"title\"`"),
            _ => {
                let value = filter.get("value");
                value.only(&["type", "value"])?;
                value.get("type").one_of(&["exact"])?;
                Ok(Self::TitleContains(value.get("value").string()?.to_lowercase()))
            }
        }
    }

    fn holds(&self, block: &Block) -> bool {
        let is_empty = |property: &str| match property {
            "title" => title(block).is_empty(),
            // Nobody's calendar is asked who takes part.
            property => property == "attendees",
        };
        match self {
            Self::All(filters) => filters.iter().all(|filter| filter.holds(block)),
            Self::Any(filters) => {
                filters.is_empty() || filters.iter().any(|filter| filter.holds(block))
            }
            Self::Empty(property) => is_empty(property),
            Self::Filled(property) => !is_empty(property),
            Self::TitleContains(wanted) => title(block).to_lowercase().contains(wanted),
        }
    }
}
