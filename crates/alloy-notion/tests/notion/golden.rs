//! The requests of the platform's Notion examples, to the byte.

use alloy_core::{Action, ApiKey, Call, CredentialId, HeaderField, Platform};
use alloy_notion::{CreatePage, PageId, RetrievePage, Search};

/// Path and body of an action's request, with the headers' name of those examples.
fn request<A: Action>(action: &A, credential: &str) -> (String, String) {
    let platform = Platform::builder()
        .api_key(ApiKey::new("made-up-key-of-a-test").unwrap())
        .header_field(HeaderField::Headers)
        .build()
        .unwrap();
    let credential = CredentialId::new(credential).unwrap();
    let request = platform.request(action, &Call::new(&credential)).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.headers()["authorization"], "Bearer made-up-key-of-a-test");
    assert_eq!(request.headers()["x-api-version"], "2025-09");
    assert_eq!(request.headers()["content-type"], "application/json");
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    (request.uri().to_string(), body)
}

#[test]
fn search_pages() {
    let (url, body) = request(&Search::pages().page_size(10), "your_credential_id_here");
    assert_eq!(
        url,
        "https://production.runalloy.com/connectors/notion/actions/post-search/execute"
    );
    assert_eq!(
        body,
        concat!(
            r#"{"credentialId":"your_credential_id_here","#,
            r#""requestBody":{"filter":{"value":"page","property":"object"},"page_size":10},"#,
            r#""headers":{"Notion-Version":"2022-06-28"}}"#,
        )
    );
}

#[test]
fn create_page() {
    let (url, body) = request(&CreatePage::in_workspace().title("Page Title"), "credential_id");
    assert_eq!(url, "https://production.runalloy.com/connectors/notion/actions/post-page/execute");
    assert_eq!(
        body,
        concat!(
            r#"{"credentialId":"credential_id","requestBody":{"#,
            r#""parent":{"type":"workspace","workspace":true},"#,
            r#""properties":{"title":{"type":"title","title":[{"type":"text","text":{"content":"Page Title"}}]}}},"#,
            r#""headers":{"Notion-Version":"2022-06-28"}}"#,
        )
    );
}

#[test]
fn retrieve_page() {
    let page: PageId = "201424bc-51dc-4ab9-a0e5-c0d4522a4e1f".parse().unwrap();
    let (url, body) = request(&RetrievePage::new(page), "credential_id");
    assert_eq!(
        url,
        "https://production.runalloy.com/connectors/notion/actions/retrieve-a-page/execute"
    );
    assert_eq!(
        body,
        concat!(
            r#"{"credentialId":"credential_id","#,
            r#""pathParams":{"page_id":"201424bc-51dc-4ab9-a0e5-c0d4522a4e1f"},"#,
            r#""headers":{"Notion-Version":"2022-06-28"}}"#,
        )
    );
}
