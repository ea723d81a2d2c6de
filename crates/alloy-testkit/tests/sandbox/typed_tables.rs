//! The typed actions of Notion against the sandbox, which knows nothing of them: what one writes
//! the other takes, and what it answers is understood to the last key.

use alloy_notion::{
    CreateDataSource, CreateDatabase, CreatePage, DataSource, Database, DateInput, Direction,
    Filter, List, ListDataSourceTemplates, MovePage, MultipleDataSources, NotionVersion,
    NumberFormat, Page, PropertyId, PropertyInput, PropertySchemaInput, QueryDataSource,
    QueryDatabase, RelationInput, RetrieveDatabase, RetrievePage, RetrievePageProperty,
    RollupFunction, Search, SearchResult, Sort, UpdateDataSource, UpdateDatabase, UpdatePage,
};
use alloy_testkit::Sandbox;
use alloy_transport::{Client, Connection};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    exchange::{block_on, notion, tasks},
    tables::newer,
};

/// Connections of the older and the newer version.
fn connections(sandbox: &Sandbox) -> [Connection; 2] {
    let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build().unwrap();
    let older = client.connection(sandbox.credential_id());
    let newer = older.with_header(NotionVersion::V2025_09_03.header().unwrap());
    [older, newer]
}

/// That JSON is of a type, and comes out of it as it went in. The request's id is no part of it.
#[track_caller]
fn understood<T: DeserializeOwned + Serialize>(mut json: Value) -> T {
    json.as_object_mut().unwrap().remove("request_id");
    let typed: T = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), json);
    typed
}

#[test]
fn replies_are_understood_to_the_last_key() {
    let sandbox = Sandbox::new();
    let database = tasks(&sandbox)["id"].clone();
    let path = json!({"pathParams": {"database_id": database}});
    let table: Database = understood(notion(&sandbox, "retrieve-a-database", path.clone()).data());
    assert!(table.extra().is_empty(), "{:?}", table.extra());
    let holder: Database = understood(newer(&sandbox, "retrieve-a-database", path.clone()).data());
    assert!(holder.extra().is_empty(), "{:?}", holder.extra());
    let id = serde_json::to_value(&holder).unwrap()["data_sources"][0]["id"].clone();
    let path_of_source = json!({"pathParams": {"data_source_id": id}});
    let reply = newer(&sandbox, "retrieve-a-data-source", path_of_source.clone()).data();
    let source: DataSource = understood(reply);
    assert!(source.extra().is_empty(), "{:?}", source.extra());
    let rows: List<Page> = understood(notion(&sandbox, "post-database-query", path).data());
    assert_eq!(rows.results.len(), 3);
    let reply = newer(&sandbox, "query-data-source", path_of_source).data();
    let rows: List<SearchResult> = understood(reply);
    for row in rows.iter().filter_map(SearchResult::as_page) {
        assert!(row.extra().is_empty(), "{:?}", row.extra());
    }
    understood::<List<SearchResult>>(notion(&sandbox, "post-search", json!({})).data());
    understood::<List<SearchResult>>(newer(&sandbox, "post-search", json!({})).data());
}

#[test]
fn a_table_is_made_filled_changed_and_asked_in_the_older_version() -> Result<(), alloy_core::Error>
{
    let sandbox = Sandbox::new();
    let [client, _] = connections(&sandbox);
    block_on(async {
        let home = client.execute(&CreatePage::in_workspace().title("Home")).await?;
        let create = CreateDatabase::in_page(&home.id)
            .title("Groceries")
            .property("Name", PropertySchemaInput::title())
            .property("Price", PropertySchemaInput::number(NumberFormat::Euro))
            .property("Kind", PropertySchemaInput::select(["fruit", "other"]))
            .property("Twice", PropertySchemaInput::formula("prop(\"Price\") * 2"))
            .property("Bought", PropertySchemaInput::date());
        let database = client.execute(&create).await?;
        for (name, price, kind) in [("Kale", 2.5, "other"), ("Apple", 0.5, "fruit")] {
            let row = CreatePage::in_database(&database.id)
                .title(name)
                .property("Price", PropertyInput::number(price))
                .property("Kind", PropertyInput::select(kind))
                .property("Bought", PropertyInput::date(DateInput::day("2026-01-06")));
            client.execute(&row).await?;
        }
        let update = UpdateDatabase::new(&database.id)
            .property(
                "Pairs",
                PropertySchemaInput::relation(RelationInput::database(&database.id).dual()),
            )
            .property("All", PropertySchemaInput::rollup("Pairs", "Price", RollupFunction::Sum))
            .rename_property("Kind", "Sort");
        client.execute(&update).await?;
        let found = client
            .execute(
                &QueryDatabase::new(&database.id)
                    .filter(Filter::and([
                        Filter::formula("Twice").number().greater_than(0.5),
                        Filter::date("Bought").this_week(),
                    ]))
                    .sort(Sort::property("Price", Direction::Ascending)),
            )
            .await?;
        let names: Vec<_> =
            found.iter().filter_map(|row| row.as_page()).map(|row| row.title()).collect();
        assert_eq!(names, ["Apple", "Kale"]);
        let [apple, kale] = [0, 1].map(|at| found.results[at].as_page().unwrap().id.clone());
        let link = PropertyInput::relation([&kale]);
        client.execute(&UpdatePage::new(&apple).property("Pairs", link)).await?;
        let sum = PropertyId::new("All")?;
        let sum = client.execute(&RetrievePageProperty::new(&apple, sum)).await?;
        assert_eq!(serde_json::to_value(sum.rollup()).unwrap()["number"], 2.5);
        client.execute(&UpdatePage::new(&kale).trash()).await?;
        assert!(client.execute(&RetrievePage::new(&kale)).await?.is_in_trash());
        let left = client.execute(&QueryDatabase::new(&database.id)).await?;
        assert_eq!(left.results.len(), 1);
        Ok(())
    })
}

#[test]
fn data_sources_are_made_changed_and_asked_in_the_newer_version() -> Result<(), alloy_core::Error> {
    let sandbox = Sandbox::new();
    let [older, client] = connections(&sandbox);
    block_on(async {
        let create = CreateDatabase::in_workspace()
            .title("Two tables")
            .property("Name", PropertySchemaInput::title());
        let database = client.execute(&create).await?;
        let create = CreateDataSource::in_database(&database.id)
            .title("Second")
            .property("Key", PropertySchemaInput::title())
            .property("Done", PropertySchemaInput::checkbox());
        let second = client.execute(&create).await?;
        let error = older.execute(&RetrieveDatabase::new(&database.id)).await.unwrap_err();
        let several = MultipleDataSources::of(&error).unwrap();
        assert_eq!(several.child_data_source_ids.len(), 2);
        let row = CreatePage::in_data_source(&second.id)
            .property("Key", PropertyInput::title("k"))
            .property("Done", PropertyInput::checkbox(true));
        let row = client.execute(&row).await?;
        let update = UpdateDataSource::new(&second.id).rename_property("Done", "Ready");
        client.execute(&update).await?;
        let query = QueryDataSource::new(&second.id).filter(Filter::checkbox("Ready").equals(true));
        assert_eq!(client.execute(&query).await?.results.len(), 1);
        let page = client.execute(&CreatePage::in_workspace().title("Out")).await?;
        client.execute(&MovePage::into_page(&row.id, &page.id)).await?;
        assert_eq!(client.execute(&query).await?.results.len(), 0);
        client.execute(&MovePage::into_data_source(&row.id, &second.id)).await?;
        let query = QueryDataSource::new(&second.id);
        assert_eq!(client.execute(&query).await?.results.len(), 1);
        let found = client.execute(&Search::databases().query("second")).await?;
        assert_eq!(found.results.len(), 1);
        let templates = client.execute(&ListDataSourceTemplates::new(&second.id)).await?;
        assert_eq!(templates.templates.len(), 0);
        Ok(())
    })
}
