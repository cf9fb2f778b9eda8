//! The tables of the host: `[host]` and `[csp]`.

use crate::base::fields::Fields;
use crate::base::scalar::shortened;
use crate::load::config::Settings;
use crate::load::host::HostKind;
use crate::load::tables::table;

/// Reads `[host]` and `[csp]`.
pub(super) fn read(fields: &mut Fields<'_>, settings: &mut Settings) {
    if let Some(mut table) = table(fields, "host", "`[host]`") {
        let words = HostKind::WORDS.map(|(word, _)| word);
        let word = table.choice("kind", "unknown-host", words);
        let kind = HostKind::WORDS.iter().find(|(known, _)| Some(*known) == word);
        settings.host.kind = kind.map(|(_, kind)| *kind);
        settings.host.domain = table.text("domain");
        table.finish(&[("type", "kind"), ("cname", "domain"), ("name", "kind")]);
    }
    if let Some(mut table) = table(fields, "csp", "`[csp]`") {
        let csp = &mut settings.csp;
        for (key, origins) in [
            ("connections", &mut csp.connections),
            ("fonts", &mut csp.fonts),
            ("forms", &mut csp.forms),
            ("frames", &mut csp.frames),
            ("images", &mut csp.images),
            ("media", &mut csp.media),
            ("scripts", &mut csp.scripts),
            ("styles", &mut csp.styles),
        ] {
            *origins = read_origins(&mut table, key);
        }
        table.finish(FOREIGN);
    }
}

/// The names of the directives themselves.
const FOREIGN: &[(&str, &str)] = &[
    ("connect-src", "connections"),
    ("font-src", "fonts"),
    ("form-action", "forms"),
    ("frame-src", "frames"),
    ("img-src", "images"),
    ("media-src", "media"),
    ("script-src", "scripts"),
    ("style-src", "styles"),
];

fn read_origins(table: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    let problems = table.problems();
    let mut origins = Vec::new();
    for item in table.items(key) {
        let Some(text) = item.scalar() else { continue };
        match origin(text) {
            Some(origin) => origins.push(origin),
            None => {
                let message = format!("`{}` is no origin", shortened(text));
                let hint = "write, for example, `https://media.example.org`";
                let diagnostic = problems.error("bad-origin", &item.span, message);
                problems.push(diagnostic.hint(hint));
            }
        }
    }
    origins
}

/// An origin: a scheme and a host, perhaps with `*.` before it. Nothing that could end a
/// directive.
fn origin(text: &str) -> Option<String> {
    let host = text.strip_prefix("https://")?.trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:*".contains(c);
    let star = host.strip_prefix("*.").unwrap_or(host);
    let sound = star.contains('.') && !star.contains('*') && host.chars().all(plain);
    sound.then(|| format!("https://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_cannot_end_a_directive() {
        let read = |text: &str| origin(text);
        assert_eq!(
            read("https://media.example.org/").as_deref(),
            Some("https://media.example.org")
        );
        assert_eq!(
            read("https://*.example.org:8443").as_deref(),
            Some("https://*.example.org:8443")
        );
        for bad in [
            "http://media.example.org",
            "https://media.example.org; script-src *",
            "https://media.example.org/a/b",
            "https://*",
            "https://a.*.example.org",
            "'unsafe-inline'",
            "*",
            "",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
