//! `_headers` and `_redirects`, as the stricter of Netlify and Cloudflare Pages reads them.

use std::fmt::Write;

use crate::base::url::rooted;
use crate::view::host::{HeaderRule, RedirectRule};

/// `_headers`: a pattern on a line, each header below it, indented.
pub fn headers(rules: &[HeaderRule]) -> Vec<u8> {
    let mut text = String::new();
    for rule in rules {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", rule.pattern);
        for (name, value) in &rule.headers {
            let _ = writeln!(text, "  {name}: {value}");
        }
    }
    text.into_bytes()
}

/// `_redirects`: an old address, where it leads, and the status, on a line.
pub fn redirects(rules: &[RedirectRule], base_path: &str) -> Vec<u8> {
    let line = |rule: &RedirectRule| {
        let (from, to) = (rooted(base_path, &rule.from), rooted(base_path, &rule.to));
        format!("{from} {to} 301\n")
    };
    rules.iter().map(line).collect::<String>().into_bytes()
}
