//! What `#[action(…)]` may say about a field, and which part of the request it goes to.

use syn::{ExprPath, Ident, LitStr, Type, ext::IdentExt};

use crate::{
    entries::{self, Entry, Settings},
    errors::Errors,
    naming,
    serde_attributes::SerdeAttributes,
    types,
};

/// A field and its part of the request.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) part: Part,
    /// The name on the wire, for the parts that are not serde's.
    pub(crate) name: LitStr,
    pub(crate) serde: SerdeAttributes,
    /// Whether a `None` in the body is sent as `null`.
    pub(crate) null: bool,
    /// The key that makes it the field of the cursor.
    pub(crate) cursor: Option<Ident>,
}

/// Where a field goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Path,
    Query,
    Header,
    /// The field is the body.
    WholeBody,
    /// The field is one of the body's.
    Body,
    Skipped,
}

/// The keys of a field, as they were given.
#[derive(Default)]
struct FieldSettings {
    /// The part, and the key that named it.
    part: Option<(Part, Ident)>,
    name: Option<LitStr>,
    rename: Option<Ident>,
    null: Option<Ident>,
    cursor: Option<Ident>,
}

impl Settings for FieldSettings {
    const KEYS: &'static str = "`path`, `query`, `header`, `body`, `skip`, `rename`, `null` and \
                                `cursor`";

    fn set(&mut self, entry: &mut Entry<'_>) -> syn::Result<()> {
        let (part, name) = match entry.key.to_string().as_str() {
            "path" => (Part::Path, entry.optional()?),
            "query" => (Part::Query, entry.optional()?),
            "header" => (Part::Header, entry.required()?),
            "body" => (Part::WholeBody, entry.without_value()?),
            "skip" => (Part::Skipped, entry.without_value()?),
            "rename" => {
                let name = entry.required()?;
                entry.store(&mut self.rename, entry.key.clone());
                self.set_name(entry, name);
                return Ok(());
            }
            "null" => return entry.flag(&mut self.null),
            "cursor" => return entry.flag(&mut self.cursor),
            _ => return entry.unknown(),
        };
        if let Some((_, first)) = &self.part {
            let problem =
                format!("a field goes into one part of the request; `{first}` is given already");
            entry.errors.add(&entry.key, problem);
        } else {
            self.part = Some((part, entry.key.clone()));
            self.set_name(entry, name);
        }
        Ok(())
    }
}

impl FieldSettings {
    fn set_name(&mut self, entry: &mut Entry<'_>, name: Option<LitStr>) {
        let Some(name) = name else { return };
        if name.value().is_empty() {
            entry.errors.add(name, "the name is empty");
        } else if self.name.is_some() {
            entry.errors.add(name, "the field has a name already");
        } else {
            self.name = Some(name);
        }
    }
}

impl Field {
    /// Reads one field of a struct with this `rename_all`; `None` when something is wrong with it.
    pub(crate) fn read(
        field: &syn::Field,
        rename_all: Option<&LitStr>,
        errors: &mut Errors,
    ) -> Option<Self> {
        let mut own = Errors::default();
        let ident = field.ident.clone()?;
        let settings: FieldSettings = entries::read(&field.attrs, &mut own);
        let serde = SerdeAttributes::read(&field.attrs, &mut own);
        let this = Self {
            part: settings.part.as_ref().map_or(Part::Body, |(part, _)| *part),
            name: settings.name.clone().unwrap_or_else(|| wire_name(&ident, &serde, rename_all)),
            null: settings.null.is_some(),
            cursor: settings.cursor.clone(),
            ty: field.ty.clone(),
            ident,
            serde,
        };
        this.check(&settings, &mut own);
        if own.is_empty() {
            return Some(this);
        }
        errors.append(own);
        None
    }

    /// The type of the value where there is one: `T` of an `Option<T>`.
    pub(crate) fn value_type(&self) -> &Type {
        types::argument(&self.ty, "Option").unwrap_or(&self.ty)
    }

    pub(crate) fn is_optional(&self) -> bool {
        types::argument(&self.ty, "Option").is_some()
    }

    fn check(&self, settings: &FieldSettings, errors: &mut Errors) {
        let FieldSettings { part, rename, null, .. } = settings;
        if let Some(rename) = rename
            && !matches!(self.part, Part::Path | Part::Query)
        {
            let problem = match self.part {
                Part::Body => "a field of the body is renamed by `#[serde(rename = \"…\")]`",
                _ => "`rename` is for fields in `path` and `query`",
            };
            errors.add(rename, problem);
        }
        if let Some(null) = null {
            if self.part != Part::Body || !self.is_optional() {
                errors.add(null, "`null` is for fields of the body with the type `Option<…>`");
            } else if let Some(skip) = self.serde.find(&["skip_serializing_if"]) {
                errors.add(skip, "`null` keeps the field, and this leaves it out");
            }
        }
        self.check_cursor(errors);
        match self.part {
            Part::Path if self.cursor.is_some() => {}
            Part::Path if self.is_optional() => {
                errors.add(&self.ty, "a path parameter cannot be optional: the URL needs it");
            }
            Part::Header if !is_header_name(&self.name.value()) => {
                errors.add(&self.name, "not a header name: letters, digits and `-` make one");
            }
            _ => {}
        }
        if let Some((_, key)) = part {
            self.check_serde(key, errors);
        }
    }

    /// Refuses a cursor that the first page could not go without, or that no page would be sent.
    fn check_cursor(&self, errors: &mut Errors) {
        let Some(cursor) = &self.cursor else { return };
        let elsewhere = match self.part {
            Part::Path => "the path",
            Part::WholeBody => "the whole body",
            Part::Skipped => "no part of the request",
            Part::Query | Part::Header | Part::Body => {
                if !self.is_optional() {
                    let problem = "a cursor is an `Option<…>`: the first page is asked for without";
                    errors.add(&self.ty, problem);
                }
                return;
            }
        };
        let problem = format!(
            "a cursor goes into the query, a header or a field of the body; this is {elsewhere}"
        );
        errors.add(cursor, problem);
    }

    /// Refuses what serde would do to a field of the body and nobody does to one elsewhere.
    fn check_serde(&self, key: &Ident, errors: &mut Errors) {
        let without_effect: &[&str] = match self.part {
            Part::Body | Part::Skipped => return,
            // A struct that is also written as its own body leaves its other parts out there.
            Part::Path => &["flatten", "serialize_with", "skip_serializing_if", "with"],
            Part::WholeBody => &[
                "flatten",
                "serialize_with",
                "skip",
                "skip_serializing",
                "skip_serializing_if",
                "with",
            ],
            Part::Query | Part::Header => &["flatten", "serialize_with", "skip", "with"],
        };
        if let Some(entry) = self.serde.find(without_effect) {
            errors.add(entry, format_args!("serde's attribute has no effect beside `{key}`"));
        } else if let Some(function) = self.serde.text("skip_serializing_if")
            && function.parse::<ExprPath>().is_err()
        {
            errors.add(function, "not the path of a function");
        }
    }
}

/// The name of a field as serde has it.
fn wire_name(ident: &Ident, serde: &SerdeAttributes, rename_all: Option<&LitStr>) -> LitStr {
    serde.text("rename").unwrap_or_else(|| {
        let name = ident.unraw().to_string();
        let renamed = rename_all.and_then(|rule| naming::rename(&rule.value(), &name));
        LitStr::new(&renamed.unwrap_or(name), ident.span())
    })
}

/// Whether a name is a token of RFC 9110, section 5.6.2.
fn is_header_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(allowed)
}

/// The rule of the struct's `#[serde(rename_all = "…")]`.
pub(crate) fn rename_all(serde: &SerdeAttributes, errors: &mut Errors) -> Option<LitStr> {
    let rule = serde.text("rename_all")?;
    if naming::rename(&rule.value(), "").is_none() {
        errors.add(&rule, "serde has no such rule; `camelCase` is one");
    }
    Some(rule)
}
