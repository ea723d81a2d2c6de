//! Users, and keys that belong to them.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{Exchange, Way, both_ways, of_key};

fn post(way: &dyn Way, sandbox: &Sandbox, path: &str, body: Value) -> crate::exchange::Reply {
    way.exchange(&Exchange::send(sandbox, "POST", path, &body))
}

#[test]
fn a_user_lives_from_creation_to_deletion() {
    let sandbox = Sandbox::new();
    both_ways(&sandbox, |way| {
        let new = json!({"username": "mara@example.com", "fullName": "Mara Ono"});
        let created = post(way, &sandbox, "/users", new).granted();
        let id = created["userId"].as_str().unwrap();
        assert_eq!(created, json!({"userId": id}));
        assert!(id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");

        let path = format!("/users/{id}");
        let get = |path: &str| way.exchange(&Exchange::get(&sandbox, path));
        let mara = json!({"userId": id, "username": "mara@example.com", "fullName": "Mara Ono"});
        assert_eq!(get(&path).granted(), mara);
        assert_eq!(get("/users/mara%40example.com").granted(), mara);
        let own = json!({
            "userId": sandbox.user_id(), "username": "sandbox", "fullName": "Sandbox User",
        });
        assert_eq!(get("/users?parentWorkflowId=1").granted(), json!({"data": [own, mara]}));

        let put = |body| way.exchange(&Exchange::send(&sandbox, "PUT", &path, &body));
        let renamed = put(json!({"fullName": "Mara Ito", "username": "mara@example.com"}));
        assert_eq!(renamed.granted()["fullName"], "Mara Ito");
        assert_eq!(put(json!({"username": "other"})).invalid("username"), "cannot be changed");
        assert_eq!(put(json!({"fullName": 5})).invalid("fullName"), "must be a string");

        let delete = Exchange::get(&sandbox, &path).method("DELETE");
        assert_eq!(way.exchange(&delete).granted(), json!({"success": true}));
        for gone in [way.exchange(&delete), get(&path), put(json!({}))] {
            assert_eq!(gone.status, 404);
            assert_eq!(gone.json()["error"]["message"], "User not found");
        }
    });
}

#[test]
fn user_names_are_needed_and_unique() {
    let sandbox = Sandbox::new();
    let create = |body| post(&sandbox, &sandbox, "/users", body);
    let needed = "must be a string that is not empty";
    for body in
        [json!({}), json!({"username": ""}), json!({"username": 5}), json!({"username": " "})]
    {
        assert_eq!(create(body).invalid("username"), needed);
    }
    assert_eq!(create(json!({"username": "sandbox"})).invalid("username"), "must be unique");
    assert_eq!(create(json!([])).invalid("body"), "must be a JSON object");
    let nameless = create(json!({"username": "nameless", "fullName": null})).granted();
    let path = format!("/users/{}", nameless["userId"].as_str().unwrap());
    let user = sandbox.exchange(&Exchange::get(&sandbox, &path)).granted();
    assert_eq!(user, json!({"userId": nameless["userId"], "username": "nameless"}));
}

#[test]
fn a_batch_is_made_whole_or_not_at_all() {
    let sandbox = Sandbox::new();
    let batch = |users: Value| post(&sandbox, &sandbox, "/users/batch", json!({"users": users}));
    let count = || {
        let list = sandbox.exchange(&Exchange::get(&sandbox, "/users")).granted();
        list["data"].as_array().unwrap().len()
    };
    let named = |count: usize| -> Value {
        (0..count).map(|number| json!({"username": format!("user {number}")})).collect()
    };
    assert_eq!(batch(named(1001)).invalid("users"), "must have at most 1000 elements");
    let twice = json!([{"username": "a"}, {"username": "a"}]);
    assert_eq!(batch(twice).invalid("username"), "must be unique");
    assert_eq!(
        batch(json!([{"username": "a"}, 1])).invalid("users"),
        "must be an array of objects"
    );
    assert_eq!(batch(json!({})).invalid("users"), "must be an array");
    assert_eq!(count(), 1);
    assert!(batch(named(1000)).granted()["message"].is_string());
    assert_eq!(count(), 1001);
}

#[test]
fn ids_that_cannot_be_ids_are_told_apart_from_unknown_ones() {
    let sandbox = Sandbox::new();
    for path in ["/users/nobody/token", "/users/nobody/credentials", "/credentials/users/nobody"] {
        let reply = sandbox.exchange(&Exchange::get(&sandbox, path));
        assert_eq!(reply.invalid("userId"), "must be a valid ID", "{path}");
        let path = path.replace("nobody", "0123456789abcdef01234567");
        assert_eq!(sandbox.exchange(&Exchange::get(&sandbox, &path)).status, 404, "{path}");
    }
}

#[test]
fn tokens_have_three_parts_and_differ() {
    let sandbox = Sandbox::new();
    let path = format!("/users/{}/token", sandbox.user_id());
    let token = || sandbox.exchange(&Exchange::get(&sandbox, &path)).granted()["token"].take();
    let (first, second) = (token(), token());
    assert_eq!(first.as_str().unwrap().split('.').count(), 3);
    assert!(first.as_str().unwrap().starts_with("eyJ"));
    assert_ne!(first, second);
}

#[test]
fn a_key_acts_for_its_own_user() {
    let sandbox = Sandbox::new();
    let bob = sandbox.user_named("bob");
    assert_eq!(sandbox.user_named("bob"), bob);
    let key = sandbox.api_key_of(&bob);
    assert_eq!(sandbox.api_key_of(&bob).authorization(), key.authorization());
    assert_ne!(key.authorization(), sandbox.api_key().authorization());
    assert_eq!(
        sandbox.api_key_of(&sandbox.user_id()).authorization(),
        sandbox.api_key().authorization()
    );
    let credential = sandbox.connect(&bob, "notion").unwrap();
    assert!(sandbox.connect(&bob, "other").is_err());
    assert!(sandbox.connect(&"0123456789abcdef01234567".parse().unwrap(), "notion").is_err());
    both_ways(&sandbox, |way| {
        let search = |exchange: Exchange| way.exchange(&exchange).status;
        let body = json!({"credentialId": credential});
        let bobs = Exchange::execute(&sandbox, "notion", "post-search", &body);
        assert_eq!(search(bobs.clone()), 400);
        assert_eq!(search(of_key(bobs.clone(), &key)), 200);
        assert_eq!(search(bobs.header("x-alloy-userid", bob.as_str())), 200);
        assert_eq!(search(of_key(Exchange::search(&sandbox), &key)), 400);
    });
}
