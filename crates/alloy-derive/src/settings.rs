//! What `#[action(…)]` may say about a struct.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Expr, ExprPath, Ident, LitStr, Path, Type,
    parse::{Parse, ParseStream},
};

use crate::{
    entries::{self, Entry, Settings, Value},
    errors::Errors,
};

/// The keys of a struct, as they were given.
#[derive(Default)]
struct StructSettings {
    connector: Option<Expr>,
    id: Option<LitStr>,
    effect: Option<Effect>,
    output: Option<Type>,
    decode: Option<ExprPath>,
    validate: Option<ExprPath>,
    body: Option<ExprPath>,
    size_hint: Option<Expr>,
    core: Option<CratePath>,
}

/// What an action is, apart from its fields.
pub(crate) struct Operation {
    pub(crate) connector: Expr,
    pub(crate) id: LitStr,
    /// A variant of `alloy_core::Effect`.
    pub(crate) effect: Ident,
    pub(crate) output: Type,
    pub(crate) decode: Option<ExprPath>,
    pub(crate) validate: Option<ExprPath>,
    /// The function that makes the body, instead of the fields.
    pub(crate) body: Option<ExprPath>,
    pub(crate) size_hint: Option<Expr>,
    /// The path of `alloy-core`.
    pub(crate) core: TokenStream,
}

/// A variant of `alloy_core::Effect`.
struct Effect(Ident);

/// A path with or without quotes, as serde has it.
struct CratePath(Path);

impl Settings for StructSettings {
    const KEYS: &'static str = "`connector`, `id`, `effect`, `output`, `decode`, `validate`, \
                                `body`, `size_hint` and `crate`";

    fn set(&mut self, entry: &mut Entry<'_>) -> syn::Result<()> {
        match entry.key.to_string().as_str() {
            "connector" => entry.value(&mut self.connector),
            "id" => entry.value(&mut self.id),
            "effect" => entry.value(&mut self.effect),
            "output" => entry.value(&mut self.output),
            "decode" => entry.value(&mut self.decode),
            "validate" => entry.value(&mut self.validate),
            "body" => entry.value(&mut self.body),
            "size_hint" => entry.value(&mut self.size_hint),
            "crate" => entry.value(&mut self.core),
            _ => entry.unknown(),
        }
    }
}

impl Operation {
    /// Reads the attributes of the struct `name`.
    pub(crate) fn read(
        name: &Ident,
        attributes: &[Attribute],
        errors: &mut Errors,
    ) -> Option<Self> {
        let mut own = Errors::default();
        let settings: StructSettings = entries::read(attributes, &mut own);
        if let Some(id) = &settings.id
            && id.value().is_empty()
        {
            own.add(id, "the action's id is empty");
        }
        // A key that was mistyped would be reported twice, once as missing.
        if !own.is_empty() {
            errors.append(own);
            return None;
        }
        let mut missing = |what| errors.add(name, what);
        if settings.connector.is_none() {
            missing(
                "`connector` is missing: the value that stands for the service, as in `#[action(connector = Slack)]`",
            );
        }
        if settings.id.is_none() {
            missing(
                "`id` is missing: the action's id at its connector, as in `#[action(id = \"users_info\")]`",
            );
        }
        if settings.output.is_none() {
            missing(
                "`output` is missing: the type that a reply is decoded into, as in `#[action(output = User)]`",
            );
        }
        Some(Self {
            connector: settings.connector?,
            id: settings.id?,
            effect: settings
                .effect
                .map_or_else(|| Ident::new("Write", Span::call_site()), |effect| effect.0),
            output: settings.output?,
            decode: settings.decode,
            validate: settings.validate,
            body: settings.body,
            size_hint: settings.size_hint,
            core: settings
                .core
                .map_or_else(|| quote!(::alloy_core), |path| path.0.into_token_stream()),
        })
    }
}

impl Value for Effect {
    const FORM: &'static str = "`read`, `idempotent` or `write`, without quotes";
}

impl Parse for Effect {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let given: Ident = input.parse()?;
        let variant = match given.to_string().as_str() {
            "read" => "Read",
            "idempotent" => "Idempotent",
            "write" => "Write",
            _ => return Err(syn::Error::new_spanned(given, Self::FORM)),
        };
        Ok(Self(Ident::new(variant, given.span())))
    }
}

impl Value for CratePath {
    const FORM: &'static str = "the path of `alloy-core`, as in `crate = \"other_name\"`";
}

impl Parse for CratePath {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            input.parse::<LitStr>()?.parse_with(Path::parse_mod_style).map(Self)
        } else {
            input.call(Path::parse_mod_style).map(Self)
        }
    }
}
