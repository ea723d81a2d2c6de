//! Files, icons and covers.

use serde_json::{Value, json};

use super::{Failure, Place, failure::Thing, limits};

/// The colours of Notion's own icons.
const ICON_COLORS: [&str; 10] =
    ["gray", "lightgray", "brown", "yellow", "orange", "green", "blue", "purple", "pink", "red"];

/// The longest name that a file or an icon may have.
const NAME: usize = 100;

/// The icon that a request may give, in its read shape.
pub(super) fn icon(request: &Place<'_>) -> Result<Value, Failure> {
    match request.nullable("icon") {
        Some(place) => icon_of(&place),
        None => Ok(Value::Null),
    }
}

/// An icon in its read shape.
pub(super) fn icon_of(place: &Place<'_>) -> Result<Value, Failure> {
    let kinds = ["emoji", "external", "file_upload", "custom_emoji", "icon"];
    let (kind, content) = place.variant(&kinds, &[])?;
    let content = match kind {
        "emoji" => match content.filled_text(NAME)? {
            // An emoji is never plain ASCII. Notion knows each of them; here this must do.
            text if text.is_ascii() => return content.should_be("an emoji"),
            text => text.into(),
        },
        "custom_emoji" => {
            content.only(&["id", "name", "url"])?;
            let id = content.get("id").id()?;
            let name = content.nullable("name").map(|name| name.text(NAME)).transpose()?;
            let url = content.nullable("url").map(|url| url.text(limits::URL)).transpose()?;
            json!({"id": id.to_string(), "name": name, "url": url})
        }
        "icon" => {
            content.only(&["name", "color"])?;
            let name = content.get("name").filled_text(NAME)?;
            let color = content.optional("color").map(|color| color.one_of(&ICON_COLORS));
            json!({"name": name, "color": color.transpose()?.unwrap_or("gray")})
        }
        _ => stored(kind, &content)?,
    };
    Ok(json!({"type": kind, kind: content}))
}

/// The cover that a request may give, in its read shape.
pub(super) fn cover(request: &Place<'_>) -> Result<Value, Failure> {
    match request.nullable("cover") {
        Some(place) => file(&place, &[]),
        None => Ok(Value::Null),
    }
}

/// A file: an address elsewhere, or an upload. Other members may stand `beside` it.
pub(super) fn file(place: &Place<'_>, beside: &[&str]) -> Result<Value, Failure> {
    let (kind, content) = place.variant(&["external", "file_upload"], beside)?;
    Ok(json!({"type": kind, kind: stored(kind, &content)?}))
}

/// Whether something says which file it is.
pub(super) fn is_given(place: &Place<'_>) -> bool {
    ["type", "external", "file_upload"].iter().any(|key| place.optional(key).is_some())
}

/// One file of a `files` property. One that Notion has already may be sent back.
pub(super) fn named(place: &Place<'_>) -> Result<Value, Failure> {
    let (kind, content) = place.variant(&["external", "file", "file_upload"], &["name"])?;
    let content = match kind {
        "file" => {
            content.only(&["url", "expiry_time"])?;
            let url = content.get("url").filled_text(limits::URL)?;
            let expiry = content.optional("expiry_time").map(|time| time.string()).transpose()?;
            json!({"url": url, "expiry_time": expiry})
        }
        _ => stored(kind, &content)?,
    };
    let name = place.get("name").filled_text(NAME)?;
    Ok(json!({"name": name, "type": kind, kind: content}))
}

/// An address elsewhere. Uploads there are none, so any that is named is unknown.
fn stored(kind: &str, content: &Place<'_>) -> Result<Value, Failure> {
    if kind == "file_upload" {
        content.only(&["id"])?;
        return Err(Failure::not_found(Thing::FileUpload, content.get("id").id()?));
    }
    content.only(&["url"])?;
    Ok(json!({"url": content.get("url").filled_text(limits::URL)?}))
}
