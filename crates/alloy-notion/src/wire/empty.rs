//! `{}`.

use super::object;

object! {
    /// An object in which nothing is expected, as Notion writes where a type alone says it all.
    #[derive(Default)]
    pub struct Empty {}
}
