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
    pub(crate) effect: Effect,
    pub(crate) output: Type,
    pub(crate) decode: Option<ExprPath>,
    pub(crate) validate: Option<ExprPath>,
    /// The function that makes the body, instead of the fields.
    pub(crate) body: Option<ExprPath>,
    pub(crate) size_hint: Option<Expr>,
    /// The path of `alloy-core`.
    pub(crate) core: TokenStream,
}

/// What an action does when it is run.
pub(crate) enum Effect {
    /// A variant of `alloy_core::Effect`.
    Always(Ident),
    /// The function that tells it from the action.
    Depends(ExprPath),
}

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
            && let Some(problem) = problem_of_id(&id.value())
        {
            own.add(id, format_args!("the action's id {problem}"));
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
                .unwrap_or_else(|| Effect::Always(Ident::new("Write", Span::call_site()))),
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

/// Why no URL can be made with an id, as `alloy_core::ActionId` has it.
fn problem_of_id(id: &str) -> Option<&'static str> {
    if id.is_empty() {
        return Some("is empty");
    }
    if id.chars().any(char::is_control) {
        return Some("has control characters");
    }
    // Servers may decode an id before they resolve its segments.
    let decoded =
        id.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/").replace("%5c", "\\");
    let is_dots = |segment| segment == "." || segment == "..";
    decoded
        .split(['/', '\\'])
        .any(is_dots)
        .then_some("has a `.` or `..` path segment, which would change the URL")
}

impl Value for Effect {
    const FORM: &'static str = "`read`, `idempotent` or `write`, without quotes, or the path of a \
                                function, as in `Self::effect`";
}

impl Parse for Effect {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let given: ExprPath = input.parse()?;
        if let Some(word) = given.path.get_ident() {
            let variant = match word.to_string().as_str() {
                "read" => "Read",
                "idempotent" => "Idempotent",
                "write" => "Write",
                // A function of that name would hide a mistyped word.
                _ => return Err(syn::Error::new_spanned(given, Self::FORM)),
            };
            return Ok(Self::Always(Ident::new(variant, word.span())));
        }
        let is_variant = given.path.segments.last().is_some_and(|last| {
            ["Read", "Idempotent", "Write"].iter().any(|variant| last.ident == variant)
        });
        if is_variant {
            return Err(syn::Error::new_spanned(given, Self::FORM));
        }
        Ok(Self::Depends(given))
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

#[cfg(test)]
mod tests {
    use super::problem_of_id;

    #[test]
    fn ids_that_would_change_the_path_are_refused() {
        let dots = [".", "..", "../x", "a/../b", "a\\..", "%2e%2E", "..%2f", "a%5C.", "x/."];
        for bad in ["", "a\nb", "a\0", "a\u{85}"].into_iter().chain(dots) {
            assert!(problem_of_id(bad).is_some(), "{bad:?}");
        }
        for good in ["retrieve-a-page", "a b", "a/b", "日本", "...", "a..b", ".a", "%", "%252e"] {
            assert_eq!(problem_of_id(good), None, "{good:?}");
        }
    }
}
