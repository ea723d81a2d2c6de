//! Databases and data sources as they are read.

use alloy_core::{Action, Effect};
use alloy_notion::{
    DataSourceId, DatabaseId, NotionVersion, PropertySchemaKind, RetrieveDataSource,
    RetrieveDatabase,
};

use crate::databases::{UUID, answered, envelope_of, id, refusal, same_json};

#[test]
fn databases_of_every_version() {
    let action = RetrieveDatabase::new(id::<DatabaseId>());
    for version in NotionVersion::KNOWN {
        let envelope = envelope_of(&action, version).unwrap();
        assert_eq!(envelope.path_params["database_id"], UUID);
        assert!(envelope.request_body.is_none());
    }
    assert_eq!(action.operation().to_string(), "notion/retrieve-a-database");
    assert_eq!(action.operation().effect(), Effect::Read);
}

#[test]
fn a_table() {
    let json = r#"{
        "object": "database",
        "id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a000",
        "title": [],
        "description": [],
        "is_inline": false,
        "properties": {
            "Name": {"id": "title", "name": "Name", "type": "title", "title": {}},
            "Price": {"id": "a%3Ab", "name": "Price", "type": "number", "number": {"format": "euro"}},
            "Scent": {"id": "b", "name": "Scent", "type": "scent", "scent": {"strength": 3}}
        },
        "archived": false
    }"#;
    let database = answered(&RetrieveDatabase::new(id::<DatabaseId>()), 200, json).unwrap();
    same_json(&database, json);
    let price = database.properties.get("Price").unwrap();
    assert!(matches!(price.kind, PropertySchemaKind::Number(_)));
}

#[test]
fn a_container() {
    let json = r#"{
        "object": "database",
        "id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a000",
        "title": [],
        "data_sources": [{"id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a001", "name": "Tasks"}],
        "in_trash": false,
        "is_locked": true
    }"#;
    let database = answered(&RetrieveDatabase::new(id::<DatabaseId>()), 200, json).unwrap();
    same_json(&database, json);
    assert_eq!(database.data_sources[0].name, "Tasks");
}

#[test]
fn data_sources() {
    let action = RetrieveDataSource::new(id::<DataSourceId>());
    let envelope = envelope_of(&action, &NotionVersion::V2026_03_11).unwrap();
    assert_eq!(envelope.path_params["data_source_id"], UUID);
    assert_eq!(action.operation().to_string(), "notion/retrieve-a-data-source");
    assert_eq!(action.operation().effect(), Effect::Read);
    assert_eq!(
        refusal(&action),
        "retrieve-a-data-source: is part of the API since version 2025-09-03; \
         this call's Notion-Version is 2022-06-28"
    );

    let json = r#"{
        "object": "data_source",
        "id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a001",
        "title": [],
        "parent": {"type": "database_id", "database_id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a000"},
        "properties": {"Name": {"id": "title", "name": "Name", "type": "title", "title": {}}}
    }"#;
    let data_source = answered(&action, 200, json).unwrap();
    same_json(&data_source, json);
    assert!(data_source.properties.get("Name").is_some());
}
