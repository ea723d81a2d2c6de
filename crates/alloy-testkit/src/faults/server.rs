//! Faults on real sockets.

use std::{
    convert::Infallible,
    fmt, io,
    net::{Ipv4Addr, SocketAddr, TcpListener as StdListener},
    thread,
};

use alloy_core::Error;
use bytes::Bytes;
use http::{Request, Response};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime,
    sync::{oneshot, watch},
    task::JoinSet,
};

use super::{
    Faults,
    fault::Kind,
    wire::{self, Connection},
};

#[cfg_attr(docsrs, doc(cfg(feature = "server")))]
impl Faults {
    /// Listens on a free port of 127.0.0.1 and answers HTTP/1.1 through the wrapped transport,
    /// with the faults happening on the wire.
    ///
    /// Requests are passed on as they come, their URI with a path alone: this is for transports
    /// that answer themselves, such as a [`Sandbox`](crate::Sandbox) or a
    /// [`Ledger`](crate::Ledger) around one. When the wrapped transport fails, the connection is
    /// reset. A request's head may have 64 KiB and its body 16 MiB; it must tell its length.
    ///
    /// The server has a thread of its own. Fails with
    /// [`ErrorKind::Configuration`](alloy_core::ErrorKind::Configuration) when the system has no
    /// port or no thread to give.
    ///
    /// ```
    /// # use alloy_testkit::{Fault, Faults, Sandbox};
    /// # fn main() -> Result<(), alloy_core::Error> {
    /// let faults = Faults::new(Sandbox::new()).on(2, Fault::cut_body());
    /// let server = faults.serve()?;
    /// assert!(server.url().starts_with("http://127.0.0.1:"));
    /// // … two calls to server.url() …
    /// # Ok(())
    /// # }
    /// ```
    pub fn serve(&self) -> Result<FaultyServer, Error> {
        FaultyServer::start(self.clone())
            .map_err(|source| Error::configuration("cannot serve on loopback").with_source(source))
    }
}

/// [`Faults`] that listen on 127.0.0.1, until this is dropped.
///
/// Dropping it closes the port and breaks off what runs; when `drop` returns, the thread has ended.
pub struct FaultyServer {
    address: SocketAddr,
    /// Whether connections are accepted.
    accepting: watch::Sender<bool>,
    /// Whether the port is open.
    listening: watch::Receiver<bool>,
    /// Dropped to break off.
    alive: Option<oneshot::Sender<Infallible>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl FaultyServer {
    fn start(faults: Faults) -> io::Result<Self> {
        let listener = listen(0)?;
        let address = listener.local_addr()?;
        let (alive, ended) = oneshot::channel();
        let (accepting, accept) = watch::channel(true);
        let (listens, listening) = watch::channel(true);
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = thread::Builder::new().name("alloy-faults".to_owned()).spawn(move || {
            runtime.block_on(async move {
                tokio::select! {
                    _ = serve(listener, address.port(), faults, accept, listens) => {}
                    _ = ended => {}
                }
            });
        })?;
        Ok(Self { address, accepting, listening, alive: Some(alive), thread: Some(thread) })
    }

    /// The address to give to a client as its base URL, for example `http://127.0.0.1:4000`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Closes the port and all connections: whoever connects from now on is refused.
    pub async fn refuse_connections(&self) {
        self.switch(false).await;
    }

    /// Opens the port again.
    ///
    /// Another program may have taken the port in the meantime; then this waits until it has let
    /// go of it.
    pub async fn accept_connections(&self) {
        self.switch(true).await;
    }

    async fn switch(&self, accepting: bool) {
        self.accepting.send_replace(accepting);
        // An error means that the server has ended, and with it all that could be waited for.
        let _ = self.listening.clone().wait_for(|listening| *listening == accepting).await;
    }
}

impl Drop for FaultyServer {
    fn drop(&mut self) {
        drop(self.alive.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was the wrapped transport's, and is on standard error already.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for FaultyServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultyServer").field("address", &self.address).finish_non_exhaustive()
    }
}

fn listen(port: u16) -> io::Result<StdListener> {
    let listener = StdListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Serves connections for ever, and none while told not to.
async fn serve(
    first: StdListener,
    port: u16,
    faults: Faults,
    mut accept: watch::Receiver<bool>,
    listens: watch::Sender<bool>,
) -> io::Result<()> {
    let mut next = Some(first);
    loop {
        let listener = TcpListener::from_std(match next.take() {
            Some(listener) => listener,
            None => until_free(port).await?,
        })?;
        listens.send_replace(true);
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = listener.accept() => {
                    if let Ok((stream, _)) = accepted {
                        connections.spawn(serve_connection(faults.clone(), stream));
                    }
                }
                Some(_) = connections.join_next() => {}
                _ = accept.wait_for(|accept| !accept) => break,
            }
        }
        drop(listener);
        connections.shutdown().await;
        listens.send_replace(false);
        if accept.wait_for(|accept| *accept).await.is_err() {
            return Ok(());
        }
    }
}

/// The port, as soon as nobody else has it.
async fn until_free(port: u16) -> io::Result<StdListener> {
    loop {
        match listen(port) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            listened => return listened,
        }
    }
}

/// Answers the requests of one connection, until it or a fault ends it.
async fn serve_connection(faults: Faults, stream: TcpStream) {
    let mut connection = Connection::new(stream);
    while let Ok(Some(request)) = connection.request().await {
        if !matches!(exchange(&faults, &mut connection, request).await, Ok(After::GoesOn)) {
            break;
        }
    }
}

/// What becomes of a connection after a reply.
enum After {
    GoesOn,
    Ends,
}

async fn exchange(
    faults: &Faults,
    connection: &mut Connection,
    request: Request<Bytes>,
) -> io::Result<After> {
    let injected = faults.choose(&request);
    let answered = match &injected {
        Some(injected) => faults.execute(injected, request).await,
        None => faults.inner.send(request).await,
    };
    let Ok(response) = answered else {
        connection.reset()?;
        return Ok(After::Ends);
    };
    match injected {
        Some(injected) => break_reply(faults, connection, injected.fault.0, response).await,
        None => connection.reply(&response).await.map(|()| After::GoesOn),
    }
}

/// Gives the reply as the fault has it.
async fn break_reply(
    faults: &Faults,
    connection: &mut Connection,
    kind: Kind,
    response: Response<Bytes>,
) -> io::Result<After> {
    let body = response.body();
    let half = body.slice(..body.len() / 2);
    match kind {
        Kind::Refused | Kind::Reset(_) => connection.reset()?,
        Kind::Stall(_) => connection.until_closed().await,
        Kind::Trickle { bytes, every } => {
            connection.write(&wire::head(&response, body.len())).await?;
            for piece in body.chunks(bytes.get()) {
                faults.timer.sleep(every).await;
                connection.write(piece).await?;
            }
            return Ok(After::GoesOn);
        }
        Kind::CutBody => {
            connection.write(&wire::head(&response, body.len().max(1))).await?;
            connection.write(&half).await?;
        }
        Kind::LengthTooShort => {
            connection.write(&wire::head(&response, half.len())).await?;
            connection.write(body).await?;
            return Ok(After::GoesOn);
        }
        Kind::LengthTooLong => {
            connection.write(&wire::head(&response, body.len() + 64)).await?;
            connection.write(body).await?;
            connection.until_closed().await;
        }
        Kind::Garbage => connection.write(wire::GARBAGE).await?,
        Kind::Reply(reply) => {
            connection.reply(&reply.response(faults.timer.system_time())).await?;
            return Ok(After::GoesOn);
        }
        Kind::Duplicate => return connection.reply(&response).await.map(|()| After::GoesOn),
    }
    Ok(After::Ends)
}
