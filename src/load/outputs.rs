//! What a build emits: `[outputs]` of site.toml.

/// `[outputs]`: what a build emits. Articles themselves cannot be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Outputs {
    /// `/`.
    pub home: bool,
    /// The listing of all articles, `/articles/`.
    pub articles: bool,
    /// The listing of a year, `/archive/<year>/`, and `/archive/`.
    pub archive: bool,
    /// The pages of authors.
    pub authors: bool,
    /// The list of authors.
    pub author_list: bool,
    /// The pages of topics and of terms of other taxonomies.
    pub topics: bool,
    /// The lists of topics and of terms of other taxonomies.
    pub topic_list: bool,
    /// The pages of outlets.
    pub outlets: bool,
    /// The list of outlets, `/sources/`.
    pub outlet_list: bool,
    /// The pages of works that two articles cite.
    pub works: bool,
    /// Series.
    pub series: bool,
    /// The page of corrections.
    pub corrections: bool,
    /// Standing pages.
    pub pages: bool,
    /// `/search/`: the page of search, with its index.
    pub search: bool,
    /// `/404.html`.
    pub not_found: bool,
    /// `/feed.xml`, Atom.
    pub atom: bool,
    /// `/rss.xml`, RSS 2.0.
    pub rss: bool,
    /// `/feed.json`, JSON Feed.
    pub json_feed: bool,
    /// An Atom feed for each author, term and outlet.
    pub term_feeds: bool,
    /// `cite.bib`, `references.ris` and the like beside each article.
    pub exports: bool,
    /// `/sitemap.xml`.
    pub sitemap: bool,
    /// `/news-sitemap.xml`, the articles of the last two days; off unless asked for.
    pub news_sitemap: bool,
    /// `/robots.txt`.
    pub robots: bool,
    /// The Markdown of each article, `/articles/<slug>/index.md`; off unless asked for.
    pub markdown: bool,
    /// The list of articles for programs, `/llms.txt`; off unless asked for.
    pub llms: bool,
    /// Each article to be republished, `/articles/<slug>/republish.html`, where the licence is
    /// one of the Creative Commons; off unless asked for.
    pub republish: bool,
    /// `/manifest.webmanifest`.
    pub manifest: bool,
    /// Pages at old addresses that lead to the new ones.
    pub redirects: bool,
    /// The share addresses of headlines for social media, `/articles/<slug>/h/<n>/`.
    pub shares: bool,
}

/// The way to one switch of [`Outputs`].
pub type Switch = fn(&mut Outputs) -> &mut bool;

impl Outputs {
    /// Each key of `[outputs]`, with the way to its switch.
    pub const KEYS: [(&'static str, Switch); 29] = [
        ("home", |o| &mut o.home),
        ("articles", |o| &mut o.articles),
        ("archive", |o| &mut o.archive),
        ("authors", |o| &mut o.authors),
        ("author_list", |o| &mut o.author_list),
        ("topics", |o| &mut o.topics),
        ("topic_list", |o| &mut o.topic_list),
        ("outlets", |o| &mut o.outlets),
        ("outlet_list", |o| &mut o.outlet_list),
        ("works", |o| &mut o.works),
        ("series", |o| &mut o.series),
        ("corrections", |o| &mut o.corrections),
        ("pages", |o| &mut o.pages),
        ("search", |o| &mut o.search),
        ("not_found", |o| &mut o.not_found),
        ("atom", |o| &mut o.atom),
        ("rss", |o| &mut o.rss),
        ("json_feed", |o| &mut o.json_feed),
        ("term_feeds", |o| &mut o.term_feeds),
        ("exports", |o| &mut o.exports),
        ("sitemap", |o| &mut o.sitemap),
        ("news_sitemap", |o| &mut o.news_sitemap),
        ("robots", |o| &mut o.robots),
        ("markdown", |o| &mut o.markdown),
        ("llms", |o| &mut o.llms),
        ("republish", |o| &mut o.republish),
        ("manifest", |o| &mut o.manifest),
        ("redirects", |o| &mut o.redirects),
        ("shares", |o| &mut o.shares),
    ];
}

impl Default for Outputs {
    fn default() -> Self {
        Self {
            home: true,
            articles: true,
            archive: true,
            authors: true,
            author_list: true,
            topics: true,
            topic_list: true,
            outlets: true,
            outlet_list: true,
            works: true,
            series: true,
            corrections: true,
            pages: true,
            search: true,
            not_found: true,
            atom: true,
            rss: true,
            json_feed: true,
            term_feeds: true,
            exports: true,
            sitemap: true,
            news_sitemap: false,
            robots: true,
            markdown: false,
            llms: false,
            republish: false,
            manifest: true,
            redirects: true,
            shares: true,
        }
    }
}
