//! `get-self`, `get-user` and `get-users`

use serde_json::{Value, json};

use super::{Answer, Failure, Id, Input, failure::Thing, list, workspace::Workspace};

/// `GET /v1/users/me`: the user as whom the integration acts.
pub(super) fn me(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    known(workspace, workspace.bot)
}

/// `GET /v1/users/{user_id}`
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    known(workspace, input.path.get("user_id").id()?)
}

/// `GET /v1/users`: people and bots, by their ids.
pub(super) fn list(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&["start_cursor", "page_size"])?;
    let users: Vec<_> = workspace.users.keys().copied().collect();
    list::page(&input.query, "users", "user", &users, |user| workspace.user(user))
}

fn known(workspace: &Workspace, id: Id) -> Answer {
    match workspace.users.get(&id) {
        Some(Value::Object(user)) => Ok(user.clone()),
        _ => Err(Failure::not_found(Thing::User, id)),
    }
}

impl Workspace {
    pub(super) fn add_person(&mut self, name: &str, email: &str) -> Id {
        let id = Id::random(&mut self.random);
        let person = json!({
            "object": "user",
            "id": id.to_string(),
            "type": "person",
            "name": name,
            "avatar_url": null,
            "person": {"email": email},
        });
        self.users.insert(id, person);
        id
    }
}
