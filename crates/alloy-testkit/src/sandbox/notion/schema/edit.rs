//! Making schemas and changing them.

use std::collections::BTreeMap;

use serde_json::json;

use super::{
    Kind, Property,
    draft::{self, Draft},
};
use crate::sandbox::{
    notion::{
        Failure, Id, Place,
        failure::Thing,
        relations, rich_text, rollup,
        version::Version,
        workspace::{DataSource, Workspace},
    },
    random::Random,
};

/// A change of schemas that is checked as it is put together. Of one that fails nothing is seen.
#[derive(Debug)]
pub(in crate::sandbox::notion) struct SchemaEdit<'w> {
    workspace: &'w Workspace,
    version: Version,
    change: SchemaChange,
}

/// A change of schemas that can be made. A relation that goes both ways changes two.
#[derive(Debug)]
pub(in crate::sandbox::notion) struct SchemaChange {
    tables: BTreeMap<Id, DataSource>,
    random: Random,
    /// Properties whose type is another now, so that what rows have in them is void.
    retyped: Vec<(Id, String)>,
    /// Properties that have become one end of a relation that goes both ways.
    paired: Vec<(Id, String)>,
}

const SECOND_TITLE: &str = "Cannot create multiple title properties";

impl<'w> SchemaEdit<'w> {
    pub(in crate::sandbox::notion) fn new(workspace: &'w Workspace, version: Version) -> Self {
        let change = SchemaChange {
            tables: workspace.data_sources.clone(),
            random: workspace.random.clone(),
            retyped: Vec::new(),
            paired: Vec::new(),
        };
        Self { workspace, version, change }
    }

    pub(in crate::sandbox::notion) fn finish(self) -> SchemaChange {
        self.change
    }

    /// Gives a new table its schema.
    pub(in crate::sandbox::notion) fn create(
        &mut self,
        table: DataSource,
        properties: &Place<'_>,
    ) -> Result<(), Failure> {
        let id = table.entry.id;
        self.change.tables.insert(id, table);
        let mut drafts = Vec::new();
        for (name, place) in properties.members()? {
            drafts.push((name, Draft::of_new(&place, self.version)?));
        }
        let is = |draft: &Draft<'_>, wanted| {
            draft.kind.as_ref().is_some_and(|(kind, _)| *kind == wanted)
        };
        match drafts.iter().filter(|(_, draft)| is(draft, Kind::Title)).count() {
            0 => return Err(Failure::validation("Title is not provided")),
            1 => {}
            _ => return Err(Failure::validation(SECOND_TITLE)),
        }
        // A rollup leads over other properties, so it comes after them.
        drafts.sort_by_key(|(_, draft)| is(draft, Kind::Rollup));
        drafts.into_iter().try_for_each(|(name, draft)| self.add(id, name, draft))
    }

    /// Changes the schema of a table: null takes a property away, a new name adds one.
    pub(in crate::sandbox::notion) fn update(
        &mut self,
        table: Id,
        properties: &Place<'_>,
    ) -> Result<(), Failure> {
        let mut members = properties.members()?;
        // A rollup may lead over what comes with it.
        members.sort_by_key(|(_, place)| place.optional("rollup").is_some());
        for (key, place) in members {
            let present = self.table(table)?.schema.find(key).cloned();
            match (present, place.or_null()) {
                (Some(property), None) => self.remove(table, &property)?,
                (Some(property), Some(place)) => {
                    let draft = Draft::of_change(&place, &property, self.version)?;
                    self.change(table, property, draft)?;
                }
                (None, None) => {
                    let message = format!("{key} is not a property that exists.");
                    return Err(Failure::validation(message));
                }
                (None, Some(place)) => {
                    let draft = Draft::of_new(&place, self.version)?;
                    if matches!(draft.kind, Some((Kind::Title, _))) {
                        return Err(Failure::validation(SECOND_TITLE));
                    }
                    self.add(table, key, draft)?;
                }
            }
        }
        Ok(())
    }

    fn table(&mut self, id: Id) -> Result<&mut DataSource, Failure> {
        let table = self.change.tables.get_mut(&id);
        table.ok_or_else(|| Failure::not_found(Thing::DataSource, id))
    }

    fn add(&mut self, table: Id, name: &str, draft: Draft<'_>) -> Result<(), Failure> {
        let Some((kind, content)) = draft.kind else { return Ok(()) };
        let mut property = Property::new(&mut self.change.random, kind, draft.name.unwrap_or(name));
        property.describe(draft.description);
        self.check_name(table, &property)?;
        self.configure(table, &mut property, &content)?;
        self.table(table)?.schema.properties.push(property);
        Ok(())
    }

    fn change(
        &mut self,
        table: Id,
        mut property: Property,
        draft: Draft<'_>,
    ) -> Result<(), Failure> {
        if let Some(name) = draft.name {
            name.clone_into(&mut property.name);
            self.check_name(table, &property)?;
        }
        property.describe(draft.description);
        if let Some((kind, content)) = draft.kind {
            if kind != property.kind {
                if [kind, property.kind].contains(&Kind::Title) {
                    let message = "Cannot change the type of a title property";
                    return Err(Failure::validation(message));
                }
                self.unpair(&property);
                property.kind = kind;
                property.options.clear();
                property.config.clear();
                self.change.retyped.push((table, property.id.clone()));
            }
            self.configure(table, &mut property, &content)?;
        }
        if let Some(place) = self.table(table)?.schema.find_mut(&property.id.clone()) {
            *place = property;
        }
        Ok(())
    }

    fn remove(&mut self, table: Id, property: &Property) -> Result<(), Failure> {
        if property.kind == Kind::Title {
            return Err(Failure::validation("Cannot remove a title property"));
        }
        self.unpair(property);
        self.table(table)?.schema.properties.retain(|other| other.id != property.id);
        Ok(())
    }

    fn check_name(&mut self, table: Id, property: &Property) -> Result<(), Failure> {
        let properties = &self.table(table)?.schema.properties;
        let taken = |other: &Property| other.name == property.name && other.id != property.id;
        if properties.iter().any(taken) {
            let message = format!("Property with name {} already exists", property.name);
            return Err(Failure::validation(message));
        }
        Ok(())
    }

    fn configure(
        &mut self,
        table: Id,
        property: &mut Property,
        content: &Place<'_>,
    ) -> Result<(), Failure> {
        match property.kind {
            Kind::Number => draft::number(content, &mut property.config),
            Kind::UniqueId => draft::unique_id(content, &mut property.config),
            Kind::Formula => draft::formula(content, &mut property.config),
            Kind::Relation => self.relate(table, property, content),
            Kind::Rollup => {
                let Some(own) = self.change.tables.get(&table) else { return Ok(()) };
                rollup::configure(&self.change.tables, &own.schema, property, content)
            }
            kind if kind.has_options() => {
                content.only(&["options", "groups"])?;
                match content.optional("options") {
                    Some(options) => property.set_options(&options),
                    None if kind == Kind::Status && property.options.is_empty() => {
                        property.add_status_options();
                        Ok(())
                    }
                    None => Ok(()),
                }
            }
            _ => content.only(&[]),
        }
    }

    /// Leads a relation to a table. One that goes both ways gets another end there.
    fn relate(
        &mut self,
        table: Id,
        property: &mut Property,
        content: &Place<'_>,
    ) -> Result<(), Failure> {
        let keys = ["data_source_id", "database_id"];
        let (form, details) = content.variant(&["single_property", "dual_property"], &keys)?;
        details.only(&["synced_property_id", "synced_property_name"])?;
        let related = match content.optional("database_id") {
            Some(id) if !self.version.has_data_sources() => {
                let database = self.workspace.database(id.id()?)?;
                self.workspace.only_data_source(database)?.entry.id
            }
            _ => {
                content.only(&["type", "data_source_id", "single_property", "dual_property"])?;
                content.get("data_source_id").id()?
            }
        };
        self.table(related)?;
        let name =
            details.optional("synced_property_name").map(|name| name.string()).transpose()?;
        if form == "dual_property"
            && property.related() == Some(related)
            && property.synced().is_some()
        {
            if let (Some(name), Some(synced)) = (name, property.synced()) {
                let synced = synced.to_owned();
                if let Some(other) = self.table(related)?.schema.find_mut(&synced) {
                    name.clone_into(&mut other.name);
                }
            }
            return Ok(());
        }
        self.unpair(property);
        property.config.clear();
        property.config.insert("data_source_id".to_owned(), related.into());
        property.config.insert("type".to_owned(), form.into());
        property.config.insert(form.to_owned(), json!({}));
        if form == "single_property" {
            return Ok(());
        }
        let title = rich_text::plain(&self.table(table)?.title);
        let made_up = format!("Related to {title} ({})", property.name);
        let mut other =
            Property::new(&mut self.change.random, Kind::Relation, name.unwrap_or(&made_up));
        self.check_name(related, &other)?;
        let end = |id: &str| json!({"synced_property_id": id});
        other.config.insert("data_source_id".to_owned(), table.into());
        other.config.insert("type".to_owned(), form.into());
        other.config.insert(form.to_owned(), end(&property.id));
        property.config.insert(form.to_owned(), end(&other.id));
        self.change.paired.push((table, property.id.clone()));
        self.table(related)?.schema.properties.push(other);
        Ok(())
    }

    /// Leaves the other end of a relation that went both ways alone.
    fn unpair(&mut self, property: &Property) {
        let (Some(related), Some(synced)) = (property.related(), property.synced()) else { return };
        let Some(table) = self.change.tables.get_mut(&related) else { return };
        if let Some(other) = table.schema.find_mut(synced) {
            other.config.remove("dual_property");
            other.config.insert("type".to_owned(), "single_property".into());
            other.config.insert("single_property".to_owned(), json!({}));
        }
    }
}

impl SchemaChange {
    /// Makes the change: rows lose what has no property any more, and have what is new empty.
    pub(in crate::sandbox::notion) fn apply(self, workspace: &mut Workspace) {
        workspace.data_sources = self.tables;
        workspace.random = self.random;
        for page in workspace.pages.values_mut() {
            let table = page.table_id().and_then(|id| workspace.data_sources.get(&id));
            let Some(table) = table else { continue };
            let void = |id: &str| {
                self.retyped.iter().any(|(of, property)| *of == table.entry.id && property == id)
            };
            let schema = &table.schema;
            page.contents.retain(|id, _| schema.find(id).is_some() && !void(id));
            for property in schema.properties() {
                let empty = || property.kind().empty(property.options());
                let content = page.contents.entry(property.id.clone()).or_insert_with(empty);
                if property.kind().has_options() {
                    *content = property.still_chosen(content);
                }
            }
        }
        for (table, property) in self.paired {
            relations::mirror_all(workspace, table, &property);
        }
    }
}
