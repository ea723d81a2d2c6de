//! What a database says about the properties of its pages.

use alloy_notion::{NumberFormat, RollupFunction};
use proptest::prelude::*;

use super::{
    Json, Members, empty, id, list, maybe, member, name, object, one_of, option_color, short_id,
    words,
};

pub(crate) fn property_schema() -> Json {
    let mut kinds: Vec<(&str, Json)> = [
        "title",
        "rich_text",
        "date",
        "people",
        "files",
        "checkbox",
        "url",
        "email",
        "phone_number",
        "created_time",
        "created_by",
        "last_edited_time",
        "last_edited_by",
        "last_visited_time",
        "verification",
        "place",
        "location",
        "button",
    ]
    .map(|tag| (tag, empty()))
    .into();
    kinds.extend([
        ("number", object([maybe("format", name(NumberFormat::KNOWN))])),
        ("select", object([options()])),
        ("multi_select", object([options()])),
        ("status", object([options(), member("groups", list(group()))])),
        ("relation", relation()),
        ("formula", object([member("expression", words())])),
        ("rollup", rollup()),
        ("unique_id", object([maybe("prefix", words())])),
    ]);
    object([
        member("id", short_id()),
        member("name", words()),
        maybe("description", words()),
        one_of(kinds),
    ])
}

fn options() -> Members {
    let option = object([
        member("id", short_id()),
        member("name", words()),
        member("color", option_color()),
        maybe("description", words()),
    ]);
    member("options", list(option))
}

fn group() -> Json {
    object([
        member("id", short_id()),
        member("name", words()),
        member("color", option_color()),
        member("option_ids", list(short_id())),
    ])
}

/// A relation as versions have it, and as they had it before there were kinds of relations.
fn relation() -> Json {
    let synced =
        || [maybe("synced_property_id", short_id()), maybe("synced_property_name", words())];
    let newer = object([
        member("database_id", id()),
        maybe("data_source_id", id()),
        one_of(vec![("single_property", empty()), ("dual_property", object(synced()))]),
    ]);
    let older = object([member("database_id", id())].into_iter().chain(synced()));
    prop_oneof![4 => newer, 1 => older].boxed()
}

fn rollup() -> Json {
    object([
        maybe("relation_property_name", words()),
        maybe("relation_property_id", short_id()),
        maybe("rollup_property_name", words()),
        maybe("rollup_property_id", short_id()),
        member("function", name(RollupFunction::KNOWN)),
    ])
}
