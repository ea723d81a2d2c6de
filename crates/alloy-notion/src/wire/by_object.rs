//! Values whose `object` says which of several objects they are.

use super::Slot;

/// What [`by_object!`](by_object) says about an enum.
pub(crate) trait ByObject {
    /// The values of `object`, one for each variant.
    fn names(&self) -> &'static [&'static str];

    /// Becomes the variant of that index, with an object in which nothing is there yet.
    fn become_variant(&mut self, index: usize) -> Option<&mut dyn Slot>;
}

/// Declares an enum of objects that are told apart by what their `object` says.
///
/// ```text
/// by_object! {
///     /// Somebody who can be assigned to something.
///     pub enum UserOrGroup {
///         /// A user.
///         User(User),
///         /// A group.
///         Group(Group),
///     }
/// }
/// ```
///
/// gives the two variants, the objects being boxed, and `Other(RawJson)` for any other JSON. Which
/// name belongs to which is in the objects' own declarations.
macro_rules! by_object {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident($object:ident), )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant(Box<$object>), )*
            /// An object that this version of the crate does not know, or any other JSON.
            Other($crate::wire::RawJson),
        }

        const _: () = {
            use $crate::wire;

            enum Tag { $( $variant, )* }

            const ORDER: &[Tag] = &[$( Tag::$variant, )*];

            impl wire::ByObject for $name {
                fn names(&self) -> &'static [&'static str] {
                    &[$( $object::NAME, )*]
                }

                fn become_variant(&mut self, index: usize) -> Option<&mut dyn wire::Slot> {
                    match ORDER.get(index)? {
                        $(
                            Tag::$variant => {
                                *self = Self::$variant(Box::new(wire::Wire::absent()));
                                match self {
                                    Self::$variant(object) => Some(&mut **object),
                                    _ => None,
                                }
                            }
                        )*
                    }
                }
            }

            impl wire::Slot for $name {
                fn reset(&mut self) {
                    *self = wire::Wire::absent();
                }

                fn read(&mut self, json: &mut wire::Json<'_>) -> wire::Fit {
                    if let Err(unfit) = wire::read_by_object(self, json) {
                        *self = Self::Other(unfit.into_raw());
                    }
                    Ok(())
                }
            }

            impl wire::Wire for $name {
                const REQUIRED: bool = true;
                const EXPECTED: &'static str = "an object";

                fn absent() -> Self {
                    Self::Other(wire::RawJson::NULL)
                }

                fn is_absent(&self) -> bool {
                    matches!(self, Self::Other(raw) if *raw == wire::RawJson::NULL)
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    match self {
                        $( Self::$variant(object) => object.serialize(to), )*
                        Self::Other(raw) => raw.serialize(to),
                    }
                }
            }
        };

        $crate::wire::deserialize_by_wire!($name);
    };
}

pub(crate) use by_object;
