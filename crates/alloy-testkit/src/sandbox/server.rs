//! The sandbox over real HTTP on loopback.

use std::{
    convert::Infallible,
    fmt, io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    thread,
    time::Duration,
};

use alloy_core::Error;
use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{rt::TokioIo, server::graceful::GracefulShutdown};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    runtime,
    sync::oneshot,
    task::JoinSet,
    time,
};

use super::{Sandbox, platform::BODY_LIMIT};

/// How long the server waits when the system has no connection to give.
const BREATH: Duration = Duration::from_millis(10);

#[cfg_attr(docsrs, doc(cfg(feature = "server")))]
impl Sandbox {
    /// Serves the sandbox over HTTP on a free port of 127.0.0.1.
    ///
    /// The server has a thread of its own and needs no runtime of the caller's. Fails with
    /// [`ErrorKind::Configuration`](alloy_core::ErrorKind::Configuration) when the system has no
    /// port or no thread to give.
    ///
    /// ```
    /// # use alloy_testkit::Sandbox;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), alloy_core::Error> {
    /// let server = Sandbox::new().serve().await?;
    /// assert!(server.url().starts_with("http://127.0.0.1:"));
    /// // … calls to server.url() …
    /// server.stop().await;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn serve(&self) -> Result<SandboxServer, Error> {
        self.serve_on(0).await
    }

    /// Serves the sandbox on the given port of 127.0.0.1. Fails, too, when the port is taken.
    pub async fn serve_on(&self, port: u16) -> Result<SandboxServer, Error> {
        SandboxServer::start(self.clone(), port).await.map_err(|source| {
            Error::configuration(format!("cannot serve on port {port}")).with_source(source)
        })
    }
}

/// A [`Sandbox`] that listens on 127.0.0.1, until this is dropped.
///
/// Dropping it closes the port and breaks off whatever runs, but for an operation that a stand-in is
/// in the middle of; when `drop` returns, the port is free and no thread or task is left.
/// [`stop`](Self::stop) lets running exchanges finish before.
pub struct SandboxServer {
    address: SocketAddr,
    sandbox: Sandbox,
    /// Dropped to break off.
    alive: Option<oneshot::Sender<Infallible>>,
    /// Sent to finish what runs and take on no more.
    finish: Option<oneshot::Sender<()>>,
    /// Ends when the port is free.
    finished: oneshot::Receiver<Infallible>,
    thread: Option<thread::JoinHandle<()>>,
}

impl SandboxServer {
    async fn start(sandbox: Sandbox, port: u16) -> io::Result<Self> {
        let (alive, ended) = oneshot::channel::<Infallible>();
        let (finish, finishing) = oneshot::channel();
        let (started, starting) = oneshot::channel();
        let (running, finished) = oneshot::channel::<Infallible>();
        let shared = sandbox.clone();
        let thread = thread::Builder::new().name("alloy-sandbox".to_owned()).spawn(move || {
            let run = async move {
                let listener = match listen(port) {
                    Ok((listener, address)) => started.send(Ok(address)).map(|()| listener),
                    Err(error) => return drop(started.send(Err(error))),
                };
                // Nobody waits for the start any more: there is nothing to serve.
                let Ok(listener) = listener else { return };
                tokio::select! {
                    () = serve(listener, shared, finishing) => {}
                    _ = ended => {}
                }
            };
            if let Ok(runtime) = runtime::Builder::new_current_thread().enable_all().build() {
                runtime.block_on(run);
            }
            drop(running);
        })?;
        let mut server = Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            sandbox,
            alive: Some(alive),
            finish: Some(finish),
            finished,
            thread: Some(thread),
        };
        server.address = starting.await.map_err(io::Error::other)??;
        server.sandbox.platform().addresses.push(server.url());
        Ok(server)
    }

    /// The address to give to a client as its base URL, for example `http://127.0.0.1:4000`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Takes on no more connections, lets running exchanges finish and closes the port.
    ///
    /// Waits for a client that is in the middle of sending a request; dropping the future does not.
    pub async fn stop(mut self) {
        if let Some(finish) = self.finish.take() {
            // An error means that the server has ended already.
            let _ = finish.send(());
        }
        // Nothing is ever sent: the sender goes when the server ends.
        let _ = (&mut self.finished).await;
    }
}

impl Drop for SandboxServer {
    fn drop(&mut self) {
        drop(self.alive.take());
        if let Some(thread) = self.thread.take() {
            // There is nothing to do about a thread that panicked.
            let _ = thread.join();
        }
        let url = self.url();
        self.sandbox.platform().addresses.retain(|address| *address != url);
    }
}

impl fmt::Debug for SandboxServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxServer").field("address", &self.address).finish_non_exhaustive()
    }
}

/// How many clients may come at once before they have to knock again, which takes a second.
const BACKLOG: u32 = 4096;

fn listen(port: u16) -> io::Result<(TcpListener, SocketAddr)> {
    let socket = TcpSocket::new_v4()?;
    // A port of a server that has just stopped can be listened on again. On Windows it can anyway,
    // and this would let two servers have one port.
    socket.set_reuseaddr(cfg!(not(windows)))?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    let listener = socket.listen(BACKLOG)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Serves connections until told to finish, then those that are open.
async fn serve(listener: TcpListener, sandbox: Sandbox, mut finishing: oneshot::Receiver<()>) {
    let Ok(address) = listener.local_addr() else { return };
    let url: Arc<str> = format!("http://{address}").into();
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                match accepted {
                    Ok((stream, _)) => {
                        let connection = connection(stream, sandbox.clone(), Arc::clone(&url), &graceful);
                        connections.spawn(connection);
                    }
                    // A connection that is gone before it is accepted is none of the server's
                    // affair. When the process has too many files open, others must go first.
                    Err(_) => time::sleep(BREATH).await,
                }
            }
            Some(_) = connections.join_next() => {}
            _ = &mut finishing => break,
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

/// Serves one connection until it or the server ends.
fn connection(
    stream: TcpStream,
    sandbox: Sandbox,
    url: Arc<str>,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + Send + use<> {
    let service = service_fn(move |request| exchange(sandbox.clone(), Arc::clone(&url), request));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let connection = graceful.watch(connection);
    async move {
        // What breaks a connection is the client's doing, who sees it for itself.
        let _ = connection.await;
    }
}

async fn exchange(
    sandbox: Sandbox,
    url: Arc<str>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let (head, mut body) = request.into_parts();
    let mut kept = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else { continue };
        // One byte beyond the limit is enough to be refused. The rest is read and let go, so that
        // the client gets to read the answer.
        let room = (BODY_LIMIT + 1).saturating_sub(kept.len());
        kept.extend_from_slice(&data[..data.len().min(room)]);
    }
    let request = Request::from_parts(head, kept.freeze());
    Ok(sandbox.platform().answer(&request, Some(&url)).map(Full::new))
}
