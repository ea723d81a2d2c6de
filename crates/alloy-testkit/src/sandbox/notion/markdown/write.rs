//! Blocks as Markdown.

use super::{inline, read};
use crate::sandbox::notion::{
    Id, rich_text,
    workspace::{Block, Workspace},
};

/// A block of the first level, and its lines with those inside it.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) id: Id,
    pub(super) text: String,
}

/// The Markdown of blocks, but for those that have none.
pub(super) fn segments(workspace: &Workspace, blocks: &[Id]) -> Vec<Segment> {
    let segment = |id: &Id| of_block(workspace, *id).map(|text| Segment { id: *id, text });
    blocks.iter().filter_map(segment).collect()
}

pub(super) fn joined(segments: &[Segment]) -> String {
    segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Blocks at any level that have no Markdown.
pub(super) fn left_out(workspace: &Workspace, blocks: &[Id]) -> Vec<Id> {
    let mut unknown = Vec::new();
    for id in blocks {
        match workspace.blocks.get(id).and_then(own_text) {
            Some(_) => unknown.extend(left_out(workspace, &workspace.children(*id))),
            None => unknown.push(*id),
        }
    }
    unknown
}

fn of_block(workspace: &Workspace, id: Id) -> Option<String> {
    let own = own_text(workspace.blocks.get(&id)?)?;
    let inside = joined(&segments(workspace, &workspace.children(id)));
    Some(inside.lines().fold(own, |text, line| text + "\n\t" + line))
}

/// A block's lines without those inside it.
fn own_text(block: &Block) -> Option<String> {
    let content = &block.content;
    let text = || inline::write(&content["rich_text"]);
    Some(match block.kind {
        "paragraph" => as_paragraph(text()),
        "heading_1" => format!("# {}", text()),
        "heading_2" => format!("## {}", text()),
        "heading_3" => format!("### {}", text()),
        "heading_4" => format!("#### {}", text()),
        "bulleted_list_item" => format!("- {}", text()),
        "numbered_list_item" => format!("1. {}", text()),
        "to_do" if content["checked"] == true => format!("- [x] {}", text()),
        "to_do" => format!("- [ ] {}", text()),
        "quote" => format!("> {}", text()),
        "code" => {
            let language = content["language"].as_str().unwrap_or_default();
            format!("```{language}\n{}\n```", rich_text::plain(&content["rich_text"]))
        }
        "equation" => format!("$$\n{}\n$$", content["expression"].as_str().unwrap_or_default()),
        "divider" => "---".to_owned(),
        "image" => {
            let kind = content["type"].as_str().unwrap_or_default();
            let url = content[kind]["url"].as_str().unwrap_or_default();
            format!("![{}]({url})", inline::write(&content["caption"]))
        }
        _ => return None,
    })
}

/// A text with a backslash in it where it would be another block than a paragraph.
fn as_paragraph(mut text: String) -> String {
    if !read::is_paragraph(&text) {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        text.insert(digits, '\\');
    }
    text
}
