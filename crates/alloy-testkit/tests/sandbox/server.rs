//! The server: HTTP as it comes, many at once, and its end.

use std::{
    collections::BTreeSet,
    net::{TcpListener, TcpStream},
    task::Poll,
    thread,
};

use alloy_core::ErrorKind;
use alloy_testkit::{ExecuteCall, Sandbox, SandboxServer, StandIn, StandInReply};
use serde_json::json;

use crate::{
    exchange::{Exchange, Way, block_on, create_titled, search, titled},
    wire::{Wire, bytes_of},
};

fn serve(sandbox: &Sandbox) -> (SandboxServer, Wire) {
    let server = block_on(sandbox.serve()).unwrap();
    let wire = Wire::to(&server);
    (server, wire)
}

/// A call that creates a page of that title.
fn creation(sandbox: &Sandbox, title: &str) -> Exchange {
    let body = json!({"credentialId": sandbox.credential_id(), "requestBody": titled(title)});
    Exchange::execute(sandbox, "notion", "post-page", &body)
}

/// Whether nobody listens on a port: it can be listened on, and connecting is refused.
fn is_free(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_err()
        && TcpListener::bind(("127.0.0.1", port)).is_ok()
}

#[test]
fn state_is_the_same_in_process_and_over_http() {
    let sandbox = Sandbox::builder().empty_workspace().build();
    let (_server, wire) = serve(&sandbox);
    let here = create_titled(&sandbox, "made in process");
    let there = wire.exchange(&creation(&sandbox, "made over HTTP")).data();
    let ids = |list: serde_json::Value| {
        let results = list["results"].as_array().unwrap().clone();
        results.into_iter().map(|page| page["id"].clone()).collect::<Vec<_>>()
    };
    let expected = [there["id"].clone(), here["id"].clone()];
    assert_eq!(ids(search(&sandbox, json!({})).data()), expected);
    assert_eq!(ids(wire.exchange(&Exchange::search(&sandbox)).data()), expected);
}

#[test]
fn a_connection_carries_many_requests_also_before_their_answers() {
    let sandbox = Sandbox::builder().empty_workspace().build();
    let (_server, wire) = serve(&sandbox);
    let mut connection = wire.connect();
    for title in ["one", "two"] {
        connection.write(&bytes_of(&creation(&sandbox, title)));
        assert!(connection.read().body.contains(title));
    }
    let mut pipelined = Vec::new();
    for title in ["three", "four", "five"] {
        pipelined.extend(bytes_of(&creation(&sandbox, title)));
    }
    pipelined.extend(bytes_of(&Exchange::search(&sandbox).method("GET")));
    pipelined.extend(bytes_of(&creation(&sandbox, "six")));
    connection.write(&pipelined);
    for title in ["three", "four", "five"] {
        let page = connection.read().data();
        assert_eq!(page["properties"]["title"]["title"][0]["plain_text"], title);
    }
    assert_eq!(connection.read().status, 404);
    assert!(connection.read().body.contains("six"));
    assert_eq!(sandbox.executions("notion", "post-page"), 6);
}

#[test]
fn what_is_not_http_is_turned_away_and_nothing_else() {
    let sandbox = Sandbox::new();
    let (_server, wire) = serve(&sandbox);
    for junk in [
        "\0\x01\x02\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nbad header\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: ten\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
    ] {
        let mut connection = wire.connect();
        connection.write(junk.as_bytes());
        assert_eq!(connection.read().status, 400, "{junk:?}");
        assert!(connection.is_at_end(), "{junk:?}");
    }
    // A client that gives up in the middle, twice: in the head and in the body.
    let whole = bytes_of(&Exchange::search(&sandbox));
    wire.connect().write(&whole[..20]);
    wire.connect().write(&whole[..whole.len() - 5]);
    assert_eq!(wire.exchange(&Exchange::search(&sandbox)).status, 200);
    assert_eq!(sandbox.executions("notion", "post-search"), 1);
}

#[test]
fn a_chunked_body_counts_as_one() {
    let sandbox = Sandbox::new();
    let (_server, wire) = serve(&sandbox);
    let call = Exchange::search(&sandbox);
    let head = String::from_utf8(bytes_of(&call.clone().body(""))).unwrap();
    let head = head.replace("content-length: 0", "transfer-encoding: chunked");
    let mut connection = wire.connect();
    connection.write(head.as_bytes());
    for byte in &call.body {
        connection.write(&[b'1', b'\r', b'\n', *byte, b'\r', b'\n']);
    }
    connection.write(b"0\r\n\r\n");
    assert_eq!(connection.read().status, 200);

    connection.write(head.as_bytes());
    let megabyte = vec![b' '; 1 << 20];
    for _ in 0..11 {
        connection.write(b"100000\r\n");
        connection.write(&megabyte);
        connection.write(b"\r\n");
    }
    connection.write(b"0\r\n\r\n");
    assert_eq!(connection.read().status, 413);
    // The rest was read, so the connection goes on.
    connection.write(&bytes_of(&call));
    assert_eq!(connection.read().status, 200);
}

#[test]
fn sixty_four_connections_at_once() {
    let sandbox = Sandbox::builder().empty_workspace().build();
    let (_server, wire) = serve(&sandbox);
    let connections: Vec<_> = (0..64).map(|_| wire.connect()).collect();
    let workers: Vec<_> = connections
        .into_iter()
        .enumerate()
        .map(|(number, mut connection)| {
            let requests: Vec<_> = (0..4)
                .map(|round| bytes_of(&creation(&sandbox, &format!("page {number}-{round}"))))
                .collect();
            thread::spawn(move || {
                let mut ids = Vec::new();
                for request in requests {
                    connection.write(&request);
                    ids.push(connection.read().data()["id"].as_str().unwrap().to_owned());
                }
                ids
            })
        })
        .collect();
    let ids: BTreeSet<_> = workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect();
    assert_eq!(ids.len(), 256);
    assert_eq!(sandbox.executions("notion", "post-page"), 256);
}

#[test]
fn the_port_is_free_as_soon_as_the_server_is_dropped() {
    let sandbox = Sandbox::new();
    for _ in 0..8 {
        let (server, wire) = serve(&sandbox);
        let port = server.port();
        let mut idle = wire.connect();
        idle.write(&bytes_of(&Exchange::search(&sandbox)));
        assert_eq!(idle.read().status, 200);
        let mut half = wire.connect();
        half.write(b"POST / HTTP/1.1\r\ncontent-length: 10\r\n\r\nhalf");
        assert!(!is_free(port));
        drop(server);
        assert!(is_free(port));
        assert!(idle.is_at_end());
        assert!(half.is_at_end());
    }
}

#[test]
fn dropping_needs_no_runtime_and_does_not_block_one() {
    let server = block_on(async {
        let server = Sandbox::new().serve().await.unwrap();
        let port = server.port();
        drop(server);
        assert!(is_free(port));
        Sandbox::new().serve().await.unwrap()
    });
    let port = server.port();
    assert!(!is_free(port));
    drop(server);
    assert!(is_free(port));
}

#[test]
fn a_taken_port_is_an_error_and_a_freed_one_can_be_asked_for() {
    let (server, _) = serve(&Sandbox::new());
    let port = server.port();
    let error = block_on(Sandbox::new().serve_on(port)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains(&port.to_string()), "{error}");
    drop(server);
    let again = block_on(Sandbox::new().serve_on(port)).unwrap();
    assert_eq!(again.port(), port);
}

#[test]
fn stopping_lets_running_exchanges_finish() {
    let sandbox = Sandbox::new();
    let (server, wire) = serve(&sandbox);
    let port = server.port();
    let call = Exchange::search(&sandbox);
    let mut idle = wire.connect();
    idle.write(&bytes_of(&call));
    assert_eq!(idle.read().status, 200);

    // An exchange that surely runs: the server has asked for its body.
    let mut running = wire.connect();
    let whole = bytes_of(&call.clone().header("expect", "100-continue"));
    let (head, body) = whole.split_at(whole.len() - call.body.len());
    running.write(head);
    assert_eq!(running.read().status, 100);

    let stopping = thread::spawn(move || block_on(server.stop()));
    // Ends when the server no longer listens and waits for what runs.
    assert!(idle.is_at_end());
    running.write(body);
    assert_eq!(running.read().status, 200);
    assert!(running.is_at_end());
    stopping.join().unwrap();
    assert!(is_free(port));
}

#[test]
fn giving_up_on_a_stop_ends_the_server_at_once() {
    let sandbox = Sandbox::new();
    let (server, wire) = serve(&sandbox);
    let port = server.port();
    let mut running = wire.connect();
    running.write(b"POST / HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 10\r\n\r\n");
    assert_eq!(running.read().status, 100);
    block_on(async {
        let mut stop = std::pin::pin!(server.stop());
        let first = std::future::poll_fn(|context| Poll::Ready(stop.as_mut().poll(context))).await;
        assert!(first.is_pending());
    });
    assert!(is_free(port));
    assert!(running.is_at_end());
}

#[test]
fn a_stand_in_that_panics_breaks_nothing() {
    struct Broken;

    impl StandIn for Broken {
        fn connector(&self) -> &'static str {
            "broken"
        }

        fn execute(&mut self, _: &ExecuteCall<'_>) -> StandInReply {
            panic!("asked to")
        }
    }

    let sandbox = Sandbox::builder().stand_in(Broken).build();
    let (server, wire) = serve(&sandbox);
    let body = json!({"credentialId": sandbox.credential_for("broken")});
    let mut connection = wire.connect();
    connection.write(&bytes_of(&Exchange::execute(&sandbox, "broken", "any", &body)));
    assert_eq!(connection.read().status, 500);
    connection.write(&bytes_of(&Exchange::search(&sandbox)));
    assert_eq!(connection.read().status, 200);
    drop(connection);
    block_on(server.stop());
}
