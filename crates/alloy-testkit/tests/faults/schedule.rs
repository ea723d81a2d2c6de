//! Which request meets which fault.

use std::sync::Arc;

use alloy_testkit::{Fault, Faults, Transport, always};
use http::{Request, StatusCode};

/// Sends this many requests, one after the other, and gives what was injected.
async fn run(faults: &Faults, requests: usize) -> Vec<String> {
    for _ in 0..requests {
        let _ = faults.send(Request::default()).await;
    }
    faults.injected().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn by_number_by_sequence_and_by_closure() {
    let faults = Faults::new(always("{}"))
        .sequence([None, Some(Fault::refused()), None, Some(Fault::garbage())])
        .on(4, Fault::cut_body())
        .by(|number, request| {
            (number > 5 && request.method() == "GET").then(Fault::reset_before_execution)
        });
    assert_eq!(
        run(&faults, 6).await,
        ["request 2: refused", "request 4: cut body", "request 6: reset before execution"]
    );
    assert_eq!(faults.requests(), 6);
    assert_eq!(faults.injected()[0].request(), 2);
    let counts = faults.counts();
    assert_eq!((counts.len(), counts["cut body"]), (3, 1));
}

#[tokio::test]
async fn random_faults_repeat_with_their_seed_whatever_the_interleaving() {
    let faults = |seed| {
        Faults::new(always("{}"))
            .at_random(0.2, Fault::refused())
            .at_random(0.1, Fault::status(StatusCode::SERVICE_UNAVAILABLE))
            .seed(seed)
    };
    let one_by_one = run(&faults(7), 500).await;
    assert_eq!(one_by_one, run(&faults(7), 500).await);
    assert_ne!(one_by_one, run(&faults(8), 500).await);

    let together = faults(7);
    let shared = Arc::new(together.clone());
    let tasks: Vec<_> = (0..500)
        .map(|_| {
            let faults = shared.clone();
            tokio::spawn(async move { drop(faults.send(Request::default()).await) })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(one_by_one, run(&together, 0).await);

    let counts = together.counts();
    assert!((70..130).contains(&counts["refused"]), "{counts:?}");
    assert!((30..70).contains(&counts["503 after execution"]), "{counts:?}");
}

#[tokio::test]
async fn probabilities_have_their_ends() {
    let faults = |probability| Faults::new(always("{}")).at_random(probability, Fault::garbage());
    for never in [0.0, -1.0, f64::NAN] {
        assert_eq!(run(&faults(never), 100).await.len(), 0);
    }
    for ever in [1.0, 2.0, f64::INFINITY] {
        assert_eq!(run(&faults(ever), 100).await.len(), 100);
    }
}

#[tokio::test]
async fn one_can_wait_for_a_fault() {
    let faults = Faults::new(always("{}")).on(3, Fault::garbage());
    let (injected, ()) = tokio::join!(run(&faults, 5), faults.until_injected(1));
    assert_eq!(injected.len(), 1);
    faults.until_injected(1).await;
}
