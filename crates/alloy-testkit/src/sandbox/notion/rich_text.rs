//! Rich text: what may be written, and what is read.

use serde_json::{Value, json};

use super::{Failure, Id, Place, custom_emojis, dates, limits, workspace::Workspace};

/// The colours of texts and blocks.
pub(super) const COLORS: [&str; 20] = [
    "default",
    "gray",
    "brown",
    "orange",
    "yellow",
    "green",
    "blue",
    "purple",
    "pink",
    "red",
    "default_background",
    "gray_background",
    "brown_background",
    "orange_background",
    "yellow_background",
    "green_background",
    "blue_background",
    "purple_background",
    "pink_background",
    "red_background",
];

const STYLES: [&str; 5] = ["bold", "italic", "strikethrough", "underline", "code"];

/// Checks an array of rich text and gives its read shape.
pub(super) fn read(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    place.items(limits::ARRAY)?.iter().map(|item| item_of(workspace, item)).collect()
}

/// The plain text of an array in its read shape.
pub(super) fn plain(items: &Value) -> String {
    let items = items.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| item["plain_text"].as_str()).collect()
}

/// Plain text in its read shape, in as many pieces as its length takes.
pub(super) fn pieces(text: &str, link: Option<&str>, styles: &[&str]) -> Vec<Value> {
    let mut annotations = plain_annotations();
    for style in styles {
        annotations[*style] = true.into();
    }
    let piece = |content: &str| {
        json!({
            "type": "text",
            "text": {"content": content, "link": link.map(|url| json!({"url": url}))},
            "annotations": annotations,
            "plain_text": content,
            "href": link,
        })
    };
    let mut pieces = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (at, letter) in text.char_indices() {
        if length + letter.len_utf16() > limits::TEXT {
            pieces.push(piece(&text[start..at]));
            (start, length) = (at, 0);
        }
        length += letter.len_utf16();
    }
    if start < text.len() {
        pieces.push(piece(&text[start..]));
    }
    pieces
}

/// Plain text as requests and replies have it.
pub(in crate::sandbox) fn written(text: &str) -> Value {
    pieces(text, None, &[]).into()
}

fn plain_annotations() -> Value {
    let mut annotations = json!({"color": "default"});
    for style in STYLES {
        annotations[style] = false.into();
    }
    annotations
}

/// An item in its read shape. The plain text that comes with a request is passed over.
fn item_of(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    let beside = ["annotations", "plain_text", "href"];
    let (kind, content) = place.variant(&["text", "mention", "equation"], &beside)?;
    let (content, plain_text, href) = match kind {
        "text" => text(&content)?,
        "mention" => mention(workspace, &content)?,
        _ => {
            content.only(&["expression"])?;
            let expression = content.get("expression").text(limits::EXPRESSION)?;
            (json!({"expression": expression}), expression.to_owned(), Value::Null)
        }
    };
    Ok(json!({
        "type": kind,
        kind: content,
        "annotations": annotations(place)?,
        "plain_text": plain_text,
        "href": href,
    }))
}

/// Content, plain text and address of an item.
type Item = (Value, String, Value);

fn text(place: &Place<'_>) -> Result<Item, Failure> {
    place.only(&["content", "link"])?;
    let content = place.get("content").text(limits::TEXT)?;
    let link = match place.nullable("link") {
        Some(link) => {
            link.only(&["url", "type"])?;
            Some(link.get("url").filled_text(limits::URL)?)
        }
        None => None,
    };
    let shape = json!({"content": content, "link": link.map(|url| json!({"url": url}))});
    Ok((shape, content.to_owned(), link.into()))
}

fn mention(workspace: &Workspace, place: &Place<'_>) -> Result<Item, Failure> {
    let kinds = ["user", "page", "database", "date", "template_mention", "custom_emoji"];
    let (kind, content) = place.variant(&kinds, &[])?;
    let (content, plain_text, href) = match kind {
        "user" => {
            let user = workspace.user(content.get("id").id()?);
            let name = format!("@{}", user["name"].as_str().unwrap_or("Anonymous"));
            (user, name, Value::Null)
        }
        "page" => {
            let id = content.get("id").id()?;
            workspace.page(id)?;
            reference(workspace, id)
        }
        "database" => {
            let id = content.get("id").id()?;
            workspace.database(id)?;
            reference(workspace, id)
        }
        "date" => {
            let date = dates::read(&content)?;
            let plain = match (date["start"].as_str(), date["end"].as_str()) {
                (Some(start), Some(end)) => format!("{start} → {end}"),
                (start, _) => start.unwrap_or_default().to_owned(),
            };
            (date, plain, Value::Null)
        }
        "template_mention" => template(&content)?,
        _ => {
            let emoji = custom_emojis::read(workspace, &content)?;
            let plain = format!(":{}:", emoji["name"].as_str().unwrap_or_default());
            (emoji, plain, Value::Null)
        }
    };
    Ok((json!({"type": kind, kind: content}), plain_text, href))
}

/// A mention of a page or a database: its title, and its address.
fn reference(workspace: &Workspace, id: Id) -> Item {
    let title = workspace.title(id).filter(|title| !title.is_empty());
    let address = format!("https://www.notion.so/{}", id.digits());
    let title = title.unwrap_or_else(|| "Untitled".to_owned());
    (json!({"id": id.to_string()}), title, address.into())
}

fn template(place: &Place<'_>) -> Result<Item, Failure> {
    let (kind, content) =
        place.variant(&["template_mention_date", "template_mention_user"], &[])?;
    let value = match kind {
        "template_mention_date" => content.one_of(&["today", "now"])?,
        _ => content.one_of(&["me"])?,
    };
    Ok((json!({"type": kind, kind: value}), format!("@{value}"), Value::Null))
}

fn annotations(item: &Place<'_>) -> Result<Value, Failure> {
    let mut annotations = plain_annotations();
    let Some(given) = item.optional("annotations") else { return Ok(annotations) };
    for (key, place) in given.members()? {
        annotations[key] = match key {
            "color" => place.one_of(&COLORS)?.into(),
            _ if STYLES.contains(&key) => place.boolean()?.into(),
            _ => return place.should_be("not present"),
        };
    }
    Ok(annotations)
}
