//! Serves the sandbox over HTTP, for any client in any language.
//!
//! ```text
//! cargo run --example sandbox -- [--port PORT]
//! ```
//!
//! Prints one line of JSON on standard output when it is ready, and stops cleanly on `SIGTERM` and
//! `SIGINT`. Port 0, the default, takes a free one.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the line on standard output is its interface"
)]

use std::{error::Error, process::ExitCode};

use alloy_testkit::Sandbox;
use serde_json::json;
use tokio::signal;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sandbox: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::new();
    let server = sandbox.serve_on(port()?).await?;
    // The sandbox's key is made up: showing it is what this is for.
    let authorization = sandbox.api_key().authorization();
    println!(
        "{}",
        json!({
            "url": server.url(),
            "apiKey": authorization.to_str()?.trim_start_matches("Bearer "),
            "userId": sandbox.user_id(),
            "credentialId": sandbox.credential_id(),
        })
    );
    stop_requested().await?;
    server.stop().await;
    Ok(())
}

fn port() -> Result<u16, lexopt::Error> {
    use lexopt::prelude::*;

    let mut port = 0;
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => port = parser.value()?.parse()?,
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(port)
}

#[cfg(unix)]
async fn stop_requested() -> Result<(), std::io::Error> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    tokio::select! {
        result = signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn stop_requested() -> Result<(), std::io::Error> {
    signal::ctrl_c().await
}
