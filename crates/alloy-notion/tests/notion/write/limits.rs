//! Every limit: what is at it is sent, what is above is refused, with its place.

use alloy_notion::{
    BlockInput, ClearableProperty, CodeLanguage, CreatePage, DatabaseId, DateInput, FileInput,
    MentionInput, NamedFileInput, OptionInput, PageId, PlaceInput, PropertyInput, RichTextInput,
    Time, UserId, VerificationInput,
};

use crate::write::{body, id, refusal};

/// A row with one property, `P`.
fn row(property: PropertyInput) -> CreatePage {
    CreatePage::in_database(id::<DatabaseId>()).property("P", property)
}

fn block(block: BlockInput) -> CreatePage {
    CreatePage::in_workspace().child(block)
}

/// A URL of this many UTF-16 units, one of them outside of ASCII.
fn url(units: usize) -> String {
    format!("https://example.com/é{}", "x".repeat(units - 21))
}

/// Checks that `most` of something are sent, and that one more is refused.
#[track_caller]
fn at_most(most: usize, unit: &str, path: &str, page: impl Fn(usize) -> CreatePage) {
    assert!(body(&page(most)).is_ok(), "{:?}", body(&page(most)));
    let found = most + 1;
    let expected = format!("invalid request: {path}: {found} {unit}, at most {most}");
    assert_eq!(refusal(&page(found)), expected);
}

#[track_caller]
fn refused(page: &CreatePage, expected: &str) {
    assert_eq!(refusal(page), format!("invalid request: {expected}"));
}

#[test]
fn a_long_code_is_told_by_its_place() {
    let page = CreatePage::in_workspace()
        .children((0..12).map(|_| BlockInput::divider()))
        .child(BlockInput::code(CodeLanguage::Rust, "x".repeat(3000)));
    refused(&page, "children[12].code.rich_text[0].text.content: 3000 UTF-16 units, at most 2000");
}

#[test]
fn texts() {
    let units = "UTF-16 units";
    for (path, page) in [
        (
            "properties.title.title[0].text.content",
            (|n| CreatePage::in_workspace().title("é".repeat(n))) as fn(usize) -> CreatePage,
        ),
        ("properties.P.rich_text[1].text.content", |n| {
            row(PropertyInput::rich_text([
                RichTextInput::text("a"),
                RichTextInput::text("é".repeat(n)),
            ]))
        }),
        ("properties.P.rich_text[0].text.link.url", |n| {
            row(PropertyInput::rich_text(RichTextInput::link("a", url(n))))
        }),
        ("children[0].image.caption[0].text.content", |n| {
            block(BlockInput::image(FileInput::external(url(30))).caption("é".repeat(n)))
        }),
        ("children[0].table.children[0].table_row.cells[1][0].text.content", |n| {
            block(BlockInput::table([["a".to_owned(), "é".repeat(n)]]))
        }),
    ] {
        at_most(2000, units, path, page);
    }
    for (path, page) in [
        (
            "children[0].equation.expression",
            (|n| block(BlockInput::equation("é".repeat(n)))) as fn(usize) -> CreatePage,
        ),
        ("children[0].quote.rich_text[0].equation.expression", |n| {
            block(BlockInput::quote(RichTextInput::equation("é".repeat(n))))
        }),
    ] {
        at_most(1000, units, path, page);
    }
    for (path, page) in [
        (
            "properties.P.email",
            (|n| row(PropertyInput::email("é".repeat(n)))) as fn(usize) -> CreatePage,
        ),
        ("properties.P.phone_number", |n| row(PropertyInput::phone_number("é".repeat(n)))),
    ] {
        at_most(200, units, path, page);
    }
}

#[test]
fn units_are_of_utf_16() {
    let title = |count| CreatePage::in_workspace().title("🚀".repeat(count));
    assert!(body(&title(1000)).is_ok());
    let expected = "properties.title.title[0].text.content: 2002 UTF-16 units, at most 2000";
    refused(&title(1001), expected);
}

#[test]
fn urls() {
    for (path, page) in [
        ("properties.P.url", (|n| row(PropertyInput::url(url(n)))) as fn(usize) -> CreatePage),
        ("properties.P.files[0].external.url", |n| {
            row(PropertyInput::files([NamedFileInput::external("a", url(n))]))
        }),
        ("icon.external.url", |n| CreatePage::in_workspace().icon(FileInput::external(url(n)))),
        ("cover.external.url", |n| CreatePage::in_workspace().cover(FileInput::external(url(n)))),
        ("children[0].callout.icon.external.url", |n| {
            block(BlockInput::callout("a").icon(FileInput::external(url(n))))
        }),
        ("children[0].video.external.url", |n| {
            block(BlockInput::video(FileInput::external(url(n))))
        }),
        ("children[0].bookmark.url", |n| block(BlockInput::bookmark(url(n)))),
        ("children[0].embed.url", |n| block(BlockInput::embed(url(n)))),
    ] {
        at_most(2000, "UTF-16 units", path, page);
    }
}

#[test]
fn lists() {
    let texts = |n| vec![RichTextInput::text("a"); n];
    at_most(100, "elements", "properties.title.title", |n| {
        CreatePage::in_workspace().title(texts(n))
    });
    at_most(100, "elements", "children[0].paragraph.rich_text", |n| {
        block(BlockInput::paragraph(texts(n)))
    });
    at_most(100, "elements", "children[0].embed.caption", |n| {
        block(BlockInput::embed(url(30)).caption(texts(n)))
    });
    at_most(100, "elements", "children[0].table.children[0].table_row.cells[0]", |n| {
        block(BlockInput::table([[texts(n)]]))
    });
    at_most(100, "elements", "properties.P.multi_select", |n| {
        row(PropertyInput::multi_select(vec!["a"; n]))
    });
    at_most(100, "elements", "properties.P.relation", |n| {
        row(PropertyInput::relation(vec![id::<PageId>(); n]))
    });
    at_most(100, "elements", "properties.P.people", |n| {
        row(PropertyInput::people(vec![id::<UserId>(); n]))
    });
    at_most(100, "elements", "children", |n| {
        CreatePage::in_workspace().children(vec![BlockInput::divider(); n])
    });
    at_most(100, "elements", "children[0].toggle.children", |n| {
        block(BlockInput::toggle("a").children(vec![BlockInput::divider(); n]))
    });
    at_most(100, "elements", "children[0].table.children", |n| {
        block(BlockInput::table(vec![["a"]; n]))
    });
}

#[test]
fn blocks_of_a_request() {
    at_most(1000, "blocks with those inside others", "children", |n| {
        // Ten toggles and what is in them.
        let inside = n - 10;
        CreatePage::in_workspace().children((0..10).map(|index| {
            let count = if index < inside % 10 { inside / 10 + 1 } else { inside / 10 };
            BlockInput::toggle("a").children(vec![BlockInput::divider(); count])
        }))
    });
}

/// Bytes are those of the JSON, in which a text can be six times as long.
#[test]
fn bytes_of_a_request() {
    const MOST: usize = 500 * 1024;
    let page = |text: String| CreatePage::in_workspace().markdown(text);
    let empty = serde_json::to_string(&page(String::new())).unwrap().len();
    for (text, bytes) in [("x", 1), ("\"", 2), ("é", 2), ("\u{1}", 6)] {
        at_most(MOST, "bytes", "body", |total| {
            let space = total - empty;
            page(text.repeat(space / bytes) + &"x".repeat(space % bytes))
        });
    }
}

#[test]
fn empty_values() {
    let problem = "is empty, which Notion refuses: clear or leave out what has no value";
    for (page, path) in [
        (row(PropertyInput::url("")), "properties.P.url"),
        (row(PropertyInput::email("")), "properties.P.email"),
        (row(PropertyInput::phone_number("")), "properties.P.phone_number"),
        (row(PropertyInput::select("")), "properties.P.select.name"),
        (row(PropertyInput::status("")), "properties.P.status.name"),
        (row(PropertyInput::multi_select(["a", ""])), "properties.P.multi_select[1].name"),
        (block(BlockInput::bookmark("")), "children[0].bookmark.url"),
        (CreatePage::in_workspace().cover(FileInput::external("")), "cover.external.url"),
    ] {
        refused(&page, &format!("{path}: {problem}"));
    }
    for page in [
        row(PropertyInput::clear(ClearableProperty::Url)),
        row(PropertyInput::rich_text("")),
        row(PropertyInput::multi_select([""; 0])),
        // Notion documents no limit for these.
        row(PropertyInput::files(vec![NamedFileInput::external("a", url(30)); 101])),
        block(BlockInput::table_row(["a"; 101])),
        CreatePage::in_workspace().title(""),
    ] {
        assert!(body(&page).is_ok());
    }
}

#[test]
fn commas_in_names_of_options() {
    let problem = "has a comma, which Notion refuses in names of options";
    refused(&row(PropertyInput::select("a,b")), &format!("properties.P.select.name: {problem}"));
    refused(
        &row(PropertyInput::multi_select(["a", "b,c"])),
        &format!("properties.P.multi_select[1].name: {problem}"),
    );
    assert!(body(&row(PropertyInput::select(OptionInput::name("a b")))).is_ok());
}

#[test]
fn numbers_are_finite() {
    refused(&row(PropertyInput::number(f64::NAN)), "properties.P.number: is not a finite number");
    let place = |lat, lon| row(PropertyInput::place(PlaceInput::new(lat, lon)));
    refused(&place(f64::NAN, 0.0), "properties.P.place.lat: is not a finite number");
    refused(&place(0.0, f64::INFINITY), "properties.P.place.lon: is not a finite number");
    assert!(body(&place(0.0, 180.0)).is_ok());
}

#[test]
fn dates_have_a_form() {
    let date = |date| row(PropertyInput::date(date));
    for good in [
        DateInput::day("2024-02-29"),
        DateInput::day("2026-11-23").until("2026-11-24T10:00:00Z"),
        DateInput::at("2026-11-23T09:30"),
        DateInput::at("2026-11-23T09:30:00.123456789+00:00"),
        DateInput::at("2026-11-23T09:30:00").time_zone("Asia/Tokyo").until("2026-11-23T10:00:00"),
        "2026-11-23".parse::<Time>().unwrap().into(),
        "2026-11-23T09:30:00Z".parse::<Time>().unwrap().into(),
    ] {
        assert!(body(&date(good.clone())).is_ok(), "{good:?}");
    }
    let day = "is not a day such as 2026-11-23";
    let moment = "is not a moment such as 2026-11-23T09:30:00Z";
    for bad in ["", "soon", "23.11.2026", "2026-02-29", "2026-11-23T09:30:00Z", "2026-11-23é"] {
        refused(&date(DateInput::day(bad)), &format!("properties.P.date.start: {day}"));
    }
    for bad in ["", "2026-11-23", "2026-11-23 09:30:00Z", "2026-11-23T9:30", "2026-11-23T"] {
        refused(&date(DateInput::at(bad)), &format!("properties.P.date.start: {moment}"));
    }
    refused(
        &date(DateInput::day("2026-11-23").until("later")),
        "properties.P.date.end: is neither a day such as 2026-11-23 nor a moment such as 2026-11-23T09:30:00Z",
    );
    let verified = VerificationInput::verified_for(DateInput::day("soon"));
    refused(
        &row(PropertyInput::verification(verified)),
        &format!("properties.P.verification.date.start: {day}"),
    );
    let mention = RichTextInput::from(MentionInput::date(DateInput::day("soon")));
    refused(
        &block(BlockInput::paragraph(mention)),
        &format!("children[0].paragraph.rich_text[0].mention.date.start: {day}"),
    );
}

#[test]
fn a_time_zone_goes_with_moments_that_have_no_offset() {
    let zoned = |date: DateInput| row(PropertyInput::date(date.time_zone("Asia/Tokyo")));
    refused(
        &zoned(DateInput::day("2026-11-23")),
        "properties.P.date.start: has no time, but a time zone is given",
    );
    refused(
        &zoned(DateInput::at("2026-11-23T09:30:00Z")),
        "properties.P.date.start: has an offset, but a time zone is given",
    );
    refused(
        &zoned(DateInput::at("2026-11-23T09:30:00").until("2026-11-23T09:30:00+09:00")),
        "properties.P.date.end: has an offset, but a time zone is given",
    );
}
