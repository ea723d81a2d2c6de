//! From no account to a page in Notion: a user, that user's consent in a browser, and a page.
//!
//! ```text
//! cargo run --example connect -- [--user NAME] [--approve | --deny]
//! ```
//!
//! Without settings it starts a sandbox in this process. Open the URL that it prints, and approve or
//! deny; `--approve` and `--deny` click on the sandbox's page by themselves. With `ALLOY_API_KEY` it
//! talks to the platform, and `ALLOY_BASE_URL` names another host.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a person")]

use std::{env, error::Error as StdError, process::ExitCode};

use alloy_core::{
    ApiKey, Error, ErrorKind, UserId,
    users::{CreateUser, GetUser},
};
use alloy_notion::{CreatePage, Page};
use alloy_testkit::{Sandbox, SandboxServer};
use alloy_transport::{Client, Connection, HyperTransport, Transport};
use http::{Request, header};

const HELP: &str = "\
Connects a user to Notion by a consent in a browser, and creates a page.

Usage: connect [--user NAME] [--approve | --deny]

  --user NAME   the user's name; by default ada@example.com
  --approve     click on the sandbox's page for the user
  --deny        likewise, and deny
  --help        show this text

Without settings a sandbox in this process plays the platform. With ALLOY_API_KEY it is the platform
itself, and ALLOY_BASE_URL names another host.
";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("connect: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn StdError>> {
    let Some(arguments) = Arguments::parse()? else {
        print!("{HELP}");
        return Ok(());
    };
    let workspace = Workspace::from_env_or_sandbox().await?;
    if workspace.sandbox.is_none() && arguments.person != Person::Outside {
        return Err("--approve and --deny are for the sandbox".into());
    }
    let client = Client::builder(HyperTransport::new()?)
        .api_key(workspace.key)
        .base_url(&workspace.base_url)
        .build()?;
    println!("Talking to {}", workspace.base_url);

    let page = story(&client, &arguments.user, arguments.person).await;
    if let Some(server) = workspace.sandbox {
        server.stop().await;
    }
    let page = page.map_err(|error| format!("{error:#}"))?;
    println!("\nCreated\n  {}  {}", page.id, page.title());
    Ok(())
}

/// The three steps.
async fn story(client: &Client, username: &str, person: Person) -> Result<Page, Error> {
    let user = user_named(client, username).await?;
    println!("\n{username} is user {user}");

    let client = client.with_user(user);
    let notion = match client.connection_for("notion").await {
        Ok(connected_before) => connected_before,
        Err(error) if error.kind() == ErrorKind::CredentialNotFound => {
            ask_for_consent(&client, person).await?
        }
        Err(error) => return Err(error),
    };
    println!("\nConnected with credential {}", notion.credential());

    notion.execute(&CreatePage::in_workspace().title("Hello from Rust")).await
}

/// The user of that name, made if need be.
async fn user_named(client: &Client, username: &str) -> Result<UserId, Error> {
    match client.call(&CreateUser::new(username)).await {
        Ok(user) => Ok(user),
        // The name is taken: by a run before this one.
        Err(error) if matches!(error.kind(), ErrorKind::Rejected | ErrorKind::Conflict) => {
            Ok(client.call(&GetUser::by_username(username)).await?.user_id)
        }
        Err(error) => Err(error),
    }
}

async fn ask_for_consent(client: &Client, person: Person) -> Result<Connection, Error> {
    let consent = client.connect("notion").on_loopback().start().await?;
    // The URL is for the person in front of this terminal.
    println!("\nOpen this in a browser:\n  {}", consent.url().expose());
    let clicking = async {
        match person.decision() {
            Some(decision) => click(consent.url().expose(), decision).await,
            None => Ok(()),
        }
    };
    let (connection, clicked) = tokio::join!(consent.wait(), clicking);
    clicked?;
    connection
}

/// What a browser does on the sandbox's page, for somebody who decides so.
async fn click(url: &str, decision: &str) -> Result<(), Error> {
    let browser = HyperTransport::new()?;
    let request = |method: &str, uri: &str, body: String| {
        Request::builder()
            .method(method)
            .uri(uri)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.into())
            .map_err(|error| Error::invalid_request("url", "cannot be opened").with_source(error))
    };
    browser.send(request("GET", url, String::new())?).await?;
    let answer = browser.send(request("POST", url, format!("decision={decision}"))?).await?;
    let back = answer.headers().get(header::LOCATION).and_then(|back| back.to_str().ok());
    if let Some(back) = back {
        browser.send(request("GET", back, String::new())?).await?;
    }
    Ok(())
}

struct Arguments {
    user: String,
    person: Person,
}

/// Who decides on the consent page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Person {
    /// Somebody with a browser.
    Outside,
    Approves,
    Denies,
}

impl Person {
    fn decision(self) -> Option<&'static str> {
        match self {
            Self::Outside => None,
            Self::Approves => Some("approve"),
            Self::Denies => Some("deny"),
        }
    }
}

impl Arguments {
    /// None when help is asked for.
    fn parse() -> Result<Option<Self>, Box<dyn StdError>> {
        use lexopt::prelude::*;

        let mut this = Self { user: "ada@example.com".to_owned(), person: Person::Outside };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("user") => this.user = parser.value()?.string()?,
                Long("approve") => this.person = Person::Approves,
                Long("deny") => this.person = Person::Denies,
                Short('h') | Long("help") => return Ok(None),
                _ => return Err(argument.unexpected().into()),
            }
        }
        Ok(Some(this))
    }
}

/// Whose platform to use.
struct Workspace {
    base_url: String,
    key: ApiKey,
    sandbox: Option<SandboxServer>,
}

impl Workspace {
    async fn from_env_or_sandbox() -> Result<Self, Error> {
        if env::var_os("ALLOY_API_KEY").is_none() {
            return Self::in_sandbox().await;
        }
        let base_url = env::var("ALLOY_BASE_URL")
            .unwrap_or_else(|_| "https://production.runalloy.com".to_owned());
        Ok(Self { base_url, key: ApiKey::from_env()?, sandbox: None })
    }

    async fn in_sandbox() -> Result<Self, Error> {
        let sandbox = Sandbox::new();
        let server = sandbox.serve().await?;
        Ok(Self { base_url: server.url(), key: sandbox.api_key(), sandbox: Some(server) })
    }
}

#[cfg(test)]
mod tests {
    use alloy_testkit::always;
    use http::StatusCode;

    use super::*;

    #[tokio::test]
    async fn a_failure_that_repeats_the_key_does_not_show_it() {
        let answer = always(r#"{"message": "got planted-key-of-a-test", "userId": 1}"#);
        for status in [StatusCode::OK, StatusCode::BAD_REQUEST, StatusCode::UNAUTHORIZED] {
            let client = Client::builder(answer.clone().with_status(status))
                .api_key(ApiKey::new("planted-key-of-a-test").unwrap())
                .build()
                .unwrap();
            let error = story(&client, "ada@example.com", Person::Outside).await.unwrap_err();
            assert!(!format!("{error:#} {error:?}").contains("planted"), "{error:?}");
        }
    }

    #[tokio::test]
    async fn a_person_approves_and_a_page_is_there() {
        let workspace = Workspace::in_sandbox().await.unwrap();
        let client = Client::builder(HyperTransport::new().unwrap())
            .api_key(workspace.key)
            .base_url(workspace.base_url)
            .build()
            .unwrap();
        for username in ["ada@example.com", "bob@example.com"] {
            let page = story(&client, username, Person::Approves).await.unwrap();
            assert_eq!(page.title(), "Hello from Rust");
            // The second time the user is there, and connected.
            story(&client, username, Person::Outside).await.unwrap();
        }
    }
}
