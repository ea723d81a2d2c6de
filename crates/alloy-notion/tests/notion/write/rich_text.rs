//! Rich text: every way to make one, and its JSON.

use alloy_notion::{
    BlockInput, Color, DateInput, MentionInput, RichTextInput, RichTextInputs, Time,
};

use crate::write::{UUID, id, json};

#[test]
fn text_is_its_content() {
    let expected = r#"{"type":"text","text":{"content":"a \"b\""}}"#;
    assert_eq!(json(&RichTextInput::text("a \"b\"")), expected);
}

#[test]
fn a_link_is_part_of_a_text() {
    let expected = r#"{"type":"text","text":{"content":"a","link":{"url":"https://example.com"}}}"#;
    assert_eq!(json(&RichTextInput::link("a", "https://example.com")), expected);
}

#[test]
fn an_equation_is_an_expression() {
    let expected = r#"{"type":"equation","equation":{"expression":"e=mc^2"}}"#;
    assert_eq!(json(&RichTextInput::equation("e=mc^2")), expected);
}

#[test]
fn annotations_are_what_differs_from_plain_text() {
    let all = RichTextInput::text("a").bold().italic().strikethrough().underline().code();
    for (text, annotations) in [
        (RichTextInput::text("a").bold(), r#"{"bold":true}"#),
        (RichTextInput::text("a").italic(), r#"{"italic":true}"#),
        (RichTextInput::text("a").strikethrough(), r#"{"strikethrough":true}"#),
        (RichTextInput::text("a").underline(), r#"{"underline":true}"#),
        (RichTextInput::text("a").code(), r#"{"code":true}"#),
        (RichTextInput::text("a").color(Color::RedBackground), r#"{"color":"red_background"}"#),
        (
            all.color(Color::Blue),
            r#"{"bold":true,"italic":true,"strikethrough":true,"underline":true,"code":true,"color":"blue"}"#,
        ),
    ] {
        let expected =
            format!(r#"{{"type":"text","text":{{"content":"a"}},"annotations":{annotations}}}"#);
        assert_eq!(json(&text), expected);
    }
}

#[test]
fn mentions_name_what_they_mention() {
    for (mention, expected) in [
        (MentionInput::user(id::<alloy_notion::UserId>()), r#""type":"user","user":{"id":"$ID"}"#),
        (MentionInput::page(id::<alloy_notion::PageId>()), r#""type":"page","page":{"id":"$ID"}"#),
        (
            MentionInput::database(id::<alloy_notion::DatabaseId>()),
            r#""type":"database","database":{"id":"$ID"}"#,
        ),
        (
            MentionInput::date(DateInput::day("2026-11-23")),
            r#""type":"date","date":{"start":"2026-11-23"}"#,
        ),
        (
            MentionInput::today(),
            r#""type":"template_mention","template_mention":{"type":"template_mention_date","template_mention_date":"today"}"#,
        ),
        (
            MentionInput::now(),
            r#""type":"template_mention","template_mention":{"type":"template_mention_date","template_mention_date":"now"}"#,
        ),
        (
            MentionInput::me(),
            r#""type":"template_mention","template_mention":{"type":"template_mention_user","template_mention_user":"me"}"#,
        ),
        (
            MentionInput::custom_emoji(id::<alloy_notion::CustomEmojiId>()),
            r#""type":"custom_emoji","custom_emoji":{"id":"$ID"}"#,
        ),
    ] {
        let expected =
            format!(r#"{{"type":"mention","mention":{{{expected}}}}}"#).replace("$ID", UUID);
        assert_eq!(json(&RichTextInput::from(mention)), expected);
    }
}

#[test]
fn dates_leave_out_what_they_have_not() {
    let moment: Time = "2026-11-23T09:30:00Z".parse().unwrap();
    let day: Time = "2026-11-23".parse().unwrap();
    for (date, expected) in [
        (DateInput::day("2026-11-23"), r#"{"start":"2026-11-23"}"#),
        (
            DateInput::day("2026-11-23").until("2026-11-27"),
            r#"{"start":"2026-11-23","end":"2026-11-27"}"#,
        ),
        (
            DateInput::at("2026-11-23T09:30:00").time_zone("Europe/Berlin"),
            r#"{"start":"2026-11-23T09:30:00","time_zone":"Europe/Berlin"}"#,
        ),
        (moment.into(), r#"{"start":"2026-11-23T09:30:00Z"}"#),
        (day.into(), r#"{"start":"2026-11-23"}"#),
    ] {
        assert_eq!(json(&date), expected);
    }
}

#[test]
fn whatever_is_a_text_becomes_a_list_of_rich_text() {
    let owned = "a".to_owned();
    let expected = r#"[{"type":"text","text":{"content":"a"}}]"#;
    for text in [
        RichTextInputs::from("a"),
        RichTextInputs::from(&owned),
        RichTextInputs::from(owned.clone()),
        RichTextInputs::from(std::borrow::Cow::Borrowed("a")),
        RichTextInputs::from(RichTextInput::text("a")),
        RichTextInputs::from([RichTextInput::text("a")]),
        RichTextInputs::from(vec![RichTextInput::text("a")]),
        [RichTextInput::text("a")].into_iter().collect(),
    ] {
        assert_eq!(json(&text), expected);
        assert_eq!(text.len(), 1);
        assert!(!text.is_empty());
    }
    assert!(RichTextInputs::default().is_empty());
}

#[test]
fn splitting_keeps_look_and_link() {
    let long = RichTextInput::link("🚀".repeat(1500), "https://example.com").bold();
    let piece = |count| RichTextInput::link("🚀".repeat(count), "https://example.com").bold();
    let mention = RichTextInput::from(MentionInput::me());
    let split = RichTextInputs::split([RichTextInput::text("a"), long, mention.clone()]);
    let expected = [RichTextInput::text("a"), piece(1000), piece(500), mention];
    assert_eq!(split, RichTextInputs::from(expected));
}

#[test]
fn a_split_text_is_accepted() {
    let source = "fn main() {}\n".repeat(1000);
    let code = BlockInput::code(alloy_notion::CodeLanguage::Rust, RichTextInputs::split(&source));
    let page = alloy_notion::CreatePage::in_workspace().child(code);
    assert!(crate::write::body(&page).is_ok());
}
