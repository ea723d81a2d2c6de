//! The lanes of credentials, found by credential once and by place from then on.

use std::{collections::BTreeMap, time::Duration};

use alloy_core::CredentialId;

use super::lane::Lane;

/// Where a lane is, for as long as somebody waits in it or is on the way from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place(usize);

#[derive(Default)]
pub(super) struct Lanes {
    /// In order rather than hashed: most programs have few, and a hash costs as much as a thousand.
    places: BTreeMap<CredentialId, Place>,
    all: Vec<Lane>,
    /// Places of lanes that were forgotten.
    free: Vec<Place>,
    /// At how many credentials those at rest are looked for.
    crowded: usize,
}

/// How many credentials are not worth tidying up.
pub(super) const FEW: usize = 64;

impl Lanes {
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn knows(&self, credential: &CredentialId) -> bool {
        self.places.contains_key(credential)
    }

    /// The place of a credential's lane, which is made where there is none.
    pub(super) fn place(&mut self, credential: &CredentialId) -> Place {
        if let Some(place) = self.places.get(credential) {
            return *place;
        }
        let place = self.free.pop().unwrap_or(Place(self.all.len()));
        if place.0 == self.all.len() {
            self.all.push(Lane::default());
        }
        self.places.insert(credential.clone(), place);
        place
    }

    pub(super) fn at(&mut self, place: Place) -> &mut Lane {
        &mut self.all[place.0]
    }

    pub(super) fn is_crowded(&self) -> bool {
        self.places.len() >= self.crowded.max(FEW)
    }

    /// Forgets the credentials that rested. Not before there are twice as many as were left, so that
    /// it costs little on average.
    pub(super) fn tidy(&mut self, now: Duration) {
        let Self { places, all, free, .. } = self;
        places.retain(|_, place| {
            let lane = &mut all[place.0];
            let stays = !lane.is_idle(now);
            if !stays {
                *lane = Lane::default();
                free.push(*place);
            }
            stays
        });
        self.crowded = 2 * self.places.len();
    }
}
