//! What a request is looked up by.

use bytes::Bytes;
use http::Request;

use super::Matching;
use crate::cassette::{
    Exchange,
    hash::{Hash, Kind},
    redaction::Redactor,
    request::{BodyForm, Canonical, RequestForm, path_of, user_of},
};

/// A request by its hash.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sought {
    pub(super) exactly: Hash,
    /// The same without its user, if it has one.
    pub(super) of_anyone: Option<Hash>,
}

impl Matching {
    /// What a request is looked up by.
    pub(crate) fn sought(&self, request: &Request<Bytes>, redactor: &Redactor) -> Sought {
        self.glance(request, redactor)
            .unwrap_or_else(|| self.looked_at(Canonical::new(request, redactor).form))
    }

    /// What an exchange is looked up by.
    pub(super) fn recorded(&self, exchange: &Exchange, redactor: &Redactor) -> Option<Sought> {
        let glanced = exchange.envelope().and_then(|(method, path, user, envelope)| {
            let user = user.map(|user| redactor.token(&user));
            self.glance_at(&method, &path, user.as_deref(), envelope.as_bytes(), redactor)
        });
        glanced.or_else(|| Some(self.looked_at(exchange.canonical(redactor)?.form)))
    }

    fn glance(&self, request: &Request<Bytes>, redactor: &Redactor) -> Option<Sought> {
        if !redactor.is_usual() {
            return None;
        }
        let user = user_of(request, redactor).map(|user| redactor.token(user));
        let (method, path) = (request.method().as_str(), path_of(request));
        self.glance_at(method, path, user.as_deref(), request.body(), redactor)
    }

    /// By one pass over an envelope, where that is enough to tell.
    fn glance_at(
        &self,
        method: &str,
        path: &str,
        user: Option<&str>,
        envelope: &[u8],
        redactor: &Redactor,
    ) -> Option<Sought> {
        if !self.ignored.is_empty() || !path.ends_with("/execute") {
            return None;
        }
        let path = redactor.path(path);
        let envelope = redactor.glance(std::str::from_utf8(envelope).ok()?)?;
        Some(Sought::new(method, &path, user, envelope))
    }

    /// By the form of a request, without what is ignored.
    fn looked_at(&self, mut form: RequestForm<'_>) -> Sought {
        form.ignore(&self.ignored);
        let body = match &form.body {
            BodyForm::None => Hash::sequence(Kind::Bytes),
            BodyForm::Json(json) => json.hash(),
            BodyForm::Other(bytes) => Hash::bytes(bytes),
        };
        Sought::new(&form.method, &form.path, form.user.as_deref(), body)
    }
}

impl Sought {
    fn new(method: &str, path: &str, user: Option<&str>, body: Hash) -> Self {
        let anyone = Hash::sequence(Kind::Request);
        let anyone = anyone.then(Hash::string(method)).then(Hash::string(path)).then(body);
        match user {
            None => Self { exactly: anyone, of_anyone: None },
            Some(user) => {
                Self { exactly: anyone.then(Hash::string(user)), of_anyone: Some(anyone) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;
    use crate::cassette::{json::Json, redaction::Redaction};

    const PATH: &str = "https://example.com/connectors/acme/actions/do/execute";
    const KNOWN: &str = "made-up-credential-0000";

    fn request(envelope: &str) -> Request<Bytes> {
        Request::post(PATH)
            .header("authorization", "Bearer made-up-key-of-a-test")
            .header("x-alloy-userid", "made-up-user")
            .body(Bytes::from(envelope.to_owned()))
            .unwrap()
    }

    /// A redactor that has met some secrets, one of which is found only as a word of its own.
    fn redactor() -> Redactor {
        let redactor = Redactor::new(Redaction::new());
        for secret in [KNOWN, "made-up-word", "made\"up\n secret"] {
            redactor.token(secret);
        }
        redactor
    }

    /// Values and members of which envelopes are made, many of which are to be redacted.
    const VALUES: [&str; 25] = [
        "1",
        "1.0",
        "null",
        "true",
        "\"page\"",
        "\"a \\\"quoted\\\" text\\n\"",
        "[]",
        "{}",
        "\"\"",
        "\"made-up-credential-0000\"",
        "\"of made-up-credential-0000\"",
        "\"x\\nmade-up-word\"",
        "\"Bearer made-up-key-1\"",
        "\"authorization\"",
        "\"token\"",
        "\"{\\\"token\\\":\\\"t1\\\"}\"",
        "\"redacted-0123456789ab\"",
        "\"https://example.com/?sig=00000000\"",
        "\"made-up-user\"",
        "\"{}\"",
        "123456",
        "\"planted\"",
        "\"x_made-up-word.\"",
        "\"made\\\"up\\n secret\"",
        "\"é\"",
    ];
    const KEYS: [&str; 22] = [
        "a",
        "b",
        "name",
        "key",
        "value",
        "token",
        "credentialId",
        "userId",
        "Authorization",
        "s3Key",
        "oauthUrl",
        "page_size",
        "Notion-Version",
        "notion-version",
        "made-up-credential-0000",
        "headers",
        "additionalHeaders",
        "requestBody",
        "Made-Up-Word",
        "text",
        "sk-0000000000000000A",
        "a\\nkey",
    ];

    #[derive(Clone, Debug)]
    enum Tree {
        Leaf(&'static str),
        List(Vec<Tree>),
        Map(Vec<(&'static str, Tree)>),
    }

    fn tree() -> impl Strategy<Value = Tree> {
        let leaf = select(&VALUES[..]).prop_map(Tree::Leaf);
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                vec(inner.clone(), 0..4).prop_map(Tree::List),
                vec((select(&KEYS[..]), inner), 0..4).prop_map(Tree::Map),
            ]
        })
    }

    impl Tree {
        /// Its text, with other blanks and another order of members when it is turned.
        fn text(&self, turned: Turned) -> String {
            let comma = if turned == Turned::Yes { " ,\n" } else { "," };
            match self {
                Self::Leaf(text) => (*text).to_owned(),
                Self::List(items) => {
                    let items: Vec<String> = items.iter().map(|item| item.text(turned)).collect();
                    format!("[{}]", items.join(comma))
                }
                Self::Map(members) => {
                    let member =
                        |(key, value): &(&str, Tree)| format!("\"{key}\":{}", value.text(turned));
                    let mut texts: Vec<String> = members.iter().map(member).collect();
                    if turned == Turned::Yes {
                        texts.reverse();
                    }
                    format!("{{{}}}", texts.join(comma))
                }
            }
        }
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Turned {
        Yes,
        No,
    }

    fn envelope() -> impl Strategy<Value = Tree> {
        let map = vec((select(&KEYS[..]), select(&VALUES[..]).prop_map(Tree::Leaf)), 0..3);
        let map = map.prop_map(Tree::Map).boxed();
        (select(&VALUES[..]), tree(), map.clone(), map, 0..8_u8).prop_map(
            |(credential, body, headers, additional, parts)| {
                let all = [("headers", headers), ("additionalHeaders", additional)];
                let all = all.into_iter().chain([("requestBody", body)]);
                let chosen = all.enumerate().filter(|(at, _)| parts & (1 << at) != 0);
                let credential = ("credentialId", Tree::Leaf(credential));
                Tree::Map(chosen.map(|(_, part)| part).chain([credential]).collect())
            },
        )
    }

    fn hashes(envelope: &str) -> (Option<Hash>, Hash, String) {
        let (request, matching) = (request(envelope), Matching::new());
        // First the glance, which has to do with what was met before.
        let redactor = redactor();
        let glanced = matching.glance(&request, &redactor).map(|sought| sought.exactly);
        let Canonical { form, text } = Canonical::new(&request, &redactor);
        (glanced, matching.looked_at(form).exactly, text)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() })]

        #[test]
        fn a_glance_tells_what_a_look_tells(envelope in envelope()) {
            for turned in [Turned::No, Turned::Yes] {
                let (glanced, looked, text) = hashes(&envelope.text(turned));
                prop_assert!(glanced.is_none_or(|glanced| glanced == looked), "{text}");
                let (redactor, body) = (redactor(), envelope.text(turned));
                if let Some(text) = redactor.verbatim(body.as_bytes()) {
                    let mut json = Json::parse(text).unwrap();
                    redactor.json(&mut json);
                    prop_assert_eq!(text, json.to_text());
                }
            }
        }

        #[test]
        fn hashes_are_the_same_where_canonical_texts_are(
            one in envelope(),
            other in envelope(),
            at in any::<prop::sample::Index>(),
            value in select(&VALUES[..]),
        ) {
            let mut changed = one.clone();
            if let Tree::Map(members) = &mut changed {
                let at = at.index(members.len());
                members[at].1 = Tree::Leaf(value);
            }
            let texts = [one.text(Turned::No), one.text(Turned::Yes), changed.text(Turned::No), other.text(Turned::Yes)];
            let all = texts.map(|text| hashes(&text));
            for (_, hash, text) in &all {
                for (glanced, other_hash, other_text) in &all {
                    prop_assert_eq!(hash == other_hash, text == other_text, "{} {}", text, other_text);
                    if let Some(glanced) = glanced {
                        prop_assert_eq!(hash == glanced, text == other_text, "{} {}", text, other_text);
                    }
                }
            }
        }
    }

    #[test]
    fn a_glance_is_enough_for_what_is_usual() {
        let texts = [
            r#"{"credentialId":"made-up-credential-0000","headers":{"Notion-Version":"1"},"additionalHeaders":{"Notion-Version":"1"},"requestBody":{"query":"a \"b\"\nc","page_size":50}}"#,
            r#"{"additionalHeaders":{"notion-version":"1"},"requestBody":{"page_size":50,"query":"a \"b\"\nc"},"pathParams":{},"credentialId":"made-up-credential-0000"}"#,
        ];
        let [one, other] = texts.map(|text| hashes(text).0);
        assert!(one.is_some() && one == other);
        let [one, other] = ["1", "1.0"].map(|number| hashes(&format!(r#"{{"a":{number}}}"#)).0);
        assert!(one.is_some() && one != other);
        // Of both maps, the additional one counts, wherever it stands.
        let headers = [r#""headers":{"X":"old","y":"1"}"#, r#""additionalHeaders":{"x":"new"}"#];
        for [one, other] in [[0, 1], [1, 0]].map(|order| order.map(|at| headers[at])) {
            let (glanced, looked, _) = hashes(&format!("{{{one},{other}}}"));
            assert_eq!(glanced, Some(looked));
            assert_eq!(glanced, hashes(r#"{"headers":{"y":"1","x":"new"}}"#).0);
        }
        // What has not been met is for the tree to tell.
        assert_eq!(hashes(r#"{"credentialId":"another-made-up-credential"}"#).0, None);

        let reply =
            r#"{"responseData":{"object":"page","id":"201424bc-51dc-4ab9-a0e5-c0d4522a4e1f"}}"#;
        assert_eq!(redactor().verbatim(reply.as_bytes()), Some(reply));
        for other in
            [format!(" {reply}"), reply.replace("page", KNOWN), reply.replace("id", "token")]
        {
            assert_eq!(redactor().verbatim(other.as_bytes()), None);
        }
    }
}
