//! Waiting for what a person decides in a browser.

use std::{collections::HashSet, fmt, future, pin::Pin, time::Duration};

use alloy_core::{
    CredentialId, Error, ErrorKind,
    credentials::{ListCredentials, OAuthUrl},
};

use super::{
    Redirect,
    flows::{Flow, Others},
    is_passing, name, state,
};
use crate::client::{Client, Connection, deadline, signal::Signal};

/// The first pause between two looks at the list, and the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(8);
/// The pause once the browser is back: the credential is due.
const SHORT_PAUSE: Duration = Duration::from_millis(500);
/// How long a credential may lag behind the browser.
const LAG: Duration = Duration::from_secs(10);
/// How long a browser may lag behind its credential.
#[cfg(feature = "loopback")]
const BROWSER_LAG: Duration = Duration::from_secs(2);
/// How long browsers of other flows of the same user may lag behind their credentials.
const OTHERS_LAG: Duration = Duration::from_secs(2);

/// A consent that was asked for, and the waiting for it. Made by [`Connect::start`](super::Connect).
///
/// Dropping it gives up the waiting; the URL stays good.
pub struct Consent {
    pub(super) client: Client,
    flow: Flow,
    url: OAuthUrl,
    state: String,
    known: HashSet<CredentialId>,
    landing: Landing,
    arrival: Signal<Landed>,
    started: Duration,
    timeout: Duration,
}

/// How the browser came back.
#[derive(Clone, Debug)]
struct Landed {
    /// By the client's timer.
    at: Duration,
    /// The word of whoever denied it, if the redirect had one.
    denied: Option<String>,
}

/// What serves the page that the browser ends up at.
pub(super) enum Landing {
    /// Somebody else.
    Elsewhere,
    #[cfg(feature = "loopback")]
    Loopback(super::loopback::Loopback),
}

/// The URI to redirect to, with the state of the flow in it, and what serves it.
pub(super) fn redirect(redirect: &Redirect, state: &str) -> Result<(String, Landing), Error> {
    match redirect {
        Redirect::Nowhere => {
            Err(Error::configuration("the browser has nowhere to go after consent")
                .with_hint("use `redirect_to`, or `on_loopback` with the feature `loopback`"))
        }
        Redirect::To(uri) => Ok((with_state(uri, state), Landing::Elsewhere)),
        #[cfg(feature = "loopback")]
        Redirect::Loopback => {
            let loopback = super::loopback::Loopback::bind()?;
            Ok((loopback.redirect_uri(state), Landing::Loopback(loopback)))
        }
    }
}

fn with_state(uri: &str, state: &str) -> String {
    const PLACE: &str = "{state}";
    if uri.contains(PLACE) {
        return uri.replace(PLACE, state);
    }
    let (before, fragment) = match uri.split_once('#') {
        Some((before, fragment)) => (before, format!("#{fragment}")),
        None => (uri, String::new()),
    };
    let sign = if before.contains('?') { '&' } else { '?' };
    format!("{before}{sign}state={state}{fragment}")
}

impl Consent {
    pub(super) fn new(
        client: Client,
        flow: Flow,
        url: OAuthUrl,
        state: String,
        known: HashSet<CredentialId>,
        landing: Landing,
        timeout: Duration,
    ) -> Self {
        let started = client.shared.timer.now();
        let arrival = Signal::new();
        Self { client, flow, url, state, known, landing, arrival, started, timeout }
    }

    /// Where the person has to go. It holds a token: show it to that person only.
    pub fn url(&self) -> &OAuthUrl {
        &self.url
    }

    /// What is in the redirect of this flow and in no other: the key to find this value by, when the
    /// browser comes back.
    pub fn state(&self) -> &str {
        &self.state
    }

    /// Takes the URL, or its path and query, at which the browser came back.
    ///
    /// [`wait`](Self::wait) then looks at once. An `error` in the query ends it with
    /// [`ErrorKind::ConsentDenied`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidRequest`] when the state in it is not this flow's. The flow goes on: that
    /// browser came from somewhere else.
    pub fn redirected(&self, uri: &str) -> Result<(), Error> {
        if !state::is_in(uri, &self.state) {
            return Err(self.named(
                Error::invalid_request("state", "the redirect belongs to another flow")
                    .with_hint("find the flow by the state in the redirect"),
            ));
        }
        let denied = state::parameter(uri, "error").map(|error| error.chars().take(200).collect());
        self.flow.land();
        self.arrival.give(Landed { at: self.client.shared.timer.now(), denied });
        Ok(())
    }

    /// Waits until the credential is there.
    ///
    /// Looks at the list of the user's credentials, every second at first and every eight seconds
    /// later, and takes the one that was not there before. When several flows of one user for one
    /// connector wait in one client, each takes its own, in the order in which their browsers came
    /// back. Cancelled by dropping; may be called again after a failure.
    ///
    /// Flows in several processes, or in clients that were built separately, know nothing of each
    /// other: of two that wait for one user and one connector at the same time, both take the first
    /// new credential. Let one process wait for all flows of a user, or start one after the other.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ConsentDenied`] when the browser came back and no credential follows within ten
    /// seconds, [`ErrorKind::DeadlineExceeded`] when the time is up, and whatever keeps the list from
    /// being looked at.
    pub async fn wait(&self) -> Result<Connection, Error> {
        self.flow.resume();
        if self.arrival.get().is_some() {
            self.flow.land();
        }
        let waiting = self.look_again_and_again();
        let id = match &self.landing {
            Landing::Elsewhere => waiting.await,
            #[cfg(feature = "loopback")]
            Landing::Loopback(loopback) => {
                let waiting = async {
                    let id = waiting.await?;
                    self.let_the_browser_back().await;
                    Ok(id)
                };
                loopback.serve_during(waiting, self).await
            }
        };
        id.map(|id| self.client.connection(id)).map_err(|error| {
            self.flow.give_up();
            self.named(error)
        })
    }

    /// The list may have the credential before the browser is back, which then finds nobody.
    #[cfg(feature = "loopback")]
    async fn let_the_browser_back(&self) {
        let limit = || self.client.shared.timer.sleep(BROWSER_LAG);
        deadline::first(Box::pin(self.arrival.wait()), limit).await;
    }

    async fn look_again_and_again(&self) -> Result<CredentialId, Error> {
        let timer = &*self.client.shared.timer;
        let deadline = self.started.saturating_add(self.timeout);
        let mut pause = FIRST_PAUSE;
        let mut trouble = None;
        loop {
            let landed = self.arrival.get();
            if let Some(denied) = landed.as_ref().and_then(|landed| landed.denied.as_deref()) {
                return Err(denial(format!("the browser came back with the error {denied:?}")));
            }
            let left = deadline.saturating_sub(timer.now());
            if left.is_zero() {
                return Err(self.too_late(trouble));
            }
            match self.look(left, landed.as_ref()).await {
                Ok(Some(id)) => return Ok(id),
                Ok(None) => {}
                Err(error) if is_passing(&error) => trouble = Some(error),
                Err(error) => return Err(error),
            }
            let lagged = |landed: &Landed| timer.now().saturating_sub(landed.at) >= LAG;
            if landed.as_ref().is_some_and(lagged) && trouble.is_none() {
                let message = "the browser came back, and no new credential followed";
                return Err(denial(message.to_owned()));
            }
            let wait = if landed.is_some() { SHORT_PAUSE } else { pause };
            pause = (pause * 3 / 2).min(LONGEST_PAUSE);
            let left = deadline.saturating_sub(timer.now());
            let arrival: Pin<Box<dyn Future<Output = Landed> + Send>> = match landed {
                Some(_) => Box::pin(future::pending()),
                None => Box::pin(self.arrival.wait()),
            };
            deadline::first(arrival, || timer.sleep(wait.min(left))).await;
        }
    }

    /// The new credential, if it is there and known to be this flow's.
    async fn look(
        &self,
        left: Duration,
        landed: Option<&Landed>,
    ) -> Result<Option<CredentialId>, Error> {
        let mut options = self.client.shared.calls.clone();
        options.timeouts.total = options.timeouts.total.min(left);
        let list = ListCredentials::of(&self.flow.connector)?;
        let mut listed = self.client.send(&list, self.client.user(), None, &options).await?;
        let mut seen = self.known.clone();
        listed.retain(|credential| seen.insert(credential.id.clone()));
        let now = self.client.shared.timer.now();
        let others = match landed {
            Some(landed) if now.saturating_sub(landed.at) >= OTHERS_LAG => Others::AreLate,
            _ => Others::MayCome,
        };
        Ok(self.flow.take(listed, others))
    }

    fn too_late(&self, trouble: Option<Error>) -> Error {
        let message = format!("no credential within {:?}", self.timeout);
        let error = Error::timeout(ErrorKind::DeadlineExceeded, self.timeout)
            .with_message(message)
            .with_hint("start again: the URL may have expired");
        match trouble {
            Some(trouble) => error.with_source(trouble),
            None => error,
        }
    }

    fn named(&self, error: Error) -> Error {
        error.with_name(name(&self.flow.connector))
    }
}

fn denial(message: String) -> Error {
    Error::invalid_request("", message).with_kind(ErrorKind::ConsentDenied)
}

impl fmt::Debug for Consent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Consent")
            .field("connector", &self.flow.connector)
            .field("user", &self.client.user())
            .field("url", &self.url)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::with_state;

    #[test]
    fn the_state_has_a_place_in_any_uri() {
        for (uri, expected) in [
            ("https://a.example.com/{state}/done?x=1", "https://a.example.com/S/done?x=1"),
            ("https://a.example.com", "https://a.example.com?state=S"),
            ("https://a.example.com/?x=1#y", "https://a.example.com/?x=1&state=S#y"),
        ] {
            assert_eq!(with_state(uri, "S"), expected);
        }
    }
}
