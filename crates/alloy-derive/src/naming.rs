//! The names that fields have on the wire: serde's `rename_all`, for fields that are not its own.

/// Applies one of serde's rules to a field's name; `None` for a rule that there is none of.
pub(crate) fn rename(rule: &str, field: &str) -> Option<String> {
    Some(match rule {
        "lowercase" | "snake_case" => field.to_owned(),
        "UPPERCASE" | "SCREAMING_SNAKE_CASE" => field.to_ascii_uppercase(),
        "PascalCase" => capitalised(field, true),
        "camelCase" => capitalised(field, false),
        "kebab-case" => field.replace('_', "-"),
        "SCREAMING-KEBAB-CASE" => field.to_ascii_uppercase().replace('_', "-"),
        _ => return None,
    })
}

/// Every word of a name with a capital, the first one only if asked for.
fn capitalised(field: &str, first: bool) -> String {
    let words = field.split('_').filter(|word| !word.is_empty());
    let mut name = String::with_capacity(field.len());
    for (index, word) in words.enumerate() {
        let mut letters = word.chars();
        if let Some(letter) = letters.next() {
            let capital = index > 0 || first;
            name.push(if capital {
                letter.to_ascii_uppercase()
            } else {
                letter.to_ascii_lowercase()
            });
        }
        name.push_str(letters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::rename;

    #[test]
    fn every_rule_of_serde_is_known() {
        for (rule, name) in [
            ("lowercase", "page_size"),
            ("UPPERCASE", "PAGE_SIZE"),
            ("PascalCase", "PageSize"),
            ("camelCase", "pageSize"),
            ("snake_case", "page_size"),
            ("SCREAMING_SNAKE_CASE", "PAGE_SIZE"),
            ("kebab-case", "page-size"),
            ("SCREAMING-KEBAB-CASE", "PAGE-SIZE"),
        ] {
            assert_eq!(rename(rule, "page_size").as_deref(), Some(name), "{rule}");
        }
        assert_eq!(rename("Camel", "page_size"), None);
    }

    #[test]
    fn odd_names_do_not_upset_it() {
        assert_eq!(rename("camelCase", "_a__b_").as_deref(), Some("aB"));
        assert_eq!(rename("PascalCase", "état").as_deref(), Some("état"));
        assert_eq!(rename("camelCase", "_").as_deref(), Some(""));
    }
}
