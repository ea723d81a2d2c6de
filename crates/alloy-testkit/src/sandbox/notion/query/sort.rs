//! The order of rows.

use std::cmp::Ordering;

use serde_json::Value;

use crate::sandbox::notion::{
    Failure, Place, limits,
    moment::Moment,
    read_shape::Shapes,
    relations, rollup,
    schema::{Kind, Property},
    values,
    workspace::{DataSource, Page},
};

/// What rows are sorted by, and which way.
#[derive(Debug)]
pub(super) struct Sort {
    by: By,
    descending: bool,
}

#[derive(Debug)]
enum By {
    Property(Box<Property>),
    Created,
    Edited,
}

/// What contents are compared by.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) enum Key {
    Number(f64),
    Text(String),
}

/// Reads an array of sorts, of which the first counts most.
pub(super) fn read(table: &DataSource, place: &Place<'_>) -> Result<Vec<Sort>, Failure> {
    place.items(limits::ARRAY)?.iter().map(|item| Sort::read(table, item)).collect()
}

impl Sort {
    fn read(table: &DataSource, place: &Place<'_>) -> Result<Self, Failure> {
        place.only(&["property", "timestamp", "direction"])?;
        let by = match place.optional("timestamp") {
            Some(timestamp) => match timestamp.one_of(&["created_time", "last_edited_time"])? {
                "created_time" => By::Created,
                _ => By::Edited,
            },
            None => {
                let key = place.get("property").string()?;
                let property = table.schema.find(key).ok_or_else(|| {
                    let message = format!("Could not find sort property with name or id: {key}");
                    Failure::validation(message)
                })?;
                By::Property(Box::new(property.clone()))
            }
        };
        let direction = place.get("direction").one_of(&["ascending", "descending"])?;
        Ok(Self { by, descending: direction == "descending" })
    }

    pub(super) fn key(&self, shapes: Shapes<'_>, page: &Page) -> Option<Key> {
        match &self.by {
            By::Created => Some(moment(Moment::of(page.entry.created))),
            By::Edited => Some(moment(Moment::of(page.entry.edited))),
            By::Property(property) => key(shapes, property, &shapes.content(page, property)),
        }
    }

    /// What is empty comes last either way. Notion's documents do not say where.
    pub(super) fn compare(&self, one: Option<&Key>, other: Option<&Key>) -> Ordering {
        match (one, other) {
            (Some(one), Some(other)) => {
                let order = one.partial_cmp(other).unwrap_or(Ordering::Equal);
                if self.descending { order.reverse() } else { order }
            }
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
        }
    }
}

/// Options go by their place in the schema, texts without regard to case, lists by their first
/// item.
fn key(shapes: Shapes<'_>, property: &Property, content: &Value) -> Option<Key> {
    let kind = property.kind();
    let first =
        || content.as_array().map_or(content, |items| items.first().unwrap_or(&Value::Null));
    let text = |text: &str| (!text.is_empty()).then(|| Key::Text(text.to_lowercase()));
    match kind {
        Kind::Select | Kind::MultiSelect | Kind::Status => {
            property.rank(first()).map(|rank| Key::Number(rollup::as_float(rank)))
        }
        Kind::Checkbox => Some(Key::Number(f64::from(u8::from(content == true)))),
        Kind::People | Kind::Files | Kind::CreatedBy | Kind::LastEditedBy => {
            text(first()["name"].as_str()?)
        }
        Kind::Relation => {
            let id = relations::linked(content).first().copied()?;
            text(&shapes.workspace.title(id)?)
        }
        Kind::Place => text(content["name"].as_str()?),
        Kind::Verification => text(content["state"].as_str()?),
        _ => {
            let number = values::number(kind, content).map(Key::Number);
            let number = number.or_else(|| {
                content["boolean"].as_bool().map(|truth| Key::Number(f64::from(u8::from(truth))))
            });
            number
                .or_else(|| values::date(kind, content).map(moment))
                .or_else(|| text(&values::text(kind, content)?))
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of the years that dates have fit")]
fn moment(moment: Moment) -> Key {
    Key::Number(moment.millis() as f64)
}
