//! Texts that whoever holds them can act with: read, handed on, never shown.

/// Declares one secret text: no `Display`, a `Debug` without content, overwritten when dropped.
macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(zeroize::Zeroizing<String>);

        impl $name {
            /// Takes the text.
            pub fn new(text: impl Into<String>) -> Self {
                Self(zeroize::Zeroizing::new(text.into()))
            }

            /// The text itself. Mind where it goes.
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "([redacted])"))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer).map(Self::new)
            }
        }
    };
}

pub(crate) use secret;

#[cfg(test)]
mod tests {
    use crate::users::UserToken;

    #[test]
    fn a_secret_shows_only_when_asked() {
        let secret: UserToken = serde_json::from_str(r#""planted""#).unwrap();
        assert_eq!(secret.expose(), "planted");
        assert_eq!(format!("{secret:?}"), "UserToken([redacted])");
    }
}
