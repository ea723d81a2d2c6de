//! A server of one's own making: it does on each connection what a test says, right or wrong.

use std::{
    future::Future,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use bytes::BytesMut;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

/// Listens on a port of its own until it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    _tasks: JoinSet<()>,
}

impl Server {
    /// Serves each connection so.
    pub(crate) async fn start<F, S>(serve: F) -> Self
    where
        F: Fn(Connection<TcpStream>) -> S + Send + 'static,
        S: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = connections.clone();
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let mut serving = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                serving.spawn(serve(Connection::new(stream)));
            }
        });
        Self { address, connections, _tasks: tasks }
    }

    /// Serves each connection so, behind TLS. Handshakes that fail are nobody's concern.
    pub(crate) async fn start_tls<F, S>(config: rustls::ServerConfig, serve: F) -> Self
    where
        F: Fn(Connection<TlsStream<TcpStream>>) -> S + Send + Sync + 'static,
        S: Future<Output = ()> + Send + 'static,
    {
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let serve = Arc::new(serve);
        Self::start(move |connection| {
            let (acceptor, serve) = (acceptor.clone(), serve.clone());
            async move {
                if let Ok(stream) = acceptor.accept(connection.stream).await {
                    serve(Connection::new(stream)).await;
                }
            }
        })
        .await
    }

    /// Answers each request so, on connections that stay open.
    pub(crate) async fn answering<R>(reply: impl Fn(&Received) -> R + Send + Sync + 'static) -> Self
    where
        R: AsRef<[u8]> + Send,
    {
        let reply = Arc::new(reply);
        Self::start(move |mut connection| {
            let reply = reply.clone();
            async move {
                while let Some(received) = connection.request().await {
                    connection.write(reply(&received)).await;
                }
            }
        })
        .await
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn https(&self, path: &str) -> String {
        format!("https://{}{path}", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// How many connections were accepted so far.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// A request as it stood on the wire.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) target: String,
    /// `name: value` as written, in the order of the wire.
    pub(crate) headers: Vec<String>,
    pub(crate) body: String,
}

impl Received {
    fn parse(head: &str) -> Self {
        let mut lines = head.split("\r\n");
        let mut first = lines.next().unwrap().split(' ');
        let (method, target) = (first.next().unwrap().into(), first.next().unwrap().into());
        assert_eq!(first.next(), Some("HTTP/1.1"));
        let headers = lines.map(str::to_owned).collect();
        Self { method, target, headers, body: String::new() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let field = |line: &'_ &String| line.split(':').next() == Some(name);
        self.headers.iter().find(field).map(|line| line[name.len() + 1..].trim())
    }
}

/// One connection, from the server's side.
pub(crate) struct Connection<S> {
    pub(crate) stream: S,
    buffer: BytesMut,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    fn new(stream: S) -> Self {
        Self { stream, buffer: BytesMut::new() }
    }

    /// The next request, whole; `None` when the client has closed.
    pub(crate) async fn request(&mut self) -> Option<Received> {
        let end = loop {
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
            self.read().await?;
        };
        let head = self.buffer.split_to(end + 4);
        let mut received = Received::parse(str::from_utf8(&head[..end]).unwrap());
        let length = received.header("content-length").map_or(0, |length| length.parse().unwrap());
        while self.buffer.len() < length {
            self.read().await?;
        }
        received.body = String::from_utf8(self.buffer.split_to(length).to_vec()).unwrap();
        Some(received)
    }

    /// Exactly this many bytes of whatever comes.
    pub(crate) async fn take(&mut self, length: usize) -> Option<BytesMut> {
        while self.buffer.len() < length {
            self.read().await?;
        }
        Some(self.buffer.split_to(length))
    }

    async fn read(&mut self) -> Option<()> {
        let read = self.stream.read_buf(&mut self.buffer).await.unwrap_or(0);
        (read > 0).then_some(())
    }

    /// Writes; whether the client still takes it.
    pub(crate) async fn write(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        let written = self.stream.write_all(bytes.as_ref()).await;
        written.is_ok() && self.stream.flush().await.is_ok()
    }

    /// Waits until the client has closed.
    pub(crate) async fn closed(&mut self) {
        while self.read().await.is_some() {
            self.buffer.clear();
        }
    }
}

impl Connection<TcpStream> {
    /// Breaks the connection so that the client sees a reset.
    pub(crate) fn reset(self) {
        self.stream.set_zero_linger().unwrap();
    }
}

/// A reply with a length.
pub(crate) fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}
