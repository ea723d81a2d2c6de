//! What the SDK is measured against: envelopes, written by hand.

use std::hint::black_box;

use serde::Serialize;

/// What somebody would write by hand for one action, with the keys in the SDK's order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a, B, H> {
    credential_id: &'a str,
    request_body: B,
    headers: H,
}

#[derive(Serialize)]
struct SearchBody<'a> {
    query: &'a str,
    filter: Filter<'a>,
    page_size: u32,
}

#[derive(Serialize)]
struct Filter<'a> {
    value: &'a str,
    property: &'a str,
}

#[derive(Serialize)]
struct VersionHeader<'a> {
    #[serde(rename = "Notion-Version")]
    version: &'a str,
}

const VERSION: VersionHeader<'_> = VersionHeader { version: "2022-06-28" };

/// The envelope of a search as somebody would write it who needs no other.
pub fn by_hand() -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    let envelope = Envelope {
        credential_id: black_box("507f1f77bcf86cd799439011"),
        request_body: SearchBody {
            query: black_box("roadmap"),
            filter: Filter { value: "page", property: "object" },
            page_size: black_box(10),
        },
        headers: VERSION,
    };
    // Texts and numbers are always written.
    let _ = serde_json::to_writer(&mut bytes, &envelope);
    bytes
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RetrieveEnvelope<'a> {
    credential_id: &'a str,
    path_params: PageId<'a>,
    headers: VersionHeader<'a>,
}

#[derive(Serialize)]
struct PageId<'a> {
    page_id: &'a str,
}

/// The envelope of retrieving a page.
pub fn retrieve_by_hand() -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    let envelope = RetrieveEnvelope {
        credential_id: black_box("507f1f77bcf86cd799439011"),
        path_params: PageId { page_id: black_box("201424bc-51dc-4ab9-a0e5-c0d4522a4e1f") },
        headers: VERSION,
    };
    let _ = serde_json::to_writer(&mut bytes, &envelope);
    bytes
}

#[derive(Serialize)]
struct CreateBody<'a> {
    parent: Parent<'a>,
    properties: Titled<'a>,
    children: Vec<Paragraph<'a>>,
}

#[derive(Serialize)]
struct Parent<'a> {
    r#type: &'a str,
    workspace: bool,
}

#[derive(Serialize)]
struct Titled<'a> {
    title: Title<'a>,
}

#[derive(Serialize)]
struct Title<'a> {
    r#type: &'a str,
    title: [Text<'a>; 1],
}

#[derive(Serialize)]
struct Paragraph<'a> {
    r#type: &'a str,
    paragraph: RichText<'a>,
}

#[derive(Serialize)]
struct RichText<'a> {
    rich_text: [Text<'a>; 1],
}

#[derive(Serialize)]
struct Text<'a> {
    r#type: &'a str,
    text: Content<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    content: &'a str,
}

/// The envelope of creating a page with these paragraphs.
pub fn page_by_hand(paragraphs: &[String]) -> Vec<u8> {
    let text = |content| [Text { r#type: "text", text: Content { content } }];
    let paragraph =
        |words| Paragraph { r#type: "paragraph", paragraph: RichText { rich_text: text(words) } };
    envelope_by_hand(
        CreateBody {
            parent: Parent { r#type: "workspace", workspace: true },
            properties: Titled { title: Title { r#type: "title", title: text("Page Title") } },
            children: paragraphs.iter().map(|words| paragraph(&**words)).collect(),
        },
        VERSION,
    )
}

/// The envelope around a body, for a provider that wants these headers.
pub fn envelope_by_hand(body: impl Serialize, headers: impl Serialize) -> Vec<u8> {
    let credential_id = black_box("507f1f77bcf86cd799439011");
    let envelope = Envelope { credential_id, request_body: body, headers };
    // Texts and numbers are always written.
    serde_json::to_vec(&envelope).unwrap_or_default()
}
