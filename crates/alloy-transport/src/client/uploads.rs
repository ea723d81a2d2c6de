//! Files put into the platform's storage, in one call.

use std::{fmt, future::poll_fn, io, path::PathBuf, task::Poll, time::SystemTime};

use alloy_core::{
    Effect, Error, ErrorKind, Outcome,
    files::{FileSum, PutFile, RequestUpload, StoredFile},
};
use bytes::Bytes;
use http::{Request, Response};
use md5::{Digest, Md5};
use tokio::{fs, io::AsyncReadExt, runtime::Handle};

use super::{Client, exchange::Exchange};

/// A file to upload: bytes in memory, or a file on disk.
#[derive(Clone)]
pub struct Upload {
    filename: Option<String>,
    mime_type: String,
    source: Source,
}

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    File(PathBuf),
}

/// The largest file that is taken up, in bytes: it is held in memory.
const LIMIT: u64 = 512 * 1024 * 1024;

impl Upload {
    /// Bytes in memory, under this name.
    pub fn bytes(
        filename: impl Into<String>,
        mime_type: impl Into<String>,
        bytes: impl Into<Bytes>,
    ) -> Self {
        let (filename, mime_type) = (Some(filename.into()), mime_type.into());
        Self { filename, mime_type, source: Source::Bytes(bytes.into()) }
    }

    /// A file on disk of at most 512 MiB, under the last part of its path unless
    /// [`filename`](Self::filename) says otherwise.
    pub fn file(path: impl Into<PathBuf>, mime_type: impl Into<String>) -> Self {
        Self { filename: None, mime_type: mime_type.into(), source: Source::File(path.into()) }
    }

    /// The name of the file in the storage.
    pub fn filename(mut self, filename: impl Into<String>) -> Self {
        self.filename = Some(filename.into());
        self
    }

    fn name(&self) -> Result<String, Error> {
        let of_path = |path: &PathBuf| Some(path.file_name()?.to_str()?.to_owned());
        let name = self.filename.clone().or_else(|| match &self.source {
            Source::File(path) => of_path(path),
            Source::Bytes(_) => None,
        });
        name.ok_or_else(|| Error::invalid_request("filename", "the path ends in no name"))
    }
}

impl Client {
    /// Uploads a file to the platform's storage on behalf of the acting user, and gives its key there.
    ///
    /// Asks for a presigned URL and sends the bytes to it with their MD5 sum, by which the storage
    /// notices damage. A file on disk is read once more afterwards, so that any change that lasts is
    /// noticed, also one that leaves its length and its time as they were. The API key does not go
    /// along. Failures that pass are tried again.
    ///
    /// ```no_run
    /// # use alloy_core::Error;
    /// # use alloy_transport::{Client, Upload};
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let stored = client.upload(&Upload::file("plans/2027.pdf", "application/pdf")).await?;
    /// println!("{}", stored.key);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::InvalidRequest`] when the file is not there, cannot be read, is too large, or
    ///   changes while it is read; nothing is uploaded then.
    /// - [`ErrorKind::Configuration`] for a file on disk outside of tokio's runtime.
    /// - [`ErrorKind::Conflict`] when it changed or vanished while it was uploaded: what is stored is
    ///   the file as it was before.
    /// - [`ErrorKind::Forbidden`] when the presigned URL has expired.
    pub async fn upload(&self, upload: &Upload) -> Result<StoredFile, Error> {
        let filename = upload.name()?;
        let (bytes, taken) = match &upload.source {
            Source::Bytes(bytes) => (bytes.clone(), None),
            Source::File(path) => {
                let (bytes, trace) = read(path).await?;
                (bytes, Some((path, trace)))
            }
        };
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let sum = sum_of(&bytes).await;
        let ask = RequestUpload::new(&*filename, &*upload.mime_type, sum)?;
        let place = self.call(&ask).await?;
        let mut put = Put { put: PutFile::new(&ask, &place, bytes) };
        self.attempts(&mut put, None, &self.shared.calls).await?;
        if let Some((path, before)) = taken
            && trace_and_sum(path).await.ok() != Some((before, sum))
        {
            let message = "changed or vanished while it was uploaded: what is stored is how it was";
            return Err(changed(message)
                .with_kind(ErrorKind::Conflict)
                .with_outcome(Outcome::Applied));
        }
        Ok(StoredFile::new(place.key, filename, size))
    }
}

/// What a file looks like from outside: its length, and when it was written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Trace {
    len: u64,
    modified: Option<SystemTime>,
}

async fn trace(path: &PathBuf) -> io::Result<Trace> {
    let metadata = fs::metadata(path).await?;
    Ok(Trace { len: metadata.len(), modified: metadata.modified().ok() })
}

/// How much is summed up or read at once.
const CHUNK: usize = 256 * 1024;

/// The sum of bytes in memory, with other futures let through in between.
async fn sum_of(bytes: &[u8]) -> FileSum {
    let mut sum = Md5::new();
    for chunk in bytes.chunks(CHUNK) {
        sum.update(chunk);
        let mut let_through = false;
        poll_fn(|context| {
            if std::mem::replace(&mut let_through, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }
    FileSum::new(sum.finalize().into())
}

/// What a file looks like now, from outside and from inside.
async fn trace_and_sum(path: &PathBuf) -> io::Result<(Trace, FileSum)> {
    let mut file = fs::File::open(path).await?;
    let mut sum = Md5::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = file.read(&mut chunk).await?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        sum.update(bytes);
    }
    Ok((trace(path).await?, FileSum::new(sum.finalize().into())))
}

/// The bytes of a file that stood still while it was read.
async fn read(path: &PathBuf) -> Result<(Bytes, Trace), Error> {
    let unreadable = |source: io::Error| {
        let problem = format!("{} cannot be read", path.display());
        Error::invalid_request("file", problem).with_source(source)
    };
    if Handle::try_current().is_err() {
        return Err(Error::configuration("reading a file needs tokio's runtime"));
    }
    let before = trace(path).await.map_err(unreadable)?;
    if before.len > LIMIT {
        let problem = format!("has {} bytes, where at most {LIMIT} can be uploaded", before.len);
        return Err(Error::invalid_request("file", problem));
    }
    let file = fs::File::open(path).await.map_err(unreadable)?;
    let mut bytes = Vec::with_capacity(usize::try_from(before.len).unwrap_or_default());
    // One byte beyond tells of a file that grows.
    file.take(before.len + 1).read_to_end(&mut bytes).await.map_err(unreadable)?;
    let after = trace(path).await.map_err(unreadable)?;
    if after != before || u64::try_from(bytes.len()) != Ok(before.len) {
        return Err(changed("changed while it was read"));
    }
    Ok((bytes.into(), before))
}

fn changed(message: &'static str) -> Error {
    Error::invalid_request("file", message).with_hint("upload it again once it stands still")
}

/// The bytes' way to the storage, as the loop of attempts sees it.
struct Put {
    put: PutFile,
}

impl Exchange for Put {
    fn request(&self) -> Result<Request<Bytes>, Error> {
        self.put.request()
    }

    fn read(&mut self, response: Response<Bytes>) -> Result<(), Error> {
        self.put.read(response)
    }

    fn effect(&self) -> Effect {
        Effect::Idempotent
    }

    fn goes_to_the_platform(&self) -> bool {
        false
    }

    fn name(&self) -> String {
        "upload of a file".to_owned()
    }

    fn connector(&self) -> Option<&str> {
        None
    }

    fn blame(&self, error: Error) -> Error {
        self.put.blame(error)
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Upload");
        shown.field("filename", &self.filename).field("mime_type", &self.mime_type);
        match &self.source {
            Source::Bytes(bytes) => shown.field("len", &bytes.len()),
            Source::File(path) => shown.field("path", path),
        };
        shown.finish()
    }
}
