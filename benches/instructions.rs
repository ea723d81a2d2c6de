//! How many instructions the SDK's works take, against a budget, counted by valgrind's callgrind.
//!
//! Each work runs under callgrind twice, a few times and many times; the difference has no start-up
//! in it and repeats from run to run within a few parts in a thousand. Without valgrind on the
//! machine nothing is counted, and it says so.
//!
//! ```text
//! cargo bench -p alloy-benches --bench instructions                      all works
//! cargo bench -p alloy-benches --bench instructions -- envelope          those of this name
//! cargo bench -p alloy-benches --bench instructions --features tracing   with tracing compiled in
//! cargo bench -p alloy-benches --bench instructions --features backends  calls over sockets too
//! ```
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, or panics")]

use std::{
    env,
    hint::black_box,
    process::{Command, ExitCode},
};

use alloy_benches::{
    Memory, by_hand, client, credential, page_by_hand, page_reply, platform, recorded, replayed,
    request_number, search_reply,
};
use alloy_core::{Action, Call, Error, HeaderField, Reply, ReplyShape};
use alloy_notion::{
    BlockInput, CreatePage, Lazily, List, Page, PageId, RetrievePage, Search, SearchResult,
};
use alloy_testkit::{
    Cassette, CassetteMode, Matching, Recorder, Redaction, Repeats, Replayer, always,
};
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use serde::de::DeserializeOwned;

/// A work, done as often as asked.
type Run = Box<dyn FnMut(usize)>;

struct Work {
    name: &'static str,
    /// Instructions at the most.
    budget: u64,
    /// By how many repetitions the two runs differ.
    times: usize,
    prepare: fn() -> Run,
}

static WORKS: [Work; 17] = [
    Work { name: BY_HAND, budget: 3_200, times: 1_000, prepare: envelope_by_hand },
    Work { name: ENVELOPE, budget: 1_700, times: 1_000, prepare: || envelope(search()) },
    Work { name: BLOCKS_BY_HAND, budget: 93_000, times: 100, prepare: blocks_by_hand },
    Work { name: BLOCKS, budget: 77_000, times: 100, prepare: || envelope(blocks()) },
    Work { name: "request of a search", budget: 3_750, times: 1_000, prepare: request },
    Work { name: BARE, budget: 1_000, times: 1_000, prepare: || bare(Memory) },
    Work { name: EXECUTE, budget: CALL, times: 1_000, prepare: || execute(Memory) },
    Work { name: BARE_LATER, budget: 2_500, times: 1_000, prepare: || bare(Later) },
    Work { name: LATER, budget: CALL + 2_650, times: 1_000, prepare: || execute(Later) },
    Work { name: "decoding a page", budget: 55_000, times: 100, prepare: decode_page },
    Work { name: "decoding 100 pages", budget: 5_800_000, times: 5, prepare: decode_pages },
    Work { name: "the same, lazily", budget: 3_150_000, times: 5, prepare: decode_lazily },
    Work { name: "one replay of 10", budget: 19_300, times: 200, prepare: || replay(10) },
    Work { name: "one replay of 1,000", budget: 19_300, times: 200, prepare: || replay(1_000) },
    Work { name: "one replay, e-mails redacted", budget: 27_500, times: 200, prepare: by_tree },
    Work { name: "recording an exchange", budget: 127_000, times: 100, prepare: record },
    Work { name: "loading 100 exchanges", budget: 6_300_000, times: 10, prepare: load },
];

/// For a call: 6,000 above its transport were aimed at. Tracing that nobody listens to takes its part.
const CALL: u64 = if cfg!(feature = "tracing") { 7_150 } else { 6_950 };

const BY_HAND: &str = "a hand-written struct for that envelope";
const ENVELOPE: &str = "envelope of a search";
const BLOCKS_BY_HAND: &str = "a hand-written struct for a page of 50 blocks";
const BLOCKS: &str = "envelope of a page of 50 blocks";
const BARE: &str = "the bare transport in memory";
const EXECUTE: &str = "a call over that transport";
const BARE_LATER: &str = "the bare transport, its reply coming later";
const LATER: &str = "a call whose reply comes later";

fn main() -> ExitCode {
    // What cargo adds is of no concern.
    let arguments: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [word, index, times] = &arguments[..]
        && word == "run"
    {
        let work = works().nth(index.parse().unwrap()).unwrap();
        (work.prepare)()(times.parse().unwrap());
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("valgrind is not installed: no instructions are counted");
        return ExitCode::SUCCESS;
    }
    let mut failed = false;
    println!("| work | instructions | budget |\n|---|---|---|");
    for (index, work) in works().enumerate() {
        if !arguments.is_empty() && !arguments.iter().any(|word| work.name.contains(&**word)) {
            continue;
        }
        let few = work.times.div_ceil(10);
        let count = (counted(index, few + work.times) - counted(index, few)) / work.times as u64;
        println!("| {} | {count} | {} |", work.name, work.budget);
        failed |= count > work.budget;
    }
    if failed {
        println!("more instructions than budgeted");
    }
    ExitCode::from(u8::from(failed))
}

fn works() -> impl Iterator<Item = &'static Work> {
    #[cfg(feature = "backends")]
    return WORKS.iter().chain(&sockets::WORKS);
    #[cfg(not(feature = "backends"))]
    WORKS.iter()
}

/// The instructions of a whole process that does a work so often.
fn counted(index: usize, times: usize) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().unwrap())
        .args(["run", &index.to_string(), &times.to_string()])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let line = told.lines().find_map(|line| line.split_once("Collected :")).unwrap();
    line.1.trim().parse().unwrap()
}

fn envelope_by_hand() -> Run {
    Box::new(|times| (0..times).for_each(|_| drop(black_box(by_hand()))))
}

fn search() -> Search {
    Search::pages().query("roadmap").page_size(10)
}

fn paragraphs() -> Vec<String> {
    (0..50).map(|n| format!("Paragraph {n} of a page")).collect()
}

fn blocks_by_hand() -> Run {
    let paragraphs = paragraphs();
    Box::new(move |times| (0..times).for_each(|_| drop(black_box(page_by_hand(&paragraphs)))))
}

fn blocks() -> CreatePage {
    let blocks = paragraphs().into_iter().map(BlockInput::paragraph);
    CreatePage::in_workspace().title("Page Title").children(blocks)
}

fn envelope(action: impl Action + 'static) -> Run {
    let platform = platform().unwrap().header_field(HeaderField::Headers).build().unwrap();
    let credential = credential().unwrap();
    Box::new(move |times| {
        for _ in 0..times {
            black_box(platform.envelope(black_box(&action), &Call::new(&credential)).unwrap());
        }
    })
}

fn request() -> Run {
    let platform = platform().unwrap().header_field(HeaderField::Headers).build().unwrap();
    let (search, credential) = (search(), credential().unwrap());
    Box::new(move |times| {
        for _ in 0..times {
            black_box(platform.request(black_box(&search), &Call::new(&credential)).unwrap());
        }
    })
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap()
}

fn bare(transport: impl Transport + 'static) -> Run {
    let runtime = runtime();
    Box::new(move |times| {
        runtime.block_on(async {
            for _ in 0..times {
                let request = Request::new(Bytes::from_static(b"{}"));
                black_box(transport.send(request).await.unwrap());
            }
        });
    })
}

/// The same transport, when its reply is not there at once: the call has to set a timer.
struct Later;

#[async_trait]
impl Transport for Later {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        tokio::task::yield_now().await;
        Memory.send(request).await
    }
}

/// Without decoding: the reply itself is the output.
fn execute(transport: impl Transport + 'static) -> Run {
    let runtime = runtime();
    let notion = client(transport).unwrap().connection(credential().unwrap());
    let id: PageId = "201424bc-51dc-4ab9-a0e5-c0d4522a4e1f".parse().unwrap();
    let action = RetrievePage::new(id).raw();
    Box::new(move |times| {
        runtime.block_on(async {
            for _ in 0..times {
                black_box(notion.execute(black_box(&action)).await.unwrap());
            }
        });
    })
}

fn decode<T: DeserializeOwned + 'static>(body: String) -> Run {
    let body = Bytes::from(body);
    Box::new(move |times| {
        for _ in 0..times {
            let response = Response::new(black_box(&body).clone());
            black_box(Reply::new(response, ReplyShape::Detect).unwrap().decode::<T>().unwrap());
        }
    })
}

fn decode_page() -> Run {
    decode::<Page>(page_reply())
}

fn decode_pages() -> Run {
    decode::<List<SearchResult>>(search_reply(100))
}

fn decode_lazily() -> Run {
    let body = Bytes::from(search_reply(100));
    let listing = Lazily(Search::pages());
    Box::new(move |times| {
        for _ in 0..times {
            let response = Response::new(black_box(&body).clone());
            let reply = Reply::new(response, ReplyShape::Detect).unwrap();
            black_box(listing.decode(reply).unwrap());
        }
    })
}

/// A cassette with so many exchanges, which are asked for in turn, again and again.
fn replay(count: usize) -> Run {
    replay_of(replayed(count).unwrap(), count)
}

/// With settings of one's own, a replay needs the tree of each request.
fn by_tree() -> Run {
    let cassette = Cassette::parse(recorded(10).unwrap()).unwrap();
    let matching = Matching::new().with_repeats(Repeats::Last);
    replay_of(Replayer::with(cassette, matching, Redaction::new().with_emails()), 10)
}

fn replay_of(replayer: Replayer, count: usize) -> Run {
    let runtime = runtime();
    Box::new(move |times| {
        runtime.block_on(async {
            for number in 0..times {
                black_box(replayer.send(request_number(number * 7 % count)).await.unwrap());
            }
        });
    })
}

/// Until the first replay can be asked for.
fn load() -> Run {
    let text = Bytes::from(recorded(100).unwrap());
    Box::new(move |times| {
        for _ in 0..times {
            black_box(Replayer::new(Cassette::parse(black_box(&text).clone()).unwrap()));
        }
    })
}

fn record() -> Run {
    let runtime = runtime();
    let recorder =
        Recorder::builder(always(page_reply())).mode(CassetteMode::RecordAll).build().unwrap();
    Box::new(move |times| {
        runtime.block_on(async {
            for number in 0..times {
                black_box(recorder.send(request_number(number)).await.unwrap());
            }
        });
    })
}

/// Calls over sockets: what client and server do together, without what the kernel does.
#[cfg(feature = "backends")]
mod sockets {
    use std::hint::black_box;

    use alloy_benches::{
        Version, bare_hyper, client_of, credential, page_reply, platform, retrieve, serve,
        transport_options,
    };
    use alloy_core::{Action as _, Call};
    use alloy_transport::{HyperTransport, ReqwestTransport, Transport};
    use http_body_util::{BodyExt as _, Full};
    use tokio::runtime::{Builder, Runtime};

    use super::{Run, Work};

    pub(super) static WORKS: [Work; 5] = [
        Work {
            name: "bare hyper, HTTP/1.1",
            budget: 52_000,
            times: 500,
            prepare: || bare(Version::Http1),
        },
        Work {
            name: "hyper, HTTP/1.1",
            budget: 61_500,
            times: 500,
            prepare: || hyper(Version::Http1),
        },
        Work {
            name: "bare hyper, HTTP/2",
            budget: 104_000,
            times: 500,
            prepare: || bare(Version::Http2),
        },
        Work {
            name: "hyper, HTTP/2",
            budget: 116_000,
            times: 500,
            prepare: || hyper(Version::Http2),
        },
        Work { name: "reqwest, HTTP/1.1", budget: 103_500, times: 500, prepare: reqwest },
    ];

    fn runtime() -> Runtime {
        Builder::new_current_thread().enable_all().build().unwrap()
    }

    fn hyper(version: Version) -> Run {
        ours(version, HyperTransport::with_options(transport_options(version)).unwrap())
    }

    fn reqwest() -> Run {
        let options = transport_options(Version::Http1);
        ours(Version::Http1, ReqwestTransport::with_options(options).unwrap())
    }

    fn ours(version: Version, transport: impl Transport + 'static) -> Run {
        let runtime = runtime();
        let server = runtime.block_on(serve(version, page_reply().into())).unwrap();
        let notion = client_of(server, transport).unwrap().connection(credential().unwrap());
        let action = retrieve().unwrap().raw();
        Box::new(move |times| {
            runtime.block_on(async {
                for _ in 0..times {
                    black_box(notion.execute(&action).await.unwrap());
                }
            });
        })
    }

    fn bare(version: Version) -> Run {
        let runtime = runtime();
        let server = runtime.block_on(serve(version, page_reply().into())).unwrap();
        let platform = platform().unwrap().base_url(format!("http://{server}")).build().unwrap();
        let credential = credential().unwrap();
        let request = platform.request(&retrieve().unwrap(), &Call::new(&credential)).unwrap();
        let (client, request) = (bare_hyper(version), request.map(Full::new));
        Box::new(move |times| {
            runtime.block_on(async {
                for _ in 0..times {
                    let response = client.request(request.clone()).await.unwrap();
                    black_box(response.into_body().collect().await.unwrap().to_bytes());
                }
            });
        })
    }
}
