//! Blocks of every type.

use alloy_notion::CodeLanguage;

use super::{
    Json, Members, color, count, empty, flag, id, list, maybe, member, name, named, number, object,
    one_of, optional, or_null,
    text::{file_kinds, icon, parent, rich_text, user},
    time, url, whole, words,
};

pub(crate) fn block() -> Json {
    let [text, layout, media] = [texts(), layouts(), medias()];
    named(
        "block",
        [
            member("id", id()),
            maybe("parent", parent()),
            maybe("created_time", time()),
            maybe("last_edited_time", time()),
            maybe("created_by", user()),
            maybe("last_edited_by", user()),
            member("has_children", flag()),
            optional("archived", flag()),
            optional("in_trash", flag()),
            one_of(text.into_iter().chain(layout).chain(media).collect()),
        ],
    )
}

/// A text with a colour, and what else there is to it.
fn text(more: impl IntoIterator<Item = Members>) -> Json {
    object([member("rich_text", rich_text()), member("color", color())].into_iter().chain(more))
}

fn texts() -> Vec<(&'static str, Json)> {
    let heading = || text([member("is_toggleable", flag())]);
    let number = [
        maybe("list_start_index", whole()),
        maybe("list_format", name(["numbers", "letters", "roman"])),
    ];
    let code = object([
        member("caption", rich_text()),
        member("rich_text", rich_text()),
        member("language", name(CodeLanguage::KNOWN)),
    ]);
    vec![
        ("paragraph", text([maybe("icon", icon())])),
        ("heading_1", heading()),
        ("heading_2", heading()),
        ("heading_3", heading()),
        ("heading_4", heading()),
        ("bulleted_list_item", text([])),
        ("numbered_list_item", text(number)),
        ("to_do", text([member("checked", flag())])),
        ("toggle", text([])),
        ("quote", text([])),
        ("callout", text([maybe("icon", icon())])),
        ("code", code),
        ("equation", object([member("expression", words())])),
        ("template", object([member("rich_text", rich_text())])),
    ]
}

fn layouts() -> Vec<(&'static str, Json)> {
    let table = object([
        member("table_width", count()),
        member("has_column_header", flag()),
        member("has_row_header", flag()),
    ]);
    let synced = object([one_of(vec![("block_id", id())])]);
    let target = one_of(vec![("page_id", id()), ("database_id", id()), ("comment_id", id())]);
    vec![
        ("divider", empty()),
        ("breadcrumb", empty()),
        ("table_of_contents", object([member("color", color())])),
        ("column_list", empty()),
        ("column", object([maybe("width_ratio", number())])),
        ("table", table),
        ("table_row", object([member("cells", list(rich_text()))])),
        ("tab", empty()),
        ("synced_block", object([member("synced_from", or_null(synced))])),
        ("link_to_page", object([target])),
        ("child_page", object([member("title", words())])),
        ("child_database", object([member("title", words())])),
        ("unsupported", object([maybe("block_type", words())])),
    ]
}

fn medias() -> Vec<(&'static str, Json)> {
    let file = || object([member("caption", rich_text()), maybe("name", words()), file_kinds()]);
    let link = || object([member("caption", rich_text()), member("url", url())]);
    vec![
        ("image", file()),
        ("video", file()),
        ("pdf", file()),
        ("audio", file()),
        ("file", file()),
        ("embed", link()),
        ("bookmark", link()),
        ("link_preview", object([member("url", url())])),
        ("meeting_notes", meeting_notes()),
        ("transcription", meeting_notes()),
    ]
}

fn meeting_notes() -> Json {
    let tabs = object([
        maybe("summary_block_id", id()),
        maybe("notes_block_id", id()),
        maybe("transcript_block_id", id()),
    ]);
    let span = || [maybe("start_time", time()), maybe("end_time", time())];
    let event = object(span().into_iter().chain([member("attendees", list(id()))]));
    object([
        member("title", rich_text()),
        maybe("status", name(["transcription_in_progress", "summary_in_progress", "notes_ready"])),
        maybe("children", tabs),
        maybe("calendar_event", event),
        maybe("recording", object(span())),
    ])
}
