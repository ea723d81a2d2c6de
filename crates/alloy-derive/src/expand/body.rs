//! Writes how the body is written.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{LitStr, ext::IdentExt};

use super::bounds;
use crate::{
    definition::Definition,
    fields::{Field, Part},
};

/// The items that the body needs, and the statement that writes it.
pub(super) fn expand(definition: &Definition) -> (TokenStream, TokenStream) {
    let nothing = TokenStream::new;
    if let Some(function) = &definition.operation.body {
        let write = quote! {
            let body = #function(self, envelope.context());
            envelope.body(&body)?;
        };
        return (nothing(), write);
    }
    if let Some(Field { ident, ty, .. }) = definition.fields(Part::WholeBody).next() {
        let body = quote_spanned!(super::place(ty)=> &self.#ident);
        return (nothing(), quote!(envelope.body(#body)?;));
    }
    if definition.fields(Part::Body).next().is_none() {
        return (nothing(), nothing());
    }
    (shadow(definition), quote!(envelope.body(&__Body(self))?;))
}

/// A struct with the action's fields that serde is derived for, "remotely".
///
/// Serde's own derive then sees the user's attributes and types, so whatever it can do works. The
/// struct itself stays free for another `Serialize`. Fields of other parts stay in it, skipped, so
/// that no parameter is left unused.
fn shadow(definition: &Definition) -> TokenStream {
    let Definition { ident, generics, operation, serde, .. } = definition;
    let core = &operation.core;
    let (impl_generics, type_generics, _) = generics.split_for_impl();
    let where_clause = bounds::of_body(definition);
    let remote = LitStr::new(&ident.to_string(), Span::call_site());
    let attributes = serde.without(&["crate", "remote"]);
    let name = serde.find(&["rename"]).is_none().then(|| {
        let name = LitStr::new(&ident.unraw().to_string(), ident.span());
        quote!(#[serde(rename = #name)])
    });
    // The conditions stand on the shadow, in tokens: serde's own attribute takes but a text.
    let bound = serde.find(&["bound"]).is_none().then(|| quote!(#[serde(bound(serialize = ""))]));
    let fields = definition.fields.iter().map(shadow_field);

    quote! {
        use #core::__private::serde as __serde;

        #[derive(__serde::Serialize)]
        #[serde(crate = "__serde", remote = #remote)]
        #name
        #bound
        #attributes
        struct __Fields #generics #where_clause {
            #(#fields,)*
        }

        struct __Body<'a, A>(&'a A);

        #[automatically_derived]
        impl #impl_generics __serde::Serialize for __Body<'_, #ident #type_generics>
        #where_clause
        {
            fn serialize<__S: __serde::Serializer>(&self, serializer: __S)
                -> ::core::result::Result<__S::Ok, __S::Error>
            {
                <__Fields #type_generics>::serialize(self.0, serializer)
            }
        }
    }
}

fn shadow_field(field: &Field) -> TokenStream {
    let Field { ident, ty, serde, .. } = field;
    if field.part != Part::Body {
        return quote!(#[serde(skip_serializing)] #ident: #ty);
    }
    let own = ["flatten", "skip", "skip_serializing", "skip_serializing_if"];
    let skip_none = (field.is_optional() && !field.null && serde.find(&own).is_none())
        .then(|| quote!(#[serde(skip_serializing_if = "::core::option::Option::is_none")]));
    let attributes = serde.without(&[]);
    quote!(#skip_none #attributes #ident: #ty)
}
