//! Getting at the value of a property when its type is known.

use super::{
    Formula, Identified, Place, PropertyId, PropertyValue, PropertyValueKind as Kind, RelatedPage,
    Rollup, SelectOption, UniqueId, Verification,
};
use crate::{Date, File, RichText, Time, User, UserOrGroup};

impl Identified for PropertyValue {
    fn property_id(&self) -> Option<&PropertyId> {
        self.id.as_ref()
    }
}

/// Declares accessors: `name: Variant(binding) -> Type = expression`, with an `Option` around.
macro_rules! accessors {
    ($($(#[$doc:meta])* $name:ident: $variant:ident($value:ident) -> $type:ty = $found:expr;)*) => {
        /// The value as what the property's type makes of it. `None` when the property is of
        /// another type, and when it is empty.
        impl PropertyValue {$(
            $(#[$doc])*
            pub fn $name(&self) -> Option<$type> {
                match &self.kind {
                    Kind::$variant($value) => $found,
                    _ => None,
                }
            }
        )*}
    };
}

accessors! {
    /// The text of a title.
    as_title: Title(text) -> &RichText = Some(text);
    /// The text.
    as_rich_text: RichText(text) -> &RichText = Some(text);
    /// The number, as near as a float comes to it.
    as_number: Number(number) -> f64 = number.as_ref()?.as_f64();
    /// The option of a select.
    as_select: Select(option) -> &SelectOption = option.as_ref();
    /// The options of a multi-select.
    as_multi_select: MultiSelect(options) -> &[SelectOption] = Some(options);
    /// The option of a status.
    as_status: Status(option) -> &SelectOption = option.as_ref();
    /// The date.
    as_date: Date(date) -> &Date = date.as_ref();
    /// The users and groups.
    as_people: People(people) -> &[UserOrGroup] = Some(people);
    /// The files.
    as_files: Files(files) -> &[File] = Some(files);
    /// Whether the box is checked.
    as_checkbox: Checkbox(checked) -> bool = Some(*checked);
    /// The URL.
    as_url: Url(url) -> &str = url.as_deref();
    /// The email address.
    as_email: Email(email) -> &str = email.as_deref();
    /// The phone number.
    as_phone_number: PhoneNumber(number) -> &str = number.as_deref();
    /// The related pages, at most 25 of them in a page: see [`is_truncated`](Self::is_truncated).
    as_relation: Relation(pages) -> &[RelatedPage] = Some(pages);
    /// What the formula gives.
    as_formula: Formula(formula) -> &Formula = Some(formula);
    /// What the rollup gives.
    as_rollup: Rollup(rollup) -> &Rollup = Some(rollup);
    /// When the page was made.
    as_created_time: CreatedTime(time) -> &Time = Some(time);
    /// Who made the page.
    as_created_by: CreatedBy(user) -> &User = Some(user);
    /// When the page was changed last.
    as_last_edited_time: LastEditedTime(time) -> &Time = Some(time);
    /// Who changed the page last.
    as_last_edited_by: LastEditedBy(user) -> &User = Some(user);
    /// The page's own number.
    as_unique_id: UniqueId(id) -> &UniqueId = Some(id);
    /// Whether the page has been verified.
    as_verification: Verification(verification) -> &Verification = verification.as_deref();
    /// The place.
    as_place: Place(place) -> &Place = place.as_deref();
}

/// How many references Notion gives with a page: related pages, people, mentions.
const REFERENCES: usize = 25;

impl PropertyValue {
    /// Whether nothing but the id is known: neither a type nor a value.
    ///
    /// Notion's documents show the properties of a page that was just made so. The property's own
    /// endpoint has the value.
    pub fn is_partial(&self) -> bool {
        matches!(&self.kind, Kind::Other(unknown) if unknown.name().is_empty())
    }

    /// Whether there may be more than is given here.
    ///
    /// Notion gives at most 25 related pages, people, or stretches of text with a page, and says
    /// for relations alone whether there are more. The property's own endpoint has all of them.
    pub fn is_truncated(&self) -> bool {
        match (&self.kind, self.has_more) {
            (Kind::Relation(_), Some(has_more)) => has_more,
            (Kind::Relation(pages), None) => pages.len() >= REFERENCES,
            (Kind::Title(text) | Kind::RichText(text), _) => text.len() >= REFERENCES,
            (Kind::People(people), _) => people.len() >= REFERENCES,
            _ => false,
        }
    }
}
