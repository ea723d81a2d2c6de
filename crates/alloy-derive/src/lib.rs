//! `#[derive(Action)]` of `alloy-core`.

use proc_macro::TokenStream;

/// Placeholder.
#[proc_macro_derive(Action, attributes(action, serde))]
pub fn action(_input: TokenStream) -> TokenStream {
    TokenStream::new()
}
