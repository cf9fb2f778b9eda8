//! The reading of `site.toml`: every setting typed, every problem at its place.

mod environment;

use jiff::tz::TimeZone;

use crate::base::diagnostic::Diagnostic;
use crate::base::fields::{Fields, Foreign};
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::base::scalar::{Name, shortened};
use crate::base::suggest;
use crate::load::config::{Publisher, Settings};
use crate::load::reserved::ORGANISATION_CLASSES;
use crate::load::styles;
use crate::load::{deploy, editor, tables, toml, version};

/// Keys that come from other tools.
const FOREIGN: &[Foreign] = &[
    ("url", "base_url"),
    ("site_url", "base_url"),
    ("name", "title"),
    ("language_code", "language"),
    ("default_language", "language"),
    ("lang", "language"),
    ("locale", "language"),
    ("license", "licence"),
    ("copyright", "licence"),
    ("time_zone", "timezone"),
    ("tz", "timezone"),
    ("subtitle", "description"),
    ("tagline", "description"),
    ("permalinks", "write `article = \"/articles/{slug}/\"` under `[addresses]`"),
    ("paginate", "write `page_size = 20` under `[lists]`"),
    ("page_size", "write `page_size = 20` under `[lists]`"),
    ("taxonomy", "taxonomies"),
    ("version", "requires"),
    ("theme", "put files of the same path into `templates/` and `static/`"),
];

/// Reads `site.toml`. What is wrong or not there has the value of the defaults. When another
/// version of Chancery is asked for, that is the only thing reported. What `[env.<name>]` of the
/// environment that is asked for says takes the place of what stands outside it.
pub fn read(
    text: &str,
    file: &FilePath,
    engine_version: &str,
    environment: Option<&str>,
) -> (Settings, Vec<Diagnostic>) {
    let asks = Problems::of_toml(file, text);
    let mut node = toml::read(&asks);
    let syntax = asks.into_sorted();
    let problems = Problems::of_toml(file, text);
    environment::choose(&mut node, environment, &problems);
    let mut settings = Settings::default();
    let Some(mut fields) = Fields::of(&node, "a publication", &problems) else {
        return (settings, problems.into_sorted());
    };
    if !version::check(&mut fields, engine_version) {
        return (settings, problems.into_sorted());
    }
    if !syntax.is_empty() {
        return (settings, syntax);
    }
    read_top(&mut fields, &mut settings);
    tables::read(&mut fields, &mut settings);
    deploy::read(&mut fields, &mut settings.deploy);
    fields.finish(FOREIGN);
    (settings, problems.into_sorted())
}

fn read_top(fields: &mut Fields<'_>, settings: &mut Settings) {
    settings.title = required(fields, "title").unwrap_or_default();
    settings.base_url = base_url(fields).unwrap_or_default();
    if let Some(language) = fields.language("language") {
        settings.language = language;
    }
    timezone(fields, settings);
    settings.description = fields.text("description");
    settings.publisher = publisher(fields);
    settings.licence = fields.text("licence");
    settings.image = fields.text("image");
    if let Some(style) = styles::read(fields) {
        settings.citation_style = style;
    }
    settings.noindex = fields.flag("noindex").unwrap_or(false);
    settings.strict_authors = fields.flag("strict_authors").unwrap_or(false);
    settings.raw_html = fields.flag("raw_html").unwrap_or(false);
    settings.editor_url = editor::read(fields);
}

/// A text that must be there. What is missing is reported at the beginning of the file.
fn required(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let problems = fields.problems();
    let Some(entry) = fields.entry(key) else {
        let first = problems.source().lines().next().unwrap_or("").trim_end().len();
        let message = format!("`site.toml` needs a `{key}`");
        let diagnostic = problems.error("missing-setting", &(0..first), message);
        fields.miss(key, diagnostic.hint(required_hint(key)));
        return None;
    };
    let text = problems.text(&entry.value, Name::Key(key));
    if text.is_none() && entry.value.scalar().is_some() {
        let message = format!("`{key}` is empty");
        let diagnostic = problems.error("missing-setting", &entry.value.span, message);
        problems.push(diagnostic.hint(required_hint(key)));
    }
    text
}

fn required_hint(key: &str) -> String {
    match key {
        "base_url" => "write `base_url = \"https://www.example.org/\"`".to_owned(),
        key => format!("write `{key} = \"...\"`"),
    }
}

/// The absolute address of the site, with a slash at its end.
fn base_url(fields: &mut Fields<'_>) -> Option<String> {
    let text = required(fields, "base_url")?;
    let node = fields.node("base_url")?;
    let url = url::Url::parse(&text).ok();
    let url =
        url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let (message, hint) = match url {
        Some(mut url) if url.query().is_some() || url.fragment().is_some() => {
            url.set_query(None);
            url.set_fragment(None);
            (
                "`base_url` holds a query or a fragment",
                format!("write `base_url = \"{url}\"`"),
            )
        }
        Some(mut url) => {
            if !url.path().ends_with('/') {
                let path = format!("{}/", url.path());
                url.set_path(&path);
            }
            return Some(url.to_string());
        }
        None => {
            let whole = format!("https://{}/", text.trim_matches('/'));
            let host = text.contains('.') && crate::base::form::is_web_address(&whole);
            let example = if host && !text.contains("://") {
                whole
            } else {
                "https://www.example.org/".to_owned()
            };
            (
                "`base_url` is not a web address",
                format!("write `base_url = \"{example}\"`"),
            )
        }
    };
    let problems = fields.problems();
    problems.push(problems.error("bad-base-url", &node.span, message).hint(hint));
    None
}

fn timezone(fields: &mut Fields<'_>, settings: &mut Settings) {
    let Some(name) = fields.text("timezone") else { return };
    let Some(node) = fields.node("timezone") else { return };
    if let Ok(zone) = TimeZone::get(&name) {
        settings.zone = zone;
        settings.timezone = name;
        return;
    }
    let known: Vec<String> = jiff::tz::db().available().map(|n| n.to_string()).collect();
    let ending = name.rsplit('/').next().unwrap_or(&name).replace(' ', "_");
    let city = known
        .iter()
        .find(|zone| {
            zone.rsplit('/').next().is_some_and(|c| c.eq_ignore_ascii_case(&ending))
        })
        .map(String::as_str);
    let near = city.or_else(|| suggest::nearest(&name, known.iter().map(String::as_str)));
    let problems = fields.problems();
    let message = format!("`{}` is not a time zone", shortened(&name));
    let diagnostic = problems.error("unknown-timezone", &node.span, message);
    problems.push(diagnostic.hint(match near {
        Some(near) => format!("write `timezone = \"{near}\"`"),
        None => "write the IANA name, for example `Asia/Muscat`".to_owned(),
    }));
}

fn publisher(fields: &mut Fields<'_>) -> Option<Publisher> {
    let node = fields.node("publisher")?;
    let problems = fields.problems();
    if node.scalar().is_some() {
        let name = problems.text(node, Name::Key("publisher"))?;
        return Some(Publisher { name, ..Publisher::default() });
    }
    let mut fields = Fields::of(node, "a publisher", problems)?;
    let name = fields.text("name");
    if name.is_none() {
        let diagnostic =
            problems.error("missing-setting", &node.span, "a publisher needs a `name`");
        problems.push(diagnostic.hint("write `name = \"...\"`"));
    }
    let logo = fields.text("logo");
    let same_as = fields
        .items("same_as")
        .into_iter()
        .filter_map(|item| problems.web_address(item, Name::Entry("same_as")))
        .collect();
    let schema = tables::class(&mut fields, "organisation", &ORGANISATION_CLASSES);
    fields.finish(&[
        ("title", "name"),
        ("image", "logo"),
        ("url", "same_as"),
        ("type", "schema"),
    ]);
    Some(Publisher { name: name?, logo, same_as, schema })
}

#[cfg(test)]
mod tests;
