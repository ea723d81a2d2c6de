//! A walk through JSON that has been checked.

mod bytes;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde_json::Number;

use super::{Fit, Problem, RawJson, Unfit};
use bytes::special;

pub(super) use bytes::same;

/// How deep objects and arrays are read into each other. What is deeper is kept as it is written.
const MAX_DEPTH: u8 = 128;

/// A place in JSON text that `serde_json` has found to be well formed.
///
/// That is why nothing is checked here again, and why keys can be compared where they stand. Other
/// text makes no sense, and yet no panic and no endless loop.
#[derive(Clone)]
pub(crate) struct Json<'t> {
    text: &'t str,
    at: usize,
    depth: u8,
}

impl<'t> Json<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// What was set aside of the object that was gone past last, to be read as deep as it stands.
    pub(crate) fn of_last_object(&self, text: &'t str) -> Self {
        Self { text, at: 0, depth: self.depth + 1 }
    }

    /// The first byte of what comes next, after white space; zero at the end.
    #[inline]
    pub(crate) fn peek(&mut self) -> u8 {
        match self.text.as_bytes().get(self.at) {
            Some(&byte) if byte > b' ' => byte,
            _ => self.skip_white_space(),
        }
    }

    #[cold]
    fn skip_white_space(&mut self) -> u8 {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(&byte) => return byte,
                None => return 0,
            }
        }
    }

    /// Where the next value or key begins.
    #[inline]
    pub(crate) fn place(&mut self) -> usize {
        self.peek();
        self.at
    }

    /// The text from a place up to here.
    #[inline]
    pub(crate) fn since(&self, place: usize) -> &'t str {
        self.text.get(place..self.at).unwrap_or_default()
    }

    /// The JSON from a place up to here, which does not fit.
    #[cold]
    pub(crate) fn unfit_since(&self, place: usize, problem: Problem) -> Unfit {
        Unfit::new(RawJson::of_checked(self.since(place)), problem)
    }

    /// Goes past a value of another kind than the one that fits.
    #[cold]
    #[inline(never)]
    pub(crate) fn unfit(&mut self) -> Fit {
        let place = self.place();
        self.skip_value();
        Err(self.unfit_since(place, Problem::TYPE))
    }

    /// Goes into an object, past its brace, if there is one here that is not too deep.
    #[inline]
    pub(crate) fn enter_object(&mut self) -> bool {
        self.enter(b'{')
    }

    #[inline]
    fn enter(&mut self, bracket: u8) -> bool {
        let enters = self.peek() == bracket && self.depth < MAX_DEPTH;
        if enters {
            self.depth += 1;
            self.at += 1;
        }
        enters
    }

    /// Whether another member or item follows. If not, goes past the closing bracket.
    #[inline]
    pub(crate) fn has_next(&mut self) -> bool {
        if self.peek() == b',' {
            self.at += 1;
        }
        match self.peek() {
            b'}' | b']' => {
                self.at += 1;
                self.depth = self.depth.saturating_sub(1);
                false
            }
            byte => byte != 0,
        }
    }

    /// Goes past that text if it stands here.
    #[inline]
    pub(crate) fn take(&mut self, text: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let is_here = rest.starts_with(text.as_bytes());
        if is_here {
            self.at += text.len();
        }
        is_here
    }

    /// Goes past a string if it is that one, in which nothing has to be escaped.
    pub(crate) fn take_quoted(&mut self, text: &str) -> bool {
        let before = self.clone();
        self.peek();
        let is_here = self.take("\"") && self.take(text) && self.take("\"");
        if !is_here {
            *self = before;
        }
        is_here
    }

    /// Goes past `null` if it stands here.
    #[inline]
    pub(crate) fn take_null(&mut self) -> bool {
        self.peek() == b'n' && self.take("null")
    }

    /// Goes past `[]` if it stands here.
    pub(crate) fn take_empty_array(&mut self) -> bool {
        let before = self.clone();
        let is_here = self.enter(b'[') && !self.has_next();
        if !is_here {
            *self = before;
        }
        is_here
    }

    /// Goes past a key and its colon if it is that one.
    #[inline]
    pub(crate) fn take_key(&mut self, key: &str) -> bool {
        let bytes = self.text.as_bytes();
        let (start, end) = (self.at + 1, self.at + 1 + key.len());
        let is_key = bytes.get(start..end).is_some_and(|found| same(found, key.as_bytes()))
            && bytes.get(end..end + 2) == Some(b"\":");
        if is_key {
            self.at = end + 2;
        }
        is_key
    }

    /// Goes past a key and its colon.
    pub(crate) fn key(&mut self) -> Cow<'t, str> {
        let start = self.at;
        // A key that is no Unicode when its escapes are decoded stands for itself.
        let key = self.string().unwrap_or_else(|| Cow::Borrowed(self.since(start)));
        if self.peek() == b':' {
            self.at += 1;
        }
        key
    }

    /// Reads `true` or `false`.
    #[inline]
    pub(crate) fn read_bool(&mut self, set: impl FnOnce(bool)) -> Fit {
        match self.peek() {
            b't' if self.take("true") => set(true),
            b'f' if self.take("false") => set(false),
            _ => return self.unfit(),
        }
        Ok(())
    }

    /// Reads a string.
    #[inline]
    pub(crate) fn read_text(&mut self, set: impl FnOnce(&str)) -> Fit {
        if self.peek() != b'"' {
            return self.unfit();
        }
        let start = self.at;
        match self.plain_string() {
            Some(text) => set(text),
            None => match self.escaped_string() {
                Some(text) => set(&text),
                None => return Err(self.unfit_since(start, Problem::TYPE)),
            },
        }
        Ok(())
    }

    /// Reads a number, of which `set` says whether it fits.
    pub(crate) fn read_number(&mut self, set: impl FnOnce(Number) -> bool) -> Fit {
        if !matches!(self.peek(), b'0'..=b'9' | b'-') {
            return self.unfit();
        }
        let start = self.at;
        if self.number().is_some_and(set) {
            Ok(())
        } else {
            Err(self.unfit_since(start, Problem::TYPE))
        }
    }

    /// Reads an array, of which every item has to fit.
    #[inline]
    pub(crate) fn read_array(&mut self, mut item: impl FnMut(&mut Self) -> Fit) -> Fit {
        let start = self.place();
        if !self.enter(b'[') {
            return self.unfit();
        }
        let mut count = 0;
        while self.has_next() {
            if let Err(unfit) = item(self) {
                return self.unfit_array(start, count, unfit);
            }
            count += 1;
        }
        Ok(())
    }

    #[cold]
    fn unfit_array(&mut self, start: usize, count: usize, unfit: Unfit) -> Fit {
        self.skip_rest();
        let problem = unfit.into_problem().within(&format!("[{count}]"));
        Err(self.unfit_since(start, problem))
    }

    /// Reads values by name.
    #[inline]
    pub(crate) fn read_map(&mut self, mut entry: impl FnMut(&str, &mut Self)) -> Fit {
        if !self.enter(b'{') {
            return self.unfit();
        }
        while self.has_next() {
            let name = self.key();
            entry(&name, self);
        }
        Ok(())
    }

    /// Goes past a string of `N` bytes if `read` understands it, which never is so of bytes that may
    /// be an end or an escape.
    #[inline]
    pub(crate) fn take_string_by<const N: usize, T>(
        &mut self,
        read: impl FnOnce(&[u8; N]) -> Option<T>,
    ) -> Option<T> {
        self.peek();
        let quoted = self.text.as_bytes().get(self.at..)?.strip_prefix(b"\"")?;
        let (string, rest) = quoted.split_first_chunk::<N>()?;
        let value = read(string).filter(|_| rest.first() == Some(&b'"'))?;
        self.at += N + 2;
        Some(value)
    }

    /// Goes past a string. `None` if it is no Unicode when its escapes are decoded, as one that was
    /// cut in the middle of a character is not.
    pub(crate) fn string(&mut self) -> Option<Cow<'t, str>> {
        match self.plain_string() {
            Some(text) => Some(Cow::Borrowed(text)),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    /// Goes past a string if one stands here in which nothing is escaped.
    #[inline]
    pub(crate) fn plain_text(&mut self) -> Option<&'t str> {
        if self.peek() == b'"' { self.plain_string() } else { None }
    }

    /// Goes past a string if nothing in it is escaped.
    #[inline]
    fn plain_string(&mut self) -> Option<&'t str> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let end = special(bytes, start);
        if bytes.get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    #[cold]
    fn escaped_string(&mut self) -> Option<String> {
        let start = self.at;
        self.skip_string();
        serde_json::from_str(self.since(start)).ok()
    }

    /// Goes past a number. `None` if it is out of range.
    fn number(&mut self) -> Option<Number> {
        let start = self.at;
        self.skip_literal();
        let text = self.since(start);
        match text.as_bytes() {
            [b'1'..=b'9', rest @ ..] if rest.len() < 19 && rest.iter().all(u8::is_ascii_digit) => {
                text.parse::<u64>().ok().map(Number::from)
            }
            _ => text.parse().ok(),
        }
    }

    /// Goes past a value of any kind, which is given back as it is written.
    pub(crate) fn skip_value(&mut self) -> &'t str {
        let start = self.place();
        self.skip(0);
        self.since(start)
    }

    /// Goes past what is left of the object or array that was entered last, and its bracket.
    fn skip_rest(&mut self) {
        self.skip(1);
        self.depth = self.depth.saturating_sub(1);
    }

    /// Goes past a value, or the rest of as many that are open.
    fn skip(&mut self, mut open: usize) {
        loop {
            match self.peek() {
                b'{' | b'[' => {
                    self.at += 1;
                    open += 1;
                    continue;
                }
                b',' | b':' => {
                    self.at += 1;
                    continue;
                }
                b'}' | b']' => {
                    self.at += 1;
                    open = open.saturating_sub(1);
                }
                b'"' => self.skip_string(),
                0 => return,
                _ => self.skip_literal(),
            }
            if open == 0 {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        let bytes = self.text.as_bytes();
        self.at = special(bytes, self.at + 1);
        while bytes.get(self.at) == Some(&b'\\') {
            self.at = special(bytes, self.at + 2);
        }
        self.at = bytes.len().min(self.at + 1);
    }

    /// Goes past a number, `true`, `false` or `null`.
    fn skip_literal(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let is_part =
            |byte: &u8| matches!(byte, b'+' | b'-' | b'.') || byte.is_ascii_alphanumeric();
        let length = rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        self.at += length.max(1);
    }
}
