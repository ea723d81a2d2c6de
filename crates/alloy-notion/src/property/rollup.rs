//! What related pages give together.

use serde_json::Number;

use super::PropertyValue;
use crate::{
    Date, Empty,
    wire::{names, object, union},
};

object! {
    /// What a property of related pages gives when put together.
    pub struct Rollup {
        /// How it is put together.
        function: Option<RollupFunction>,
        ..kind: RollupKind,
    }
}

union! {
    /// What a rollup gives.
    pub enum RollupKind {
        /// A number.
        "number" => Number(Option<Number>),
        /// A date or a span of dates.
        "date" => Date(Option<Box<Date>>),
        /// The values themselves, which have no ids.
        "array" => Array(Vec<PropertyValue>),
        /// Something that the API does not give.
        "unsupported" => Unsupported(Empty),
        /// Not known before the last page of the property's items.
        "incomplete" => Incomplete(Empty),
    }
}

names! {
    /// How a rollup puts values together.
    pub enum RollupFunction {
        /// How many values there are.
        Count = "count",
        /// How many values there are, counting each element of a list.
        CountValues = "count_values",
        /// How many pages have no value.
        Empty = "empty",
        /// How many pages have a value.
        NotEmpty = "not_empty",
        /// How many different values there are.
        Unique = "unique",
        /// The different values.
        ShowUnique = "show_unique",
        /// The share of pages without a value.
        PercentEmpty = "percent_empty",
        /// The share of pages with a value.
        PercentNotEmpty = "percent_not_empty",
        /// The sum.
        Sum = "sum",
        /// The mean.
        Average = "average",
        /// The middle value.
        Median = "median",
        /// The smallest value.
        Min = "min",
        /// The largest value.
        Max = "max",
        /// The largest value less the smallest.
        Range = "range",
        /// The first date.
        EarliestDate = "earliest_date",
        /// The last date.
        LatestDate = "latest_date",
        /// The time from the first date to the last.
        DateRange = "date_range",
        /// How many boxes are checked.
        Checked = "checked",
        /// How many boxes are not checked.
        Unchecked = "unchecked",
        /// The share of boxes that are checked.
        PercentChecked = "percent_checked",
        /// The share of boxes that are not checked.
        PercentUnchecked = "percent_unchecked",
        /// How many values each group of a status has.
        CountPerGroup = "count_per_group",
        /// The share of values that each group of a status has.
        PercentPerGroup = "percent_per_group",
        /// The values themselves.
        ShowOriginal = "show_original",
    }
}
