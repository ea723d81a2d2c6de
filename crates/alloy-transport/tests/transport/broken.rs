//! Servers that fail after they had the request: it may have run, and is sent once.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::net::TcpStream;

use crate::{
    Backend, assert_interrupted, post,
    server::{Connection, Server},
};

/// What happens to a connection in the end.
#[derive(Clone, Copy)]
enum End {
    Close,
    Reset,
}

/// The call is interrupted where the server answers so and then ends the connection, and the
/// server sees it once.
async fn assert_broken<B: Backend>(answer: impl AsRef<[u8]>, end: End) {
    let answer: Arc<[u8]> = answer.as_ref().into();
    let requests = Arc::new(AtomicUsize::new(0));
    let counter = requests.clone();
    let server = Server::start(move |mut connection: Connection<TcpStream>| {
        let (answer, counter) = (answer.clone(), counter.clone());
        async move {
            if connection.request().await.is_none() {
                return;
            }
            counter.fetch_add(1, Ordering::SeqCst);
            connection.write(answer).await;
            if matches!(end, End::Reset) {
                connection.reset();
            }
        }
    })
    .await;
    assert_interrupted(B::default().send(post(server.url("/"), "{\"write\":true}")).await);
    assert_eq!(requests.load(Ordering::SeqCst), 1);
    assert_eq!(server.connections(), 1);
}

pub(crate) async fn a_body_that_is_cut<B: Backend>() {
    let reply = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"responseData\":";
    assert_broken::<B>(reply, End::Close).await;
    assert_broken::<B>(reply, End::Reset).await;
    assert_broken::<B>("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n", End::Close).await;
}

pub(crate) async fn a_chunked_body_that_is_cut<B: Backend>() {
    for body in ["", "5", "5\r\n", "5\r\nwho", "5\r\nwhole\r\n", "5\r\nwhole\r\n0\r\n", "no\r\n"] {
        let reply = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{body}");
        assert_broken::<B>(&reply, End::Close).await;
    }
}

pub(crate) async fn a_head_that_is_cut<B: Backend>() {
    for head in ["H", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-le"] {
        assert_broken::<B>(head, End::Close).await;
        assert_broken::<B>(head, End::Reset).await;
    }
}

pub(crate) async fn no_answer_at_all<B: Backend>() {
    assert_broken::<B>("", End::Close).await;
}

pub(crate) async fn a_reset_after_the_request<B: Backend>() {
    assert_broken::<B>("", End::Reset).await;
}

pub(crate) async fn garbage_instead_of_a_response<B: Backend>() {
    for garbage in [
        &b"SSH-2.0-OpenSSH_9.9\r\n"[..],
        b"\r\n\r\n\r\n\r\n",
        b"HTTP/1.1 OK 200\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/9.9 200 OK\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno field\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
        b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f",
        b"\xff\xfe\xfd\r\n\r\n",
    ] {
        assert_broken::<B>(garbage, End::Close).await;
    }
}
