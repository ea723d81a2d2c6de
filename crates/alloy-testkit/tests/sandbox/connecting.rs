//! The client's flows against the sandbox: users, consent, finding credentials, schemas of actions.

use alloy_core::{
    Effect, Error, ErrorKind, UserId,
    connectors::{GetConnector, GetCredentialMetadata, ListConnectors, ListResources},
    credentials::{DeleteCredential, ListUserCredentials},
    files::{DeleteFile, ListFiles},
    users::{
        CreateUser, CreateUsers, DeleteUser, GetUser, GetUserToken, ListUsers, NewUser, UpdateUser,
    },
};
use alloy_testkit::{Authentication, ExecuteCall, Sandbox, StandIn, StandInReply};
use alloy_transport::{Client, Connection, HyperTransport, Upload};
use serde_json::json;

fn client(sandbox: &Sandbox) -> Client {
    Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build().unwrap()
}

async fn connect(sandbox: &Sandbox, client: &Client) -> Result<Connection, Error> {
    let consent = client
        .connect("notion")
        .redirect_to("https://app.example.com/connected/{state}")
        .start()
        .await?;
    sandbox.approve(consent.url().expose())?;
    consent.redirected(&format!("/connected/{}", consent.state()))?;
    consent.wait().await
}

#[tokio::test]
async fn every_operation_on_users_is_answered() {
    let sandbox = Sandbox::new();
    let client = client(&sandbox);
    let ada = client.call(&CreateUser::new("ada").full_name("Ada")).await.unwrap();
    let found = client.call(&GetUser::by_username("ada")).await.unwrap();
    assert_eq!(found, client.call(&GetUser::by_id(&ada)).await.unwrap());
    assert_eq!((found.user_id, found.full_name.as_deref()), (ada.clone(), Some("Ada")));

    let taken = client.call(&CreateUser::new("ada")).await.unwrap_err();
    assert!(taken.kind() == ErrorKind::Rejected || taken.kind() == ErrorKind::Conflict, "{taken}");

    client.call(&UpdateUser::full_name(ada.clone(), "Ada L.")).await.unwrap();
    let batch = CreateUsers::new((0..1_000).map(|n| NewUser::new(format!("user-{n}")))).unwrap();
    client.call(&batch).await.unwrap();
    let all = client.call(&ListUsers::new()).await.unwrap();
    assert!(all.len() > 1_000);
    assert!(all.iter().any(|user| user.full_name.as_deref() == Some("Ada L.")));

    assert!(!client.call(&GetUserToken::of(ada.clone())).await.unwrap().expose().is_empty());
    client.call(&DeleteUser::new(ada.clone())).await.unwrap();
    client.call(&GetUser::by_id(&ada)).await.unwrap_err();
}

#[tokio::test]
async fn the_catalogue_leads_to_an_action() {
    let sandbox = Sandbox::new();
    let client = client(&sandbox).with_user(sandbox.user_id());
    let connectors = client.call(&ListConnectors).await.unwrap();
    assert!(connectors.iter().any(|connector| connector.id.as_str() == "notion"));
    let one = client.call(&GetConnector::new("notion").unwrap()).await.unwrap();
    assert_eq!(one.id.as_str(), "notion");
    let resources = client.call(&ListResources::of("notion").unwrap()).await.unwrap();
    let actions: Vec<_> = resources.iter().flat_map(|resource| &resource.actions).collect();
    assert!(actions.iter().any(|action| action.id.as_str() == "retrieve-a-page"));
    for action in actions {
        client.action_schema("notion", &action.id).await.unwrap();
    }
    let metadata = client.call(&GetCredentialMetadata::of("notion").unwrap()).await.unwrap();
    assert!(metadata[0].authentication_type.is_oauth2());

    let schema = client.action_schema("notion", "retrieve-a-page").await.unwrap();
    assert_eq!(schema.effect(), Effect::Read);
    let notion = client.connection_for("notion").await.unwrap();
    let search = client.action("notion", "post-search", json!({"page_size": 1})).await.unwrap();
    let found = notion.execute(&search).await.unwrap();
    let page = found["results"][0]["id"].as_str().unwrap();
    let retrieve = client.action("notion", "retrieve-a-page", json!({"page_id": page})).await;
    assert_eq!(notion.execute(&retrieve.unwrap()).await.unwrap()["id"], page);

    schema
        .check(&client.action("notion", "retrieve-a-page", json!({"page_id": page})).await.unwrap())
        .unwrap();
    let search = client.action_schema("notion", "post-search").await.unwrap();
    let wrong = search.action("notion", json!({"page_size": "many"})).unwrap();
    assert_eq!(search.check(&wrong).unwrap_err().path(), Some("requestBody.page_size"));

    let error = client.action_schema("notoin", "post-search").await.unwrap_err();
    assert!(error.message().contains("`notion`"), "{error}");
    let error = client.action_schema("notion", "retrieve-page").await.unwrap_err();
    assert!(error.message().contains("`retrieve-a-page`"), "{error}");
}

#[tokio::test]
async fn tenants_connect_and_see_their_own_alone() {
    let sandbox = Sandbox::new();
    let client = client(&sandbox);
    let mut connections = Vec::new();
    for name in ["ada", "bob"] {
        let user = client.call(&CreateUser::new(name)).await.unwrap();
        let tenant = client.with_user(user);
        let missing = tenant.connection_for("notion").await.unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::CredentialNotFound);
        let made = connect(&sandbox, &tenant).await.unwrap();
        let found = tenant.connection_for("notion").await.unwrap();
        assert_eq!(found.credential(), made.credential());
        connections.push(found);
    }
    let [ada, bob] = &*connections else { unreachable!() };
    assert_ne!(ada.credential(), bob.credential());
    let search = client.action("notion", "post-search", json!({})).await.unwrap();
    ada.execute(&search).await.unwrap();
    bob.execute(&search).await.unwrap();

    // Another's credential is as good as none.
    let error =
        bob.client().connection(ada.credential().clone()).execute(&search).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::CredentialNotFound);
    assert!(error.hint().unwrap().contains("x-alloy-userid"), "{error}");

    // A second one has to be told from the first.
    let second = connect(&sandbox, ada.client()).await.unwrap();
    let error = ada.client().connection_for("notion").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AmbiguousCredential);
    assert!(error.message().contains(second.credential().as_str()), "{error}");

    let owner = ada.user().unwrap().clone();
    let delete = DeleteCredential::of_user(owner.clone(), second.credential().clone());
    ada.client().call(&delete).await.unwrap();
    assert_eq!(ada.client().connection_for("notion").await.unwrap().credential(), ada.credential());
    let delete = DeleteCredential::of_connector("notion", ada.credential().clone()).unwrap();
    ada.client().call(&delete).await.unwrap();
    let gone = ada.execute(&search).await.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::CredentialNotFound);
    assert!(client.call(&ListUserCredentials::of(owner)).await.unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_denial_and_a_link_used_twice() {
    let sandbox = Sandbox::new();
    let ada = client(&sandbox).with_user(sandbox.user_named("ada"));
    let start = || ada.connect("notion").redirect_to("https://app.example.com/{state}").start();
    let consent = start().await.unwrap();
    sandbox.deny(consent.url().expose()).unwrap();
    consent.redirected(&format!("/{}", consent.state())).unwrap();
    assert_eq!(consent.wait().await.unwrap_err().kind(), ErrorKind::ConsentDenied);

    let (first, second) = (start().await.unwrap(), start().await.unwrap());
    let of_second = sandbox.approve(second.url().expose()).unwrap();
    assert!(sandbox.approve(second.url().expose()).is_err());
    second.redirected(&format!("/{}", second.state())).unwrap();
    assert_eq!(*second.wait().await.unwrap().credential(), of_second);
    let of_first = sandbox.approve(first.url().expose()).unwrap();
    first.redirected(&format!("/{}", first.state())).unwrap();
    assert_eq!(*first.wait().await.unwrap().credential(), of_first);
}

#[tokio::test]
async fn a_file_is_uploaded_listed_and_deleted() {
    let sandbox = Sandbox::new();
    let server = sandbox.serve().await.unwrap();
    for client in [
        client(&sandbox),
        Client::builder(HyperTransport::new().unwrap())
            .api_key(sandbox.api_key())
            .base_url(server.url())
            .build()
            .unwrap(),
    ] {
        let stored =
            client.upload(&Upload::bytes("plan.txt", "text/plain", "plans")).await.unwrap();
        let listed = client.call(&ListFiles).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((&listed[0].key, listed[0].size), (&stored.key, Some(5)));
        client.call(&DeleteFile::new(stored.key)).await.unwrap();
        assert!(client.call(&ListFiles).await.unwrap().is_empty());
    }
    server.stop().await;
}

struct HelpDesk;

impl StandIn for HelpDesk {
    fn connector(&self) -> &str {
        "help-desk"
    }

    fn execute(&mut self, _: &ExecuteCall<'_>) -> StandInReply {
        StandInReply::json(json!({"ok": true}))
    }

    fn authentication(&self) -> Vec<Authentication> {
        vec![Authentication::key("made-up-key").data(json!({
            "type": "object",
            "properties": {"subdomain": {"type": "string"}, "key": {"type": "string"}},
            "required": ["subdomain", "key"],
        }))]
    }
}

#[tokio::test]
async fn keys_are_checked_here_and_taken_there() {
    let sandbox = Sandbox::builder().stand_in(HelpDesk).build();
    let ada: UserId = sandbox.user_named("ada");
    let client = client(&sandbox).with_user(ada);
    let missing = client.connect("help-desk").data(json!({"subdomain": "a"})).create().await;
    assert_eq!(missing.unwrap_err().path(), Some("data.key"));
    let data = json!({"subdomain": "a", "key": "planted-key"});
    let made = client.connect("help-desk").data(data).create().await.unwrap();
    assert_eq!(client.connection_for("help-desk").await.unwrap().credential(), made.credential());
}
