//! A value in a request together with where it stands, for checks whose errors name the place.

use std::fmt::{self, Display};

use serde_json::{Map, Value};

use super::{Failure, Id};

/// A value of a request, or the lack of one, and its path, such as `body.children[0].type`.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    path: String,
    value: Option<&'a Value>,
    /// What would do as well, for the words of an error.
    otherwise: &'static [&'static str],
}

/// What is wrong at a place, in Notion's words.
#[derive(Debug)]
pub(super) struct Fault {
    path: String,
    problem: String,
    instead: String,
}

/// How much of a value errors show, in characters.
const SHOWN: usize = 55;

impl<'a> Place<'a> {
    pub(super) fn root(name: &str, value: &'a Value) -> Self {
        Self { path: name.to_owned(), value: Some(value), otherwise: &[] }
    }

    /// A member that must be there. That it is shows when it is read.
    pub(super) fn get(&self, key: &str) -> Place<'a> {
        Place {
            path: format!("{}.{key}", self.path),
            value: self.value.and_then(|value| value.get(key)),
            otherwise: &[],
        }
    }

    /// A member that may be left out.
    pub(super) fn optional(&self, key: &str) -> Option<Place<'a>> {
        let place = Place { otherwise: &["`undefined`"], ..self.get(key) };
        place.value.is_some().then_some(place)
    }

    /// A member that may be left out or null.
    pub(super) fn nullable(&self, key: &str) -> Option<Place<'a>> {
        let place = Place { otherwise: &["`null`", "`undefined`"], ..self.get(key) };
        place.value.is_some_and(|value| !value.is_null()).then_some(place)
    }

    /// The same, for errors that have nothing to do with its being left out.
    pub(super) fn plain(&self) -> Place<'a> {
        Place { otherwise: &[], ..self.clone() }
    }

    /// An integer between two bounds. In a query it may be written as text.
    pub(super) fn integer(&self, min: usize, max: usize) -> Result<usize, Failure> {
        let number = match self.value {
            Some(Value::String(text)) if self.path.starts_with("query.") => text.parse().ok(),
            Some(value) => value.as_f64(),
            None => None,
        };
        let bare = self.plain();
        match number {
            None => self.should_be("a number"),
            Some(number) if number.fract() != 0.0 => self.should_be("an integer"),
            Some(number) if number < as_float(min) => bare.should_be(format!("≥ `{min}`")),
            Some(number) if number > as_float(max) => bare.should_be(format!("≤ `{max}`")),
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
            Some(number) => Ok(number as usize),
        }
    }

    /// The same, unless it is null.
    pub(super) fn or_null(&self) -> Option<Place<'a>> {
        let place = Place { otherwise: &["`null`"], ..self.clone() };
        (place.value != Some(&Value::Null)).then_some(place)
    }

    pub(super) fn object(&self) -> Result<&'a Map<String, Value>, Failure> {
        match self.value {
            Some(Value::Object(members)) => Ok(members),
            _ => self.should_be("an object"),
        }
    }

    /// The members of an object, in order of their keys.
    pub(super) fn members(&self) -> Result<Vec<(&'a str, Place<'a>)>, Failure> {
        Ok(self.object()?.keys().map(|key| (key.as_str(), self.get(key))).collect())
    }

    /// The items of an array that has at most so many.
    pub(super) fn items(&self, max: usize) -> Result<Vec<Place<'a>>, Failure> {
        let Some(Value::Array(items)) = self.value else {
            return self.should_be("an array");
        };
        self.check_length(items.len(), max)?;
        let item = |(index, value)| Place {
            path: format!("{}[{index}]", self.path),
            value: Some(value),
            otherwise: &[],
        };
        Ok(items.iter().enumerate().map(item).collect())
    }

    pub(super) fn string(&self) -> Result<&'a str, Failure> {
        match self.value {
            Some(Value::String(text)) => Ok(text),
            _ => self.should_be("a string"),
        }
    }

    /// A text of at most so many UTF-16 units.
    pub(super) fn text(&self, max: usize) -> Result<&'a str, Failure> {
        let text = self.string()?;
        self.check_length(text.encode_utf16().count(), max)?;
        Ok(text)
    }

    /// A text as [`text`](Self::text), and not an empty one.
    pub(super) fn filled_text(&self, max: usize) -> Result<&'a str, Failure> {
        match self.text(max)? {
            "" => Err(self.length("≥", 1, 0).into()),
            text => Ok(text),
        }
    }

    pub(super) fn boolean(&self) -> Result<bool, Failure> {
        match self.value {
            Some(Value::Bool(value)) => Ok(*value),
            _ => self.should_be("a boolean"),
        }
    }

    pub(super) fn number(&self) -> Result<&'a Value, Failure> {
        match self.value {
            Some(value @ Value::Number(_)) => Ok(value),
            _ => self.should_be("a number"),
        }
    }

    pub(super) fn id(&self) -> Result<Id, Failure> {
        match self.value.and_then(Value::as_str).map(Id::parse) {
            Some(Some(id)) => Ok(id),
            Some(None) => self.should_be("a valid uuid"),
            None => self.string().and_then(|_| self.should_be("a valid uuid")),
        }
    }

    pub(super) fn one_of(&self, names: &[&'static str]) -> Result<&'static str, Failure> {
        let given = self.value.and_then(Value::as_str);
        match names.iter().find(|name| given == Some(name)) {
            Some(name) => Ok(name),
            None => Err(self.fault_of(names.iter().copied().map(quoted).collect()).into()),
        }
    }

    /// Refuses members other than these.
    pub(super) fn only(&self, keys: &[&str]) -> Result<(), Failure> {
        match self.object()?.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) => self.get(key).should_be("not present"),
            None => Ok(()),
        }
    }

    /// Of an object that is one of several kinds: which, and the member of that name.
    ///
    /// `type` may name the kind; no other members may be there than it, the kind's and those
    /// `beside` it.
    pub(super) fn variant(
        &self,
        kinds: &[&'static str],
        beside: &[&str],
    ) -> Result<(&'static str, Place<'a>), Failure> {
        let members = self.object()?;
        let tag = members.get("type");
        let tagged = kinds.iter().find(|kind| tag.is_some_and(|tag| tag == **kind));
        let present = || kinds.iter().find(|kind| members.contains_key(**kind));
        let Some(kind) = tagged.filter(|kind| members.contains_key(**kind)).or_else(present) else {
            return match tagged {
                Some(kind) => self.get(kind).should_be("defined"),
                None => Err(self.none_of(kinds)),
            };
        };
        if tag.is_some_and(|tag| tag != kind) {
            return self.get("type").should_be(any_of(&[quoted(kind), "`undefined`".to_owned()]));
        }
        let mut allowed = vec!["type", *kind];
        allowed.extend(beside);
        self.only(&allowed)?;
        Ok((kind, self.get(kind)))
    }

    /// The one member of these that is there, of which there must be one and no other.
    pub(super) fn alternative(
        &self,
        keys: &[&'static str],
    ) -> Result<(&'static str, Place<'a>), Failure> {
        let members = self.object()?;
        let mut present = keys.iter().filter(|key| members.contains_key(**key));
        match (present.next(), present.next()) {
            (None, _) => Err(self.none_of(keys)),
            (Some(_), Some(other)) => self.get(other).should_be("not present"),
            (Some(key), None) => Ok((key, self.get(key))),
        }
    }

    /// The failure of an object that has none of the members of which it needs one.
    pub(super) fn none_of(&self, kinds: &[&str]) -> Failure {
        let faults: Vec<_> = kinds.iter().map(|kind| self.get(kind).fault("defined")).collect();
        Failure::fix_one(&faults)
    }

    fn check_length(&self, length: usize, max: usize) -> Result<(), Failure> {
        if length > max { Err(self.length("≤", max, length).into()) } else { Ok(()) }
    }

    /// The fault of having a wrong length.
    pub(super) fn length(&self, relation: &str, bound: usize, length: usize) -> Fault {
        Fault {
            path: format!("{}.length", self.path),
            problem: format!("should be {relation} `{bound}`"),
            instead: length.to_string(),
        }
    }

    /// Fails for not being what is wanted; if it is not there at all, for that.
    pub(super) fn should_be<T>(&self, wanted: impl Display) -> Result<T, Failure> {
        Err(self.fault(wanted).into())
    }

    fn fault(&self, wanted: impl Display) -> Fault {
        self.fault_of(vec![wanted.to_string()])
    }

    /// The fault of being none of what is wanted.
    fn fault_of(&self, mut wanted: Vec<String>) -> Fault {
        wanted.extend(self.otherwise.iter().map(|other| (*other).to_owned()));
        let wanted = if self.value.is_some() { any_of(&wanted) } else { "defined".to_owned() };
        Fault {
            path: self.path.clone(),
            problem: format!("should be {wanted}"),
            instead: shown(self.value),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "bounds are small")]
fn as_float(bound: usize) -> f64 {
    bound as f64
}

fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else { return "undefined".to_owned() };
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

/// A name as Notion shows it: `"a"` in backticks.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", Value::from(name))
}

/// Choices as Notion lists them: `a or b`, `a, b, or c`.
pub(super) fn any_of(choices: &[String]) -> String {
    match choices {
        [first, last] => format!("{first} or {last}"),
        [others @ .., last] if !others.is_empty() => format!("{}, or {last}", others.join(", ")),
        _ => choices.concat(),
    }
}

impl Fault {
    /// The part of the request that the fault is in: `body`, `path` or `query`.
    pub(super) fn root(&self) -> &str {
        self.path.split(['.', '[']).next().unwrap_or_default()
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, instead was `{}`", self.path, self.problem, self.instead)
    }
}
