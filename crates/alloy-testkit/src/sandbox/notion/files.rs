//! Files, icons and covers.

use serde_json::{Value, json};

use super::{Failure, Place, custom_emojis, limits, workspace::Workspace};

/// The colours of Notion's own icons.
const ICON_COLORS: [&str; 10] =
    ["gray", "lightgray", "brown", "yellow", "orange", "green", "blue", "purple", "pink", "red"];

/// The icon that a request may give, in its read shape.
pub(super) fn icon(workspace: &Workspace, request: &Place<'_>) -> Result<Value, Failure> {
    match request.nullable("icon") {
        Some(place) => icon_of(workspace, &place),
        None => Ok(Value::Null),
    }
}

/// An icon in its read shape.
pub(super) fn icon_of(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    let kinds = ["emoji", "external", "file_upload", "custom_emoji", "icon"];
    let (kind, content) = place.variant(&kinds, &[])?;
    let content = match kind {
        "emoji" => match content.filled_text(limits::NAME)? {
            // An emoji is never plain ASCII. Notion knows each of them; here this must do.
            text if text.is_ascii() => return content.should_be("an emoji"),
            text => text.into(),
        },
        "custom_emoji" => custom_emojis::read(workspace, &content)?,
        "icon" => {
            content.only(&["name", "color"])?;
            let name = content.get("name").filled_text(limits::NAME)?;
            let color = content.optional("color").map(|color| color.one_of(&ICON_COLORS));
            json!({"name": name, "color": color.transpose()?.unwrap_or("gray")})
        }
        _ => return stored(workspace, kind, &content),
    };
    Ok(json!({"type": kind, kind: content}))
}

/// The cover that a request may give, in its read shape.
pub(super) fn cover(workspace: &Workspace, request: &Place<'_>) -> Result<Value, Failure> {
    match request.nullable("cover") {
        Some(place) => file(workspace, &place, &[]),
        None => Ok(Value::Null),
    }
}

/// Puts a request's icon and cover in the place of those that there are, as far as it has them.
pub(super) fn change(
    workspace: &Workspace,
    request: &Place<'_>,
    old_icon: &mut Value,
    old_cover: &mut Value,
) -> Result<(), Failure> {
    if request.optional("icon").is_some() {
        *old_icon = icon(workspace, request)?;
    }
    if request.optional("cover").is_some() {
        *old_cover = cover(workspace, request)?;
    }
    Ok(())
}

/// A file: an address elsewhere, or an upload. Other members may stand `beside` it.
pub(super) fn file(
    workspace: &Workspace,
    place: &Place<'_>,
    beside: &[&str],
) -> Result<Value, Failure> {
    let (kind, content) = place.variant(&["external", "file_upload"], beside)?;
    stored(workspace, kind, &content)
}

/// Whether something says which file it is.
pub(super) fn is_given(place: &Place<'_>) -> bool {
    ["type", "external", "file_upload"].iter().any(|key| place.optional(key).is_some())
}

/// One file of a `files` property. One that Notion has already may be sent back.
pub(super) fn named(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    let (kind, content) = place.variant(&["external", "file", "file_upload"], &["name"])?;
    let mut file = match kind {
        "file" => {
            content.only(&["url", "expiry_time"])?;
            let url = content.get("url").filled_text(limits::URL)?;
            let expiry = content.optional("expiry_time").map(|time| time.string()).transpose()?;
            json!({"type": kind, kind: {"url": url, "expiry_time": expiry}})
        }
        _ => stored(workspace, kind, &content)?,
    };
    file["name"] = match place.optional("name") {
        None if kind == "file_upload" => {
            let (_, upload) = workspace.uploaded(&content.get("id"))?;
            upload.filename.clone().into()
        }
        _ => place.get("name").filled_text(limits::NAME)?.into(),
    };
    Ok(file)
}

/// An address elsewhere, or a file that was uploaded, in its read shape.
fn stored(workspace: &Workspace, kind: &str, content: &Place<'_>) -> Result<Value, Failure> {
    if kind == "file_upload" {
        content.only(&["id"])?;
        let (id, upload) = workspace.uploaded(&content.get("id"))?;
        return Ok(json!({"type": "file", "file": upload.file(id)}));
    }
    content.only(&["url"])?;
    Ok(json!({"type": kind, kind: {"url": content.get("url").filled_text(limits::URL)?}}))
}
