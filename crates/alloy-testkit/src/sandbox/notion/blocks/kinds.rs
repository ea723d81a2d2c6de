//! The types of blocks that can be created, and what each holds.

use serde_json::{Map, Value, json};

use crate::sandbox::notion::{
    Failure, Place, files, limits,
    rich_text::{self, COLORS},
    workspace::Workspace,
};

/// A type of block.
#[derive(Debug)]
pub(super) struct BlockKind {
    pub(super) name: &'static str,
    pub(super) content: Content,
    pub(super) children: Children,
}

/// Whether blocks can stand inside.
#[derive(Debug)]
pub(super) enum Children {
    None,
    /// At least so many, and of these types only, if any are named.
    Some {
        at_least: usize,
        only: &'static [&'static str],
    },
}

/// What stands in a block under the name of its type.
#[derive(Debug)]
pub(super) enum Content {
    Fields(&'static [Field]),
    /// A file with a caption and, of some, a name.
    Media(&'static [Field]),
    LinkToPage,
    SyncedBlock,
}

#[derive(Debug)]
pub(super) struct Field {
    key: &'static str,
    form: Form,
    required: bool,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    RichText,
    Color,
    Flag,
    Icon,
    Url,
    Expression,
    Language,
    Name,
    Count,
    Ratio,
    Cells,
}

const fn required(key: &'static str, form: Form) -> Field {
    Field { key, form, required: true }
}

const fn optional(key: &'static str, form: Form) -> Field {
    Field { key, form, required: false }
}

const fn leaf(name: &'static str, fields: &'static [Field]) -> BlockKind {
    BlockKind { name, content: Content::Fields(fields), children: Children::None }
}

const fn branch(name: &'static str, fields: &'static [Field]) -> BlockKind {
    parent(name, fields, 0, &[])
}

const fn parent(
    name: &'static str,
    fields: &'static [Field],
    at_least: usize,
    only: &'static [&'static str],
) -> BlockKind {
    let children = Children::Some { at_least, only };
    BlockKind { name, content: Content::Fields(fields), children }
}

const fn media(name: &'static str, fields: &'static [Field]) -> BlockKind {
    BlockKind { name, content: Content::Media(fields), children: Children::None }
}

const RICH_TEXT: Field = required("rich_text", Form::RichText);
const COLOR: Field = optional("color", Form::Color);
const CAPTION: Field = optional("caption", Form::RichText);
const NO_FIELDS: &[Field] = &[];
const TEXT: &[Field] = &[RICH_TEXT, COLOR];
const HEADING: &[Field] = &[RICH_TEXT, COLOR, optional("is_toggleable", Form::Flag)];
const ADDRESS: &[Field] = &[required("url", Form::Url), CAPTION];
const TABLE: &[Field] = &[
    required("table_width", Form::Count),
    optional("has_column_header", Form::Flag),
    optional("has_row_header", Form::Flag),
];

pub(super) const KINDS: [BlockKind; 31] = [
    branch("paragraph", TEXT),
    branch("heading_1", HEADING),
    branch("heading_2", HEADING),
    branch("heading_3", HEADING),
    branch("heading_4", HEADING),
    branch("bulleted_list_item", TEXT),
    branch("numbered_list_item", TEXT),
    branch("quote", TEXT),
    branch("toggle", TEXT),
    branch("to_do", &[RICH_TEXT, COLOR, optional("checked", Form::Flag)]),
    branch("callout", &[RICH_TEXT, COLOR, optional("icon", Form::Icon)]),
    branch("template", &[RICH_TEXT]),
    leaf("code", &[RICH_TEXT, CAPTION, required("language", Form::Language)]),
    leaf("equation", &[required("expression", Form::Expression)]),
    leaf("divider", NO_FIELDS),
    leaf("breadcrumb", NO_FIELDS),
    leaf("table_of_contents", &[COLOR]),
    leaf("embed", ADDRESS),
    leaf("bookmark", ADDRESS),
    media("image", &[CAPTION]),
    media("video", &[CAPTION]),
    media("pdf", &[CAPTION]),
    media("audio", &[CAPTION]),
    media("file", &[CAPTION, optional("name", Form::Name)]),
    parent("column_list", NO_FIELDS, 2, &["column"]),
    parent("column", &[optional("width_ratio", Form::Ratio)], 1, &[]),
    parent("table", TABLE, 1, &["table_row"]),
    leaf("table_row", &[required("cells", Form::Cells)]),
    parent("tab", NO_FIELDS, 0, &["paragraph"]),
    BlockKind {
        name: "synced_block",
        content: Content::SyncedBlock,
        children: Children::Some { at_least: 0, only: &[] },
    },
    BlockKind { name: "link_to_page", content: Content::LinkToPage, children: Children::None },
];

/// The names of the types, in the same order.
pub(super) const NAMES: [&str; KINDS.len()] = {
    let mut names = [""; KINDS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = KINDS[at].name;
        at += 1;
    }
    names
};

/// The languages of code, with `|` between them.
const LANGUAGES: &str = "abap|abc|agda|arduino|ascii art|assembly|bash|basic|bnf|c|c#|c++|clojure|\
    coffeescript|coq|css|dart|dhall|diff|docker|ebnf|elixir|elm|erlang|f#|flow|fortran|gherkin|\
    glsl|go|graphql|groovy|haskell|hcl|html|idris|java|javascript|json|julia|kotlin|latex|less|\
    lisp|livescript|llvm ir|lua|makefile|markdown|markup|matlab|mathematica|mermaid|nix|\
    notion formula|objective-c|ocaml|pascal|perl|php|plain text|powershell|prolog|protobuf|\
    purescript|python|r|racket|reason|ruby|rust|sass|scala|scheme|scss|shell|smalltalk|solidity|\
    sql|swift|toml|typescript|vb.net|verilog|vhdl|visual basic|webassembly|xml|yaml|\
    java/c/c++/c#";

impl BlockKind {
    /// Checks what stands in a block and gives its read shape, without its children.
    pub(super) fn read(&self, workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
        let mut keys = match self.children {
            Children::None => vec![],
            Children::Some { .. } => vec!["children"],
        };
        match self.content {
            Content::Fields(fields) => {
                keys.extend(fields.iter().map(|field| field.key));
                place.only(&keys)?;
                read(workspace, fields, place).map(Value::from)
            }
            Content::Media(fields) => {
                keys.extend(fields.iter().map(|field| field.key));
                let mut media = read(workspace, fields, place)?;
                if let Value::Object(file) = files::file(place, &keys)? {
                    media.extend(file);
                }
                Ok(media.into())
            }
            Content::LinkToPage => link_to_page(workspace, place),
            Content::SyncedBlock => {
                keys.push("synced_from");
                place.only(&keys)?;
                let Some(from) = place.get("synced_from").or_null() else {
                    return Ok(json!({"synced_from": null}));
                };
                let (_, id) = from.variant(&["block_id"], &[])?;
                let id = id.id()?.to_string();
                Ok(json!({"synced_from": {"type": "block_id", "block_id": id}}))
            }
        }
    }
}

fn link_to_page(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    let (kind, content) = place.variant(&["page_id", "database_id", "comment_id"], &[])?;
    let id = content.id()?;
    match kind {
        "page_id" => workspace.page(id).map(|_| ())?,
        "database_id" => workspace.database(id).map(|_| ())?,
        _ => {}
    }
    Ok(json!({"type": kind, kind: id.to_string()}))
}

/// Reads fields. Those left out get the value that Notion gives them, if it gives any.
fn read(
    workspace: &Workspace,
    fields: &[Field],
    place: &Place<'_>,
) -> Result<Map<String, Value>, Failure> {
    let mut content = Map::new();
    for field in fields {
        let given =
            if field.required { Some(place.get(field.key)) } else { place.optional(field.key) };
        let value = match (field.form, given) {
            (Form::Icon, _) => files::icon(place)?,
            (form, Some(given)) => form.read(workspace, &given)?,
            (Form::RichText, None) => json!([]),
            (Form::Color, None) => json!("default"),
            (Form::Flag, None) => json!(false),
            (_, None) => continue,
        };
        content.insert(field.key.to_owned(), value);
    }
    Ok(content)
}

impl Form {
    fn read(self, workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
        Ok(match self {
            Self::RichText => rich_text::read(workspace, place)?,
            Self::Color => place.one_of(&COLORS)?.into(),
            Self::Flag => place.boolean()?.into(),
            Self::Url => place.filled_text(limits::URL)?.into(),
            Self::Expression => place.text(limits::EXPRESSION)?.into(),
            Self::Language => place.one_of(&LANGUAGES.split('|').collect::<Vec<_>>())?.into(),
            Self::Name => place.text(limits::TEXT)?.into(),
            Self::Count => place.integer(1, limits::ARRAY)?.into(),
            Self::Ratio => place.number()?.clone(),
            Self::Cells => {
                let cells = place.items(limits::ARRAY)?;
                cells
                    .iter()
                    .map(|cell| rich_text::read(workspace, cell))
                    .collect::<Result<_, _>>()?
            }
            Self::Icon => files::icon(place)?,
        })
    }
}
