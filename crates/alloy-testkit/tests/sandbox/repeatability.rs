//! The same calls get the same replies.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{
    Exchange, Reply, both_ways, create, notion, retrieve, search, tasks, titled,
};

/// A session with a bit of everything, failures included.
fn session(sandbox: &Sandbox) -> Vec<Reply> {
    let mut replies = vec![search(sandbox, json!({"page_size": 2}))];
    let cursor = replies[0].data()["next_cursor"].clone();
    replies.push(search(sandbox, json!({"page_size": 2, "start_cursor": cursor})));
    let created = create(sandbox, titled("Repeated"));
    let page = created.data()["id"].clone();
    replies.push(created);
    replies.push(create(sandbox, json!({"parent": {}})));
    let value = json!({"select": {"name": "Fresh"}});
    let row =
        json!({"parent": {"database_id": tasks(sandbox)["id"]}, "properties": {"Priority": value}});
    replies.push(create(sandbox, row));
    replies.push(retrieve(sandbox, &page));
    replies.push(retrieve(sandbox, &json!("nonsense")));
    replies.push(notion(sandbox, "get-block-children", json!({"pathParams": {"block_id": page}})));
    replies.push(notion(sandbox, "no-such-action", json!({})));
    replies.push(search(sandbox, json!({})));
    replies
}

#[test]
fn one_seed_gives_the_same_replies_byte_for_byte() {
    let (first, second) = (Sandbox::new(), Sandbox::new());
    assert_eq!(first.api_key().authorization(), second.api_key().authorization());
    assert_eq!(session(&first), session(&second));
    assert_eq!(session(&first), session(&second));
    let seeded = || session(&Sandbox::builder().seed(42).build());
    assert_eq!(seeded(), seeded());
    assert_ne!(seeded(), session(&Sandbox::new()));
}

#[test]
fn the_wire_changes_nothing() {
    let replies = std::cell::RefCell::new(Vec::new());
    let sandbox = Sandbox::new();
    both_ways(&sandbox, |way| {
        // A failure of the platform is the same each time: it has no request id.
        let call = Exchange::search(&sandbox).body("{}");
        let reply = way.exchange(&call);
        replies.borrow_mut().push((
            reply.status,
            reply.header("content-type").map(str::to_owned),
            reply.body,
        ));
    });
    let replies = replies.into_inner();
    assert_eq!(replies[0], replies[1]);
}

/// Reading, and failing, leaves no mark on what is written afterwards.
#[test]
fn reading_does_not_disturb_writing() {
    let (quiet, busy) = (Sandbox::new(), Sandbox::new());
    for _ in 0..10 {
        search(&busy, json!({}));
        create(&busy, json!({"parent": {}})).validation_error();
    }
    let page = |sandbox: &Sandbox| {
        let mut page: Value = create(sandbox, titled("Undisturbed")).data();
        page["request_id"].take();
        page
    };
    assert_eq!(page(&quiet), page(&busy));
}
