//! Builder methods that the updates of several objects have in common.

/// The methods for one member: those that set it, and those that take it away again.
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

pub(crate) use change_methods;
