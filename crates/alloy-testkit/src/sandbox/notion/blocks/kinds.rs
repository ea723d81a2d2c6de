//! The types of blocks that can be created, and what each holds.

use serde_json::{Map, Value, json};

use crate::sandbox::notion::{
    Failure, Place,
    failure::Thing,
    files, limits,
    rich_text::{self, COLORS},
    workspace::Workspace,
};

/// A type of block.
#[derive(Debug)]
pub(super) struct BlockKind {
    pub(super) name: &'static str,
    content: Content,
    pub(super) children: Children,
    update: Update,
}

/// What a request for an update of a block must have.
#[derive(Clone, Copy, Debug)]
enum Update {
    /// What a new block must have.
    AsNew,
    /// Nothing: what is left out stays.
    Anything,
    /// What is there stays as it is, this aside.
    Only(&'static [&'static str]),
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
#[derive(Clone, Copy, Debug)]
enum Content {
    Fields(&'static [Field]),
    /// A file with a caption and, of some, a name.
    Media(&'static [Field]),
    LinkToPage,
    SyncedBlock,
}

#[derive(Clone, Copy, Debug)]
struct Field {
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
    /// The icon of a tab, which stands in its paragraph. Other paragraphs have none.
    TabIcon,
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
    kind(name, Content::Fields(fields), Children::None)
}

const fn kind(name: &'static str, content: Content, children: Children) -> BlockKind {
    BlockKind { name, content, children, update: Update::AsNew }
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
    kind(name, Content::Fields(fields), Children::Some { at_least, only })
}

const fn media(name: &'static str, fields: &'static [Field]) -> BlockKind {
    kind(name, Content::Media(fields), Children::None).updated_by(Update::Anything)
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

/// The types. Those that stand further in than others do come first.
static KINDS: [BlockKind; 31] = [
    branch("paragraph", &[RICH_TEXT, COLOR, optional("icon", Form::TabIcon)])
        .updated_by(Update::Anything),
    branch("heading_1", HEADING),
    branch("heading_2", HEADING),
    branch("heading_3", HEADING),
    branch("heading_4", HEADING),
    branch("bulleted_list_item", TEXT),
    branch("numbered_list_item", TEXT),
    branch("quote", TEXT),
    branch("toggle", TEXT),
    branch("to_do", &[RICH_TEXT, COLOR, optional("checked", Form::Flag)])
        .updated_by(Update::Anything),
    branch("callout", &[RICH_TEXT, COLOR, optional("icon", Form::Icon)])
        .updated_by(Update::Anything),
    branch("template", &[RICH_TEXT]),
    leaf("code", &[RICH_TEXT, CAPTION, required("language", Form::Language)])
        .updated_by(Update::Anything),
    leaf("equation", &[required("expression", Form::Expression)]),
    leaf("divider", NO_FIELDS),
    leaf("breadcrumb", NO_FIELDS),
    leaf("table_of_contents", &[COLOR]),
    leaf("embed", ADDRESS).updated_by(Update::Anything),
    leaf("bookmark", ADDRESS).updated_by(Update::Anything),
    media("image", &[CAPTION]),
    media("video", &[CAPTION]),
    media("pdf", &[CAPTION]),
    media("audio", &[CAPTION]),
    media("file", &[CAPTION, optional("name", Form::Name)]),
    leaf("table_row", &[required("cells", Form::Cells)]),
    parent("tab", NO_FIELDS, 0, &["paragraph"]),
    kind("synced_block", Content::SyncedBlock, Children::Some { at_least: 0, only: &[] }),
    kind("link_to_page", Content::LinkToPage, Children::None),
    parent("table", TABLE, 1, &["table_row"])
        .updated_by(Update::Only(&["has_column_header", "has_row_header"])),
    parent("column", &[optional("width_ratio", Form::Ratio)], 1, &[]).updated_by(Update::Anything),
    parent("column_list", NO_FIELDS, 2, &["column"]).updated_by(Update::Only(&[])),
];

/// The names of the types, in the same order.
static NAMES: [&str; KINDS.len()] = {
    let mut names = [""; KINDS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = KINDS[at].name;
        at += 1;
    }
    names
};

/// The names of all types that there are: those, and what nobody can create.
pub(super) static READ: [&str; KINDS.len() + 3] = {
    let mut names = ["meeting_notes"; KINDS.len() + 3];
    let mut at = 0;
    while at < KINDS.len() {
        names[at] = KINDS[at].name;
        at += 1;
    }
    names[at] = "link_preview";
    names[at + 1] = "unsupported";
    names
};

/// The names of the types that a request may have at a level below the blocks it starts with.
///
/// Columns stand in nothing but pages, and no level is left for the rows of a table at the last.
pub(super) fn names_at(level: usize) -> &'static [&'static str] {
    let left_out = match level {
        0 => 0,
        limits::NESTING => 3,
        _ => 2,
    };
    &NAMES[..NAMES.len() - left_out]
}

/// The type of a name.
pub(super) fn find(name: &str) -> Option<&'static BlockKind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// The languages of code, with `|` between them.
const LANGUAGES: &str = "abap|abc|agda|arduino|ascii art|assembly|bash|basic|bnf|c|c#|c++|clojure|\
    coffeescript|coq|css|dart|dhall|diff|docker|ebnf|elixir|elm|erlang|f#|flow|fortran|gherkin|\
    glsl|go|graphql|groovy|haskell|hcl|html|idris|java|javascript|json|julia|kotlin|latex|less|\
    lisp|livescript|llvm ir|lua|makefile|markdown|markup|matlab|mathematica|mermaid|nix|\
    notion formula|objective-c|ocaml|pascal|perl|php|plain text|powershell|prolog|protobuf|\
    purescript|python|r|racket|reason|ruby|rust|sass|scala|scheme|scss|shell|smalltalk|solidity|\
    sql|swift|toml|typescript|vb.net|verilog|vhdl|visual basic|webassembly|xml|yaml|\
    java/c/c++/c#";

/// Whether code can be in a language.
pub(in crate::sandbox::notion) fn is_language(name: &str) -> bool {
    LANGUAGES.split('|').any(|language| language == name)
}

impl BlockKind {
    const fn updated_by(self, update: Update) -> Self {
        Self { update, ..self }
    }

    /// Checks what stands in a new block and gives its read shape, without its children.
    pub(super) fn read(&self, workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
        let mut keys = self.keys();
        if let Children::Some { .. } = self.children {
            keys.push("children");
        }
        let mut content = self.fields(workspace, place, &keys)?;
        for field in self.content.fields() {
            match field.form {
                _ if content.contains_key(field.key) => continue,
                _ if field.required => return place.get(field.key).should_be("defined"),
                Form::RichText => content.insert(field.key.to_owned(), json!([])),
                Form::Color => content.insert(field.key.to_owned(), json!("default")),
                Form::Flag => content.insert(field.key.to_owned(), json!(false)),
                Form::Icon => content.insert(field.key.to_owned(), Value::Null),
                _ => continue,
            };
        }
        match self.content {
            Content::Media(_) if !content.contains_key("type") => {
                Err(place.none_of(&["external", "file_upload"]))
            }
            _ => Ok(content.into()),
        }
    }

    /// Checks what an update puts in place of what stands in a block: all that is left out stays.
    pub(super) fn change(
        &self,
        workspace: &Workspace,
        place: &Place<'_>,
    ) -> Result<Map<String, Value>, Failure> {
        match self.update {
            Update::Only(keys) => self.fields(workspace, place, keys),
            Update::Anything => self.fields(workspace, place, &self.keys()),
            Update::AsNew => {
                let content = self.fields(workspace, place, &self.keys())?;
                let mut required = self.content.fields().iter().filter(|field| field.required);
                match required.find(|field| !content.contains_key(field.key)) {
                    Some(field) => place.get(field.key).should_be("defined"),
                    None => Ok(content),
                }
            }
        }
    }

    /// What may stand in a block, its children aside.
    fn keys(&self) -> Vec<&'static str> {
        let mut keys: Vec<_> = self.content.fields().iter().map(|field| field.key).collect();
        match self.content {
            Content::Fields(_) => {}
            Content::Media(_) => keys.extend(["type", "external", "file_upload"]),
            Content::SyncedBlock => keys.push("synced_from"),
            Content::LinkToPage => keys.extend(["type", "page_id", "database_id", "comment_id"]),
        }
        keys
    }

    /// Checks the fields that are given, which are none but the allowed, and gives their read
    /// shape.
    fn fields(
        &self,
        workspace: &Workspace,
        place: &Place<'_>,
        allowed: &[&str],
    ) -> Result<Map<String, Value>, Failure> {
        place.only(allowed)?;
        let mut content = Map::new();
        for field in self.content.fields() {
            let given = place.optional(field.key);
            let given = if field.required { given.map(|given| given.plain()) } else { given };
            if let Some(given) = given {
                content.insert(field.key.to_owned(), field.form.read(workspace, &given)?);
            }
        }
        let whole = match self.content {
            Content::Fields(_) => Value::Null,
            Content::Media(_) if !files::is_given(place) => Value::Null,
            Content::Media(fields) => {
                let beside: Vec<_> = fields.iter().map(|field| field.key).collect();
                files::file(workspace, place, &beside)?
            }
            Content::LinkToPage => link_to_page(workspace, place)?,
            Content::SyncedBlock => synced_from(workspace, place)?,
        };
        if let Value::Object(whole) = whole {
            content.extend(whole);
        }
        Ok(content)
    }
}

impl Content {
    fn fields(self) -> &'static [Field] {
        match self {
            Self::Fields(fields) | Self::Media(fields) => fields,
            Self::LinkToPage | Self::SyncedBlock => &[],
        }
    }
}

fn link_to_page(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    let (kind, content) = place.variant(&["page_id", "database_id", "comment_id"], &[])?;
    let id = content.id()?;
    match kind {
        "page_id" => workspace.page(id).map(|_| ())?,
        "database_id" => workspace.database(id).map(|_| ())?,
        _ if workspace.comments.get(id).is_none() => {
            return Err(Failure::not_found(Thing::Comment, id));
        }
        _ => {}
    }
    Ok(json!({"type": kind, kind: id.to_string()}))
}

/// An icon, or none.
fn read_icon(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    place.or_null().map_or(Ok(Value::Null), |icon| files::icon_of(workspace, &icon))
}

/// The original of a synced block, which must be one.
fn synced_from(workspace: &Workspace, place: &Place<'_>) -> Result<Value, Failure> {
    let Some(from) = place.get("synced_from").or_null() else {
        return Ok(json!({"synced_from": null}));
    };
    let (_, id) = from.variant(&["block_id"], &[])?;
    let id = id.id()?;
    match workspace.blocks.get(&id) {
        Some(block) if block.kind == "synced_block" && block.content["synced_from"].is_null() => {
            Ok(json!({"synced_from": {"type": "block_id", "block_id": id.to_string()}}))
        }
        Some(_) => Err(Failure::validation(format!("Block {id} is not an original synced block."))),
        None => Err(Failure::not_found(Thing::Block, id)),
    }
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
            Self::Icon | Self::TabIcon => read_icon(workspace, place)?,
        })
    }
}
