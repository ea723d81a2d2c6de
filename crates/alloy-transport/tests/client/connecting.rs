//! Connecting accounts: by consent and by keys, one flow and several, with everything that goes wrong.

#[cfg(feature = "loopback")]
mod loopback;
mod platform;

use std::time::Duration;

use alloy_core::{CredentialId, Error, ErrorKind, UserId, credentials::AuthConfigId};
use alloy_transport::Client;
use serde_json::json;

use crate::{builder, doubles::Rushing};
use platform::Platform;

const TOKEN: &str = "planted-token-in-a-url";

fn ada(platform: &Platform) -> (Client, Rushing) {
    let timer = Rushing::default();
    let client = builder(platform.clone()).timer(timer.clone()).build().unwrap();
    (client.with_user(UserId::new("ada").unwrap()), timer)
}

#[tokio::test]
async fn the_new_credential_is_told_from_the_old_ones() {
    let platform = Platform::default();
    platform.add("ada", "old", "2026-09-09");
    platform.add("ada", "older", "2026-01-01");
    let (client, timer) = ada(&platform);
    let consent = client
        .connect("notion")
        .redirect_to("https://a.example.com/{state}")
        .start()
        .await
        .unwrap();
    assert!(consent.url().expose().contains(TOKEN));
    assert!(!format!("{consent:?}").contains(TOKEN));
    assert_eq!(platform.redirect(0), format!("https://a.example.com/{}", consent.state()));

    platform.add_after(5, "new");
    let connection = consent.wait().await.unwrap();
    assert_eq!(connection.credential().as_str(), "new");
    assert_eq!(connection.user().unwrap().as_str(), "ada");
    let waits: Vec<u64> = timer.waits().iter().map(Duration::as_secs).collect();
    assert_eq!(waits, [1, 1, 2, 3, 5], "{:?}", timer.waits());
}

#[tokio::test]
async fn a_credential_that_is_listed_twice_is_one() {
    let platform = Platform::default();
    let (client, _) = ada(&platform);
    let consent =
        client.connect("notion").redirect_to("https://a.example.com").start().await.unwrap();
    platform.add("ada", "new", "2026-01-01");
    platform.add("ada", "new", "2026-01-01");
    assert_eq!(consent.wait().await.unwrap().credential().as_str(), "new");
    assert_eq!(client.connection_for("notion").await.unwrap().credential().as_str(), "new");
}

#[tokio::test]
async fn nobody_waits_for_ever() {
    let platform = Platform::default();
    let (client, timer) = ada(&platform);
    let consent = client
        .connect("notion")
        .redirect_to("https://a.example.com")
        .with_timeout(Duration::from_secs(100))
        .start()
        .await
        .unwrap();
    let error = consent.wait().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::DeadlineExceeded, Some("connecting notion"))
    );
    assert_eq!(error.message(), "no credential within 100s");
    assert!(error.hint().unwrap().contains("expired"));
    assert_eq!(timer.waits().iter().sum::<Duration>(), Duration::from_secs(100));
    assert!(timer.waits().iter().all(|wait| *wait <= Duration::from_secs(8)));
    assert!(!format!("{error:?}").contains(TOKEN));
    // An expired URL cannot be waited for longer by mistake.
    assert_eq!(consent.wait().await.unwrap_err().kind(), ErrorKind::DeadlineExceeded);
}

#[tokio::test]
async fn a_redirect_with_another_state_is_told_and_changes_nothing() {
    let platform = Platform::default();
    let (client, _) = ada(&platform);
    let start = || client.connect("notion").redirect_to("https://a.example.com/done").start();
    let (first, second) = (start().await.unwrap(), start().await.unwrap());
    assert_ne!(first.state(), second.state());
    for uri in ["/done", "/done?state=", &format!("/done?state={}", second.state())] {
        let error = first.redirected(uri).unwrap_err();
        assert_eq!(
            (error.kind(), error.path()),
            (ErrorKind::InvalidRequest, Some("state")),
            "{uri}"
        );
    }
    platform.add("ada", "new", "2026-01-01");
    first.redirected(&format!("/done?state={}", first.state())).unwrap();
    assert_eq!(first.wait().await.unwrap().credential().as_str(), "new");
}

#[tokio::test]
async fn a_denial_is_told_at_once_or_once_nothing_follows() {
    let platform = Platform::default();
    platform.add("ada", "old", "2026-01-01");
    let (client, timer) = ada(&platform);
    let start = || client.connect("notion").redirect_to("https://a.example.com/{state}").start();

    let consent = start().await.unwrap();
    consent.redirected(&format!("/{}?error=access_denied", consent.state())).unwrap();
    let error = consent.wait().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConsentDenied);
    assert!(error.message().contains("access_denied"), "{error}");
    assert!(timer.waits().is_empty());

    let consent = start().await.unwrap();
    consent.redirected(&format!("/{}", consent.state())).unwrap();
    assert_eq!(consent.wait().await.unwrap_err().kind(), ErrorKind::ConsentDenied);
    assert_eq!(timer.waits().iter().sum::<Duration>(), Duration::from_secs(10));
}

#[tokio::test]
async fn two_flows_of_one_user_take_their_own() {
    let platform = Platform::default();
    platform.add("ada", "old", "2026-01-01");
    let (client, _) = ada(&platform);
    let start = || client.connect("notion").redirect_to("https://a.example.com/{state}").start();
    let (first, second) = (start().await.unwrap(), start().await.unwrap());

    // The second consents first; the first one sees its credential and leaves it alone.
    let consents = async {
        platform.add("ada", "of-second", "2026-05-01");
        tokio::task::yield_now().await;
        second.redirected(&format!("/{}", second.state())).unwrap();
        let taken = second.wait().await.unwrap();
        platform.add("ada", "of-first", "2026-05-02");
        first.redirected(&format!("/{}", first.state())).unwrap();
        taken
    };
    let (first_taken, second_taken) = tokio::join!(first.wait(), consents);
    assert_eq!(second_taken.credential().as_str(), "of-second");
    assert_eq!(first_taken.unwrap().credential().as_str(), "of-first");
}

#[tokio::test]
async fn trouble_that_passes_is_waited_out_and_other_is_not() {
    let platform = Platform::default();
    let (client, _) = ada(&platform);
    let start = || client.connect("notion").redirect_to("https://a.example.com").start();
    for (status, kind) in [(503, ErrorKind::DeadlineExceeded), (401, ErrorKind::Unauthorized)] {
        platform.state.lock().unwrap().list_status = 0;
        let consent = start().await.unwrap();
        platform.state.lock().unwrap().list_status = status;
        let error = consent.wait().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        if status == 503 {
            assert!(format!("{error:#}").contains("not now"), "{error:#}");
        }
    }
}

#[tokio::test]
async fn keys_are_checked_before_anything_is_sent() {
    let platform = Platform::default();
    let (client, _) = ada(&platform);
    for data in [None, Some(json!({})), Some(json!({"apiKey": null})), Some(json!({"apiKey": 7}))] {
        let mut connect = client.connect("shop");
        if let Some(data) = &data {
            connect = connect.data(data.clone());
        }
        let error = connect.create().await.unwrap_err();
        assert_eq!(error.path(), Some("data.apiKey"), "{data:?}");
        assert_eq!(error.operation(), Some("connecting shop"));
    }
    assert_eq!(platform.requests("POST"), 0);

    for key in ["planted-key", "planted-quiet-key"] {
        let connect = client.connect("shop").data(json!({"apiKey": key}));
        assert!(!format!("{connect:?}").contains("planted"));
        platform.state.lock().unwrap().credentials.clear();
        assert_eq!(connect.create().await.unwrap().credential().as_str(), "made");
    }
    let wrong = client.connect("shop").data(json!({"apiKey": "planted-wrong-key"}));
    let error = wrong.create().await.unwrap_err();
    assert!(!format!("{error:?} {:?}", error.raw()).contains("planted"), "{error:?}");
}

#[tokio::test]
async fn what_cannot_be_started() {
    let platform = Platform::default();
    let (client, _) = ada(&platform);
    let redirect = "https://a.example.com";
    let nobody = builder(platform.clone()).timer(Rushing::default()).build().unwrap();
    let error = nobody.connect("notion").redirect_to(redirect).start().await.unwrap_err();
    assert_eq!((error.kind(), error.hint()), (ErrorKind::Configuration, Some("use `with_user`")));

    let error = client.connect("notion").start().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);

    let error = client.connect("shop").redirect_to(redirect).start().await.unwrap_err();
    assert_eq!(error.path(), Some("authenticationType"));
    assert!(error.message().contains("made-up-key"), "{error}");
    let error = client.connect("both").create().await.unwrap_err();
    assert!(error.message().contains("key, basic"), "{error}");

    let error = client.connect("own").redirect_to(redirect).start().await.unwrap_err();
    assert_eq!(error.path(), Some("authConfigId"));
    let own =
        client.connect("own").redirect_to(redirect).auth_config(AuthConfigId::new("mine").unwrap());
    own.start().await.unwrap();

    let error = client.connect("notoin").redirect_to(redirect).start().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(error.message(), "there is no connector `notoin`, but `notion`");
    assert!(client.connect("..").redirect_to(redirect).start().await.is_err());
    assert_eq!(platform.requests("POST"), 1);
}

#[tokio::test]
async fn everything_can_be_a_task_of_its_own() {
    let platform = Platform::default();
    platform.add("ada", "hers", "2026-01-01");
    let (client, _) = ada(&platform);
    let task = tokio::spawn(async move {
        let consent = client.connect("notion").redirect_to("https://a.example.com").start().await?;
        platform.add("ada", "new", "2026-02-02");
        let notion = consent.wait().await?;
        let actions: Vec<_> = (0..3).map(|_| crate::action()).collect();
        let mut batch = notion.execute_all(&actions).with_progress(|_| ());
        let mut failures = 0;
        while let Some(finished) = batch.next().await {
            failures += usize::from(finished.result.is_err());
        }
        client.action_schema("notion", "x").await.unwrap_err();
        client.connection_for("notion").await.unwrap_err();
        Ok::<_, Error>(failures)
    });
    assert_eq!(task.await.unwrap().unwrap(), 3);
}

#[tokio::test]
async fn the_only_credential_is_found() {
    let platform = Platform::default();
    platform.add("ada", "hers", "2026-01-01");
    platform.add("bob", "his", "2026-01-01");
    let (client, _) = ada(&platform);
    let connection = client.connection_for("notion").await.unwrap();
    assert_eq!(
        (connection.credential().as_str(), connection.user().unwrap().as_str()),
        ("hers", "ada")
    );
    let bob = client.with_user(UserId::new("bob").unwrap());
    assert_eq!(bob.connection_for("notion").await.unwrap().credential().as_str(), "his");
}

#[tokio::test]
async fn several_credentials_are_listed_and_none_says_what_to_do() {
    let platform = Platform::default();
    platform.add("ada", "one", "2026-01-01");
    platform.add("ada", "two", "2026-02-02");
    let (client, _) = ada(&platform);
    let error = client.connection_for("notion").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AmbiguousCredential);
    assert_eq!(
        error.message(),
        "2 for notion: one (The one, 2026-01-01); two (The two, 2026-02-02)"
    );
    assert_eq!(error.details().unwrap()[1]["credentialId"], "two");
    let picked = CredentialId::new(error.details().unwrap()[1]["credentialId"].as_str().unwrap());
    assert_eq!(client.connection(picked.unwrap()).credential().as_str(), "two");

    let carol = client.with_user(UserId::new("carol").unwrap());
    let error = carol.connection_for("notion").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::CredentialNotFound, "user carol has none for notion")
    );
    assert!(error.hint().unwrap().contains("connect"), "{error}");
    let error = carol.connection_for("slak").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::NotFound, "there is no connector `slak`, but `slack`")
    );
}
