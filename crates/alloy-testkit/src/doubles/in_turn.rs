//! A script of answers.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

use alloy_core::Error;
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

use super::Answer;

/// A transport that gives one answer after the other, each once.
///
/// A request after the last answer fails with
/// [`ErrorKind::Configuration`](alloy_core::ErrorKind::Configuration), which nobody tries again.
///
/// ```
/// use alloy_core::{DynamicAction, Effect, Error};
/// use alloy_testkit::{ManualClock, always, always_provides, in_turn};
/// use alloy_transport::Client;
/// use http::StatusCode;
/// use serde_json::json;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// # let key = alloy_core::ApiKey::new("made-up-key-of-a-test")?;
/// # let credential = alloy_core::CredentialId::new("507f1f77bcf86cd799439011")?;
/// let script = in_turn()
///     .then(Error::not_sent("no network"))
///     .then(always("{}").with_status(StatusCode::SERVICE_UNAVAILABLE))
///     .then(always_provides(json!({"members": []})));
/// let client =
///     Client::builder(script).api_key(key).timer(ManualClock::automatic()).build()?;
///
/// let list = DynamicAction::new("slack", "users_list")?.with_effect(Effect::Read);
/// let users = client.connection(credential).execute(&list).await?;
/// assert_eq!(users["members"], json!([]));
/// # Ok(())
/// # }
/// ```
pub fn in_turn() -> InTurn {
    InTurn { answers: Mutex::default() }
}

/// The answers that a transport made by [`in_turn()`] still has to give.
pub struct InTurn {
    answers: Mutex<VecDeque<Result<Response<Bytes>, Error>>>,
}

impl InTurn {
    /// One more answer, after those that it has.
    pub fn then(self, answer: impl Answer) -> Self {
        self.answers().push_back(answer.into_result());
        self
    }

    /// How many answers are left. None, when all were asked for.
    pub fn left(&self) -> usize {
        self.answers().len()
    }

    fn answers(&self) -> MutexGuard<'_, VecDeque<Result<Response<Bytes>, Error>>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Transport for InTurn {
    async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let next = self.answers().pop_front();
        next.unwrap_or_else(|| Err(Error::configuration("the script has no answer left")))
    }
}

impl fmt::Debug for InTurn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InTurn").field("left", &self.left()).finish_non_exhaustive()
    }
}
