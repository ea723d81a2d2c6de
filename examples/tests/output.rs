//! What the examples print shows no key, however the platform answers.
#![allow(clippy::unwrap_used, reason = "tests may panic, their helpers too")]

use std::{
    env,
    process::{Command, Output},
};

use alloy_testkit::{Faults, FaultyServer, Sandbox, respond_with};
use http::{Request, Response, StatusCode};

const KEY: &str = "planted-key-of-a-test";

/// An example, with nothing of the environment's.
fn example(name: &str) -> Command {
    let test = env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let path = profile.join("examples").join(name).with_extension(env::consts::EXE_EXTENSION);
    assert!(path.exists(), "`cargo test` builds {name}, unless it is told what to build");
    let mut command = Command::new(path);
    command.env_clear();
    command
}

/// A server that says all that it was sent.
fn echo(status: u16) -> FaultyServer {
    let answer = move |request: Request<_>| {
        let authorization = request.headers()["authorization"].to_str().unwrap().to_owned();
        let mut response = Response::new(format!(
            r#"{{"message": "got {authorization}", "code": "{authorization}", "responseData": 1}}"#
        ));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        response.headers_mut().insert("x-request-id", authorization.parse().unwrap());
        response
    };
    Faults::new(respond_with(answer)).serve().unwrap()
}

#[track_caller]
fn assert_silent(output: &Output, key: &str) -> String {
    let text = String::from_utf8([&*output.stdout, &*output.stderr].concat()).unwrap();
    assert!(!text.is_empty());
    assert!(!text.contains(key), "{text}");
    text
}

#[test]
fn failures_show_no_key() {
    for status in [200, 400, 401] {
        let server = echo(status);
        for transport in ["hyper", "reqwest"] {
            let output = example("quickstart")
                .args(["--transport", transport])
                .envs([("ALLOY_API_KEY", KEY), ("ALLOY_CREDENTIAL_ID", "made-up-credential")])
                .env("ALLOY_BASE_URL", server.url())
                .output()
                .unwrap();
            assert!(!output.status.success(), "{output:?}");
            let text = assert_silent(&output, KEY);
            assert_eq!(text.contains("got Bearer [redacted]"), status != 200, "{text}");
        }
    }
}

#[test]
fn a_key_that_is_none_is_not_shown() {
    for key in ["planted-key\n-of-a-test", "planted-key-of-ä-test"] {
        let output = example("quickstart")
            .envs([("ALLOY_API_KEY", key), ("ALLOY_CREDENTIAL_ID", "made-up-credential")])
            .output()
            .unwrap();
        assert!(!output.status.success(), "{output:?}");
        assert_silent(&output, "planted");
    }
}

#[test]
fn what_goes_well_shows_no_key_either() {
    let authorization = Sandbox::new().api_key().authorization();
    let key = authorization.to_str().unwrap().trim_start_matches("Bearer ");
    for name in ["quickstart", "record_and_replay"] {
        let output = example(name).output().unwrap();
        assert!(output.status.success(), "{name}: {output:?}");
        assert_silent(&output, key);
    }
}
