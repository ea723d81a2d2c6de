//! Texts, and the small things that are everywhere: users, files, icons, parents, dates.

use alloy_notion::IconColor;
use proptest::prelude::*;

use super::{
    Json, Members, SURPRISE, color, count, flag, id, is, list, maybe, member, name, named, number,
    object, one_of, time, url, words,
};

pub(crate) fn rich_text() -> Json {
    list(rich_text_item())
}

pub(super) fn rich_text_item() -> Json {
    let text = object([member("content", words()), maybe("link", object([member("url", url())]))]);
    object([
        one_of(vec![
            ("text", text),
            ("mention", mention()),
            ("equation", object([member("expression", words())])),
        ]),
        member("annotations", annotations()),
        member("plain_text", words()),
        maybe("href", url()),
    ])
}

fn annotations() -> Json {
    object([
        member("bold", flag()),
        member("italic", flag()),
        member("strikethrough", flag()),
        member("underline", flag()),
        member("code", flag()),
        member("color", color()),
    ])
}

fn mention() -> Json {
    let template = object([one_of(vec![
        ("template_mention_date", name(["today", "now"])),
        ("template_mention_user", name(["me"])),
    ])]);
    let link = object([
        member("href", url()),
        maybe("title", words()),
        maybe("description", words()),
        maybe("link_author", words()),
        maybe("link_provider", words()),
        maybe("thumbnail_url", url()),
        maybe("icon_url", url()),
        maybe("iframe_url", url()),
        maybe("height", number()),
        maybe("padding", number()),
        maybe("padding_top", number()),
    ]);
    object([one_of(vec![
        ("user", user()),
        ("page", object([member("id", id())])),
        ("database", object([member("id", id())])),
        ("date", date()),
        ("link_preview", object([member("url", url())])),
        ("link_mention", link),
        ("template_mention", template),
        ("custom_emoji", custom_emoji()),
    ])])
}

pub(super) fn date() -> Json {
    object([
        member("start", time()),
        maybe("end", time()),
        maybe("time_zone", name(["Europe/Lisbon", "Asia/Tokyo"])),
    ])
}

/// A user of whom all, some or nothing but the id is known.
pub(crate) fn user() -> Json {
    let person = object([maybe("email", words()), maybe("email_verified", flag())]);
    let limits = object([maybe("max_file_upload_size_in_bytes", count())]);
    let owner = object([one_of(vec![("user", partial_user()), ("workspace", is(true))])]);
    let bot = object([
        maybe("owner", owner),
        maybe("workspace_name", words()),
        maybe("workspace_id", id()),
        maybe("workspace_limits", limits),
    ]);
    let full = named(
        "user",
        [
            member("id", id()),
            maybe("name", words()),
            maybe("avatar_url", url()),
            one_of(vec![("person", person), ("bot", bot)]),
        ],
    );
    prop_oneof![full, partial_user()].boxed()
}

fn partial_user() -> Json {
    named("user", [member("id", id())])
}

pub(crate) fn user_or_group() -> Json {
    let group = named("group", [member("id", id()), maybe("name", words())]);
    let other = named(SURPRISE, [member("id", id())]);
    prop_oneof![6 => user(), 3 => group, 1 => other].boxed()
}

fn external() -> Json {
    object([member("url", url())])
}

fn hosted() -> Json {
    object([member("url", url()), maybe("expiry_time", time())])
}

/// The kinds of places that a file may be in.
pub(super) fn file_kinds() -> Members {
    one_of(vec![("external", external()), ("file", hosted())])
}

pub(crate) fn file() -> Json {
    object([maybe("name", words()), file_kinds()])
}

fn custom_emoji() -> Json {
    object([member("id", id()), maybe("name", words()), maybe("url", url())])
}

pub(crate) fn icon() -> Json {
    let native = object([member("name", words()), member("color", name(IconColor::KNOWN))]);
    object([one_of(vec![
        ("emoji", name(["🚀", "👩\u{200D}🚀", "✅"])),
        ("external", external()),
        ("file", hosted()),
        ("custom_emoji", custom_emoji()),
        ("icon", native),
    ])])
}

pub(crate) fn parent() -> Json {
    object([one_of(vec![
        ("page_id", id()),
        ("database_id", id()),
        ("data_source_id", id()),
        ("block_id", id()),
        ("workspace", is(true)),
        ("agent_id", id()),
    ])])
}
