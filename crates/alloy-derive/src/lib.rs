//! The derive macro of `alloy-core`; use it through that crate, which documents it.
//!
//! A struct is read and checked (`definition`, with `settings` for its own attributes and `fields`
//! for those of its fields), and everything that is wrong is told at once. `expand` then writes the
//! implementation. What serde knows better is left to it: the fields of the body go into a hidden
//! struct with the user's `#[serde(…)]` attributes on them, for which `Serialize` is derived.

mod definition;
mod entries;
mod errors;
mod expand;
mod fields;
mod lints;
mod naming;
mod serde_attributes;
mod settings;
mod types;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

use definition::Definition;

/// Nothing that the expansion adds can be named, apart from the implementations themselves.
#[proc_macro_derive(Action, attributes(action, serde))]
pub fn action(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    Definition::read(input)
        .map_or_else(syn::Error::into_compile_error, |definition| expand::expand(&definition))
        .into()
}
