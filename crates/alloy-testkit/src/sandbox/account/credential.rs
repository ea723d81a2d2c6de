//! Credentials of the users.

use std::{collections::BTreeMap, time::SystemTime};

use alloy_core::{CredentialId, UserId};
use serde_json::{Value, json};

use super::valid;
use crate::sandbox::{clock::to_the_millisecond, random::Random};

/// The credentials, in the order in which they came.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct CredentialStore {
    seed: u64,
    random: Random,
    /// Each with its place among all that there ever were.
    credentials: BTreeMap<CredentialId, (u64, Credential)>,
    count: u64,
}

/// Whose a credential is, and for what. It holds no secret: the sandbox needs none.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Credential {
    pub(in crate::sandbox) user: UserId,
    pub(in crate::sandbox) connector: String,
    /// `oauth2` or another of the connector's.
    pub(in crate::sandbox) authentication_type: String,
    pub(in crate::sandbox) name: String,
    pub(in crate::sandbox) created: SystemTime,
}

impl CredentialStore {
    pub(super) fn new(seed: u64) -> Self {
        let random = Random::new(seed, "credentials");
        Self { seed, random, credentials: BTreeMap::new(), count: 0 }
    }

    /// The id of the credential that the sandbox has for a connector from the start.
    pub(in crate::sandbox) fn first_id(&self, connector: &str) -> CredentialId {
        let mut random = Random::new(self.seed, connector);
        valid(|| CredentialId::new(random.hex(24)))
    }

    /// Adds a credential with a made-up id.
    pub(in crate::sandbox) fn add(&mut self, credential: Credential) -> CredentialId {
        let id = valid(|| CredentialId::new(self.random.hex(24)));
        self.insert(id.clone(), credential);
        id
    }

    pub(in crate::sandbox) fn insert(&mut self, id: CredentialId, credential: Credential) {
        self.count += 1;
        self.credentials.insert(id, (self.count, credential));
    }

    pub(in crate::sandbox) fn get(&self, id: &str) -> Option<&Credential> {
        self.credentials.get(id).map(|(_, credential)| credential)
    }

    /// What a user has, for one connector or all, the oldest first.
    pub(in crate::sandbox) fn of(
        &self,
        user: &UserId,
        connector: Option<&str>,
    ) -> Vec<(&CredentialId, &Credential)> {
        let wanted = |credential: &Credential| {
            credential.user == *user && connector.is_none_or(|id| credential.connector == id)
        };
        let all = self.credentials.iter();
        let mut found: Vec<_> = all.filter(|(_, (_, credential))| wanted(credential)).collect();
        found.sort_by_key(|(_, (number, _))| number);
        found.into_iter().map(|(id, (_, credential))| (id, credential)).collect()
    }

    /// Removes a credential of a user, and tells whether there was one.
    pub(in crate::sandbox) fn remove(
        &mut self,
        id: &str,
        wanted: impl Fn(&Credential) -> bool,
    ) -> bool {
        let found = self.get(id).is_some_and(wanted);
        found && self.credentials.remove(id).is_some()
    }

    pub(super) fn remove_all_of(&mut self, user: &UserId) {
        self.credentials.retain(|_, (_, credential)| credential.user != *user);
    }
}

impl Credential {
    /// The credential as the platform shows it. The connector is told by `type` alone.
    ///
    /// On record are types such as `slack-oauth2`, and the bare id of the connector. What follows
    /// the id of a connector with keys is not, so those have the bare id here.
    pub(in crate::sandbox) fn to_json(&self, id: &CredentialId) -> Value {
        let created = to_the_millisecond(self.created);
        let kind = match self.authentication_type.as_str() {
            "oauth2" => format!("{}-oauth2", self.connector),
            _ => self.connector.clone(),
        };
        json!({
            "credentialId": id,
            "name": self.name,
            "type": kind,
            "createdAt": created,
            "updatedAt": created,
        })
    }
}
