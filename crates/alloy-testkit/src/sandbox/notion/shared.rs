//! Notion's stand-in, within reach of the sandbox as well as of the platform.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use alloy_core::Error;

use super::{
    CONNECTOR, Notion, actions, drafts, sample, version::VersionHeader, workspace, workspace_file,
};
use crate::sandbox::{
    clock::Clock,
    description::ActionDescription,
    random::Random,
    stand_in::{ExecuteCall, StandIn, StandInReply},
    workspace::Workspace,
};

/// A stand-in that several hold.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct SharedNotion(Arc<Mutex<Notion>>);

impl SharedNotion {
    /// A stand-in for a workspace, or for the sample. A clock of the sandbox's own goes on from
    /// where the workspace was saved.
    pub(in crate::sandbox) fn new(
        seed: u64,
        version_header: VersionHeader,
        from: Option<&Workspace>,
        clock: &mut Clock,
    ) -> Self {
        let mut state = workspace::Workspace::new(Random::new(seed, "workspace"));
        let mut requests = Random::new(seed, "requests");
        match from {
            None => sample::fill(&mut state, clock),
            Some(from) => {
                if let Some(kept) = &from.kept {
                    clock.resume(kept.time);
                    (state, requests) = (kept.workspace.clone(), kept.requests.clone());
                }
                let written = drafts::apply(&mut state, clock, &from.steps);
                debug_assert!(written.is_ok(), "{written:?}");
            }
        }
        Self(Arc::new(Mutex::new(Notion { workspace: state, version_header, requests })))
    }

    /// The workspace as a file.
    pub(in crate::sandbox) fn write(&self, time: SystemTime) -> Result<String, Error> {
        let notion = self.lock();
        workspace_file::write(&notion.workspace, &notion.requests, time)
    }

    /// The id of the oldest thing of a kind that is called so.
    pub(in crate::sandbox) fn find(&self, kind: &str, name: &str) -> Option<String> {
        self.lock().workspace.find(kind, name).map(|id| id.to_string())
    }

    fn lock(&self) -> MutexGuard<'_, Notion> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StandIn for SharedNotion {
    fn connector(&self) -> &'static str {
        CONNECTOR
    }

    fn categories(&self) -> Vec<String> {
        vec!["productivity".to_owned()]
    }

    fn actions(&self) -> Vec<ActionDescription> {
        actions::described()
    }

    fn execute(&mut self, call: &ExecuteCall<'_>) -> StandInReply {
        self.lock().execute(call)
    }
}

/// Checks what is written down of a workspace: whether it can be written does not depend on ids and
/// times.
pub(in crate::sandbox) fn check(workspace: &Workspace) -> Result<(), Error> {
    let mut state = match &workspace.kept {
        Some(kept) => kept.workspace.clone(),
        None => workspace::Workspace::new(Random::new(0, "workspace")),
    };
    drafts::apply(&mut state, &mut Clock::stepping(), &workspace.steps)
}
