//! Schemas of actions, kept for a while.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use alloy_core::{
    ActionId, ConnectorId, DynamicAction, Error,
    connectors::{ActionSchema, GetAction},
};
use serde_json::Value;

use super::{Client, deadline, signal::Signal};

/// How long a schema is kept unless the builder says otherwise.
pub(super) const LIFETIME: Duration = Duration::from_secs(60 * 60);
/// How many schemas are kept at the most.
const CAPACITY: usize = 512;

/// The schemas that a client has asked for, each with the time when it is asked for anew.
pub(super) struct Schemas {
    lifetime: Duration,
    kept: Mutex<HashMap<Key, Kept>>,
    asked: Mutex<HashMap<Key, Arc<Signal<()>>>>,
}

type Key = (ConnectorId, ActionId);

struct Kept {
    schema: Arc<ActionSchema>,
    until: Duration,
}

/// Whose turn it is to ask for a schema.
enum Turn<'a> {
    /// Nobody's: it is kept.
    Kept(Arc<ActionSchema>),
    /// The caller's, until this is dropped.
    Ask(Asking<'a>),
    /// Somebody else's, who is done at this signal.
    Wait(Arc<Signal<()>>),
}

/// Dropping it lets those go on who wait for the schema, whatever came of asking.
struct Asking<'a> {
    schemas: &'a Schemas,
    key: Key,
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        if let Some(done) = lock(&self.schemas.asked).remove(&self.key) {
            done.give(());
        }
    }
}

impl Schemas {
    pub(super) fn new(lifetime: Duration) -> Self {
        Self { lifetime, kept: Mutex::default(), asked: Mutex::default() }
    }

    fn turn(&self, key: &Key, now: Duration) -> Turn<'_> {
        let mut asked = lock(&self.asked);
        if let Some(schema) = self.get(key, now) {
            return Turn::Kept(schema);
        }
        if let Some(done) = asked.get(key) {
            return Turn::Wait(done.clone());
        }
        asked.insert(key.clone(), Arc::new(Signal::new()));
        Turn::Ask(Asking { schemas: self, key: key.clone() })
    }

    fn get(&self, key: &Key, now: Duration) -> Option<Arc<ActionSchema>> {
        lock(&self.kept).get(key).filter(|kept| now < kept.until).map(|kept| kept.schema.clone())
    }

    fn keep(&self, key: Key, schema: Arc<ActionSchema>, now: Duration) {
        let mut kept = lock(&self.kept);
        if kept.len() >= CAPACITY {
            kept.retain(|_, kept| now < kept.until);
        }
        if kept.len() >= CAPACITY {
            let oldest = kept.iter().min_by_key(|(_, kept)| kept.until);
            if let Some(oldest) = oldest.map(|(key, _)| key.clone()) {
                kept.remove(&oldest);
            }
        }
        kept.insert(key, Kept { schema, until: now.saturating_add(self.lifetime) });
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Schemas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Schemas").field("lifetime", &self.lifetime).finish_non_exhaustive()
    }
}

impl Client {
    /// What an action takes and gives: asked for once and then kept for an hour, or for what
    /// [`ClientBuilder::schema_lifetime`](super::ClientBuilder::schema_lifetime) says.
    ///
    /// Several that want one schema at once wait for the first of them. For an unknown connector or
    /// action the error has the names that are near.
    pub async fn action_schema(
        &self,
        connector: impl AsRef<str>,
        action: impl AsRef<str>,
    ) -> Result<Arc<ActionSchema>, Error> {
        let (connector, action) = (connector.as_ref(), action.as_ref());
        let key = (ConnectorId::new(connector)?, ActionId::new(action)?);
        let shared = &self.shared;
        let _asking = match shared.schemas.turn(&key, shared.timer.now()) {
            Turn::Kept(schema) => return Ok(schema),
            Turn::Ask(asking) => Some(asking),
            Turn::Wait(done) => {
                // Whoever asks may be a future that nobody polls any more.
                let limit = || shared.timer.sleep(shared.calls.timeouts.attempt);
                deadline::first(Box::pin(done.wait()), limit).await;
                if let Some(schema) = shared.schemas.get(&key, shared.timer.now()) {
                    return Ok(schema);
                }
                None
            }
        };
        match self.call(&GetAction::new(connector, action)?).await {
            Ok(schema) => {
                let schema = Arc::new(schema);
                shared.schemas.keep(key, schema.clone(), shared.timer.now());
                Ok(schema)
            }
            Err(error) => Err(self.suggest(error, connector, Some(action)).await),
        }
    }

    /// An action of any connector, with each input where the platform's schema says that it belongs
    /// and with the effect that follows from it.
    ///
    /// ```no_run
    /// # use alloy_core::Error;
    /// # use alloy_transport::Client;
    /// # use serde_json::json;
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let update = client
    ///     .action("zohoCRM", "updateTask", json!({"taskId": "7", "data": [{"Subject": "Call"}]}))
    ///     .await?;
    /// let done = client.connection_for("zohoCRM").await?.execute(&update).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`action_schema`](Self::action_schema) and of [`ActionSchema::action`]. Whether the
    /// values fit is checked by [`ActionSchema::check`], with the feature `schema`.
    pub async fn action(
        &self,
        connector: impl AsRef<str>,
        action: impl AsRef<str>,
        input: impl Into<Value>,
    ) -> Result<DynamicAction, Error> {
        let connector = connector.as_ref();
        self.action_schema(connector, action).await?.action(connector, input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_kept_for_a_while_and_not_without_bound() {
        let schemas = Schemas::new(Duration::from_secs(10));
        let key =
            |n: usize| (ConnectorId::new("c").unwrap(), ActionId::new(format!("a{n}")).unwrap());
        let schema: Arc<ActionSchema> = Arc::new(serde_json::from_str(r#"{"id": "a"}"#).unwrap());
        let at = Duration::from_secs;
        schemas.keep(key(0), schema.clone(), at(0));
        assert!(schemas.get(&key(0), at(9)).is_some());
        assert!(schemas.get(&key(0), at(10)).is_none());
        for n in 0..2 * CAPACITY {
            schemas.keep(key(n), schema.clone(), at(1) + Duration::from_nanos(n as u64));
        }
        assert_eq!(lock(&schemas.kept).len(), CAPACITY);
        assert!(schemas.get(&key(0), at(2)).is_none());
        assert!(schemas.get(&key(2 * CAPACITY - 1), at(2)).is_some());
    }
}
