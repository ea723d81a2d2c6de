//! Replies as Notion makes them, wrapped as production does.

use std::fmt::Write as _;

/// A search's reply with this many pages of seven properties, wrapped as production does.
pub fn search_reply(pages: usize) -> String {
    list("page_or_database", (0..pages).map(page))
}

/// The reply to retrieving a page, wrapped as production does.
pub fn page_reply() -> String {
    format!(r#"{{"responseData":{}}}"#, page(7))
}

/// The reply to retrieving a page with a property of a type that nobody knows, nested so deep.
pub fn nested_reply(levels: usize) -> String {
    let (open, close) = (r#"{"deeper":["#.repeat(levels / 2), "]}".repeat(levels / 2));
    let new = format!(r#""New":{{"id":"new","type":"unheard_of","unheard_of":[{open}{close}]}},"#);
    page_reply().replacen(r#""properties":{"#, &format!(r#""properties":{{{new}"#), 1)
}

/// A list of blocks of eight types, in turn.
pub fn blocks_reply(count: usize) -> String {
    list("block", (0..count).map(block))
}

/// The rows of a database with this many properties each, of eight types in turn after the title.
pub fn rows_reply(rows: usize, properties: usize) -> String {
    list("page_or_database", (0..rows).map(|n| row(n, properties)))
}

fn list(kind: &str, items: impl Iterator<Item = String>) -> String {
    let results: Vec<String> = items.collect();
    format!(
        r#"{{"responseData":{{"object":"list","results":[{}],"next_cursor":null,"has_more":false,"type":"{kind}","{kind}":{{}},"request_id":"0f7d8c7a-0000-4000-8000-000000000000"}}}}"#,
        results.join(",")
    )
}

/// A row of a database, whose words and numbers depend on its place.
fn page(n: usize) -> String {
    let mut properties = String::with_capacity(1_500);
    // Writing to a `String` cannot fail.
    let _ = write!(
        properties,
        r#""Name":{{"id":"title","type":"title","title":[{}]}},"Summary":{{"id":"dDGD","type":"rich_text","rich_text":[{},{}]}},"#,
        text(&format!("{} {} {n}", word(n, 1), word(n, 2))),
        text(&format!("{} {}", word(n, 3), word(n, 4))),
        text(word(n, 5))
    );
    let _ = write!(
        properties,
        r#""Status":{{"id":"st%3A","type":"status","status":{}}},"Tags":{{"id":"tags","type":"multi_select","multi_select":[{},{}]}},"#,
        option(n, 4, 6, "green"),
        option(n, 5, 7, "blue"),
        option(n, 6, 8, "default")
    );
    let _ = write!(
        properties,
        r#""Due":{{"id":"NS%3F","type":"date","date":{{"start":"2026-07-10","end":null,"time_zone":null}}}},"Estimate":{{"id":"numb","type":"number","number":{}.5}},"Done":{{"id":"done","type":"checkbox","checkbox":{}}}"#,
        n * 3,
        n.is_multiple_of(2)
    );
    page_with(n, &properties)
}

fn row(n: usize, properties: usize) -> String {
    let title = text(&format!("{} {} {n}", word(n, 1), word(n, 2)));
    let mut json = format!(r#""Name":{{"id":"title","type":"title","title":[{title}]}}"#);
    for at in 1..properties {
        let value = match at % 8 {
            0 => format!(r#""rich_text","rich_text":[{}]"#, text(word(n, at))),
            1 => format!(r#""number","number":{}.25"#, n * at),
            2 => format!(r#""select","select":{}"#, option(n, at, at, "yellow")),
            3 => format!(r#""multi_select","multi_select":[{}]"#, option(n, at, at, "blue")),
            4 => r#""date","date":{"start":"2026-07-10T09:30:00.000+02:00","end":null,"time_zone":null}"#.into(),
            5 => format!(r#""checkbox","checkbox":{}"#, (n + at).is_multiple_of(2)),
            6 => format!(r#""url","url":"https://example.com/{n}/{at}""#),
            _ => format!(r#""relation","relation":[{{"id":"{}"}}],"has_more":false"#, id(n, at)),
        };
        // Writing to a `String` cannot fail.
        let _ = write!(json, r#","Property {at}":{{"id":"p{at}","type":{value}}}"#);
    }
    page_with(n, &json)
}

fn page_with(n: usize, properties: &str) -> String {
    format!(
        r#"{{"object":"page","id":"{}","created_time":"2026-0{}-12T08:{:02}:00.000Z","last_edited_time":"2026-11-01T09:00:00.000Z","created_by":{},"last_edited_by":{},"cover":null,"icon":{{"type":"emoji","emoji":"🚀"}},"parent":{{"type":"database_id","database_id":"{}"}},"archived":false,"in_trash":false,"is_locked":false,"properties":{{{properties}}},"url":"https://www.notion.so/{}","public_url":null}}"#,
        id(n, 0),
        n % 9 + 1,
        n % 60,
        user(n, 1),
        user(n, 2),
        id(n, 3),
        id(n, 0)
    )
}

fn block(n: usize) -> String {
    let words = text(&format!("{} {} {}", word(n, 1), word(n, 2), word(n, 3)));
    let (kind, more) = match n % 8 {
        0 | 1 => ("paragraph", ""),
        2 => ("heading_2", r#","is_toggleable":false"#),
        3 => ("bulleted_list_item", ""),
        4 => ("to_do", r#","checked":true"#),
        5 => ("quote", ""),
        6 => ("callout", r#","icon":{"type":"emoji","emoji":"💡"}"#),
        _ => ("code", r#","caption":[],"language":"rust""#),
    };
    format!(
        r#"{{"object":"block","id":"{}","parent":{{"type":"page_id","page_id":"{}"}},"created_time":"2026-03-12T08:00:00.000Z","last_edited_time":"2026-11-01T09:00:00.000Z","created_by":{},"last_edited_by":{},"has_children":false,"archived":false,"in_trash":false,"type":"{kind}","{kind}":{{"rich_text":[{words}],"color":"default"{more}}}}}"#,
        id(n, 0),
        id(0, 3),
        user(n, 1),
        user(n, 2)
    )
}

fn word(n: usize, at: usize) -> &'static str {
    let words = ["roadmap", "métrique", "設計", "churn", "quarter", "invoice", "notes"];
    words[(n * 31 + at * 17) % words.len()]
}

fn id(n: usize, at: usize) -> String {
    let x = (n as u64 * 977 + at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        x >> 32,
        x >> 16 & 0xffff,
        x & 0xfff,
        x >> 8 & 0xfff,
        x >> 4 & 0xffff_ffff_ffff
    )
}

fn text(content: &str) -> String {
    format!(
        r#"{{"type":"text","text":{{"content":"{content}","link":null}},"annotations":{{"bold":false,"italic":false,"strikethrough":false,"underline":false,"code":false,"color":"default"}},"plain_text":"{content}","href":null}}"#
    )
}

fn option(n: usize, at: usize, words: usize, color: &str) -> String {
    format!(r#"{{"id":"{}","name":"{}","color":"{color}"}}"#, id(n, at), word(n, words))
}

fn user(n: usize, at: usize) -> String {
    format!(r#"{{"object":"user","id":"{}"}}"#, id(n, at))
}

#[cfg(test)]
mod tests {
    use alloy_notion::{
        Block, BlockKind, List, Page, PropertyValue, PropertyValueKind, SearchResult,
    };
    use serde::{Serialize, de::DeserializeOwned};
    use serde_json::Value;

    use super::*;

    /// Reads a reply as its type, finds nothing unknown in it, and writes the same again.
    fn read<T: DeserializeOwned + Serialize>(reply: &str) -> T {
        let wrapped: Value = serde_json::from_str(reply).unwrap();
        let typed: T = serde_json::from_str(&wrapped["responseData"].to_string()).unwrap();
        assert_eq!(serde_json::to_value(&typed).unwrap(), wrapped["responseData"]);
        typed
    }

    #[test]
    fn the_replies_are_notions() {
        let pages: List<SearchResult> = read(&search_reply(20));
        let pages: Vec<_> = pages.iter().filter_map(|result| result.as_page()).collect();
        assert_eq!(pages.len(), 20);
        assert!(pages.iter().all(|page| page.properties.len() == 7 && page.extra().is_empty()));

        let rows: List<Page> = read(&rows_reply(3, 40));
        assert!(rows.iter().all(|row| row.properties.len() == 40 && row.extra().is_empty()));
        let known = |value: &PropertyValue| !matches!(value.kind, PropertyValueKind::Other(_));
        assert!(rows.results[2].properties.iter().all(|(_, value)| known(value)));

        let blocks: List<Block> = read(&blocks_reply(16));
        assert_eq!(blocks.results.len(), 16);
        assert!(blocks.iter().all(|block| !matches!(block.kind, BlockKind::Other(_))));
    }
}
