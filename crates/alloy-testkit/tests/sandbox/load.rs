//! Many clients at once, and sandboxes side by side.

use std::{
    collections::BTreeSet,
    sync::{Arc, Barrier},
    thread,
};

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    exchange::{Exchange, Way, block_on, search, titled},
    wire::{Wire, bytes_of},
};

/// Runs that many clients at once, and collects what they give.
fn at_once<T: Send + 'static>(
    clients: usize,
    client: impl Fn(usize) -> T + Send + Sync + 'static,
) -> Vec<T> {
    let (start, client) = (Arc::new(Barrier::new(clients)), Arc::new(client));
    let threads: Vec<_> = (0..clients)
        .map(|number| {
            let (start, client) = (Arc::clone(&start), Arc::clone(&client));
            let thread = thread::Builder::new().stack_size(512 << 10);
            let run = move || {
                start.wait();
                client(number)
            };
            thread.spawn(run).unwrap()
        })
        .collect();
    threads.into_iter().map(|thread| thread.join().unwrap()).collect()
}

fn creation(sandbox: &Sandbox, number: usize) -> Exchange {
    let body = json!({
        "credentialId": sandbox.credential_id(), "requestBody": titled(&format!("page {number}")),
    });
    Exchange::execute(sandbox, "notion", "post-page", &body)
}

fn assert_different(ids: &[Value], count: usize) {
    let ids: BTreeSet<_> = ids.iter().map(Value::to_string).collect();
    assert_eq!(ids.len(), count);
}

#[test]
fn a_thousand_clients_in_process() {
    let sandbox = Sandbox::builder().empty_workspace().build();
    let shared = sandbox.clone();
    let ids = at_once(1000, move |number| {
        shared.exchange(&creation(&shared, number)).data()["id"].take()
    });
    assert_different(&ids, 1000);
    assert_eq!(sandbox.executions("notion", "post-page"), 1000);
    assert_eq!(sandbox.requests().len(), 1000);
}

/// Both ends count as open files, of which a process often has no more than 1024.
#[test]
fn three_hundred_connections_at_once() {
    const CONNECTIONS: usize = 300;
    let sandbox = Sandbox::builder().empty_workspace().build();
    let server = block_on(sandbox.serve()).unwrap();
    let wire = Wire::to(&server);
    let shared = sandbox.clone();
    let connected = Barrier::new(CONNECTIONS);
    let ids = at_once(CONNECTIONS, move |number| {
        let mut connection = wire.connect();
        connected.wait();
        [0, 1].map(|round| {
            connection.write(&bytes_of(&creation(&shared, number + CONNECTIONS * round)));
            connection.read().data()["id"].take()
        })
    });
    assert_different(&ids.concat(), 2 * CONNECTIONS);
    assert_eq!(sandbox.executions("notion", "post-page"), 2 * CONNECTIONS);
}

#[test]
fn two_sandboxes_share_nothing() {
    let (left, right) = (Sandbox::new(), Sandbox::builder().seed(1).build());
    let servers = [&left, &right].map(|sandbox| block_on(sandbox.serve()).unwrap());
    let [to_left, to_right] = servers.each_ref().map(Wire::to);
    let ran = at_once(8, {
        let left = left.clone();
        move |number| to_left.exchange(&creation(&left, number)).status
    });
    assert_eq!(ran, [200; 8]);
    let alice = left.user_named("alice");
    left.connect(&alice, "notion").unwrap();

    assert_eq!(right.executions("notion", "post-page"), 0);
    assert!(right.requests().is_empty());
    let found = search(&right, json!({"query": "page 1"})).data();
    assert_eq!(found["results"], json!([]));
    // The key and the user of one are strangers to the other.
    assert_eq!(to_right.exchange(&Exchange::search(&left)).status, 401);
    let users = right.exchange(&Exchange::get(&right, "/users")).granted();
    assert_eq!(users["data"].as_array().unwrap().len(), 1);
}
