//! One parsed content file.

use serde::{Deserialize, Serialize};

use crate::base::diagnostic::Diagnostic;
use crate::base::digest::{Digest, Digested};
use crate::base::path::FilePath;
use crate::parse::body::Content;
use crate::parse::entities::{
    AddressFront, AuthorFront, HomeFront, OutletFront, PageFront, TermFront,
};
use crate::parse::front::ArticleFront;
use crate::parse::library::Library;
use crate::parse::style::OwnStyle;

/// One parsed content file: typed front matter, body, diagnostics.
#[derive(Debug)]
pub struct Document {
    /// Its path.
    pub file: FilePath,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its front matter, by what the file describes.
    pub front: Front,
    /// Its prose: the body and the passages of front matter that are Markdown.
    pub content: Digested<Content>,
    /// What was wrong with it. One with an error is still assembled, so that the rest of
    /// what is wrong is found in the same run; nothing is written then.
    pub diagnostics: Vec<Diagnostic>,
}

/// Typed front matter, by what the file describes. Nothing keeps that of what is no prose, nor
/// of any the keys that decide whether it is public.
#[derive(Debug, Serialize, Deserialize)]
pub enum Front {
    /// `content/articles/**`.
    Article(Box<ArticleFront>),
    /// `content/authors/<id>.md`.
    Author(Box<AuthorFront>),
    /// `content/topics/<id>.md`, and the same for every other taxonomy, which is named by
    /// its folder.
    Term(String, Box<TermFront>),
    /// `content/pages/**`.
    Page(Box<PageFront>),
    /// `content/home.yml`.
    #[serde(skip)]
    Home(Box<HomeFront>),
    /// `content/outlets.yml`.
    #[serde(skip)]
    Outlets(Vec<OutletFront>),
    /// `content/links.yml`.
    #[serde(skip)]
    Links(Vec<AddressFront>),
    /// `content/references/**`: shared works.
    #[serde(skip)]
    Library(Box<Library>),
    /// `content/references/*.csl`: a style of citation.
    #[serde(skip)]
    Style(Box<OwnStyle>),
    /// What could not be read at all.
    #[serde(skip)]
    Broken,
}
