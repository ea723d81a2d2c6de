//! Listings whose pages are asked for in the query, and lists that say more than lists do.

use alloy_core::{Error, Reply};

use crate::{
    List,
    wire::{Extra, Wire},
};

/// Fails where [`List`] would, for an object that is one and more.
///
/// The list of such an object would else be empty when one of its items cannot be read.
pub(crate) fn check_results<T: Wire>(reply: &Reply, extra: &Extra, has: bool) -> Result<(), Error> {
    if has && extra.get("results").is_none() {
        return Ok(());
    }
    reply.decode::<List<T>>().map(drop)
}

/// Gives an action with the fields `start_cursor` and `page_size` their builder methods, a check,
/// and its next page.
macro_rules! paged {
    ($name:ident) => {
        impl $name {
            /// At most this many items at a time, 1 to 100. Without it, 100.
            pub fn page_size(mut self, count: u32) -> Self {
                self.page_size = Some($crate::page_size::PageSize::new(count));
                self
            }

            /// From where an earlier reply left off.
            pub fn start_cursor(mut self, cursor: impl Into<alloy_core::Cursor>) -> Self {
                self.start_cursor = Some(cursor.into());
                self
            }

            fn check_page_size(
                &self,
                _: &alloy_core::Context<'_>,
            ) -> Result<(), alloy_core::Error> {
                self.page_size.map_or(Ok(()), $crate::page_size::PageSize::check)
            }
        }

        impl alloy_core::Paginated for $name {
            fn set_cursor(&mut self, cursor: alloy_core::Cursor) {
                self.start_cursor = Some(cursor);
            }
        }
    };
}

pub(crate) use paged;
