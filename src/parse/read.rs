//! A content file to its document, by what it describes.

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::{Digest, Digested};
use crate::base::path::FilePath;
use crate::base::suggest::nearest;
use crate::parse::body::{Cluster, Content};
use crate::parse::document::{Document, Front};
use crate::parse::front::ArticleFront;
use crate::parse::front_matter::article;
use crate::parse::front_matter::gate;
use crate::parse::front_matter::home;
use crate::parse::front_matter::links;
use crate::parse::front_matter::outlets;
use crate::parse::front_matter::page;
use crate::parse::front_matter::profile;
use crate::parse::front_matter::split::{Split, split, split_file};
use crate::parse::library::{self, Library};
use crate::parse::markdown::content::{self, Input};
use crate::parse::rules::Rules;
use crate::parse::style::{self, OwnStyle};

/// What a content file describes, by its path.
#[derive(Clone, Copy)]
enum Kind<'a> {
    Article,
    Author,
    Term(&'a str),
    Page,
    Home,
    Outlets,
    Links,
    Library,
    Style,
}

impl<'a> Kind<'a> {
    fn of(file: &'a FilePath, rules: &Rules) -> Option<Self> {
        let path = file.as_str().strip_prefix("content/")?;
        match path {
            "home.yml" | "home.yaml" => return Some(Kind::Home),
            "outlets.yml" | "outlets.yaml" => return Some(Kind::Outlets),
            "links.yml" => return Some(Kind::Links),
            _ => {}
        }
        let (folder, _) = path.split_once('/')?;
        match folder {
            "references" if style::is_style(file) => Some(Kind::Style),
            "references" => library::is_library(file).then_some(Kind::Library),
            _ if file.extension() != "md" => None,
            "articles" => Some(Kind::Article),
            "authors" => Some(Kind::Author),
            "pages" => Some(Kind::Page),
            key if rules.taxonomies.iter().any(|known| known == key) => {
                Some(Kind::Term(key))
            }
            _ => None,
        }
    }
}

/// Whether a file of `content/` is a document.
pub fn is_content(file: &FilePath, rules: &Rules) -> bool {
    Kind::of(file, rules).is_some()
}

/// A warning of a file that looks like content and stands where nothing reads it.
pub fn stray(file: &FilePath, rules: &Rules) -> Option<Diagnostic> {
    const FOLDERS: [&str; 3] = ["articles", "authors", "pages"];
    let path = file.as_str().strip_prefix("content/")?;
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let ending = matches!(&*file.extension(), "md" | "markdown");
    let markdown = ending && !name.eq_ignore_ascii_case("readme.md");
    let yaml = folder.is_empty() && matches!(&*file.extension(), "yml" | "yaml");
    if folder == "references" || is_content(file, rules) || !(markdown || yaml) {
        return None;
    }
    let taxonomies = rules.taxonomies.iter().map(String::as_str);
    let hint = match nearest(folder, FOLDERS.into_iter().chain(taxonomies)) {
        _ if file.extension() == "markdown" => "give it the ending `.md`".to_owned(),
        _ if yaml => match nearest(name, ["home.yml", "links.yml", "outlets.yml"]) {
            Some(near) => format!("did you mean `content/{near}`?"),
            None => {
                "only `home.yml`, `outlets.yml` and `links.yml` are read there".to_owned()
            }
        },
        Some(near) => format!("did you mean `content/{near}/{name}`?"),
        None => "move it to `content/articles/` or `content/pages/`".to_owned(),
    };
    let message = "nothing is read from this file: it lies in no folder for content";
    Some(Diagnostic::warning("not-read", Place::file(file), message).hint(hint))
}

/// Reads one content file.
pub fn document(file: &FilePath, digest: Digest, text: &str, rules: &Rules) -> Document {
    let mut diagnostics = Vec::new();
    let (front, content) = match Kind::of(file, rules) {
        Some(Kind::Home) => {
            let home = home::read(file, text, rules, &mut diagnostics);
            (home.map(|home| Front::Home(Box::new(home))), Content::default())
        }
        Some(Kind::Outlets) => {
            let outlets = outlets::read(file, text, &mut diagnostics);
            (outlets.map(Front::Outlets), Content::default())
        }
        Some(Kind::Links) => {
            let links = links::read(file, text, &mut diagnostics);
            (links.map(Front::Links), Content::default())
        }
        Some(Kind::Library) => {
            let library = Library::read(file, text, &mut diagnostics);
            let front = library.map(|library| Front::Library(Box::new(library)));
            (front, Content::default())
        }
        Some(Kind::Style) => {
            let style = OwnStyle::read(file, digest, text, &mut diagnostics);
            (style.map(|style| Front::Style(Box::new(style))), Content::default())
        }
        kind => markdown(file, text, kind, rules, &mut diagnostics),
    };
    Document {
        file: file.clone(),
        digest,
        front: front.unwrap_or(Front::Broken),
        content: Digested::new(content),
        diagnostics,
    }
}

/// Reads a Markdown file: its front matter, then its prose.
fn markdown(
    file: &FilePath,
    text: &str,
    kind: Option<Kind<'_>>,
    rules: &Rules,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Front>, Content) {
    let split = match split_file(file, text) {
        Ok(split) => split,
        Err(mut diagnostic) => {
            let named = matches!(kind, Some(Kind::Author | Kind::Term(_)));
            if let (true, Some(hint)) = (named, &mut diagnostic.hint) {
                *hint = hint.replace("`title: ", "`name: ");
            }
            diagnostics.push(*diagnostic);
            return (None, Content::default());
        }
    };
    let front = front(file, text, &split, kind, rules, diagnostics);
    let content = prose(file, text, &split, front.as_ref(), rules, diagnostics);
    if !matches!(kind, Some(Kind::Article)) {
        diagnostics.extend(citations_outside(file, &content));
    }
    (front, content)
}

/// Reads the front matter of a Markdown file.
fn front(
    file: &FilePath,
    text: &str,
    split: &Split,
    kind: Option<Kind<'_>>,
    rules: &Rules,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Front> {
    let (yaml, offset) = (split.front(text), split.front.start);
    match kind {
        Some(Kind::Article) => article::read(file, yaml, offset, rules, diagnostics)
            .map(|front| Front::Article(Box::new(front))),
        Some(Kind::Author) => profile::author(file, yaml, offset, diagnostics)
            .map(|front| Front::Author(Box::new(front))),
        Some(Kind::Term(key)) => profile::term(file, yaml, offset, diagnostics)
            .map(|front| Front::Term(key.to_owned(), Box::new(front))),
        _ => page::read(file, yaml, offset, diagnostics)
            .map(|front| Front::Page(Box::new(front))),
    }
}

/// Whether the front matter of a file may hold one of the keys that decide whether what it
/// describes is public.
pub fn may_be_held_back(text: &str) -> bool {
    gate::may_hold(split(text).map_or(text, |split| split.front(text)))
}

/// Whether a file is Markdown with front matter.
pub fn has_front_matter(file: &FilePath, rules: &Rules) -> bool {
    !matches!(
        Kind::of(file, rules),
        None | Some(Kind::Home | Kind::Outlets | Kind::Library | Kind::Style)
    )
}

/// Reads the front matter of a Markdown file, and not its prose.
pub fn front_alone(
    file: &FilePath,
    text: &str,
    rules: &Rules,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Front> {
    front(file, text, &split(text)?, Kind::of(file, rules), rules, diagnostics)
}

/// Citations of a document that has no sources to cite.
fn citations_outside(file: &FilePath, content: &Content) -> Vec<Diagnostic> {
    let report = |cluster: &Cluster| {
        let place = content.place(file, cluster.block, &cluster.span);
        let message = "this citation stands in no article";
        Diagnostic::error("citation-outside-article", place, message)
            .hint("only articles have sources; cite in an article")
    };
    content.clusters.iter().map(report).collect()
}

/// Reads the prose of a Markdown file.
fn prose(
    file: &FilePath,
    text: &str,
    split: &Split,
    front: Option<&Front>,
    rules: &Rules,
    diagnostics: &mut Vec<Diagnostic>,
) -> Content {
    let empty = ArticleFront::default();
    let (article, title, language) = match front {
        Some(Front::Article(front)) => {
            (&**front, Some(&*front.title), front.lang.as_deref())
        }
        Some(Front::Page(front)) => (&empty, Some(&*front.title), front.lang.as_deref()),
        _ => (&empty, None, None),
    };
    let labels: Vec<String> = article
        .sources
        .iter()
        .flat_map(|source| source.label.iter().chain([&source.key]).cloned())
        .collect();
    let (content, found) = content::content(&Input {
        file,
        text,
        body: split.body.clone(),
        title,
        language: language.unwrap_or(&rules.language),
        labels: &labels,
        standfirst: article.standfirst.as_deref(),
        caption: article.image.as_ref().and_then(|image| image.caption.as_deref()),
        key_points: &article.key_points,
        raw_html: rules.raw_html,
        nesting: rules.nesting,
    });
    diagnostics.extend(found);
    content
}
