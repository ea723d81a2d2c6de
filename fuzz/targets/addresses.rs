//! Any text as ids and as the address of the platform: ids stay one segment, hosts stay the host.
#![no_main]

use alloy_core::{
    ActionId, ApiKey, Call, ConnectorId, CredentialId, DynamicAction, Platform, UserId,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (&str, &str, &str, &str)| {
    let (connector, action, user, url) = texts;
    let _ = (ConnectorId::new(connector), ActionId::new(action), CredentialId::new(user));
    let builder = || Platform::builder().api_key(ApiKey::new("made-up-key-of-a-fuzzer").unwrap());

    if let Ok(platform) = builder().base_url(url).build() {
        assert_eq!(path(&platform, "notion", "post-search", user).map(|_| ()), Some(()));
    }
    let platform = builder().build().unwrap();
    if let Some(path) = path(&platform, connector, action, user) {
        let segments: Vec<&str> = path.split('/').collect();
        let ["", "connectors", _, "actions", _, "execute"] = segments[..] else {
            panic!("{path}");
        };
        assert!(!segments.iter().any(|segment| matches!(*segment, "." | "..")), "{path}");
    }
});

fn path(platform: &Platform, connector: &str, action: &str, user: &str) -> Option<String> {
    let action = DynamicAction::new(connector, action).ok()?;
    let credential = CredentialId::new("507f1f77bcf86cd799439011").unwrap();
    let call = Call::new(&credential);
    let request = match UserId::new(user) {
        Ok(user) => platform.request(&action, &call.with_user(&user)).ok()?,
        Err(_) => platform.request(&action, &call).ok()?,
    };
    assert!(matches!(request.uri().scheme_str(), Some("http" | "https")));
    Some(request.uri().path().to_owned())
}
