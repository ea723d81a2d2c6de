//! Cassettes that the benchmarks share.

use alloy_core::Error;
use alloy_testkit::{
    Cassette, CassetteMode, Matching, Recorder, Redaction, Repeats, Replayer, Transport as _,
    always,
};
use bytes::Bytes;
use http::Request;

use crate::page_reply;

/// A search of 190 bytes, the `number`-th of its kind.
pub fn request_number(number: usize) -> Request<Bytes> {
    let envelope = format!(
        r#"{{"credentialId":"507f1f77bcf86cd799439011","requestBody":{{"query":"roadmap {number}","filter":{{"property":"object","value":"page"}},"page_size":50}},"headers":{{"Notion-Version":"2022-06-28"}}}}"#
    );
    Request::post("https://production.runalloy.com/connectors/notion/actions/post-search/execute")
        .header("authorization", "Bearer made-up-key-of-a-bench")
        .header("x-alloy-userid", "6323d7c9122ae69742a5d0a2")
        .header("content-type", "application/json")
        .body(envelope.into())
        .unwrap_or_default()
}

/// The text of a cassette with this many exchanges of 2 kB.
pub fn recorded(count: usize) -> Result<String, Error> {
    let recorder = Recorder::builder(always(page_reply())).mode(CassetteMode::RecordAll).build()?;
    tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| Error::configuration("no runtime").with_source(error))?
        .block_on(async {
            for number in 0..count {
                recorder.send(request_number(number)).await?;
            }
            Ok(recorder.cassette().to_text())
        })
}

/// What replays that cassette, each exchange as often as it is asked for.
pub fn replayed(count: usize) -> Result<Replayer, Error> {
    let cassette = Cassette::parse(recorded(count)?)?;
    let matching = Matching::new().with_repeats(Repeats::Last);
    Ok(Replayer::with(cassette, matching, Redaction::new()))
}
