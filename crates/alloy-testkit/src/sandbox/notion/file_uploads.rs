//! File uploads, as records: `create-a-file-upload` and what follows it.
//!
//! No bytes of a file are taken or kept. Sending them is `multipart/form-data`, which an envelope
//! cannot carry, so what was created here to be sent stays pending. A file of an address elsewhere
//! counts as fetched as soon as it is asked for again.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Answer, Failure, Id, Input, Place, failure::Thing, limits, list, workspace::Workspace,
};
use crate::sandbox::{clock::to_the_minute, kept};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileUpload {
    #[serde(with = "kept::time")]
    pub(super) created: SystemTime,
    pub(super) created_by: Id,
    #[serde(with = "kept::time")]
    pub(super) edited: SystemTime,
    #[serde(deserialize_with = "status")]
    pub(super) status: kept::Name,
    pub(super) filename: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) content_length: Option<u64>,
    /// How many parts there are, and how many were sent.
    pub(super) parts: Option<(u64, u64)>,
    /// Whether it was fetched from elsewhere.
    pub(super) imported: bool,
    /// Whether it is used anywhere, so that it does not expire.
    pub(super) attached: bool,
}

static STATUSES: [&str; 4] = ["pending", "uploaded", "expired", "failed"];
const MODES: [&str; 3] = ["single_part", "multi_part", "external_url"];

/// Bytes of a file's name.
const FILENAME: usize = 900;
const PARTS: usize = 1000;
/// How long an upload is kept that is used nowhere.
const KEPT: Duration = Duration::from_secs(60 * 60);

fn status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    kept::one_of(deserializer, &STATUSES)
}

/// `POST /v1/file_uploads`
pub(super) fn create(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let body = &input.body;
    body.only(&["mode", "filename", "content_type", "number_of_parts", "external_url"])?;
    let mode = body.optional("mode").map(|mode| mode.one_of(&MODES)).transpose()?;
    let mode = mode.unwrap_or("single_part");
    let filename = match body.optional("filename") {
        None if mode == "multi_part" => return body.get("filename").should_be("defined"),
        given => given.map(|name| filename(&name)).transpose()?,
    };
    let content_type = body.optional("content_type");
    let content_type = content_type.map(|kind| kind.filled_text(FILENAME)).transpose()?;
    let parts = match body.optional("number_of_parts") {
        _ if mode == "multi_part" => Some(body.get("number_of_parts").integer(1, PARTS)?),
        Some(place) => return place.plain().should_be("not present"),
        None => None,
    };
    let external_url = match body.optional("external_url") {
        _ if mode == "external_url" => Some(external_url(&body.get("external_url"))?),
        Some(place) => return place.plain().should_be("not present"),
        None => None,
    };

    let now = (input.now)();
    let id = Id::random(&mut workspace.random);
    let last_of_url = external_url.and_then(|url| url.rsplit('/').next());
    let filename = filename.or(last_of_url.filter(|name| !name.is_empty()));
    let mut upload = FileUpload {
        status: "pending",
        filename: filename.map(str::to_owned),
        content_type: content_type.map(str::to_owned),
        parts: parts.map(|total| (total as u64, 0)),
        ..FileUpload::uploaded(workspace.bot, now)
    };
    let answered = upload.shape(id);
    if external_url.is_some() {
        (upload.status, upload.imported) = ("uploaded", true);
    }
    workspace.file_uploads.push(id, upload);
    Ok(answered)
}

fn filename<'a>(place: &Place<'a>) -> Result<&'a str, Failure> {
    let name = place.filled_text(FILENAME)?;
    if name.len() > FILENAME {
        return Err(place.length("≤", FILENAME, name.len()).into());
    }
    Ok(name)
}

fn external_url<'a>(place: &Place<'a>) -> Result<&'a str, Failure> {
    match place.filled_text(limits::URL)? {
        url if url.starts_with("https://") => Ok(url),
        _ => place.should_be("an HTTPS URL"),
    }
}

/// `GET /v1/file_uploads/{file_upload_id}`
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let id = input.path.get("file_upload_id").id()?;
    workspace.file_upload(id).map(|upload| upload.shape(id))
}

/// `GET /v1/file_uploads`
pub(super) fn list(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&["status", "start_cursor", "page_size"])?;
    let status = input.query.optional("status").map(|status| status.one_of(&STATUSES));
    let status = status.transpose()?;
    let uploads =
        workspace.file_uploads.ids(|upload| status.is_none_or(|status| upload.status == status));
    let question = format!("file uploads {status:?}");
    list::page(&input.query, &question, "file_upload", &uploads, |id| {
        workspace.file_upload(id).map(|upload| upload.shape(id)).unwrap_or_default().into()
    })
}

/// `POST /v1/file_uploads/{file_upload_id}/complete`: once all parts were sent.
pub(super) fn complete(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let id = input.path.get("file_upload_id").id()?;
    let upload = workspace.file_upload(id)?;
    // Notion's words for these are not on record.
    match (upload.status, upload.parts) {
        ("pending", Some((total, sent))) if sent == total => {}
        ("pending", Some((total, sent))) => {
            return Err(Failure::validation(format!(
                "File upload {id} has {total} parts, of which {sent} were sent."
            )));
        }
        ("pending", None) => {
            return Err(Failure::validation(format!(
                "File upload {id} is not of the mode multi_part."
            )));
        }
        (status, _) => {
            return Err(Failure::validation(format!("File upload {id} is {status}, not pending.")));
        }
    }
    let now = (input.now)();
    if let Some(upload) = workspace.file_uploads.get_mut(id) {
        (upload.status, upload.edited) = ("uploaded", now);
    }
    workspace.file_upload(id).map(|upload| upload.shape(id))
}

/// Notes which uploads a request has used that was carried out.
pub(super) fn note_use(workspace: &mut Workspace, body: &Value) {
    match body {
        Value::Array(items) => items.iter().for_each(|item| note_use(workspace, item)),
        Value::Object(members) => {
            let named = [body["file_upload"].get("id"), body.get("file_upload_id")];
            for id in named.into_iter().flatten().filter_map(|id| Id::parse(id.as_str()?)) {
                if let Some(upload) = workspace.file_uploads.get_mut(id) {
                    upload.attached = true;
                }
            }
            members.values().for_each(|member| note_use(workspace, member));
        }
        _ => {}
    }
}

impl Workspace {
    pub(super) fn file_upload(&self, id: Id) -> Result<&FileUpload, Failure> {
        self.file_uploads.get(id).ok_or_else(|| Failure::not_found(Thing::FileUpload, id))
    }

    /// The upload that a request names, whose file must be there.
    pub(super) fn uploaded(&self, place: &Place<'_>) -> Result<(Id, &FileUpload), Failure> {
        let id = place.id()?;
        let upload = self.file_upload(id)?;
        if upload.status == "uploaded" {
            return Ok((id, upload));
        }
        // Notion's words for this are not on record.
        let status = upload.status;
        Err(Failure::validation(format!("File upload {id} is {status}, not uploaded.")))
    }
}

impl FileUpload {
    /// An upload of which nothing is known but that its file is there.
    pub(super) fn uploaded(by: Id, now: SystemTime) -> Self {
        Self {
            created: now,
            created_by: by,
            edited: now,
            status: "uploaded",
            filename: None,
            content_type: None,
            content_length: None,
            parts: None,
            imported: false,
            attached: false,
        }
    }

    pub(super) fn shape(&self, id: Id) -> Map<String, Value> {
        let mut shape = Map::from_iter([
            ("object".to_owned(), "file_upload".into()),
            ("id".to_owned(), id.into()),
            ("created_time".to_owned(), to_the_minute(self.created).into()),
            ("created_by".to_owned(), json!({"id": self.created_by.to_string(), "type": "bot"})),
            ("last_edited_time".to_owned(), to_the_minute(self.edited).into()),
            ("archived".to_owned(), false.into()),
            ("in_trash".to_owned(), false.into()),
            ("status".to_owned(), self.status.into()),
            ("filename".to_owned(), self.filename.clone().into()),
            ("content_type".to_owned(), self.content_type.clone().into()),
            ("content_length".to_owned(), self.content_length.into()),
        ]);
        let expires = if self.attached { Value::Null } else { self.expires().into() };
        shape.insert("expiry_time".to_owned(), expires);
        let url = |step: &str| format!("https://api.notion.com/v1/file_uploads/{id}/{step}");
        if self.status == "pending" {
            shape.insert("upload_url".to_owned(), url("send").into());
        }
        if let Some((total, sent)) = self.parts {
            shape.insert("number_of_parts".to_owned(), json!({"total": total, "sent": sent}));
            if self.status == "pending" {
                shape.insert("complete_url".to_owned(), url("complete").into());
            }
        }
        if self.imported {
            let time = to_the_minute(self.edited);
            let result = json!({"imported_time": time, "type": "success", "success": {}});
            shape.insert("file_import_result".to_owned(), result);
        }
        shape
    }

    /// Where Notion keeps the file, as replies show it: an address that expires.
    pub(super) fn file(&self, id: Id) -> Value {
        let name = self.filename.as_deref().unwrap_or("file");
        let url = format!("https://files.notion.invalid/{id}/{}", name.replace(' ', "+"));
        json!({"url": url, "expiry_time": self.expires()})
    }

    fn expires(&self) -> String {
        to_the_minute(self.created.checked_add(KEPT).unwrap_or(self.created))
    }
}
