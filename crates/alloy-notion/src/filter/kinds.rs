//! The kinds of values, and what can be asked of each.

use super::{
    DateOperand, Filter,
    condition::{Operand, Target},
};
use crate::{NumberInput, PageId, UserId};

/// Declares kinds of filters: each a list of conditions, which have a key and perhaps an operand.
///
/// `equals(String)` takes a text, `is_empty: True` writes `"is_empty": true`, and
/// `past_week: Braces` writes `"past_week": {}`.
macro_rules! kinds {
    ($(
        $(#[$meta:meta])*
        $name:ident {
            $( $(#[$condition_meta:meta])* $key:ident $( ( $operand:ty ) )? $( : $fixed:ident )?, )*
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug)]
        #[must_use = "a filter needs a condition"]
        pub struct $name(pub(super) Target);

        impl $name {
            $(
                $(#[$condition_meta])*
                pub fn $key(self $(, value: impl Into<$operand>)?) -> Filter {
                    self.0.filter(
                        stringify!($key),
                        $( Into::<$operand>::into(value) )? $( Operand::$fixed )?
                    )
                }
            )*
        }
    )*};
}

kinds! {
    /// What a text has to be.
    TextFilter {
        /// It is this text.
        equals(String),
        /// It is not this text.
        does_not_equal(String),
        /// This is somewhere in it.
        contains(String),
        /// This is nowhere in it.
        does_not_contain(String),
        /// It starts with this.
        starts_with(String),
        /// It ends with this.
        ends_with(String),
        /// There is none.
        is_empty: True,
        /// There is one.
        is_not_empty: True,
    }

    /// What a number has to be.
    NumberFilter {
        /// It is this.
        equals(NumberInput),
        /// It is not this.
        does_not_equal(NumberInput),
        /// It is more.
        greater_than(NumberInput),
        /// It is less.
        less_than(NumberInput),
        /// It is this or more.
        greater_than_or_equal_to(NumberInput),
        /// It is this or less.
        less_than_or_equal_to(NumberInput),
        /// There is none.
        is_empty: True,
        /// There is one.
        is_not_empty: True,
    }

    /// What a checkbox has to be.
    CheckboxFilter {
        /// It is this.
        equals(bool),
        /// It is not this.
        does_not_equal(bool),
    }

    /// Which option of a select or a status it has to be. Options go by their names.
    OptionFilter {
        /// It is this one.
        equals(String),
        /// It is not this one.
        does_not_equal(String),
        /// There is none.
        is_empty: True,
        /// There is one.
        is_not_empty: True,
    }

    /// Which options of a multi-select there have to be. Options go by their names.
    MultiSelectFilter {
        /// This is one of them.
        contains(String),
        /// This is none of them.
        does_not_contain(String),
        /// There are none.
        is_empty: True,
        /// There are some.
        is_not_empty: True,
    }

    /// When it has to be.
    DateFilter {
        /// On this day or at this moment.
        equals(DateOperand),
        /// Before this.
        before(DateOperand),
        /// After this.
        after(DateOperand),
        /// At this or before.
        on_or_before(DateOperand),
        /// At this or after.
        on_or_after(DateOperand),
        /// In the week of the query.
        this_week: Braces,
        /// In the week before the query.
        past_week: Braces,
        /// In the month before the query.
        past_month: Braces,
        /// In the year before the query.
        past_year: Braces,
        /// In the week after the query.
        next_week: Braces,
        /// In the month after the query.
        next_month: Braces,
        /// In the year after the query.
        next_year: Braces,
        /// There is no date.
        is_empty: True,
        /// There is a date.
        is_not_empty: True,
    }

    /// Who it has to be.
    PeopleFilter {
        /// This is one of them.
        contains(UserId),
        /// This is none of them.
        does_not_contain(UserId),
        /// There are none.
        is_empty: True,
        /// There are some.
        is_not_empty: True,
    }

    /// Whether there have to be files.
    FilesFilter {
        /// There are none.
        is_empty: True,
        /// There are some.
        is_not_empty: True,
    }

    /// Which pages have to be related.
    RelationFilter {
        /// This is one of them.
        contains(PageId),
        /// This is none of them.
        does_not_contain(PageId),
        /// There are none.
        is_empty: True,
        /// There are some.
        is_not_empty: True,
    }
}

/// Starts of filters, by the type of the property.
macro_rules! starts {
    ($( $(#[$meta:meta])* $key:ident: $kind:ident, )*) => {
        impl Filter {
            $(
                $(#[$meta])*
                pub fn $key(property: impl Into<String>) -> $kind {
                    $kind(Target::property(property, stringify!($key)))
                }
            )*
        }
    };
}

starts! {
    /// By the title property.
    title: TextFilter,
    /// By a text.
    rich_text: TextFilter,
    /// By a URL.
    url: TextFilter,
    /// By an email address.
    email: TextFilter,
    /// By a phone number.
    phone_number: TextFilter,
    /// By a number.
    number: NumberFilter,
    /// By a unique id, without its prefix.
    unique_id: NumberFilter,
    /// By a checkbox.
    checkbox: CheckboxFilter,
    /// By an option.
    select: OptionFilter,
    /// By a status.
    status: OptionFilter,
    /// By options.
    multi_select: MultiSelectFilter,
    /// By a date.
    date: DateFilter,
    /// By people. Notion's own examples use it for a property of who made or changed a page too.
    people: PeopleFilter,
    /// By who made the page.
    created_by: PeopleFilter,
    /// By who changed the page last.
    last_edited_by: PeopleFilter,
    /// By files.
    files: FilesFilter,
    /// By related pages.
    relation: RelationFilter,
}

impl Filter {
    /// By when the page was made. It needs no property for that.
    pub fn created_time() -> DateFilter {
        DateFilter(Target::timestamp("created_time"))
    }

    /// By when the page was changed last. It needs no property for that.
    pub fn last_edited_time() -> DateFilter {
        DateFilter(Target::timestamp("last_edited_time"))
    }

    /// By a property that shows when the page was made.
    ///
    /// [`created_time`](Self::created_time) finds the same without such a property.
    pub fn created_time_property(property: impl Into<String>) -> DateFilter {
        DateFilter(Target::property(property, "created_time"))
    }

    /// By a property that shows when the page was changed last.
    ///
    /// [`last_edited_time`](Self::last_edited_time) finds the same without such a property.
    pub fn last_edited_time_property(property: impl Into<String>) -> DateFilter {
        DateFilter(Target::property(property, "last_edited_time"))
    }
}
