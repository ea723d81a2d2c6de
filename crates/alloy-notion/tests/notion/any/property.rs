//! What the properties of a page hold.

use alloy_notion::RollupFunction;
use proptest::prelude::*;

use super::{
    Json, empty, flag, id, list, maybe, member, name, named, number, object, one_of, option_color,
    or_null, short_id,
    text::{date, file, rich_text, rich_text_item, user, user_or_group},
    time, url, whole, words,
};

/// The value of a property of any type.
pub(crate) fn property_value() -> Json {
    let mut kinds = simple_kinds();
    kinds.push(("rollup", rollup()));
    object([member("id", short_id()), one_of(kinds), maybe("has_more", flag())])
}

/// The value of a property as its own endpoint gives it, where some come one by one.
pub(crate) fn property_item() -> Json {
    let mut kinds = simple_kinds();
    for (tag, content) in &mut kinds {
        *content = match *tag {
            "title" | "rich_text" => rich_text_item(),
            "people" => user_or_group(),
            "relation" => reference(),
            _ => continue,
        };
    }
    kinds.push(("rollup", rollup()));
    named("property_item", [member("id", short_id()), one_of(kinds)])
}

/// All types but rollups, which have values of the others inside.
fn simple_kinds() -> Vec<(&'static str, Json)> {
    vec![
        ("title", rich_text()),
        ("rich_text", rich_text()),
        ("number", or_null(number())),
        ("select", or_null(option())),
        ("multi_select", list(option())),
        ("status", or_null(option())),
        ("date", or_null(date())),
        ("people", list(user_or_group())),
        ("files", list(file())),
        ("checkbox", flag()),
        ("url", or_null(url())),
        ("email", or_null(words())),
        ("phone_number", or_null(words())),
        ("relation", list(reference())),
        ("formula", formula()),
        ("created_time", time()),
        ("created_by", user()),
        ("last_edited_time", time()),
        ("last_edited_by", user()),
        ("unique_id", object([maybe("prefix", words()), maybe("number", whole())])),
        ("verification", or_null(verification())),
        ("place", or_null(place())),
        ("button", empty()),
    ]
}

fn reference() -> Json {
    object([member("id", id())])
}

fn option() -> Json {
    let id = prop_oneof![id(), short_id()].boxed();
    object([member("id", id), member("name", words()), member("color", option_color())])
}

fn formula() -> Json {
    object([one_of(vec![
        ("string", or_null(words())),
        ("number", or_null(number())),
        ("boolean", or_null(flag())),
        ("date", or_null(date())),
        ("unsupported", empty()),
    ])])
}

fn rollup() -> Json {
    let value = object([one_of(simple_kinds())]);
    let kinds = one_of(vec![
        ("number", or_null(number())),
        ("date", or_null(date())),
        ("array", list(value)),
        ("unsupported", empty()),
        ("incomplete", empty()),
    ]);
    object([kinds, member("function", name(RollupFunction::KNOWN))])
}

fn verification() -> Json {
    object([
        member("state", name(["verified", "expired", "unverified"])),
        maybe("verified_by", user()),
        maybe("date", date()),
    ])
}

fn place() -> Json {
    object([
        member("lat", number()),
        member("lon", number()),
        maybe("name", words()),
        maybe("address", words()),
        maybe("aws_place_id", words()),
        maybe("google_place_id", words()),
    ])
}
