//! Updating pages: absent, null and value are three things.

use alloy_core::{Action, CredentialId, Effect, Envelope};
use alloy_notion::{
    ClearableProperty, FileInput, IconInput, PageId, PropertyInput, TemplateInput, UpdatePage,
};

use crate::write::{UUID, body, id, refusal};

fn page() -> UpdatePage {
    UpdatePage::new(id::<PageId>())
}

#[track_caller]
fn check(update: &UpdatePage, expected: &str) {
    assert_eq!(body(update).unwrap(), expected.replace("$ID", UUID));
}

#[test]
fn what_is_not_mentioned_is_left_out() {
    check(&page(), "");
    check(
        &page().title("New title"),
        r#"{"properties":{"title":{"type":"title","title":[{"type":"text","text":{"content":"New title"}}]}}}"#,
    );
    check(
        &page().property("Due", PropertyInput::clear(ClearableProperty::Date)),
        r#"{"properties":{"Due":{"type":"date","date":null}}}"#,
    );
}

#[test]
fn icon_and_cover_are_kept_set_or_removed() {
    check(
        &page().icon(IconInput::emoji("✅")).cover(FileInput::external("https://example.com")),
        r#"{"icon":{"type":"emoji","emoji":"✅"},"cover":{"type":"external","external":{"url":"https://example.com"}}}"#,
    );
    check(&page().remove_icon(), r#"{"icon":null}"#);
    check(&page().remove_cover(), r#"{"cover":null}"#);
    check(
        &page().remove_icon().icon(IconInput::emoji("✅")),
        r#"{"icon":{"type":"emoji","emoji":"✅"}}"#,
    );
}

#[test]
fn states_of_a_page() {
    for (update, expected) in [
        (page().trash(), r#"{"archived":true}"#),
        (page().restore(), r#"{"archived":false}"#),
        (page().lock(), r#"{"is_locked":true}"#),
        (page().unlock(), r#"{"is_locked":false}"#),
        (page().archive(), r#"{"is_archived":true}"#),
        (page().unarchive(), r#"{"is_archived":false}"#),
        (page().erase_content(), r#"{"erase_content":true}"#),
    ] {
        check(&update, expected);
        assert_eq!(update.operation().effect(), Effect::Idempotent);
    }
}

#[test]
fn the_page_is_in_the_path() {
    let envelope = Envelope::of(&page().trash(), &CredentialId::new("credential").unwrap());
    assert_eq!(envelope.unwrap().path_params["page_id"], UUID);
    assert_eq!(page().operation().to_string(), "notion/patch-page");
}

/// A template that is applied twice leaves its content twice.
#[test]
fn a_template_makes_it_a_write() {
    let update = page().template(TemplateInput::id(id::<PageId>())).erase_content();
    assert_eq!(update.operation().effect(), Effect::Write);
    check(
        &update,
        r#"{"template":{"type":"template_id","template_id":"$ID"},"erase_content":true}"#,
    );
}

#[test]
fn limits_hold_here_too() {
    for (update, problem) in [
        (
            page().property("Link", PropertyInput::url("x".repeat(2001))),
            "properties.Link.url: 2001 UTF-16 units, at most 2000",
        ),
        (
            page().icon(FileInput::external("x".repeat(2001))),
            "icon.external.url: 2001 UTF-16 units, at most 2000",
        ),
        (
            page().cover(FileInput::external("x".repeat(2001))),
            "cover.external.url: 2001 UTF-16 units, at most 2000",
        ),
        (page().template(TemplateInput::none()), "template: `none` is for new pages only"),
    ] {
        assert_eq!(refusal(&update), format!("invalid request: {problem}"));
    }
    let texts = vec![alloy_notion::RichTextInput::text("x".repeat(2000)); 100];
    let update = ["a", "b", "c"].into_iter().fold(page(), |update, name| {
        update.property(name, PropertyInput::rich_text(texts.clone()))
    });
    assert!(refusal(&update).starts_with("invalid request: body: "), "{}", refusal(&update));
}
