//! Styles of the Citation Style Language (CSL 1.0.2), by hayagriva.
//!
//! Its own writer of HTML escapes neither text nor addresses; its elements are walked here.

use std::str::FromStr;
use std::sync::OnceLock;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::json::Item as CslItem;
use hayagriva::citationberg::taxonomy::{Locator, OtherTerm, Term};
use hayagriva::citationberg::{
    CitationFormat, Display, FontStyle, FontVariant, FontWeight, IndependentStyle,
    Locale, Style, StyleCategory, StyleClass, TermForm, TextDecoration, VerticalAlign,
};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose,
    ElemChild, ElemChildren, ElemMeta, Formatted as FormattedText, LocatorPayload,
    Rendered, SpecificLocator,
};

use crate::base::words::Words;
use crate::cite::export;
use crate::cite::formatted::{Cite, Formatted, Piece, Wanted};
use crate::cite::item::Item;
use crate::cite::locator;
use crate::cite::name::{self, apostrophes};
use crate::cite::style::{self, Form};
use crate::parse::body as parsed;
use crate::parse::style::OwnStyle;

/// A style of CSL.
#[derive(Debug)]
pub struct Csl<'a> {
    identity: String,
    style: &'a IndependentStyle,
}

impl Csl<'static> {
    /// A style that is compiled in, by its name.
    pub fn named(name: &str) -> Option<Self> {
        Some(Self { identity: name.to_owned(), style: style_of(name)? })
    }
}

impl<'a> Csl<'a> {
    /// A style that the publication brings.
    pub fn own(own: &'a OwnStyle) -> Self {
        let identity = format!("{}#{}", own.file.name(), own.digest.short());
        Self { identity, style: &own.style }
    }
}

impl style::Style for Csl<'_> {
    fn form(&self) -> Form {
        match self.style.settings.class {
            StyleClass::Note => Form::Notes,
            StyleClass::InText => Form::Text,
        }
    }

    fn identity(&self) -> Option<String> {
        Some(self.identity.clone())
    }

    fn set(&self, wanted: &Wanted) -> Option<Formatted> {
        // A style is a program: one that stumbles over an unusual work must not take the
        // build with it.
        std::panic::catch_unwind(|| formatted(self.style, wanted)).ok().flatten()
    }
}

fn formatted(style: &IndependentStyle, wanted: &Wanted) -> Option<Formatted> {
    let locale = locale(&wanted.language)?;
    let (locales, code) = (std::slice::from_ref(locale), locale.lang.clone());
    let items: Vec<CslItem> = wanted.items.iter().map(item).collect::<Option<_>>()?;
    let mut driver = BibliographyDriver::new();
    for cluster in &wanted.clusters {
        let cites = cluster.cites.iter().filter_map(|cite| {
            let locator = cite.locator.as_ref().map(|(term, value)| {
                let term = Locator::from_str(term).unwrap_or(Locator::Page);
                SpecificLocator(term, LocatorPayload::Str(value))
            });
            let purpose = bare_year(cite, style).then_some(CitePurpose::Year);
            Some(CitationItem::new(items.get(cite.item)?, locator, None, false, purpose))
        });
        let cites = cites.collect();
        let request =
            CitationRequest::new(cites, style, code.clone(), locales, cluster.note);
        driver.citation(request);
    }
    let request = BibliographyRequest::new(style, code, locales);
    Some(written(wanted, style, locale, &driver.finish(request)))
}

/// Whether of a citation only the year is set, as the text has named the author. Styles that
/// know no years in the text have no such form.
fn bare_year(cite: &Cite, style: &IndependentStyle) -> bool {
    let format = StyleCategory::CitationFormat { format: CitationFormat::AuthorDate };
    cite.suppress_author && style.info.category.contains(&format)
}

fn written(
    wanted: &Wanted,
    style: &IndependentStyle,
    locale: &Locale,
    rendered: &Rendered,
) -> Formatted {
    let note = style.settings.class == StyleClass::Note;
    let clusters = rendered.citations.iter().zip(&wanted.clusters);
    let clusters = clusters.map(|(rendered, cluster)| {
        // A mark in the text is a link itself, and can hold none.
        let mut pieces = pieces(&rendered.citation, &cluster.cites, note);
        let text = |html: &str| Piece { html: html.to_owned(), cite: None };
        if cluster.cites.iter().any(|cite| bare_year(cite, style)) {
            // A style that is asked for a year alone leaves its brackets and the place out.
            for piece in &mut pieces {
                let cite = piece.cite.and_then(|cite| cluster.cites.get(cite));
                let place = cite.filter(|cite| bare_year(cite, style));
                if let Some((term, value)) = place.and_then(|cite| cite.locator.clone()) {
                    let words = locator::words(
                        &parsed::Locator { term, value },
                        &Words::default(),
                    );
                    piece.html = format!("{}, {}", piece.html, escaped(&words));
                }
            }
            pieces.insert(0, text("("));
            pieces.push(text(")"));
        }
        if note && let Some(first) = pieces.first_mut() {
            first.html = begun(&first.html, style, locale);
        }
        // The full stop of a note is set by what the note stands in.
        if note
            && pieces.last().is_some_and(|last| last.html == "." && last.cite.is_none())
        {
            pieces.pop();
        }
        pieces
    });
    let index = |key: &str| wanted.items.iter().position(|item| item.id == key);
    let bibliography = rendered.bibliography.iter().flat_map(|b| &b.items);
    let entries = bibliography.filter_map(|entry| {
        let mut html = String::new();
        if let Some(first) = &entry.first_field {
            child(first, true, &mut html);
            html.push(' ');
        }
        children(&entry.content, true, &mut html);
        Some((index(&entry.key)?, tidied(&html)))
    });
    Formatted { clusters: clusters.collect(), entries: entries.collect() }
}

/// A bracket in pieces: each citation with the words around it that the writer gave, and what
/// the style puts between them.
fn pieces(rendered: &ElemChildren, cites: &[Cite], links: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for element in &rendered.0 {
        let mut html = String::new();
        child(element, links, &mut html);
        let cite = match element {
            ElemChild::Elem(element) => match element.meta {
                Some(ElemMeta::Entry(index)) => Some(index),
                _ => None,
            },
            _ => None,
        };
        if let Some(cite) = cite.and_then(|index| cites.get(index)) {
            let around = |text: &str| escaped(text.trim());
            if !cite.prefix.is_empty() {
                // The first words of a note begin with a capital letter.
                let first = links && pieces.is_empty();
                let words = around(&cite.prefix);
                let words = if first { upfirst(&words) } else { words };
                html.insert_str(0, &format!("{words} "));
            }
            if !cite.suffix.is_empty() {
                let words = around(&cite.suffix);
                let space =
                    if words.starts_with([',', ';', '.', ':']) { "" } else { " " };
                html = format!("{html}{space}{words}");
            }
        }
        pieces.push(Piece { html: tidied(&html), cite });
    }
    pieces
}

/// A note that begins with the word for the work that stands in the last one, `ibid.`, with a
/// capital letter.
fn begun(html: &str, style: &IndependentStyle, locale: &Locale) -> String {
    let own =
        style.locale.iter().filter(|own| own.lang.is_none() || own.lang == locale.lang);
    let term = own.chain([locale]).find_map(|locale| {
        locale.term(Term::Other(OtherTerm::Ibid), TermForm::Long)?.single()
    });
    let word = term.unwrap_or_default();
    let tags =
        if html.starts_with('<') { html.find('>').map_or(0, |at| at + 1) } else { 0 };
    let (tag, text) = html.split_at(tags);
    match text.strip_prefix(word).filter(|_| !word.is_empty()) {
        Some(rest) => format!("{tag}{}{rest}", upfirst(word)),
        None => html.to_owned(),
    }
}

fn upfirst(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

/// Without the punctuation that the processor leaves where another stands already: the comma of
/// a date without a day before what closes it, and the stop after a title that ends in a mark
/// of its own; and without a space before the colon of a page. Addresses stay as they are.
fn tidied(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let (mut rest, mut last, mut link) = (html, ' ', false);
    while let Some(letter) = rest.chars().next() {
        if letter == '<' {
            let end = rest.find('>').map_or(rest.len(), |at| at + 1);
            let (tag, after) = rest.split_at(end);
            link = (link || tag.starts_with("<a ")) && tag != "</a>";
            out.push_str(tag);
            rest = after;
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        if link {
            out.push(letter);
            last = ' ';
            continue;
        }
        match (last, letter) {
            ('?' | '!', '.') => continue,
            ('?' | '!', ',') if rest.starts_with(['”', '’', '»']) => continue,
            // `4 : 5`, a volume and a page.
            (' ', ':') if between_figures(&out, rest) => {
                out.pop();
            }
            (',', ')' | '.') if out.ends_with(',') => {
                out.pop();
            }
            _ => {}
        }
        out.push(letter);
        last = letter;
    }
    out
}

fn between_figures(before: &str, after: &str) -> bool {
    let figure = |letter: Option<char>| letter.is_some_and(|c| c.is_ascii_digit());
    let before = before.strip_suffix(' ').and_then(|text| text.chars().next_back());
    figure(before) && figure(after.strip_prefix(' ').and_then(|text| text.chars().next()))
}

fn children(elements: &ElemChildren, links: bool, out: &mut String) {
    elements.0.iter().for_each(|element| child(element, links, out));
}

/// Writes an element. Nothing of it is HTML before: all text is escaped, and no address is a
/// link that is not one of the web.
fn child(element: &ElemChild, links: bool, out: &mut String) {
    match element {
        ElemChild::Text(text) => formatted_text(text, out),
        ElemChild::Markup(text) => out.push_str(&escaped(text)),
        ElemChild::Link { text, url } => {
            let web =
                links && (url.starts_with("https://") || url.starts_with("http://"));
            if web {
                let url = escaped(url).replace('"', "&quot;");
                out.extend(["<a href=\"", &url, "\">"]);
            }
            formatted_text(text, out);
            out.push_str(if web { "</a>" } else { "" });
        }
        ElemChild::Elem(element) => {
            // What a style sets on a line of its own stands apart by a space here.
            let apart = matches!(element.display, Some(Display::Block | Display::Indent));
            out.push_str(if apart && !out.is_empty() { " " } else { "" });
            children(&element.children, links, out);
        }
        ElemChild::Transparent { .. } => {}
    }
}

fn formatted_text(text: &FormattedText, out: &mut String) {
    let formatting = &text.formatting;
    let marks = [
        (formatting.font_style == FontStyle::Italic, "i"),
        (formatting.font_weight == FontWeight::Bold, "b"),
        (formatting.text_decoration == TextDecoration::Underline, "u"),
        (formatting.vertical_align == VerticalAlign::Sup, "sup"),
        (formatting.vertical_align == VerticalAlign::Sub, "sub"),
    ];
    let tags = || marks.iter().filter(|(on, _)| *on).map(|(_, tag)| *tag);
    tags().for_each(|tag| out.extend(["<", tag, ">"]));
    match formatting.font_variant {
        FontVariant::SmallCaps => {
            out.extend(["<span class=\"small-caps\">", &escaped(&text.text), "</span>"]);
        }
        FontVariant::Normal => out.push_str(&escaped(&text.text)),
    }
    let closing: Vec<&str> = tags().collect();
    closing.iter().rev().for_each(|tag| out.extend(["</", tag, ">"]));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A work as an item of CSL-JSON. Organisations are literal names, in which no word is a
/// particle; of a span of dates the first stands, for the processor takes no span.
fn item(item: &Item) -> Option<CslItem> {
    let mut item = item.clone();
    for date in [&mut item.issued, &mut item.accessed].into_iter().flatten() {
        date.end = None;
    }
    // What has no place in a citation, or would be taken for a field.
    (item.note, item.summary, item.archive) = (None, None, None);
    let text = export::write(export::Format::Json, &[item]);
    let mut values: Vec<serde_json::Value> = serde_json::from_str(&text).ok()?;
    let mut value = values.pop()?;
    for (key, value) in value.as_object_mut()? {
        match (key.as_str(), value) {
            ("id" | "type" | "URL" | "DOI" | "ISBN" | "language", _) => {}
            (_, serde_json::Value::String(text)) => *text = apostrophes(text),
            (_, serde_json::Value::Array(names)) => names.iter_mut().for_each(particle),
            _ => {}
        }
    }
    serde_json::from_value(value).ok()
}

/// Tells the particle of a family name apart. The processor would take it for one that is
/// dropped.
fn particle(name: &mut serde_json::Value) {
    let Some(name) = name.as_object_mut() else { return };
    for part in name.values_mut() {
        if let serde_json::Value::String(text) = part {
            *text = apostrophes(text);
        }
    }
    let family = name.get("family").and_then(|family| family.as_str()).map(str::to_owned);
    if let Some((particle, family)) = family.as_deref().and_then(name::particle) {
        name.insert("non-dropping-particle".to_owned(), particle.into());
        name.insert("family".to_owned(), family.into());
    }
}

/// A style by its name.
fn style_of(name: &str) -> Option<&'static IndependentStyle> {
    static READ: OnceLock<Vec<OnceLock<Option<IndependentStyle>>>> = OnceLock::new();
    let all = ArchivedStyle::all();
    let read = READ.get_or_init(|| all.iter().map(|_| OnceLock::new()).collect());
    let wanted = ArchivedStyle::by_name(name)?;
    let at = all.iter().position(|style| *style == wanted)?;
    let style = read.get(at)?.get_or_init(|| match wanted.get() {
        Style::Independent(style) => Some(style),
        Style::Dependent(_) => None,
    });
    style.as_ref()
}

/// The words of a language; of one that there are none of, the English ones.
fn locale(language: &str) -> Option<&'static Locale> {
    static READ: OnceLock<Vec<Locale>> = OnceLock::new();
    let all = READ.get_or_init(hayagriva::archive::locales);
    let wanted = language.to_lowercase();
    let base = wanted.split('-').next().unwrap_or(&wanted);
    // One country's form of a language stands for the language.
    let usual = match base {
        "en" => "en-us",
        "de" => "de-de",
        "fr" => "fr-fr",
        "es" => "es-es",
        "pt" => "pt-pt",
        "zh" => "zh-cn",
        other => other,
    };
    let code = |locale: &Locale| {
        locale.lang.as_ref().map_or_else(String::new, |code| code.0.to_lowercase())
    };
    let find =
        |matches: &dyn Fn(&str) -> bool| all.iter().find(|locale| matches(&code(locale)));
    find(&|code| code == wanted)
        .or_else(|| find(&|code| code == usual))
        .or_else(|| find(&|code| code.split('-').next() == Some(base)))
        .or_else(|| find(&|code| code == "en-us"))
}

#[cfg(test)]
mod tests;
