//! The functions that formulas know.

use serde_json::json;

use super::Datum;
use crate::sandbox::notion::rollup::as_float;

/// What a function comes to: `if`, `empty`, `not`, `format`, `concat`, `length`, `contains`,
/// `lower`, `upper`, `trim`, `replaceAll` of plain text, `toNumber`, `abs`, `ceil`, `floor`, `round`,
/// `sqrt`, `sign`, `pow`, `mod`, `add`, `subtract`, `multiply`, `divide`, `min`, `max`, `sum`,
/// `dateStart`, `dateEnd` and `equal`, `unequal`.
pub(super) fn call(name: &str, arguments: &[Datum]) -> Option<Datum> {
    let text = |datum: &Datum| datum.text();
    Some(match (name, arguments) {
        ("if", [condition, one, other]) => {
            if condition.truth()? {
                one.clone()
            } else {
                other.clone()
            }
        }
        ("empty", [datum]) => Datum::Boolean(datum.is_empty()),
        ("not", [datum]) => Datum::Boolean(!datum.truth()?),
        ("equal", [one, other]) => Datum::Boolean(one == other),
        ("unequal", [one, other]) => Datum::Boolean(one != other),
        ("format", [datum]) => Datum::Text(Some(text(datum))),
        ("concat", texts) => Datum::Text(Some(texts.iter().map(text).collect())),
        ("length", [datum @ Datum::Text(_)]) => {
            Datum::Number(Some(as_float(text(datum).encode_utf16().count())))
        }
        ("contains", [Datum::Text(one), Datum::Text(other)]) => {
            let [one, other] = [one, other].map(|text| text.as_deref().unwrap_or_default());
            Datum::Boolean(one.contains(other))
        }
        ("lower", [datum @ Datum::Text(_)]) => Datum::Text(Some(text(datum).to_lowercase())),
        ("upper", [datum @ Datum::Text(_)]) => Datum::Text(Some(text(datum).to_uppercase())),
        ("trim", [datum @ Datum::Text(_)]) => Datum::Text(Some(text(datum).trim().to_owned())),
        ("replaceAll", [datum, from, to]) if is_plain(&text(from)) => {
            Datum::Text(Some(text(datum).replace(&text(from), &text(to))))
        }
        ("toNumber", [Datum::Boolean(truth)]) => Datum::Number(Some(f64::from(u8::from(*truth)))),
        ("toNumber", [datum @ Datum::Text(_)]) => Datum::Number(number(&text(datum))),
        ("dateStart", [Datum::Date(date)]) => Datum::Date(date.clone().map(
            |date| json!({"start": date["start"], "end": null, "time_zone": date["time_zone"]}),
        )),
        ("dateEnd", [Datum::Date(date)]) => Datum::Date(date.clone().map(|date| {
            let end = if date["end"].is_null() { &date["start"] } else { &date["end"] };
            json!({"start": end, "end": null, "time_zone": date["time_zone"]})
        })),
        (_, arguments) => return numeric(name, arguments),
    })
}

/// What functions of numbers come to. With an empty number it is empty.
fn numeric(name: &str, arguments: &[Datum]) -> Option<Datum> {
    let mut numbers = Vec::new();
    for argument in arguments {
        match argument {
            Datum::Number(Some(number)) => numbers.push(*number),
            Datum::Number(None) => return Some(Datum::Number(None)),
            _ => return None,
        }
    }
    let number = match (name, numbers.as_slice()) {
        ("toNumber", [number]) => *number,
        ("abs", [number]) => number.abs(),
        ("ceil", [number]) => number.ceil(),
        ("floor", [number]) => number.floor(),
        // Halves go up, as in JavaScript.
        ("round", [number]) => (number + 0.5).floor(),
        ("sqrt", [number]) => number.sqrt(),
        ("sign", [number]) if *number == 0.0 => 0.0,
        ("sign", [number]) => number.signum(),
        ("pow", [one, other]) => one.powf(*other),
        ("mod", [one, other]) => one % other,
        ("add", [one, other]) => one + other,
        ("subtract", [one, other]) => one - other,
        ("multiply", [one, other]) => one * other,
        ("divide", [one, other]) => one / other,
        ("sum", numbers) => numbers.iter().sum(),
        ("min", [first, rest @ ..]) => rest.iter().copied().fold(*first, f64::min),
        ("max", [first, rest @ ..]) => rest.iter().copied().fold(*first, f64::max),
        _ => return None,
    };
    Some(Datum::Number(Some(number).filter(|number| number.is_finite())))
}

/// The number that a text starts with.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+')).unwrap_or(text.len());
    text[..end].parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether a text means the same as a regular expression, which Notion takes it for.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || " ,;:_-/@#".contains(c))
}
