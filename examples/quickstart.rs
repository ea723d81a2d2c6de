//! Searches a Notion workspace, creates a page in it and retrieves that page.
//!
//! ```text
//! cargo run --example quickstart -- [--transport hyper|reqwest] [--page ID]
//! ```
//!
//! Without settings it starts a sandbox in this process and talks to it over HTTP. With
//! `ALLOY_API_KEY` and `ALLOY_CREDENTIAL_ID` it talks to the platform; `ALLOY_USER_ID` names the
//! acting user and `ALLOY_BASE_URL` another host. `--page` retrieves that page instead of the
//! created one.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a person")]

use std::{env, error::Error as StdError, process::ExitCode, sync::Arc};

use alloy_core::{ApiKey, CredentialId, Error, UserId};
use alloy_notion::{CreatePage, PageId, RetrievePage, Search};
use alloy_testkit::{Sandbox, SandboxServer};
use alloy_transport::{Client, Connection, HyperTransport, ReqwestTransport, Transport};

const HELP: &str = "\
Searches a Notion workspace, creates a page in it and retrieves that page.

Usage: quickstart [--transport hyper|reqwest] [--page ID]

  --transport NAME  the backend; by default hyper
  --page ID         retrieve this page instead of the created one
  --help            show this text

Without settings a sandbox in this process plays the platform. With ALLOY_API_KEY and
ALLOY_CREDENTIAL_ID it is the platform itself; ALLOY_USER_ID names the acting user and ALLOY_BASE_URL
another host.
";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quickstart: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn StdError>> {
    let Some(arguments) = Arguments::parse()? else {
        print!("{HELP}");
        return Ok(());
    };
    let account = Account::from_env_or_sandbox().await?;
    let client = Client::builder(arguments.transport)
        .api_key(account.key)
        .base_url(&account.base_url)
        .user(account.user)
        .build()?;
    let notion = client.connection(account.credential);
    println!("Talking to {} through {}", account.base_url, arguments.transport_name);

    tour(&notion, arguments.page).await?;
    if let Some(server) = account.sandbox {
        server.stop().await;
    }
    Ok(())
}

/// The three actions.
async fn tour(notion: &Connection, page: Option<PageId>) -> Result<(), Error> {
    let found = notion.execute(&Search::pages().page_size(5)).await?;
    println!("\nSearch found {} pages:", found.results.len());
    for page in found.results.iter().filter_map(|result| result.as_page()) {
        println!("  {}  {}", page.id, page.title());
    }

    let created = notion.execute(&CreatePage::in_workspace().title("Hello from Rust")).await?;
    println!("\nCreated\n  {}  {}", created.id, created.title());

    let page = notion.execute(&RetrievePage::new(page.unwrap_or(created.id))).await?;
    println!("\nRetrieved\n  {}  {}", page.id, page.title());
    Ok(())
}

struct Arguments {
    transport: Arc<dyn Transport>,
    transport_name: &'static str,
    page: Option<PageId>,
}

impl Arguments {
    /// None when help is asked for.
    fn parse() -> Result<Option<Self>, Box<dyn StdError>> {
        use lexopt::prelude::*;

        let mut transport_name = "hyper".to_owned();
        let mut page = None;
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("transport") => transport_name = parser.value()?.string()?,
                Long("page") => page = Some(parser.value()?.string()?.parse()?),
                Short('h') | Long("help") => return Ok(None),
                _ => return Err(argument.unexpected().into()),
            }
        }
        let (transport, transport_name): (Arc<dyn Transport>, _) = match &*transport_name {
            "hyper" => (Arc::new(HyperTransport::new()?), "hyper"),
            "reqwest" => (Arc::new(ReqwestTransport::new()?), "reqwest"),
            other => {
                return Err(format!("there is no transport {other:?}: hyper or reqwest").into());
            }
        };
        Ok(Some(Self { transport, transport_name, page }))
    }
}

/// Whose workspace to use.
struct Account {
    base_url: String,
    key: ApiKey,
    user: Option<UserId>,
    credential: CredentialId,
    sandbox: Option<SandboxServer>,
}

impl Account {
    async fn from_env_or_sandbox() -> Result<Self, Box<dyn StdError>> {
        let Ok(credential) = env::var("ALLOY_CREDENTIAL_ID") else {
            if env::var_os("ALLOY_API_KEY").is_some() || env::var_os("ALLOY_BASE_URL").is_some() {
                return Err(
                    "set both ALLOY_API_KEY and ALLOY_CREDENTIAL_ID, or none of the ALLOY_ variables".into()
                );
            }
            return Self::in_sandbox().await;
        };
        Ok(Self {
            base_url: env::var("ALLOY_BASE_URL")
                .unwrap_or_else(|_| "https://production.runalloy.com".to_owned()),
            key: ApiKey::from_env()?,
            user: env::var("ALLOY_USER_ID").ok().map(UserId::new).transpose()?,
            credential: CredentialId::new(credential)?,
            sandbox: None,
        })
    }

    async fn in_sandbox() -> Result<Self, Box<dyn StdError>> {
        let sandbox = Sandbox::new();
        let server = sandbox.serve().await?;
        Ok(Self {
            base_url: server.url(),
            key: sandbox.api_key(),
            user: Some(sandbox.user_id()),
            credential: sandbox.credential_id(),
            sandbox: Some(server),
        })
    }
}
