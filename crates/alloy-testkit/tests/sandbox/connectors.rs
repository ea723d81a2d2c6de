//! The catalogue: what connectors say of themselves.

use alloy_testkit::{
    ActionDescription, Authentication, ExecuteCall, Sandbox, StandIn, StandInReply,
};
use http::Method;
use serde_json::json;

use crate::exchange::{Exchange, both_ways};

/// A help desk whose credentials are keys.
struct Desk;

impl StandIn for Desk {
    fn connector(&self) -> &'static str {
        "help-desk"
    }

    fn execute(&mut self, _: &ExecuteCall<'_>) -> StandInReply {
        StandInReply::unknown_action()
    }

    fn categories(&self) -> Vec<String> {
        vec!["support".into()]
    }

    fn actions(&self) -> Vec<ActionDescription> {
        let ticket = ActionDescription::new("getTicket", Method::GET, "/tickets/{ticket_id}")
            .resource("tickets")
            .description("Retrieves a ticket.")
            .query("expand", json!({"type": "boolean"}))
            .required_query("fields", json!({"type": "string"}))
            .header("X-Team");
        let reply = ActionDescription::new("create_reply", Method::POST, "/replies")
            .name("Reply")
            .resource("replies")
            .request_body(json!({"type": "object", "required": ["text"]}))
            .sample_success_response(json!({"id": 1}));
        vec![ticket, reply, ActionDescription::new("x", Method::GET, "/x").resource("tickets")]
    }

    fn authentication(&self) -> Vec<Authentication> {
        let schema = json!({
            "type": "object",
            "properties": {"subdomain": {"type": "string"}},
            "required": ["subdomain"],
        });
        vec![Authentication::key("apiKey").data(schema)]
    }
}

pub(crate) fn with_desk() -> Sandbox {
    Sandbox::builder().stand_in(Desk).build()
}

#[test]
fn connectors_are_listed() {
    let sandbox = Sandbox::builder().stand_in(Desk).public_url("http://here").build();
    let desk = json!({
        "id": "help-desk", "name": "Help desk", "icon": "http://here/icons/help-desk.png",
        "group": ["output"], "category": ["support"],
    });
    both_ways(&sandbox, |way| {
        let list = way.exchange(&Exchange::get(&sandbox, "/connectors")).granted();
        assert_eq!(list["connectors"][0], desk);
        assert_eq!(list["connectors"][1]["id"], "notion");
        assert_eq!(list["connectors"].as_array().unwrap().len(), 2);
        let one = way.exchange(&Exchange::get(&sandbox, "/connectors/help-desk")).granted();
        assert_eq!(one, json!({"connector": desk}));
    });
}

#[test]
fn actions_are_grouped_by_resource() {
    let sandbox = with_desk();
    let summary =
        |id, name, description| json!({"id": id, "name": name, "description": description});
    let ticket = summary("getTicket", "GetTicket", "Retrieves a ticket.");
    let (reply, x) = (summary("create_reply", "Reply", ""), summary("x", "X", ""));
    both_ways(&sandbox, |way| {
        let resources = Exchange::get(&sandbox, "/connectors/help-desk/resources");
        assert_eq!(
            way.exchange(&resources).granted(),
            json!({"resources": [
                {"name": "tickets", "description": "Manage tickets.", "actions": [ticket, x]},
                {"name": "replies", "description": "Manage replies.", "actions": [reply]},
            ]})
        );
        let flat = way.exchange(&Exchange::get(&sandbox, "/connectors/help-desk/actions"));
        assert_eq!(flat.granted(), json!({"actions": [ticket, reply, x]}));
    });
}

#[test]
fn an_actions_schema_has_its_method_path_and_parameters() {
    let sandbox = with_desk();
    let get = |id: &str| {
        let path = format!("/connectors/help-desk/actions/{id}");
        crate::exchange::Way::exchange(&sandbox, &Exchange::get(&sandbox, &path))
    };
    let text = json!({"type": "string"});
    assert_eq!(
        get("getTicket").granted(),
        json!({"action": {
            "id": "getTicket", "displayName": "GetTicket", "description": "Retrieves a ticket.",
            "httpMethod": "get", "path": "/tickets/{ticket_id}",
            "parameters": [
                {"name": "ticket_id", "in": "path", "required": true, "schema": text},
                {"name": "expand", "in": "query", "required": false, "schema": {"type": "boolean"}},
                {"name": "fields", "in": "query", "required": true, "schema": text},
                {"name": "X-Team", "in": "header", "required": false, "schema": text},
            ],
        }})
    );
    let reply = get("create_reply").granted();
    assert_eq!(reply["action"]["requestBody"], json!({"type": "object", "required": ["text"]}));
    assert_eq!(reply["action"]["sampleSuccessResponse"], json!({"id": 1}));
    assert_eq!(get("getticket").status, 404);
}

#[test]
fn metadata_tells_what_a_credential_needs() {
    let sandbox = with_desk();
    let metadata = |connector: &str| {
        let path = format!("/connectors/{connector}/credentials/metadata");
        let reply = crate::exchange::Way::exchange(&sandbox, &Exchange::get(&sandbox, &path));
        let mut metadata = reply.granted()["metadata"].take();
        assert_eq!(metadata.as_array().unwrap().len(), 1);
        metadata[0].take()
    };
    let notion = metadata("notion");
    assert_eq!(notion["authenticationType"], "oauth2");
    assert_eq!(notion["authConfigRequired"], false);
    let required = json!(["userId", "authenticationType", "redirectUri"]);
    assert_eq!(notion["inputSchema"]["required"], required);
    assert_eq!(notion["inputSchema"]["properties"]["redirectUri"]["format"], "uri");
    assert_eq!(notion["sampleInput"]["redirectUri"], "https://example.com");

    let desk = metadata("help-desk");
    assert_eq!(desk["authenticationType"], "apiKey");
    assert_eq!(desk["inputSchema"]["required"], json!(["userId", "authenticationType", "data"]));
    assert_eq!(desk["inputSchema"]["properties"]["data"]["required"], json!(["subdomain"]));
    assert_eq!(desk["inputSchema"]["properties"]["authenticationType"]["const"], "apiKey");
    assert_eq!(desk["sampleInput"]["data"], json!({"subdomain": "string"}));
}

#[test]
fn what_the_notion_stand_in_does_is_described() {
    let sandbox = Sandbox::new();
    let get = |path: &str| {
        let path = format!("/connectors/notion{path}");
        crate::exchange::Way::exchange(&sandbox, &Exchange::get(&sandbox, &path)).granted()
    };
    let resources = get("/resources")["resources"].take();
    let names: Vec<_> =
        resources.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    for name in ["pages", "databases", "blocks", "users", "comments", "search"] {
        assert!(names.contains(&name), "{names:?}");
    }
    let actions = get("/actions")["actions"].take();
    for action in actions.as_array().unwrap() {
        let id = action["id"].as_str().unwrap();
        assert_eq!(get(&format!("/actions/{id}"))["action"]["id"], id);
        let body = json!({"credentialId": sandbox.credential_id()});
        let call = Exchange::execute(&sandbox, "notion", id, &body);
        let reply = crate::exchange::Way::exchange(&sandbox, &call).body;
        assert!(!reply.contains("not found for connector"), "{id}: {reply}");
    }
    let post = get("/actions/post-page")["action"].take();
    assert_eq!((&post["httpMethod"], &post["path"]), (&json!("post"), &json!("/v1/pages")));
    assert_eq!(post["requestBody"]["required"], json!(["parent"]));
    let children = get("/actions/get-block-children")["action"]["parameters"].take();
    let parameter = |name| children.as_array().unwrap().iter().find(|one| one["name"] == name);
    assert_eq!(parameter("block_id").unwrap()["in"], "path");
    assert_eq!(parameter("page_size").unwrap()["schema"]["maximum"], 100);
    assert_eq!(parameter("Notion-Version").unwrap()["required"], false);
}

#[test]
fn unknown_connectors_have_nothing() {
    let sandbox = Sandbox::new();
    for path in
        ["", "/resources", "/actions", "/actions/a", "/credentials/metadata", "/credentials"]
    {
        let path = format!("/connectors/other{path}");
        let reply = crate::exchange::Way::exchange(&sandbox, &Exchange::get(&sandbox, &path));
        assert_eq!(reply.status, 404, "{path}");
        assert_eq!(reply.json()["error"]["message"], "Connector 'other' not found");
    }
}
