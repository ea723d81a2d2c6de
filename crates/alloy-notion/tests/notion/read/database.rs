//! Databases of both generations, data sources, and what they say about properties.

use alloy_notion::{
    DataSource, Database, NumberFormat, PropertySchemaKind, RelationSchemaKind, RollupFunction,
};

use crate::{fixtures, read::round_trip::round_trip};

#[test]
fn a_schema_tells_the_types_of_its_properties() {
    let database: Database = round_trip(fixtures::DATABASE);
    assert_eq!(database.plain_title(), "Harbours");
    let schema = |name| database.properties.get(name).unwrap();

    let depth = schema("Depth");
    assert_eq!(depth.description.as_deref(), Some("In metres"));
    assert!(matches!(&depth.kind, PropertySchemaKind::Number(number)
        if number.format == Some(NumberFormat::NumberWithCommas)));
    assert_eq!(schema("Zone").options()[0].name, "North");
    assert_eq!(schema("Tags").options()[0].description.as_deref(), Some("Depends on the tide"));
    assert_eq!(schema("Stage").options().len(), 2);
    let PropertySchemaKind::Status(stage) = &schema("Stage").kind else { panic!("no status") };
    assert_eq!(stage.groups[1].option_ids[0], stage.options[1].id.clone().unwrap());
    assert!(schema("Due").options().is_empty());

    let PropertySchemaKind::Rollup(total) = &schema("Total").kind else { panic!("no rollup") };
    assert_eq!(total.function, Some(RollupFunction::Sum));
    assert_eq!(total.relation_property_id, schema("Berths").id);
    assert_eq!(database.properties.get("hb=r"), None);
    assert_eq!(database.properties.get("brth"), Some(schema("Berths")));
}

#[test]
fn relations_are_single_dual_or_old() {
    let database: Database = round_trip(fixtures::DATABASE);
    let relation = |name| match &database.properties.get(name).unwrap().kind {
        PropertySchemaKind::Relation(relation) => relation,
        kind => panic!("{kind:?}"),
    };
    assert!(matches!(relation("Sister").kind, Some(RelationSchemaKind::Single(_))));
    let Some(RelationSchemaKind::Dual(dual)) = &relation("Berths").kind else { panic!("no dual") };
    assert_eq!(dual.synced_property_id.as_ref().unwrap().decoded(), "hb=r");
    let old = relation("Old relation");
    assert_eq!((&old.kind, old.synced_property_name.as_deref()), (&None, Some("Back")));
}

#[test]
fn a_newer_database_names_its_data_sources() {
    let database: Database = round_trip(fixtures::DATABASE_2025_09_03);
    assert_eq!(database.data_sources[1].name, "Lighthouses");
    assert!(database.parent.as_ref().unwrap().is_workspace());
    assert!(database.properties.is_empty() && !database.has("properties"));

    let data_source: DataSource = round_trip(fixtures::DATA_SOURCE);
    assert_eq!(data_source.id, database.data_sources[0].id);
    assert_eq!(data_source.parent.as_ref().unwrap().database_id(), Some(database.id));
    let PropertySchemaKind::Relation(berths) = &data_source.properties.get("Berths").unwrap().kind
    else {
        panic!("no relation")
    };
    assert!(berths.data_source_id.is_some());
}

#[test]
fn partial_databases_are_databases() {
    let database: Database = round_trip(r#"{"object": "database", "id": "a"}"#);
    assert!(database.is_partial());
    let json = r#"{"object": "data_source", "id": "a", "properties": {}}"#;
    assert!(round_trip::<DataSource>(json).is_partial());
}
