//! The desk's script.

/// Sorts, searches and filters the list, and keeps the page up to date.
pub const TEXT: &str = include_str!("desk.js");

#[cfg(test)]
mod tests {
    use super::TEXT;

    #[test]
    fn the_script_is_small() {
        assert!(TEXT.len() < 5_000, "{} bytes", TEXT.len());
    }
}
