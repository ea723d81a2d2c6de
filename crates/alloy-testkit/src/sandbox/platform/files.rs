//! Files of the users: asked for, listed, deleted.
//!
//! Not on record, and decided here: how the platform refuses a file that does not exist.

use std::time::SystemTime;

use alloy_core::UserId;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use percent_encoding::utf8_percent_encode;
use serde_json::{Value, json};

use super::{
    Answer, Platform, Received, Refusal,
    link::COMPONENT,
    received::{granted, required_text},
    token::LIFETIME,
};
use crate::sandbox::clock::to_the_millisecond;

/// A file that was uploaded.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct File {
    pub(super) user: UserId,
    pub(super) filename: String,
    pub(super) modified: SystemTime,
    pub(in crate::sandbox) content: Bytes,
}

/// What a presigned URL was made for.
#[derive(Clone, Debug)]
pub(super) struct Upload {
    pub(super) key: String,
    pub(super) user: UserId,
    pub(super) filename: String,
    pub(super) mime_type: String,
    pub(super) md5: [u8; 16],
    pub(super) expires: SystemTime,
}

/// `POST /connectors/files/upload/request`, of the acting user.
pub(super) fn request_upload(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let body = received.object()?;
    let filename = required_text(&body, "filename")?;
    if filename.chars().any(char::is_control) {
        return Err(Refusal::invalid("filename", "must not have control characters"));
    }
    let mime_type = required_text(&body, "mimeType")?;
    let md5 = required_text(&body, "md5")?;
    let md5 = digest(md5).ok_or_else(|| Refusal::invalid("md5", "must be an MD5 digest"))?;
    let user = platform.acting(received)?;
    let key = format!("{user}_{filename}");
    let now = platform.present();
    platform.uploads.retain(|_, upload| upload.expires > now);
    let signature = platform.tokens.hex(64);
    let upload = Upload {
        key: key.clone(),
        user,
        filename: filename.to_owned(),
        mime_type: mime_type.to_owned(),
        md5,
        expires: now.checked_add(LIFETIME).unwrap_or(now),
    };
    platform.uploads.insert(signature.clone(), upload);
    let kind = if platform.files.contains_key(&key) { "existing" } else { "new" };
    granted(&json!({"presignedUrl": {
        "md5": BASE64.encode(md5),
        "presignedUrl": format!(
            "{}/alloy-user-files/{}?X-Amz-Expires={}&X-Amz-Signature={signature}",
            received.origin,
            utf8_percent_encode(&key, COMPONENT),
            LIFETIME.as_secs(),
        ),
        "type": kind,
        "s3Key": key,
    }}))
}

/// `GET /connectors/files/list`, of the acting user.
pub(super) fn list(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let user = received.acting_user();
    let files = platform.files.iter().filter(|(_, file)| Some(&file.user) == user.as_ref());
    let files = files.map(|(key, file)| {
        json!({
            "s3Key": key,
            "filename": file.filename,
            "size": file.content.len(),
            "lastModified": to_the_millisecond(file.modified),
        })
    });
    granted(&json!({"files": files.collect::<Vec<Value>>()}))
}

/// `DELETE /connectors/files/{key}`, of the acting user.
pub(super) fn delete(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let (key, user) = (received.parameter("key"), received.acting_user());
    let found = platform.files.get(key).is_some_and(|file| Some(&file.user) == user.as_ref());
    if !found {
        return Err(Refusal::NotFound("File not found".to_owned()));
    }
    platform.files.remove(key);
    granted(&json!({"success": true, "message": "File deleted successfully"}))
}

impl Platform {
    /// The acting user, who must exist.
    fn acting(&self, received: &Received<'_>) -> Result<UserId, Refusal> {
        let user = received.acting_user();
        let id = user.as_ref().map_or("", UserId::as_str);
        Ok(self.user(id)?.id.clone())
    }
}

/// An MD5 digest in either of its two spellings.
pub(super) fn digest(text: &str) -> Option<[u8; 16]> {
    if text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return u128::from_str_radix(text, 16).ok().map(u128::to_be_bytes);
    }
    BASE64.decode(text).ok()?.try_into().ok()
}
