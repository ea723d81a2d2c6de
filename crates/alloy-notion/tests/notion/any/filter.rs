//! Filters, put together by the crate's own words for them.

use alloy_notion::{DateFilter, Filter, RelativeDate, RollupItemFilter};
use proptest::{collection::vec, prelude::*};

/// A filter of any kind, in up to two groups.
pub(crate) fn filter() -> BoxedStrategy<Filter> {
    let group = |inside: BoxedStrategy<Filter>| {
        prop_oneof![
            2 => inside.clone(),
            1 => vec(inside.clone(), 1..4).prop_map(Filter::and),
            1 => vec(inside, 1..4).prop_map(Filter::or),
        ]
        .boxed()
    };
    group(group(condition()))
}

fn condition() -> BoxedStrategy<Filter> {
    (".{1,12}", ".{1,20}", -1e9..1e9, 0..22_usize)
        .prop_map(|(property, text, number, which)| match which {
            0 => Filter::title(property).contains(text),
            1 => Filter::rich_text(property).starts_with(text),
            2 => Filter::url(property).equals(text),
            3 => Filter::email(property).does_not_contain(text),
            4 => Filter::phone_number(property).is_empty(),
            5 => Filter::number(property).greater_than(number),
            6 => Filter::number(property).is_not_empty(),
            7 => Filter::checkbox(property).equals(number > 0.0),
            8 => Filter::select(property).equals(text),
            9 => Filter::multi_select(property).contains(text),
            10 => Filter::status(property).does_not_equal(text),
            11 => Filter::files(property).is_empty(),
            12 => Filter::relation(property).is_not_empty(),
            13 => Filter::people(property).contains_me(),
            14 => Filter::formula(property).number().less_than(number),
            15 => Filter::formula(property).string().contains(text),
            16 => any_of(Filter::rollup(property).any(), text),
            17 => any_of(Filter::rollup(property).every(), text),
            18 => Filter::rollup(property).number().equals(number),
            19 => date(Filter::created_time(), number),
            20 => date(Filter::date(property), number),
            _ => Filter::unique_id(property).equals(number.abs()),
        })
        .boxed()
}

fn any_of(filter: RollupItemFilter, text: String) -> Filter {
    filter.rich_text().contains(text)
}

fn date(filter: DateFilter, number: f64) -> Filter {
    match number {
        n if n < -5e8 => filter.past_month(),
        n if n < 0.0 => filter.after("2026-11-23"),
        n if n < 5e8 => filter.before(RelativeDate::OneWeekFromNow),
        _ => filter.is_empty(),
    }
}
