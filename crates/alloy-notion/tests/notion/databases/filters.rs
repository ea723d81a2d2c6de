//! Filters: each kind and condition as Notion has it, and how deep groups go.

use alloy_notion::{
    DatabaseId, Filter, PageId, QueryDatabase, RawJson, RelativeDate, Time, UserId,
    VerificationState,
};
use serde_json::json;

use crate::databases::{UUID, body, id, refusal};

fn query(filter: Filter) -> QueryDatabase {
    QueryDatabase::new(id::<DatabaseId>()).filter(filter)
}

/// Checks the JSON of a filter that is inside of a query.
#[track_caller]
fn check(filter: Filter, expected: &str) {
    assert_eq!(body(&query(filter)), format!(r#"{{"filter":{expected}}}"#));
}

/// Checks filters by what stands beside the property's name.
#[track_caller]
fn check_all<const N: usize>(filters: [(Filter, &str); N]) {
    for (filter, expected) in filters {
        check(filter, &format!(r#"{{"property":"P",{expected}}}"#));
    }
}

#[test]
fn texts() {
    check_all([
        (Filter::title("P").equals("a"), r#""title":{"equals":"a"}"#),
        (Filter::rich_text("P").does_not_equal("a"), r#""rich_text":{"does_not_equal":"a"}"#),
        (Filter::url("P").contains("a"), r#""url":{"contains":"a"}"#),
        (Filter::email("P").does_not_contain("a"), r#""email":{"does_not_contain":"a"}"#),
        (Filter::phone_number("P").starts_with("a"), r#""phone_number":{"starts_with":"a"}"#),
        (Filter::title("P").ends_with("a"), r#""title":{"ends_with":"a"}"#),
        (Filter::title("P").is_empty(), r#""title":{"is_empty":true}"#),
        (Filter::title("P").is_not_empty(), r#""title":{"is_not_empty":true}"#),
    ]);
}

#[test]
fn numbers() {
    check_all([
        (Filter::number("P").equals(5), r#""number":{"equals":5}"#),
        (Filter::number("P").does_not_equal(0.5), r#""number":{"does_not_equal":0.5}"#),
        (Filter::unique_id("P").greater_than(5), r#""unique_id":{"greater_than":5}"#),
        (Filter::number("P").less_than(-5), r#""number":{"less_than":-5}"#),
        (
            Filter::number("P").greater_than_or_equal_to(u64::MAX),
            r#""number":{"greater_than_or_equal_to":18446744073709551615}"#,
        ),
        (Filter::number("P").less_than_or_equal_to(5), r#""number":{"less_than_or_equal_to":5}"#),
        (Filter::number("P").is_empty(), r#""number":{"is_empty":true}"#),
        (Filter::number("P").is_not_empty(), r#""number":{"is_not_empty":true}"#),
    ]);
}

#[test]
fn checkboxes_and_options() {
    check_all([
        (Filter::checkbox("P").equals(true), r#""checkbox":{"equals":true}"#),
        (Filter::checkbox("P").does_not_equal(false), r#""checkbox":{"does_not_equal":false}"#),
        (Filter::select("P").equals("a"), r#""select":{"equals":"a"}"#),
        (Filter::status("P").does_not_equal("a"), r#""status":{"does_not_equal":"a"}"#),
        (Filter::status("P").equals_any(["a", "b"]), r#""status":{"equals":["a","b"]}"#),
        (Filter::select("P").equals_none(["a"]), r#""select":{"does_not_equal":["a"]}"#),
        (Filter::select("P").is_empty(), r#""select":{"is_empty":true}"#),
        (Filter::status("P").is_not_empty(), r#""status":{"is_not_empty":true}"#),
        (Filter::multi_select("P").contains("a"), r#""multi_select":{"contains":"a"}"#),
        (
            Filter::multi_select("P").does_not_contain("a"),
            r#""multi_select":{"does_not_contain":"a"}"#,
        ),
        (
            Filter::multi_select("P").contains_any(["a", "b"]),
            r#""multi_select":{"contains":["a","b"]}"#,
        ),
        (
            Filter::multi_select("P").contains_none(["a", "b"]),
            r#""multi_select":{"does_not_contain":["a","b"]}"#,
        ),
        (Filter::multi_select("P").is_empty(), r#""multi_select":{"is_empty":true}"#),
        (Filter::multi_select("P").is_not_empty(), r#""multi_select":{"is_not_empty":true}"#),
    ]);
}

#[test]
fn dates() {
    let moment: Time = "2026-11-23T09:30:00.000+01:00".parse().unwrap();
    check_all([
        (Filter::date("P").equals("2026-11-23"), r#""date":{"equals":"2026-11-23"}"#),
        (
            Filter::date("P").before("2026-11-23T09:30:00Z"),
            r#""date":{"before":"2026-11-23T09:30:00Z"}"#,
        ),
        (Filter::date("P").after(moment), r#""date":{"after":"2026-11-23T09:30:00.000+01:00"}"#),
        (Filter::date("P").on_or_before(RelativeDate::Today), r#""date":{"on_or_before":"today"}"#),
        (
            Filter::date("P").on_or_after(RelativeDate::OneMonthFromNow),
            r#""date":{"on_or_after":"one_month_from_now"}"#,
        ),
        (Filter::date("P").this_week(), r#""date":{"this_week":{}}"#),
        (Filter::date("P").past_week(), r#""date":{"past_week":{}}"#),
        (Filter::date("P").past_month(), r#""date":{"past_month":{}}"#),
        (Filter::date("P").past_year(), r#""date":{"past_year":{}}"#),
        (Filter::date("P").next_week(), r#""date":{"next_week":{}}"#),
        (Filter::date("P").next_month(), r#""date":{"next_month":{}}"#),
        (Filter::date("P").next_year(), r#""date":{"next_year":{}}"#),
        (Filter::date("P").is_empty(), r#""date":{"is_empty":true}"#),
        (Filter::date("P").is_not_empty(), r#""date":{"is_not_empty":true}"#),
        (Filter::created_time_property("P").past_week(), r#""created_time":{"past_week":{}}"#),
        (
            Filter::last_edited_time_property("P").past_week(),
            r#""last_edited_time":{"past_week":{}}"#,
        ),
    ]);
}

#[test]
fn timestamps() {
    check(
        Filter::created_time().on_or_before("2026-11-23"),
        r#"{"timestamp":"created_time","created_time":{"on_or_before":"2026-11-23"}}"#,
    );
    check(
        Filter::last_edited_time().past_week(),
        r#"{"timestamp":"last_edited_time","last_edited_time":{"past_week":{}}}"#,
    );
}

#[test]
fn people_files_and_relations() {
    let id_of = |start: &str| format!(r#"{start}"$ID"}}"#);
    check_all([
        (Filter::people("P").contains(id::<UserId>()), &id_of(r#""people":{"contains":"#)),
        (
            Filter::created_by("P").does_not_contain(id::<UserId>()),
            &id_of(r#""created_by":{"does_not_contain":"#),
        ),
        (Filter::last_edited_by("P").contains_me(), r#""last_edited_by":{"contains":"me"}"#),
        (Filter::people("P").does_not_contain_me(), r#""people":{"does_not_contain":"me"}"#),
        (Filter::people("P").is_empty(), r#""people":{"is_empty":true}"#),
        (Filter::people("P").is_not_empty(), r#""people":{"is_not_empty":true}"#),
        (Filter::files("P").is_empty(), r#""files":{"is_empty":true}"#),
        (Filter::files("P").is_not_empty(), r#""files":{"is_not_empty":true}"#),
        (Filter::relation("P").contains(id::<PageId>()), &id_of(r#""relation":{"contains":"#)),
        (
            Filter::relation("P").does_not_contain(id::<PageId>()),
            &id_of(r#""relation":{"does_not_contain":"#),
        ),
        (Filter::relation("P").is_empty(), r#""relation":{"is_empty":true}"#),
        (Filter::relation("P").is_not_empty(), r#""relation":{"is_not_empty":true}"#),
    ]);
}

#[test]
fn formulas() {
    check_all([
        (Filter::formula("P").string().contains("a"), r#""formula":{"string":{"contains":"a"}}"#),
        (Filter::formula("P").checkbox().equals(true), r#""formula":{"checkbox":{"equals":true}}"#),
        (Filter::formula("P").number().equals(1), r#""formula":{"number":{"equals":1}}"#),
        (
            Filter::formula("P").date().after("2026-11-23"),
            r#""formula":{"date":{"after":"2026-11-23"}}"#,
        ),
    ]);
}

#[test]
fn rollups() {
    check_all([
        (
            Filter::rollup("P").any().rich_text().contains("a"),
            r#""rollup":{"any":{"rich_text":{"contains":"a"}}}"#,
        ),
        (
            Filter::rollup("P").every().number().greater_than(5),
            r#""rollup":{"every":{"number":{"greater_than":5}}}"#,
        ),
        (
            Filter::rollup("P").none().checkbox().equals(true),
            r#""rollup":{"none":{"checkbox":{"equals":true}}}"#,
        ),
        (
            Filter::rollup("P").any().select().equals("a"),
            r#""rollup":{"any":{"select":{"equals":"a"}}}"#,
        ),
        (
            Filter::rollup("P").any().multi_select().contains("a"),
            r#""rollup":{"any":{"multi_select":{"contains":"a"}}}"#,
        ),
        (
            Filter::rollup("P").any().status().equals("a"),
            r#""rollup":{"any":{"status":{"equals":"a"}}}"#,
        ),
        (
            Filter::rollup("P").any().relation().is_empty(),
            r#""rollup":{"any":{"relation":{"is_empty":true}}}"#,
        ),
        (
            Filter::rollup("P").any().date().past_week(),
            r#""rollup":{"any":{"date":{"past_week":{}}}}"#,
        ),
        (
            Filter::rollup("P").any().people().contains_me(),
            r#""rollup":{"any":{"people":{"contains":"me"}}}"#,
        ),
        (
            Filter::rollup("P").any().files().is_empty(),
            r#""rollup":{"any":{"files":{"is_empty":true}}}"#,
        ),
        (Filter::rollup("P").date().past_week(), r#""rollup":{"date":{"past_week":{}}}"#),
        (Filter::rollup("P").number().equals(42), r#""rollup":{"number":{"equals":42}}"#),
    ]);
}

#[test]
fn verifications() {
    let status = |state| Filter::verification("P").status(&state);
    check_all([
        (status(VerificationState::Verified), r#""verification":{"status":"verified"}"#),
        (status(VerificationState::Expired), r#""verification":{"status":"expired"}"#),
        (status(VerificationState::Unverified), r#""verification":{"status":"none"}"#),
        (
            Filter::verification("P").does_not_equal(&VerificationState::Unverified),
            r#""verification":{"does_not_equal":"none"}"#,
        ),
    ]);
}

#[test]
fn groups() {
    check(
        Filter::and([
            Filter::checkbox("Done").equals(false),
            Filter::or([
                Filter::number("Price").greater_than(5),
                Filter::number("Price").is_empty(),
            ]),
        ]),
        concat!(
            r#"{"and":[{"property":"Done","checkbox":{"equals":false}},"#,
            r#"{"or":[{"property":"Price","number":{"greater_than":5}},"#,
            r#"{"property":"Price","number":{"is_empty":true}}]}]}"#,
        ),
    );
}

#[test]
fn groups_are_two_levels_deep() {
    let leaf = || Filter::checkbox("Done").equals(false);
    let two = Filter::or([leaf(), Filter::and([leaf()])]);
    body(&query(two.clone()));
    assert_eq!(
        refusal(&query(Filter::and([leaf(), two]))),
        "filter.and[1].or[1].and: is a group in a group in a group, at most 2 levels"
    );
}

#[test]
fn what_has_no_words_is_sent_as_it_is() {
    let raw = || Filter::raw(json!({"new": {"equals": 1}}));
    check(raw(), r#"{"new":{"equals":1}}"#);
    check(Filter::and([raw()]), r#"{"and":[{"new":{"equals":1}}]}"#);

    let json = r#"{"property":"P","new":{"equals":1.50}}"#;
    let read: RawJson = serde_json::from_str(json).unwrap();
    check(Filter::from(read), json);
}

#[test]
fn texts_that_are_no_dates_are_refused() {
    let problem = "is neither a day such as 2026-11-23 nor a moment such as 2026-11-23T09:30:00Z";
    for text in ["", "today", "2026-11-32", "23.11.2026", "2026-11-23 09:30", "2026-11-23T", "é"] {
        let filter = Filter::and([Filter::rollup("P").any().date().before(text)]);
        assert_eq!(
            refusal(&query(filter)),
            format!("filter.and[0].rollup.any.date.before: {problem}"),
            "{text:?}"
        );
    }
    for text in ["2026-11-23T09:30", "2024-02-29", "2026-11-23T09:30:00.000-03:00"] {
        body(&query(Filter::created_time().before(text)));
    }
}

#[test]
fn numbers_are_finite() {
    let filter = Filter::formula("P").number().equals(f64::NAN);
    assert_eq!(refusal(&query(filter)), "filter.formula.number.equals: is not a finite number");
}

#[test]
fn the_size_of_a_filter_is_about_right() {
    let many = Filter::and((0..50).flat_map(|n| {
        [
            Filter::number(format!("Number {n}")).equals(n),
            Filter::rollup("Rollup").any().rich_text().contains("something"),
            Filter::multi_select("Tags").contains_any(["a", "b"]),
            Filter::people("People").contains(id::<UserId>()),
            Filter::raw(json!({"property": UUID})),
        ]
    }));
    let query = query(many);
    let (hint, real) = (alloy_core::Action::size_hint(&query), body(&query).len());
    assert!((real..2 * real).contains(&hint), "{hint} for {real}");
}

/// Bytes are those of the JSON.
#[test]
fn bytes_of_a_request() {
    let text = "x".repeat(500 * 1024);
    let error = refusal(&query(Filter::title("P").equals(text)));
    assert!(error.starts_with("body: ") && error.ends_with(" bytes, at most 512000"), "{error}");
}
