//! Texts and what they mention.

use alloy_notion::{Annotations, Color, DateKeyword, MentionKind, RichText, TemplateMentionKind};

use crate::{fixtures, read::round_trip::round_trip};

#[test]
fn a_text_reads_as_plain_text() {
    let text: RichText = round_trip(fixtures::RICH_TEXT);
    assert!(text.plain().starts_with("Read the logv = \\frac{d}{t}@Anonymous"));
    assert_eq!(text.to_string(), text.plain());
    assert_eq!(RichText::default().plain(), "");
}

#[test]
fn looks_and_links_are_kept() {
    let text: RichText = round_trip(fixtures::RICH_TEXT);
    let look = &text[0].annotations;
    assert!(!look.bold && look.italic && look.strikethrough && look.underline && look.code);
    assert_eq!(look.color, Color::Purple);
    assert!(!look.is_plain() && text[1].annotations.is_plain());
    assert_eq!(
        text[1].as_text().unwrap().link.as_ref().unwrap().url,
        "/7f1c9a5230de4c1b9a060c5a6f2b4d11"
    );
    assert_eq!(text[2].as_equation().unwrap().expression, "v = \\frac{d}{t}");
    assert!(text[2].as_text().is_none() && text[2].as_mention().is_none());
}

#[test]
fn missing_looks_are_plain() {
    let look: Annotations = round_trip(r#"{"bold": true}"#);
    assert!(look.bold && look.color == Color::Default && !look.is_plain());
    let text: RichText =
        round_trip(r#"[{"type": "text", "text": {"content": "x"}, "plain_text": "x"}]"#);
    assert!(text[0].annotations.is_plain());
}

#[test]
fn mentions_of_every_kind_are_known() {
    let text: RichText = round_trip(fixtures::RICH_TEXT);
    let kinds: Vec<_> = text
        .iter()
        .filter_map(|item| item.as_mention())
        .map(|mention| mention.kind.type_name())
        .collect();
    assert_eq!(
        kinds,
        [
            "user",
            "page",
            "database",
            "date",
            "link_preview",
            "link_mention",
            "template_mention",
            "template_mention",
            "custom_emoji",
        ]
    );
    let MentionKind::Template(template) = &text[9].as_mention().unwrap().kind else {
        panic!("no template")
    };
    assert_eq!(template.kind, TemplateMentionKind::Date(DateKeyword::Today));
}
