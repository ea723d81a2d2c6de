//! Workspaces that a test writes down.

use alloy_core::ErrorKind;
use alloy_testkit::{Contents, Sandbox, Table, Workspace};
use serde_json::{Value, json};

use crate::{
    blocks::children,
    exchange::{notion, retrieve, search},
};

fn sandbox(workspace: Workspace) -> Sandbox {
    Sandbox::builder().workspace(workspace).unwrap().build()
}

fn kinds(sandbox: &Sandbox, id: &Value) -> Vec<String> {
    let list = children(sandbox, id, json!({}));
    let kind = |block: &Value| block["type"].as_str().unwrap().to_owned();
    list["results"].as_array().unwrap().iter().map(kind).collect()
}

/// The row of that title, with its properties' contents by name.
fn row(sandbox: &Sandbox, title: &str) -> Value {
    let page = retrieve(sandbox, &json!(sandbox.page_id(title).unwrap())).data();
    let properties = page["properties"].as_object().unwrap().iter();
    let content = |property: &Value| property[property["type"].as_str().unwrap()].clone();
    properties.map(|(name, property)| (name.clone(), content(property))).collect()
}

#[test]
fn nothing_is_there_but_the_integration() {
    let sandbox = sandbox(Workspace::new());
    assert_eq!(search(&sandbox, json!({})).data()["results"], json!([]));
    let users = notion(&sandbox, "get-users", json!({})).data();
    assert_eq!(users["results"].as_array().unwrap().len(), 1);
}

#[test]
fn pages_hold_what_was_written_in_order() {
    let sandbox = sandbox(Workspace::new().page("Roadmap", |page| {
        page.heading_1("a")
            .heading_2("b")
            .heading_3("c")
            .paragraph("d")
            .quote("e")
            .to_do("f")
            .done("g")
            .callout("💡", "h")
            .code("rust", "i")
            .divider()
            .numbered_list_item("j", |it| it)
            .block(json!({"bookmark": {"url": "https://example.com"}}))
            .toggle("k", |inside| inside.bulleted_list_item("l", |it| it.paragraph("m")))
            .page("Inside", |page| page.paragraph("n").comment("Why?"))
            .database("Tasks", |tasks| tasks.row("Write", json!({})))
    }));
    let page = json!(sandbox.page_id("Roadmap").unwrap());
    assert_eq!(
        kinds(&sandbox, &page),
        [
            "heading_1",
            "heading_2",
            "heading_3",
            "paragraph",
            "quote",
            "to_do",
            "to_do",
            "callout",
            "code",
            "divider",
            "numbered_list_item",
            "bookmark",
            "toggle",
            "child_page",
            "child_database",
        ]
    );
    let toggle = json!(sandbox.block_id("k").unwrap());
    assert_eq!(kinds(&sandbox, &toggle), ["bulleted_list_item"]);
    let parts = json!({"pathParams": {"block_id": sandbox.block_id("m").unwrap()}});
    let inner = notion(&sandbox, "retrieve-a-block", parts).data();
    assert_eq!(inner["parent"]["block_id"], json!(sandbox.block_id("l").unwrap()));

    let inside = sandbox.page_id("Inside").unwrap();
    let read = retrieve(&sandbox, &json!(inside)).data();
    assert_eq!(read["parent"], json!({"type": "page_id", "page_id": page}));
    let parts = json!({"queryParameters": {"block_id": inside}});
    let comments = notion(&sandbox, "retrieve-a-comment", parts).data();
    assert_eq!(comments["results"][0]["rich_text"][0]["plain_text"], "Why?");
    let parts = json!({"pathParams": {"database_id": sandbox.database_id("Tasks").unwrap()}});
    let tasks = notion(&sandbox, "retrieve-a-database", parts).data();
    assert_eq!(tasks["parent"], json!({"type": "page_id", "page_id": page}));
}

#[test]
fn rows_take_the_shortest_values() {
    let sandbox = sandbox(
        Workspace::new().person("Ada", "ada@example.com").page("Other", |page| page).database(
            "Tasks",
            |tasks| {
                tasks
                    .select("Priority", ["High", "Low"])
                    .multi_select("Tags", ["api"])
                    .status("Status", ["Open", "Closed"])
                    .number("Estimate")
                    .date("Due")
                    .checkbox("Done")
                    .people("Assignee")
                    .rich_text("Notes")
                    .url("Link")
                    .email("Contact")
                    .phone_number("Phone")
                    .files("Files")
                    .unique_id("Number")
                    .row(
                        "Full",
                        json!({
                            "Priority": "Low",
                            "Tags": ["api", "new"],
                            "Status": "Closed",
                            "Estimate": 2.5,
                            "Due": "2026-01-12",
                            "Done": true,
                            "Assignee": ["Ada"],
                            "Notes": "x".repeat(2500),
                            "Link": "https://example.com",
                            "Contact": "ada@example.com",
                            "Phone": "+1 555 0100",
                            "Files": ["https://example.com/a.pdf"],
                        }),
                    )
                    .row("Own form", json!({"Due": {"date": {"start": "2026-01-01"}}}))
                    .row_with("Empty", json!({}), |page| page.paragraph("On its page"))
            },
        ),
    );
    let full = row(&sandbox, "Full");
    assert_eq!(full["Priority"]["name"], "Low");
    assert_eq!(full["Tags"][1]["name"], "new");
    assert_eq!(full["Status"]["name"], "Closed");
    assert_eq!((&full["Estimate"], &full["Done"]), (&json!(2.5), &json!(true)));
    assert_eq!(full["Due"]["start"], "2026-01-12");
    assert_eq!(full["Assignee"][0]["id"], json!(sandbox.person_id("Ada").unwrap()));
    assert_eq!(full["Notes"].as_array().unwrap().len(), 2);
    assert_eq!(full["Files"][0]["name"], "a.pdf");
    assert_eq!(full["Number"]["number"], 1);
    assert_eq!(row(&sandbox, "Own form")["Due"]["start"], "2026-01-01");
    assert_eq!(row(&sandbox, "Empty")["Status"]["name"], "Open");
    let page = json!(sandbox.page_id("Empty").unwrap());
    assert_eq!(kinds(&sandbox, &page), ["paragraph"]);

    let query = json!({
        "pathParams": {"data_source_id": sandbox.data_source_id("Tasks").unwrap()},
        "headers": {"Notion-Version": "2025-09-03"},
    });
    let rows = notion(&sandbox, "query-data-source", query).data();
    assert_eq!(rows["results"].as_array().unwrap().len(), 3);
}

#[test]
fn tables_of_any_length_and_depth_are_written() {
    let rows = (0..150).fold(Table::default(), |table, at| table.row(format!("{at}"), json!({})));
    let deep = (0..10).fold(Contents::default(), |inside, at| {
        Contents::default().toggle(format!("{at}"), |_| inside)
    });
    let long = (0..150).fold(Contents::default(), |page, at| page.paragraph(format!("line {at}")));
    let sandbox = sandbox(
        Workspace::new().database("Rows", |_| rows).page("Deep", |_| deep).page("Long", |_| long),
    );
    assert!(sandbox.page_id("149").is_some());
    assert!(sandbox.block_id("0").is_some());
    assert!(sandbox.block_id("line 149").is_some());
}

#[test]
fn ids_follow_the_seed() {
    let workspace = || {
        Workspace::new()
            .page("A", |page| page.paragraph("b"))
            .database("C", |table| table.number("D"))
    };
    let ids = |seed: u64| {
        let builder = Sandbox::builder().seed(seed).workspace(workspace()).unwrap();
        let sandbox = builder.build();
        let title = sandbox.page_id("A").unwrap();
        [title, sandbox.block_id("b").unwrap(), sandbox.database_id("C").unwrap()]
    };
    assert_eq!(ids(1), ids(1));
    assert_ne!(ids(1), ids(2));
    let sandbox = sandbox(workspace());
    assert_eq!((sandbox.page_id("b"), sandbox.block_id("A")), (None, None));
}

#[test]
fn what_is_called_so_is_the_oldest_that_is_left() {
    let workspace = Workspace::new().page("Twice", |page| page).page("Twice", |page| page);
    let sandbox = sandbox(workspace);
    let first = sandbox.page_id("Twice").unwrap();
    notion(&sandbox, "delete-a-block", json!({"pathParams": {"block_id": first}})).data();
    let second = sandbox.page_id("Twice").unwrap();
    assert_ne!(first, second);
    notion(&sandbox, "delete-a-block", json!({"pathParams": {"block_id": second}})).data();
    assert_eq!(sandbox.page_id("Twice"), None);
}

#[test]
fn emojis_and_files_come_with_the_workspace() {
    let sandbox = sandbox(
        Workspace::new()
            .custom_emoji("shipit", "https://example.com/shipit.png")
            .file("plan.pdf", "application/pdf"),
    );
    let query = json!({"queryParameters": {"name": "shipit"}});
    let emoji = notion(&sandbox, "list-custom-emojis", query).data()["results"][0].take();
    assert_eq!(emoji["url"], "https://example.com/shipit.png");
    let mut body = crate::exchange::titled("With an emoji");
    body["icon"] = json!({"custom_emoji": {"id": emoji["id"]}});
    let page = crate::exchange::create(&sandbox, body).data();
    assert_eq!(page["icon"]["custom_emoji"], emoji);
    let files = notion(&sandbox, "list-file-uploads", json!({})).data();
    assert_eq!(files["results"][0]["status"], "uploaded");
    assert_eq!(files["results"][0]["filename"], "plan.pdf");
}

#[test]
fn what_notion_would_refuse_is_refused_by_name() {
    for (workspace, problem) in [
        (
            Workspace::new().page("A", |page| page.code("klingon", "x")),
            "the page \"A\" cannot be written: children failed validation: children[0].code.language",
        ),
        (
            Workspace::new().page("A", |page| page.block(json!({"junk": {}}))),
            "the page \"A\" cannot be written",
        ),
        (
            Workspace::new().database("T", |table| table.property("P", json!({"junk": {}}))),
            "the database \"T\" cannot be written",
        ),
        (
            Workspace::new().database("T", |table| table.row("R", json!({"P": 1}))),
            "the value \"P\" of the row \"R\" cannot be written: P is not a property that exists.",
        ),
        (
            Workspace::new().database("T", |table| table.people("P").row("R", json!({"P": ["X"]}))),
            "There is no \"X\" yet.",
        ),
        (
            Workspace::new().database("T", |table| table.number("P").row("R", json!({"P": "x"}))),
            "cannot be written",
        ),
        (
            Workspace::new().database("T", |table| table.row("R", json!([]))),
            "the values of the row \"R\" are no object",
        ),
    ] {
        let error = Sandbox::builder().workspace(workspace).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(problem), "{error}");
    }
}
