//! Views and their queries.

use alloy_core::{Effect, Listing, Next};
use alloy_notion::{
    BlockId, CreateView, CreateViewQuery, DataSourceId, DatabaseId, DeleteView, DeleteViewQuery,
    Direction, Filter, GetViewQueryResults, ListViews, PageId, RetrieveView, Sort, UpdateView,
    ViewId, ViewPlace, ViewPosition, ViewQueryId, ViewType, WidgetPlacement,
};
use serde_json::{Value, json};

use crate::operations::{OTHER, UUID, answered, id, other, reads, refusal, sends};

fn create(place: ViewPlace) -> CreateView {
    CreateView::new(id::<DataSourceId>(), "Tasks", ViewType::Table, place)
}

#[test]
fn a_view_goes_to_one_of_three_places() {
    let (database, dashboard, page) = (other::<DatabaseId>(), other::<ViewId>(), other::<PageId>());
    for (place, keys) in [
        (ViewPlace::database(&database), json!({"database_id": OTHER})),
        (
            ViewPlace::database_at(&database, ViewPosition::start()),
            json!({"database_id": OTHER, "position": {"type": "start"}}),
        ),
        (
            ViewPlace::database_at(&database, ViewPosition::end()),
            json!({"database_id": OTHER, "position": {"type": "end"}}),
        ),
        (
            ViewPlace::database_at(&database, ViewPosition::after(id::<ViewId>())),
            json!({"database_id": OTHER, "position": {"type": "after_view", "view_id": UUID}}),
        ),
        (ViewPlace::dashboard(&dashboard), json!({"view_id": OTHER})),
        (
            ViewPlace::dashboard_at(&dashboard, WidgetPlacement::new_row()),
            json!({"view_id": OTHER, "placement": {"type": "new_row"}}),
        ),
        (
            ViewPlace::dashboard_at(&dashboard, WidgetPlacement::new_row_at(0)),
            json!({"view_id": OTHER, "placement": {"type": "new_row", "row_index": 0}}),
        ),
        (
            ViewPlace::dashboard_at(&dashboard, WidgetPlacement::existing_row(2)),
            json!({"view_id": OTHER, "placement": {"type": "existing_row", "row_index": 2}}),
        ),
        (
            ViewPlace::linked_database(&page),
            json!({"create_database": {"parent": {"type": "page_id", "page_id": OTHER}}}),
        ),
        (
            ViewPlace::linked_database_after(&page, id::<BlockId>()),
            json!({"create_database": {
                "parent": {"type": "page_id", "page_id": OTHER},
                "position": {"type": "after_block", "block_id": UUID}
            }}),
        ),
    ] {
        let mut body = json!({"data_source_id": UUID, "name": "Tasks", "type": "table"});
        body.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
        let operation = ("create-view", Effect::Write);
        sends(&create(place), operation, json!({}), json!({}), body);
    }
    let nameless = CreateView::new(
        id::<DataSourceId>(),
        "",
        ViewType::Table,
        ViewPlace::database(id::<DatabaseId>()),
    );
    assert!(refusal(&nameless).contains("name: is empty"));
}

#[test]
fn details_go_out_as_they_are() {
    let filter = json!({"property": "Done", "checkbox": {"equals": false}});
    let sorts = json!([{"property": "Due", "direction": "ascending"}]);
    let quick = json!({"a%3Ab": {"select": {"equals": "High"}}});
    let configuration = json!({"type": "table", "frozen_column_index": 1, "new_setting": null});
    let action = create(ViewPlace::database(other::<DatabaseId>()))
        .filter(filter.clone())
        .sorts(sorts.clone())
        .quick_filters(quick.clone())
        .configuration(configuration.clone());
    let body = json!({
        "data_source_id": UUID, "name": "Tasks", "type": "table", "database_id": OTHER,
        "filter": filter, "sorts": sorts, "quick_filters": quick, "configuration": configuration
    });
    sends(&action, ("create-view", Effect::Write), json!({}), json!({}), body);

    let operation = ("update-a-view", Effect::Idempotent);
    let path = json!({"view_id": UUID});
    let view = || UpdateView::new(id::<ViewId>());
    let action = view()
        .name("Open")
        .filter(filter.clone())
        .sorts(sorts.clone())
        .quick_filters(quick.clone())
        .configuration(configuration.clone());
    let body = json!({
        "name": "Open",
        "filter": filter, "sorts": sorts, "quick_filters": quick, "configuration": configuration
    });
    sends(&action, operation, path.clone(), json!({}), body);
    let action = view()
        .filter(Filter::checkbox("Done").equals(false))
        .sorts([Sort::property("Due", Direction::Ascending)]);
    let body = json!({"filter": filter, "sorts": sorts});
    sends(&action, operation, path.clone(), json!({}), body);
    let last = Sort::last_edited_time(Direction::Descending);
    let body = json!({"sorts": [{"timestamp": "last_edited_time", "direction": "descending"}]});
    sends(&view().sorts([last]), operation, path.clone(), json!({}), body);
    let nested = Filter::and([Filter::or([Filter::and([Filter::checkbox("a").equals(true)])])]);
    assert!(refusal(&view().filter(nested)).contains("filter.and[0].or[0].and: is a group"));
    let action = view().remove_filter().remove_sorts().remove_quick_filters();
    let body = json!({"filter": null, "sorts": null, "quick_filters": null});
    sends(&action, operation, path.clone(), json!({}), body);
    sends(&view(), operation, path, json!({}), json!(null));
    assert!(refusal(&view().name("")).contains("name: is empty"));
    let huge = json!({"type": "table", "made_up": "x".repeat(512 * 1024)});
    assert!(refusal(&view().configuration(huge.clone())).contains("body: "));
    let action = create(ViewPlace::database(other::<DatabaseId>())).configuration(huge);
    assert!(refusal(&action).contains("body: "));
}

#[test]
fn the_other_actions() {
    let none = json!({});
    let (view, query) = (id::<ViewId>(), other::<ViewQueryId>());
    let read = Effect::Read;
    let list = ListViews::of_database(id::<DatabaseId>());
    sends(&list, ("list-views", read), none.clone(), json!({"database_id": UUID}), json!(null));
    let list = ListViews::of_data_source(id::<DataSourceId>()).page_size(3);
    let parameters = json!({"data_source_id": UUID, "page_size": 3});
    sends(&list, ("list-views", read), none.clone(), parameters, json!(null));
    let path = json!({"view_id": UUID});
    let action = RetrieveView::new(&view);
    sends(&action, ("retrieve-a-view", read), path.clone(), none.clone(), json!(null));
    let action = DeleteView::new(&view);
    sends(&action, ("delete-view", Effect::Idempotent), path.clone(), none.clone(), json!(null));
    let run = CreateViewQuery::new(&view);
    let operation = ("create-view-query", Effect::Write);
    sends(&run, operation, path.clone(), none.clone(), json!(null));
    sends(&run.page_size(7), operation, path, none.clone(), json!({"page_size": 7}));
    assert!(refusal(&CreateViewQuery::new(&view).page_size(0)).contains("page_size"));
    let path = json!({"view_id": UUID, "query_id": OTHER});
    let action = GetViewQueryResults::new(&view, &query).page_size(7).start_cursor("made-up");
    let parameters = json!({"start_cursor": "made-up", "page_size": 7});
    sends(&action, ("get-view-query-results", read), path.clone(), parameters, json!(null));
    let action = DeleteViewQuery::new(&view, &query);
    sends(&action, ("delete-view-query", Effect::Idempotent), path, none, json!(null));
}

fn view() -> Value {
    json!({
        "object": "view",
        "id": UUID,
        "parent": {"type": "database_id", "database_id": OTHER},
        "name": "Tasks",
        "type": "board",
        "created_time": "2026-07-10T09:30:00.000Z",
        "last_edited_time": "2026-07-10T09:30:00.000Z",
        "url": "https://example.com/v",
        "data_source_id": OTHER,
        "created_by": {"object": "user", "id": OTHER},
        "last_edited_by": null,
        "filter": {"and": [{"property": "a", "checkbox": {"equals": true}}]},
        "sorts": [],
        "quick_filters": null,
        "configuration": {"type": "board", "group_by": {"type": "status"}, "width": 1.0},
        "dashboard_view_id": OTHER
    })
}

#[test]
fn a_view_comes_in_without_loss() {
    let action = RetrieveView::new(id::<ViewId>());
    let read = reads(&action, &view());
    assert_eq!((read.view_type.clone(), read.is_partial()), (Some(ViewType::Board), false));
    let configuration = read.configuration.unwrap().to_value();
    assert_eq!(configuration, view()["configuration"]);
    let mut strange = view();
    strange["type"] = json!("hologram");
    assert_eq!(reads(&action, &strange).view_type.unwrap().as_str(), "hologram");

    let partial = json!({"object": "view", "id": UUID, "type": "table"});
    assert!(reads(&DeleteView::new(id::<ViewId>()), &partial).is_partial());
    let list = json!({"object": "list", "results": [partial], "next_cursor": null,
                      "has_more": false, "type": "view", "view": {}});
    assert_eq!(reads(&ListViews::of_database(id::<DatabaseId>()), &list).results.len(), 1);
}

#[test]
fn a_run_is_read_to_its_end() {
    let run = reads(
        &CreateViewQuery::new(id::<ViewId>()),
        &json!({
            "object": "view_query",
            "id": OTHER,
            "view_id": UUID,
            "expires_at": "2026-07-10T09:45:00.000Z",
            "total_count": 3,
            "results": [{"object": "page", "id": UUID}],
            "next_cursor": "next",
            "has_more": true,
            "request_status": {"type": "complete"}
        }),
    );
    let unreadable = json!({"object": "view_query", "id": OTHER, "results": [{}]});
    let error = answered(&CreateViewQuery::new(id::<ViewId>()), &unreadable).unwrap_err();
    assert!(error.to_string().contains("results[0]"), "{error}");
    let rest = run.rest().unwrap();
    sends(
        &rest,
        ("get-view-query-results", Effect::Read),
        json!({"view_id": UUID, "query_id": OTHER}),
        json!({"start_cursor": "next"}),
        json!(null),
    );
    let list = reads(
        &rest,
        &json!({"object": "list", "results": [{"object": "page", "id": OTHER}],
                "next_cursor": null, "has_more": false, "type": "page", "page": {}}),
    );
    assert!(list.results[0].is_partial());
    assert_eq!(list.next(), Next::End);
    let deleted = reads(
        &DeleteViewQuery::new(id::<ViewId>(), other::<ViewQueryId>()),
        &json!({"object": "view_query", "id": OTHER, "deleted": true}),
    );
    assert!(deleted.deleted);
}
