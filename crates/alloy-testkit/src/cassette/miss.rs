//! A request that was not recorded.

use std::fmt;

use alloy_core::Error;

use super::{
    Cassette,
    difference::{Difference, cut, differences},
    json::Json,
    request::{BodyForm, RequestForm},
};

/// How many recordings of one path are compared in full, and how many differences are shown.
const COMPARED: usize = 1_000;
const SHOWN: usize = 12;

/// A request that has no recording: what was sent, and how the closest recorded one differs.
///
/// It is the [source](std::error::Error::source) of the error that a replayer gives, and is printed
/// with it by `{error:#}` and `{error:?}`. Everything in it is redacted.
///
/// ```
/// use std::error::Error as _;
/// use alloy_testkit::{Cassette, Miss, Replayer, Transport};
/// use http::Request;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// let replayer = Replayer::new(Cassette::new());
/// let error = replayer.send(Request::default()).await.unwrap_err();
/// let miss = error.source().and_then(|source| source.downcast_ref::<Miss>()).unwrap();
/// assert_eq!(miss.closest(), None);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Miss {
    request: String,
    closest: Option<String>,
    differences: Vec<Difference>,
    used: usize,
}

impl Miss {
    /// What was asked for, as JSON.
    pub fn request(&self) -> &str {
        &self.request
    }

    /// The recorded request that is most like it, as `POST /connectors/…/execute (line 3)`.
    pub fn closest(&self) -> Option<&str> {
        self.closest.as_deref()
    }

    /// Each difference from the closest recorded request, such as
    /// `/requestBody/page_size: recorded 100, sent 50`.
    pub fn differences(&self) -> impl Iterator<Item = String> {
        self.differences.iter().map(ToString::to_string)
    }

    /// Looks for the closest recorded request.
    pub(crate) fn new(cassette: &Cassette, sent: &RequestForm<'_>, text: String) -> Self {
        let mut closest: Option<(usize, &super::Exchange, Vec<Difference>)> = None;
        let best = cassette
            .exchanges()
            .iter()
            .filter_map(|exchange| exchange.form().map(|form| nearness(&form, sent)));
        let best = best.max().unwrap_or(0);
        let candidates = cassette.exchanges().iter().filter_map(|exchange| {
            let form = exchange.form()?;
            (nearness(&form, sent) == best).then_some((exchange, form))
        });
        for (exchange, form) in candidates.take(COMPARED) {
            let differences = all_differences(&form, sent);
            let weight = differences.iter().map(weight).sum();
            if closest.as_ref().is_none_or(|(least, ..)| weight < *least) {
                closest = Some((weight, exchange, differences));
            }
        }
        let (closest, differences) = match closest {
            Some((_, exchange, differences)) if best > 0 => {
                (Some(exchange.to_string()), differences)
            }
            _ => (None, Vec::new()),
        };
        Self { request: text, closest, differences, used: 0 }
    }

    /// A request of which all recordings, this many, were used.
    pub(crate) fn used_up(text: String, used: usize) -> Self {
        Self { request: text, closest: None, differences: Vec::new(), used }
    }

    pub(crate) fn into_error(self, cassette: &Cassette, sent: &RequestForm<'_>) -> Error {
        let (method, path, name) = (&sent.method, &sent.path, cassette.name());
        let error = match self.used {
            0 => Error::configuration(format!("no recording of {method} {path} in {name}"))
                .with_hint("ALLOY_CASSETTE=record-missing records it"),
            used => Error::configuration(format!(
                "{method} {path} is recorded {used}× in {name}, and was asked for once more"
            ))
            .with_hint("Repeats::Last lets the last recording answer again"),
        };
        error.with_source(self)
    }
}

impl std::error::Error for Miss {}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.closest {
            None if self.used > 0 => write!(f, "the same request came before"),
            None => write!(f, "nothing that is recorded is like it: {}", cut(self.request.clone())),
            Some(closest) => {
                write!(f, "the closest recorded request, {closest}, differs:")?;
                for difference in self.differences.iter().take(SHOWN) {
                    write!(f, "\n  {difference}")?;
                }
                match self.differences.len().saturating_sub(SHOWN) {
                    0 => Ok(()),
                    more => write!(f, "\n  and {more} more"),
                }
            }
        }
    }
}

/// How much of the path is the same, the method counting as a part of it.
fn nearness(recorded: &RequestForm<'_>, sent: &RequestForm<'_>) -> usize {
    let (one, other) = (recorded.path.split(['/', '?', '&']), sent.path.split(['/', '?', '&']));
    let same = one.zip(other).skip(1).filter(|(one, other)| one == other).count();
    same * 2
        + usize::from(recorded.path == sent.path) * 2
        + usize::from(recorded.method == sent.method)
}

/// A part that is there on one side only is as far off as it is large.
fn weight(difference: &Difference) -> usize {
    match (&difference.recorded, &difference.sent) {
        (Some(_), Some(_)) => 2,
        (Some(text), None) | (None, Some(text)) => 3 + text.len() / 20,
        (None, None) => 0,
    }
}

fn all_differences(recorded: &RequestForm<'_>, sent: &RequestForm<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut text = |pointer: &str, one: Option<&str>, other: Option<&str>| {
        if one != other {
            let (recorded, sent) = (one.map(str::to_owned), other.map(str::to_owned));
            found.push(Difference { pointer: pointer.to_owned(), recorded, sent });
        }
    };
    text("method", Some(&recorded.method), Some(&sent.method));
    text("path", Some(&recorded.path), Some(&sent.path));
    text("user", recorded.user.as_deref(), sent.user.as_deref());
    let (one, other) = (body(&recorded.body), body(&sent.body));
    match (one, other) {
        (Some(one), Some(other)) => found.extend(differences(&one, &other)),
        (one, other) if one == other => {}
        (one, other) => {
            let shown = |json: Option<Json<'_>>| json.map(|json| cut(json.to_text()));
            found.push(Difference {
                pointer: "body".to_owned(),
                recorded: shown(one),
                sent: shown(other),
            });
        }
    }
    found
}

fn body<'a>(body: &'a BodyForm<'a>) -> Option<Json<'a>> {
    match body {
        BodyForm::None => None,
        BodyForm::Json(json) => Some(json.clone()),
        BodyForm::Other(bytes) => Some(Json::String(String::from_utf8_lossy(bytes))),
    }
}
