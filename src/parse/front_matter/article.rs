//! The front matter of an article.

use crate::base::date::Moment;
use crate::base::diagnostic::Diagnostic;
use crate::base::fields::{Fields, items};
use crate::base::form;
use crate::base::node::Value;
use crate::base::path::FilePath;
use crate::base::problems::Problems;
use crate::base::scalar::{Name, shortened};
use crate::load::styles;
use crate::parse::front::{ArticleFront, SeriesFront};
use crate::parse::front_matter::byline;
use crate::parse::front_matter::foreign;
use crate::parse::front_matter::headline;
use crate::parse::front_matter::letters;
use crate::parse::front_matter::loose;
use crate::parse::front_matter::notice;
use crate::parse::front_matter::picture;
use crate::parse::front_matter::quotes;
use crate::parse::front_matter::source;
use crate::parse::front_matter::translation;
use crate::parse::front_matter::yaml;
use crate::parse::rules::Rules;

/// Reads the front matter of an article. `front` is the text between the `---` lines and
/// `offset` where in the file it begins. Everything that is wrong is added to `out`; an
/// article is there unless nothing of the text could be read.
pub fn read(
    file: &FilePath,
    front: &str,
    offset: usize,
    rules: &Rules,
    out: &mut Vec<Diagnostic>,
) -> Option<ArticleFront> {
    let problems = Problems::new(file, front, offset);
    let article = yaml::read(&problems).and_then(|node| {
        let mut fields = Fields::of(&node, "an article", &problems)?;
        let article = article(file, &mut fields, rules);
        fields.finish(foreign::ARTICLE);
        Some(article)
    });
    out.extend(problems.into_sorted());
    article
}

fn article<'a>(
    file: &FilePath,
    fields: &mut Fields<'a>,
    rules: &'a Rules,
) -> ArticleFront {
    let title = title(fields);
    let (authors, authors_key) = byline::authors(fields);
    let (status, superseded_by) = notice::status(fields);
    let mut article = ArticleFront {
        kicker: fields.text("kicker"),
        standfirst: fields.text("standfirst"),
        alternative_headlines: headline::read(fields, &title, rules),
        title,
        authors,
        authors_key,
        credits: byline::credits(fields),
        kind: kind(fields, rules),
        dateline: fields.text("dateline"),
        series: series(fields),
        image: picture::image(fields),
        key_points: fields.texts("key_points"),
        citation_style: styles::read(fields),
        corrections: notice::corrections(fields),
        notes: notice::notes(fields),
        status,
        superseded_by,
        disclosures: fields.text("disclosures"),
        funding: fields.text("funding"),
        reviewed_by: fields.names("reviewed_by"),
        views: fields.text("views"),
        related: fields.node("related").is_some().then(|| fields.names("related")),
        internal: fields.text("internal"),
        draft: fields.flag("draft").unwrap_or(false),
        slug: slug(fields),
        aliases: aliases(fields),
        lang: translation::language(file, fields),
        translation_of: fields.text("translation_of"),
        template: template(fields),
        extra: loose::extra(fields),
        ..ArticleFront::default()
    };
    for key in &rules.taxonomies {
        let terms = fields.names(key);
        letters::check_key(fields, key);
        if !terms.is_empty() {
            article.terms.push((key.clone(), terms));
        }
    }
    article.terms.sort();
    (article.sources, article.sources_lost) = source::read(fields);
    article.bibliography = fields.texts("bibliography");
    dates(fields, &mut article);
    quotes::article(&mut article);
    article
}

/// The title, on one line.
pub(crate) fn title(fields: &mut Fields<'_>) -> String {
    let text = fields.required("title", "missing-title").unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind(fields: &mut Fields<'_>, rules: &Rules) -> Option<String> {
    let kinds = rules.kinds.iter().map(String::as_str);
    let node = fields.node("kind")?;
    let kind =
        fields.problems().choice(node, Name::Key("kind"), "unknown-kind", kinds)?;
    Some(kind.to_owned())
}

fn series(fields: &mut Fields<'_>) -> Option<SeriesFront> {
    let node = fields.node("series")?;
    let problems = fields.problems();
    if !matches!(node.value, Value::Map(_)) {
        let id = problems.text(node, Name::Key("series"))?;
        letters::check_node(node, problems);
        return Some(SeriesFront { id, part: None });
    }
    let mut fields = Fields::of(node, "a series", problems)?;
    let id = fields.required("id", "missing-id");
    letters::check_key(&mut fields, "id");
    let part = fields.whole("part", 1).and_then(|part| u32::try_from(part).ok());
    fields.finish(foreign::SERIES);
    Some(SeriesFront { id: id?, part })
}

/// The last part of the address, when it is given.
pub(crate) fn slug(fields: &mut Fields<'_>) -> Option<String> {
    let node = fields.node("slug")?;
    let problems = fields.problems();
    let text = match node.scalar() {
        Some(text) if text.trim().is_empty() => String::new(),
        _ => problems.text(node, Name::Key("slug"))?,
    };
    let Some(problem) = form::slug_problem(&text) else { return Some(text) };
    let message = format!("the slug {problem}");
    let folded = crate::base::id::Id::fold(&text).segment();
    let diagnostic = problems.error("bad-slug", &node.span, message);
    problems.push(diagnostic.hint(match folded.is_empty() {
        true => "remove the line: the file's name is then the slug".to_owned(),
        false => format!("write `slug: {folded}`"),
    }));
    None
}

/// Old addresses that lead here.
pub(crate) fn aliases(fields: &mut Fields<'_>) -> Vec<String> {
    const KEY: &str = "aliases";
    let problems = fields.problems();
    let Some(node) = fields.node(KEY) else { return Vec::new() };
    let mut aliases = Vec::new();
    for item in items(node, KEY, problems) {
        let Some(text) = problems.text(item, Name::Entry(KEY)) else { continue };
        let Some(problem) = form::alias_problem(&text) else {
            aliases.push(text);
            continue;
        };
        let message = format!("the alias `{}` {problem}", shortened(&text));
        let path = url::Url::parse(&text).map_or(text, |url| url.path().to_owned());
        let parts = path.split('/').filter(|part| !part.is_empty() && *part != "..");
        let inner = parts.collect::<Vec<_>>().join("/");
        let hint =
            format!("write `/{inner}{}`", if path.ends_with('/') { "/" } else { "" });
        problems.push(problems.error("bad-alias", &item.span, message).hint(hint));
    }
    aliases
}

/// The name of a template.
pub(crate) fn template(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("template")?;
    let node = fields.node("template")?;
    let problems = fields.problems();
    if text.split(['/', '\\']).any(|part| part == "..") || text.starts_with('/') {
        let message = format!("`{}` is not in `templates/`", shortened(&text));
        let diagnostic = problems.error("bad-template", &node.span, message);
        problems.push(diagnostic.hint("write a name such as `article.html`"));
        return None;
    }
    Some(text)
}

fn dates(fields: &mut Fields<'_>, article: &mut ArticleFront) {
    article.dated = fields.node("date").is_some_and(|node| !node.is_null());
    article.date = fields.moment("date");
    article.updated = fields.moment("updated");
    article.embargo = fields.moment("embargo");
    article.expires = fields.moment("expires");
    let problems = fields.problems();
    if let (Some(date), Some(updated)) = (article.date, article.updated)
        && before(updated, date)
        && let (Some(first), Some(second)) = (fields.node("date"), fields.node("updated"))
    {
        let message = "`updated` is before `date`";
        let diagnostic = problems.warning("updated-before-date", &second.span, message);
        let diagnostic = diagnostic.hint("write the day of the last change");
        problems.push(diagnostic.related(problems.place(&first.span), "published here"));
    }
    if let (Some(embargo), Some(expires)) = (article.embargo, article.expires)
        && !before(embargo, expires)
        && let (Some(first), Some(second)) =
            (fields.node("embargo"), fields.node("expires"))
    {
        let message =
            "`expires` is not after `embargo`: the article would never be public";
        let diagnostic = problems.error("expires-first", &second.span, message);
        let diagnostic = diagnostic.hint("write a later date");
        problems.push(diagnostic.related(problems.place(&first.span), "held until here"));
    }
}

/// Whether one moment is before another. A day and a time are compared by their days, since
/// the time zone is not known here; a day is not before itself.
fn before(one: Moment, other: Moment) -> bool {
    use jiff::tz::TimeZone;
    match (one, other) {
        (Moment::Time(one_time, None), Moment::Time(other_time, None)) => {
            one_time < other_time
        }
        (Moment::Time(_, Some(_)), Moment::Time(_, Some(_))) => {
            one.timestamp(&TimeZone::UTC) < other.timestamp(&TimeZone::UTC)
        }
        _ => one.day() < other.day(),
    }
}
