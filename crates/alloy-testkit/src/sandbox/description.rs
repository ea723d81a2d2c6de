//! What a connector says of itself in the platform's catalogue.

mod action;
mod authentication;

pub use action::ActionDescription;
pub use authentication::Authentication;

/// A name for people from an id: `chat_postMessage` is `Chat postMessage`.
pub(super) fn readable(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}
