//! What comes in: the JSON of replies, read without loss, and the actions that ask for it.

mod database;
mod embedded;
mod errors;
mod lazy;
mod list;
mod mutation;
mod page;
mod retrieve_page;
mod rich_text;
mod round_trip;
mod search;
mod unknown;
mod user;

use alloy_core::{Action, Call, Error, Header, Headers};
use serde_json::Value;

use crate::{answered, credential, platform};

/// The envelope that goes out for an action, under headers of the call.
fn sent(action: &impl Action, headers: &[Header]) -> Result<Value, Error> {
    let headers: Headers = headers.iter().cloned().collect();
    let credential = credential();
    let call = Call::new(&credential).with_headers(&headers);
    let request = platform().request(action, &call)?;
    Ok(serde_json::from_slice(request.body()).unwrap())
}
