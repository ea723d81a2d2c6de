//! What a property of a row holds, written or computed.

use serde_json::{Value, json};

use super::{
    formula, limits,
    moment::Moment,
    read_shape::Shapes,
    rich_text, rollup,
    schema::{Kind, Property},
    workspace::Page,
};
use crate::sandbox::clock::to_the_minute;

/// How often a computed value may lead to another, so that no circle of them leads on for ever.
const DEPTH: usize = 4;

impl Shapes<'_> {
    /// The value of one property of a row, with as many items as come with a page.
    pub(super) fn value(self, page: &Page, property: &Property) -> Value {
        let kind = property.kind();
        let mut content = self.content(page, property);
        let mut cut = false;
        if let (true, Value::Array(items)) = (kind.is_list(), &mut content) {
            cut = items.len() > limits::INLINE_ITEMS;
            items.truncate(limits::INLINE_ITEMS);
        }
        let mut value = json!({"id": property.id(), "type": kind.name(), kind.name(): content});
        if kind == Kind::Relation {
            value["has_more"] = cut.into();
        }
        value
    }

    /// What a property of a row holds, in full.
    pub(super) fn content(self, page: &Page, property: &Property) -> Value {
        self.content_within(page, property, 0)
    }

    /// The same, where so many computed values have led.
    pub(super) fn content_within(self, page: &Page, property: &Property, depth: usize) -> Value {
        let stored = || page.contents.get(property.id()).cloned().unwrap_or_default();
        match property.kind() {
            Kind::CreatedTime => to_the_minute(page.entry.created).into(),
            Kind::LastEditedTime => to_the_minute(page.entry.edited).into(),
            Kind::CreatedBy => self.workspace.user(page.entry.created_by),
            Kind::LastEditedBy => self.workspace.user(page.entry.edited_by),
            Kind::UniqueId => json!({"prefix": property.config("prefix"), "number": page.number}),
            Kind::Formula if depth < DEPTH => {
                formula::evaluate(self, page, property.setting("expression"), depth + 1)
            }
            Kind::Rollup if depth < DEPTH => rollup::evaluate(self, page, property, depth + 1),
            Kind::Formula => json!({"type": "unsupported", "unsupported": {}}),
            Kind::Rollup => rollup::unsupported(property),
            _ => stored(),
        }
    }
}

/// Whether a content is empty.
pub(super) fn is_empty(kind: Kind, content: &Value) -> bool {
    match kind {
        Kind::Title | Kind::RichText => rich_text::plain(content).is_empty(),
        Kind::Checkbox => content != true,
        Kind::Formula | Kind::Rollup => {
            let inner = content["type"].as_str().map(|kind| &content[kind]);
            inner.is_none_or(|inner| match inner {
                Value::Null => true,
                Value::String(text) => text.is_empty(),
                Value::Array(items) => items.is_empty(),
                _ => false,
            })
        }
        _ => match content {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::String(text) => text.is_empty(),
            _ => false,
        },
    }
}

/// The number that a content is, if it is one.
pub(super) fn number(kind: Kind, content: &Value) -> Option<f64> {
    match kind {
        Kind::Number => content.as_f64(),
        Kind::UniqueId | Kind::Formula | Kind::Rollup => content["number"].as_f64(),
        _ => None,
    }
}

/// The date that a content is, if it is one.
pub(super) fn date(kind: Kind, content: &Value) -> Option<Moment> {
    match kind {
        Kind::Date => Moment::of_date(content),
        Kind::CreatedTime | Kind::LastEditedTime => Moment::parse(content.as_str()?),
        Kind::Formula | Kind::Rollup => Moment::of_date(&content["date"]),
        _ => None,
    }
}

/// The text that a content is, if it is one.
pub(super) fn text(kind: Kind, content: &Value) -> Option<String> {
    match kind {
        Kind::Title | Kind::RichText => Some(rich_text::plain(content)),
        Kind::Url | Kind::Email | Kind::PhoneNumber => {
            Some(content.as_str().unwrap_or_default().to_owned())
        }
        Kind::Formula => content["string"].as_str().map(str::to_owned),
        _ => None,
    }
}
