//! What somebody would write by hand who needs the titles of pages and the texts of blocks, and
//! nothing else: the floor of typed decoding. All other members are scanned and dropped.

use serde::Deserialize;

/// The platform's wrapper of a reply.
#[derive(Debug, Deserialize)]
pub struct Wrapped<T> {
    /// What the provider sent.
    #[serde(rename = "responseData")]
    pub response_data: T,
}

/// A list of anything.
#[derive(Debug, Deserialize)]
pub struct List<T> {
    /// The items.
    pub results: Vec<T>,
    /// Where the next list starts.
    pub next_cursor: Option<String>,
}

/// A page, of which the title is wanted.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// Its id, as text.
    pub id: String,
    /// The one property that is wanted.
    pub properties: Named,
}

/// The properties of a page whose title is called `Name`.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// The title.
    #[serde(rename = "Name")]
    pub name: Title,
}

/// The property of a title.
#[derive(Debug, Deserialize)]
pub struct Title {
    /// The parts of its text.
    pub title: Vec<Text>,
}

/// A part of a text.
#[derive(Debug, Deserialize)]
pub struct Text {
    /// Without its looks.
    pub plain_text: String,
}

/// A block, of which the text is wanted if it is a paragraph or an item.
#[derive(Debug, Deserialize)]
pub struct Block {
    /// Its id, as text.
    pub id: String,
    /// What is in a paragraph.
    pub paragraph: Option<Texts>,
    /// What is in an item of a list.
    pub bulleted_list_item: Option<Texts>,
    /// What is in a task.
    pub to_do: Option<Texts>,
}

/// What is in a block.
#[derive(Debug, Deserialize)]
pub struct Texts {
    /// The parts of its text.
    pub rich_text: Vec<Text>,
}
