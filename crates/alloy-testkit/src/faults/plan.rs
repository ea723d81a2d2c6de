//! Which request meets which fault.

use std::{collections::BTreeMap, fmt, sync::Arc};

use bytes::Bytes;
use http::Request;

use super::Fault;
use crate::sandbox::random::Random;

type Decide = Arc<dyn Fn(u64, &Request<Bytes>) -> Option<Fault> + Send + Sync>;

/// The schedule of a [`Faults`](super::Faults).
#[derive(Clone, Default)]
pub(super) struct Plan {
    by_number: BTreeMap<u64, Fault>,
    decide: Option<Decide>,
    /// Probabilities, each from 0 to 1.
    at_random: Vec<(f64, Fault)>,
    seed: u64,
}

impl Plan {
    pub(super) fn on(&mut self, request: u64, fault: Fault) {
        self.by_number.insert(request, fault);
    }

    pub(super) fn by(&mut self, decide: Decide) {
        self.decide = Some(decide);
    }

    pub(super) fn at_random(&mut self, probability: f64, fault: Fault) {
        self.at_random.push((probability, fault));
    }

    pub(super) fn seed(&mut self, seed: u64) {
        self.seed = seed;
    }

    pub(super) fn choose(&self, number: u64, request: &Request<Bytes>) -> Option<Fault> {
        if let Some(fault) = self.by_number.get(&number) {
            return Some(fault.clone());
        }
        if let Some(fault) = self.decide.as_ref().and_then(|decide| decide(number, request)) {
            return Some(fault);
        }
        let drawn = self.draw(number);
        let mut bound = 0.0;
        self.at_random.iter().find_map(|(probability, fault)| {
            bound += probability;
            (drawn < bound).then(|| fault.clone())
        })
    }

    /// A number from 0 (included) to 1, the same for each request of that number.
    fn draw(&self, number: u64) -> f64 {
        let bits = Random::new(self.seed ^ number.rotate_left(32), "faults").draw();
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit exactly")]
        let drawn = (bits >> 11) as f64 / (1_u64 << 53) as f64;
        drawn
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plan")
            .field("by_number", &self.by_number)
            .field("decide", &self.decide.is_some())
            .field("at_random", &self.at_random)
            .field("seed", &self.seed)
            .finish()
    }
}
