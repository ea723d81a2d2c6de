//! What holds for any JSON and any bytes.

use alloy_testkit::{
    Cassette, CassetteMode, Recorder, Redaction, Replayer, Transport, respond_with,
};
use bytes::Bytes;
use http::{Request, Response};
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::Value;

use super::execute;

/// JSON texts, of objects as lists of members so that their order can be changed.
#[derive(Clone, Debug)]
enum Tree {
    Literal(String),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    fn text(&self, reverse: Reverse) -> String {
        match self {
            Self::Literal(text) => text.clone(),
            Self::Text(text) => Value::from(text.as_str()).to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.text(reverse)).collect();
                format!("[{}]", items.join(","))
            }
            Self::Map(members) => {
                let mut members: Vec<String> = members
                    .iter()
                    .map(|(key, value)| {
                        format!("{}:{}", Value::from(key.as_str()), value.text(reverse))
                    })
                    .collect();
                if let Reverse::Yes = reverse {
                    members.reverse();
                }
                format!("{{{}}}", members.join(", "))
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Reverse {
    Yes,
    No,
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}",
        ".{0,5}",
        select(vec!["token", "credentialId", "Authorization", "name", "value", "oauthUrl", "data"])
            .prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,20}",
        "[a-zA-Z0-9_-]{8,40}",
        "(Bearer|Authorization:|token=|https://a:b@|https://example.com/\\?sig=|eyJ)[ -~]{0,30}",
        "[a-z]{1,5}@[a-z]{1,5}\\.[a-z]{2,3}[ ,.]{0,2}",
        "[\\[{][ -~]{0,20}",
    ]
}

fn tree() -> impl Strategy<Value = Tree> {
    let literal = prop_oneof![
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?",
        select(vec!["null", "true", "false"]).prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![literal.prop_map(Tree::Literal), text().prop_map(Tree::Text)];
    leaf.prop_recursive(4, 30, 6, |inner| {
        let member = (key(), inner.clone());
        prop_oneof![
            vec(inner, 0..5).prop_map(Tree::List),
            vec(member, 0..5).prop_map(|mut members| {
                // One key twice has no one meaning.
                members.sort_by(|(one, _), (other, _)| one.cmp(other));
                members.dedup_by(|(one, _), (other, _)| one == other);
                Tree::Map(members)
            }),
        ]
    })
}

fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// What is recorded of this request and this reply.
fn record(request: String, reply: String, redaction: Redaction) -> Cassette {
    let transport = respond_with(move |_: Request<Bytes>| Response::new(reply.clone()));
    let recorder = Recorder::builder(transport)
        .mode(CassetteMode::RecordAll)
        .redaction(redaction)
        .build()
        .unwrap();
    run(recorder.send(execute(request))).unwrap();
    recorder.cassette()
}

fn envelope(body: &str) -> String {
    format!(r#"{{"credentialId":"made-up-credential","requestBody":{body}}}"#)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_order_of_keys_makes_no_difference(tree in tree()) {
        let requests =
            [Reverse::No, Reverse::Yes].map(|reverse| envelope(&tree.text(reverse)));
        let [one, other] =
            requests.map(|request| record(request, "1".into(), Redaction::new()).to_text());
        prop_assert_eq!(one, other);
    }

    #[test]
    fn a_reply_without_secrets_comes_back_as_it_was(tree in tree(), words in vec("[a-z]{1,9}", 1..5)) {
        // No redaction can touch these: short words, and numbers of any form.
        let body = match &tree {
            Tree::Literal(number) => format!(r#"{{"words":["{}"],"n":{number}}}"#, words.join("\",\"")),
            _ => format!(r#"["{}"]"#, words.join("\",\"")),
        };
        let request = envelope(&tree.text(Reverse::No));
        let cassette = record(request.clone(), body.clone(), Redaction::new());
        let replayer = Replayer::new(Cassette::parse(cassette.to_text()).unwrap());
        let reply = run(replayer.send(execute(request))).unwrap();
        prop_assert_eq!(reply.body(), body.as_str());
        replayer.finish().unwrap();
    }

    #[test]
    fn what_was_recorded_is_found_again(tree in tree(), reply in tree()) {
        let request = envelope(&tree.text(Reverse::No));
        let cassette = record(request.clone(), reply.text(Reverse::No), Redaction::new());
        let replayer = Replayer::new(Cassette::parse(cassette.to_text()).unwrap());
        // Secrets that only the reply gives away are not known here beforehand.
        let alone = record(request.clone(), "1".into(), Redaction::new());
        if alone.exchanges()[0].request() == cassette.exchanges()[0].request() {
            run(replayer.send(execute(request))).unwrap();
        }
        // The redacted request itself always matches.
        let recorded = cassette.exchanges()[0].request();
        let body = recorded.split_once(",\"json\":").unwrap().1;
        let again = Replayer::new(cassette.clone());
        run(again.send(execute(body[..body.len() - 1].to_owned()))).unwrap();
    }

    #[test]
    fn redacting_twice_is_redacting_once(tree in tree(), reply in tree()) {
        let redaction = || Redaction::new().with_emails();
        let once = record(envelope(&tree.text(Reverse::No)), reply.text(Reverse::No), redaction());
        let body = once.exchanges()[0].reply().unwrap().into_body();
        let request = once.exchanges()[0].request().split_once(",\"json\":").unwrap().1;
        let request = request[..request.len() - 1].to_owned();
        let twice = record(request, String::from_utf8(body.to_vec()).unwrap(), redaction());
        prop_assert_eq!(once.to_text(), twice.to_text());
        let found = once.findings(&redaction());
        prop_assert!(found.iter().all(|finding| finding.to_string().contains("random")), "{found:?}");
    }

    #[test]
    fn any_bytes_load_or_fail(bytes in vec(any::<u8>(), 0..200)) {
        let _ = Cassette::parse(bytes);
    }

    #[test]
    fn a_changed_file_loads_or_fails(
        tree in tree(),
        at in any::<prop::sample::Index>(),
        bytes in vec(any::<u8>(), 0..4),
        gone in 0..6_usize,
    ) {
        let cassette = record(envelope(&tree.text(Reverse::No)), "{}".into(), Redaction::new());
        let mut text = cassette.to_text().into_bytes();
        let at = at.index(text.len());
        let end = (at + gone).min(text.len());
        text.splice(at..end, bytes);
        if let Ok(cassette) = Cassette::parse(text) {
            for exchange in cassette.exchanges() {
                let _ = exchange.reply();
            }
            let _ = cassette.findings(&Redaction::new());
            let replayer = Replayer::new(cassette);
            let _ = run(replayer.send(execute("{}")));
        }
    }
}
