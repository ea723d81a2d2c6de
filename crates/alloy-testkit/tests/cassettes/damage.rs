//! Files that are not as they should be.

use std::fs;

use alloy_core::ErrorKind;
use alloy_testkit::{Cassette, CassetteMode, Recorder, Transport, always};
use serde_json::json;

use super::{file, with_body};

const HEADER: &str = r#"{"format":"alloy-cassette","version":1}"#;
const EXCHANGE: &str =
    r#"{"request":{"method":"GET","path":"/connectors"},"response":{"status":200,"json":[1.0]}}"#;

#[test]
fn damage_is_told_by_line_and_column() {
    let change = |from: &str, to: &str| {
        assert!(EXCHANGE.contains(from));
        format!("{HEADER}\n{EXCHANGE}\n{}\n", EXCHANGE.replace(from, to))
    };
    for (text, expected) in [
        (change("\"status\":200", "\"status\":\"200\""), ":3:75: invalid type"),
        (change("\"status\":200", "\"status\":99"), "no HTTP status"),
        (change("\"response\"", "\"reply\""), ":3:56: unknown field `reply`"),
        (change("\"GET\"", "\"G T\""), "no HTTP method"),
        (change("/connectors", "connectors"), ":3:47: a path starts with a slash"),
        (change("[1.0]", "[1.0"), ":3:86: expected `,` or `]`"),
        (change("[1.0]}", "[1.0],\"base64\":\"AA==\"}"), "two bodies"),
        (change("\"json\":[1.0]", "\"base64\":\"A\""), "no base64"),
        (change("\"json\":[1.0]", "\"headers\":{\"a b\":\"\"}"), "no name of a header"),
        (change(",\"response\":{\"status\":200,\"json\":[1.0]}", ""), "neither `response` nor"),
        (
            change(
                "\"response\":{\"status\":200,\"json\":[1.0]}",
                "\"error\":{\"kind\":\"x\",\"sent\":\"never\",\"message\":\"\"}",
            ),
            "`x` is no kind",
        ),
        (format!("{HEADER}\n<<<<<<< ours\n{EXCHANGE}\n"), ":2:1: a conflict between versions"),
        (format!("{EXCHANGE}\n"), ":1:"),
        ("format: yaml\n".into(), ":1:1: the first line is not the header"),
        (HEADER.replace('1', "2"), "version 2 of the format is newer than this library"),
        (HEADER.replace("alloy-cassette", "har"), ":1:15: the format is not"),
        (format!("{HEADER}\n{{\"request\n{EXCHANGE}\n"), ":2:"),
    ] {
        let error = Cassette::parse(text.clone()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(expected), "{error}\nin {text}");
    }
    let mut bytes = format!("{HEADER}\n{EXCHANGE}").into_bytes();
    bytes.extend_from_slice(b"\n\"\xff\"\n");
    let error = Cassette::parse(bytes).unwrap_err();
    assert!(error.to_string().contains(":3:2: not UTF-8"), "{error}");

    let path = file("damaged");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, format!("{HEADER}\n{{}}\n")).unwrap();
    let error = Cassette::load(&path).unwrap_err();
    assert!(
        error.to_string().contains(&format!("{}:2:2: missing field", path.display())),
        "{error}"
    );
}

#[test]
fn a_file_cut_anywhere_has_all_lines_before_the_cut() {
    let text = format!("{HEADER}\n{EXCHANGE}\n{}\n", EXCHANGE.replace("1.0", "\"é\""));
    for cut in 0..=text.len() {
        let cassette = Cassette::parse(text.as_bytes()[..cut].to_vec()).unwrap();
        let breaks = text.as_bytes()[..cut].split(|byte| *byte == b'\n').count() - 1;
        let whole = breaks.saturating_sub(1);
        assert!((whole..=whole + 1).contains(&cassette.len()), "cut at {cut}");
        let is_torn = cassette.torn_line().is_some();
        let ends_a_line = cut == 0
            || text.as_bytes()[cut - 1] == b'\n'
            || text.as_bytes().get(cut) == Some(&b'\n');
        assert_eq!(is_torn, !ends_a_line, "cut at {cut}");
    }
}

#[test]
fn what_an_editor_does_to_a_file_is_accepted() {
    let text = format!("\u{feff}{HEADER}\r\n\r\n  {EXCHANGE}  \r\n\n");
    let cassette = Cassette::parse(text).unwrap();
    assert_eq!(cassette.len(), 1);
    assert_eq!(cassette.exchanges()[0].line(), Some(3));
    assert_eq!(cassette.torn_line(), None);
    assert!(Cassette::parse("").unwrap().is_empty());
}

#[tokio::test]
async fn a_torn_line_goes_when_recording_goes_on() {
    let path = file("torn");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, format!("{HEADER}\n{EXCHANGE}\n{}", &EXCHANGE[..40])).unwrap();
    assert_eq!(Cassette::load(&path).unwrap().torn_line(), Some(3));
    let recorder = Recorder::builder(always("{}"))
        .file(&path)
        .mode(CassetteMode::RecordMissing)
        .build()
        .unwrap();
    recorder.send(with_body(&json!(1))).await.unwrap();
    let cassette = Cassette::load(&path).unwrap();
    assert_eq!((cassette.len(), cassette.torn_line()), (2, None));
}

/// The schema is written by hand, so that it can be read; this holds it to what is written.
#[test]
fn the_schema_knows_every_key() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../cassette.schema.json")).unwrap();
    let line: serde_json::Value = serde_json::from_str(EXCHANGE).unwrap();
    for part in ["request", "response"] {
        let known = schema["$defs"][part]["properties"].as_object().unwrap();
        for key in line[part].as_object().unwrap().keys() {
            assert!(known.contains_key(key), "{key}");
        }
        // And every key of the schema is read.
        for key in known.keys() {
            let value = match key.as_str() {
                "status" => "201",
                "headers" => r#"{"a":["b","c"]}"#,
                "method" => "\"PUT\"",
                "path" => "\"/p\"",
                "base64" => "\"AA==\"",
                _ => "\"x\"",
            };
            let required = match part {
                "request" => r#""method":"GET","path":"/""#,
                _ => r#""status":200"#,
            };
            let required: Vec<&str> =
                required.split(',').filter(|member| !member.contains(key.as_str())).collect();
            let mut members = required.join(",");
            members.push_str(if members.is_empty() { "" } else { "," });
            let object = format!("{{{members}\"{key}\":{value}}}");
            let (request, response) = match part {
                "request" => (object.as_str(), r#"{"status":200}"#),
                _ => (r#"{"method":"GET","path":"/"}"#, object.as_str()),
            };
            let text = format!("{HEADER}\n{{\"request\":{request},\"response\":{response}}}\n");
            assert_eq!(Cassette::parse(text).unwrap().len(), 1);
        }
    }
    for kind in schema["$defs"]["error"]["properties"]["kind"]["enum"].as_array().unwrap() {
        for sent in ["never", "maybe"] {
            let error = json!({"kind": kind, "sent": sent, "message": "m"});
            let text = format!(
                "{HEADER}\n{{\"request\":{{\"method\":\"GET\",\"path\":\"/\"}},\"error\":{error}}}\n"
            );
            Cassette::parse(text).unwrap().exchanges()[0].reply().unwrap_err();
        }
    }
}
