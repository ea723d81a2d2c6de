//! HTTP/1.1 written by hand, so that the server is checked by something that is none of ours.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use alloy_testkit::SandboxServer;

use crate::exchange::{Exchange, Reply, Way};

/// Opens a connection for each request.
pub(crate) struct Wire {
    port: u16,
}

/// One connection.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
}

/// How long a test waits before it fails. Never waited for when all is well.
const PATIENCE: Duration = Duration::from_secs(20);

impl Wire {
    pub(crate) fn to(server: &SandboxServer) -> Self {
        assert_eq!(server.url(), format!("http://127.0.0.1:{}", server.port()));
        Self { port: server.port() }
    }

    pub(crate) fn connect(&self) -> Connection {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Connection { stream: BufReader::new(stream) }
    }
}

impl Way for Wire {
    fn exchange(&self, exchange: &Exchange) -> Reply {
        let mut connection = self.connect();
        connection.write(&bytes_of(exchange));
        connection.read()
    }
}

impl Connection {
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.stream.get_mut().write_all(bytes).unwrap();
    }

    /// Reads one response, which must tell its length.
    pub(crate) fn read(&mut self) -> Reply {
        let status_line = self.line();
        let status = status_line.strip_prefix("HTTP/1.1 ").expect(&status_line);
        let status = status[..3].parse().unwrap();
        let mut headers = Vec::new();
        loop {
            let line = self.line();
            match line.split_once(": ") {
                Some((name, value)) => headers.push((name.to_owned(), value.to_owned())),
                None => break assert_eq!(line, ""),
            }
        }
        let mut reply = Reply { status, headers, body: String::new() };
        let length = reply.header("content-length").unwrap_or("0").parse().unwrap();
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        reply.body = String::from_utf8(body).unwrap();
        reply
    }

    /// Whether the server has closed its side, after everything was read.
    pub(crate) fn is_at_end(&mut self) -> bool {
        let mut rest = Vec::new();
        match self.stream.read_to_end(&mut rest) {
            Ok(_) => rest.is_empty(),
            Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line.trim_end_matches("\r\n").to_owned()
    }
}

/// A request as it goes over the wire.
pub(crate) fn bytes_of(exchange: &Exchange) -> Vec<u8> {
    let Exchange { method, path, headers, body } = exchange;
    let mut bytes = Vec::new();
    write!(bytes, "{method} {path} HTTP/1.1\r\nhost: sandbox\r\n").unwrap();
    for (name, value) in headers {
        write!(bytes, "{name}: {value}\r\n").unwrap();
    }
    write!(bytes, "content-length: {}\r\n\r\n", body.len()).unwrap();
    bytes.extend_from_slice(body);
    bytes
}
