//! Files on their way to the storage, and what happens to them meanwhile.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use alloy_core::{Error, ErrorKind, Outcome};
use alloy_transport::{Transport, Upload};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use serde_json::{Value, json};

use crate::{KEY, builder, doubles::Rushing};

/// A platform and its storage. Before the storage answers, something happens.
struct Storage {
    stored: Mutex<Vec<Request<Bytes>>>,
    asked: Mutex<Vec<Value>>,
    meanwhile: Box<dyn Fn() + Send + Sync>,
    statuses: Mutex<Vec<u16>>,
    retry_after: &'static str,
}

impl Storage {
    fn new(statuses: &[u16], meanwhile: impl Fn() + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self {
            stored: Mutex::default(),
            asked: Mutex::default(),
            meanwhile: Box::new(meanwhile),
            statuses: Mutex::new(statuses.to_vec()),
            retry_after: "0",
        })
    }
}

#[async_trait]
impl Transport for Storage {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        if request.method() == "POST" {
            self.asked.lock().unwrap().push(serde_json::from_slice(request.body()).unwrap());
            let url = "https://files.example.com/u_a.txt?X-Signature=planted";
            let place =
                json!({"presignedUrl": {"presignedUrl": url, "s3Key": "u_a.txt", "type": "new"}});
            return Ok(Response::new(place.to_string().into()));
        }
        (self.meanwhile)();
        self.stored.lock().unwrap().push(request);
        let status = self.statuses.lock().unwrap().pop().unwrap_or(200);
        let body = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
        let head = Response::builder().status(status).header("retry-after", self.retry_after);
        Ok(head.body(body.into()).unwrap())
    }
}

/// A file that is gone after the test.
struct TestFile(PathBuf);

impl TestFile {
    fn new(content: &str) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::SeqCst);
        let path =
            std::env::temp_dir().join(format!("alloy-upload-{}-{number}.txt", std::process::id()));
        fs::write(&path, content).unwrap();
        Self(path)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TestFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

async fn upload(storage: &Arc<Storage>, upload: &Upload) -> Result<String, Error> {
    let client = builder(storage.clone()).timer(Rushing::default()).build().unwrap();
    client.upload(upload).await.map(|file| file.key)
}

#[tokio::test]
async fn bytes_and_files_arrive_with_their_sum_and_without_the_key() {
    let file = TestFile::new("hello");
    for source in [
        Upload::bytes("a.txt", "text/plain", "hello"),
        Upload::file(file.path(), "text/plain").filename("a.txt"),
    ] {
        // A failure that passes is tried again.
        let storage = Storage::new(&[200, 503], || {});
        assert_eq!(upload(&storage, &source).await.unwrap(), "u_a.txt");
        let asked = storage.asked.lock().unwrap()[0].clone();
        assert_eq!(asked["md5"], "5d41402abc4b2a76b9719d911017c592");
        assert_eq!(asked["filename"], "a.txt");
        let stored = storage.stored.lock().unwrap();
        assert_eq!(stored.len(), 2);
        assert_eq!(stored[1].body(), "hello");
        assert_eq!(stored[1].headers()["content-md5"], "XUFAKrxLKna5cZ2REBfFkg==");
        assert!(!format!("{:?}", stored[1].headers()).contains("authorization"));
        assert!(stored[1].headers().values().all(|value| !value.to_str().unwrap().contains(KEY)));
    }
}

#[tokio::test]
async fn a_file_that_changes_or_vanishes_meanwhile_is_told() {
    type Change = fn(&Path);
    let changes: [Change; 3] = [
        |path| {
            let written = fs::metadata(path).unwrap().modified().unwrap();
            fs::write(path, "jello").unwrap();
            fs::File::options().write(true).open(path).unwrap().set_modified(written).unwrap();
        },
        |path| fs::write(path, "longer than it was").unwrap(),
        |path| fs::remove_file(path).unwrap(),
    ];
    for change in changes {
        let file = TestFile::new("hello");
        let path = file.path().to_owned();
        let storage = Storage::new(&[], move || change(&path));
        let error = upload(&storage, &Upload::file(file.path(), "text/plain")).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Conflict, Outcome::Applied));
        assert_eq!(storage.stored.lock().unwrap()[0].body(), "hello");
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_asked_a_place_for() {
    let storage = Storage::new(&[], || {});
    let missing = std::env::temp_dir().join("alloy-upload-that-is-not-there.txt");
    let no_file = std::env::temp_dir();
    for source in [
        Upload::file(missing, "text/plain"),
        Upload::file(no_file, "text/plain"),
        Upload::file("/", "text/plain"),
        Upload::bytes("a.txt", "no type", "x"),
    ] {
        let error = upload(&storage, &source).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{source:?}");
    }
    assert!(storage.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn an_expired_url_is_told_and_not_shown() {
    let storage = Storage::new(&[403], || {});
    let error = upload(&storage, &Upload::bytes("a.txt", "text/plain", "x")).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Forbidden, "Request has expired"));
    assert!(!format!("{error:?} {:?}", error.raw()).contains("planted"));
    assert_eq!(storage.stored.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn what_the_storage_can_take_makes_no_other_call_wait() {
    let storage =
        Storage { retry_after: "500", ..Arc::into_inner(Storage::new(&[429], || {})).unwrap() };
    let client = builder(storage).timer(Rushing::default()).build().unwrap();
    let upload = Upload::bytes("a.txt", "text/plain", "x");
    let error = client.upload(&upload).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimited, 1));
    assert!(error.retry_after().is_some());
    // It would fail at once if its turn came after the end of its time.
    client.upload(&upload).await.unwrap();
}

#[test]
fn without_a_runtime_nothing_panics() {
    use std::{
        pin::pin,
        task::{Context, Poll, Waker},
    };

    let storage = Storage::new(&[], || {});
    let source = Upload::file("a.txt", "text/plain");
    let future = pin!(upload(&storage, &source));
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(error)) => assert_eq!(error.kind(), ErrorKind::Configuration),
        other => panic!("{other:?}"),
    }
}
