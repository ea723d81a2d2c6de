//! Replies nested so deep that a decoder could run out of stack: an error, never a crash.

use std::sync::Arc;

use alloy_core::{Connector, ErrorKind, Field, Outcome, ProviderError, Reply};

use crate::{
    action, builder, connect,
    doubles::{Script, reply},
};

/// Looks at single fields of a reply, as connectors do.
struct Service;

impl Connector for Service {
    fn id(&self) -> &'static str {
        "service"
    }

    fn classify(&self, reply: &Reply) -> Option<ProviderError> {
        let code: String = reply.field("code").and_then(Field::decode)?;
        Some(ProviderError::new(ErrorKind::Rejected).with_code(code))
    }
}

/// What a call with this reply fails with, on a thread with little stack.
fn failure(status: u16, body: String) -> alloy_core::Error {
    let call = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let transport = Arc::new(Script::new([reply(status, &[], body.leak())]));
        let client = builder(transport).connector(Service).build().unwrap();
        runtime.block_on(connect(&client).execute(&action())).unwrap_err()
    };
    let thread = std::thread::Builder::new().stack_size(512 * 1024).spawn(call).unwrap();
    thread.join().unwrap()
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}0{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn a_reply_of_any_depth_is_an_error_that_says_so() {
    for depth in [128, 1000, 500_000] {
        for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"[{"a":"#, "}]")] {
            let value = nested(open, close, depth);
            for body in [value.clone(), format!(r#"{{"responseData":{value}}}"#)] {
                let error = failure(200, body);
                assert_eq!(
                    (error.kind(), error.outcome()),
                    (ErrorKind::Decode, Outcome::Applied),
                    "{depth} of {open}"
                );
                assert!(error.to_string().contains("recursion limit"), "{error:.200}");
                assert!(error.to_string().len() < 2000);
            }
        }
    }
}

#[test]
fn a_deep_failure_keeps_its_meaning() {
    let deep = nested("[", "]", 500_000);
    for (status, kind) in [(500, ErrorKind::Unavailable), (404, ErrorKind::NotFound)] {
        for body in [
            deep.clone(),
            format!(r#"{{"error":{deep}}}"#),
            format!(r#"{{"details":{deep},"message":"no"}}"#),
            format!(r#"{{"success":false,"error":{deep}}}"#),
        ] {
            assert_eq!(failure(status, body).kind(), kind, "{status}");
        }
    }
    let wrapped = format!(r#"{{"responseData":{{"deep":{deep},"code":"refused"}}}}"#);
    assert_eq!(failure(200, wrapped).code(), Some("refused"));
}

#[test]
fn brackets_that_never_close_are_an_error() {
    for open in ["[", r#"{"a":"#, r#"{"responseData":["#] {
        let error = failure(200, open.repeat(300_000));
        assert_eq!(error.kind(), ErrorKind::Decode);
    }
}
