//! Keeps the expansion as quiet as the user asked the compiler to be about the struct.
//!
//! The expansion names the user's fields and types again, so what was allowed there is allowed
//! here. Nothing else is: a lint that is forbidden somewhere must not be mentioned.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, DeriveInput, Meta};

/// The lints that the user allows, or expects to fire, on the struct and its fields.
pub(crate) fn allowed(input: &DeriveInput) -> TokenStream {
    let of_fields = match &input.data {
        syn::Data::Struct(data) => data.fields.iter().flat_map(|field| &field.attrs).collect(),
        syn::Data::Enum(_) | syn::Data::Union(_) => Vec::new(),
    };
    input.attrs.iter().chain(of_fields).filter_map(allow).collect()
}

fn allow(attribute: &Attribute) -> Option<TokenStream> {
    let path = attribute.path();
    if path.is_ident("deprecated") {
        return Some(quote!(#[allow(deprecated)]));
    }
    match &attribute.meta {
        Meta::List(list) if path.is_ident("allow") || path.is_ident("expect") => {
            let lints = &list.tokens;
            Some(quote!(#[allow(#lints)]))
        }
        _ => None,
    }
}
