//! Rollups: what the rows that a relation leads to hold, taken together.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Failure, Id, Place,
    read_shape::Shapes,
    relations,
    schema::{Kind, Property, Schema},
    values,
    workspace::{DataSource, Page},
};

/// What rollups can do. Those per group need a status as Notion groups it, and give none here.
const FUNCTIONS: [&str; 25] = [
    "count",
    "count_values",
    "empty",
    "not_empty",
    "unique",
    "show_unique",
    "percent_empty",
    "percent_not_empty",
    "sum",
    "average",
    "median",
    "min",
    "max",
    "range",
    "earliest_date",
    "latest_date",
    "date_range",
    "checked",
    "unchecked",
    "percent_checked",
    "percent_unchecked",
    "count_per_group",
    "percent_per_group",
    "show_original",
    "count_all",
];

const KEYS: [&str; 5] = [
    "function",
    "relation_property_id",
    "relation_property_name",
    "rollup_property_id",
    "rollup_property_name",
];

/// Checks the configuration of a rollup among the properties of its own table, and keeps it.
pub(super) fn configure(
    tables: &BTreeMap<Id, DataSource>,
    own: &Schema,
    property: &mut Property,
    place: &Place<'_>,
) -> Result<(), Failure> {
    place.only(&KEYS)?;
    let named = |what: &str, kept: &str| -> Result<String, Failure> {
        let [id, name] = [format!("{what}_id"), format!("{what}_name")];
        match place.optional(&id).or_else(|| place.optional(&name)) {
            Some(key) => key.string().map(str::to_owned),
            None if !kept.is_empty() => Ok(kept.to_owned()),
            None => place.get(&name).string().map(str::to_owned),
        }
    };
    let missing =
        |key: &str| Failure::validation(format!("Could not find property with name or id: {key}"));
    let key = named("relation_property", property.setting("relation_property_id"))?;
    let relation = own.find(&key).filter(|found| found.kind() == Kind::Relation);
    let relation = relation.ok_or_else(|| missing(&key))?;
    let key = named("rollup_property", property.setting("rollup_property_id"))?;
    let related = relation.related().and_then(|id| tables.get(&id));
    let rolled_up = related.and_then(|table| table.schema.find(&key));
    let rolled_up = rolled_up.ok_or_else(|| missing(&key))?.id().to_owned();
    let relation = relation.id().to_owned();
    if property.setting("function").is_empty() || place.optional("function").is_some() {
        let function = place.get("function").one_of(&FUNCTIONS)?;
        property.set_config("function", function);
    }
    property.set_config("relation_property_id", relation);
    property.set_config("rollup_property_id", rolled_up);
    Ok(())
}

/// What a rollup comes from.
pub(super) struct Source<'w> {
    pub(super) relation: &'w Property,
    /// The property that is rolled up, of the related table.
    pub(super) property: &'w Property,
    /// The rows that the relation leads to, but for those in the trash.
    pub(super) rows: Vec<&'w Page>,
}

/// Follows the relation of a rollup.
pub(super) fn source<'w>(
    shapes: Shapes<'w>,
    page: &Page,
    property: &Property,
) -> Option<Source<'w>> {
    let workspace = shapes.workspace;
    let schema = &workspace.table_of(page)?.schema;
    let relation = schema.find(property.setting("relation_property_id"))?;
    let related = workspace.data_sources.get(&relation.related()?)?;
    let rows = relations::linked(page.contents.get(relation.id())?);
    let stands = |page: &&Page| !workspace.is_in_trash(&page.entry);
    Some(Source {
        relation,
        property: related.schema.find(property.setting("rollup_property_id"))?,
        rows: rows.iter().filter_map(|id| workspace.pages.get(id)).filter(stands).collect(),
    })
}

/// The value of a rollup.
pub(super) fn evaluate(
    shapes: Shapes<'_>,
    page: &Page,
    property: &Property,
    depth: usize,
) -> Value {
    let Some(source) = source(shapes, page, property) else { return unsupported(property) };
    let kind = source.property.kind();
    let contents: Vec<Value> =
        source.rows.iter().map(|row| shapes.content_within(row, source.property, depth)).collect();
    match aggregate(property.setting("function"), kind, &contents) {
        Some(Aggregate::Number(number)) => typed(property, "number", number),
        Some(Aggregate::Date(date)) => typed(property, "date", date),
        Some(Aggregate::Array(items)) => {
            let item = |content| json!({"type": kind.name(), kind.name(): content});
            typed(property, "array", items.into_iter().map(item).collect())
        }
        None => unsupported(property),
    }
}

/// The value of a rollup that cannot be told.
pub(super) fn unsupported(property: &Property) -> Value {
    typed(property, "unsupported", json!({}))
}

/// The value of a rollup of some type.
pub(super) fn typed(property: &Property, kind: &str, content: Value) -> Value {
    let mut value = json!({"type": kind, "function": property.setting("function")});
    value[kind] = content;
    value
}

enum Aggregate {
    Number(Value),
    Date(Value),
    Array(Vec<Value>),
}

fn aggregate(function: &str, kind: Kind, contents: &[Value]) -> Option<Aggregate> {
    let empty = contents.iter().filter(|content| values::is_empty(kind, content)).count();
    let checked = contents.iter().filter(|content| content["boolean"] == true || **content == true);
    let (all, checked) = (contents.len(), checked.count());
    let count = |count: usize| Some(Aggregate::Number(count.into()));
    let share = |count: usize| {
        let share = if all == 0 { 0.0 } else { as_float(count) / as_float(all) };
        Some(Aggregate::Number(shown(share)))
    };
    match function {
        "count" | "count_all" => count(all),
        "count_values" => count(flat(contents).len()),
        "empty" => count(empty),
        "not_empty" => count(all - empty),
        "percent_empty" => share(empty),
        "percent_not_empty" => share(all - empty),
        "unique" => count(unique(flat(contents)).len()),
        "checked" => count(checked),
        "unchecked" => count(all - checked),
        "percent_checked" => share(checked),
        "percent_unchecked" => share(all - checked),
        "show_original" => Some(Aggregate::Array(contents.to_vec())),
        "show_unique" => Some(Aggregate::Array(unique(contents.iter().collect()))),
        "earliest_date" | "latest_date" | "date_range" => {
            Some(Aggregate::Date(dates(function, kind, contents)))
        }
        "sum" | "average" | "median" | "min" | "max" | "range" => {
            let numbers = contents.iter().filter_map(|content| values::number(kind, content));
            let number = statistic(function, numbers.collect());
            Some(Aggregate::Number(number.map_or(Value::Null, shown)))
        }
        _ => None,
    }
}

/// The values that there are, those of lists one by one.
fn flat(contents: &[Value]) -> Vec<&Value> {
    let values = contents.iter().flat_map(|content| match content {
        Value::Array(items) => items.iter().collect(),
        other => vec![other],
    });
    values.filter(|value| !value.is_null()).collect()
}

fn unique(values: Vec<&Value>) -> Vec<Value> {
    let mut unique: Vec<Value> = Vec::new();
    for value in values {
        if !unique.contains(value) {
            unique.push(value.clone());
        }
    }
    unique
}

/// Of no numbers, the sum is 0 and all else is none.
fn statistic(function: &str, mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let sum: f64 = numbers.iter().sum();
    let (first, last) = (numbers.first().copied(), numbers.last().copied());
    match function {
        "sum" => Some(sum),
        "average" => first.map(|_| sum / as_float(numbers.len())),
        "min" => first,
        "max" => last,
        "range" => last.zip(first).map(|(last, first)| last - first),
        _ => {
            let middle = numbers.len() / 2;
            let upper = numbers.get(middle).copied()?;
            let even = numbers.len().is_multiple_of(2);
            let lower = if even { numbers.get(middle.checked_sub(1)?).copied()? } else { upper };
            Some(f64::midpoint(lower, upper))
        }
    }
}

/// The first or the last date, or from the one to the other. The end of a range counts as well.
fn dates(function: &str, kind: Kind, contents: &[Value]) -> Value {
    let mut texts = Vec::new();
    for content in contents {
        let date = match kind {
            Kind::Date => content,
            Kind::Formula | Kind::Rollup => &content["date"],
            _ => &json!({"start": content}),
        };
        for text in [&date["start"], &date["end"]] {
            let moment = text.as_str().and_then(super::moment::Moment::parse);
            texts.extend(moment.zip(text.as_str().map(str::to_owned)));
        }
    }
    texts.sort();
    let (Some((_, first)), Some((_, last))) = (texts.first(), texts.last()) else {
        return Value::Null;
    };
    let (start, end) = match function {
        "earliest_date" => (first, None),
        "latest_date" => (last, None),
        _ => (first, Some(last)),
    };
    json!({"start": start, "end": end, "time_zone": null})
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2⁵³ rows")]
pub(super) fn as_float(count: usize) -> f64 {
    count as f64
}

/// A number as JSON: a whole one without a fraction.
pub(super) fn shown(number: f64) -> Value {
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < WHOLE {
        #[expect(clippy::cast_possible_truncation, reason = "bounded and whole")]
        let whole = number as i64;
        return whole.into();
    }
    number.into()
}
