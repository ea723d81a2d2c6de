//! What one call of an action needs besides the action.

use crate::{ActionIds, CredentialId, Headers, UserId};

/// On whose behalf an action runs, and the headers that go along.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    pub(super) credential: &'a CredentialId,
    pub(super) user: Option<&'a UserId>,
    pub(super) headers: &'a Headers,
    pub(super) connection_headers: &'a Headers,
    pub(super) action_ids: &'a ActionIds,
}

static NO_HEADERS: Headers = Headers::new();
static NO_IDS: ActionIds = ActionIds::new();

impl<'a> Call<'a> {
    /// A call with a credential, as the user that the API key belongs to.
    pub fn new(credential: &'a CredentialId) -> Self {
        Self {
            credential,
            user: None,
            headers: &NO_HEADERS,
            connection_headers: &NO_HEADERS,
            action_ids: &NO_IDS,
        }
    }

    /// Acts as this user, whose credentials are the ones that the platform will look at.
    pub fn with_user(self, user: &'a UserId) -> Self {
        Self { user: Some(user), ..self }
    }

    /// Provider headers of this call, stronger than the action's own.
    pub fn with_headers(self, headers: &'a Headers) -> Self {
        Self { headers, ..self }
    }

    /// Provider headers of the connection, weaker than the action's own.
    pub fn with_connection_headers(self, connection_headers: &'a Headers) -> Self {
        Self { connection_headers, ..self }
    }

    /// Other ids for actions, stronger than the platform's settings.
    pub fn with_action_ids(self, action_ids: &'a ActionIds) -> Self {
        Self { action_ids, ..self }
    }

    pub(crate) fn user(&self) -> Option<&'a UserId> {
        self.user
    }
}
