//! What a user mistypes is told in words, at its place.

/// The derive's own words.
#[test]
fn mistakes_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

/// The compiler's words, which differ between its versions; the places are what matters. It lists
/// types of all crates that are there, so it has one answer for one set of features: all of them.
#[cfg(feature = "schema")]
#[test]
fn types_are_named_where_they_stand() {
    trybuild::TestCases::new().compile_fail("tests/ui/types/*.rs");
}
