//! Formulas: a part of Notion's language.
//!
//! - Literals: numbers, texts in double quotes, `true` and `false`.
//! - `prop("Name")`, of properties that are texts, numbers, checkboxes, dates, options, unique ids,
//!   or rollups and formulas that come to one of these.
//! - `? :`, `or`, `and`, `not`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `+`, `-`, `*`, `/`, `%`, `^`, also
//!   as `||`, `&&` and `!`.
//! - The functions of [`functions::call`], also written as methods: `prop("Name").length()`.
//!
//! Anything else has the value that Notion gives to formulas that its API cannot show:
//! `unsupported`.

mod functions;
mod tokens;

use serde_json::{Value, json};

use super::{
    moment::Moment,
    read_shape::Shapes,
    rollup::shown,
    schema::{Kind, Property},
    values,
    workspace::Page,
};
use tokens::Token;

/// What a part of a formula comes to. What is empty keeps its type.
#[derive(Clone, Debug, PartialEq)]
enum Datum {
    Number(Option<f64>),
    Text(Option<String>),
    Boolean(bool),
    /// A date in its read shape.
    Date(Option<Value>),
}

/// How deep the parts of a formula may stand in each other.
const NESTING: usize = 32;

/// The value of a formula for a row. It may read computed values so many levels down.
pub(super) fn evaluate(shapes: Shapes<'_>, page: &Page, expression: &str, depth: usize) -> Value {
    let datum = tokens::read(expression).and_then(|tokens| {
        let mut reader = Reader { shapes, page, depth, tokens: &tokens, nesting: 0 };
        let datum = reader.choice()?;
        reader.tokens.is_empty().then_some(datum)
    });
    match datum {
        Some(Datum::Number(number)) => {
            json!({"type": "number", "number": number.map_or(Value::Null, shown)})
        }
        Some(Datum::Text(text)) => json!({"type": "string", "string": text}),
        Some(Datum::Boolean(truth)) => json!({"type": "boolean", "boolean": truth}),
        Some(Datum::Date(date)) => json!({"type": "date", "date": date}),
        None => json!({"type": "unsupported", "unsupported": {}}),
    }
}

/// Works out a formula as it reads it. What it does not know ends it with nothing.
struct Reader<'a> {
    shapes: Shapes<'a>,
    page: &'a Page,
    depth: usize,
    tokens: &'a [Token],
    nesting: usize,
}

/// The operators between two values, those that bind least first.
const LEVELS: [&[&str]; 6] = [
    &["or", "||"],
    &["and", "&&"],
    &["==", "!="],
    &["<", "<=", ">", ">="],
    &["+", "-"],
    &["*", "/", "%"],
];

impl<'a> Reader<'a> {
    /// `condition ? one : other`
    fn choice(&mut self) -> Option<Datum> {
        self.nesting += 1;
        if self.nesting > NESTING {
            return None;
        }
        let mut datum = self.binary(0)?;
        if self.takes("?") {
            let one = self.choice()?;
            self.needs(":")?;
            let other = self.choice()?;
            datum = if datum.truth()? { one } else { other };
        }
        self.nesting -= 1;
        Some(datum)
    }

    fn binary(&mut self, level: usize) -> Option<Datum> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = operators.iter().find(|operator| self.takes(operator)) {
            let right = self.binary(level + 1)?;
            left = apply(operator, &left, &right)?;
        }
        Some(left)
    }

    fn unary(&mut self) -> Option<Datum> {
        let mut negations = Vec::new();
        while let Some(sign) = ["-", "!", "not"].into_iter().find(|sign| self.takes(sign)) {
            negations.push(sign);
        }
        let mut datum = self.postfix()?;
        if self.takes("^") {
            let exponent = self.postfix()?;
            datum = arithmetic(&datum, &exponent, f64::powf)?;
        }
        for sign in negations.into_iter().rev() {
            datum = match (sign, datum) {
                ("-", Datum::Number(number)) => Datum::Number(number.map(|number| -number)),
                ("!" | "not", datum) => Datum::Boolean(!datum.truth()?),
                _ => return None,
            };
        }
        Some(datum)
    }

    /// A value, and methods that are called on it.
    fn postfix(&mut self) -> Option<Datum> {
        let mut datum = self.primary()?;
        while self.takes(".") {
            let Some(Token::Word(name)) = self.next() else { return None };
            let mut arguments = vec![datum];
            arguments.extend(self.arguments()?);
            datum = functions::call(name, &arguments)?;
        }
        Some(datum)
    }

    fn primary(&mut self) -> Option<Datum> {
        match self.next()? {
            Token::Number(number) => Some(Datum::Number(Some(*number))),
            Token::Text(text) => Some(Datum::Text(Some(text.clone()))),
            Token::Word(word) => match word.as_str() {
                "true" => Some(Datum::Boolean(true)),
                "false" => Some(Datum::Boolean(false)),
                name => {
                    let arguments = self.arguments()?;
                    match (name, arguments.as_slice()) {
                        ("prop", [Datum::Text(Some(key))]) => self.property(key),
                        _ => functions::call(name, &arguments),
                    }
                }
            },
            Token::Sign("(") => {
                let datum = self.choice()?;
                self.needs(")")?;
                Some(datum)
            }
            Token::Sign(_) => None,
        }
    }

    fn arguments(&mut self) -> Option<Vec<Datum>> {
        self.needs("(")?;
        let mut arguments = Vec::new();
        while !self.takes(")") {
            if !arguments.is_empty() {
                self.needs(",")?;
            }
            arguments.push(self.choice()?);
        }
        Some(arguments)
    }

    fn property(&self, key: &str) -> Option<Datum> {
        let table = self.shapes.workspace.table_of(self.page)?;
        let property = table.schema.find(key)?;
        let content = self.shapes.content_within(self.page, property, self.depth);
        datum(property, &content)
    }

    fn next(&mut self) -> Option<&'a Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    fn takes(&mut self, wanted: &str) -> bool {
        let found = match self.tokens.first() {
            Some(Token::Sign(sign)) => *sign == wanted,
            Some(Token::Word(word)) => word == wanted,
            _ => false,
        };
        if found {
            self.tokens = &self.tokens[1..];
        }
        found
    }

    fn needs(&mut self, wanted: &str) -> Option<()> {
        self.takes(wanted).then_some(())
    }
}

/// What a formula takes a property for.
fn datum(property: &Property, content: &Value) -> Option<Datum> {
    let kind = property.kind();
    let name = |value: &Value| value["name"].as_str().map(str::to_owned);
    Some(match kind {
        Kind::Number | Kind::UniqueId => Datum::Number(values::number(kind, content)),
        Kind::Checkbox => Datum::Boolean(content == true),
        Kind::Date => Datum::Date((!content.is_null()).then(|| content.clone())),
        Kind::CreatedTime | Kind::LastEditedTime => {
            Datum::Date(Some(json!({"start": content, "end": null, "time_zone": null})))
        }
        Kind::Select | Kind::Status => Datum::Text(name(content)),
        Kind::MultiSelect => {
            let names: Vec<_> = content.as_array()?.iter().filter_map(name).collect();
            Datum::Text((!names.is_empty()).then(|| names.join(", ")))
        }
        Kind::Formula | Kind::Rollup => match content["type"].as_str()? {
            "number" => Datum::Number(content["number"].as_f64()),
            "string" => Datum::Text(content["string"].as_str().map(str::to_owned)),
            "boolean" => Datum::Boolean(content["boolean"] == true),
            "date" => Datum::Date(Some(content["date"].clone()).filter(|date| !date.is_null())),
            _ => return None,
        },
        _ => Datum::Text(values::text(kind, content).filter(|text| !text.is_empty())),
    })
}

fn apply(operator: &str, left: &Datum, right: &Datum) -> Option<Datum> {
    let order = || left.compare(right);
    Some(match operator {
        "or" | "||" => Datum::Boolean(left.truth()? || right.truth()?),
        "and" | "&&" => Datum::Boolean(left.truth()? && right.truth()?),
        "==" => Datum::Boolean(left == right),
        "!=" => Datum::Boolean(left != right),
        "<" => Datum::Boolean(order()?.is_lt()),
        "<=" => Datum::Boolean(order()?.is_le()),
        ">" => Datum::Boolean(order()?.is_gt()),
        ">=" => Datum::Boolean(order()?.is_ge()),
        "+" if [left, right].iter().any(|datum| matches!(datum, Datum::Text(_))) => {
            Datum::Text(Some(left.text() + &right.text()))
        }
        "+" => arithmetic(left, right, |left, right| left + right)?,
        "-" => arithmetic(left, right, |left, right| left - right)?,
        "*" => arithmetic(left, right, |left, right| left * right)?,
        "/" => arithmetic(left, right, |left, right| left / right)?,
        _ => arithmetic(left, right, |left, right| left % right)?,
    })
}

/// A number from two. With an empty one, or where there is none, it is empty.
fn arithmetic(left: &Datum, right: &Datum, by: fn(f64, f64) -> f64) -> Option<Datum> {
    let (Datum::Number(left), Datum::Number(right)) = (left, right) else { return None };
    let number = left.zip(*right).map(|(left, right)| by(left, right));
    Some(Datum::Number(number.filter(|number| number.is_finite())))
}

impl Datum {
    fn truth(&self) -> Option<bool> {
        match self {
            Self::Boolean(truth) => Some(*truth),
            _ => None,
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Number(number) => number.is_none(),
            Self::Text(text) => text.as_deref().unwrap_or_default().is_empty(),
            Self::Boolean(truth) => !truth,
            Self::Date(date) => date.is_none(),
        }
    }

    /// As text, which of what is empty is none.
    fn text(&self) -> String {
        match self {
            Self::Number(number) => {
                number.map(shown).map(|shown| shown.to_string()).unwrap_or_default()
            }
            Self::Text(text) => text.clone().unwrap_or_default(),
            Self::Boolean(truth) => truth.to_string(),
            Self::Date(date) => {
                let start = date.as_ref().and_then(|date| date["start"].as_str());
                start.unwrap_or_default().to_owned()
            }
        }
    }

    fn moment(&self) -> Option<Moment> {
        match self {
            Self::Date(Some(date)) => Moment::of_date(date),
            _ => None,
        }
    }

    fn compare(&self, other: &Self) -> Option<std::cmp::Ordering> {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.partial_cmp(other),
            (Self::Text(one), Self::Text(other)) => Some(one.cmp(other)),
            (Self::Boolean(one), Self::Boolean(other)) => Some(one.cmp(other)),
            (Self::Date(_), Self::Date(_)) => Some(self.moment().cmp(&other.moment())),
            _ => None,
        }
    }
}
