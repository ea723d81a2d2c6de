//! What every backend must do, against servers on the loopback that also misbehave.
//!
//! Each case is a function over any backend; the list below runs it for each of them, under names
//! such as `hyper::broken::a_body_that_is_cut`.
#![cfg(any(feature = "hyper", feature = "reqwest"))]
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod broken;
#[cfg(feature = "tracing")]
#[path = "../client/capture.rs"]
mod capture;
mod certificates;
#[cfg(feature = "gzip")]
mod compression;
mod connecting;
mod dropping;
mod http2;
mod limits;
mod pooling;
mod proxies;
mod replies;
mod requests;
#[cfg(feature = "tracing")]
mod secrets;
mod server;
mod tls;

use std::{fmt::Debug, time::Duration};

use alloy_core::{Error, ErrorKind, Outcome};
use alloy_transport::{Transport, TransportOptions};
use bytes::Bytes;
use http::{Request, Response};

/// A way to make one of the transports.
trait Backend: Transport + Clone + Debug + 'static {
    /// The header fields that it adds without being asked, besides `host` and `content-length`.
    const ADDED: &[&str];

    fn with(options: TransportOptions) -> Result<Self, Error>;

    fn default() -> Self {
        Self::with(TransportOptions::new()).unwrap()
    }
}

#[cfg(feature = "hyper")]
impl Backend for alloy_transport::HyperTransport {
    #[cfg(not(feature = "gzip"))]
    const ADDED: &[&str] = &[];
    #[cfg(feature = "gzip")]
    const ADDED: &[&str] = &["accept-encoding: gzip"];

    fn with(options: TransportOptions) -> Result<Self, Error> {
        Self::with_options(options)
    }
}

#[cfg(feature = "reqwest")]
impl Backend for alloy_transport::ReqwestTransport {
    #[cfg(not(feature = "gzip"))]
    const ADDED: &[&str] = &["accept: */*"];
    #[cfg(feature = "gzip")]
    const ADDED: &[&str] = &["accept-encoding: gzip", "accept: */*"];

    fn with(options: TransportOptions) -> Result<Self, Error> {
        Self::with_options(options)
    }
}

/// Runs every case for one backend. A case that hangs fails.
macro_rules! cases {
    ($backend:ty: $($(#[$when:meta])* $module:ident { $($case:ident,)* })*) => {$(
        $(#[$when])*
        mod $module {
            $(
                #[tokio::test]
                async fn $case() {
                    let case = crate::$module::$case::<$backend>();
                    tokio::time::timeout(crate::HANGS, case).await.unwrap();
                }
            )*
        }
    )*};
}

macro_rules! every_backend {
    ($($cases:tt)*) => {
        #[cfg(feature = "hyper")]
        mod hyper {
            cases! { alloy_transport::HyperTransport: $($cases)* }
        }

        #[cfg(feature = "reqwest")]
        mod reqwest {
            cases! { alloy_transport::ReqwestTransport: $($cases)* }
        }
    };
}

every_backend! {
    requests {
        a_request_arrives_exactly_as_sent,
        every_method_arrives,
        the_length_is_the_one_of_the_body,
        a_path_is_not_changed,
        what_cannot_be_sent_reaches_nobody,
    }
    replies {
        any_status_with_any_body_is_a_response,
        redirects_are_not_followed,
        a_slow_body_is_waited_for,
        bodies_are_joined_from_their_pieces,
        informational_responses_are_passed_over,
        trailers_are_passed_over,
        http_1_0_is_understood,
        nothing_is_decompressed_that_nobody_asked_for,
    }
    limits {
        a_body_of_just_the_limit_is_read,
        an_announced_body_is_refused_at_once,
        an_endless_body_is_refused_at_the_limit,
        a_request_beyond_its_limit_is_not_sent,
        a_head_of_just_so_many_fields_is_read,
        a_head_of_many_bytes_is_refused,
        the_longest_times_do_not_panic,
    }
    #[cfg(feature = "gzip")]
    compression {
        a_compressed_body_is_read,
        a_body_in_two_members_is_read,
        a_caller_who_asks_gets_what_comes,
        other_encodings_are_left_alone,
        a_body_without_anything_in_it,
        a_bomb_stops_at_the_limit,
        a_limit_counts_what_comes_out,
        a_compressed_body_that_is_cut_or_damaged,
    }
    broken {
        a_body_that_is_cut,
        a_chunked_body_that_is_cut,
        a_head_that_is_cut,
        no_answer_at_all,
        a_reset_after_the_request,
        garbage_instead_of_a_response,
    }
    connecting {
        a_refused_connection,
        a_name_that_does_not_resolve,
        a_name_that_resolves,
        a_handshake_that_never_ends,
        an_error_names_the_host_and_nothing_secret,
        no_runtime,
        a_wrong_option,
        a_transport_is_shared_between_threads,
    }
    tls {
        a_trusted_certificate,
        an_unknown_issuer,
        another_host_name,
        an_expired_certificate,
        a_certificate_of_the_future,
        a_server_without_tls,
        a_server_that_hangs_up_within_the_handshake,
        a_tls_server_called_without_tls,
        a_body_cut_below_tls,
        versions_are_negotiated,
    }
    #[cfg(feature = "tracing")]
    secrets {
        no_subscriber_is_told_a_secret,
    }
    proxies {
        a_tunnel_leads_to_the_host,
        a_proxy_behind_tls,
        a_proxy_gets_its_own_password_only,
        plain_http_and_exceptions_go_straight,
        a_proxy_that_refuses_is_explained,
        a_proxy_that_is_not_there,
        a_proxy_that_stays_silent_is_given_up,
        a_proxy_that_looks_inside_is_not_trusted,
    }
    dropping {
        a_call_can_be_dropped_at_every_point,
    }
    pooling {
        calls_after_each_other_share_a_connection,
        no_pool_means_a_connection_for_each,
        many_at_once_are_all_answered,
        a_dropped_call_closes_its_connection_only,
        a_connection_that_the_server_closed_is_not_used,
        not_sent_is_never_said_of_what_the_server_saw,
        a_transport_behind_a_pointer,
    }
    http2 {
        calls_share_a_connection,
        a_head_of_many_fields_is_refused,
        a_dropped_call_resets_its_stream_only,
        a_refused_stream_was_not_sent,
        a_stream_reset_for_another_reason_may_have_run,
        a_stream_after_the_last_one_was_not_sent,
        the_last_stream_may_have_run,
        a_head_of_many_bytes_is_refused,
        a_connection_that_stays_silent_is_given_up,
    }
}

/// Far longer than any case takes.
const HANGS: Duration = Duration::from_secs(30);

fn get(url: impl AsRef<str>) -> Request<Bytes> {
    Request::get(url.as_ref()).body(Bytes::new()).unwrap()
}

fn post(url: impl AsRef<str>, body: &'static str) -> Request<Bytes> {
    Request::post(url.as_ref()).body(Bytes::from_static(body.as_bytes())).unwrap()
}

fn text(response: &Response<Bytes>) -> &str {
    str::from_utf8(response.body()).unwrap()
}

/// Checks what an error says of whether the operation ran.
#[track_caller]
fn assert_failed<T: Debug>(result: Result<T, Error>, kind: ErrorKind, outcome: Outcome) -> Error {
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{error:?}");
    error
}

/// Fails as one that may have run.
#[track_caller]
fn assert_interrupted<T: Debug>(result: Result<T, Error>) {
    assert_failed(result, ErrorKind::Interrupted, Outcome::Unknown);
}
