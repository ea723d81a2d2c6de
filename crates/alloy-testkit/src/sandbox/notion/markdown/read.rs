//! Markdown as blocks.

use serde_json::{Value, json};

use super::inline;
use crate::sandbox::notion::rich_text;

/// A block, as a request has it, and those inside.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) block: Value,
    pub(super) inside: Vec<Written>,
}

/// What stands before the text of a block of a type, the longer ones first.
const PREFIXES: [(&str, &str); 10] = [
    ("#### ", "heading_4"),
    ("### ", "heading_3"),
    ("## ", "heading_2"),
    ("# ", "heading_1"),
    ("- [ ] ", "to_do"),
    ("- [x] ", "to_do"),
    ("- ", "bulleted_list_item"),
    ("* ", "bulleted_list_item"),
    ("+ ", "bulleted_list_item"),
    ("> ", "quote"),
];

/// Whether a line stands inside the block before it.
pub(super) fn is_inside(line: &str) -> bool {
    level(line) > 0
}

/// Whether a text by itself is a paragraph.
pub(super) fn is_paragraph(text: &str) -> bool {
    let line = text.trim_start();
    !line.starts_with("```") && line != "$$" && one_line(line).get("paragraph").is_some()
}

/// The blocks of a text. A line is a block, but for code and equations; empty lines are none.
pub(super) fn blocks(markdown: &str) -> Vec<Written> {
    let lines: Vec<_> = markdown.lines().collect();
    read(&lines, 0)
}

/// Blocks whose lines stand in so far.
fn read(mut lines: &[&str], depth: usize) -> Vec<Written> {
    let mut blocks: Vec<Written> = Vec::new();
    while let Some((line, rest)) = lines.split_first() {
        if line.trim().is_empty() {
            lines = rest;
            continue;
        }
        if level(line) > depth && !blocks.is_empty() {
            let length =
                lines.iter().take_while(|line| line.trim().is_empty() || level(line) > depth);
            let (inner, after) = lines.split_at(length.count());
            if let Some(parent) = blocks.last_mut().filter(|parent| can_have(&parent.block)) {
                parent.inside = read(inner, depth + 1);
            } else {
                blocks.extend(read(inner, usize::MAX));
            }
            lines = after;
            continue;
        }
        let (block, after) = block(line.trim_start(), rest, depth.min(level(line)));
        blocks.push(Written { block, inside: Vec::new() });
        lines = after;
    }
    blocks
}

/// How far a line stands in: by tabs, or by as many times two spaces.
fn level(line: &str) -> usize {
    let mut columns = 0;
    for letter in line.chars() {
        match letter {
            '\t' => columns += 2,
            ' ' => columns += 1,
            _ => break,
        }
    }
    columns / 2
}

fn can_have(block: &Value) -> bool {
    ["paragraph", "bulleted_list_item", "numbered_list_item", "to_do", "quote"]
        .iter()
        .any(|kind| block.get(kind).is_some())
}

/// The block that begins with a line, and the lines after it.
fn block<'l, 't>(line: &str, rest: &'l [&'t str], depth: usize) -> (Value, &'l [&'t str]) {
    if let Some(language) = line.strip_prefix("```") {
        let (lines, after) = fenced(rest, "```", depth);
        let language = if language.trim().is_empty() { "plain text" } else { language.trim() };
        let text = rich_text::written(&lines);
        return (json!({"code": {"rich_text": text, "language": known(language)}}), after);
    }
    if line == "$$" {
        let (expression, after) = fenced(rest, "$$", depth);
        return (json!({"equation": {"expression": expression}}), after);
    }
    (one_line(line), rest)
}

/// The lines up to a closing one, and those after it.
fn fenced<'l, 't>(rest: &'l [&'t str], close: &str, depth: usize) -> (String, &'l [&'t str]) {
    let end = rest.iter().position(|line| line.trim() == close).unwrap_or(rest.len());
    let lines = rest.iter().take(end).map(|line| {
        let outer = line.char_indices().take(depth).take_while(|(_, letter)| *letter == '\t');
        &line[outer.count()..]
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    (text, rest.get(end + 1..).unwrap_or_default())
}

fn one_line(line: &str) -> Value {
    if line == "---" {
        return json!({"divider": {}});
    }
    if let Some((caption, url)) = image(line) {
        let caption = inline::read(caption);
        return json!({"image": {"external": {"url": url}, "caption": caption}});
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if let (1..=9, Some(text)) = (digits, line[digits..].strip_prefix(". ")) {
        return json!({"numbered_list_item": {"rich_text": inline::read(text)}});
    }
    let prefix = PREFIXES.iter().find(|(prefix, _)| line.starts_with(prefix));
    let Some((prefix, kind)) = prefix else {
        return json!({"paragraph": {"rich_text": inline::read(line)}});
    };
    let mut content = json!({"rich_text": inline::read(&line[prefix.len()..])});
    if *kind == "to_do" {
        content["checked"] = (*prefix == "- [x] ").into();
    }
    json!({*kind: content})
}

/// Caption and address of a line that is an image.
fn image(line: &str) -> Option<(&str, &str)> {
    let (caption, url) = line.strip_prefix("![")?.strip_suffix(')')?.split_once("](")?;
    (!url.is_empty() && url.len() <= 2000).then_some((caption, url))
}

/// A language of Notion's: that of its name, or none.
fn known(language: &str) -> &str {
    if crate::sandbox::notion::blocks::is_language(language) { language } else { "plain text" }
}
