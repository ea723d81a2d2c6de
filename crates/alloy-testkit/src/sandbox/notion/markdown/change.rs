//! The four ways to change a text.

use crate::sandbox::notion::{Failure, Place};

/// What a request wants a page to say.
#[derive(Debug)]
pub(super) struct Change {
    /// All that the page says, or is to say.
    pub(super) markdown: String,
    /// Whether what is left out of the Markdown goes too.
    pub(super) is_everything: bool,
    /// Whether pages and databases may go.
    pub(super) may_delete: bool,
}

pub(super) const KINDS: [&str; 4] =
    ["insert_content", "replace_content_range", "update_content", "replace_content"];

/// Reads a change of a text.
pub(super) fn read(kind: &str, place: &Place<'_>, text: &str) -> Result<Change, Failure> {
    let allow = "allow_deleting_content";
    let may_delete = place.optional(allow).map(|allow| allow.boolean()).transpose()?;
    let markdown = match kind {
        "insert_content" => inserted(place, text)?,
        "replace_content_range" => {
            place.only(&["content", "content_range", allow])?;
            let (start, end) = range(&place.get("content_range"), text)?;
            [&text[..start], place.get("content").string()?, &text[end..]].concat()
        }
        "update_content" => {
            place.only(&["content_updates", allow])?;
            updated(&place.get("content_updates"), text)?
        }
        _ => {
            place.only(&["new_str", allow])?;
            place.get("new_str").string()?.to_owned()
        }
    };
    let is_everything = kind == "replace_content";
    Ok(Change { markdown, is_everything, may_delete: may_delete.unwrap_or_default() })
}

/// A text with another one in it: after a part of it, at its start, or by default at its end.
fn inserted(place: &Place<'_>, text: &str) -> Result<String, Failure> {
    place.only(&["content", "after", "position"])?;
    let content = place.get("content").string()?;
    let at = match (place.optional("after"), place.optional("position")) {
        (Some(_), Some(position)) => return position.plain().should_be("not present"),
        (Some(after), None) => range(&after, text)?.1,
        (None, Some(position)) if position.get("type").one_of(&["start", "end"])? == "start" => 0,
        (None, _) => text.len(),
    };
    let (before, after) = text.split_at(at);
    let parts = [before.trim_end_matches('\n'), content, after.trim_start_matches('\n')];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(parts.join("\n"))
}

/// Where the part of a text is that is given by its first and last words: `start...end`.
fn range(place: &Place<'_>, text: &str) -> Result<(usize, usize), Failure> {
    let selection = place.string()?;
    let (first, last) = selection.split_once("...").unwrap_or((selection, ""));
    let found = text.find(first).and_then(|start| {
        let inner = start + first.len();
        text[inner..].find(last).map(|at| (start, inner + at + last.len()))
    });
    // Notion's words for this and the next are not on record.
    found.ok_or_else(|| Failure::validation(format!("The page does not contain {selection:?}.")))
}

/// A text with parts of it replaced, one after another.
fn updated(place: &Place<'_>, text: &str) -> Result<String, Failure> {
    let mut text = text.to_owned();
    for update in place.items(usize::MAX)? {
        update.only(&["old_str", "new_str", "replace_all_matches"])?;
        let old = update.get("old_str");
        let (old, new) = (old.filled_text(usize::MAX)?, update.get("new_str").string()?);
        let all = update.optional("replace_all_matches").map(|all| all.boolean()).transpose()?;
        text = match text.matches(old).count() {
            0 => {
                return Err(Failure::validation(format!("The page does not contain {old:?}.")));
            }
            1 => text.replacen(old, new, 1),
            _ if all == Some(true) => text.replace(old, new),
            count => {
                return Err(Failure::validation(format!(
                    "The page contains {old:?} {count} times. Set replace_all_matches to replace \
                     them all."
                )));
            }
        };
    }
    Ok(text)
}
