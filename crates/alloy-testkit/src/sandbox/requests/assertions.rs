//! Assertions on what the sandbox was asked.

use std::fmt::Write as _;

use serde_json::Value;

use super::{RequestOutcome, SandboxRequest, difference::difference, parts::missing};
use crate::sandbox::Sandbox;

/// Asserts which actions were executed, in order: those that succeeded, and no others.
///
/// Each is written as connector and action. When it fails, it shows both sequences beside each
/// other, and the requests that did not succeed with what was wrong about them.
///
/// ```
/// use alloy_core::DynamicAction;
/// use alloy_testkit::{Sandbox, assert_executed};
/// use alloy_transport::Client;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// let sandbox = Sandbox::new();
/// let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build()?;
/// assert_executed!(sandbox, []);
/// let notion = client.connection(sandbox.credential_id());
/// notion.execute(&DynamicAction::new("notion", "post-search")?).await?;
/// assert_executed!(sandbox, ["notion/post-search"]);
/// # Ok(())
/// # }
/// ```
///
/// After `with`, an action's body for the provider must have these members in it, as JSON; others
/// may stand beside them. Arrays must have as many items. A failure tells the places that differ.
///
/// ```
/// # use alloy_core::DynamicAction;
/// # use alloy_testkit::{Sandbox, assert_executed};
/// # use alloy_transport::Client;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// # let sandbox = Sandbox::new();
/// # let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build()?;
/// # let notion = client.connection(sandbox.credential_id());
/// # let search = DynamicAction::new("notion", "post-search")?;
/// # let body = serde_json::json!({"query": "plan", "filter": {"property": "object", "value": "page"}});
/// # notion.execute(&search.clone().with_body(body)).await?;
/// # notion.execute(&search).await?;
/// // … after two searches:
/// assert_executed!(sandbox, [
///     "notion/post-search" with {"query": "plan", "filter": {"value": "page"}},
///     "notion/post-search",
/// ]);
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! assert_executed {
    ($sandbox:expr, [] $(,)?) => {
        $crate::assert_executed!($sandbox, [] as [&str; 0])
    };
    ($sandbox:expr, [$($action:literal $(with $body:tt)?),+ $(,)?] $(,)?) => {
        let bodies = [$($crate::__body!($($body)?)),+];
        let unlike = $sandbox.__executed_unlike([$($action),+]);
        if let ::core::option::Option::Some(difference) =
            unlike.or_else(|| $sandbox.__executed_without(bodies))
        {
            ::core::panic!("{difference}");
        }
    };
    ($sandbox:expr, $expected:expr $(,)?) => {
        if let ::core::option::Option::Some(difference) = $sandbox.__executed_unlike($expected) {
            ::core::panic!("{difference}");
        }
    };
}

/// The JSON of a body that is expected, or none.
#[doc(hidden)]
#[macro_export]
macro_rules! __body {
    () => {
        ::core::option::Option::None
    };
    ($body:tt) => {
        ::core::option::Option::Some($crate::__json!($body))
    };
}

/// Asserts what was asked, in order: every request, whatever became of it.
///
/// Actions are written as connector and action, other requests as method and path.
///
/// ```
/// # use alloy_testkit::{Sandbox, assert_requested};
/// # let sandbox = Sandbox::new();
/// # let request = http::Request::get("/connectors").body("".into()).unwrap();
/// // … after `GET /connectors`:
/// # sandbox.answer(&request);
/// assert_requested!(sandbox, ["GET /connectors"]);
/// ```
#[macro_export]
macro_rules! assert_requested {
    ($sandbox:expr, [] $(,)?) => {
        $crate::assert_requested!($sandbox, [] as [&str; 0])
    };
    ($sandbox:expr, $expected:expr $(,)?) => {
        if let ::core::option::Option::Some(difference) = $sandbox.__requested_unlike($expected) {
            ::core::panic!("{difference}");
        }
    };
}

fn is_executed(request: &SandboxRequest) -> bool {
    request.action().is_some() && request.outcome() == RequestOutcome::Succeeded
}

/// For the macros.
impl Sandbox {
    #[doc(hidden)]
    pub fn __executed_unlike<T: AsRef<str>>(
        &self,
        expected: impl IntoIterator<Item = T>,
    ) -> Option<String> {
        self.unlike(expected, "executed", is_executed)
    }

    /// The first action that was executed without what is expected in its body.
    #[doc(hidden)]
    pub fn __executed_without(
        &self,
        expected: impl IntoIterator<Item = Option<Value>>,
    ) -> Option<String> {
        let requests = self.requests();
        let executed = requests.iter().filter(|request| is_executed(request));
        expected.into_iter().zip(executed).enumerate().find_map(|(at, (expected, request))| {
            let body = request.envelope().map(|envelope| envelope.body());
            let missing = missing(&expected?, &body.unwrap_or_default());
            (!missing.is_empty()).then(|| {
                let number = at + 1;
                format!(
                    "{request}, number {number}, has a different body (- expected, + sent):\n\
                     {missing}"
                )
            })
        })
    }

    #[doc(hidden)]
    pub fn __requested_unlike<T: AsRef<str>>(
        &self,
        expected: impl IntoIterator<Item = T>,
    ) -> Option<String> {
        self.unlike(expected, "requested", |_| true)
    }

    fn unlike<T: AsRef<str>>(
        &self,
        expected: impl IntoIterator<Item = T>,
        what: &str,
        counts: impl Fn(&SandboxRequest) -> bool,
    ) -> Option<String> {
        let expected: Vec<_> = expected.into_iter().map(|line| line.as_ref().to_owned()).collect();
        let requests = self.requests();
        let actual: Vec<_> =
            requests.iter().filter(|one| counts(one)).map(ToString::to_string).collect();
        let mut text = format!("the sandbox has a different log (- expected, + {what}):\n");
        text.push_str(&difference(&expected, &actual)?);
        let lost = self.platform().requests.lost();
        if lost > 0 {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "{lost} older requests are no longer in the log");
        }
        let mut failed = requests
            .iter()
            .filter(|request| request.outcome() != RequestOutcome::Succeeded)
            .peekable();
        if failed.peek().is_some() {
            text.push_str("requests that failed:\n");
        }
        for request in failed {
            let status = request.status.as_u16();
            let message = request.message.as_deref().unwrap_or("without a message");
            let _ = writeln!(text, "    {request}: {status}, {message}");
        }
        Some(text)
    }
}
