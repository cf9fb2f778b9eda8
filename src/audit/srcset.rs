//! The URLs of a `srcset`.

/// The URLs of a `srcset`, read as browsers read it: a URL runs to the next white space and
/// may itself hold commas.
pub fn urls(srcset: &str) -> Vec<&str> {
    let mut urls = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return urls;
        }
        let (url, after) =
            rest.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((rest, ""));
        let bare = url.trim_end_matches(',');
        urls.push(bare);
        rest = match bare.len() == url.len() {
            true => after_descriptors(after),
            false => after,
        };
    }
}

/// What follows the descriptors (`2x`, `800w`): the text after the next comma that stands
/// in no brackets.
fn after_descriptors(text: &str) -> &str {
    let mut open = false;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open = true,
            ')' => open = false,
            ',' if !open => return text.get(at + 1..).unwrap_or_default(),
            _ => {}
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::urls;

    #[test]
    fn urls_are_found_between_descriptors() {
        assert_eq!(urls("/a.jpg 480w, /b.jpg 960w"), ["/a.jpg", "/b.jpg"]);
        assert_eq!(
            urls(" /a.jpg,\n/b,c.jpg 2x,/d.jpg"),
            ["/a.jpg", "/b,c.jpg", "/d.jpg"]
        );
        assert_eq!(urls("/a.jpg f(1, 2) 2x, /b.jpg"), ["/a.jpg", "/b.jpg"]);
        assert_eq!(urls("/a.jpg, /b.jpg"), ["/a.jpg", "/b.jpg"]);
        assert_eq!(urls(" , "), [""; 0]);
        assert_eq!(urls("/é.jpg (é"), ["/é.jpg"]);
    }
}
