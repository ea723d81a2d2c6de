//! Writes how an action is asked for its next page.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;

use super::bounds;
use crate::{definition::Definition, fields::Field};

/// The implementation of `Paginated`, if a field takes the cursor.
pub(super) fn expand(definition: &Definition) -> Option<TokenStream> {
    let field = definition.fields.iter().find(|field| field.cursor.is_some())?;
    let Definition { ident, generics, operation, .. } = definition;
    let core = &operation.core;
    let (impl_generics, type_generics, _) = generics.split_for_impl();
    let where_clause = bounds::of_paginated(definition, field);
    let paginated = paginated_at(&operation.output, core);
    let Field { ident: field, ty, .. } = field;
    let value = quote_spanned!(super::place(ty)=> ::core::convert::Into::into(cursor));

    Some(quote! {
        #[automatically_derived]
        impl #impl_generics #paginated for #ident #type_generics #where_clause {
            fn set_cursor(&mut self, cursor: #core::Cursor) {
                self.#field = ::core::option::Option::Some(#value);
            }
        }
    })
}

/// The name of the trait. The compiler says there that an output is no listing, so it is placed
/// where the output is, all of it: a name in two places is shown at neither.
fn paginated_at(output: &Type, core: &TokenStream) -> TokenStream {
    let place = super::place(output);
    let core = core.clone().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(place));
        token
    });
    let name = quote_spanned!(place=> ::Paginated);
    quote!(#(#core)* #name)
}
