//! Writes the implementation.

mod body;
mod bounds;
mod paginated;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Expr, spanned::Spanned};

use crate::{
    definition::Definition,
    fields::{Field, Part},
    settings::Effect,
    types,
};

/// The implementations of the traits, and what they need, without any name that can be seen outside.
pub(crate) fn expand(definition: &Definition) -> TokenStream {
    let Definition { ident, generics, lints, operation, .. } = definition;
    let core = &operation.core;
    let (impl_generics, type_generics, _) = generics.split_for_impl();
    let where_clause = bounds::of_action(definition);
    let connector = connector(&operation.connector);
    let id = &operation.id;
    let effect = match &operation.effect {
        Effect::Always(variant) => quote!(#core::Effect::#variant),
        Effect::Depends(function) => quote_spanned!(place(function)=> #function(self)),
    };
    let output = &operation.output;
    let headers = headers(definition);
    let validate = operation.validate.as_ref().map(|function| {
        quote! {
            fn validate(&self, context: &#core::Context<'_>)
                -> ::core::result::Result<(), #core::Error>
            {
                #function(self, context)
            }
        }
    });
    let paginated = paginated::expand(definition);
    let (shadow, write_body) = body::expand(definition);
    let write_path = definition.fields(Part::Path).map(write_path);
    let write_query = definition.fields(Part::Query).map(write_query);
    let decode = operation.decode.as_ref().map_or_else(
        || quote_spanned!(place(output)=> #core::Reply::decode::<#output>(&reply)),
        |function| quote_spanned!(place(function)=> #function(reply)),
    );
    let size_hint = operation.size_hint.as_ref().map(|size| {
        quote! {
            fn size_hint(&self) -> usize {
                #size
            }
        }
    });

    quote! {
        #[doc(hidden)]
        #lints
        const _: () = {
            #shadow

            #[automatically_derived]
            impl #impl_generics #core::Action for #ident #type_generics #where_clause {
                type Output = #output;

                fn operation(&self) -> #core::Operation<'_> {
                    #core::Operation::new(#connector, #id, #effect)
                }

                #headers
                #validate

                fn encode(&self, envelope: &mut #core::EnvelopeWriter<'_>)
                    -> ::core::result::Result<(), #core::Error>
                {
                    let _ = &envelope; // Without a part, there is no other use of it.
                    #write_body
                    #(#write_path)*
                    #(#write_query)*
                    ::core::result::Result::Ok(())
                }

                fn decode(&self, reply: #core::Reply)
                    -> ::core::result::Result<#output, #core::Error>
                {
                    #decode
                }

                #size_hint
            }

            #paginated
        };
    }
}

/// The place of what the user wrote, for tokens that are the expansion's: what the compiler says of
/// them is shown there, and lints still know that nobody wrote them.
fn place(of: &impl Spanned) -> Span {
    Span::call_site().located_at(of.span())
}

/// A reference to the connector that lives as long as the program.
fn connector(connector: &Expr) -> TokenStream {
    if matches!(connector, Expr::Path(_)) {
        quote_spanned!(place(connector)=> &#connector)
    } else {
        // Lets constant functions be called, and says so where one is not constant.
        quote_spanned!(place(connector)=> const { &#connector })
    }
}

fn headers(definition: &Definition) -> Option<TokenStream> {
    let core = &definition.operation.core;
    let mut fields = definition.fields(Part::Header).peekable();
    fields.peek()?;
    let set = fields.map(|field| {
        let name = &field.name;
        when_given(field, |value| {
            let text = to_string(field, &value);
            quote!(headers.set(#core::Header::new(#name, #text)?);)
        })
    });
    Some(quote! {
        fn headers(&self) -> ::core::result::Result<#core::Headers, #core::Error> {
            let mut headers = #core::Headers::new();
            #(#set)*
            ::core::result::Result::Ok(headers)
        }
    })
}

fn write_path(field: &Field) -> TokenStream {
    let Field { ident, ty, name, .. } = field;
    quote_spanned!(place(ty)=> envelope.path(#name, &self.#ident)?;)
}

fn write_query(field: &Field) -> TokenStream {
    let name = &field.name;
    when_given(field, |value| quote_spanned!(place(&field.ty)=> envelope.query(#name, #value)?;))
}

fn to_string(field: &Field, value: &TokenStream) -> TokenStream {
    quote_spanned!(place(&field.ty)=> ::std::string::ToString::to_string(#value))
}

/// What to do with a value that may be left out.
fn when_given(field: &Field, then: impl FnOnce(TokenStream) -> TokenStream) -> TokenStream {
    let Field { ident, ty, .. } = field;
    let span = place(ty);
    let whole = quote_spanned!(span=> &self.#ident);
    let write = if field.is_optional() {
        let then = then(quote_spanned!(span=> value));
        quote_spanned! {span=>
            if let ::core::option::Option::Some(value) = #whole {
                #then
            }
        }
    } else if types::argument(ty, "Vec").is_some() {
        let then = then(whole);
        quote! {
            if !self.#ident.is_empty() {
                #then
            }
        }
    } else {
        then(whole)
    };
    let Some(skip) = field.serde.function("skip_serializing_if") else { return write };
    quote! {
        if !#skip(&self.#ident) {
            #write
        }
    }
}
