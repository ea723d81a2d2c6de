//! Four replies of Notion, and all that decodes them: this SDK, the other Rust clients for Notion,
//! and what is below all of them.
//!
//! Each peer decodes as its client does: from bytes or from text, and into the type that its client
//! asks for.

use std::{env, error::Error, fs, hint::black_box};

use alloy_benches::{blocks_reply, minimal, page_reply, rows_reply, search_reply};
use alloy_notion::{Block, Lazy, List, Page, SearchResult};
use notion_client::{
    endpoints::{
        blocks::retrieve::response::RetrieveBlockChilerenResponse,
        databases::query::response::QueryDatabaseResponse,
        search::title::response::SearchByTitleResponse,
    },
    objects::page::Page as ClientPage,
};
use notionrs_types::object::{
    block::BlockResponse,
    page::PageResponse,
    response::{ListResponse, SearchResultItem},
};
use rusticnotion::models::Object;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Value, value::RawValue};

/// Decodes a reply and drops what comes out.
pub type Decode = fn(&[u8]) -> Result<(), Box<dyn Error>>;

/// A reply, and how each decodes it.
pub struct Work {
    /// What the reply is.
    pub name: &'static str,
    /// As Notion sends it, without the platform's wrapper.
    pub json: Vec<u8>,
    /// Those that decode it, ours first.
    pub decoders: Vec<(&'static str, Decode)>,
}

/// All works, or with `--file PATH` on the command line the bytes of that file as a reply to a
/// search. Who fails at it says so and is left out.
pub fn works() -> Result<Vec<Work>, Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut works = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--file"), Some(path)) => vec![Work {
            name: "the file, as a search's reply",
            json: fs::read(path)?,
            decoders: search(),
        }],
        (None, None) => vec![
            Work { name: "a page", json: unwrapped(page_reply())?, decoders: page() },
            Work {
                name: "a search, 100 pages",
                json: unwrapped(search_reply(100))?,
                decoders: search(),
            },
            Work { name: "100 blocks", json: unwrapped(blocks_reply(100))?, decoders: blocks() },
            Work {
                name: "1,000 rows of 40 properties",
                json: unwrapped(rows_reply(1_000, 40))?,
                decoders: rows(),
            },
        ],
        _ => return Err("nothing or --file PATH, please".into()),
    };
    for Work { name, json, decoders } in &mut works {
        decoders.retain(|(decoder, decode)| {
            let decoded = decode(json);
            if let Err(error) = &decoded {
                println!("{decoder} does not decode {name}: {error}");
            }
            decoded.is_ok()
        });
    }
    Ok(works)
}

fn page() -> Vec<(&'static str, Decode)> {
    let mut decoders: Vec<(&'static str, Decode)> = vec![
        (OURS, from_text::<Page>),
        (MINIMAL, from_text::<minimal::Page>),
        (NOTIONRS, from_bytes::<PageResponse>),
        (NOTION_CLIENT, from_text::<ClientPage>),
    ];
    decoders.extend(ANY);
    decoders
}

fn search() -> Vec<(&'static str, Decode)> {
    let mut decoders: Vec<(&'static str, Decode)> = vec![
        (OURS, from_text::<List<SearchResult>>),
        (LAZY, from_text::<List<Lazy<SearchResult>>>),
        (MINIMAL, from_text::<minimal::List<minimal::Page>>),
        (NOTIONRS, from_bytes::<ListResponse<SearchResultItem>>),
        (NOTION_CLIENT, from_text::<SearchByTitleResponse>),
    ];
    decoders.extend(ANY);
    decoders
}

fn blocks() -> Vec<(&'static str, Decode)> {
    let mut decoders: Vec<(&'static str, Decode)> = vec![
        (OURS, from_text::<List<Block>>),
        (LAZY, from_text::<List<Lazy<Block>>>),
        (MINIMAL, from_text::<minimal::List<minimal::Block>>),
        (NOTIONRS, from_bytes::<ListResponse<BlockResponse>>),
        (NOTION_CLIENT, from_text::<RetrieveBlockChilerenResponse>),
    ];
    decoders.extend(ANY);
    decoders
}

fn rows() -> Vec<(&'static str, Decode)> {
    let mut decoders: Vec<(&'static str, Decode)> = vec![
        (OURS, from_text::<List<Page>>),
        (LAZY, from_text::<List<Lazy<Page>>>),
        (MINIMAL, from_text::<minimal::List<minimal::Page>>),
        (NOTIONRS, from_bytes::<ListResponse<PageResponse>>),
        (NOTION_CLIENT, from_text::<QueryDatabaseResponse>),
    ];
    decoders.extend(ANY);
    decoders
}

const OURS: &str = "ours";
const LAZY: &str = "lazy, no item asked for";
const MINIMAL: &str = "two fields by hand";
const NOTIONRS: &str = "notionrs 0.32";
const NOTION_CLIENT: &str = "notion-client 1.1.1";

/// Those that decode every reply alike. rusticnotion has one type for all replies.
const ANY: [(&str, Decode); 3] = [
    ("rusticnotion 0.5.2", from_text::<Object>),
    ("serde_json::Value", from_text::<Value>),
    ("floor: a scan", from_text::<IgnoredAny>),
];

fn from_text<T: DeserializeOwned>(bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    drop(black_box(serde_json::from_str::<T>(std::str::from_utf8(bytes)?)?));
    Ok(())
}

fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    drop(black_box(serde_json::from_slice::<T>(bytes)?));
    Ok(())
}

fn unwrapped(reply: String) -> Result<Vec<u8>, Box<dyn Error>> {
    let wrapped: minimal::Wrapped<Box<RawValue>> = serde_json::from_str(&reply)?;
    Ok(wrapped.response_data.get().as_bytes().to_vec())
}
