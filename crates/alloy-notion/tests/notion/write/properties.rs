//! Property values: every constructor and its JSON.

use alloy_notion::{
    ClearableProperty, DateInput, GroupId, NamedFileInput, OptionColor, OptionId, OptionInput,
    PageId, PersonInput, PlaceInput, PropertyInput, UserId, VerificationInput,
};

use crate::write::{UUID, id, json};

#[track_caller]
fn check(property: &PropertyInput, expected: &str) {
    assert_eq!(json(property), expected.replace("$ID", UUID));
}

#[test]
fn texts() {
    let rich_text = r#"[{"type":"text","text":{"content":"a"}}]"#;
    check(&PropertyInput::title("a"), &r#"{"type":"title","title":$}"#.replace('$', rich_text));
    check(
        &PropertyInput::rich_text("a"),
        &r#"{"type":"rich_text","rich_text":$}"#.replace('$', rich_text),
    );
    check(&PropertyInput::rich_text(vec![]), r#"{"type":"rich_text","rich_text":[]}"#);
    check(
        &PropertyInput::url("https://example.com"),
        r#"{"type":"url","url":"https://example.com"}"#,
    );
    check(
        &PropertyInput::email("ada@example.com"),
        r#"{"type":"email","email":"ada@example.com"}"#,
    );
    check(
        &PropertyInput::phone_number("555-0100"),
        r#"{"type":"phone_number","phone_number":"555-0100"}"#,
    );
}

#[test]
fn numbers_and_boxes() {
    for (number, expected) in [
        (PropertyInput::number(42), "42"),
        (PropertyInput::number(-42), "-42"),
        (PropertyInput::number(2.5), "2.5"),
        (PropertyInput::number(0.5_f32), "0.5"),
        (PropertyInput::number(u64::MAX), "18446744073709551615"),
        (PropertyInput::number(i64::MIN), "-9223372036854775808"),
        (PropertyInput::number(7_u8), "7"),
    ] {
        check(&number, &format!(r#"{{"type":"number","number":{expected}}}"#));
    }
    check(&PropertyInput::checkbox(true), r#"{"type":"checkbox","checkbox":true}"#);
    check(&PropertyInput::checkbox(false), r#"{"type":"checkbox","checkbox":false}"#);
}

#[test]
fn options() {
    check(&PropertyInput::select("Red"), r#"{"type":"select","select":{"name":"Red"}}"#);
    check(&PropertyInput::status("Done"), r#"{"type":"status","status":{"name":"Done"}}"#);
    check(
        &PropertyInput::status(OptionInput::id(OptionId::new("f1").unwrap())),
        r#"{"type":"status","status":{"id":"f1"}}"#,
    );
    check(
        &PropertyInput::select(
            OptionInput::name("Red").color(OptionColor::Red).description("As roses"),
        ),
        r#"{"type":"select","select":{"name":"Red","color":"red","description":"As roses"}}"#,
    );
    check(
        &PropertyInput::multi_select(["Red", "Round"]),
        r#"{"type":"multi_select","multi_select":[{"name":"Red"},{"name":"Round"}]}"#,
    );
    let by_both = [OptionInput::name("Red"), OptionId::new("f1").unwrap().into()];
    check(
        &PropertyInput::multi_select(by_both),
        r#"{"type":"multi_select","multi_select":[{"name":"Red"},{"id":"f1"}]}"#,
    );
}

#[test]
fn dates_and_verifications() {
    check(
        &PropertyInput::date(DateInput::day("2026-11-23")),
        r#"{"type":"date","date":{"start":"2026-11-23"}}"#,
    );
    check(
        &PropertyInput::verification(VerificationInput::verified()),
        r#"{"type":"verification","verification":{"state":"verified"}}"#,
    );
    check(
        &PropertyInput::verification(VerificationInput::verified_for(
            DateInput::day("2026-11-23").until("2027-11-23"),
        )),
        r#"{"type":"verification","verification":{"state":"verified","date":{"start":"2026-11-23","end":"2027-11-23"}}}"#,
    );
    check(
        &PropertyInput::verification(VerificationInput::unverified()),
        r#"{"type":"verification","verification":{"state":"unverified"}}"#,
    );
}

#[test]
fn people_and_pages() {
    check(
        &PropertyInput::people([id::<UserId>()]),
        r#"{"type":"people","people":[{"object":"user","id":"$ID"}]}"#,
    );
    check(
        &PropertyInput::people([
            PersonInput::user(id::<UserId>()),
            PersonInput::group(id::<GroupId>()),
        ]),
        r#"{"type":"people","people":[{"object":"user","id":"$ID"},{"object":"group","id":"$ID"}]}"#,
    );
    check(
        &PropertyInput::relation([id::<PageId>(), id()]),
        r#"{"type":"relation","relation":[{"id":"$ID"},{"id":"$ID"}]}"#,
    );
    let borrowed: Vec<PageId> = vec![id()];
    check(&PropertyInput::relation(&borrowed), r#"{"type":"relation","relation":[{"id":"$ID"}]}"#);
}

#[test]
fn files() {
    let files = [
        NamedFileInput::external("Plan", "https://example.com/plan.pdf"),
        NamedFileInput::upload(id::<alloy_notion::FileUploadId>()),
        NamedFileInput::upload(id::<alloy_notion::FileUploadId>()).name("Photo"),
        NamedFileInput::hosted("Old", "https://files.example.com/old?signature=x"),
    ];
    let expected = [
        r#"{"name":"Plan","type":"external","external":{"url":"https://example.com/plan.pdf"}}"#,
        r#"{"type":"file_upload","file_upload":{"id":"$ID"}}"#,
        r#"{"name":"Photo","type":"file_upload","file_upload":{"id":"$ID"}}"#,
        r#"{"name":"Old","type":"file","file":{"url":"https://files.example.com/old?signature=x"}}"#,
    ];
    check(
        &PropertyInput::files(files),
        &format!(r#"{{"type":"files","files":[{}]}}"#, expected.join(",")),
    );
}

#[test]
fn places() {
    check(
        &PropertyInput::place(PlaceInput::new(52.5, 13.25)),
        r#"{"type":"place","place":{"lat":52.5,"lon":13.25}}"#,
    );
    check(
        &PropertyInput::place(
            PlaceInput::new(0.0, -0.5)
                .name("Null Island")
                .address("Gulf of Guinea")
                .aws_place_id("a")
                .google_place_id("g"),
        ),
        r#"{"type":"place","place":{"lat":0.0,"lon":-0.5,"name":"Null Island","address":"Gulf of Guinea","aws_place_id":"a","google_place_id":"g"}}"#,
    );
}

#[test]
fn no_value() {
    for property in [
        ClearableProperty::Number,
        ClearableProperty::Select,
        ClearableProperty::Status,
        ClearableProperty::Date,
        ClearableProperty::Url,
        ClearableProperty::Email,
        ClearableProperty::PhoneNumber,
        ClearableProperty::Place,
    ] {
        let name = property.as_str();
        check(&PropertyInput::clear(property), &format!(r#"{{"type":"{name}","{name}":null}}"#));
    }
}

#[test]
fn types_that_are_not_known() {
    check(
        &PropertyInput::raw("mood", serde_json::json!({"level": 3})),
        r#"{"type":"mood","mood":{"level":3}}"#,
    );
}

/// What `serde_json` would write as `null` would take the value away.
#[test]
fn what_is_not_finite_is_never_written() {
    for property in [
        PropertyInput::number(f64::NAN),
        PropertyInput::place(PlaceInput::new(f64::INFINITY, 0.0)),
        PropertyInput::place(PlaceInput::new(0.0, f64::NEG_INFINITY)),
    ] {
        assert!(serde_json::to_string(&property).is_err(), "{property:?}");
    }
}
