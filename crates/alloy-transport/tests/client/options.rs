//! Who calls, and with which headers.

use std::sync::Arc;

use alloy_core::{
    Action, ApiKey, Connector, Context, Effect, EnvelopeWriter, Error, ErrorKind, Header,
    HeaderField, Operation, Reply, UserId, Validation,
};
use alloy_transport::{Client, Transport};
use serde_json::json;

use crate::{KEY, action, builder, connect, doubles::Answers};

struct Service;

impl Connector for Service {
    fn id(&self) -> &'static str {
        "service"
    }

    fn default_headers(&self) -> &[Header] {
        const { &[Header::from_static("Version", "connector"), Header::from_static("Kept", "connector")] }
    }
}

fn user(id: &str) -> UserId {
    UserId::new(id).unwrap()
}

#[tokio::test]
async fn the_acting_user_is_a_property_of_the_connection() {
    let transport = Arc::new(Answers::new(200, "{}"));
    let client = builder(transport.clone()).user(user("tenant-1")).build().unwrap();
    let first = connect(&client);
    let second = first.with_user(user("tenant-2"));
    assert_eq!((first.user(), second.user()), (Some(&user("tenant-1")), Some(&user("tenant-2"))));

    first.execute(&action()).await.unwrap();
    second.execute(&action()).await.unwrap();
    connect(&builder(transport.clone()).build().unwrap()).execute(&action()).await.unwrap();

    let requests = transport.requests.lock().unwrap();
    let users: Vec<_> = requests.iter().map(|r| r.headers().get("x-alloy-userid")).collect();
    assert_eq!(users[0].unwrap(), "tenant-1");
    assert_eq!(users[1].unwrap(), "tenant-2");
    assert!(users[2].is_none());
}

#[tokio::test]
async fn stronger_headers_win_and_may_remove() {
    let transport = Arc::new(Answers::new(200, "{}"));
    let client = builder(transport.clone())
        .connector(Service)
        .header(Header::from_static("version", "client"))
        .header(Header::from_static("Extra", "client"))
        .header_field(HeaderField::Headers)
        .build()
        .unwrap();
    let connection = connect(&client);
    let with_own = action().with_header(Header::from_static("Version", "action"));
    let sent = || transport.last_body()["headers"].clone();

    connection.execute(&action()).await.unwrap();
    assert_eq!(sent(), json!({"version": "client", "Extra": "client", "Kept": "connector"}));
    connection.execute(&with_own).await.unwrap();
    assert_eq!(sent(), json!({"Version": "action", "Extra": "client", "Kept": "connector"}));
    let strongest =
        connection.with_header(Header::from_static("VERSION", "call")).without_header("kept");
    strongest.execute(&with_own).await.unwrap();
    assert_eq!(sent(), json!({"VERSION": "call", "Extra": "client"}));
}

#[tokio::test]
async fn any_transport_fits_behind_a_pointer() {
    let transport = Arc::new(Answers::new(200, r#"{"responseData":{"ok":true}}"#));
    let shared: Arc<dyn Transport> = transport.clone();
    let client = builder(shared).base_url("http://127.0.0.1:9/x").build().unwrap();
    let output = connect(&client).execute(&action()).await.unwrap();
    assert_eq!(output, json!({"ok": true}));
    let uri = transport.requests.lock().unwrap()[0].uri().to_string();
    assert_eq!(uri, "http://127.0.0.1:9/x/connectors/service/actions/doIt/execute");
}

#[test]
fn a_client_needs_a_key_and_a_safe_address() {
    let answers = || Answers::new(200, "");
    for bad in [
        Client::builder(answers()),
        builder(answers()).base_url("http://production.runalloy.com"),
        builder(answers()).api_version("\n"),
    ] {
        assert_eq!(bad.build().unwrap_err().kind(), ErrorKind::Configuration);
    }
}

#[test]
fn nothing_shows_the_key_or_header_values() {
    let builder = Client::builder(Answers::new(200, ""))
        .api_key(ApiKey::new(KEY).unwrap())
        .header(Header::from_static("Token", "planted-header"));
    let client = builder.clone().build().unwrap();
    let connection = connect(&client).with_header(Header::from_static("Other", "planted-header"));
    let shown = format!("{builder:?} {client:#?} {connection:?}");
    assert!(!shown.contains("planted"), "{shown}");
}

/// Finds fault with itself.
struct Invalid;

impl Action for Invalid {
    type Output = ();

    fn operation(&self) -> Operation<'_> {
        Operation::new(&Service, "doIt", Effect::Read)
    }

    fn validate(&self, _: &Context<'_>) -> Result<(), Error> {
        Err(Error::invalid_request("title", "2001 UTF-16 units, at most 2000"))
    }

    fn encode(&self, _: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn decode(&self, _: Reply) -> Result<(), Error> {
        Ok(())
    }
}

#[tokio::test]
async fn limits_are_checked_before_sending_unless_switched_off() {
    let transport = Arc::new(Answers::new(200, "{}"));
    let checked = connect(&builder(transport.clone()).build().unwrap());
    assert_eq!(checked.execute(&Invalid).await.unwrap_err().path(), Some("title"));
    assert!(transport.requests.lock().unwrap().is_empty());

    let unchecked = builder(transport.clone()).validation(Validation::Off).build().unwrap();
    connect(&unchecked).execute(&Invalid).await.unwrap();
    assert_eq!(transport.requests.lock().unwrap().len(), 1);
}
