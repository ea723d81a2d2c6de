//! Serves the sandbox over HTTP, for any client in any language.
//!
//! ```text
//! cargo run --example sandbox -- [--port PORT] [--seed SEED] [--empty] [--workspace FILE]
//! ```
//!
//! Prints one line of JSON on standard output when it is ready, says on standard error what to do
//! next, and stops cleanly on `SIGTERM` and `SIGINT`.
#![allow(clippy::print_stderr, reason = "it is a program for the command line")]

use std::{
    error::Error,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use alloy_testkit::{Sandbox, SandboxServer, Workspace};
use serde_json::json;
use tokio::signal;

const HELP: &str = "\
Serves a sandbox of Alloy's platform, with a Notion workspace behind it, on 127.0.0.1.

Usage: sandbox [--port PORT] [--seed SEED] [--empty] [--workspace FILE]

  --port PORT   the port to listen on; 0, the default, takes a free one
  --seed SEED   the number that all ids are made from; by default 0
  --empty       start with an empty workspace instead of the sample
  --workspace FILE
                start with the workspace in this file, if it is there, and save it there at the end
  --help        show this text

When it is ready it prints one line of JSON on standard output, with url, apiKey, userId and
credentialId. SIGTERM and Ctrl-C stop it.
";

/// How long exchanges that run may take to finish once it was told to stop.
const PATIENCE: Duration = Duration::from_secs(5);

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
    let Some(options) = options()? else {
        return Ok(io::stdout().write_all(HELP.as_bytes())?);
    };
    let mut signals = StopSignals::new()?;
    let mut builder = Sandbox::builder().seed(options.seed);
    if options.empty {
        builder = builder.empty_workspace();
    }
    if let Some(path) = options.workspace.as_ref().filter(|path| path.exists()) {
        builder = builder.workspace(Workspace::load(path)?)?;
    }
    let sandbox = builder.build();
    let server = sandbox.serve_on(options.port).await?;
    // The sandbox's key is made up: showing it is what this is for.
    let authorization = sandbox.api_key().authorization();
    let key = authorization.to_str()?.trim_start_matches("Bearer ");
    let ready = json!({
        "url": server.url(),
        "apiKey": key,
        "userId": sandbox.user_id(),
        "credentialId": sandbox.credential_id(),
    });
    writeln!(io::stdout(), "{ready}")?;
    eprint!("{}", next_steps(&sandbox, &server, key));
    signals.next().await?;
    tokio::select! {
        () = server.stop() => {}
        () = tokio::time::sleep(PATIENCE) => {}
        again = signals.next() => again?,
    }
    if let Some(path) = options.workspace {
        sandbox.save_workspace(path)?;
    }
    Ok(())
}

/// What can be tried now, for a shell.
fn next_steps(sandbox: &Sandbox, server: &SandboxServer, key: &str) -> String {
    let url = server.url();
    let (user, credential) = (sandbox.user_id(), sandbox.credential_id());
    format!(
        r#"
The sandbox is at {url}. Try, in another shell:

  alloy() {{ curl -sS -H 'Authorization: Bearer {key}' -H 'x-api-version: 2025-09' "$@"; echo; }}

  # Search the workspace.
  alloy {url}/connectors/notion/actions/post-search/execute \
    -H 'Content-Type: application/json' -d '{{"credentialId": "{credential}"}}'

  # Get a link for a browser, in which a user lets Notion in.
  alloy {url}/connectors/notion/credentials -H 'Content-Type: application/json' \
    -d '{{"userId": "{user}", "authenticationType": "oauth2", "redirectUri": "https://example.com/"}}'

  # See which credentials there are, and what Notion can do.
  alloy {url}/connectors/notion/credentials
  alloy {url}/connectors/notion/resources

Ctrl-C stops it.
"#
    )
}

struct Options {
    port: u16,
    seed: u64,
    empty: bool,
    workspace: Option<PathBuf>,
}

/// The options, unless help is asked for.
fn options() -> Result<Option<Options>, lexopt::Error> {
    use lexopt::prelude::*;

    let mut options = Options { port: 0, seed: 0, empty: false, workspace: None };
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => options.port = parser.value()?.parse()?,
            Long("seed") => options.seed = parser.value()?.parse()?,
            Long("empty") => options.empty = true,
            Long("workspace") => options.workspace = Some(parser.value()?.into()),
            Short('h') | Long("help") => return Ok(None),
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(Some(options))
}

/// What asks the program to stop. From when this is made, nothing else comes of these signals.
#[cfg(unix)]
struct StopSignals {
    terminate: signal::unix::Signal,
    interrupt: signal::unix::Signal,
}

#[cfg(unix)]
impl StopSignals {
    fn new() -> io::Result<Self> {
        use signal::unix::{SignalKind, signal};

        let (terminate, interrupt) = (SignalKind::terminate(), SignalKind::interrupt());
        Ok(Self { terminate: signal(terminate)?, interrupt: signal(interrupt)? })
    }

    async fn next(&mut self) -> io::Result<()> {
        tokio::select! {
            _ = self.terminate.recv() => Ok(()),
            _ = self.interrupt.recv() => Ok(()),
        }
    }
}

#[cfg(not(unix))]
struct StopSignals;

#[cfg(not(unix))]
impl StopSignals {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> io::Result<()> {
        signal::ctrl_c().await
    }
}
