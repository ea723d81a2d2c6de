//! A browser that ends up at the program itself.

use alloy_core::{ErrorKind, UserId};

use super::{ada, platform::Platform};
use crate::builder;

/// What a browser gets that asks for a path.
async fn browse(uri: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let (host, path) = uri.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = tokio::net::TcpStream::connect(host).await.unwrap();
    let request = format!("GET /{path} HTTP/1.1\r\nhost: {host}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_browser_ends_up_at_the_program() {
    let platform = Platform::default();
    let client = builder(platform.clone()).build().unwrap();
    let client = client.with_user(UserId::new("ada").unwrap());
    let consent = client.connect("notion").on_loopback().start().await.unwrap();
    let redirect = platform.redirect(0);
    assert!(redirect.starts_with("http://127.0.0.1:"), "{redirect}");

    let person = async {
        // Browsers open connections that they do not use, and ask for icons.
        let host = redirect.strip_prefix("http://").unwrap().split('/').next().unwrap();
        let _unused = tokio::net::TcpStream::connect(host).await.unwrap();
        for wrong in ["favicon.ico".to_owned(), format!("connected/{}", "0".repeat(32))] {
            let answer = browse(&format!("http://{host}/{wrong}")).await;
            assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
        }
        platform.add("ada", "new", "2026-01-01");
        let answer = browse(&redirect).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains("close this page"), "{answer}");
    };
    let (connection, ()) = tokio::join!(consent.wait(), person);
    assert_eq!(connection.unwrap().credential().as_str(), "new");

    // The port is free once the consent is gone.
    let host = redirect.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
    drop(consent);
    assert!(tokio::net::TcpStream::connect(host).await.is_err());
}

#[tokio::test]
async fn a_browser_that_is_slower_than_its_credential_still_finds_the_program() {
    let platform = Platform::default();
    let client = builder(platform.clone()).build().unwrap();
    let client = client.with_user(UserId::new("ada").unwrap());
    let consent = client.connect("notion").on_loopback().start().await.unwrap();
    platform.add("ada", "new", "2026-01-01");

    let person = async {
        while platform.requests("GET /connectors/notion/credentials") < 3 {
            tokio::task::yield_now().await;
        }
        let answer = browse(&platform.redirect(0)).await;
        assert!(answer.contains("close this page"), "{answer}");
    };
    let (connection, ()) = tokio::join!(consent.wait(), person);
    assert_eq!(connection.unwrap().credential().as_str(), "new");
}

#[test]
fn a_runtime_without_io_is_told_and_does_not_panic() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let platform = Platform::default();
    let (client, _) = ada(&platform);
    let error = runtime.block_on(client.connect("notion").on_loopback().start()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    assert!(platform.state.lock().unwrap().created.is_empty());
}
