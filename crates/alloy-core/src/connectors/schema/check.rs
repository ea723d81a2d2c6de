//! An action checked against its schema, by JSON Schema.

use jsonschema::{Draft, Validator, error::ValidationErrorKind};
use serde_json::{Value, json};

use super::{ActionSchema, Parameter, ParameterPlace};
use crate::{DynamicAction, Error, ErrorKind};

const BODY: &str = "requestBody";
const PATH: &str = "pathParams";
const QUERY: &str = "queryParameters";

/// How many of an action's faults an error has.
const MOST: usize = 20;

/// A part of an action that its schema does not allow.
struct Fault {
    path: String,
    problem: String,
}

#[cfg_attr(docsrs, doc(cfg(feature = "schema")))]
impl ActionSchema {
    /// Checks an action against the schema: its body, and the parameters of its path and query.
    ///
    /// Nothing is read from files or the network for it: a schema that refers to another document is
    /// not valid. Schemas in the manner of OpenAPI 3.0 are understood, `nullable` among it.
    ///
    /// ```
    /// # use alloy_core::{DynamicAction, connectors::ActionSchema};
    /// use serde_json::json;
    ///
    /// let schema: ActionSchema = serde_json::from_value(json!({
    ///     "id": "chat_postMessage",
    ///     "requestBody": {"required": ["channel"], "properties": {"blocks": {"items": {"type": "object"}}}}
    /// }))?;
    /// let post = DynamicAction::new("slack", "chat_postMessage")?
    ///     .with_body(json!({"channel": "C1", "blocks": [{}, "text"]}));
    /// assert_eq!(schema.check(&post).unwrap_err().path(), Some("requestBody.blocks[1]"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::InvalidRequest`] with the path of the first fault, and up to 20 of them in its
    ///   [details](Error::details), as `path` and `message`. Values are not shown.
    /// - [`ErrorKind::Decode`] when the platform's schema is not valid JSON Schema: it says nothing
    ///   about the action.
    pub fn check(&self, action: &DynamicAction) -> Result<(), Error> {
        let mut faults = Vec::new();
        self.check_parameters(action, &mut faults)?;
        if let Some(schema) = &self.request_body {
            let empty = json!({});
            let body = action.body().unwrap_or(&empty);
            find(schema, body, BODY, &mut faults)?;
        }
        let Some(first) = faults.first() else { return Ok(()) };
        let error = Error::invalid_request(&first.path, first.problem.clone());
        let details = faults.iter().take(MOST);
        let details = details.map(|fault| json!({"path": fault.path, "message": fault.problem}));
        Err(error.with_details(details.collect::<Value>()))
    }

    fn check_parameters(
        &self,
        action: &DynamicAction,
        faults: &mut Vec<Fault>,
    ) -> Result<(), Error> {
        for parameter in &self.parameters {
            let name = &parameter.name;
            let (section, value) = match parameter.place {
                ParameterPlace::Path => {
                    (PATH, action.path_parameters().get(name).map(|text| parameter.read(text)))
                }
                ParameterPlace::Query => (QUERY, action.query_parameters().get(name).cloned()),
                ParameterPlace::Header | ParameterPlace::Other => continue,
            };
            let path = format!("{section}.{name}");
            match value {
                None if parameter.is_missed() => {
                    faults.push(Fault { path, problem: parameter.what_is_missed() });
                }
                None => {}
                Some(value) => {
                    if let Some(schema) = &parameter.schema {
                        find(schema, &value, &path, faults)?;
                    }
                }
            }
        }
        let mut unknown = |section, place, name: &str| {
            let is_it = |known: &Parameter| known.place == place && known.name == name;
            if !self.parameters.iter().any(is_it) {
                let path = format!("{section}.{name}");
                faults.push(Fault { path, problem: "the action has no such parameter".to_owned() });
            }
        };
        action.path_parameters().keys().for_each(|name| unknown(PATH, ParameterPlace::Path, name));
        action
            .query_parameters()
            .keys()
            .for_each(|name| unknown(QUERY, ParameterPlace::Query, name));
        Ok(())
    }
}

impl Parameter {
    /// The value that a text of the path stands for, by the type that the schema has.
    fn read(&self, text: &str) -> Value {
        let kind = self.schema.as_ref().and_then(|schema| schema.get("type")?.as_str());
        match kind {
            Some("integer" | "number" | "boolean") => {
                serde_json::from_str(text).unwrap_or_else(|_| text.into())
            }
            _ => text.into(),
        }
    }
}

/// Adds what is wrong with a value.
fn find(
    schema: &Value,
    value: &Value,
    section: &str,
    faults: &mut Vec<Fault>,
) -> Result<(), Error> {
    let validator = compile(schema, section)?;
    faults.extend(validator.iter_errors(value).take(MOST).map(|error| {
        let mut path = dotted(section, error.instance_path().as_str());
        let problem = match error.kind() {
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                path = format!("{path}.{name}");
                "is required".to_owned()
            }
            _ => error.masked().to_string(),
        };
        Fault { path, problem }
    }));
    Ok(())
}

/// A validator by the newest draft, or by the one that OpenAPI 3.0 is made of.
fn compile(schema: &Value, section: &str) -> Result<Validator, Error> {
    let schema = with_null(schema.clone());
    let by = |draft| jsonschema::options().with_draft(draft).build(&schema);
    by(Draft::Draft202012).or_else(|newest| by(Draft::Draft4).map_err(|_| newest)).map_err(
        |error| {
            let problem =
                format!("the platform's schema is not valid JSON Schema: {}", error.masked());
            Error::invalid_request(section, problem).with_kind(ErrorKind::Decode)
        },
    )
}

/// OpenAPI's `nullable`, as JSON Schema says it.
fn with_null(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(map) => {
            for value in map.values_mut() {
                *value = with_null(value.take());
            }
            let nullable = map.get("nullable").is_some_and(|nullable| nullable == true);
            if let Some(kind) = map.get_mut("type").filter(|kind| nullable && kind.is_string()) {
                *kind = json!([kind.take(), "null"]);
            }
            if let Some(choices) =
                map.get_mut("enum").filter(|_| nullable).and_then(Value::as_array_mut)
                && !choices.contains(&Value::Null)
            {
                choices.push(Value::Null);
            }
        }
        Value::Array(items) => {
            for item in items {
                *item = with_null(item.take());
            }
        }
        _ => {}
    }
    schema
}

/// A JSON pointer as other errors write paths: `/blocks/1/text` is `requestBody.blocks[1].text`.
fn dotted(section: &str, pointer: &str) -> String {
    pointer.split('/').skip(1).fold(section.to_owned(), |path, part| {
        let part = part.replace("~1", "/").replace("~0", "~");
        if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("{path}[{part}]")
        } else {
            format!("{path}.{part}")
        }
    })
}
