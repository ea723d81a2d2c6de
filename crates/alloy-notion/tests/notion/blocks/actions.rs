//! Retrieving, listing and deleting blocks.

use alloy_core::{Action, Effect, Listing, Next, Paginated};
use alloy_notion::{Block, BlockId, DeleteBlock, ListBlockChildren, PageId, RetrieveBlock};
use serde_json::{Value, json};

use crate::blocks::{BLOCKS, UUID, answered, envelope, id, refusal};

#[test]
fn one_block_by_its_id() {
    let retrieve = RetrieveBlock::new(id::<PageId>());
    assert_eq!(retrieve.operation().to_string(), "notion/retrieve-a-block");
    assert_eq!(retrieve.operation().effect(), Effect::Read);
    let sent = envelope(&retrieve).unwrap();
    assert_eq!(sent.path_params["block_id"], UUID);
    assert_eq!(sent.headers["Notion-Version"], "2022-06-28");
    assert!(sent.request_body.is_none() && sent.query_parameters.is_empty());

    let delete = DeleteBlock::new(id::<BlockId>());
    assert_eq!(delete.operation().to_string(), "notion/delete-a-block");
    assert_eq!(delete.operation().effect(), Effect::Idempotent);
    assert_eq!(envelope(&delete).unwrap().path_params["block_id"], UUID);

    let list: Value = serde_json::from_str(BLOCKS).unwrap();
    for reply in list["results"].as_array().unwrap() {
        let block: Block = answered(&retrieve, &reply.to_string()).unwrap();
        assert_eq!(serde_json::to_value(&block).unwrap(), *reply);
    }
    let error = answered(&retrieve, r#"{"object": "block"}"#).unwrap_err();
    assert!(error.to_string().contains("id"), "{error}");
}

#[test]
fn what_is_inside_a_block() {
    let mut list = ListBlockChildren::new(id::<BlockId>()).page_size(20);
    assert_eq!(list.operation().to_string(), "notion/get-block-children");
    assert_eq!(list.operation().effect(), Effect::Read);
    assert_eq!(
        envelope(&ListBlockChildren::new(id::<BlockId>())).unwrap().query_parameters.len(),
        0
    );
    list.set_cursor("made-up-cursor".into());
    let sent = envelope(&list).unwrap();
    assert_eq!(sent.path_params["block_id"], UUID);
    assert_eq!(
        serde_json::to_value(&sent.query_parameters).unwrap(),
        json!({"start_cursor": "made-up-cursor", "page_size": 20})
    );
    assert!(sent.request_body.is_none());
    let output = answered(&list, BLOCKS).unwrap();
    assert_eq!(output.next(), Next::End);
    assert_eq!(output.into_items().len(), 50);
    for size in [0, 101] {
        let refused = refusal(&ListBlockChildren::new(id::<BlockId>()).page_size(size));
        assert_eq!(refused, format!("invalid request: page_size: {size} is not from 1 to 100"));
    }
}
