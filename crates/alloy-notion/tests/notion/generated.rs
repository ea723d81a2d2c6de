//! Arbitrary values of the whole model: they come back as they were, and what is written of them
//! can be read.

use std::fmt::Debug;

use alloy_core::Action;
use alloy_notion::{
    AsyncTask, Block, BlockKind, Comment, DataSource, Database, DatabaseId, File, FileUpload,
    Filter, Icon, Lazy, List, Page, Parent, PropertyItem, PropertySchema, PropertyValue,
    QueryDatabase, RichText, SearchResult, User, UserOrGroup, View,
};
use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    UUID,
    any::{self, SURPRISE},
    envelope, id,
};

/// Reads JSON from a text and from a tree, and writes it again.
fn check<T>(json: &Value) -> Result<T, TestCaseError>
where
    T: DeserializeOwned + Serialize + Debug + PartialEq,
{
    let text = json.to_string();
    let read = serde_json::from_str::<T>(&text);
    prop_assert!(read.is_ok(), "{read:?}");
    let value = read?;
    prop_assert_eq!(&serde_json::to_value(&value)?, json);
    prop_assert_eq!(&serde_json::from_value::<T>(json.clone())?, &value);
    let again: T = serde_json::from_str(&serde_json::to_string(&value)?)?;
    prop_assert_eq!(&again, &value);
    if !text.contains(SURPRISE) {
        let shown = format!("{value:?}");
        prop_assert!(!shown.contains("Other("), "{shown}");
        prop_assert!(!shown.contains("extra: {\""), "{shown}");
    }
    Ok(value)
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() }
}

macro_rules! checks {
    ($($name:ident: $type:ty;)*) => {
        proptest! {
            #![proptest_config(config())]
            $(
                #[test]
                fn $name(json in any::$name()) {
                    check::<$type>(&json)?;
                }
            )*
        }
    };
}

checks! {
    rich_text: RichText;
    user: User;
    user_or_group: UserOrGroup;
    file: File;
    icon: Icon;
    parent: Parent;
    property_item: PropertyItem;
    page: Page;
    database: Database;
    data_source: DataSource;
    comment: Comment;
    file_upload: FileUpload;
    view: View;
    async_task: AsyncTask;
    search: List<SearchResult>;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..config() })]

    /// What is written of a block is a block that is written in the same way.
    #[test]
    fn block(json in any::block()) {
        let block: Block = check(&json)?;
        let Ok(copy) = block.to_input() else { return Ok(()) };
        let mut written = serde_json::to_value(&copy.input)?;
        written["id"] = json!(UUID);
        let again: Block = serde_json::from_value(written)?;
        prop_assert!(!matches!(again.kind, BlockKind::Other(_)));
        prop_assert_eq!(again.to_input()?.input, copy.input);
    }

    #[test]
    fn property_value(json in any::property_value()) {
        let value: PropertyValue = check(&json)?;
        let Ok(copy) = value.to_input() else { return Ok(()) };
        let again: PropertyValue = serde_json::from_value(serde_json::to_value(&copy.input)?)?;
        prop_assert_eq!(again.to_input()?.complete(), Some(copy.input));
    }

    #[test]
    fn property_schema(json in any::property_schema()) {
        let schema: PropertySchema = check(&json)?;
        let Ok(copy) = schema.to_input() else { return Ok(()) };
        let again: PropertySchema = serde_json::from_value(serde_json::to_value(&copy.input)?)?;
        prop_assert_eq!(again.to_input()?.complete(), Some(copy.input));
    }

    #[test]
    fn filter(filter in any::filter()) {
        let json = serde_json::to_value(&filter)?;
        prop_assert_eq!(serde_json::to_value(Filter::raw(json.clone()))?, json.clone());
        let query = QueryDatabase::new(id::<DatabaseId>()).filter(filter);
        prop_assert_eq!(&envelope(&query)?.body()["filter"], &json);
        prop_assert!(json.to_string().len() <= 6 * query.size_hint());
    }
}

proptest! {
    #![proptest_config(config())]

    /// What is decoded when it is asked for is what is decoded at once.
    #[test]
    fn lazily(json in any::search()) {
        let at_once: List<SearchResult> = serde_json::from_value(json.clone())?;
        let lazy: List<Lazy<SearchResult>> = serde_json::from_str(&json.to_string())?;
        prop_assert_eq!(serde_json::to_value(&lazy)?, json);
        for (lazy, result) in lazy.iter().zip(&at_once) {
            prop_assert_eq!(&lazy.decode()?, result);
        }
    }
}
