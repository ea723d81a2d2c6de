//! Action ids that a platform or a provider's edition spells differently.

use std::collections::BTreeMap;

use crate::{ActionId, ConnectorId};

/// Other ids for actions, by connector and id.
///
/// A connector's actions have the ids of one edition of its provider's interface. Where the platform
/// follows another, the ids change and the actions stay.
///
/// ```
/// use alloy_core::{ActionId, ActionIds, ConnectorId};
///
/// let mut ids = ActionIds::new();
/// ids.set(ConnectorId::new("notion")?, ActionId::new("retrieve-a-database")?, ActionId::new("retrieve-database")?);
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionIds {
    by_connector: BTreeMap<ConnectorId, BTreeMap<ActionId, ActionId>>,
}

impl ActionIds {
    /// No other ids.
    pub const fn new() -> Self {
        Self { by_connector: BTreeMap::new() }
    }

    /// Sends `other` where an action of the connector says `id`.
    pub fn set(&mut self, connector: ConnectorId, id: ActionId, other: ActionId) -> &mut Self {
        self.by_connector.entry(connector).or_default().insert(id, other);
        self
    }

    pub(crate) fn get(&self, connector: &str, id: &str) -> Option<&str> {
        Some(self.by_connector.get(connector)?.get(id)?.as_str())
    }
}
