//! Reads the user's `#[serde(…)]`, most of which go to the shadow struct of the body as they are.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Attribute, Expr, ExprLit, ExprPath, Lit, LitStr, Meta, Token, WherePredicate,
    punctuated::Punctuated,
};

use crate::errors::Errors;

/// Every entry of an item's `#[serde(…)]` attributes.
pub(crate) struct SerdeAttributes {
    entries: Vec<Meta>,
}

type Entries = Punctuated<Meta, Token![,]>;

impl SerdeAttributes {
    pub(crate) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let entries = attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("serde"))
            .filter_map(|attribute| {
                errors.keep(attribute.parse_args_with(Entries::parse_terminated))
            })
            .flatten()
            .collect();
        Self { entries }
    }

    /// The first entry with one of these names.
    pub(crate) fn find(&self, names: &[&str]) -> Option<&Meta> {
        self.entries.iter().find(|entry| names.iter().any(|name| entry.path().is_ident(name)))
    }

    /// The text of `name = "…"`, or of `name(serialize = "…")`.
    pub(crate) fn text(&self, name: &str) -> Option<LitStr> {
        let mut named = self.entries.iter().filter(|entry| entry.path().is_ident(name));
        named.find_map(|entry| match entry {
            Meta::NameValue(pair) => literal(&pair.value),
            Meta::List(list) => {
                let entries = list.parse_args_with(Entries::parse_terminated).ok()?;
                Self { entries: entries.into_iter().collect() }.text("serialize")
            }
            Meta::Path(_) => None,
        })
    }

    /// The function named by `name = "…"`.
    pub(crate) fn function(&self, name: &str) -> Option<ExprPath> {
        self.text(name)?.parse().ok()
    }

    /// The conditions of `bound = "…"`.
    pub(crate) fn bound(&self) -> Option<Vec<TokenStream>> {
        let conditions: Punctuated<WherePredicate, Token![,]> =
            self.text("bound")?.parse_with(Punctuated::parse_terminated).ok()?;
        Some(conditions.iter().map(ToTokens::to_token_stream).collect())
    }

    /// The attributes again, without those that the expansion sets itself.
    pub(crate) fn without(&self, names: &[&str]) -> TokenStream {
        let kept = self
            .entries
            .iter()
            .filter(|entry| !names.iter().any(|name| entry.path().is_ident(name)));
        quote!(#(#[serde(#kept)])*)
    }
}

fn literal(value: &Expr) -> Option<LitStr> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.clone()),
        _ => None,
    }
}
