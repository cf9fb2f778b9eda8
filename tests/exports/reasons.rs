//! Why an entry of ours differs from pandoc's in the same edition of the style.

/// The styles and the works that differ, or `all`, and why.
pub const REASONS: [(&str, &str, &str); 0] = [];
