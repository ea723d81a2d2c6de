//! The whole of a struct that an action is derived for, read and checked.

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput, Fields, Generics, Ident};

use crate::{
    errors::Errors,
    fields::{self, Field, Part},
    lints,
    serde_attributes::SerdeAttributes,
    settings::Operation,
};

/// An action as the user wrote it.
pub(crate) struct Definition {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// Attributes that allow what the user allows.
    pub(crate) lints: TokenStream,
    pub(crate) operation: Operation,
    pub(crate) serde: SerdeAttributes,
    pub(crate) fields: Vec<Field>,
}

impl Definition {
    /// Reads a struct, or says everything that is wrong with it.
    pub(crate) fn read(input: DeriveInput) -> syn::Result<Self> {
        let mut errors = Errors::default();
        let operation = Operation::read(&input.ident, &input.attrs, &mut errors);
        let serde = SerdeAttributes::read(&input.attrs, &mut errors);
        let fields = read_fields(&input, &serde, &mut errors);
        let makes_body = operation.as_ref().is_some_and(|operation| operation.body.is_some());
        check_body(&fields, makes_body, &mut errors);
        check_names(&fields, &mut errors);
        check_cursor(&fields, makes_body, &mut errors);
        match errors.finish(operation)? {
            Some(operation) => {
                let lints = lints::allowed(&input);
                let DeriveInput { ident, generics, .. } = input;
                Ok(Self { ident, generics, lints, operation, serde, fields })
            }
            None => Err(syn::Error::new_spanned(input.ident, "not an action")),
        }
    }

    /// The fields of one part.
    pub(crate) fn fields(&self, part: Part) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.part == part)
    }
}

fn read_fields(input: &DeriveInput, serde: &SerdeAttributes, errors: &mut Errors) -> Vec<Field> {
    let what = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => {
                let rule = fields::rename_all(serde, errors);
                let read = |field| Field::read(field, rule.as_ref(), errors);
                return fields.named.iter().filter_map(read).collect();
            }
            Fields::Unit => return Vec::new(),
            Fields::Unnamed(_) => "a tuple struct, whose fields have no names to send",
        },
        Data::Enum(_) => "an enum",
        Data::Union(_) => "a union",
    };
    let problem = format!("an action is derived for a struct with named fields; this is {what}");
    errors.add(&input.ident, problem);
    Vec::new()
}

/// There is one body: a field, the fields that are in no other part, or what a function makes.
fn check_body(fields: &[Field], made_by_function: bool, errors: &mut Errors) {
    let mut whole = fields.iter().filter(|field| field.part == Part::WholeBody);
    let Some(first) = whole.next() else { return };
    if made_by_function {
        errors.add(&first.ident, "the struct's `body` function makes the body already");
    }
    for other in whole {
        let problem = format!("`{}` is the whole body already", first.ident);
        errors.add(&other.ident, problem);
    }
    for other in fields.iter().filter(|field| field.part == Part::Body) {
        let problem = format!(
            "`{}` is the whole body, so this field needs a part: `path`, `query`, `header` or `skip`",
            first.ident
        );
        errors.add(&other.ident, problem);
    }
}

/// No two fields of one part have the same name on the wire.
fn check_names(fields: &[Field], errors: &mut Errors) {
    for (index, field) in fields.iter().enumerate() {
        let name = field.name.value();
        let taken = |other: &&Field| {
            other.part == field.part
                && match field.part {
                    Part::Path | Part::Query => other.name.value() == name,
                    // Names of headers have no case.
                    Part::Header => other.name.value().eq_ignore_ascii_case(&name),
                    Part::WholeBody | Part::Body | Part::Skipped => false,
                }
        };
        if let Some(other) = fields[..index].iter().find(taken) {
            let problem = format!("`{}` is sent as \"{name}\" already", other.ident);
            errors.add(&field.name, problem);
        }
    }
}

/// There is one cursor at most, and it is sent.
fn check_cursor(fields: &[Field], made_by_function: bool, errors: &mut Errors) {
    let mut cursors =
        fields.iter().filter_map(|field| field.cursor.as_ref().map(|cursor| (field, cursor)));
    let Some((first, _)) = cursors.next() else { return };
    for (_, other) in cursors {
        errors.add(other, format_args!("`{}` has the cursor already", first.ident));
    }
    if first.part == Part::Body
        && !made_by_function
        && let Some(skip) = first.serde.find(&["skip", "skip_serializing"])
    {
        errors.add(skip, "the cursor would never be sent");
    }
}
