//! The addresses of actions, each checked and escaped once.

use std::sync::{PoisonError, RwLock};

use http::Uri;

/// The addresses of the actions that were called first.
#[derive(Debug, Default)]
pub(super) struct Paths(RwLock<Vec<Known>>);

#[derive(Debug)]
struct Known {
    connector: Box<str>,
    action: Box<str>,
    uri: Uri,
}

/// More than a program has actions. Ids may also come from its users, and must not fill the memory.
const MOST: usize = 64;

impl Paths {
    /// The address of an action, if it is one of those.
    pub(super) fn get(&self, connector: &str, action: &str) -> Option<Uri> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let found =
            known.iter().find(|known| *known.action == *action && *known.connector == *connector);
        found.map(|found| found.uri.clone())
    }

    /// Keeps the address of an action, as long as there is room.
    pub(super) fn keep(&self, connector: &str, action: &str, uri: Uri) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let is_new = !known.iter().any(|known| known.uri == uri);
        if is_new && known.len() < MOST {
            known.push(Known { connector: connector.into(), action: action.into(), uri });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_apart_and_limited() {
        let paths = Paths::default();
        for number in 0..2 * MOST {
            let uri = format!("/connectors/a/actions/{number}/execute").parse().unwrap();
            paths.keep("a", &number.to_string(), uri);
        }
        assert_eq!(paths.get("a", "7").unwrap(), "/connectors/a/actions/7/execute");
        assert_eq!(paths.get("b", "7"), None);
        assert_eq!(paths.get("a", &MOST.to_string()), None);
    }
}
