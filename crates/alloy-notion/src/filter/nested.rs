//! Filters whose condition depends on more than the property's type: formulas, rollups and
//! verifications.

use super::{
    CheckboxFilter, DateFilter, FilesFilter, Filter, MultiSelectFilter, NumberFilter, OptionFilter,
    PeopleFilter, RelationFilter, TextFilter, condition::Target,
};
use crate::VerificationState;

/// Declares filters that go on with a part of the value, which is under the key of that name.
macro_rules! parts {
    ($(
        $(#[$meta:meta])*
        $name:ident { $( $(#[$part_meta:meta])* $part:ident: $kind:ident, )* }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug)]
        #[must_use = "a filter needs a condition"]
        pub struct $name(Target);

        impl $name {
            $(
                $(#[$part_meta])*
                pub fn $part(self) -> $kind {
                    $kind(self.0.part(stringify!($part)))
                }
            )*
        }
    )*};
}

parts! {
    /// What a formula has to give, by the type of what it gives.
    FormulaFilter {
        /// A text.
        string: TextFilter,
        /// Yes or no.
        checkbox: CheckboxFilter,
        /// A number.
        number: NumberFilter,
        /// A date.
        date: DateFilter,
    }

    /// What a rollup has to give.
    RollupFilter {
        /// At least one of the values in it has to be so.
        any: RollupItemFilter,
        /// All values in it have to be so.
        every: RollupItemFilter,
        /// None of the values in it has to be so.
        none: RollupItemFilter,
        /// The date that the values give together.
        date: DateFilter,
        /// The number that the values give together.
        number: NumberFilter,
    }

    /// What values in a rollup have to be, by their type.
    RollupItemFilter {
        /// Texts of any type.
        rich_text: TextFilter,
        /// Numbers.
        number: NumberFilter,
        /// Checkboxes.
        checkbox: CheckboxFilter,
        /// Options.
        select: OptionFilter,
        /// Lists of options.
        multi_select: MultiSelectFilter,
        /// Statuses.
        status: OptionFilter,
        /// Related pages.
        relation: RelationFilter,
        /// Dates.
        date: DateFilter,
        /// People.
        people: PeopleFilter,
        /// Files.
        files: FilesFilter,
    }
}

/// Whether a page has to be verified.
#[derive(Clone, Debug)]
#[must_use = "a filter needs a condition"]
pub struct VerificationFilter(Target);

impl VerificationFilter {
    /// It is in this state.
    pub fn status(self, state: &VerificationState) -> Filter {
        self.0.filter("status", name(state).to_owned())
    }

    /// It is in another state.
    ///
    /// Newer than version 2022-06-28. Which versions take it is not verified.
    pub fn does_not_equal(self, state: &VerificationState) -> Filter {
        self.0.filter("does_not_equal", name(state).to_owned())
    }
}

/// The state as filters have it, which say `none` where pages say `unverified`.
fn name(state: &VerificationState) -> &str {
    match state {
        VerificationState::Unverified => "none",
        state => state.as_str(),
    }
}

impl Filter {
    /// By what a formula gives.
    pub fn formula(property: impl Into<String>) -> FormulaFilter {
        FormulaFilter(Target::property(property, "formula"))
    }

    /// By what a rollup gives.
    pub fn rollup(property: impl Into<String>) -> RollupFilter {
        RollupFilter(Target::property(property, "rollup"))
    }

    /// By whether the page is verified, in a wiki.
    pub fn verification(property: impl Into<String>) -> VerificationFilter {
        VerificationFilter(Target::property(property, "verification"))
    }
}
