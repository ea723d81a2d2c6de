//! Endpoints besides actions go the same way: retries, timeouts, the acting user.

use std::{sync::Arc, time::Duration};

use alloy_core::{Endpoint, Error, ErrorKind, PathWriter, Reply, UserId};
use http::Method;
use serde_json::Value;

use crate::{
    builder, connect,
    doubles::{Answers, Rushing, Script, Silent, reply},
};

struct Whoever(Method);

impl Endpoint for Whoever {
    type Output = Value;

    fn method(&self) -> Method {
        self.0.clone()
    }

    fn path(&self, path: &mut PathWriter) -> Result<(), Error> {
        path.fixed("whoever");
        Ok(())
    }

    fn decode(&self, reply: Reply) -> Result<Value, Error> {
        reply.decode()
    }
}

#[tokio::test]
async fn what_may_be_repeated_is_retried_and_what_may_not_is_not() {
    for (method, requests) in [(Method::GET, 2), (Method::DELETE, 2), (Method::POST, 1)] {
        let script = Arc::new(Script::new([reply(503, &[], "{}")]));
        let client = builder(script.clone()).timer(Rushing::default()).build().unwrap();
        let output = client.call(&Whoever(method.clone())).await;
        assert_eq!(script.count(), requests, "{method}");
        if let Err(error) = output {
            assert_eq!(
                (error.kind(), error.operation()),
                (ErrorKind::Unavailable, Some("POST /whoever"))
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_deadline_bounds_them() {
    let client = builder(Silent::default()).timeout(Duration::from_secs(3)).build().unwrap();
    let error = client.call(&Whoever(Method::GET)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::DeadlineExceeded);
    assert_eq!(error.operation(), Some("GET /whoever"));
}

#[tokio::test]
async fn one_client_serves_many_tenants() {
    let answers = Arc::new(Answers::new(200, "{}"));
    let client = builder(answers.clone()).build().unwrap();
    let tenants: Vec<_> =
        (0..3).map(|n| client.with_user(UserId::new(format!("tenant-{n}")).unwrap())).collect();
    for tenant in &tenants {
        tenant.call(&Whoever(Method::GET)).await.unwrap();
        connect(tenant).execute(&crate::action()).await.unwrap();
    }
    client.call(&Whoever(Method::GET)).await.unwrap();

    let sent: Vec<_> = answers
        .requests
        .lock()
        .unwrap()
        .iter()
        .map(|request| {
            let user = request.headers().get("x-alloy-userid");
            user.map(|user| user.to_str().unwrap().to_owned())
        })
        .collect();
    let tenant = |n| Some(format!("tenant-{n}"));
    assert_eq!(sent, [tenant(0), tenant(0), tenant(1), tenant(1), tenant(2), tenant(2), None]);
}
