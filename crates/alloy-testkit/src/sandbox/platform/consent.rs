//! The page on which a user lets a connector in, or does not.
//!
//! On record is that the browser ends at the `redirectUri` with nothing added to its query. What
//! the live service does when the user says no is not: here the browser ends at the same place, and
//! there is no credential.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};

use super::{
    Answer, Platform, Received, Refusal,
    link::value,
    page::{escape, page},
};

/// `GET /api/strategy/connector/{connector}/authorize`
pub(super) fn show(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let (_, link) = platform.link(received.parameter("connector"), query(received))?;
    let service = platform.stand_in(&link.connector)?.name();
    let user = platform.user(link.user.as_str())?.display_name();
    let content = format!(
        "<p>Allow this sandbox to use {service} on behalf of <strong>{user}</strong>?</p>\n\
         <form method=\"post\">\n\
         <button class=\"approve\" name=\"decision\" value=\"approve\">Approve</button>\n\
         <button name=\"decision\" value=\"deny\">Deny</button>\n\
         </form>\n\
         <p><small>Afterwards you return to {redirect}. Here {service} is played by a sandbox: no \
         account is touched.</small></p>\n",
        service = escape(&service),
        user = escape(user),
        redirect = escape(&link.redirect),
    );
    Ok(page(StatusCode::OK, &format!("Connect {service}"), &content))
}

/// `POST /api/strategy/connector/{connector}/authorize`
pub(super) fn decide(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let (token, link) = platform.link(received.parameter("connector"), query(received))?;
    let form = str::from_utf8(received.request.body()).unwrap_or_default();
    let approves = match value(form, "decision").as_deref() {
        Some("approve") => true,
        Some("deny") => false,
        _ => return Err(Refusal::NoDecision),
    };
    platform.decide(&token, &link, approves);
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::FOUND;
    let location = HeaderValue::from_str(&link.redirect).map_err(|_| Refusal::InvalidLink)?;
    response.headers_mut().insert(header::LOCATION, location);
    let nobody = HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(header::REFERRER_POLICY, nobody);
    Ok(response)
}

fn query<'a>(received: &Received<'a>) -> &'a str {
    received.request.uri().query().unwrap_or_default()
}
