//! The catalogue: connectors, their resources, actions and ways to authenticate.
//!
//! Two answers are not on record. That of a single connector is taken to be the list's element in
//! a wrapper of its own; that of a connector's actions to be the elements of its resources, flat.

use serde_json::{Value, json};

use super::{Answer, Platform, Received, Refusal, received::granted};
use crate::sandbox::{description::ActionDescription, stand_in::StandIn};

/// `GET /connectors`
pub(super) fn list(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let stand_ins = platform.stand_ins.values();
    let all: Vec<_> = stand_ins.map(|stand_in| entry(&**stand_in, received.origin)).collect();
    granted(&json!({"connectors": all}))
}

/// `GET /connectors/{connector}`
pub(super) fn get(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let stand_in = platform.stand_in(received.parameter("connector"))?;
    granted(&json!({"connector": entry(stand_in, received.origin)}))
}

/// `GET /connectors/{connector}/resources`
pub(super) fn resources(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let stand_in = platform.stand_in(received.parameter("connector"))?;
    let actions = stand_in.actions();
    let mut resources: Vec<(&str, Vec<Value>)> = Vec::new();
    for action in &actions {
        let name = action.resource_name();
        match resources.iter_mut().find(|(other, _)| *other == name) {
            Some((_, actions)) => actions.push(action.summary()),
            None => resources.push((name, vec![action.summary()])),
        }
    }
    let resources = resources.into_iter().map(|(name, actions)| {
        json!({"name": name, "description": format!("Manage {name}."), "actions": actions})
    });
    granted(&json!({"resources": resources.collect::<Vec<_>>()}))
}

/// `GET /connectors/{connector}/actions`
pub(super) fn actions(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let stand_in = platform.stand_in(received.parameter("connector"))?;
    let actions: Vec<_> = stand_in.actions().iter().map(ActionDescription::summary).collect();
    granted(&json!({"actions": actions}))
}

/// `GET /connectors/{connector}/actions/{action}`
pub(super) fn action(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let (connector, id) = (received.parameter("connector"), received.parameter("action"));
    let actions = platform.stand_in(connector)?.actions();
    let action = actions.iter().find(|action| action.id() == id);
    let action = action.ok_or_else(|| Refusal::unknown_action(connector, id))?;
    granted(&json!({"action": action.schema()}))
}

/// `GET /connectors/{connector}/credentials/metadata`
pub(super) fn authentication(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let types = platform.stand_in(received.parameter("connector"))?.authentication();
    let user = &received.key_user;
    let metadata: Vec<_> = types.iter().map(|one| one.metadata(user)).collect();
    granted(&json!({"metadata": metadata}))
}

/// A connector as lists show it. There is nothing behind the address of the icon.
fn entry(stand_in: &dyn StandIn, origin: &str) -> Value {
    let id = stand_in.connector();
    json!({
        "id": id,
        "name": stand_in.name(),
        "icon": format!("{origin}/icons/{id}.png"),
        "group": ["output"],
        "category": stand_in.categories(),
    })
}

impl Platform {
    pub(super) fn stand_in(&self, connector: &str) -> Result<&dyn StandIn, Refusal> {
        match self.stand_ins.get(connector) {
            Some(stand_in) => Ok(&**stand_in),
            None => Err(Refusal::unknown_connector(connector)),
        }
    }
}
