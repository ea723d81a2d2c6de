//! Users, batches of them, and their tokens.

use alloy_core::{
    Effect, ErrorKind, Layer,
    users::{
        CreateUser, CreateUsers, DeleteUser, GetUser, GetUserToken, ListUsers, NewUser, UpdateUser,
    },
};

use super::{answer, output, sends, user};

#[test]
fn requests() {
    sends(&CreateUser::new("ada"), Effect::Write, r#"POST /users as - {"username":"ada"}"#);
    sends(
        &CreateUser::new("ada").full_name("Ada"),
        Effect::Write,
        r#"POST /users as - {"username":"ada","fullName":"Ada"}"#,
    );
    sends(
        &CreateUsers::new([NewUser::new("ada"), NewUser::new("bob").full_name("Bob")]).unwrap(),
        Effect::Write,
        r#"POST /users/batch as - {"users":[{"username":"ada"},{"username":"bob","fullName":"Bob"}]}"#,
    );
    sends(&GetUser::by_id(&user("u1")), Effect::Read, "GET /users/u1 as -");
    sends(&GetUser::by_username("a@b.c"), Effect::Read, "GET /users/a@b.c as -");
    sends(&ListUsers::new(), Effect::Read, "GET /users as -");
    sends(
        &ListUsers::new().parent_workflow("w&1"),
        Effect::Read,
        "GET /users?parentWorkflowId=w%261 as -",
    );
    sends(
        &UpdateUser::full_name(user("u1"), "Ada L."),
        Effect::Idempotent,
        r#"PUT /users/u1 as - {"fullName":"Ada L."}"#,
    );
    sends(&DeleteUser::new(user("u1")), Effect::Idempotent, "DELETE /users/u1 as -");
    sends(&GetUserToken::of(user("u1")), Effect::Read, "GET /users/u1/token as -");
}

#[test]
fn a_batch_has_one_to_a_thousand_users_of_different_names() {
    let users = |count| (0..count).map(|n| NewUser::new(format!("user-{n}")));
    CreateUsers::new(users(1)).unwrap();
    CreateUsers::new(users(1_000)).unwrap();
    for count in [0, 1_001] {
        let error = CreateUsers::new(users(count)).unwrap_err();
        assert_eq!(error.path(), Some("users"));
        assert!(error.message().starts_with(&format!("{count} users")), "{error}");
    }
    let error = CreateUsers::new([NewUser::new("a"), NewUser::new(" ")]).unwrap_err();
    assert_eq!(error.path(), Some("users[1].username"));
    let error = CreateUsers::new([NewUser::new("a"), NewUser::new("a")]).unwrap_err();
    assert_eq!(error.path(), Some("users[1].username"));

    let platform = crate::platform().build().unwrap();
    let error = platform.endpoint_request(&CreateUser::new(""), None).unwrap_err();
    assert_eq!(error.path(), Some("username"));
}

#[test]
fn replies() {
    let create = CreateUser::new("ada");
    for body in [
        r#"{"userId": "u1"}"#,
        r#"{"userId": "u1", "username": "ada", "new": null}"#,
        r#"{"data": {"userId": "u1"}}"#,
    ] {
        assert_eq!(output(&create, body).as_str(), "u1");
    }
    let ada = output(
        &GetUser::by_username("ada"),
        r#"{"userId": "u1", "fullName": "Ada", "username": "ada", "roles": []}"#,
    );
    assert_eq!((ada.username.as_deref(), ada.full_name.as_deref()), (Some("ada"), Some("Ada")));
    for body in [
        r#"{"data": [{"userId": "u1"}, {"userId": "u2", "username": "b", "fullName": null}]}"#,
        r#"[{"userId": "u1"}, {"userId": "u2"}]"#,
        r#"{"users": [{"userId": "u1"}, {"userId": "u2"}]}"#,
    ] {
        assert_eq!(output(&ListUsers::new(), body)[1].user_id.as_str(), "u2");
    }
    let batch = CreateUsers::new([NewUser::new("ada")]).unwrap();
    assert_eq!(output(&batch, r#"{"message": "1 user"}"#).message.as_deref(), Some("1 user"));
    assert_eq!(output(&batch, "").message, None);
    for body in ["", "{}", r#"{"success": true}"#, r#"{"userId": "u1"}"#, "\"ok\""] {
        output(&UpdateUser::full_name(user("u1"), "A"), body);
        output(&DeleteUser::new(user("u1")), body);
    }
}

#[test]
fn success_false_is_none() {
    for body in [r#"{"success": false}"#, r#"{"success": false, "message": "no such user"}"#] {
        let error = answer(&DeleteUser::new(user("u1")), 200, body).unwrap_err();
        assert_eq!((error.kind(), error.layer()), (ErrorKind::Rejected, Layer::Platform), "{body}");
    }
}

#[test]
fn a_taken_name_is_the_platforms_error_in_any_form() {
    for (status, body) in [
        (
            400,
            r#"{"error": {"source": "CONNECTIVITY_API", "code": "INVALID_INPUT", "message": "taken"}}"#,
        ),
        (409, r#"{"message": "taken"}"#),
        (422, r#"{"error": "Unprocessable", "message": "taken"}"#),
        (
            400,
            r#"{"error": {"message": "", "details": [{"properties": "username", "message": "taken"}]}}"#,
        ),
    ] {
        let error = answer(&CreateUser::new("ada"), status, body).unwrap_err();
        assert_eq!((error.message(), error.layer()), ("taken", Layer::Platform), "{body}");
        assert_eq!(error.status().unwrap(), status);
    }
}

#[test]
fn a_token_does_not_show() {
    let get = GetUserToken::of(user("u1"));
    let token = output(&get, r#"{"token": "planted.token.made-up"}"#);
    assert_eq!(token.expose(), "planted.token.made-up");
    assert_eq!(format!("{token:?}"), "UserToken([redacted])");

    let error = answer(&get, 200, r#"{"token": ["planted"]}"#).unwrap_err();
    assert!(!format!("{error:?} {:?}", error.raw()).contains("planted"), "{error:?}");
}
