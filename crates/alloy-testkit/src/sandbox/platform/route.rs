//! The platform's endpoints, each declared once.

use bytes::Bytes;
use http::{Method, Request};
use percent_encoding::percent_decode_str;

use super::{
    Answer, Platform, Received, connectors, consent, credentials, execute, files, storage, users,
};
use crate::sandbox::requests::Execution;

/// What an endpoint does with a request.
pub(super) type Handler = fn(&mut Platform, &Received<'_>) -> Answer;

/// An endpoint of the platform.
#[derive(Debug)]
pub(super) struct Endpoint {
    method: Method,
    /// Segments in braces are parameters.
    template: &'static str,
    pub(super) access: Access,
    pub(super) handler: Handler,
}

/// What a request must bring before its endpoint looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// A version of the API, and a key.
    Key,
    /// Nothing: the address itself is the secret.
    Open,
}

const fn endpoint(method: Method, template: &'static str, handler: Handler) -> Endpoint {
    Endpoint { method, template, access: Access::Key, handler }
}

const fn open(method: Method, template: &'static str, handler: Handler) -> Endpoint {
    Endpoint { method, template, access: Access::Open, handler }
}

/// All endpoints. No request fits two of them.
const ENDPOINTS: &[Endpoint] = &[
    endpoint(Method::GET, "/connectors", connectors::list),
    endpoint(Method::GET, "/connectors/{connector}", connectors::get),
    endpoint(Method::GET, "/connectors/{connector}/resources", connectors::resources),
    endpoint(Method::GET, "/connectors/{connector}/actions", connectors::actions),
    endpoint(Method::GET, "/connectors/{connector}/actions/{action}", connectors::action),
    endpoint(Method::POST, "/connectors/{connector}/actions/{action}/execute", execute::execute),
    endpoint(
        Method::GET,
        "/connectors/{connector}/credentials/metadata",
        connectors::authentication,
    ),
    endpoint(Method::POST, "/connectors/{connector}/credentials", credentials::create),
    endpoint(Method::GET, "/connectors/{connector}/credentials", credentials::of_connector),
    endpoint(
        Method::DELETE,
        "/connectors/{connector}/credentials/{credential}",
        credentials::delete_of_connector,
    ),
    endpoint(Method::GET, "/users/{user}/credentials", credentials::of_user),
    endpoint(Method::GET, "/credentials/users/{user}", credentials::of_user),
    endpoint(Method::DELETE, "/users/{user}/credentials/{credential}", credentials::delete_of_user),
    endpoint(Method::POST, "/users", users::create),
    endpoint(Method::POST, "/users/batch", users::create_many),
    endpoint(Method::GET, "/users", users::list),
    endpoint(Method::GET, "/users/{user}", users::get),
    endpoint(Method::PUT, "/users/{user}", users::update),
    endpoint(Method::DELETE, "/users/{user}", users::delete),
    endpoint(Method::GET, "/users/{user}/token", users::token),
    endpoint(Method::POST, "/connectors/files/upload/request", files::request_upload),
    endpoint(Method::GET, "/connectors/files/list", files::list),
    endpoint(Method::DELETE, "/connectors/files/{key}", files::delete),
    open(Method::GET, "/api/strategy/connector/{connector}/authorize", consent::show),
    open(Method::POST, "/api/strategy/connector/{connector}/authorize", consent::decide),
    open(Method::PUT, "/alloy-user-files/{key}", storage::put),
];

/// The parameters of a path, by name.
pub(super) type Parameters = Vec<(&'static str, String)>;

/// The endpoint that a request is for.
pub(super) fn find(request: &Request<Bytes>) -> Option<(&'static Endpoint, Parameters)> {
    let path = request.uri().path();
    let of_method = ENDPOINTS.iter().filter(|endpoint| endpoint.method == request.method());
    let mut fitting = of_method.filter_map(|endpoint| Some((endpoint, endpoint.read(path)?)));
    fitting.next()
}

impl Endpoint {
    /// The action that a request to this endpoint executes.
    pub(super) fn execution(&self, parameters: &Parameters) -> Option<Execution> {
        match parameters.as_slice() {
            [("connector", connector), ("action", action)] if self.method == Method::POST => {
                Some(Execution { connector: connector.clone(), action: action.clone() })
            }
            _ => None,
        }
    }

    /// The parameters of a path that fits. They are decoded after the path is split, so that an
    /// encoded slash stays inside its segment.
    fn read(&self, path: &str) -> Option<Parameters> {
        let mut parameters = Parameters::new();
        let mut segments = path.split('/');
        for expected in self.template.split('/') {
            let segment = segments.next()?;
            match expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) => parameters.push((name, decode(segment)?)),
                None if segment == expected => {}
                None => return None,
            }
        }
        segments.next().is_none().then_some(parameters)
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

    fn parameters(method: Method, path: &str) -> Option<Vec<String>> {
        let request = Request::builder().method(method).uri(path).body(Bytes::new()).unwrap();
        let (_, parameters) = find(&request)?;
        Some(parameters.into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn parameters_are_decoded_after_splitting() {
        let path = "/connectors/a%2Fb/actions/%C3%A9%20%25/execute";
        assert_eq!(parameters(Method::POST, path), Some(vec!["a/b".into(), "é %".into()]));
        assert_eq!(parameters(Method::GET, "/users/me%40x?a=b"), Some(vec!["me@x".into()]));
    }

    #[test]
    fn what_is_no_route() {
        for path in [
            "/",
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
            assert_eq!(parameters(Method::POST, path), None, "{path}");
        }
        let path = "/connectors/notion/actions/post-page/execute";
        assert!(parameters(Method::POST, path).is_some());
        assert_eq!(parameters(Method::GET, path), None);
    }

    #[test]
    fn every_endpoint_is_reached_by_its_own_path() {
        for endpoint in ENDPOINTS {
            let path = endpoint.template.replace(['{', '}'], "");
            let request =
                Request::builder().method(&endpoint.method).uri(&path).body(Bytes::new()).unwrap();
            let (found, _) = find(&request).unwrap();
            assert_eq!(found.template, endpoint.template);
        }
    }
}
