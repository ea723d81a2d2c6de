//! Which endpoint a request is for.

use http::Method;
use percent_encoding::percent_decode_str;

/// An endpoint of the platform, with the parameters of its path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// `POST /connectors/{connector}/actions/{action}/execute`
    Execute { connector: String, action: String },
}

impl Route {
    /// The endpoint for a method and a path. Parameters are decoded after the path is split, so
    /// that an encoded slash stays inside its segment.
    pub(super) fn of(method: &Method, path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        match (method, segments.as_slice()) {
            (&Method::POST, ["connectors", connector, "actions", action, "execute"]) => {
                Some(Self::Execute { connector: decode(connector)?, action: decode(action)? })
            }
            _ => None,
        }
    }
}

/// A path parameter: not empty, and UTF-8 once decoded.
fn decode(segment: &str) -> Option<String> {
    let text = percent_decode_str(segment).decode_utf8().ok()?;
    (!text.is_empty()).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn execute(path: &str) -> Option<(String, String)> {
        let Route::Execute { connector, action } = Route::of(&Method::POST, path)?;
        Some((connector, action))
    }

    #[test]
    fn parameters_are_decoded_after_splitting() {
        let path = "/connectors/a%2Fb/actions/%C3%A9%20%25/execute";
        assert_eq!(execute(path), Some(("a/b".into(), "é %".into())));
    }

    #[test]
    fn what_is_no_route() {
        for path in [
            "/",
            "",
            "*",
            "/connectors",
            "/connectors/notion/actions/post-page",
            "/connectors//actions/post-page/execute",
            "/connectors/notion/actions//execute",
            "/connectors/notion/actions/post-page/execute/",
            "/connectors/notion/actions/post-page/execute/more",
            "/connectors/notion/actions/a/b/execute",
            "/2025-09/connectors/notion/actions/post-page/execute",
            "/connectors/%FF/actions/post-page/execute",
        ] {
            assert_eq!(execute(path), None, "{path}");
        }
        let path = "/connectors/notion/actions/post-page/execute";
        assert!(execute(path).is_some());
        assert_eq!(Route::of(&Method::GET, path), None);
    }
}
