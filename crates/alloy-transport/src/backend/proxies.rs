//! Which requests go through a proxy.

use std::{fmt, sync::Arc};

use alloy_core::Error;
use http::{HeaderValue, Uri, uri::Scheme};
use hyper_util::client::proxy::matcher::Matcher;

/// Which requests go through a proxy: by default those that the environment says.
///
/// Only `https` requests do, through a tunnel (`CONNECT`): the proxy learns the host's name and
/// sees nothing of what is sent, so no API key. Plain `http` and whatever is on this machine
/// (`localhost`, `127.0.0.0/8`, `::1`) are always reached without one. The proxy itself is an `http`
/// or `https` URL; SOCKS is not spoken.
///
/// # Examples
///
/// ```
/// use alloy_transport::{Proxies, TransportOptions};
///
/// # fn example() -> Result<(), alloy_core::Error> {
/// let proxies = Proxies::through("http://user:password@proxy.example:3128")?
///     .except("internal.example, 10.0.0.0/8");
/// let options = TransportOptions::new().proxies(proxies);
///
/// let direct = TransportOptions::new().proxies(Proxies::none());
/// # Ok(())
/// # }
/// # example().unwrap();
/// ```
#[derive(Clone, Default)]
pub struct Proxies(Choice);

#[derive(Clone, Default)]
enum Choice {
    #[default]
    Environment,
    None,
    Through(Arc<Proxy>),
}

/// One proxy and the hosts that are reached without it.
struct Proxy {
    url: String,
    except: String,
    matcher: Matcher,
}

/// The proxy of one request.
#[derive(Clone)]
pub(crate) struct Hop {
    pub(crate) uri: Uri,
    /// The value of `proxy-authorization`.
    pub(crate) authorization: Option<HeaderValue>,
}

const THIS_MACHINE: &str = "localhost,127.0.0.0/8,::1";

impl Proxies {
    /// What the environment says when the transport is made: `HTTPS_PROXY` or `ALL_PROXY` is the
    /// proxy, and `NO_PROXY` lists what is reached without it, as [`except`](Self::except) has it. The
    /// names are also read in lower case.
    ///
    /// A proxy there that is none gives
    /// [`ErrorKind::Configuration`](alloy_core::ErrorKind::Configuration) when the transport is made.
    pub fn from_env() -> Self {
        Self(Choice::Environment)
    }

    /// No proxy, whatever the environment says.
    pub fn none() -> Self {
        Self(Choice::None)
    }

    /// This one. A user and password in its URL are sent to it and shown nowhere.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](alloy_core::ErrorKind::Configuration) where it is not an `http`
    /// or `https` URL.
    pub fn through(url: impl Into<String>) -> Result<Self, Error> {
        Ok(Self(Choice::Through(Arc::new(Proxy::new(url.into(), "", "the proxy")?))))
    }

    /// Besides these hosts: names, which stand for their subdomains too, addresses and networks,
    /// between commas; `*` is all.
    pub fn except(self, hosts: &str) -> Self {
        match self.0 {
            Choice::Through(proxy) => Self(Choice::Through(Arc::new(proxy.except(hosts)))),
            Choice::Environment | Choice::None => self,
        }
    }

    /// The same, with the environment looked at.
    pub(crate) fn settled(self) -> Result<Self, Error> {
        match self.0 {
            Choice::Environment => Self::from_variables(|name| {
                std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
            }),
            Choice::None | Choice::Through(_) => Ok(self),
        }
    }

    fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let first = |names: [&'static str; 2]| {
            names.into_iter().find_map(|name| Some((name, variable(name)?)))
        };
        let proxy = [["HTTPS_PROXY", "https_proxy"], ["ALL_PROXY", "all_proxy"]]
            .into_iter()
            .find_map(|names| first(names).filter(|(_, url)| !url.trim().is_empty()));
        let Some((name, url)) = proxy else { return Ok(Self::none()) };
        let except = first(["NO_PROXY", "no_proxy"]).map(|(_, hosts)| hosts).unwrap_or_default();
        let proxy = Proxy::new(url.trim().to_owned(), &except, name).map_err(|error| {
            error.with_hint("`Proxies::none()` in the transport's options ignores the environment")
        })?;
        Ok(Self(Choice::Through(Arc::new(proxy))))
    }

    /// The proxy that a request to this URL goes through.
    pub(crate) fn hop(&self, destination: &Uri) -> Option<Hop> {
        match &self.0 {
            Choice::Through(proxy) => proxy.hop(destination),
            Choice::Environment | Choice::None => None,
        }
    }

    /// The proxy for whatever needs one, and the hosts that do not.
    #[cfg(feature = "reqwest")]
    pub(crate) fn rule(&self) -> Option<(Hop, &str)> {
        match &self.0 {
            Choice::Through(proxy) => Some((proxy.anywhere()?, &proxy.except)),
            Choice::Environment | Choice::None => None,
        }
    }
}

impl Proxy {
    /// Says whose fault it is by `name`, never what stands there: it may hold a password.
    fn new(url: String, except: &str, name: &str) -> Result<Self, Error> {
        let except = format!("{THIS_MACHINE},{except}");
        let matcher = Matcher::builder().https(url.clone()).no(except.clone()).build();
        let proxy = Self { url, except, matcher };
        let hop = proxy.anywhere();
        let is_spoken = |hop: &Hop| {
            hop.uri.scheme() == Some(&Scheme::HTTP) || hop.uri.scheme() == Some(&Scheme::HTTPS)
        };
        if !hop.is_some_and(|hop| is_spoken(&hop)) {
            return Err(Error::configuration(format!("{name} is not an http or https URL")));
        }
        Ok(proxy)
    }

    fn except(&self, hosts: &str) -> Self {
        let except = format!("{},{hosts}", self.except);
        let matcher = Matcher::builder().https(self.url.clone()).no(except.clone()).build();
        Self { url: self.url.clone(), except, matcher }
    }

    fn hop(&self, destination: &Uri) -> Option<Hop> {
        hop(&self.matcher, destination)
    }

    /// Where what is not excepted goes.
    fn anywhere(&self) -> Option<Hop> {
        hop(
            &Matcher::builder().https(self.url.clone()).build(),
            &Uri::from_static("https://anywhere.invalid"),
        )
    }
}

fn hop(matcher: &Matcher, destination: &Uri) -> Option<Hop> {
    // A key never travels to a proxy in clear.
    if destination.scheme() != Some(&Scheme::HTTPS) {
        return None;
    }
    let intercept = matcher.intercept(destination)?;
    Some(Hop { uri: intercept.uri().clone(), authorization: intercept.basic_auth().cloned() })
}

impl fmt::Display for Hop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.uri.scheme_str().unwrap_or_default();
        let authority = self.uri.authority().map_or("", |authority| authority.as_str());
        write!(f, "{scheme}://{authority}")
    }
}

impl fmt::Debug for Hop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Choice::Environment => f.write_str("from_env()"),
            Choice::None => f.write_str("none()"),
            Choice::Through(proxy) => match proxy.anywhere() {
                Some(hop) => write!(f, "through({hop})"),
                None => f.write_str("through(..)"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use alloy_core::ErrorKind;

    use super::*;

    fn hop_of(proxies: &Proxies, url: &str) -> Option<String> {
        proxies.hop(&url.parse().unwrap()).map(|hop| hop.to_string())
    }

    fn from(variables: &[(&str, &str)]) -> Result<Proxies, Error> {
        Proxies::from_variables(|name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    const FAR: &str = "https://far.example/";

    #[test]
    fn the_environment_names_the_proxy() {
        for (variables, expected) in [
            (&[][..], None),
            (&[("HTTPS_PROXY", "")], None),
            (&[("HTTPS_PROXY", "http://p.example:3128")], Some("http://p.example:3128")),
            (&[("https_proxy", "p.example:3128")], Some("http://p.example:3128")),
            (&[("ALL_PROXY", "https://p.example")], Some("https://p.example")),
            (
                &[("all_proxy", "http://a.example"), ("HTTPS_PROXY", "http://h.example")],
                Some("http://h.example"),
            ),
            // Only plain http would use it, and a web server sets it from a header of a request.
            (&[("HTTP_PROXY", "http://p.example")], None),
            (&[("HTTPS_PROXY", "http://p.example"), ("NO_PROXY", "example")], None),
            (&[("HTTPS_PROXY", "http://p.example"), ("no_proxy", "*")], None),
            (
                &[("HTTPS_PROXY", "http://p.example"), ("NO_PROXY", "near.example")],
                Some("http://p.example"),
            ),
        ] {
            let proxies = from(variables).unwrap();
            assert_eq!(hop_of(&proxies, FAR).as_deref(), expected, "{variables:?}");
        }
    }

    #[test]
    fn plain_http_and_this_machine_are_reached_without() {
        let proxies = Proxies::through("http://p.example").unwrap();
        for url in [
            "http://far.example/",
            "https://localhost/",
            "https://127.0.0.1:8443/",
            "https://127.1.2.3/",
            "https://[::1]/",
            "https://api.localhost/",
        ] {
            assert_eq!(hop_of(&proxies, url), None, "{url}");
        }
        assert_eq!(hop_of(&proxies, FAR).as_deref(), Some("http://p.example"));
        let fewer = proxies.except("far.example").except("10.0.0.0/8");
        for url in [FAR, "https://sub.far.example/", "https://10.1.2.3/", "https://localhost/"] {
            assert_eq!(hop_of(&fewer, url), None, "{url}");
        }
    }

    #[test]
    fn what_is_no_proxy_is_refused_without_showing_it() {
        for url in ["", "nonsense url", "socks5://user:planted@p.example:1080", "ftp://planted"] {
            let error = Proxies::through(url).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration, "{url}");
            assert!(!format!("{error:?}").contains("planted"), "{error:?}");
        }
        let error = from(&[("ALL_PROXY", "socks5://planted")]).unwrap_err();
        let told = error.to_string();
        assert!(told.contains("ALL_PROXY") && told.contains("Proxies::none()"), "{told}");
        assert!(!told.contains("planted"), "{told}");
    }

    #[test]
    fn a_password_is_sent_and_not_shown() {
        let proxies = Proxies::through("http://planted-user:planted%40word@p.example").unwrap();
        let shown = format!("{proxies:?}");
        assert!(shown.contains("p.example") && !shown.contains("planted"), "{shown}");
        let hop = proxies.hop(&Uri::from_static(FAR)).unwrap();
        // `planted-user:planted@word`
        let value = hop.authorization.unwrap();
        assert_eq!(value, "Basic cGxhbnRlZC11c2VyOnBsYW50ZWRAd29yZA==");
        assert!(value.is_sensitive());
    }
}
