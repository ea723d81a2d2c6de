//! Any bytes as an envelope. What is read as one is written again by an action and read as the same.
#![no_main]

use alloy_core::{DynamicAction, Envelope};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(envelope) = Envelope::from_slice(data) else { return };
    let Ok(mut action) = DynamicAction::new("notion", "post-search") else { return };
    if envelope.request_body.is_some() {
        action = action.with_body(envelope.body());
    }
    for (name, value) in &envelope.path_params {
        let Some(text) = value.as_str() else { return };
        action = action.with_path(name.clone(), text);
    }
    for (name, value) in &envelope.query_parameters {
        action = action.with_query(name.clone(), value.clone());
    }
    let Ok(again) = Envelope::of(&action, &envelope.credential_id) else { return };
    assert_eq!(again.credential_id, envelope.credential_id);
    // An empty part is left out.
    if envelope.body() != serde_json::json!({}) {
        assert_eq!(again.body(), envelope.body());
    }
    assert_eq!(again.path_params, envelope.path_params);
    assert_eq!(again.query_parameters, envelope.query_parameters);
});
