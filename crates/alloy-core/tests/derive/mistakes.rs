//! What a user mistypes is told in words, at its place.

/// The derive's own words.
#[test]
fn mistakes_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

/// The compiler's words, which differ between its versions; the places are what matters.
#[test]
fn types_are_named_where_they_stand() {
    trybuild::TestCases::new().compile_fail("tests/ui/types/*.rs");
}
