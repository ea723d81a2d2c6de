//! The options of selects, multi-selects and statuses.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};

use super::{Kind, Property};
use crate::sandbox::{
    kept,
    notion::{Failure, Id, Place, limits},
    random,
};

/// An option of a select, multi-select or status.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sandbox::notion) struct Choice {
    pub(super) id: Id,
    pub(super) name: String,
    #[serde(deserialize_with = "kept_color")]
    color: kept::Name,
    description: Option<String>,
}

static COLORS: [&str; 10] =
    ["default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"];

fn kept_color<'de, D: Deserializer<'de>>(deserializer: D) -> Result<kept::Name, D::Error> {
    kept::one_of(deserializer, &COLORS)
}

/// The longest name of an option.
const NAME: usize = 100;

impl Property {
    pub(in crate::sandbox::notion) fn with_option(
        mut self,
        name: &str,
        color: &'static str,
    ) -> Self {
        self.add_option(name, color, None);
        self
    }

    /// The option that a request names, `{id}` or `{name}`. Of a select, a new name is a new
    /// option; a status has those it has.
    pub(in crate::sandbox::notion) fn choose(
        &mut self,
        place: &Place<'_>,
    ) -> Result<Value, Failure> {
        place.only(&["id", "name", "color", "description"])?;
        let color = color(place)?;
        let id = place.nullable("id").map(|id| id.string()).transpose()?;
        let found = match id {
            Some(id) => self.option(id).ok_or_else(|| {
                let kind = self.kind.name();
                Failure::validation(format!("\"{id}\" is an invalid {kind} option."))
            })?,
            None => {
                let name = place.get("name").filled_text(NAME)?;
                match self.options.iter().position(|option| option.name == name) {
                    Some(known) => &self.options[known],
                    None => self.invent(name, color)?,
                }
            }
        };
        found.check_color(color)?;
        Ok(found.value())
    }

    /// Takes the options that a schema gives in place of those that are there. An option that is
    /// named by its id or name stays, with another name if it is given one; a new name is a new
    /// option; the others are gone.
    pub(in crate::sandbox::notion) fn set_options(
        &mut self,
        place: &Place<'_>,
    ) -> Result<(), Failure> {
        let mut before = self.clone();
        self.options.clear();
        for item in place.items(limits::ARRAY)? {
            item.only(&["id", "name", "color", "description"])?;
            let color = color(&item)?;
            let name = item.optional("name").map(|name| name.filled_text(NAME)).transpose()?;
            let id = item.nullable("id").map(|id| id.string()).transpose()?;
            let description = item.nullable("description").map(|text| text.text(limits::TEXT));
            let description = description.transpose()?.map(str::to_owned);
            let known = before.options.iter().position(|option| match id {
                Some(id) => Some(option.id) == Id::parse(id),
                None => Some(option.name.as_str()) == name,
            });
            match known {
                Some(at) => {
                    let mut option = before.options.swap_remove(at);
                    option.check_color(color)?;
                    option.name = name.map_or(option.name, str::to_owned);
                    option.description = description.or(option.description);
                    self.options.push(option);
                }
                None => {
                    let name = item.get("name").filled_text(NAME)?;
                    check_commas(name)?;
                    if self.options.iter().any(|option| option.name == name) {
                        return item.get("name").plain().should_be("unique");
                    }
                    let color = color.unwrap_or_else(|| self.next_color());
                    self.add_option(name, color, description);
                }
            }
        }
        Ok(())
    }

    /// Whether these are the options that there are.
    pub(super) fn has_the_options(&self, place: &Place<'_>) -> Result<bool, Failure> {
        let given = place.items(limits::ARRAY)?;
        let is = |(option, place): (&Choice, &Place<'_>)| {
            let id = place.get("id").id().ok();
            let name = place.get("name").string().ok();
            (id.is_some() || name.is_some())
                && id.is_none_or(|id| id == option.id)
                && name.is_none_or(|name| name == option.name)
        };
        Ok(given.len() == self.options.len() && self.options.iter().zip(&given).all(is))
    }

    /// The options that a status has where none are given.
    pub(super) fn add_status_options(&mut self) {
        for (name, color) in
            [("Not started", "default"), ("In progress", "blue"), ("Done", "green")]
        {
            self.add_option(name, color, None);
        }
    }

    fn option(&self, id: &str) -> Option<&Choice> {
        let id = Id::parse(id)?;
        self.options.iter().find(|option| option.id == id)
    }

    fn invent(&mut self, name: &str, color: Option<&'static str>) -> Result<&Choice, Failure> {
        if self.kind == Kind::Status {
            let message =
                format!("Invalid status option. Status option \"{name}\" does not exist.");
            return Err(Failure::validation(message));
        }
        check_commas(name)?;
        let color = color.unwrap_or_else(|| self.next_color());
        Ok(self.add_option(name, color, None))
    }

    fn next_color(&self) -> &'static str {
        COLORS[self.options.len() % COLORS.len()]
    }

    fn add_option(
        &mut self,
        name: &str,
        color: &'static str,
        description: Option<String>,
    ) -> &Choice {
        let made_of =
            |name: &str| Id(random::as_uuid(random::digest(&format!("{}\n{name}", self.id))));
        let mut id = made_of(name);
        while self.options.iter().any(|option| option.id == id) {
            id = made_of(&id.to_string());
        }
        self.options.push(Choice { id, name: name.to_owned(), color, description });
        &self.options[self.options.len() - 1]
    }

    /// The groups of a status: its first option is to do, its last complete, all else in progress.
    pub(super) fn groups(&self) -> Value {
        let last = self.options.len().saturating_sub(1);
        let group = |name: &str, color: &str, has: &dyn Fn(usize) -> bool| {
            let options = self.options.iter().enumerate().filter(|(at, _)| has(*at));
            let ids: Vec<Value> = options.map(|(_, option)| option.id.into()).collect();
            let id = Id(random::as_uuid(random::digest(&format!("{}\n{name}\n", self.id))));
            json!({"id": id.to_string(), "name": name, "color": color, "option_ids": ids})
        };
        json!([
            group("To-do", "gray", &|at| at == 0),
            group("In progress", "blue", &|at| at > 0 && at < last),
            group("Complete", "green", &|at| at > 0 && at == last),
        ])
    }

    /// A value after the options have changed: with their names, and without those that are gone.
    pub(in crate::sandbox::notion) fn still_chosen(&self, value: &Value) -> Value {
        let still =
            |value: &Value| value["id"].as_str().and_then(|id| self.option(id)).map(Choice::value);
        match value {
            Value::Array(items) => items.iter().filter_map(still).collect(),
            value => still(value).unwrap_or_default(),
        }
    }

    /// The place of an option among all, by which values are sorted.
    pub(in crate::sandbox::notion) fn rank(&self, value: &Value) -> Option<usize> {
        let id = Id::parse(value["id"].as_str()?)?;
        self.options.iter().position(|option| option.id == id)
    }
}

impl Choice {
    /// The option as the value of a row's property.
    pub(in crate::sandbox::notion) fn value(&self) -> Value {
        json!({"id": self.id.to_string(), "name": self.name, "color": self.color})
    }

    pub(super) fn shape(&self) -> Value {
        let id = self.id.to_string();
        json!({"id": id, "name": self.name, "color": self.color, "description": self.description})
    }

    fn check_color(&self, given: Option<&'static str>) -> Result<(), Failure> {
        match given {
            Some(color) if color != self.color => Err(Failure::validation(format!(
                "Cannot update color of select with name: {}.",
                self.name
            ))),
            _ => Ok(()),
        }
    }
}

fn color(place: &Place<'_>) -> Result<Option<&'static str>, Failure> {
    place.nullable("color").map(|color| color.one_of(&COLORS)).transpose()
}

fn check_commas(name: &str) -> Result<(), Failure> {
    if name.contains(',') {
        let message = format!("Invalid select option, commas not allowed: {name}");
        return Err(Failure::validation(message));
    }
    Ok(())
}
