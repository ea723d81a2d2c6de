//! The parts that the text of a formula is made of.

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// A name, or an operator that is a word.
    Word(String),
    Sign(&'static str),
}

/// The signs, the longer ones first.
const SIGNS: [&str; 23] = [
    "==", "!=", "<=", ">=", "||", "&&", "(", ")", ",", ".", "?", ":", "+", "-", "*", "/", "%", "^",
    "<", ">", "!", "=", ";",
];

/// Takes a formula apart, if it is made of nothing else.
pub(super) fn read(mut text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    loop {
        text = text.trim_start();
        let Some(first) = text.chars().next() else { return Some(tokens) };
        let length = |part: fn(char) -> bool| text.find(|c| !part(c)).unwrap_or(text.len());
        let (token, rest) = if first == '"' {
            quoted(&text[1..])?
        } else if first.is_ascii_digit() {
            let (number, rest) = text.split_at(length(|c| c.is_ascii_digit() || c == '.'));
            (Token::Number(number.parse().ok()?), rest)
        } else if first.is_ascii_alphabetic() {
            let (word, rest) = text.split_at(length(|c| c.is_ascii_alphanumeric() || c == '_'));
            (Token::Word(word.to_owned()), rest)
        } else {
            let sign = SIGNS.into_iter().find(|sign| text.starts_with(sign))?;
            (Token::Sign(sign), &text[sign.len()..])
        };
        tokens.push(token);
        text = rest;
    }
}

/// A text up to its closing quote, with `\"`, `\\`, `\n` and `\t` in it.
fn quoted(text: &str) -> Option<(Token, &str)> {
    let mut read = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((Token::Text(read), &text[at + 1..])),
            '\\' => read.push(match characters.next()?.1 {
                'n' => '\n',
                't' => '\t',
                other => other,
            }),
            other => read.push(other),
        }
    }
    None
}
