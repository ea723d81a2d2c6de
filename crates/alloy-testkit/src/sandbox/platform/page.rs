//! Pages for browsers. They load nothing from elsewhere and run no script.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText}\
main{max-width:26rem;margin:1rem;padding:2rem;border:1px solid GrayText;border-radius:.75rem}\
h1{font-size:1.375rem;line-height:1.25;margin:0 0 1rem}\
p{margin:0 0 1rem;overflow-wrap:anywhere}\
main>:last-child{margin-bottom:0}\
form{display:flex;gap:.75rem;margin:1.5rem 0}\
button{font:inherit;padding:.625rem 1.25rem;border:1px solid currentColor;border-radius:.5rem;cursor:pointer;background:transparent;color:inherit}\
button.approve{background:#0b57d0;border-color:#0b57d0;color:#fff}\
button:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}";

/// A page of the sandbox's own, with a heading and what stands below, which is HTML already.
pub(super) fn page(status: StatusCode, heading: &str, content: &str) -> Response<Bytes> {
    let heading = escape(heading);
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{heading}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{heading}</h1>\n{content}</main>\n</body>\n</html>\n"
    );
    let mut response = html(status, page);
    // The address of the page is a secret: nobody may keep it, frame it or be told of it.
    let guards = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
        ),
    ];
    for (name, value) in guards {
        insert(&mut response, name, value);
    }
    response
}

/// A response that is HTML.
pub(super) fn html(status: StatusCode, page: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(page));
    *response.status_mut() = status;
    insert(&mut response, header::CONTENT_TYPE, "text/html; charset=utf-8");
    response
}

fn insert(response: &mut Response<Bytes>, name: HeaderName, value: &'static str) {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
}

/// A text as HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
