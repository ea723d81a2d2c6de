//! Any texts at all: nothing panics, what is written is JSON, and nothing in it is lost.

use alloy_core::{Action, Context};
use alloy_notion::{
    BlockInput, CodeLanguage, CreatePage, DatabaseId, DateInput, FileInput, IconInput,
    NamedFileInput, OptionInput, PlaceInput, PropertyInput, RichTextInput, RichTextInputs,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::write::id;

/// Texts of all sorts, some of them long, and some of what is shown as one.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        ".{0,3000}",
        prop::collection::vec(
            prop::sample::select(vec![
                "e\u{301}",
                "👩\u{200D}🚀",
                "👍\u{1F3FD}",
                "🇩🇪",
                "\r\n",
                "a",
                "\0",
                "\"",
                "日",
            ]),
            0..1500,
        )
        .prop_map(|parts| parts.concat()),
    ]
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The content of each text in a list of rich text.
fn contents(rich_text: &Value) -> Vec<&str> {
    let items = rich_text.as_array().unwrap();
    items.iter().map(|item| item["text"]["content"].as_str().unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_are_the_text_and_each_fits(text in text()) {
        let json = serde_json::to_value(RichTextInputs::split(&text)).unwrap();
        let pieces = contents(&json);
        prop_assert_eq!(pieces.concat(), &*text);
        prop_assert!(pieces.iter().all(|piece| units(piece) <= 2000));
        prop_assert_eq!(pieces.len() > 1, units(&text) > 2000);
        // A cut goes back by 64 `char`s, of two units each, and no further.
        let (_, full) = pieces.split_last().unwrap();
        prop_assert!(full.iter().all(|piece| units(piece) > 2000 - 2 * 65));
    }

    #[test]
    fn a_title_is_found_again_or_refused_for_its_length(text in text()) {
        let page = CreatePage::in_workspace().title(&text);
        let json = serde_json::to_value(&page).unwrap();
        prop_assert_eq!(contents(&json["properties"]["title"]["title"]), [&*text]);
        prop_assert_eq!(crate::write::body(&page).is_ok(), units(&text) <= 2000);
    }

    #[test]
    fn every_text_is_found_again(
        [a, b, c, d, e] in [text(), text(), text(), text(), text()],
        number in any::<f64>(),
        name in any::<String>(),
    ) {
        let page = CreatePage::in_database(id::<DatabaseId>())
            .title(RichTextInput::link(&a, &b).bold())
            .property(&name, PropertyInput::multi_select([&c, &d]))
            .property("file", PropertyInput::files([NamedFileInput::external(&a, &e)]))
            .property("date", PropertyInput::date(DateInput::day(&b).until(&c).time_zone(&d)))
            .property("option", PropertyInput::select(OptionInput::name(&e).description(&a)))
            .property("place", PropertyInput::place(PlaceInput::new(1.0, 2.0).name(&b)))
            .icon(IconInput::emoji(&c))
            .cover(FileInput::external(&d))
            .child(BlockInput::code(CodeLanguage::from(&*e), &a))
            .child(BlockInput::table([[&b, &c]]))
            .child(BlockInput::toggle(&d).child(BlockInput::bookmark(&e)))
            .child(BlockInput::raw(&name).field("value", a.clone()));
        let json = serde_json::to_string(&page).unwrap();
        let value: Value = serde_json::from_str(&json).unwrap();
        let properties = &value["properties"];
        let children = &value["children"];
        for (place, text) in [
            (&properties["title"]["title"][0]["text"]["content"], &a),
            (&properties["title"]["title"][0]["text"]["link"]["url"], &b),
            (&properties["file"]["files"][0]["name"], &a),
            (&properties["file"]["files"][0]["external"]["url"], &e),
            (&properties["date"]["date"]["start"], &b),
            (&properties["date"]["date"]["end"], &c),
            (&properties["date"]["date"]["time_zone"], &d),
            (&properties["option"]["select"]["name"], &e),
            (&properties["option"]["select"]["description"], &a),
            (&properties["place"]["place"]["name"], &b),
            (&value["icon"]["emoji"], &c),
            (&value["cover"]["external"]["url"], &d),
            (&children[0]["code"]["language"], &e),
            (&children[0]["code"]["rich_text"][0]["text"]["content"], &a),
            (&children[1]["table"]["children"][0]["table_row"]["cells"][1][0]["text"]["content"], &c),
            (&children[2]["toggle"]["children"][0]["bookmark"]["url"], &e),
        ] {
            prop_assert_eq!(place, text);
        }
        if !["title", "file", "date", "option", "place"].contains(&&*name) {
            prop_assert_eq!(&properties[&name]["multi_select"][1]["name"], &d);
        }
        // Whether the body is too large is told from the hint unless it could be.
        prop_assert!(page.size_hint() * 6 >= json.len());
        // Neither of these panics.
        let _ = page.validate(&Context::of_defaults(&[]));
        let _ = crate::write::body(&page.property("number", PropertyInput::number(number)));
    }

    #[test]
    fn numbers_are_found_again(float in any::<f64>(), signed in any::<i64>(), unsigned in any::<u64>()) {
        let number = |property| serde_json::to_value(property).unwrap()["number"].clone();
        prop_assume!(float.is_finite());
        prop_assert_eq!(number(PropertyInput::number(float)).as_f64(), Some(float));
        prop_assert_eq!(number(PropertyInput::number(signed)).as_i64(), Some(signed));
        prop_assert_eq!(number(PropertyInput::number(unsigned)).as_u64(), Some(unsigned));
    }

    #[test]
    fn any_nesting_is_answered(depths in prop::collection::vec(0_usize..6, 0..8)) {
        let nested = |depth| {
            (0..depth).fold(BlockInput::divider(), |inside, level| match level % 3 {
                0 => BlockInput::toggle("a").child(inside),
                1 => BlockInput::column_list([BlockInput::column([inside.clone()]), BlockInput::column([inside])]),
                _ => BlockInput::heading_1("a").child(inside),
            })
        };
        let page = CreatePage::in_workspace().children(depths.iter().map(|&depth| nested(depth)));
        let fits = depths.iter().all(|depth| [0, 1, 2].contains(depth));
        prop_assert_eq!(crate::write::body(&page).is_ok(), fits);
    }
}
