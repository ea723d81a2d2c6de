//! Inputs that the benchmarks share.

mod by_hand;
mod cassettes;
mod plot;

use std::fmt::Write as _;

use alloy_core::{ApiKey, CredentialId, Error, Pacing, Platform, PlatformBuilder};
use alloy_transport::{Client, Limiter, Transport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

pub use by_hand::by_hand;
pub use cassettes::{recorded, replayed, request_number};
pub use plot::Plot;

/// The credential of every benchmark.
pub fn credential() -> Result<CredentialId, Error> {
    CredentialId::new("507f1f77bcf86cd799439011")
}

/// Settings for the platform with a made-up key.
pub fn platform() -> Result<PlatformBuilder, Error> {
    Ok(Platform::builder().api_key(ApiKey::new("made-up-key-of-a-bench")?))
}

/// A transport that answers everything at once, with an object of one field.
#[derive(Debug)]
pub struct Memory;

#[async_trait]
impl Transport for Memory {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        std::hint::black_box(request);
        // In a buffer of its own, as one from a socket is.
        Ok(Response::new(Bytes::from(br#"{"responseData":{"object":"page"}}"#.to_vec())))
    }
}

/// A client over that transport. It keeps account of paces as ever, but none makes it wait.
pub fn client(transport: impl Transport + 'static) -> Result<Client, Error> {
    let fast = Pacing::per_second(1_000_000).with_burst(u32::MAX);
    let limiter = Limiter::new().pacing_of("notion", fast).max_in_flight(10_000);
    let key = ApiKey::new("made-up-key-of-a-bench")?;
    Client::builder(transport).api_key(key).limiter(limiter).build()
}

/// A search's reply with this many pages of seven properties, wrapped as production does.
pub fn search_reply(pages: usize) -> String {
    let results: Vec<String> = (0..pages).map(page).collect();
    format!(
        r#"{{"responseData":{{"object":"list","results":[{}],"next_cursor":null,"has_more":false,"type":"page_or_database","page_or_database":{{}},"request_id":"0f7d8c7a-0000-4000-8000-000000000000"}}}}"#,
        results.join(",")
    )
}

/// The reply to retrieving a page, wrapped as production does.
pub fn page_reply() -> String {
    format!(r#"{{"responseData":{}}}"#, page(7))
}

/// The reply to retrieving a row with this many properties more: texts and numbers in turn.
pub fn row_reply(properties: usize) -> String {
    let more: String = (0..properties)
        .map(|n| match n % 2 {
            0 => format!(
                r#""Text {n}":{{"id":"t{n}","type":"rich_text","rich_text":[{{"type":"text","text":{{"content":"words","link":null}},"annotations":{{"bold":false,"italic":false,"strikethrough":false,"underline":false,"code":false,"color":"default"}},"plain_text":"words","href":null}}]}},"#
            ),
            _ => format!(r#""Number {n}":{{"id":"n{n}","type":"number","number":{n}.5}},"#),
        })
        .collect();
    with_properties(&more)
}

/// The reply to retrieving a page with a property of a type that nobody knows, nested so deep.
pub fn nested_reply(levels: usize) -> String {
    let (open, close) = (r#"{"deeper":["#.repeat(levels / 2), "]}".repeat(levels / 2));
    with_properties(&format!(
        r#""New":{{"id":"new","type":"unheard_of","unheard_of":[{open}{close}]}},"#
    ))
}

fn with_properties(more: &str) -> String {
    page_reply().replacen(r#""properties":{"#, &format!(r#""properties":{{{more}"#), 1)
}

/// A row of a database, whose words and numbers depend on its place.
fn page(n: usize) -> String {
    let words = ["roadmap", "métrique", "設計", "churn", "quarter", "invoice", "notes"];
    let word = |at: usize| words[(n * 31 + at * 17) % words.len()];
    let id = |at: usize| {
        let x = (n as u64 * 977 + at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            x >> 32,
            x >> 16 & 0xffff,
            x & 0xfff,
            x >> 8 & 0xfff,
            x >> 4 & 0xffff_ffff_ffff
        )
    };
    let text = |content: &str| {
        format!(
            r#"{{"type":"text","text":{{"content":"{content}","link":null}},"annotations":{{"bold":false,"italic":false,"strikethrough":false,"underline":false,"code":false,"color":"default"}},"plain_text":"{content}","href":null}}"#
        )
    };
    let user = |at: usize| format!(r#"{{"object":"user","id":"{}"}}"#, id(at));
    let mut json = String::with_capacity(3_000);
    // Writing to a `String` cannot fail.
    let _ = write!(
        json,
        r#"{{"object":"page","id":"{}","created_time":"2026-0{}-12T08:{:02}:00.000Z","last_edited_time":"2026-11-01T09:00:00.000Z","created_by":{},"last_edited_by":{},"cover":null,"icon":{{"type":"emoji","emoji":"🚀"}},"parent":{{"type":"database_id","database_id":"{}"}},"archived":false,"in_trash":false,"is_locked":false,"properties":{{"#,
        id(0),
        n % 9 + 1,
        n % 60,
        user(1),
        user(2),
        id(3)
    );
    let _ = write!(
        json,
        r#""Name":{{"id":"title","type":"title","title":[{}]}},"Summary":{{"id":"dDGD","type":"rich_text","rich_text":[{},{}]}},"#,
        text(&format!("{} {} {n}", word(1), word(2))),
        text(&format!("{} {}", word(3), word(4))),
        text(word(5))
    );
    let _ = write!(
        json,
        r#""Status":{{"id":"st%3A","type":"status","status":{{"id":"{}","name":"{}","color":"green"}}}},"Tags":{{"id":"tags","type":"multi_select","multi_select":[{{"id":"{}","name":"{}","color":"blue"}},{{"id":"{}","name":"{}","color":"default"}}]}},"#,
        id(4),
        word(6),
        id(5),
        word(7),
        id(6),
        word(8)
    );
    let _ = write!(
        json,
        r#""Due":{{"id":"NS%3F","type":"date","date":{{"start":"2026-07-10","end":null,"time_zone":null}}}},"Estimate":{{"id":"numb","type":"number","number":{}.5}},"Done":{{"id":"done","type":"checkbox","checkbox":{}}}}},"url":"https://www.notion.so/{}","public_url":null}}"#,
        n * 3,
        n.is_multiple_of(2),
        id(0)
    );
    json
}

#[cfg(test)]
mod tests {
    use alloy_notion::{List, SearchResult};

    use super::*;

    #[test]
    fn the_replies_are_notions() {
        let list: serde_json::Value = serde_json::from_str(&search_reply(20)).unwrap_or_default();
        let results = list["responseData"].to_string();
        let typed: List<SearchResult> = serde_json::from_str(&results).unwrap();
        assert_eq!(typed.results.len(), 20);
        assert!(
            typed
                .results
                .iter()
                .all(|result| result.as_page().is_some_and(|page| page.properties.len() == 7))
        );
        assert_eq!(serde_json::to_value(&typed).unwrap(), list["responseData"]);
    }
}
