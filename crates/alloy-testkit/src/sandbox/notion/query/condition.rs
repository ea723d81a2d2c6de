//! What the content of a property must be like.

use serde_json::Value;

use super::date_test::{self, DateTest};
use crate::sandbox::notion::{Failure, Place, limits, moment::Moment, schema::Kind, values};

/// The one condition that a filter puts on a property.
#[derive(Debug)]
pub(super) enum Condition {
    Empty(bool),
    /// Compared without regard to case, as in Notion's app. The documents do not say.
    Text(TextTest, String),
    Number(NumberTest, f64),
    /// A checkbox, or the truth of a formula.
    Is(bool),
    /// One of these, by name: the value of a select or a status, or an item of a list, by its name
    /// or its id.
    OneOf {
        names: Vec<String>,
        wanted: bool,
    },
    Date(DateTest),
    /// On the result of a formula or a rollup, under a key.
    Result(&'static str, Kind, Box<Condition>),
    Items(Quantifier, Kind, Box<Condition>),
    Verification {
        state: &'static str,
        wanted: bool,
    },
}

#[derive(Clone, Copy, Debug)]
pub(super) enum TextTest {
    Equals,
    DoesNotEqual,
    Contains,
    DoesNotContain,
    StartsWith,
    EndsWith,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum NumberTest {
    Equal,
    Unequal,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
}

/// How many items of a rollup must be so.
#[derive(Clone, Copy, Debug)]
pub(super) enum Quantifier {
    Any,
    Every,
    None,
}

/// What conditions on people and dates refer to without naming it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Present<'a> {
    pub(super) now: Moment,
    /// Who `me` is.
    pub(super) user: &'a str,
}

const TEXT: [&str; 8] = [
    "equals",
    "does_not_equal",
    "contains",
    "does_not_contain",
    "starts_with",
    "ends_with",
    "is_empty",
    "is_not_empty",
];
const NUMBER: [&str; 8] = [
    "equals",
    "does_not_equal",
    "greater_than",
    "less_than",
    "greater_than_or_equal_to",
    "less_than_or_equal_to",
    "is_empty",
    "is_not_empty",
];
const CHOICE: [&str; 4] = ["equals", "does_not_equal", "is_empty", "is_not_empty"];
const LIST: [&str; 4] = ["contains", "does_not_contain", "is_empty", "is_not_empty"];
const ROLLED_UP: [Kind; 10] = [
    Kind::RichText,
    Kind::Number,
    Kind::Checkbox,
    Kind::Select,
    Kind::MultiSelect,
    Kind::Relation,
    Kind::Date,
    Kind::People,
    Kind::Files,
    Kind::Status,
];

impl Condition {
    /// Reads a condition on a content of some kind.
    pub(super) fn read(
        kind: Kind,
        place: &Place<'_>,
        present: Present<'_>,
    ) -> Result<Self, Failure> {
        let conditions: &[&'static str] = match kind {
            Kind::Title | Kind::RichText | Kind::Url | Kind::Email | Kind::PhoneNumber => &TEXT,
            Kind::Number | Kind::UniqueId => &NUMBER,
            Kind::Checkbox => &["equals", "does_not_equal"],
            Kind::Select | Kind::Status => &CHOICE,
            Kind::MultiSelect
            | Kind::People
            | Kind::CreatedBy
            | Kind::LastEditedBy
            | Kind::Relation => &LIST,
            Kind::Date | Kind::CreatedTime | Kind::LastEditedTime => &date_test::CONDITIONS,
            Kind::Formula => return Self::formula(place, present),
            Kind::Rollup => return Self::rollup(place, present),
            Kind::Verification => &["status"],
            Kind::Files | Kind::Button | Kind::Place => &["is_empty", "is_not_empty"],
        };
        let (name, value) = place.variant(conditions, &[])?;
        if let "is_empty" | "is_not_empty" = name {
            return if value.boolean()? {
                Ok(Self::Empty(name == "is_empty"))
            } else {
                value.should_be("`true`")
            };
        }
        Ok(match kind {
            Kind::Number | Kind::UniqueId => {
                let number = value.number()?.as_f64().unwrap_or_default();
                Self::Number(NumberTest::named(name), number)
            }
            Kind::Checkbox => Self::Is(value.boolean()? == (name == "equals")),
            Kind::Date | Kind::CreatedTime | Kind::LastEditedTime => {
                Self::Date(DateTest::read(name, &value, present.now)?)
            }
            Kind::Select | Kind::Status | Kind::MultiSelect => {
                Self::OneOf { names: names(&value)?, wanted: matches!(name, "equals" | "contains") }
            }
            Kind::People | Kind::CreatedBy | Kind::LastEditedBy | Kind::Relation => {
                let is_person = kind != Kind::Relation;
                let id = match value.string()? {
                    "me" if is_person => present.user.to_owned(),
                    _ => value.id()?.to_string(),
                };
                Self::OneOf { names: vec![id], wanted: name == "contains" }
            }
            Kind::Verification => {
                let state = value.one_of(&["verified", "expired", "none"])?;
                let state = if state == "none" { "unverified" } else { state };
                Self::Verification { state, wanted: true }
            }
            _ => Self::Text(TextTest::named(name), value.text(limits::TEXT)?.to_lowercase()),
        })
    }

    fn formula(place: &Place<'_>, present: Present<'_>) -> Result<Self, Failure> {
        let (result, condition) = place.variant(&["string", "checkbox", "number", "date"], &[])?;
        let (key, kind) = match result {
            "string" => ("string", Kind::Url),
            "checkbox" => ("boolean", Kind::Checkbox),
            "number" => ("number", Kind::Number),
            _ => ("date", Kind::Date),
        };
        Ok(Self::Result(key, kind, Box::new(Self::read(kind, &condition, present)?)))
    }

    fn rollup(place: &Place<'_>, present: Present<'_>) -> Result<Self, Failure> {
        let forms = ["any", "every", "none", "date", "number"];
        let (form, content) = place.variant(&forms, &[])?;
        let quantifier = match form {
            "any" => Quantifier::Any,
            "every" => Quantifier::Every,
            "none" => Quantifier::None,
            _ => {
                let kind = if form == "date" { Kind::Date } else { Kind::Number };
                let condition = Self::read(kind, &content, present)?;
                return Ok(Self::Result(form, kind, Box::new(condition)));
            }
        };
        let (kind, condition) = content.variant(&ROLLED_UP.map(Kind::name), &[])?;
        let Some(kind) = Kind::named(kind) else { return content.should_be("a condition") };
        let condition = Self::read(kind, &condition, present)?;
        Ok(Self::Items(quantifier, kind, Box::new(condition)))
    }

    /// Whether a content is so.
    pub(super) fn holds(&self, kind: Kind, content: &Value) -> bool {
        match self {
            Self::Empty(wanted) => values::is_empty(kind, content) == *wanted,
            Self::Text(test, wanted) => {
                values::text(kind, content).is_some_and(|content| test.holds(&content, wanted))
            }
            Self::Number(test, number) => test.holds(values::number(kind, content), *number),
            Self::Is(wanted) => (content == true) == *wanted,
            Self::OneOf { names, wanted } => {
                let is_named = |value: &Value| {
                    let is = |key: &str| {
                        value[key]
                            .as_str()
                            .is_some_and(|text| names.iter().any(|name| name == text))
                    };
                    is("name") || is("id")
                };
                let found = match content {
                    Value::Array(items) => items.iter().any(is_named),
                    value => is_named(value),
                };
                found == *wanted
            }
            Self::Date(test) => values::date(kind, content).is_some_and(|date| test.holds(date)),
            Self::Result(key, inner, condition) => {
                content["type"] == *key && condition.holds(*inner, &content[*key])
            }
            Self::Items(quantifier, inner, condition) => {
                let items = content["array"].as_array().map(Vec::as_slice).unwrap_or_default();
                let holds = |item: &Value| {
                    let kind = item["type"].as_str().and_then(Kind::named).unwrap_or(*inner);
                    condition.holds(kind, &item[kind.name()])
                };
                match quantifier {
                    Quantifier::Any => items.iter().any(holds),
                    Quantifier::Every => items.iter().all(holds),
                    Quantifier::None => !items.iter().any(holds),
                }
            }
            Self::Verification { state, wanted } => (content["state"] == *state) == *wanted,
        }
    }
}

/// The name of an option, or several of them.
fn names(place: &Place<'_>) -> Result<Vec<String>, Failure> {
    let places = match place.string() {
        Ok(name) => return Ok(vec![name.to_owned()]),
        Err(failure) => place.items(limits::ARRAY).map_err(|_| failure)?,
    };
    places.iter().map(|name| name.string().map(str::to_owned)).collect()
}

impl TextTest {
    fn named(name: &str) -> Self {
        match name {
            "does_not_equal" => Self::DoesNotEqual,
            "contains" => Self::Contains,
            "does_not_contain" => Self::DoesNotContain,
            "starts_with" => Self::StartsWith,
            "ends_with" => Self::EndsWith,
            _ => Self::Equals,
        }
    }

    /// The text of the filter is in lower case already.
    fn holds(self, content: &str, text: &str) -> bool {
        let content = content.to_lowercase();
        match self {
            Self::Equals => content == text,
            Self::DoesNotEqual => content != text,
            Self::Contains => content.contains(text),
            Self::DoesNotContain => !content.contains(text),
            Self::StartsWith => content.starts_with(text),
            Self::EndsWith => content.ends_with(text),
        }
    }
}

impl NumberTest {
    fn named(name: &str) -> Self {
        match name {
            "does_not_equal" => Self::Unequal,
            "greater_than" => Self::Greater,
            "less_than" => Self::Less,
            "greater_than_or_equal_to" => Self::GreaterOrEqual,
            "less_than_or_equal_to" => Self::LessOrEqual,
            _ => Self::Equal,
        }
    }

    /// No number is only unequal to any.
    fn holds(self, content: Option<f64>, number: f64) -> bool {
        let order = content.and_then(|content| content.partial_cmp(&number));
        let Some(order) = order else { return matches!(self, Self::Unequal) };
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Greater => order.is_gt(),
            Self::Less => order.is_lt(),
            Self::GreaterOrEqual => order.is_ge(),
            Self::LessOrEqual => order.is_le(),
        }
    }
}
