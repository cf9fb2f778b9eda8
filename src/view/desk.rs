//! The editors' desk: every article with what is still to be done on it. Nothing of it is
//! ever written; it exists in the preview only.

use serde::Serialize;

use crate::base::path::{Address, FilePath};
use crate::view::balance::BalanceView;
use crate::view::card::{DateView, ImageView};

/// The desk: every article in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskView {
    /// The articles, newest first.
    pub articles: Vec<DeskRow>,
    /// What they come to together.
    pub totals: Totals,
    /// What those that are public rest on.
    pub balance: Option<BalanceView>,
    /// What is wrong with files that are no articles.
    pub elsewhere: Vec<ProblemView>,
}

/// What the rows of the desk come to together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the columns of the desk")]
pub struct Totals {
    pub articles: usize,
    pub public: usize,
    pub draft: usize,
    pub embargoed: usize,
    pub expired: usize,
    pub words: usize,
    /// Articles with a paragraph that states something without a source.
    pub unsourced: usize,
    /// Articles with a source that nothing cites.
    pub uncited: usize,
    /// Articles that name an outlet and not its work.
    pub unidentified: usize,
    /// Articles with a headline that is too long for its channel.
    pub long_headlines: usize,
    /// Articles with an error or a warning.
    pub problems: usize,
}

/// An article on the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskRow {
    /// Its content file.
    pub file: FilePath,
    /// Its page.
    pub address: Address,
    /// The canonical headline.
    pub title: String,
    /// The words for its kind.
    pub kind: String,
    /// Its language, when it is not the publication's.
    pub language: Option<String>,
    /// Whether it is public, and since or until when.
    pub state: StateView,
    /// `retracted`, `withdrawn` or `superseded`.
    pub status: Option<&'static str>,
    /// Its date; a draft may have none.
    pub date: Option<DateView>,
    /// Who it is by.
    pub authors: Vec<String>,
    /// The names of its terms.
    pub topics: Vec<String>,
    /// Words of the body.
    pub words: usize,
    /// Minutes that it takes to read.
    pub minutes: usize,
    /// Citations in its text.
    pub citations: usize,
    /// Entries of its `sources`.
    pub sources: usize,
    /// Those that nothing cites.
    pub uncited: usize,
    /// Those that name an outlet and no work.
    pub unidentified: usize,
    /// Paragraphs that state something without a source.
    pub unsourced: usize,
    /// Channels for which the headline is too long.
    pub long_headlines: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

/// Whether an article is public, and if not, why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StateView {
    /// `public`, `draft`, `embargoed` or `expired`.
    pub id: &'static str,
    /// The words for it: `Embargoed`.
    pub label: &'static str,
    /// What is to be known of it: `until 5 February 2026, 09:00`.
    pub detail: Option<String>,
}

/// Everything of one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskEntry {
    /// Its row.
    pub row: DeskRow,
    /// The direction of its text: `ltr` or `rtl`.
    pub direction: &'static str,
    /// The language of its text.
    pub language: String,
    /// The standfirst, plain text.
    pub standfirst: Option<String>,
    /// When it was last changed, if it was.
    pub updated: Option<DateView>,
    /// A note that only the desk shows.
    pub internal: Option<String>,
    /// The headline of each channel.
    pub channels: Vec<ChannelView>,
    /// Alternatives for no channel, candidates, and those whose time it is not.
    pub candidates: Vec<CandidateView>,
    /// The share addresses of its headlines for social media.
    pub shares: Vec<ShareLink>,
    /// What the previews are made of.
    pub preview: PreviewView,
    /// What it names under `sources`.
    pub references: Vec<SourceView>,
    /// What it states without a source.
    pub claims: Vec<ClaimView>,
    /// Links that lead elsewhere.
    pub links: Vec<DeskLink>,
    /// What is wrong with it.
    pub problems: Vec<ProblemView>,
}

/// The headline of one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChannelView {
    /// The channel: `seo`; of the page itself `title`.
    pub id: &'static str,
    /// The words for it: `search`.
    pub label: &'static str,
    /// The headline.
    pub text: String,
    /// Where it comes from: `own` when it was written for this channel, another channel, or
    /// `title`.
    pub source: &'static str,
    /// The words for that; none when it was written for this channel.
    pub from: Option<&'static str>,
    /// When it is shown, when it has a time.
    pub time: Option<String>,
    /// Its length in characters.
    pub length: usize,
    /// How long it may be; some channels show any length.
    pub limit: Option<usize>,
    /// Whether it is longer than that.
    pub over: bool,
    /// What is shown of it.
    pub head: String,
    /// What the channel may cut off.
    pub tail: String,
}

/// An alternative headline that no channel shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CandidateView {
    /// Its text.
    pub text: String,
    /// Its length in characters.
    pub length: usize,
    /// What it is: `candidate`; `waiting` or `over` when it has a time and this is not it; or
    /// `alternative` when it is for no channel.
    pub kind: &'static str,
    /// When it is shown, when it has a time.
    pub time: Option<String>,
    /// The words for the channels that it was written for.
    pub channels: Vec<&'static str>,
    /// The names of these channels.
    pub names: Vec<&'static str>,
}

/// The share address of a headline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShareLink {
    /// The headline.
    pub text: String,
    /// The address.
    pub address: Address,
    /// The address as it is published.
    pub url: String,
}

/// What the previews of search results, cards and mails are made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreviewView {
    /// The publication.
    pub site: String,
    /// The host: `chancery.example`.
    pub host: String,
    /// The way to the page as a search engine shows it: `articles › muscat`.
    pub path: String,
    /// The description, cut as a search engine cuts it.
    pub description: Option<String>,
    /// The image of the card: the article's own, else the publication's.
    pub image: Option<ImageView>,
    /// The words above the headline.
    pub kicker: Option<String>,
}

/// An entry of `sources`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// The key it is cited by.
    pub key: String,
    /// The title of the work; an outlet alone has none.
    pub title: Option<String>,
    /// The name of the outlet.
    pub outlet: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// Whether a work is identified, not an outlet only.
    pub identified: bool,
    /// How often the text cites it.
    pub cited: usize,
}

/// A sentence that states something and rests on nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimView {
    /// The id of its block.
    pub block: String,
    /// What is in it: `number`, `quotation`, `attribution`.
    pub kinds: Vec<&'static str>,
    /// The sentence, cut when it is long.
    pub sentence: String,
    /// Where its block begins in the content file, in bytes.
    #[serde(skip)]
    pub at: usize,
}

/// A link that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskLink {
    /// Where it leads.
    pub url: String,
    /// The id of the block that it stands in.
    pub block: String,
}

/// Something that is wrong, with the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// Its kind: `unknown-key`.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to type instead.
    pub hint: Option<String>,
    /// The file.
    pub file: FilePath,
    /// The line, from 1; unknown when the file as a whole is meant.
    pub line: Option<usize>,
    /// The column, from 1.
    pub column: Option<usize>,
    /// The article whose page was being rendered, when it is not the file.
    pub rendering: Option<FilePath>,
}
