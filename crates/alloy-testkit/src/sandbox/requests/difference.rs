//! Two sequences of lines, beside each other.

use std::fmt::Write as _;

/// The lines of both sequences in order: those that they share, and those of one of them marked
/// with `-` or `+`. `None` when they are equal.
pub(super) fn difference(expected: &[String], actual: &[String]) -> Option<String> {
    if expected == actual {
        return None;
    }
    let same = |pairs: &mut dyn Iterator<Item = (&String, &String)>| {
        pairs.take_while(|(left, right)| left == right).count()
    };
    let start = same(&mut expected.iter().zip(actual));
    let (left, right) = (&expected[start..], &actual[start..]);
    let end = same(&mut left.iter().rev().zip(right.iter().rev()));
    let (left, right) = (&left[..left.len() - end], &right[..right.len() - end]);
    let mut text = String::new();
    let mut line = |mark: char, line: &str| {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "  {mark} {line}");
    };
    expected[..start].iter().for_each(|shared| line(' ', shared));
    for (mark, changed) in changes(left, right) {
        line(mark, changed);
    }
    expected[expected.len() - end..].iter().for_each(|shared| line(' ', shared));
    Some(text)
}

/// The most comparisons that are made for the shortest difference.
const EFFORT: usize = 1_000_000;

/// The shortest way from one sequence to the other, by their longest common subsequence.
fn changes<'a>(left: &'a [String], right: &'a [String]) -> Vec<(char, &'a str)> {
    let width = right.len() + 1;
    let mut changes = Vec::with_capacity(left.len() + right.len());
    let (mut row, mut column) = (0, 0);
    if left.len().saturating_mul(right.len()) <= EFFORT {
        // How long the longest common subsequence is from each place on.
        let mut common = vec![0_usize; (left.len() + 1) * width];
        for row in (0..left.len()).rev() {
            for column in (0..right.len()).rev() {
                let at = row * width + column;
                common[at] = if left[row] == right[column] {
                    common[at + width + 1] + 1
                } else {
                    common[at + width].max(common[at + 1])
                };
            }
        }
        while row < left.len() && column < right.len() {
            let at = row * width + column;
            if left[row] == right[column] {
                changes.push((' ', left[row].as_str()));
                (row, column) = (row + 1, column + 1);
            } else if common[at + width] >= common[at + 1] {
                changes.push(('-', left[row].as_str()));
                row += 1;
            } else {
                changes.push(('+', right[column].as_str()));
                column += 1;
            }
        }
    }
    changes.extend(left[row..].iter().map(|line| ('-', line.as_str())));
    changes.extend(right[column..].iter().map(|line| ('+', line.as_str())));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(expected: &str, actual: &str) -> Option<String> {
        let lines = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let text = difference(&lines(expected), &lines(actual))?;
        Some(text.lines().map(|line| line[2..].replace(' ', "")).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn what_is_shared_stays_and_the_rest_is_marked() {
        assert_eq!(of("abc", "abc"), None);
        assert_eq!(of("", ""), None);
        assert_eq!(of("abc", "axc").unwrap(), "a -b +x c");
        assert_eq!(of("abc", "ab").unwrap(), "a b -c");
        assert_eq!(of("", "ab").unwrap(), "+a +b");
        assert_eq!(of("abcd", "bd").unwrap(), "-a b -c d");
        assert_eq!(of("abxcd", "axbcyd").unwrap(), "a -b x +b c +y d");
        assert_eq!(of("aa", "aaa").unwrap(), "a a +a");
    }

    #[test]
    fn long_sequences_are_told_apart_too() {
        let long = "a".repeat(3000);
        let text = of(&format!("{long}b"), &format!("c{long}")).unwrap();
        assert_eq!(text.matches("-a").count(), 3000);
        assert!(text.starts_with("-a") && text.ends_with("+a"), "{text}");
    }
}
