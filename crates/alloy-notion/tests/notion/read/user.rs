//! People, bots and lists of them.

use alloy_notion::{BotOwnerKind, List, User, UserKind};

use crate::{fixtures, read::round_trip::round_trip};

#[test]
fn users_are_people_bots_or_only_ids() {
    let users: List<User> = round_trip(fixtures::USERS);
    let [person, other_bot, own_bot, personal_bot, partial] = &users.results[..] else {
        panic!("{users:?}")
    };
    assert_eq!(person.email(), Some("ines@example.com"));
    assert!(!person.is_bot() && other_bot.is_bot() && own_bot.is_bot());
    assert!(partial.is_partial() && !other_bot.is_partial());

    let Some(UserKind::Bot(bot)) = &own_bot.kind else { panic!("no bot") };
    let limits = bot.workspace_limits.as_ref().unwrap();
    assert_eq!(limits.max_file_upload_size_in_bytes, Some(5_242_880));
    assert_eq!(bot.owner.as_ref().unwrap().kind, BotOwnerKind::Workspace(true));

    let Some(UserKind::Bot(bot)) = &personal_bot.kind else { panic!("no bot") };
    let BotOwnerKind::User(owner) = &bot.owner.as_ref().unwrap().kind else { panic!("no owner") };
    assert_eq!(owner.id, person.id);
}
