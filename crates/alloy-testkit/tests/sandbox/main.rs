//! The sandbox as its callers see it, in process and over real HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helper functions too"
)]
#![allow(clippy::needless_pass_by_value, reason = "JSON is written where it is used")]

mod block_writes;
mod blocks;
mod comments;
mod computed;
mod connecting;
mod connectors;
mod consent;
mod credentials;
mod doubles;
mod exchange;
mod file_uploads;
mod files;
mod junk;
mod limits;
mod load;
mod markdown;
mod meeting_notes;
mod page_changes;
mod pages;
mod people;
mod platform;
mod queries;
mod repeatability;
mod requests;
mod retrieve;
mod rich_text;
mod search;
mod server;
mod settings;
mod stand_ins;
mod tables;
mod typed;
mod typed_content;
mod typed_tables;
mod users;
mod values;
mod views;
mod wire;
mod workspace_files;
mod workspaces;
