//! Faults on the wire, read by a client that is none of ours.

use std::{
    io::{ErrorKind, Read, Write},
    net::TcpStream,
    time::Duration,
};

use alloy_testkit::{Fault, Faults, FaultyServer, respond_with};
use http::{Response, StatusCode};

const BODY: &str = r#"{"responseData": {"ok": true}}"#;
const REQUEST: &[u8] = b"POST /connectors/a/actions/b/execute HTTP/1.1\r\nhost: a\r\n\
    content-length: 4\r\n\r\nbody";

fn serve(fault: impl Into<Fault>) -> (Faults, FaultyServer) {
    let faults = Faults::new(respond_with(|request| {
        assert_eq!(request.body(), "body");
        Response::new(BODY)
    }));
    let faults = faults.on(1, fault);
    let server = faults.serve().unwrap();
    (faults, server)
}

fn connect(server: &FaultyServer) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// What comes back of one request until the server closes, and whether it closed by a reset.
fn all_of(server: &FaultyServer) -> (String, bool) {
    let mut stream = connect(server);
    stream.write_all(REQUEST).unwrap();
    let mut bytes = Vec::new();
    let reset = match stream.read_to_end(&mut bytes) {
        Ok(_) => false,
        Err(error) if error.kind() == ErrorKind::ConnectionReset => true,
        Err(error) => panic!("{error}"),
    };
    (String::from_utf8_lossy(&bytes).into_owned(), reset)
}

/// What comes back first, on a connection that stays open.
fn start_of(server: &FaultyServer, end: &str) -> String {
    let mut stream = connect(server);
    stream.write_all(REQUEST).unwrap();
    let mut text = String::new();
    while !text.ends_with(end) {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        text.push(byte[0].into());
    }
    text
}

#[test]
fn resets_are_resets() {
    for fault in [Fault::refused(), Fault::reset_before_execution(), Fault::reset_after_execution()]
    {
        let (_, server) = serve(fault);
        assert_eq!(all_of(&server), (String::new(), true));
    }
}

#[test]
fn a_cut_body_ends_orderly_and_early() {
    let (_, server) = serve(Fault::cut_body());
    let (text, reset) = all_of(&server);
    assert!(!reset && text.contains("content-length: 30\r\n"), "{text}");
    assert!(text.ends_with(&BODY[..15]), "{text}");
}

#[test]
fn lengths_are_wrong() {
    let (_, server) = serve(Fault::length_too_short());
    let text = start_of(&server, BODY);
    assert!(text.contains("content-length: 15\r\n"), "{text}");
    let (_, server) = serve(Fault::length_too_long());
    let text = start_of(&server, BODY);
    assert!(text.contains("content-length: 94\r\n"), "{text}");
}

#[test]
fn garbage_is_not_http() {
    let (_, server) = serve(Fault::garbage());
    let (text, _) = all_of(&server);
    assert!(!text.starts_with("HTTP/") && !text.is_empty(), "{text}");
}

#[test]
fn other_replies_and_slow_ones_are_whole() {
    let (faults, server) = serve(Fault::html(StatusCode::BAD_GATEWAY));
    let text = start_of(&server, "</html>\n");
    assert!(text.starts_with("HTTP/1.1 502 Bad Gateway\r\n"), "{text}");
    // The next request is passed on.
    assert!(start_of(&server, BODY).starts_with("HTTP/1.1 200 OK\r\n"));
    assert_eq!(faults.requests(), 2);
    let (_, server) = serve(Fault::trickle(7, Duration::from_millis(1)));
    assert!(start_of(&server, BODY).contains("content-length: 30\r\n"));
}

#[test]
fn a_connection_goes_on_after_a_reply() {
    let (faults, server) = serve(Fault::overloaded());
    let mut stream = connect(&server);
    for _ in 0..3 {
        stream.write_all(REQUEST).unwrap();
    }
    let mut text = String::new();
    while text.matches(BODY).count() < 2 {
        let mut bytes = [0; 64];
        let read = stream.read(&mut bytes).unwrap();
        text.push_str(str::from_utf8(&bytes[..read]).unwrap());
    }
    assert!(text.starts_with("HTTP/1.1 529 \r\n"), "{text}");
    assert_eq!(faults.requests(), 3);
}

#[test]
fn what_stalls_ends_with_the_server() {
    let (faults, server) = serve(Fault::stall_after_execution());
    let mut stream = connect(&server);
    stream.write_all(REQUEST).unwrap();
    block_on(faults.until_injected(1));
    drop(server);
    assert!(!matches!(stream.read(&mut [0]), Ok(1..)));
}

#[test]
fn what_is_not_http_or_too_large_is_turned_away() {
    let (faults, server) = serve(Fault::garbage());
    for junk in [
        "\0\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\ncontent-length: 99999999\r\n\r\n",
        "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n",
    ] {
        let mut stream = connect(&server);
        stream.write_all(junk.as_bytes()).unwrap();
        assert!(!matches!(stream.read(&mut [0]), Ok(1..)), "{junk:?}");
    }
    assert_eq!(faults.requests(), 0);
}

#[test]
fn a_port_can_be_closed_for_a_while() {
    let (_, server) = serve(Fault::duplicate());
    assert!(start_of(&server, BODY).contains("200"));
    block_on(server.refuse_connections());
    let error = TcpStream::connect(("127.0.0.1", server.port())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
    block_on(server.accept_connections());
    assert!(start_of(&server, BODY).contains("200"));
    let port = server.port();
    drop(server);
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}
