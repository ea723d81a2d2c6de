//! Names that are nearly another.

/// How many names are suggested at the most.
const SUGGESTIONS: usize = 3;

/// The candidates that `name` is likely to mean, the nearest first.
pub(super) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = simple(name);
    let mut near: Vec<(usize, &str)> = candidates
        .filter_map(|candidate| {
            let other = simple(candidate);
            let distance = distance(&wanted, &other);
            let contained = !wanted.is_empty()
                && (is_within(&other, &wanted) || is_within(&wanted, &other))
                && wanted.len().min(other.len()) >= 3;
            let close = distance <= 1 + wanted.len().min(other.len()) / 4;
            (close || contained).then_some((distance, candidate))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(SUGGESTIONS).map(|(_, candidate)| candidate).collect()
}

/// Letters and digits alone, in lower case: `chat.postMessage` is `chat_postmessage`.
fn simple(name: &str) -> Vec<char> {
    // Far longer than any id; bounds the work below.
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(64).collect()
}

fn is_within(whole: &[char], part: &[char]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one to the other.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, a) in from.iter().enumerate() {
        let mut current = Vec::with_capacity(above.len());
        current.push(row + 1);
        for (column, b) in to.iter().enumerate() {
            let mut least = (above[column] + usize::from(a != b))
                .min(above[column + 1] + 1)
                .min(current[column] + 1);
            let swapped = row > 0 && column > 0 && *a == to[column - 1] && from[row - 1] == *b;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut above, current);
    }
    above[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let connectors = ["notion", "slack", "hubspot", "zohoCRM", "shopify", "zoho"];
        for (name, near) in [
            ("notoin", &["notion"][..]),
            ("Notion", &["notion"]),
            ("hub-spot", &["hubspot"]),
            ("zohocrm", &["zohoCRM", "zoho"]),
            ("slac", &["slack"]),
            ("salesforce", &[]),
            ("", &[]),
        ] {
            assert_eq!(nearest(name, connectors.into_iter()), near, "{name}");
        }
        let actions = ["retrieve-a-page", "post-page", "retrieve-a-database"];
        assert_eq!(nearest("retrieve_page", actions.into_iter())[0], "retrieve-a-page");
        assert_eq!(nearest("retrieve-page", actions.into_iter())[0], "retrieve-a-page");
    }
}
