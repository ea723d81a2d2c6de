//! One JSON object of inputs, put where the schema says that each belongs.

use serde_json::{Map, Value};

use super::{ActionSchema, Parameter, ParameterPlace};
use crate::{DynamicAction, Error, Header};

/// Under which key an input has a body that is no object.
const BODY: &str = "body";

impl ActionSchema {
    /// The action with these inputs: parameters of the path, the query and the headers by their
    /// names, and the rest as its body.
    ///
    /// Its effect follows from the schema. A parameter's name wins over a property of the body with
    /// the same name. A body that is no object is the input `body`.
    ///
    /// ```
    /// # use alloy_core::{CredentialId, Effect, Envelope, Error, connectors::ActionSchema};
    /// use serde_json::json;
    ///
    /// # fn example(schema: &ActionSchema) -> Result<(), Error> {
    /// let action = schema.action("zohoCRM", json!({"taskId": 7, "notify": true, "Subject": "Call"}))?;
    /// # let envelope = Envelope::of(&action, &CredentialId::new("credential")?)?;
    /// assert_eq!(envelope.path_params["taskId"], "7");
    /// assert_eq!(envelope.query_parameters["notify"], true);
    /// assert_eq!(envelope.body(), json!({"Subject": "Call"}));
    /// # Ok(())
    /// # }
    /// # example(&serde_json::from_value(json!({"id": "updateTask", "httpMethod": "put", "parameters": [
    /// #     {"name": "taskId", "in": "path", "required": true}, {"name": "notify", "in": "query"}],
    /// #     "requestBody": {"type": "object"}})).unwrap()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Of the kind [`ErrorKind::InvalidRequest`](crate::ErrorKind::InvalidRequest), with the name of an
    /// input that is missing, that the action does not take, or that cannot stand where it belongs.
    /// Required headers may be missing: the platform fills in those that the credential has.
    pub fn action(
        &self,
        connector: impl AsRef<str>,
        input: impl Into<Value>,
    ) -> Result<DynamicAction, Error> {
        let mut action = DynamicAction::new(connector, &self.id)?.with_effect(self.effect());
        let mut rest = match input.into() {
            Value::Object(map) => map,
            Value::Null => Map::new(),
            _ => return Err(Error::invalid_request("input", "must be an object")),
        };
        for parameter in &self.parameters {
            let name = &parameter.name;
            let value = rest.remove(name).filter(|value| !value.is_null());
            action = match (parameter.place, value) {
                (ParameterPlace::Path, Some(value)) => action.with_path(name, text(name, &value)?),
                (ParameterPlace::Query, Some(value)) => action.with_query(name, value),
                (ParameterPlace::Header, Some(value)) => {
                    action.with_header(Header::new(name.clone(), text(name, &value)?)?)
                }
                (ParameterPlace::Other, Some(_)) => {
                    return Err(Error::invalid_request(name, "has no part in a request"));
                }
                (_, None) if parameter.is_missed() => {
                    return Err(Error::invalid_request(name, parameter.what_is_missed()));
                }
                (_, None) => action,
            };
        }
        self.body(rest).map(|body| match body {
            Some(body) => action.with_body(body),
            None => action,
        })
    }

    /// The body out of the inputs that are no parameters.
    fn body(&self, mut rest: Map<String, Value>) -> Result<Option<Value>, Error> {
        if self.request_body.as_ref().is_some_and(is_no_object)
            && let Some(body) = rest.remove(BODY)
        {
            return match rest.keys().next() {
                None => Ok(Some(body)),
                Some(name) => Err(Error::invalid_request(name, "stands beside a whole body")),
            };
        }
        match (rest.keys().next(), &self.request_body) {
            (None, _) => Ok(None),
            (Some(_), Some(schema)) if schema.is_object() || schema == true => {
                Ok(Some(Value::Object(rest)))
            }
            (Some(name), _) => {
                let names: Vec<&str> =
                    self.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
                let problem = match &*names.join(", ") {
                    "" => "the action takes no input".to_owned(),
                    names => format!("the action takes no such input, but {names}"),
                };
                Err(Error::invalid_request(name, problem))
            }
        }
    }
}

impl Parameter {
    /// Whether an action without it cannot work.
    pub(super) fn is_missed(&self) -> bool {
        match self.place {
            ParameterPlace::Path => true,
            ParameterPlace::Query => self.required,
            ParameterPlace::Header | ParameterPlace::Other => false,
        }
    }

    pub(super) fn what_is_missed(&self) -> String {
        match &self.description {
            Some(description) => format!("is required: {description}"),
            None => "is required".to_owned(),
        }
    }
}

fn is_no_object(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str).is_some_and(|kind| kind != "object")
}

/// A value as it stands in a path or in a header.
fn text(name: &str, value: &Value) -> Result<String, Error> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(_) | Value::Bool(_) => Ok(value.to_string()),
        _ => Err(Error::invalid_request(name, "must be a text, a number or a boolean")),
    }
}
