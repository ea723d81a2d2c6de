//! Builder methods that the actions on several objects have in common.

/// The methods for one member of a new object.
macro_rules! new_methods {
    (icon) => {
        /// The icon.
        pub fn icon(mut self, icon: impl Into<$crate::IconInput>) -> Self {
            self.icon = Some(icon.into());
            self
        }
    };
    (cover) => {
        /// The image above the title.
        pub fn cover(mut self, cover: $crate::FileInput) -> Self {
            self.cover = Some(cover);
            self
        }
    };
}

/// The method that sets several members by the one that sets one.
macro_rules! properties_method {
    ($property:ty, $what:literal) => {
        #[doc = concat!($what, ", as [`property`](Self::property) takes them.")]
        pub fn properties<N: Into<String>>(
            self,
            properties: impl IntoIterator<Item = (N, $property)>,
        ) -> Self {
            properties.into_iter().fold(self, |it, (name, property)| it.property(name, property))
        }
    };
}

/// The methods for one member of an update: those that set it, and those that take it away again.
///
/// A line of documentation behind `schema` ends that of its methods.
macro_rules! change_methods {
    (icon) => {
        /// The new icon.
        pub fn icon(mut self, icon: impl Into<$crate::IconInput>) -> Self {
            self.icon = $crate::input::Change::Set(icon.into());
            self
        }

        /// Takes the icon away.
        pub fn remove_icon(mut self) -> Self {
            self.icon = $crate::input::Change::Clear;
            self
        }
    };
    (cover) => {
        /// The new image above the title.
        pub fn cover(mut self, cover: $crate::FileInput) -> Self {
            self.cover = $crate::input::Change::Set(cover);
            self
        }

        /// Takes the image above the title away.
        pub fn remove_cover(mut self) -> Self {
            self.cover = $crate::input::Change::Clear;
            self
        }
    };
    (schema $(, #[$note:meta])?) => {
        /// Adds a property, or makes one another, by its name or id.
        ///
        /// Give all options of a select that are to stay: others may be taken away (not verified).
        $(
            #[doc = ""]
            #[$note]
        )?
        pub fn property(
            mut self,
            name: impl Into<String>,
            property: $crate::PropertySchemaInput,
        ) -> Self {
            self.properties.set(name.into(), property);
            self
        }

        /// Gives a property another name, by its name or id.
        $(
            #[doc = ""]
            #[$note]
        )?
        pub fn rename_property(mut self, name: impl Into<String>, new: impl Into<String>) -> Self {
            self.properties.rename(name.into(), new.into());
            self
        }

        /// Takes a property and its values away, by its name or id.
        $(
            #[doc = ""]
            #[$note]
        )?
        pub fn remove_property(mut self, name: impl Into<String>) -> Self {
            self.properties.remove(name.into());
            self
        }
    };
    (is_locked, $object:literal $(, since $version:literal)?) => {
        #[doc = concat!(
            "Keeps people from editing the ", $object, " in the app"
            $(, ", since version ", $version)?, "."
        )]
        pub fn lock(mut self) -> Self {
            self.is_locked = Some(true);
            self
        }

        #[doc = concat!(
            "Lets people edit the ", $object, " again" $(, ", since version ", $version)?, "."
        )]
        pub fn unlock(mut self) -> Self {
            self.is_locked = Some(false);
            self
        }
    };
    (in_trash or archived, $object:literal) => {
        change_methods!(in_trash, $object);

        /// The body, in which versions before 2025-09-03 have `archived`.
        fn body(&self, context: &alloy_core::Context<'_>) -> std::borrow::Cow<'_, Self> {
            if self.in_trash.is_none() || $crate::data_source_version::has(context) {
                return std::borrow::Cow::Borrowed(self);
            }
            let body = Self { archived: self.in_trash, in_trash: None, ..self.clone() };
            std::borrow::Cow::Owned(body)
        }
    };
    (in_trash, $object:literal) => {
        #[doc = concat!("Moves the ", $object, " to the trash.")]
        pub fn trash(mut self) -> Self {
            self.in_trash = Some(true);
            self
        }

        #[doc = concat!("Takes the ", $object, " out of the trash.")]
        pub fn restore(mut self) -> Self {
            self.in_trash = Some(false);
            self
        }
    };
}

pub(crate) use {change_methods, new_methods, properties_method};
