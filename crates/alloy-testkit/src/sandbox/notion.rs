//! A Notion workspace in memory, spoken to as Notion's own API is.

mod blocks;
mod dates;
mod failure;
mod files;
mod id;
mod limits;
mod list;
mod pages;
mod place;
mod properties;
mod read_shape;
mod rich_text;
mod sample;
mod schema;
mod search;
mod workspace;

use std::time::SystemTime;

use serde_json::{Map, Value};

use super::{
    clock::Clock,
    random::Random,
    stand_in::{ExecuteCall, StandIn, StandInReply},
};
use failure::Failure;
use id::Id;
use place::Place;
use workspace::Workspace;

/// The connector's id on the platform.
pub(super) const CONNECTOR: &str = "notion";

/// Whether Notion insists on being told its version, in the header `Notion-Version`.
///
/// A version that is named must be one of Notion's in either case. Replies have the shape of
/// 2022-06-28 whichever it is. Notion itself insists; whether the platform adds the header where a
/// caller leaves it out is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VersionHeader {
    /// The header may be left out.
    #[default]
    Optional,
    /// Without the header, Notion answers `missing_version`.
    Required,
}

const VERSION: &str = "Notion-Version";
const VERSIONS: [&str; 6] =
    ["2021-05-13", "2021-08-16", "2022-02-22", "2022-06-28", "2025-09-03", "2026-03-11"];

/// Notion's stand-in.
pub(super) struct Notion {
    workspace: Workspace,
    version_header: VersionHeader,
    /// The ids of requests. Apart from those of things, which reading then leaves alone.
    requests: Random,
}

/// The parts of a request, each as a place that errors can name.
struct Input<'a> {
    body: Place<'a>,
    path: Place<'a>,
    query: Place<'a>,
    now: &'a dyn Fn() -> SystemTime,
}

/// One operation: from its input to the object that it answers.
type Operation = fn(&mut Workspace, &Input<'_>) -> Result<Map<String, Value>, Failure>;

/// The operation behind an action id.
fn operation(action: &str) -> Option<Operation> {
    Some(match action {
        "get-block-children" => blocks::children,
        "post-page" => pages::create,
        "post-search" => search::search,
        "retrieve-a-page" => pages::retrieve,
        _ => return None,
    })
}

impl Notion {
    /// A workspace with the sample in it, if there is a clock for that, or with nothing.
    pub(super) fn new(
        seed: u64,
        version_header: VersionHeader,
        sample_clock: Option<&mut Clock>,
    ) -> Self {
        let mut workspace = Workspace::new(Random::new(seed, "workspace"));
        if let Some(clock) = sample_clock {
            sample::fill(&mut workspace, clock);
        }
        Self { workspace, version_header, requests: Random::new(seed, "requests") }
    }

    fn run(
        &mut self,
        operation: Operation,
        call: &ExecuteCall<'_>,
    ) -> Result<Map<String, Value>, Failure> {
        self.check_version(call.header(VERSION))?;
        limits::check_payload(call.envelope())?;
        let empty = Value::Object(Map::new());
        let parameters = |of: &std::collections::BTreeMap<String, Value>| {
            Value::Object(of.iter().map(|(name, value)| (name.clone(), value.clone())).collect())
        };
        let path = parameters(&call.envelope().path_params);
        let query = parameters(&call.envelope().query_parameters);
        let body = if call.body().is_null() { &empty } else { call.body() };
        let input = Input {
            body: Place::root("body", body),
            path: Place::root("path", &path),
            query: Place::root("query", &query),
            now: &|| call.now(),
        };
        operation(&mut self.workspace, &input)
    }

    fn check_version(&self, given: Option<&str>) -> Result<(), Failure> {
        match given {
            Some(version) if VERSIONS.contains(&version) => Ok(()),
            None if self.version_header == VersionHeader::Optional => Ok(()),
            Some(version) => Err(Failure::missing_version(format!(
                "should be {}, instead was {}",
                place::any_of(&VERSIONS.map(place::quoted)),
                place::quoted(version)
            ))),
            None => Err(Failure::missing_version("should be defined, instead was `undefined`")),
        }
    }
}

impl StandIn for Notion {
    fn connector(&self) -> &'static str {
        CONNECTOR
    }

    fn execute(&mut self, call: &ExecuteCall<'_>) -> StandInReply {
        let Some(operation) = operation(call.action()) else {
            return StandInReply::unknown_action();
        };
        let request_id = Id::random(&mut self.requests);
        match self.run(operation, call) {
            Ok(mut object) => {
                object.insert("request_id".to_owned(), request_id.into());
                StandInReply::json(Value::Object(object))
            }
            Err(failure) => failure.reply(request_id),
        }
    }
}
