//! Everything comes back as it was, and nothing known is taken for unknown.

use std::fmt::Debug;

use alloy_notion::{
    DataSource, Database, ErrorObject, Icon, List, Page, Parent, RichText, SearchResult, User,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::fixtures;

/// Reads JSON, writes it, and compares it with what was read, numbers and all.
pub(crate) fn round_trip<T: DeserializeOwned + Serialize>(json: &str) -> T {
    let read: T = serde_json::from_str(json).unwrap();
    let original: Value = serde_json::from_str(json).unwrap();
    let written: Value = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(written, original);
    // `==` takes 1 and 1.0 for different numbers; so does the text.
    assert_eq!(written.to_string(), original.to_string());
    read
}

/// Of which nothing is unknown: no `Other`, and no members that no field shows.
fn is_known<T: DeserializeOwned + Serialize + Debug>(json: &str) {
    let shown = format!("{:?}", round_trip::<T>(json));
    assert!(!shown.contains("Other("), "{shown}");
    let known = ["request_id", "developer_survey", "user", "page_or_database", "database_id"];
    for (at, start) in shown.match_indices("extra: {\"") {
        let rest = &shown[at + start.len()..];
        assert!(known.iter().any(|key| rest.starts_with(key)), "{}", &rest[..40]);
    }
}

#[test]
fn every_fixture_comes_back_and_is_known() {
    is_known::<Page>(fixtures::PAGE);
    is_known::<Database>(fixtures::DATABASE);
    is_known::<Database>(fixtures::DATABASE_2025_09_03);
    is_known::<DataSource>(fixtures::DATA_SOURCE);
    is_known::<RichText>(fixtures::RICH_TEXT);
    is_known::<List<User>>(fixtures::USERS);
    is_known::<List<SearchResult>>(fixtures::SEARCH);
    is_known::<Vec<Parent>>(fixtures::PARENTS);
    is_known::<Vec<Icon>>(fixtures::ICONS);
    is_known::<ErrorObject>(fixtures::ERROR);
    is_known::<ErrorObject>(fixtures::ERROR_MULTIPLE_DATA_SOURCES);
    is_known::<ErrorObject>(fixtures::ERROR_RATE_LIMITED);
}

#[test]
fn numbers_stay_what_they_were() {
    for number in ["1", "1.0", "0.5", "-3", "1e3", "18446744073709551615", "0.1234567890123456"] {
        let json = format!(r#"{{"id": "a", "type": "number", "number": {number}}}"#);
        round_trip::<alloy_notion::PropertyValue>(&json);
    }
    // The nearest float, found again from its digits. Without care it is another one.
    for float in ["5.551115123125783e-17", "9007199254740993.0", "2.2250738585072014e-308"] {
        let json = format!(r#"{{"type": "number", "number": {float}}}"#);
        let value = round_trip::<alloy_notion::PropertyValue>(&json);
        assert_eq!(value.as_number(), Some(float.parse().unwrap()));
    }
}

#[test]
fn properties_keep_their_order() {
    let page: Page = round_trip(fixtures::PAGE);
    let names: Vec<_> = page.properties.iter().map(|(name, _)| name).collect();
    assert_eq!(names[..3], ["Zone", "Name", "Notes"]);
    let written = serde_json::to_string(&page).unwrap();
    let places: Vec<_> =
        names.iter().map(|name| written.find(&format!("{name:?}:{{\"id\"")).unwrap()).collect();
    assert!(places.is_sorted());
}
