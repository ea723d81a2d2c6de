//! Retrieving a page.

use alloy_core::{Action, Effect, ErrorKind, Layer, Outcome};
use alloy_notion::{PageId, PropertyId, RetrievePage};
use serde_json::json;

use crate::{
    fixtures,
    read::{answered, sent},
};

const ID: &str = "7f1c9a52-30de-4c1b-9a06-0c5a6f2b4d11";

#[test]
fn the_id_is_a_path_parameter() {
    let action = RetrievePage::new(PageId::new(ID).unwrap());
    let envelope = sent(&action, &[]).unwrap();
    assert_eq!(envelope["pathParams"], json!({"page_id": ID}));
    assert_eq!(envelope.get("requestBody"), None);
    assert_eq!(envelope.get("queryParameters"), None);
    assert_eq!(action.operation().to_string(), "notion/retrieve-a-page");
    assert_eq!(action.operation().effect(), Effect::Read);
}

#[test]
fn property_ids_are_sent_without_their_encoding() {
    let action = RetrievePage::new(PageId::new(ID).unwrap())
        .filter_property(PropertyId::new("Zq%3A%3C").unwrap())
        .filter_property(PropertyId::new("title").unwrap());
    assert_eq!(
        sent(&action, &[]).unwrap()["queryParameters"],
        json!({"filter_properties": ["Zq:<", "title"]})
    );
}

#[test]
fn the_page_is_read_from_any_wrapper() {
    let action = RetrievePage::new(PageId::new(ID).unwrap());
    for body in [
        format!(r#"{{"responseData": {}}}"#, fixtures::PAGE),
        format!(r#"{{"success": true, "result": {}}}"#, fixtures::PAGE),
        fixtures::PAGE.to_owned(),
    ] {
        assert_eq!(answered(&action, 200, &body).unwrap().title(), "Harbour survey");
    }
}

#[test]
fn a_reply_that_is_no_page_is_an_error_after_the_fact() {
    let action = RetrievePage::new(PageId::new(ID).unwrap());
    let error = answered(&action, 200, r#"{"responseData": {"object": "page"}}"#).unwrap_err();
    assert_eq!((error.kind(), error.layer()), (ErrorKind::Decode, Layer::Local));
    assert_eq!(error.outcome(), Outcome::Applied);
    assert_eq!(error.message(), "missing field `id`");
}
