//! Links on which a user lets a connector in.

use std::time::SystemTime;

use alloy_core::{CredentialId, UserId};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{Platform, Refusal, token::LIFETIME};
/// What a link was made for.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) connector: String,
    pub(super) user: UserId,
    pub(super) redirect: String,
    expires: SystemTime,
}

/// What `encodeURIComponent` escapes, and `!'()*` too.
pub(super) const COMPONENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Platform {
    /// A link to the consent page, good for one decision within an hour.
    pub(super) fn authorization_link(
        &mut self,
        origin: &str,
        connector: &str,
        user: &UserId,
        redirect: &str,
    ) -> Result<String, Refusal> {
        if !is_redirect(redirect) {
            return Err(Refusal::invalid("redirectUri", "must be a valid URI"));
        }
        let now = self.present();
        self.links.retain(|_, link| link.expires > now);
        let token = self.token(user);
        let link = Link {
            connector: connector.to_owned(),
            user: user.clone(),
            redirect: redirect.to_owned(),
            expires: now.checked_add(LIFETIME).unwrap_or(now),
        };
        self.links.insert(token.clone(), link);
        let encoded = |text| utf8_percent_encode(text, COMPONENT);
        Ok(format!(
            "{origin}/api/strategy/connector/{}/authorize?userId={}&redirectUri={}&token={token}",
            encoded(connector),
            encoded(user.as_str()),
            encoded(redirect),
        ))
    }

    /// The token of a link and what it was made for, if the link is as it was made, not used and
    /// not expired.
    pub(super) fn link(&mut self, connector: &str, query: &str) -> Result<(String, Link), Refusal> {
        let now = self.present();
        let token = value(query, "token").unwrap_or_default();
        let link = self.links.get(&token).filter(|link| {
            link.connector == connector
                && value(query, "userId").as_deref() == Some(link.user.as_str())
                && value(query, "redirectUri").as_deref() == Some(&link.redirect)
                && link.expires > now
                && self.account.users.get(link.user.as_str()).is_some()
                && self.stand_ins.contains_key(connector)
        });
        let link = link.ok_or(Refusal::InvalidLink)?.clone();
        Ok((token, link))
    }

    /// Uses a link up, and makes its credential if the user approves.
    pub(super) fn decide(
        &mut self,
        token: &str,
        link: &Link,
        approves: bool,
    ) -> Option<CredentialId> {
        self.links.remove(token);
        approves.then(|| self.connect(&link.user, &link.connector, "oauth2"))
    }
}

/// The value of a name in the query of a URL, or in a form.
pub(super) fn value(form: &str, name: &str) -> Option<String> {
    let mut pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(other, _)| *other == name)?;
    let spaced = value.replace('+', " ");
    Some(percent_decode_str(&spaced).decode_utf8().ok()?.into_owned())
}

/// Whether a browser can be sent there, and would go rather than run it.
fn is_redirect(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let runs = ["javascript", "data", "vbscript", "blob", "file"];
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !runs.iter().any(|word| scheme.eq_ignore_ascii_case(word))
        && rest.starts_with("//")
        && rest.len() > 2
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded() {
        let form = "a=1&b=x+y%2Bz&b=second&c=";
        assert_eq!(value(form, "b").as_deref(), Some("x y+z"));
        assert_eq!(value(form, "c").as_deref(), Some(""));
        assert_eq!(value(form, "d"), None);
        assert_eq!(value("a=%FF", "a"), None);
    }

    #[test]
    fn redirects_go_somewhere() {
        for good in ["https://example.com", "http://localhost:3000/a?b=c#d", "my-app://callback"] {
            assert!(is_redirect(good), "{good}");
        }
        for bad in [
            "",
            "/callback",
            "example.com",
            "javascript://x%0aalert(1)",
            "DATA://x",
            "http://",
            "1a://b",
        ] {
            assert!(!is_redirect(bad), "{bad}");
        }
        assert!(!is_redirect("https://example.com/\r\nset-cookie: a=b"));
    }
}
