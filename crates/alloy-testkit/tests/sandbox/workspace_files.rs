//! Workspaces that are saved and loaded.

use std::time::{Duration, SystemTime};

use alloy_core::ErrorKind;
use alloy_testkit::{Sandbox, Workspace};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::exchange::{notion, text, titled};

fn again(sandbox: &Sandbox) -> Sandbox {
    let workspace = Workspace::from_json(&sandbox.workspace_json().unwrap()).unwrap();
    Sandbox::builder().workspace(workspace).unwrap().build()
}

/// What a client may do, with a number for whatever has to be chosen.
#[derive(Clone, Debug)]
struct Deed(u8, usize);

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    proptest::collection::vec(
        (0..12_u8, 0..1000_usize).prop_map(|(what, at)| Deed(what, at)),
        0..12,
    )
}

/// An id of a list that an action answers.
fn chosen(sandbox: &Sandbox, action: &str, at: usize) -> Value {
    let list = notion(sandbox, action, json!({})).data();
    let results = list["results"].as_array().unwrap();
    results.get(at % results.len().max(1)).map(|result| result["id"].clone()).unwrap_or_default()
}

/// Does it and gives the reply in full.
fn perform(sandbox: &Sandbox, Deed(what, at): &Deed) -> (u16, String) {
    let found = chosen(sandbox, "post-search", *at);
    let on_block = json!({"block_id": found});
    let (action, parts) = match what {
        0 => ("post-page", json!({"requestBody": titled(&format!("Page {at}"))})),
        1 => {
            let inner = json!({"to_do": {"rich_text": text(&at.to_string())}});
            let toggle = json!({"toggle": {"rich_text": [], "children": [inner]}});
            let body = json!({"children": [toggle, {"divider": {}}]});
            ("patch-block-children", json!({"pathParams": on_block, "requestBody": body}))
        }
        2 => ("delete-a-block", json!({"pathParams": on_block})),
        3 => {
            let body = json!({"in_trash": at % 2 == 0});
            ("update-a-block", json!({"pathParams": on_block, "requestBody": body}))
        }
        4 => {
            let body = json!({"parent": {"page_id": found}, "rich_text": text("Why?")});
            ("create-a-comment", json!({"requestBody": body}))
        }
        5 => {
            let body = json!({"mode": "external_url", "external_url": "https://example.com/a.png"});
            ("create-a-file-upload", json!({"requestBody": body}))
        }
        6 => {
            let mut body = titled("With a file");
            body["icon"] =
                json!({"file_upload": {"id": chosen(sandbox, "list-file-uploads", *at)}});
            ("post-page", json!({"requestBody": body}))
        }
        7 => ("get-block-children", json!({"pathParams": on_block})),
        8 => ("retrieve-a-database", json!({"pathParams": {"database_id": found}})),
        9 => {
            let properties = json!({"Name": {"title": text("Row")}, "Tags": {"multi_select": [
                {"name": format!("tag {at}")},
            ]}});
            let body = json!({"parent": {"database_id": found}, "properties": properties});
            ("post-page", json!({"requestBody": body}))
        }
        10 => ("retrieve-a-comment", json!({"queryParameters": on_block})),
        _ => ("get-users", json!({})),
    };
    let reply = notion(sandbox, action, parts);
    (reply.status, reply.body)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// A sandbox goes on from what was saved as the one that saved it does, to the last byte.
    #[test]
    fn what_was_saved_goes_on_the_same(before in deeds(), after in deeds()) {
        let sandbox = Sandbox::new();
        for deed in &before {
            perform(&sandbox, deed);
        }
        let other = again(&sandbox);
        prop_assert_eq!(other.workspace_json().unwrap(), sandbox.workspace_json().unwrap());
        for deed in &after {
            prop_assert_eq!(perform(&other, deed), perform(&sandbox, deed));
        }
        prop_assert_eq!(other.workspace_json().unwrap(), sandbox.workspace_json().unwrap());
    }

    /// No text whatever makes loading panic, nor does a file with a hole in it.
    #[test]
    fn damage_is_refused_or_harmless(at in 0.0..1.0_f64, length in 1..40_usize, junk in ".{0,8}") {
        let mut text: Vec<char> = Sandbox::new().workspace_json().unwrap().chars().collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let at = (at * text.len() as f64) as usize;
        let end = (at + length).min(text.len());
        text.splice(at..end, junk.chars());
        let text: String = text.into_iter().collect();
        match Workspace::from_json(&text) {
            Ok(workspace) => {
                let sandbox = Sandbox::builder().workspace(workspace).unwrap().build();
                for what in 0..12 {
                    perform(&sandbox, &Deed(what, 1));
                }
            }
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Configuration),
        }
    }
}

#[test]
fn a_file_is_on_disk_and_back() {
    let directory = std::env::temp_dir();
    let path = directory.join(format!("alloy-testkit-{}.json", std::process::id()));
    let sandbox = Sandbox::builder()
        .workspace(Workspace::new().page("Kept", |page| page.paragraph("as it was")))
        .unwrap()
        .build();
    sandbox.save_workspace(&path).unwrap();
    let loaded = Workspace::load(&path).unwrap().page("On top", |page| page);
    let both = Sandbox::builder().workspace(loaded).unwrap().build();
    assert_eq!(both.page_id("Kept"), sandbox.page_id("Kept"));
    assert_eq!(both.block_id("as it was"), sandbox.block_id("as it was"));
    assert!(both.page_id("On top").is_some());

    std::fs::write(&path, "{\n  \"format\": 1\n}").unwrap();
    let error = Workspace::load(&path).unwrap_err().to_string();
    assert!(error.contains(&path.display().to_string()), "{error}");
    assert!(error.contains("line 2 column 13"), "{error}");
    std::fs::remove_file(&path).unwrap();
    let error = Workspace::load(&path).unwrap_err().to_string();
    assert!(error.contains("cannot be read"), "{error}");
    let error = sandbox.save_workspace(&directory).unwrap_err().to_string();
    assert!(error.contains("cannot be written"), "{error}");
}

#[test]
fn a_damaged_file_is_refused_by_its_place() {
    let file = Sandbox::builder()
        .workspace(
            Workspace::new()
                .page("A", |page| page.paragraph("a"))
                .database("T", |table| table.number("N").row("R", json!({}))),
        )
        .unwrap()
        .build();
    let good: Value = serde_json::from_str(&file.workspace_json().unwrap()).unwrap();
    let key = |list: &str| {
        let members = good["workspace"][list].as_object().unwrap();
        members.keys().next().unwrap().clone()
    };
    let (block, database) = (key("blocks"), key("databases"));
    let nowhere = json!("00000000-0000-4000-8000-000000000000");
    let changed = |pointer: &str, value: Value| {
        let mut file = good.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        file.pointer_mut(parent).unwrap()[key] = value;
        let error = Workspace::from_json(&file.to_string()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        error.to_string()
    };
    let block_at = format!("/workspace/blocks/{block}");
    for (pointer, value, problem) in [
        ("/format".to_owned(), json!("HAR"), "its format is \"HAR\""),
        ("/version".to_owned(), json!(2), "version 2 of the format, of which version 1 is known"),
        ("/time".to_owned(), json!("yesterday"), "expected a time from 1970 on"),
        ("/more".to_owned(), json!(1), "unknown field `more`"),
        (format!("{block_at}/kind"), json!("junk"), "unknown variant `junk`"),
        (format!("{block_at}/entry/id"), nowhere.clone(), "under another id"),
        (format!("{block_at}/entry/id"), json!("x"), "expected a UUID"),
        (format!("{block_at}/entry/parent"), json!({"page": nowhere}), "has another parent"),
        (format!("{block_at}/entry/edited"), json!(5), "expected a string"),
        (format!("/workspace/databases/{database}/data_sources"), json!([]), "there is none"),
        ("/workspace/children".to_owned(), json!({}), "does not know of this child"),
    ] {
        let error = changed(&pointer, value);
        assert!(error.contains(problem), "{error}");
    }
    for bad in ["", "[]", "{\"format\": \"alloy-testkit workspace\"}", "{\"version\": 1}"] {
        assert!(Workspace::from_json(bad).unwrap_err().to_string().contains("no saved workspace"));
    }
}

#[test]
fn a_clock_of_the_callers_own_is_not_set() {
    let at = SystemTime::UNIX_EPOCH + Duration::from_millis(1_800_000_000_500);
    let workspace = Workspace::from_json(&Sandbox::new().workspace_json().unwrap()).unwrap();
    let sandbox = Sandbox::builder().clock(move || at).workspace(workspace).unwrap().build();
    let page = crate::exchange::create_titled(&sandbox, "Later");
    assert_eq!(page["created_time"], "2027-01-15T08:00:00.000Z");
    let saved: Value = serde_json::from_str(&sandbox.workspace_json().unwrap()).unwrap();
    assert_eq!(saved["time"], "2027-01-15T08:00:00.5Z");
}
