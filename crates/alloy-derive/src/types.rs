//! What can be told of a type by how it is written.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, Ident, Path, PathArguments, Type};

/// `T` of a type written `name<T>`, with or without a path before it.
pub(crate) fn argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let segment = path(ty)?.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(argument)) if segment.ident == name => Some(argument),
        _ => None,
    }
}

/// Whether any of the names occurs in a type.
pub(crate) fn mentions(ty: &Type, names: &[&Ident]) -> bool {
    fn any(tokens: TokenStream, names: &[&Ident]) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => names.contains(&&ident),
            TokenTree::Group(group) => any(group.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        })
    }
    any(ty.to_token_stream(), names)
}

fn path(ty: &Type) -> Option<&Path> {
    match bare(ty) {
        Type::Path(named) if named.qself.is_none() => Some(&named.path),
        _ => None,
    }
}

/// The type without parentheses around it, and without those that a macro leaves unseen.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}

#[cfg(test)]
mod tests {
    use quote::format_ident;
    use syn::parse_quote;

    use super::*;

    #[test]
    fn options_are_seen_through_paths_and_parentheses() {
        let inner: Type = parse_quote!(Vec<u8>);
        let options: [Type; 3] = [
            parse_quote!(Option<Vec<u8>>),
            parse_quote!(::std::option::Option<Vec<u8>>),
            parse_quote!((Option<Vec<u8>>)),
        ];
        for ty in &options {
            assert_eq!(
                argument(ty, "Option").map(|ty| ty.to_token_stream().to_string()),
                Some(inner.to_token_stream().to_string())
            );
            assert!(argument(ty, "Vec").is_none());
        }
        assert!(argument(&parse_quote!(<A as Option<u8>>::B), "Option").is_none());
        assert!(argument(&parse_quote!(Option), "Option").is_none());
    }

    #[test]
    fn names_are_found_at_any_depth() {
        let name = format_ident!("T");
        assert!(mentions(&parse_quote!(Box<(u8, [T; 2])>), &[&name]));
        assert!(!mentions(&parse_quote!(Box<Tea>), &[&name]));
    }
}
