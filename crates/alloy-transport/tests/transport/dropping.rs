//! A call that is dropped wherever it stands leaves nothing behind, and the pool usable.

use std::{future::poll_fn, task::Poll};

use alloy_core::{ApiKey, CredentialId, DynamicAction};
use alloy_transport::{Client, Connection, Limiter, TransportOptions};

use crate::{Backend, certificates::Authority, server::Server};

/// A server that answers piece by piece, so that a call has many points to wait at.
async fn serve(authority: &Authority) -> Server {
    Server::start_tls(authority.good_server(&["http/1.1"]), |mut connection| async move {
        while connection.request().await.is_some() {
            for piece in [
                "HTTP/1.1 200 OK\r\ncontent-",
                "length: 20\r\n\r\n",
                "{\"responseDa",
                "ta\":",
                "{}}\n",
            ] {
                if !connection.write(piece).await {
                    return;
                }
                tokio::task::yield_now().await;
            }
        }
    })
    .await
}

/// Polls a call so often and drops it; whether it was done before.
async fn executed_within(connection: &Connection, polls: usize) -> bool {
    let action = DynamicAction::new("service", "doIt").unwrap();
    let mut call = Box::pin(connection.execute(&action));
    let mut polled = 0;
    poll_fn(move |context| {
        if let Poll::Ready(result) = call.as_mut().poll(context) {
            result.unwrap();
            return Poll::Ready(true);
        }
        polled += 1;
        if polled < polls { Poll::Pending } else { Poll::Ready(false) }
    })
    .await
}

pub(crate) async fn a_call_can_be_dropped_at_every_point<B: Backend>() {
    let authority = Authority::new();
    let server = serve(&authority).await;
    let shared = Limiter::new().max_in_flight(1);
    let mut points = [0, 0];
    for is_pooled in [false, true] {
        for polls in 1.. {
            assert!(polls < 1000, "it never ends");
            let options = TransportOptions::new().root_certificate_pem(authority.pem());
            let client = Client::builder(B::with(options).unwrap())
                .api_key(ApiKey::new("made-up-key").unwrap())
                .base_url(server.https(""))
                .limiter(shared.clone())
                .build()
                .unwrap();
            let connection =
                client.connection(CredentialId::new("507f1f77bcf86cd799439011").unwrap());
            if is_pooled {
                assert!(executed_within(&connection, usize::MAX).await);
            }
            let was_done = executed_within(&connection, polls).await;
            let status = shared.status();
            assert_eq!((status.in_flight, status.waiting), (0, 0), "after {polls} polls");
            // With room for one call at a time, a place that was kept would stop this one.
            assert!(executed_within(&connection, usize::MAX).await, "after {polls} polls");
            if was_done {
                points[usize::from(is_pooled)] = polls;
                break;
            }
        }
    }
    assert!(points[0] > 3 && points[1] > 1, "there were points to drop it at: {points:?}");
}
