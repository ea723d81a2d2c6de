//! Markdown within a line, read and written.

use serde_json::Value;

use crate::sandbox::notion::rich_text;

/// The marks that stand on both sides of a text, the longer ones first, and the style they give.
const MARKS: [(&str, &str); 5] =
    [("**", "bold"), ("__", "bold"), ("~~", "strikethrough"), ("*", "italic"), ("_", "italic")];

/// Rich text in its read shape. A mark without its like is text.
pub(in crate::sandbox::notion) fn read(markdown: &str) -> Value {
    let mut reader = Reader { pieces: Vec::new(), plain: String::new() };
    reader.read(markdown, &Style::default());
    reader.flush(&Style::default());
    reader.pieces.into()
}

/// What is in force where a text stands.
#[derive(Clone, Debug, Default)]
struct Style {
    names: Vec<&'static str>,
    link: Option<String>,
}

struct Reader {
    pieces: Vec<Value>,
    plain: String,
}

impl Reader {
    fn read(&mut self, markdown: &str, style: &Style) {
        let mut rest = markdown;
        while let Some(first) = rest.chars().next() {
            rest = match self.marked(rest, style) {
                Some(after) => after,
                None => {
                    let escaped = rest.strip_prefix('\\').and_then(|rest| rest.chars().next());
                    match escaped.filter(char::is_ascii_punctuation) {
                        Some(escaped) => {
                            self.plain.push(escaped);
                            &rest[2..]
                        }
                        None => {
                            self.plain.push(first);
                            &rest[first.len_utf8()..]
                        }
                    }
                }
            };
        }
    }

    /// Reads a text between marks, code or a link, and gives what follows.
    fn marked<'a>(&mut self, text: &'a str, style: &Style) -> Option<&'a str> {
        if let Some((code, after)) = between(text, "`", "`") {
            self.flush(style);
            self.plain.push_str(code);
            self.flush(&style.with("code"));
            return Some(after);
        }
        if let Some((label, after)) = between(text, "[", "](") {
            let (url, after) = after.split_once(')')?;
            self.flush(style);
            let inside = Style { link: Some(url.to_owned()), ..style.clone() };
            self.read(label, &inside);
            self.flush(&inside);
            return Some(after);
        }
        let (inside, after, name) = MARKS.iter().find_map(|(mark, name)| {
            let (inside, after) = between(text, mark, mark)?;
            let tight = !inside.starts_with(' ') && !inside.ends_with(' ');
            tight.then_some((inside, after, *name))
        })?;
        self.flush(style);
        self.read(inside, &style.with(name));
        self.flush(&style.with(name));
        Some(after)
    }

    fn flush(&mut self, style: &Style) {
        let plain = std::mem::take(&mut self.plain);
        if !plain.is_empty() {
            self.pieces.extend(rich_text::pieces(&plain, style.link.as_deref(), &style.names));
        }
    }
}

impl Style {
    fn with(&self, name: &'static str) -> Self {
        let mut style = self.clone();
        style.names.push(name);
        style
    }
}

/// What stands between an opening and the next closing, if there is anything, and what follows.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    let (inside, after) = text.strip_prefix(open)?.split_once(close)?;
    (!inside.is_empty()).then_some((inside, after))
}

/// Markdown of rich text in its read shape.
pub(super) fn write(rich_text: &Value) -> String {
    let pieces = rich_text.as_array().map(Vec::as_slice).unwrap_or_default();
    pieces.iter().map(written).collect()
}

fn written(piece: &Value) -> String {
    let plain = piece["plain_text"].as_str().unwrap_or_default();
    if piece["type"] == "equation" {
        return format!("${plain}$");
    }
    let annotations = &piece["annotations"];
    let mut text = if annotations["code"] == true { format!("`{plain}`") } else { escaped(plain) };
    for (mark, style) in [("*", "italic"), ("~~", "strikethrough"), ("**", "bold")] {
        if annotations[style] == true {
            text = format!("{mark}{text}{mark}");
        }
    }
    match piece["href"].as_str() {
        Some(url) => format!("[{text}]({url})"),
        None => text,
    }
}

/// A text with a backslash before what would mean something.
fn escaped(plain: &str) -> String {
    let mut text = String::with_capacity(plain.len());
    for letter in plain.chars() {
        if matches!(letter, '\\' | '*' | '_' | '~' | '`' | '[' | ']') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(markdown: &str) -> Vec<(String, Vec<String>, Option<String>)> {
        let pieces = read(markdown);
        let pieces = pieces.as_array().unwrap().iter();
        pieces
            .map(|piece| {
                let on = |(name, on): (&String, &Value)| (*on == json!(true)).then(|| name.clone());
                let styles = piece["annotations"].as_object().unwrap().iter().filter_map(on);
                let href = piece["href"].as_str().map(str::to_owned);
                (piece["plain_text"].as_str().unwrap().to_owned(), styles.collect(), href)
            })
            .collect()
    }

    #[test]
    fn marks_become_styles_and_links() {
        let piece = |text: &str, styles: &[&str], href: Option<&str>| {
            let styles = styles.iter().map(|style| (*style).to_owned()).collect();
            (text.to_owned(), styles, href.map(str::to_owned))
        };
        assert_eq!(shown("plain"), [piece("plain", &[], None)]);
        assert_eq!(
            shown("a **b *c* d** `*d*`[e](https://example.com)"),
            [
                piece("a ", &[], None),
                piece("b ", &["bold"], None),
                piece("c", &["bold", "italic"], None),
                piece(" d", &["bold"], None),
                piece(" ", &[], None),
                piece("*d*", &["code"], None),
                piece("e", &[], Some("https://example.com")),
            ]
        );
        assert_eq!(shown(r"2 * 3 \*no\* **"), [piece("2 * 3 *no* **", &[], None)]);
        assert_eq!(shown(""), []);
    }

    #[test]
    fn what_is_written_reads_as_the_same() {
        for markdown in ["a **b** ~~c~~ `d` [e](https://example.com)", r"\*a\* \[b\]", "é **ü**"]
        {
            assert_eq!(write(&read(markdown)), markdown);
        }
    }
}
