//! Users.

use alloy_core::Effect;
use alloy_notion::{GetSelf, GetUser, ListUsers, UserId, UserKind};
use serde_json::json;

use crate::operations::{UUID, id, reads, sends};

#[test]
fn what_goes_out() {
    let none = json!({});
    sends(&GetSelf, ("get-self", Effect::Read), none.clone(), none.clone(), json!(null));
    let action = GetUser::new(id::<UserId>());
    sends(&action, ("get-user", Effect::Read), json!({"user_id": UUID}), none.clone(), json!(null));
    let action = ListUsers::new().page_size(10).start_cursor("made-up");
    let query = json!({"start_cursor": "made-up", "page_size": 10});
    sends(&action, ("get-users", Effect::Read), none, query, json!(null));
}

#[test]
fn the_bot_itself() {
    let bot = reads(
        &GetSelf,
        &json!({
            "object": "user",
            "id": UUID,
            "name": "Librarian",
            "avatar_url": null,
            "type": "bot",
            "bot": {
                "owner": {"type": "workspace", "workspace": true},
                "workspace_name": "Library",
                "workspace_id": UUID,
                "workspace_limits": {"max_file_upload_size_in_bytes": 5_242_880},
                "new_limit": [1, 2]
            },
            "request_id": UUID
        }),
    );
    let Some(UserKind::Bot(bot)) = &bot.kind else { panic!("{bot:?}") };
    let limits = bot.workspace_limits.as_ref().unwrap();
    assert_eq!(limits.max_file_upload_size_in_bytes, Some(5_242_880));
}

#[test]
fn people_and_partial_users() {
    let users = reads(
        &ListUsers::new(),
        &json!({
            "object": "list",
            "results": [
                {"object": "user", "id": UUID, "name": "Ada", "avatar_url": null,
                 "type": "person", "person": {"email": "ada@example.com"}},
                {"object": "user", "id": UUID}
            ],
            "next_cursor": null,
            "has_more": false,
            "type": "user",
            "user": {}
        }),
    );
    assert_eq!(users.results[0].email(), Some("ada@example.com"));
    assert!(users.results[1].is_partial());
}
