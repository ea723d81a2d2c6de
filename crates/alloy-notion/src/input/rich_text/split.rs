//! Cutting a long text into pieces that Notion takes.

/// How many `char`s a cut goes back at most to keep together what is shown as one.
const BACK: usize = 64;

/// The pieces of a text, each with at most `most` UTF-16 units; none for an empty text.
///
/// `most` is at least 2, so that every `char` fits.
pub(super) fn pieces(text: &str, most: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = rest.split_at_checked(cut(rest, most))?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Where the first piece ends, in bytes.
fn cut(text: &str, most: usize) -> usize {
    let mut units = 0;
    let too_far = text.char_indices().find(|(_, char)| {
        units += char.len_utf16();
        units > most
    });
    let Some((end, _)) = too_far else { return text.len() };
    let (piece, _) = text.split_at(end);
    piece
        .char_indices()
        .rev()
        .map(|(start, char)| start + char.len_utf8())
        .take(BACK)
        .find(|&at| !joined(text, at))
        .unwrap_or(end)
}

/// Whether what is before and after a place is shown as one.
fn joined(text: &str, at: usize) -> bool {
    const ZERO_WIDTH_JOINER: char = '\u{200D}';
    let (before, after) = text.split_at(at);
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let flag_half = |char| matches!(char, '\u{1F1E6}'..='\u{1F1FF}');
    let halves = before.chars().rev().take_while(|&char| flag_half(char)).count();
    last == ZERO_WIDTH_JOINER
        || first == ZERO_WIDTH_JOINER
        || (last == '\r' && first == '\n')
        || extends(first)
        || (flag_half(first) && halves % 2 == 1)
}

/// Whether a `char` changes the look of the one before it.
///
/// The blocks of combining marks, selectors, skin tones and tags. Marks of single scripts are not
/// among them: that needs Unicode's tables.
fn extends(char: char) -> bool {
    matches!(
        char,
        '\u{0300}'..='\u{036F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}'
            | '\u{1F3FB}'..='\u{1F3FF}'
            | '\u{E0020}'..='\u{E007F}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(text: &str, most: usize) -> Vec<&str> {
        pieces(text, most).collect()
    }

    #[test]
    fn cuts_at_the_limit() {
        assert_eq!(cuts("abcdef", 3), ["abc", "def"]);
        assert_eq!(cuts("abcdefg", 3), ["abc", "def", "g"]);
        assert_eq!(cuts("abc", 3), ["abc"]);
        assert_eq!(cuts("", 3), [""; 0]);
    }

    #[test]
    fn keeps_surrogate_pairs_together() {
        assert_eq!(cuts("a🚀b", 2), ["a", "🚀", "b"]);
    }

    #[test]
    fn keeps_together_what_is_shown_as_one() {
        assert_eq!(cuts("abe\u{301}", 3), ["ab", "e\u{301}"]);
        assert_eq!(cuts("ab\r\nc", 3), ["ab", "\r\nc"]);
        assert_eq!(cuts("ab👩\u{200D}🚀", 5), ["ab", "👩\u{200D}🚀"]);
        assert_eq!(cuts("a👍\u{1F3FD}", 4), ["a", "👍\u{1F3FD}"]);
        assert_eq!(cuts("🇩🇪🇫🇷", 6), ["🇩🇪", "🇫🇷"]);
    }

    #[test]
    fn cuts_a_cluster_that_is_too_long() {
        let text = format!("e{}", "\u{301}".repeat(500));
        let pieces = cuts(&text, 200);
        assert_eq!(pieces.concat(), text);
        assert!(pieces.iter().all(|piece| piece.chars().count() <= 200));
    }
}
