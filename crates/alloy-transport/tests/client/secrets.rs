//! Every public type that holds a secret, shown: by `Debug`, pretty or not, and none of it is there.

use std::{fmt::Debug, panic::AssertUnwindSafe};

use alloy_core::{
    Action as _, ApiKey, Call, CredentialId, Envelope, Error, Header, Headers, Platform, Reply,
    ReplyShape, UserId,
    credentials::{AuthenticationType, CreateCredential, NewCredential, OAuthUrl},
    files::{FileSum, PresignedUrl, PutFile, RequestUpload, UploadPlace},
    users::UserToken,
};
use alloy_transport::Client;
use http::Response;
use serde_json::json;

use crate::{
    action, builder, connect,
    doubles::{Answers, Fails},
};

const PLANTED: &str = "planted-secret-of-a-test";

/// What values show of themselves, each under the name of its type.
#[derive(Default)]
struct Shown(Vec<(&'static str, String)>);

impl Shown {
    fn of<T: Debug>(&mut self, value: T) {
        self.0.push((std::any::type_name::<T>(), format!("{value:?} {value:#?}")));
    }
}

fn header() -> Header {
    Header::new("X-Token", PLANTED).unwrap()
}

fn place() -> UploadPlace {
    let url = format!("https://files.example.com/u?X-Signature={PLANTED}");
    let place = json!({"presignedUrl": url, "s3Key": "u", "type": "new"});
    serde_json::from_value(place).unwrap()
}

fn of_the_core(shown: &mut Shown) {
    let key = ApiKey::new(PLANTED).unwrap();
    let user = UserId::new("u1").unwrap();
    shown.of(&key);
    shown.of(key.authorization());
    shown.of(UserToken::new(PLANTED));
    shown.of(OAuthUrl::new(PLANTED));
    shown.of(NewCredential::Consent(OAuthUrl::new(PLANTED)));
    shown.of(PresignedUrl::new(PLANTED));
    shown.of(place());
    let ask = RequestUpload::new("a.txt", "text/plain", FileSum::new([0; 16])).unwrap();
    shown.of(PutFile::new(&ask, &place(), PLANTED.into()));
    let with_keys = AuthenticationType::new("key").unwrap();
    shown.of(CreateCredential::new("shop", user, with_keys)
        .unwrap()
        .data(json!({"apiKey": PLANTED})));

    let headers: Headers = [header()].into_iter().collect();
    let action = action().with_header(header());
    shown.of(header());
    shown.of(&headers);
    shown.of(&action);
    shown.of(action.operation());
    let credential = CredentialId::new("c1").unwrap();
    let call = Call::new(&credential).with_headers(&headers);
    shown.of(call);
    let platform = Platform::builder().api_key(key);
    shown.of(&platform);
    let platform = platform.build().unwrap();
    shown.of(&platform);
    let request = platform.request(&action, &call).unwrap();
    assert!(String::from_utf8_lossy(request.body()).contains(PLANTED), "it is really sent");
    shown.of(request.headers());
    shown.of(Envelope::from_slice(request.body()).unwrap());

    let reply = Response::new(format!(r#"{{"token":"{PLANTED}"}}"#).into());
    shown.of(Reply::new(reply, ReplyShape::Detect).unwrap());
    let refused = Response::builder().status(401).body(format!("no: {PLANTED}").into()).unwrap();
    let error = platform.output(&action, refused).unwrap_err();
    shown.of(error.raw().unwrap().to_owned());
    shown.of(error);
    // A bad key is not shown either.
    shown.of(ApiKey::new(format!("{PLANTED}\n")).unwrap_err());
    shown.of(Header::new("X-Token", format!("{PLANTED}\n")).unwrap_err());
}

async fn of_the_client(shown: &mut Shown) {
    // Of the requests of a consent, each takes its part.
    let body = concat!(
        r#"{"credentials": [], "metadata": [{"authenticationType": "oauth2"}], "#,
        r#""oauthUrl": "https://a.example.com/?token=planted-secret-of-a-test"}"#
    );
    let consents = Answers::new(200, body);
    let builder = Client::builder(consents).api_key(ApiKey::new(PLANTED).unwrap()).header(header());
    shown.of(&builder);
    let client = builder.build().unwrap().with_user(UserId::new("u1").unwrap());
    shown.of(&client);
    shown.of(connect(&client).with_header(header()));
    shown.of(client.connect("shop").data(json!({"apiKey": PLANTED})));
    let to = format!("https://b.example.com/{PLANTED}");
    let consent = client.connect("notion").redirect_to(to).start().await.unwrap();
    assert!(consent.url().expose().contains(PLANTED));
    shown.of(consent);
    #[cfg(feature = "files")]
    shown.of(alloy_transport::Upload::bytes("a.txt", "text/plain", PLANTED));
}

#[cfg(feature = "hyper")]
fn of_the_backends(shown: &mut Shown) {
    use alloy_transport::{HyperTransport, Proxies, TransportOptions};

    let proxies = Proxies::through(format!("http://u:{PLANTED}@proxy.example.com:8080")).unwrap();
    shown.of(&proxies);
    let options = TransportOptions::new().proxies(proxies);
    shown.of(&options);
    shown.of(HyperTransport::with_options(options.clone()).unwrap());
    #[cfg(feature = "reqwest")]
    shown.of(alloy_transport::ReqwestTransport::with_options(options).unwrap());
    shown.of(Proxies::through(format!("no proxy:{PLANTED}")).err());
}

#[tokio::test]
async fn no_public_type_shows_a_secret() {
    let mut shown = Shown::default();
    of_the_core(&mut shown);
    of_the_client(&mut shown).await;
    #[cfg(feature = "hyper")]
    of_the_backends(&mut shown);
    assert!(shown.0.len() > 25, "{}", shown.0.len());
    for (name, text) in shown.0 {
        assert!(!text.contains("planted"), "{name} shows {text}");
    }
}

#[tokio::test]
async fn no_panic_repeats_a_secret() {
    // A program that unwraps an error panics with its `Debug`.
    let client = builder(Fails(|| Error::not_sent("refused"))).header(header()).build().unwrap();
    let result = connect(&client).execute(&action().with_header(header())).await;
    let panic = std::panic::catch_unwind(AssertUnwindSafe(move || result.unwrap()));
    let panic = panic.unwrap_err();
    let message = panic.downcast_ref::<String>().unwrap();
    assert!(message.contains("service/doIt") && !message.contains("planted"), "{message}");
}
