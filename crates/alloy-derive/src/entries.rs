//! Reads `#[action(key, key = value, …)]`, one entry at a time.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Attribute, Expr, ExprPath, Ident, LitStr, Token, Type,
    ext::IdentExt,
    parse::{Parse, ParseStream, discouraged::Speculative},
};

use crate::errors::Errors;

/// The settings of one kind of item, filled entry by entry.
pub(crate) trait Settings: Default {
    /// The keys that [`set`](Self::set) knows, as they are listed to who mistypes one.
    const KEYS: &'static str;

    /// Takes one entry. Reports what is wrong with it through the entry, and fails only when what
    /// follows cannot be made sense of.
    fn set(&mut self, entry: &mut Entry<'_>) -> syn::Result<()>;
}

/// What can stand behind `key =`.
pub(crate) trait Value: Parse {
    /// The form in words, after "takes".
    const FORM: &'static str;
}

/// One entry, read up to its key.
pub(crate) struct Entry<'a> {
    pub(crate) key: Ident,
    pub(crate) errors: &'a mut Errors,
    input: ParseStream<'a>,
    known: &'static str,
}

/// Reads every `#[action(…)]` of an item.
pub(crate) fn read<S: Settings>(attributes: &[Attribute], errors: &mut Errors) -> S {
    let mut settings = S::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("action")) {
        let entries = attribute.parse_args_with(|input: ParseStream<'_>| {
            while !input.is_empty() {
                let key = input.call(Ident::parse_any)?;
                settings.set(&mut Entry { key, errors, input, known: S::KEYS })?;
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        });
        errors.keep(entries);
    }
    settings
}

impl Entry<'_> {
    /// Reads `= value` and stores it, unless there is one already.
    pub(crate) fn value<T: Value>(&mut self, slot: &mut Option<T>) -> syn::Result<()> {
        if let Some(value) = self.required()? {
            self.store(slot, value);
        }
        Ok(())
    }

    /// Stores what was read, unless there is something already.
    pub(crate) fn store<T>(&mut self, slot: &mut Option<T>, value: T) {
        if slot.is_some() {
            self.errors.add(&self.key, format_args!("`{}` is given twice", self.key));
        } else {
            *slot = Some(value);
        }
    }

    /// Reads `= value`; `None` when the value is not of that form, which is then reported.
    pub(crate) fn required<T: Value>(&mut self) -> syn::Result<Option<T>> {
        if !self.input.peek(Token![=]) {
            let problem = format!("`{0}` needs a value: `{0} = …`", self.key);
            self.errors.add(&self.key, problem);
            return Ok(None);
        }
        self.optional()
    }

    /// Reads `= value` if it is there.
    pub(crate) fn optional<T: Value>(&mut self) -> syn::Result<Option<T>> {
        if !self.input.peek(Token![=]) {
            return Ok(None);
        }
        self.input.parse::<Token![=]>()?;
        let ahead = self.input.fork();
        match T::parse(&ahead) {
            Ok(value) => {
                self.input.advance_to(&ahead);
                Ok(Some(value))
            }
            Err(error) => {
                let problem = format!("`{}` takes {}", self.key, T::FORM);
                let given = self.skip_value()?;
                self.errors.push(if given.is_empty() {
                    syn::Error::new(error.span(), problem)
                } else {
                    syn::Error::new_spanned(given, problem)
                });
                Ok(None)
            }
        }
    }

    /// Reads a key that stands alone; `None`, of the type that others have as a value.
    pub(crate) fn without_value<T>(&mut self) -> syn::Result<Option<T>> {
        if self.input.peek(Token![=]) {
            self.errors.add(&self.key, format_args!("`{}` takes no value", self.key));
            self.skip_assignment()?;
        }
        Ok(None)
    }

    /// Takes a key that stands alone, unless it is there already.
    pub(crate) fn flag(&mut self, slot: &mut Option<Ident>) -> syn::Result<()> {
        self.without_value::<()>()?;
        self.store(slot, self.key.clone());
        Ok(())
    }

    /// Reports a key that there is none of, and passes over its value.
    pub(crate) fn unknown(&mut self) -> syn::Result<()> {
        let problem = format!("unknown key `{}`; the keys here are {}", self.key, self.known);
        self.errors.add(&self.key, problem);
        self.skip_assignment()
    }

    fn skip_assignment(&mut self) -> syn::Result<()> {
        if self.input.parse::<Option<Token![=]>>()?.is_some() {
            self.skip_value()?;
        }
        Ok(())
    }

    /// Passes over a value without knowing what it should be.
    fn skip_value(&mut self) -> syn::Result<TokenStream> {
        let at_end = |input: ParseStream<'_>| input.is_empty() || input.peek(Token![,]);
        // The comma of a type such as `Map<K, V>` is not its end.
        let ahead = self.input.fork();
        if let Ok(ty) = ahead.parse::<Type>()
            && at_end(&ahead)
        {
            self.input.advance_to(&ahead);
            return Ok(ty.into_token_stream());
        }
        let mut value = TokenStream::new();
        while !at_end(self.input) {
            value.extend([self.input.parse::<TokenTree>()?]);
        }
        Ok(value)
    }
}

impl Value for Type {
    const FORM: &'static str = "a type, without quotes";
}

impl Value for Expr {
    const FORM: &'static str = "a value";
}

impl Value for ExprPath {
    const FORM: &'static str = "the path of a function, without quotes";
}

impl Value for LitStr {
    const FORM: &'static str = "a text in quotes";
}
