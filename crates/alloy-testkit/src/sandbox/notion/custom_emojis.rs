//! `list-custom-emojis`

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Answer, Failure, Id, Input, Place, limits, list, workspace::Workspace};

/// An emoji of the workspace's own. They come with the workspace: no operation makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CustomEmoji {
    pub(super) name: String,
    pub(super) url: String,
}

/// `GET /v1/custom_emojis`
pub(super) fn list(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&["name", "start_cursor", "page_size"])?;
    let name = input.query.optional("name").map(|name| name.string()).transpose()?;
    let emojis = workspace.custom_emojis.ids(|emoji| name.is_none_or(|name| emoji.name == name));
    let question = format!("emojis {name:?}");
    list::page(&input.query, &question, "custom_emoji", &emojis, |id| shape(workspace, id))
}

/// The custom emoji that a request names, in its read shape. Of one that is not known, what the
/// request says of it.
pub(super) fn read(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    place.only(&["id", "name", "url"])?;
    let id = place.get("id").id()?;
    let name = place.nullable("name").map(|name| name.text(limits::NAME)).transpose()?;
    let url = place.nullable("url").map(|url| url.text(limits::URL)).transpose()?;
    match shape(workspace, id) {
        Value::Null => Ok(json!({"id": id.to_string(), "name": name, "url": url})),
        known => Ok(known),
    }
}

fn shape(workspace: &Workspace, id: Id) -> Value {
    let emoji = workspace.custom_emojis.get(id);
    emoji
        .map(|emoji| json!({"id": id.to_string(), "name": emoji.name, "url": emoji.url}))
        .unwrap_or_default()
}
