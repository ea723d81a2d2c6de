//! Where in a request a check is.

use std::{borrow::Cow, fmt};

use alloy_core::Error;

/// A place in a request, such as `children[12].code.rich_text[0].text.content`.
///
/// Each place points at the one around it, on the stack of whoever goes through the request, so
/// nothing is allocated or written until an error needs the path.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    around: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl At<'_> {
    /// The request's body itself.
    pub(crate) const ROOT: At<'static> = At { around: None, step: Step::Key("") };

    /// The value of a key here.
    pub(crate) fn key<'b>(&'b self, key: &'b str) -> At<'b> {
        At { around: Some(self), step: Step::Key(key) }
    }

    /// An element here, counted from 0.
    pub(crate) fn index(&self, index: usize) -> At<'_> {
        At { around: Some(self), step: Step::Index(index) }
    }

    /// The error that says what is wrong here.
    pub(crate) fn error(&self, problem: impl Into<Cow<'static, str>>) -> Error {
        Error::invalid_request(self.to_string(), problem)
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(around) = self.around else { return Ok(()) };
        around.fmt(f)?;
        match self.step {
            Step::Key(key) if around.around.is_none() => f.write_str(key),
            Step::Key(key) => write!(f, ".{key}"),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_notion_writes_it() {
        let children = At::ROOT.key("children");
        let block = children.index(12);
        let texts = block.key("code");
        let texts = texts.key("rich_text");
        assert_eq!(texts.index(0).key("text").to_string(), "children[12].code.rich_text[0].text");
        assert_eq!(At::ROOT.to_string(), "");
        assert_eq!(At::ROOT.index(1).key("a").to_string(), "[1].a");
    }
}
