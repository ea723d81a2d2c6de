//! Schemas as replies show them.

use serde_json::{Map, Value, json};

use super::{Choice, Kind, Property};
use crate::sandbox::notion::{
    read_shape::Shapes,
    workspace::{DataSource, Parent},
};

impl Shapes<'_> {
    /// The schema of a table, by the names of its properties.
    pub(in crate::sandbox::notion) fn schema(self, table: &DataSource) -> Value {
        let properties = table.schema.properties().iter();
        let shape = |property: &Property| (property.name.clone(), self.property(table, property));
        Value::Object(properties.map(shape).collect())
    }

    fn property(self, table: &DataSource, property: &Property) -> Value {
        let config = match property.kind {
            Kind::Relation => self.relation(property),
            Kind::Rollup => self.rollup_config(table, property),
            kind if kind.has_options() => {
                let mut config = Map::new();
                let options: Vec<_> = property.options.iter().map(Choice::shape).collect();
                config.insert("options".to_owned(), options.into());
                if kind == Kind::Status {
                    config.insert("groups".to_owned(), property.groups());
                }
                config
            }
            _ => property.config.clone(),
        };
        json!({
            "id": property.id,
            "name": property.name,
            "type": property.kind.name(),
            "description": property.description,
            property.kind.name(): config,
        })
    }

    fn relation(self, property: &Property) -> Map<String, Value> {
        let mut config = property.config.clone();
        let related = property.related().and_then(|id| self.workspace.data_sources.get(&id));
        let Some(related) = related else { return config };
        if let Parent::Database(database) = related.entry.parent {
            config.insert("database_id".to_owned(), database.into());
        }
        if !self.version.has_data_sources() {
            config.remove("data_source_id");
        }
        let synced = property.synced().and_then(|id| related.schema.find(id));
        if let (Some(synced), Some(dual)) = (synced, config.get_mut("dual_property")) {
            dual["synced_property_name"] = synced.name.clone().into();
        }
        config
    }

    fn rollup_config(self, table: &DataSource, property: &Property) -> Map<String, Value> {
        let mut config = property.config.clone();
        let relation = table.schema.find(property.setting("relation_property_id"));
        let related = relation.and_then(Property::related);
        let related = related.and_then(|id| self.workspace.data_sources.get(&id));
        let rolled_up = property.setting("rollup_property_id");
        let rolled_up = related.and_then(|related| related.schema.find(rolled_up));
        let name = |property: Option<&Property>| property.map(|property| property.name.clone());
        config.insert("relation_property_name".to_owned(), name(relation).into());
        config.insert("rollup_property_name".to_owned(), name(rolled_up).into());
        config
    }
}
