//! What the SDK is measured against: one envelope, written by hand.

use std::hint::black_box;

use serde::Serialize;

/// What somebody would write by hand for one search, with the keys in the SDK's order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    credential_id: &'a str,
    request_body: SearchBody<'a>,
    headers: VersionHeader<'a>,
}

#[derive(Serialize)]
struct SearchBody<'a> {
    query: &'a str,
    filter: Filter<'a>,
    page_size: u32,
}

#[derive(Serialize)]
struct Filter<'a> {
    value: &'a str,
    property: &'a str,
}

#[derive(Serialize)]
struct VersionHeader<'a> {
    #[serde(rename = "Notion-Version")]
    version: &'a str,
}

/// The envelope of a search as somebody would write it who needs no other.
pub fn by_hand() -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    let envelope = Envelope {
        credential_id: black_box("507f1f77bcf86cd799439011"),
        request_body: SearchBody {
            query: black_box("roadmap"),
            filter: Filter { value: "page", property: "object" },
            page_size: black_box(10),
        },
        headers: VersionHeader { version: "2022-06-28" },
    };
    // Texts and numbers are always written.
    let _ = serde_json::to_writer(&mut bytes, &envelope);
    bytes
}
