//! Consent: the link, the page behind it, and what comes of a decision.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use alloy_core::UserId;
use alloy_testkit::{ExecuteCall, Sandbox, StandIn, StandInReply};
use serde_json::{Value, json};

use crate::exchange::{Exchange, Reply, Way, block_on, both_ways};

const REDIRECT: &str = "https://app.example.com/done?state=a%20b&next=%2F#top";

fn start(way: &dyn Way, sandbox: &Sandbox, user: &UserId, redirect: &str) -> Reply {
    let body = json!({
        "userId": user, "authenticationType": "oauth2", "redirectUri": redirect,
    });
    way.exchange(&Exchange::send(sandbox, "POST", "/connectors/notion/credentials", &body))
}

/// The link that is answered, which nothing else comes with.
fn link(way: &dyn Way, sandbox: &Sandbox, user: &UserId) -> String {
    let mut answer = start(way, sandbox, user, REDIRECT).granted();
    let url = answer["oauthUrl"].take();
    assert_eq!(answer, json!({"oauthUrl": null}));
    url.as_str().unwrap().to_owned()
}

/// What a browser sends when it opens a link: no key, no version.
fn open(url: &str) -> Exchange {
    let path = url.splitn(4, '/').nth(3).unwrap();
    Exchange { method: "GET", path: format!("/{path}"), headers: Vec::new(), body: Vec::new() }
}

fn press(url: &str, decision: &str) -> Exchange {
    open(url)
        .method("POST")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("decision={decision}"))
}

fn credentials(sandbox: &Sandbox, user: &UserId) -> Vec<Value> {
    let list = Exchange::get(sandbox, "/connectors/notion/credentials");
    let list = list.header("x-alloy-userid", user.as_str());
    sandbox.exchange(&list).granted()["credentials"].as_array().unwrap().clone()
}

#[track_caller]
fn assert_invalid(reply: &Reply) {
    assert_eq!(reply.status, 400, "{}", reply.body);
    assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(reply.body.contains("<h1>This link is not valid</h1>"), "{}", reply.body);
}

#[test]
fn a_link_has_the_form_on_record() {
    let sandbox = Sandbox::new();
    let user = sandbox.user_id();
    let url = link(&sandbox, &sandbox, &user);
    let (start, token) = url.split_once("&token=").unwrap();
    assert_eq!(
        start,
        format!(
            "https://sandbox.invalid/api/strategy/connector/notion/authorize?userId={user}\
             &redirectUri=https%3A%2F%2Fapp.example.com%2Fdone%3Fstate%3Da%2520b%26next%3D%252F%23top"
        )
    );
    assert_eq!(token.split('.').count(), 3);
}

#[test]
fn approving_makes_a_credential_and_sends_the_browser_back() {
    let sandbox = Sandbox::new();
    let alice = sandbox.user_named("alice");
    both_ways(&sandbox, |way| {
        let before = credentials(&sandbox, &alice).len();
        let url = link(way, &sandbox, &alice);
        let page = way.exchange(&open(&url));
        assert_eq!(page.status, 200);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert!(page.body.contains("<h1>Connect Notion</h1>"), "{}", page.body);
        assert!(page.body.contains("<strong>alice</strong>"), "{}", page.body);
        for absent in ["http-equiv", "<script", "src=", "href="] {
            assert!(!page.body.contains(absent), "{absent}");
        }
        assert_eq!(credentials(&sandbox, &alice).len(), before);

        let sent = way.exchange(&press(&url, "approve"));
        assert_eq!((sent.status, sent.header("location")), (302, Some(REDIRECT)));
        let made = credentials(&sandbox, &alice);
        assert_eq!(made.len(), before + 1);
        let newest = made.last().unwrap();
        assert_eq!(newest["type"], "notion-oauth2");
        assert_eq!(newest["name"], "alice's Notion");
        assert_eq!(newest.as_object().unwrap().len(), 5);
        let body = json!({"credentialId": newest["credentialId"]});
        let call = Exchange::execute(&sandbox, "notion", "post-search", &body);
        let call = call.header("x-alloy-userid", alice.as_str());
        assert_eq!(way.exchange(&call).status, 200);

        for again in [open(&url), press(&url, "approve"), press(&url, "deny")] {
            assert_invalid(&way.exchange(&again));
        }
        assert_eq!(credentials(&sandbox, &alice).len(), before + 1);
    });
}

#[test]
fn denying_makes_nothing() {
    let sandbox = Sandbox::new();
    let alice = sandbox.user_named("alice");
    both_ways(&sandbox, |way| {
        let url = link(way, &sandbox, &alice);
        let sent = way.exchange(&press(&url, "deny"));
        assert_eq!((sent.status, sent.header("location")), (302, Some(REDIRECT)));
        assert_invalid(&way.exchange(&press(&url, "approve")));
        assert!(credentials(&sandbox, &alice).is_empty());
    });
}

#[test]
fn a_link_that_was_changed_is_not_valid() {
    let sandbox = Sandbox::new();
    let (alice, bob) = (sandbox.user_named("alice"), sandbox.user_named("bob"));
    both_ways(&sandbox, |way| {
        let url = link(way, &sandbox, &alice);
        for changed in [
            url.replace(alice.as_str(), bob.as_str()),
            url.replace("example.com", "example.org"),
            url.replace("connector/notion", "connector/slack"),
            url[..url.len() - 1].to_owned(),
            url.split_once("&token=").unwrap().0.to_owned(),
            url.split_once('?').unwrap().0.to_owned(),
        ] {
            assert_ne!(changed, url);
            assert_invalid(&way.exchange(&open(&changed)));
            assert_invalid(&way.exchange(&press(&changed, "approve")));
        }
        let undecided = way.exchange(&press(&url, "perhaps"));
        assert_eq!(undecided.status, 400);
        assert!(undecided.body.contains("There was no decision"), "{}", undecided.body);
        assert_eq!(way.exchange(&press(&url, "deny")).status, 302);
    });
    let url = link(&sandbox, &sandbox, &alice);
    let delete = Exchange::get(&sandbox, &format!("/users/{alice}")).method("DELETE");
    sandbox.exchange(&delete).granted();
    assert_invalid(&sandbox.exchange(&open(&url)));
}

#[test]
fn a_link_lives_for_an_hour() {
    let time = Arc::new(Mutex::new(SystemTime::UNIX_EPOCH));
    let now = Arc::clone(&time);
    let sandbox = Sandbox::builder().empty_workspace().clock(move || *now.lock().unwrap()).build();
    let user = sandbox.user_id();
    let (early, late) = (link(&sandbox, &sandbox, &user), link(&sandbox, &sandbox, &user));
    *time.lock().unwrap() += Duration::from_secs(3599);
    assert_eq!(sandbox.exchange(&open(&late)).status, 200);
    assert_eq!(sandbox.exchange(&press(&early, "approve")).status, 302);
    *time.lock().unwrap() += Duration::from_secs(1);
    assert_invalid(&sandbox.exchange(&open(&late)));
    assert!(sandbox.approve(&late).is_err());
}

#[test]
fn a_test_can_decide_without_a_browser() {
    let sandbox = Sandbox::new();
    let alice = sandbox.user_named("alice");
    let url = link(&sandbox, &sandbox, &alice);
    let made = sandbox.approve(&url).unwrap();
    assert_eq!(credentials(&sandbox, &alice)[0]["credentialId"], json!(made));
    let token = url.split_once("&token=").unwrap().1;
    for wrong in [url.as_str(), "", "https://sandbox.invalid/users", "/connectors/notion", "a b"] {
        let error = sandbox.approve(wrong).unwrap_err();
        assert!(!format!("{error} {error:?}").contains(token));
    }
    let url = link(&sandbox, &sandbox, &alice);
    sandbox.deny(&url).unwrap();
    assert!(sandbox.deny(&url).is_err());
    assert_eq!(credentials(&sandbox, &alice).len(), 1);
}

#[test]
fn links_lead_to_where_the_sandbox_is() {
    let sandbox = Sandbox::new();
    let user = sandbox.user_id();
    let leads_to = |way: &dyn Way, origin: &str| {
        let url = link(way, &sandbox, &user);
        assert!(url.starts_with(&format!("{origin}/api/")), "{url} {origin}");
    };
    leads_to(&sandbox, "https://sandbox.invalid");
    let first = block_on(sandbox.serve()).unwrap();
    let second = block_on(sandbox.serve()).unwrap();
    leads_to(&crate::wire::Wire::to(&first), &first.url());
    leads_to(&crate::wire::Wire::to(&second), &second.url());
    leads_to(&sandbox, &second.url());
    drop(second);
    leads_to(&sandbox, &first.url());
    drop(first);
    leads_to(&sandbox, "https://sandbox.invalid");
}

#[test]
fn redirects_must_be_uris() {
    let sandbox = Sandbox::new();
    for wrong in ["", "/done", "javascript://%0aalert(1)", "https://a\r\nset-cookie: b=c"] {
        start(&sandbox, &sandbox, &sandbox.user_id(), wrong).invalid("redirectUri");
    }
    start(&sandbox, &sandbox, &sandbox.user_id(), "my-app://done").granted();
}

#[test]
fn nothing_that_is_shown_is_taken_for_html() {
    struct Sly;

    impl StandIn for Sly {
        fn connector(&self) -> &'static str {
            "sly"
        }

        fn execute(&mut self, _: &ExecuteCall<'_>) -> StandInReply {
            StandInReply::unknown_action()
        }

        fn name(&self) -> String {
            "<script>\"sly\"&'".into()
        }
    }

    let sandbox = Sandbox::builder().stand_in(Sly).build();
    let user = sandbox.user_named("<img src=x>");
    let body = json!({
        "userId": user, "authenticationType": "oauth2",
        "redirectUri": "https://x/'\"><script>alert(1)</script>",
    });
    let start = Exchange::send(&sandbox, "POST", "/connectors/sly/credentials", &body);
    let url = sandbox.exchange(&start).granted()["oauthUrl"].take();
    let page = sandbox.exchange(&open(url.as_str().unwrap())).body;
    assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    assert!(page.contains("&lt;script&gt;&quot;sly&quot;&amp;&#39;"), "{page}");
}
