//! Enums of names.

use std::fmt;

use compact_str::CompactString;

/// A name that this crate does not know, as it was written.
///
/// Only reading makes one, so a known name is never in it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownName(
    /// Boxed, because such names are rare and the enums that hold them are many.
    Box<CompactString>,
);

impl UnknownName {
    pub(crate) fn new(name: &str) -> Self {
        Self(Box::new(name.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Declares an enum of names, which keeps the names that it does not know.
///
/// ```text
/// names! {
///     /// The state of a verification.
///     pub enum VerificationState {
///         /// Verified, and still valid.
///         Verified = "verified",
///         /// Verified, and no longer valid.
///         Expired = "expired",
///     }
/// }
/// ```
///
/// gives the two variants and `Other(UnknownName)`, `as_str`, `From<&str>`, `Display` and serde's
/// traits, and a list `KNOWN` of the names above. An object needs a member of such a type, unless
/// the member is an `Option` or the declaration ends in `else Variant`, the name that an absent
/// member stands for.
macro_rules! names {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $text:literal, )*
        }
        $( else $default:ident )?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )*
            /// A name that this version of the crate does not know.
            Other($crate::wire::UnknownName),
        }

        impl $name {
            /// Every name that this version of the crate knows.
            pub const KNOWN: &'static [Self] = &[$( Self::$variant, )*];

            /// The name as Notion writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )*
                    Self::Other(name) => name.as_str(),
                }
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                match name {
                    $( $text => Self::$variant, )*
                    _ => Self::Other($crate::wire::UnknownName::new(name)),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::wire::Wire for $name {
            const REQUIRED: bool = {
                let defaults: &[&str] = &[$( stringify!($default) )?];
                defaults.is_empty()
            };
            const EXPECTED: &'static str = "a string";

            fn absent() -> Self {
                $( return Self::$default; )?
                #[allow(unreachable_code, reason = "reached without a default")]
                Self::from("")
            }

            fn is_absent(&self) -> bool {
                *self == Self::absent()
            }
        }

        impl $crate::wire::Slot for $name {
            fn reset(&mut self) {
                *self = <Self as $crate::wire::Wire>::absent();
            }

            fn read(&mut self, json: &mut $crate::wire::Json<'_>) -> $crate::wire::Fit {
                json.read_text(|text| *self = Self::from(text))
            }
        }

        $crate::wire::deserialize_by_wire!($name);
    };
}

pub(crate) use names;
