//! The SDK's own client and types against the sandbox: neither was written from the other.

use alloy_core::{
    DynamicAction, ErrorKind,
    connectors::{GetAction, GetConnector, GetCredentialMetadata, ListConnectors, ListResources},
    credentials::{DeleteCredential, ListCredentials, ListUserCredentials},
    files::{DeleteFile, FileSum, ListFiles, PutFile, RequestUpload},
    users::{
        CreateUser, CreateUsers, DeleteUser, GetUser, GetUserToken, ListUsers, NewUser, UpdateUser,
    },
};
use alloy_testkit::{Sandbox, Transport};
use alloy_transport::Client;
use serde_json::json;

use crate::connectors::with_desk;

fn client(sandbox: &Sandbox) -> Client {
    Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn an_account_is_connected_by_consent() {
    let sandbox = Sandbox::new();
    let client = client(&sandbox);
    let ada = client.call(&CreateUser::new("ada").full_name("Ada Sand")).await.unwrap();
    let client = client.with_user(ada.clone());
    let missing = client.connection_for("notion").await.unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::CredentialNotFound);

    let connect = client.connect("notion").redirect_to("https://app.example.com/done/{state}");
    let consent = connect.start().await.unwrap();
    let made = sandbox.approve(consent.url().expose()).unwrap();
    let back = format!("https://app.example.com/done/{}", consent.state());
    consent.redirected(&back).unwrap();
    let notion = consent.wait().await.unwrap();
    let found =
        notion.execute(&DynamicAction::new("notion", "post-search").unwrap()).await.unwrap();
    assert_eq!(found["object"], "list");

    let listed = client.call(&ListCredentials::of("notion").unwrap()).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].id, made);
    assert_eq!(listed[0].name.as_deref(), Some("Ada Sand's Notion"));
    assert_eq!(listed[0].connector(), Some("notion"));
    assert_eq!(client.call(&ListUserCredentials::of(ada.clone())).await.unwrap(), listed);
    client.connection_for("notion").await.unwrap();

    let delete = DeleteCredential::of_connector("notion", made.clone()).unwrap();
    client.call(&delete).await.unwrap();
    let again = client.call(&DeleteCredential::of_user(ada, made)).await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::CredentialNotFound);
}

#[tokio::test]
async fn an_account_is_connected_by_keys() {
    let sandbox = with_desk();
    let client = client(&sandbox).with_user(sandbox.user_named("ada"));
    let desk = client.connect("help-desk").data(json!({"subdomain": "acme"}));
    desk.create().await.unwrap();
    client.connection_for("help-desk").await.unwrap();

    let unchecked = client.connect("help-desk").create().await.unwrap_err();
    assert_eq!(unchecked.kind(), ErrorKind::InvalidRequest);
    assert_eq!(client.connect("help-dask").create().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn the_catalogue_is_read() {
    let sandbox = with_desk();
    let client = client(&sandbox);
    let connectors = client.call(&ListConnectors).await.unwrap();
    assert_eq!(connectors.len(), 2);
    for connector in connectors {
        let id = connector.id.as_str();
        let alone = client.call(&GetConnector::new(id).unwrap()).await.unwrap();
        assert_eq!((alone.id, alone.name), (connector.id.clone(), connector.name));
        let metadata = client.call(&GetCredentialMetadata::of(id).unwrap()).await.unwrap();
        assert_eq!(metadata.len(), 1);
        for resource in client.call(&ListResources::of(id).unwrap()).await.unwrap() {
            assert!(!resource.actions.is_empty());
            for action in resource.actions {
                let schema = GetAction::new(id, action.id.as_str()).unwrap();
                let schema = client.call(&schema).await.unwrap();
                assert_eq!((schema.id, schema.display_name), (action.id, action.name));
                let path = schema.path.unwrap();
                assert!(path.starts_with('/'), "{path}");
                assert_eq!(path.matches('{').count(), {
                    let in_path = |one: &&alloy_core::connectors::Parameter| {
                        one.place == alloy_core::connectors::ParameterPlace::Path
                    };
                    schema.parameters.iter().filter(in_path).count()
                });
            }
        }
    }
}

#[tokio::test]
async fn users_are_managed() {
    let client = client(&Sandbox::new());
    let ada = client.call(&CreateUser::new("ada")).await.unwrap();
    let batch = CreateUsers::new([NewUser::new("bob"), NewUser::new("cy").full_name("Cy")]);
    client.call(&batch.unwrap()).await.unwrap();
    let taken = client.call(&CreateUser::new("bob")).await.unwrap_err();
    assert_eq!(taken.kind(), ErrorKind::Rejected);

    client.call(&UpdateUser::full_name(ada.clone(), "Ada Sand")).await.unwrap();
    let by_id = client.call(&GetUser::by_id(&ada)).await.unwrap();
    assert_eq!(by_id.full_name.as_deref(), Some("Ada Sand"));
    assert_eq!(client.call(&GetUser::by_username("ada")).await.unwrap(), by_id);
    let names: Vec<_> = client.call(&ListUsers::new()).await.unwrap();
    let names: Vec<_> = names.iter().filter_map(|user| user.username.as_deref()).collect();
    assert_eq!(names, ["sandbox", "ada", "bob", "cy"]);
    client.call(&GetUserToken::of(ada.clone())).await.unwrap();
    client.call(&DeleteUser::new(ada.clone())).await.unwrap();
    let gone = client.call(&GetUser::by_id(&ada)).await.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn files_are_uploaded() {
    let sandbox = Sandbox::new();
    let client = client(&sandbox);
    let sum = FileSum::new(0x5d41_402a_bc4b_2a76_b971_9d91_1017_c592_u128.to_be_bytes());
    let ask = RequestUpload::new("hello.txt", "text/plain", sum).unwrap();
    let place = client.call(&ask).await.unwrap();
    let put = PutFile::new(&ask, &place, "hello".into());
    put.read(sandbox.send(put.request().unwrap()).await.unwrap()).unwrap();
    assert_eq!(sandbox.file(&place.key).unwrap(), "hello");
    let files = client.call(&ListFiles).await.unwrap();
    assert_eq!((files.len(), files[0].size), (1, Some(5)));
    client.call(&DeleteFile::new(&files[0].key)).await.unwrap();
    assert!(client.call(&ListFiles).await.unwrap().is_empty());

    let damaged = PutFile::new(&ask, &place, "hallo".into());
    let refused = damaged.read(sandbox.send(damaged.request().unwrap()).await.unwrap());
    assert_eq!(refused.unwrap_err().code(), Some("BadDigest"));
}
