//! Any requests to the Notion stand-in: it answers each with JSON and never breaks.
//!
//! The input is lines of an action's number and the rest of an envelope, in which `@page`, `@row`,
//! `@database`, `@source` and `@block` stand for ids that exist.
#![no_main]

use alloy_testkit::Sandbox;
use bytes::Bytes;
use http::{Method, Request, header};
use libfuzzer_sys::fuzz_target;

const ACTIONS: [&str; 45] = [
    "post-search", "post-page", "retrieve-a-page", "patch-page", "move-page",
    "retrieve-a-page-property", "create-a-database", "retrieve-a-database", "update-a-database",
    "post-database-query", "create-a-data-source", "retrieve-a-data-source",
    "update-a-data-source", "query-data-source", "list-data-source-templates",
    "complete-a-file-upload", "create-a-comment", "create-a-file-upload", "create-meeting-note",
    "create-view", "create-view-query", "delete-a-block", "delete-a-comment", "delete-view",
    "delete-view-query", "get-block-children", "get-self", "get-user", "get-users",
    "get-view-query-results", "list-custom-emojis", "list-file-uploads", "list-views",
    "patch-block-children", "query-meeting-notes", "retrieve-a-block", "retrieve-a-comment",
    "retrieve-a-file-upload", "retrieve-a-view", "retrieve-async-task", "retrieve-comment",
    "retrieve-page-markdown", "update-a-block", "update-a-comment", "update-page-markdown",
];
const VERSIONS: [&str; 3] = ["2022-06-28", "2025-09-03", "2026-03-11"];

fuzz_target!(|data: &[u8]| {
    let [version, lines @ ..] = data else { return };
    let Ok(lines) = std::str::from_utf8(lines) else { return };
    let version = VERSIONS[usize::from(*version) % VERSIONS.len()];
    let sandbox = Sandbox::new();
    let lines = [
        ("@page", sandbox.page_id("Roadmap")),
        ("@row", sandbox.page_id("Review the design")),
        ("@database", sandbox.database_id("Tasks")),
        ("@source", sandbox.data_source_id("Tasks")),
        ("@block", sandbox.block_id("Ada shows the search")),
    ]
    .into_iter()
    .fold(lines.to_owned(), |text, (name, id)| text.replace(name, &id.unwrap()));

    for line in lines.lines().take(8) {
        let mut characters = line.chars();
        let Some(which) = characters.next() else { continue };
        let action = ACTIONS[which as usize % ACTIONS.len()];
        let credential = sandbox.credential_id();
        let rest = characters.as_str();
        let body = format!(
            "{{\"credentialId\":\"{credential}\",\"headers\":{{\"Notion-Version\":\"{version}\"}}{rest}"
        );
        let mut request = Request::new(Bytes::from(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = format!("/connectors/notion/actions/{action}/execute").parse().unwrap();
        request.headers_mut().insert("x-api-version", "2025-09".parse().unwrap());
        request.headers_mut().insert(header::AUTHORIZATION, sandbox.api_key().authorization());
        let answer = sandbox.answer(&request);
        assert!(!answer.status().is_server_error(), "{action}: {answer:?}");
        let json = serde_json::from_slice::<serde_json::Value>(answer.body());
        assert!(json.is_ok(), "{action}: {answer:?}");
    }
});
