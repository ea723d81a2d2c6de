//! Any bytes as the platform's reply, under any status: an output or an error, and no key in it.
#![no_main]

use alloy_core::{ApiKey, DynamicAction, Platform, Reply, ReplyShape};
use bytes::Bytes;
use http::{Response, StatusCode};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const KEY: &str = "made-up-key-of-a-fuzzer";
const SHAPES: [ReplyShape; 5] = [
    ReplyShape::Detect,
    ReplyShape::ResponseData,
    ReplyShape::SuccessResult,
    ReplyShape::SuccessData,
    ReplyShape::Bare,
];

fuzz_target!(|data: &[u8]| {
    let [shape, status, body @ ..] = data else { return };
    let shape = SHAPES[usize::from(*shape) % SHAPES.len()];
    let status = StatusCode::from_u16(100 + u16::from(*status) * 2).unwrap_or(StatusCode::OK);
    let response = || {
        let mut response = Response::new(Bytes::copy_from_slice(body));
        *response.status_mut() = status;
        response
    };

    if let Ok(reply) = Reply::new(response(), shape) {
        let decoded = reply.decode::<Value>();
        if let (Ok(decoded), Ok(json)) = (&decoded, reply.provider_json()) {
            let again: Value = serde_json::from_str(json).unwrap();
            assert_eq!(decoded, &again, "the provider's part read in two ways");
        }
        let _ = reply.field("object").map(|field| format!("{field:?}"));
    }

    let platform = Platform::builder()
        .api_key(ApiKey::new(KEY).unwrap())
        .reply_shape(shape)
        .build()
        .unwrap();
    let action = DynamicAction::new("notion", "post-search").unwrap();
    if let Err(error) = platform.output(&action, response()) {
        let told = format!("{error}\n{error:?}\n{:?}\n{:?}", error.raw(), error.details());
        assert!(!told.contains(KEY), "{told}");
    }
});
