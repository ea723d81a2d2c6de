//! Places to be written.

use alloy_core::Error;
use serde::Serialize;

use crate::{
    input::finite::finite,
    limits::{self, At, Limits},
};

/// A place on the map, in degrees.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceInput {
    #[serde(serialize_with = "finite")]
    lat: f64,
    #[serde(serialize_with = "finite")]
    lon: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aws_place_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    google_place_id: Option<String>,
}

impl PlaceInput {
    /// A place by its latitude and its longitude.
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self {
            lat: latitude,
            lon: longitude,
            name: None,
            address: None,
            aws_place_id: None,
            google_place_id: None,
        }
    }

    /// What the place is called.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Its postal address.
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// Its id at Amazon's location service.
    pub fn aws_place_id(mut self, id: impl Into<String>) -> Self {
        self.aws_place_id = Some(id.into());
        self
    }

    /// Its id at Google Maps.
    pub fn google_place_id(mut self, id: impl Into<String>) -> Self {
        self.google_place_id = Some(id.into());
        self
    }
}

impl Limits for PlaceInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        limits::finite(self.lat, &at.key("lat"))?;
        limits::finite(self.lon, &at.key("lon"))
    }

    fn size(&self) -> usize {
        let texts = [&self.name, &self.address, &self.aws_place_id, &self.google_place_id];
        128 + texts.into_iter().flatten().map(String::len).sum::<usize>()
    }
}
