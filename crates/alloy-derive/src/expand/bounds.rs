//! What the implementation asks of a generic struct's parameters.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Ident, Type};

use crate::{
    definition::Definition,
    fields::{Field, Part},
    types,
};

/// Serde's attributes with which a field need not be `Serialize`.
const SERIALIZED_OTHERWISE: &[&str] = &["serialize_with", "skip", "skip_serializing", "with"];

/// The `where` clause of the action: what its supertraits and its parts need.
pub(super) fn of_action(definition: &Definition) -> TokenStream {
    where_clause(definition, conditions_of_action(definition))
}

/// The `where` clause of an action with a cursor: also what its output and this field need.
pub(super) fn of_paginated(definition: &Definition, cursor: &Field) -> TokenStream {
    let core = &definition.operation.core;
    let parameters = parameters(definition);
    let mut conditions = conditions_of_action(definition);
    let output = &definition.operation.output;
    if types::mentions(output, &parameters) {
        conditions.push(quote!(#output: #core::Listing));
    }
    let ty = cursor.value_type();
    if types::mentions(ty, &parameters) {
        conditions.push(quote!(#ty: ::core::convert::From<#core::Cursor>));
    }
    where_clause(definition, conditions)
}

fn conditions_of_action(definition: &Definition) -> Vec<TokenStream> {
    let parameters = parameters(definition);
    let mut conditions = Vec::new();
    if !parameters.is_empty() {
        conditions.push(quote!(Self: ::core::marker::Send + ::core::marker::Sync));
    }
    conditions.extend(conditions_of_body(definition));
    for field in &definition.fields {
        let ty = field.value_type();
        if !types::mentions(ty, &parameters) {
            continue;
        }
        match field.part {
            Part::Path | Part::Header => conditions.push(quote!(#ty: ::core::fmt::Display)),
            Part::Query | Part::WholeBody => conditions.push(serialize(ty, definition)),
            Part::Body | Part::Skipped => {}
        }
    }
    conditions
}

/// The `where` clause under which the fields of the body can be written.
pub(super) fn of_body(definition: &Definition) -> TokenStream {
    where_clause(definition, conditions_of_body(definition))
}

/// As serde has it: what the user demands, else that each field's type can be serialised.
fn conditions_of_body(definition: &Definition) -> Vec<TokenStream> {
    if definition.operation.body.is_some() {
        return Vec::new();
    }
    let parameters = parameters(definition);
    let of_struct = definition.serde.bound();
    let inferred = |field: &Field| {
        of_struct.is_none()
            && types::mentions(&field.ty, &parameters)
            && field.serde.find(SERIALIZED_OTHERWISE).is_none()
    };
    let of_fields = definition.fields(Part::Body).flat_map(|field| match field.serde.bound() {
        Some(own) => own,
        None if inferred(field) => vec![serialize(&field.ty, definition)],
        None => Vec::new(),
    });
    of_struct.iter().flatten().cloned().chain(of_fields).collect()
}

fn serialize(ty: &Type, definition: &Definition) -> TokenStream {
    let core = &definition.operation.core;
    quote!(#ty: #core::__private::serde::Serialize)
}

fn parameters(definition: &Definition) -> Vec<&Ident> {
    definition.generics.type_params().map(|parameter| &parameter.ident).collect()
}

/// The struct's own conditions and some more.
fn where_clause(definition: &Definition, more: Vec<TokenStream>) -> TokenStream {
    let own = definition.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let all: Vec<_> = own.map(ToTokens::to_token_stream).chain(more).collect();
    if all.is_empty() { TokenStream::new() } else { quote!(where #(#all),*) }
}
