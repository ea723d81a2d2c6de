//! The clock that tests move.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use alloy_core::{DynamicAction, Effect, ErrorKind};
use alloy_testkit::{Fault, Faults, ManualClock, Sandbox, always, never};
use alloy_transport::{Client, Connection, RetryPolicy, Timer, Transport};

const MINUTE: Duration = Duration::from_secs(60);

fn connection(transport: impl Transport + 'static, clock: &ManualClock) -> Connection {
    let sandbox = Sandbox::new();
    let client = Client::builder(transport).api_key(sandbox.api_key()).timer(clock.clone());
    client.timeout(Duration::from_secs(600)).build().unwrap().connection(sandbox.credential_id())
}

fn search() -> DynamicAction {
    DynamicAction::new("notion", "post-search").unwrap().with_effect(Effect::Read)
}

#[tokio::test]
async fn time_stands_still_until_it_is_told_to_pass() {
    let clock = ManualClock::new();
    let mut short = clock.sleep(MINUTE);
    let mut long = clock.sleep(2 * MINUTE);
    assert_eq!(clock.waiting(), [MINUTE, 2 * MINUTE]);
    tokio::select! {
        biased;
        () = &mut short => panic!("no time has passed"),
        () = tokio::task::yield_now() => {}
    }
    clock.advance(MINUTE);
    short.await;
    assert_eq!((clock.now(), clock.waiting()), (MINUTE, vec![MINUTE]));
    drop(clock.sleep(5 * MINUTE));
    clock.advance(MINUTE);
    (&mut long).await;
    assert_eq!(clock.waits(), [MINUTE, 2 * MINUTE]);
}

#[tokio::test]
async fn dates_go_with_the_clock() {
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let clock = ManualClock::new().starting_at(start);
    clock.advance(MINUTE);
    assert_eq!(clock.system_time(), start + MINUTE);
    clock.advance(Duration::MAX);
    clock.sleep(Duration::ZERO).await;
    assert_eq!(clock.now(), Duration::MAX);
}

#[tokio::test]
async fn an_automatic_clock_ends_waits_in_the_order_of_their_ends() {
    let clock = ManualClock::automatic();
    let order = Arc::new(Mutex::new(Vec::new()));
    let tasks: Vec<_> = [30, 10, 3600, 20]
        .map(|seconds| {
            let (clock, order) = (clock.clone(), order.clone());
            tokio::spawn(async move {
                clock.sleep(Duration::from_secs(seconds)).await;
                order.lock().unwrap().push((seconds, clock.now().as_secs()));
            })
        })
        .into();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(*order.lock().unwrap(), [(10, 10), (20, 20), (30, 30), (3600, 3600)]);
}

#[tokio::test]
async fn what_can_run_runs_before_an_automatic_clock_jumps() {
    let clock = ManualClock::automatic();
    let work = async {
        for _ in 0..5 {
            tokio::task::yield_now().await;
        }
        clock.now()
    };
    let (at, ()) = tokio::join!(work, clock.sleep(MINUTE));
    assert_eq!((at, clock.now()), (Duration::ZERO, MINUTE));
}

#[tokio::test]
async fn a_minute_of_back_off_takes_no_time() {
    let clock = ManualClock::automatic();
    let busy = Fault::overloaded().with_retry_after(MINUTE);
    let faults = Faults::new(Sandbox::new()).on(1, busy.clone()).on(2, busy);
    connection(faults, &clock).execute(&search()).await.unwrap();
    assert_eq!(clock.waits(), [MINUTE, MINUTE]);
}

#[tokio::test]
async fn a_retry_after_date_is_read_by_the_same_clock() {
    let clock = ManualClock::automatic();
    let busy = Fault::rate_limited().with_retry_after_date(Duration::from_secs(45));
    let faults = Faults::new(Sandbox::new()).timer(clock.clone()).on(1, busy);
    connection(faults, &clock).execute(&search()).await.unwrap();
    assert_eq!(clock.waits(), [Duration::from_secs(45)]);
}

#[tokio::test]
async fn a_timeout_is_reached_by_jumping_or_by_hand() {
    let clock = ManualClock::automatic();
    let error = connection(never(), &clock).execute(&search()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::AttemptTimeout, 3));

    let clock = ManualClock::new();
    let write = DynamicAction::new("notion", "post-page").unwrap();
    let passing = async {
        clock.until_someone_waits_for(Duration::from_secs(30)).await;
        clock.advance(Duration::from_secs(30));
    };
    let notion = connection(never(), &clock).with_retries(RetryPolicy::never());
    let (result, ()) = tokio::join!(notion.execute(&write), passing);
    assert_eq!(result.unwrap_err().kind(), ErrorKind::AttemptTimeout);
}

#[tokio::test]
async fn a_held_clock_does_not_jump() {
    let clock = ManualClock::automatic();
    let first = clock.hold();
    let second = clock.hold();
    let release = async {
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        drop(first);
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        let before = clock.now();
        drop(second);
        before
    };
    let (before, ()) = tokio::join!(release, clock.sleep(MINUTE));
    assert_eq!((before, clock.now()), (Duration::ZERO, MINUTE));
}

#[tokio::test]
async fn a_transport_holds_the_clock_while_it_sends() {
    let clock = ManualClock::automatic();
    let transport = clock.hold_during(never());
    let passing = async {
        clock.until_someone_waits_for(Duration::from_secs(30)).await;
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        assert_eq!(clock.now(), Duration::ZERO);
        clock.advance(Duration::from_secs(30));
    };
    let write = DynamicAction::new("notion", "post-page").unwrap();
    let notion = connection(transport, &clock).with_retries(RetryPolicy::never());
    let (result, ()) = tokio::join!(notion.execute(&write), passing);
    assert!(result.unwrap_err().outcome_unknown());
    clock.sleep(MINUTE).await;
    let transport = clock.hold_during(always(r#"{"responseData": 1}"#));
    assert_eq!(connection(transport, &clock).execute(&search()).await.unwrap(), 1);
}
