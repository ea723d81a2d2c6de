//! Blocks that are not quite as documented: nothing panics, nothing is lost.

use alloy_notion::{Block, List, MeetingNotesFound};
use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};

use crate::blocks::{BLOCKS, OLD_BLOCKS};

/// Every value of a tree, outside in.
fn each(value: &Value, places: &mut Vec<String>, at: &str) {
    places.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                each(item, places, &format!("{at}/{index}"));
            }
        }
        Value::Object(members) => {
            for (key, item) in members {
                each(item, places, &format!("{at}/{key}"));
            }
        }
        _ => {}
    }
}

/// Puts something in the place of a value, adds it to the value, or takes a member out.
fn mutate(json: &mut Value, place: Index, what: Option<&Value>) {
    let mut places = Vec::new();
    each(json, &mut places, "");
    let pointer: &String = place.get(&places);
    let target = json.pointer_mut(pointer).unwrap();
    match (what, target) {
        (None, Value::Object(members)) if !members.is_empty() => {
            let key = members.keys().nth(place.index(members.len())).unwrap().clone();
            members.remove(&key);
        }
        (Some(new @ Value::Array(_)), Value::Object(members)) => {
            members.insert("a_brand_new_key".to_owned(), new.clone());
        }
        (Some(new), target) => *target = new.clone(),
        (None, _) => {}
    }
}

fn change() -> impl Strategy<Value = Option<Value>> {
    let values = [
        json!(null),
        json!(true),
        json!(-7.5),
        json!(""),
        json!("heading_2"),
        json!([]),
        json!([{"type": "text"}]),
        json!({}),
        json!({"object": "block", "type": "table", "id": 5}),
    ];
    prop_oneof![1 => Just(None), 3 => prop::sample::select(values.to_vec()).prop_map(Some)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn every_block_comes_back_whole(
        which in any::<Index>(),
        old in any::<bool>(),
        changes in prop::collection::vec((any::<Index>(), change()), 1..4),
    ) {
        let list: Value = serde_json::from_str(if old { OLD_BLOCKS } else { BLOCKS }).unwrap();
        let mut json = which.get(list["results"].as_array().unwrap()).clone();
        for (place, what) in &changes {
            mutate(&mut json, *place, what.as_ref());
        }
        let read = serde_json::from_str::<Block>(&json.to_string());
        let has_id = json.get("id").is_some_and(Value::is_string);
        prop_assert_eq!(read.is_ok(), has_id, "{}", json);
        if let Ok(block) = read {
            prop_assert_eq!(serde_json::to_value(&block).unwrap(), json.clone());
            // None of these panics.
            let _ = (block.plain_text(), block.rich_text(), block.caption(), block.is_partial());
            let _ = (block.children_allowed(), block.is_in_trash(), block.to_input());
            let list = json!({"object": "list", "results": [json.clone(), json]});
            let again: List<Block> = serde_json::from_value(list.clone()).unwrap();
            prop_assert_eq!(serde_json::to_value(&again).unwrap(), list.clone());
            let found: MeetingNotesFound = serde_json::from_value(list.clone()).unwrap();
            prop_assert_eq!(serde_json::to_value(&found).unwrap(), list);
        }
    }
}

#[test]
fn a_list_that_is_cut_short_is_an_error_and_no_panic() {
    for end in (0..BLOCKS.trim_end().len()).step_by(7) {
        if let Some(cut) = BLOCKS.get(..end) {
            assert!(serde_json::from_str::<List<Block>>(cut).is_err(), "{end}");
        }
    }
}
