//! Which flows of a client are waiting, so that no two take one credential.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use alloy_core::{CredentialId, UserId, credentials::Credential};

/// The flows of one client that are not over.
///
/// The platform does not say which flow a credential came from. With one flow of a user for a
/// connector, any new credential is its own. With several, the browsers' coming back tells: the
/// first that came back has the oldest credential, for the platform makes it just before.
#[derive(Clone, Default)]
pub(in crate::client) struct Flows {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    waiting: Vec<Waiting>,
    /// Credentials that a flow took while others were waiting.
    taken: HashSet<CredentialId>,
    /// How many flows were begun, and how many browsers came back.
    begun: u64,
    landed: u64,
}

struct Waiting {
    number: u64,
    user: UserId,
    connector: String,
    landed: Option<u64>,
}

/// One flow. Forgotten when dropped.
pub(super) struct Flow {
    flows: Flows,
    number: u64,
    user: UserId,
    pub(super) connector: String,
}

/// Whether those who have not come back are still to be waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    MayCome,
    AreLate,
}

impl Flows {
    pub(super) fn begin(&self, user: UserId, connector: String) -> Flow {
        let mut state = self.lock();
        state.begun += 1;
        let number = state.begun;
        drop(state);
        let flow = Flow { flows: self.clone(), number, user, connector };
        flow.resume();
        flow
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Flow {
    /// Counts among those that wait, if it does not.
    pub(super) fn resume(&self) {
        let mut state = self.flows.lock();
        if state.waiting.iter().all(|flow| flow.number != self.number) {
            let (number, user, connector) =
                (self.number, self.user.clone(), self.connector.clone());
            state.waiting.push(Waiting { number, user, connector, landed: None });
        }
    }

    /// Counts no longer, so that nobody leaves it a credential that it does not take.
    pub(super) fn give_up(&self) {
        self.flows.lock().forget(self.number);
    }

    /// Notes that the browser came back.
    pub(super) fn land(&self) {
        let mut state = self.flows.lock();
        state.landed += 1;
        let place = state.landed;
        let mine = state.waiting.iter_mut().find(|flow| flow.number == self.number);
        if let Some(mine) = mine {
            mine.landed.get_or_insert(place);
        }
    }

    /// Takes the credential of this flow out of those that are new, if it can be told.
    pub(super) fn take(&self, mut new: Vec<Credential>, others: Others) -> Option<CredentialId> {
        let mut state = self.flows.lock();
        new.retain(|credential| !state.taken.contains(&credential.id));
        new.sort_by(|a, b| a.created_at.cmp(&b.created_at));
        let mine = state.waiting.iter().find(|flow| flow.number == self.number)?;
        let rivals = state
            .waiting
            .iter()
            .filter(|flow| flow.user == mine.user && flow.connector == mine.connector);
        let (mut waiting, mut landed, mut before) = (0, 0, 0);
        for rival in rivals {
            waiting += 1;
            landed += usize::from(rival.landed.is_some());
            before += usize::from(order(rival) < order(mine));
        }
        let at = if waiting == 1 {
            new.len().checked_sub(1)?
        } else if new.len() >= waiting
            || (mine.landed.is_some() && (new.len() <= landed || others == Others::AreLate))
        {
            before
        } else {
            return None;
        };
        let id = new.get(at)?.id.clone();
        state.taken.insert(id.clone());
        // Out of the count, so that those who are left share what is left.
        state.forget(self.number);
        Some(id)
    }
}

/// Those who came back in that order, then the others in the order of their start.
fn order(flow: &Waiting) -> (bool, u64, u64) {
    (flow.landed.is_none(), flow.landed.unwrap_or_default(), flow.number)
}

impl State {
    fn forget(&mut self, number: u64) {
        self.waiting.retain(|flow| flow.number != number);
        if self.waiting.is_empty() {
            self.taken.clear();
        }
    }
}

impl Drop for Flow {
    fn drop(&mut self) {
        self.give_up();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials(ids: &[&str]) -> Vec<Credential> {
        let json: Vec<_> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| serde_json::json!({"credentialId": id, "createdAt": format!("2026-01-0{at}")}))
            .collect();
        serde_json::from_value(json.into()).unwrap()
    }

    fn taken(flow: &Flow, ids: &[&str], others: Others) -> Option<String> {
        flow.take(credentials(ids), others).map(|id| id.to_string())
    }

    fn begin(flows: &Flows, user: &str) -> Flow {
        flows.begin(UserId::new(user).unwrap(), "notion".to_owned())
    }

    #[test]
    fn a_flow_of_its_own_takes_the_newest() {
        let flows = Flows::default();
        let (ada, _bob) = (begin(&flows, "ada"), begin(&flows, "bob"));
        assert_eq!(taken(&ada, &[], Others::MayCome), None);
        assert_eq!(taken(&ada, &["a", "b"], Others::MayCome).unwrap(), "b");
    }

    #[test]
    fn of_two_flows_the_one_that_came_back_takes_it() {
        let flows = Flows::default();
        let (first, second) = (begin(&flows, "ada"), begin(&flows, "ada"));
        assert_eq!(taken(&first, &["a"], Others::MayCome), None);
        second.land();
        assert_eq!(taken(&first, &["a"], Others::AreLate), None);
        assert_eq!(taken(&second, &["a"], Others::MayCome).unwrap(), "a");
        assert_eq!(taken(&first, &["a"], Others::MayCome), None);
        assert_eq!(taken(&first, &["a", "b"], Others::MayCome).unwrap(), "b");
    }

    #[test]
    fn two_that_came_back_share_by_order() {
        let flows = Flows::default();
        let (first, second) = (begin(&flows, "ada"), begin(&flows, "ada"));
        second.land();
        // The other's credential may be there before its browser is back.
        assert_eq!(begin(&flows, "bob").take(Vec::new(), Others::MayCome), None);
        first.land();
        assert_eq!(taken(&first, &["a", "b"], Others::MayCome).unwrap(), "b");
        assert_eq!(taken(&second, &["a", "b"], Others::MayCome).unwrap(), "a");
    }

    #[test]
    fn nobody_waits_for_ever_for_the_others() {
        let flows = Flows::default();
        let (landed, _late, _later) =
            (begin(&flows, "ada"), begin(&flows, "ada"), begin(&flows, "ada"));
        landed.land();
        assert_eq!(taken(&landed, &["a", "b"], Others::MayCome), None);
        assert_eq!(taken(&landed, &["a", "b"], Others::AreLate).unwrap(), "a");
    }

    #[test]
    fn who_gave_up_is_left_nothing_and_may_come_again() {
        let flows = Flows::default();
        let (denied, other) = (begin(&flows, "ada"), begin(&flows, "ada"));
        denied.land();
        denied.give_up();
        assert_eq!(taken(&other, &["a"], Others::MayCome).unwrap(), "a");
        assert_eq!(taken(&denied, &["b"], Others::MayCome), None);
        denied.resume();
        denied.resume();
        assert_eq!(taken(&denied, &["b"], Others::MayCome).unwrap(), "b");
    }

    #[test]
    fn what_is_over_is_forgotten() {
        let flows = Flows::default();
        let first = begin(&flows, "ada");
        let second = begin(&flows, "ada");
        drop(second);
        assert_eq!(taken(&first, &["a"], Others::MayCome).unwrap(), "a");
        assert!(flows.lock().taken.is_empty() && flows.lock().waiting.is_empty());
    }
}
