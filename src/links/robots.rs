//! robots.txt, after RFC 9309: what a host asks machines to leave alone.

use std::time::Duration;

/// The name that a host may give rules for.
pub const PRODUCT: &str = "chancery";

/// How much of a robots.txt is read; the standard asks for no more.
pub const SIZE: u64 = 500 * 1024;

/// The longest pause between two requests that a host may ask for.
const LONGEST: u64 = 30;

/// What one host asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// The pause between two requests, where it asks for one.
    pub delay: Option<Duration>,
}

/// A pattern of paths, and whether they are free.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    pattern: String,
    allow: bool,
}

/// The groups that one line of user agents begins.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Group {
    ours: bool,
    anyone: bool,
}

impl Robots {
    /// What a text asks of us: the groups with our name, or, when there is none, those for
    /// everyone.
    pub fn read(text: &str) -> Self {
        let (mut ours, mut anyone) = (None::<Robots>, Robots::default());
        let (mut group, mut naming) = (Group::default(), false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !naming {
                    (group, naming) = (Group::default(), true);
                }
                group.anyone |= value == "*";
                group.ours |= product(value).eq_ignore_ascii_case(PRODUCT);
                if group.ours {
                    ours.get_or_insert_default();
                }
                continue;
            }
            // Lines of other kinds, such as `Sitemap`, belong to no group and end none.
            if matches!(&*key, "allow" | "disallow" | "crawl-delay") {
                naming = false;
                if let Some(ours) = ours.as_mut().filter(|_| group.ours) {
                    ours.take(&key, value);
                }
                if group.anyone {
                    anyone.take(&key, value);
                }
            }
        }
        ours.unwrap_or(anyone)
    }

    fn take(&mut self, key: &str, value: &str) {
        if key == "crawl-delay" {
            let seconds = value.parse::<f64>().ok().filter(|s| *s > 0.0 && s.is_finite());
            let seconds = seconds.map(|s| s.min(LONGEST as f64));
            self.delay = seconds.map(Duration::from_secs_f64).or(self.delay);
        } else if !value.is_empty() {
            let (pattern, allow) = (normal(value), key == "allow");
            self.rules.push(Rule { pattern, allow });
        }
    }

    /// Whether a path, with its query, may be asked for: the longest rule that fits decides,
    /// and of two that are as long the one that allows it.
    pub fn allows(&self, path: &str) -> bool {
        let path = normal(path);
        if path == "/robots.txt" {
            return true;
        }
        let fitting = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        let decides = fitting.max_by_key(|rule| (rule.pattern.len(), rule.allow));
        decides.is_none_or(|rule| rule.allow)
    }
}

/// The name in the value of a line of user agents.
fn product(value: &str) -> &str {
    let end = value.find(|c: char| !c.is_ascii_alphabetic() && c != '_' && c != '-');
    value.get(..end.unwrap_or(value.len())).unwrap_or(value)
}

/// A path in the form in which two are compared: what needs no encoding is plain, and what
/// does is encoded in capitals.
fn normal(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = String::with_capacity(path.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let hex = path.get(at + 1..at + 3).filter(|_| byte == b'%');
        let encoded = hex
            .filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        match encoded {
            Some(code) if plain(code) => out.push(char::from(code)),
            Some(code) => out.push_str(&format!("%{code:02X}")),
            None if byte.is_ascii() => out.push(char::from(byte)),
            None => out.push_str(&format!("%{byte:02X}")),
        }
        at += if encoded.is_some() { 3 } else { 1 };
    }
    out
}

/// Whether a path begins as a pattern says, in which `*` stands for anything and `$` at the
/// end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or("")) else {
        return false;
    };
    let mut parts = parts.peekable();
    let stars = parts.peek().is_some();
    while let Some(part) = parts.next() {
        // The last must end the path; the others stand as early as they can.
        if whole && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or(""),
            None => return false,
        }
    }
    !whole || stars || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_that_fits_decides() {
        let robots = Robots::read(
            "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c # no\nDisallow:\n\
             Allow: /x\nDisallow: /x\n",
        );
        let cases = [
            ("/", true),
            ("/a", false),
            ("/ab", false),
            ("/a/b", true),
            ("/a/b/c/d", false),
            ("/x", true),
            ("/robots.txt", true),
        ];
        for (path, allowed) in cases {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
    }

    #[test]
    fn stars_and_ends() {
        let robots = Robots::read(
            "user-agent:*\ndisallow: /*.pdf$\ndisallow: /q*x*y\ndisallow: /end$\n",
        );
        let cases = [
            ("/a.pdf", false),
            ("/a.pdf?x", true),
            ("/a.pdf.pdf", false),
            ("/q1x2y3", false),
            ("/q1y2x", true),
            ("/end", false),
            ("/end/", true),
        ];
        for (path, allowed) in cases {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
    }

    #[test]
    fn a_group_of_ours_is_the_only_one() {
        let text = "User-agent: other\nDisallow: /\n\nUser-agent: Chancery/2.0\nUser-agent: \
                    x\nCrawl-delay: 2.5\nDisallow: /ours\n\nUser-agent: *\nDisallow: \
                    /\n\nUser-Agent: CHANCERY\nSitemap: /s\nDisallow: /more\n";
        let robots = Robots::read(text);
        assert!(robots.allows("/all"));
        assert!(!robots.allows("/ours"));
        assert!(!robots.allows("/more"));
        assert_eq!(robots.delay, Some(Duration::from_millis(2500)));
        let free = Robots::read("User-agent: *\nDisallow: /\n\nUser-agent: chancery\n");
        assert!(free.allows("/"));
        let patient = Robots::read("User-agent: *\nCrawl-delay: 86400\n");
        assert_eq!(patient.delay, Some(Duration::from_secs(LONGEST)));
    }

    #[test]
    fn paths_are_compared_decoded() {
        let robots =
            Robots::read("User-agent: *\nDisallow: /%7ejoe/é\nDisallow: /a%2fb\n");
        assert!(!robots.allows("/~joe/%C3%A9"));
        assert!(!robots.allows("/~joe/é"));
        assert!(!robots.allows("/a%2Fb"));
        assert!(robots.allows("/a/b"));
        assert!(robots.allows("/%"));
    }
}
