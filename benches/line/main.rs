//! Single parts of the line, so that a change that slows one is seen: `cargo bench`.
//!
//! The publication is made here: articles of eight paragraphs with six citations of three
//! sources. `cargo bench -- parse` measures what has `parse` in its name.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use chancery::base::date::Moment;
use chancery::base::digest::Digest;
use chancery::base::path::FilePath;
use chancery::engine::builder::Builder;
use chancery::engine::inputs::Changes;
use chancery::engine::prepare::Prepared;
use chancery::engine::request::{Request, When};
use chancery::model::assemble::assemble;
use chancery::parse::document::Document;
use chancery::parse::front_matter::article;
use chancery::parse::front_matter::split::split;
use chancery::parse::markdown::content::{Input, content};
use chancery::parse::read;
use chancery::parse::rules::Rules;
use chancery::plan::plan;
use chancery::render::output::render;
use divan::{Bencher, black_box};
use tempfile::TempDir;

fn main() {
    divan::main();
}

const NOW: &str = "2030-01-01";

/// The text of an article.
fn text(number: usize) -> String {
    let (author, topic, day) = (number % 50, number % 40, number % 28 + 1);
    let (year, month) = (2010 + number % 16, number / 28 % 12 + 1);
    let mut text = format!(
        "---\ntitle: \"The delegation returns to talks, part {number}\"\n\
         standfirst: \"What the *second* round settled\"\n\
         authors: [author-{author}]\ndate: {year}-{month:02}-{day:02}\n\
         topics: [topic-{topic}, topic-{}]\nsources:\n",
        (topic + 7) % 40
    );
    for source in 0..3 {
        let outlet = (number * 3 + source) % 60;
        let _ = writeln!(
            text,
            "  - {{ key: s{source}, outlet: \"Outlet {outlet}\", title: \"Report {number} of \
             {source}\", date: 2025-0{}, url: \"https://outlet-{outlet}.example/{number}/\" }}",
            source + 1
        );
    }
    text.push_str("---\n\n");
    for paragraph in 0..8 {
        let _ = write!(
            text,
            "In round {paragraph} of the {number} talks the ministers said that the *channel* \
             would stay open, and that nobody should expect more.[@s{}] Officials in three \
             capitals agreed with most of it. What they did not say is how long the [present \
             arrangement](https://example.org/{paragraph}) can last, nor at what price.\n\n",
            paragraph % 3
        );
    }
    text
}

/// A publication of some articles in a folder.
fn publication(articles: usize, settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content/articles");
    fs::create_dir_all(&content).unwrap();
    let site = "title = \"Bench\"\nbase_url = \"https://bench.example/\"\n";
    fs::write(folder.path().join("site.toml"), format!("{site}{settings}")).unwrap();
    for number in 0..articles {
        fs::write(content.join(format!("talks-{number}.md")), text(number)).unwrap();
    }
    folder
}

fn request() -> Request {
    let now = When::Moment(Moment::parse(NOW).unwrap());
    Request {
        now,
        base_url: None,
        environment: None,
        audit: false,
        keep_bytes: false,
        preview: false,
    }
}

fn prepared(root: &Path) -> (Builder, Prepared) {
    let mut builder = Builder::new(root);
    let prepared = builder.prepare(&request(), &Changes::Anything).unwrap();
    assert!(!prepared.has_errors());
    (builder, prepared)
}

/// Measures the making and the rendering of one output.
fn output(bencher: Bencher<'_, '_>, prepared: &Prepared, address: &str) {
    let (plan, templates) =
        (prepared.plan.as_ref().unwrap(), prepared.templates.as_ref().unwrap());
    let output = plan.outputs.get(address).unwrap();
    bencher.bench(|| render(templates, &output.make(plan)).unwrap());
}

#[divan::bench]
fn parse_front_matter(bencher: Bencher<'_, '_>) {
    let (text, file) = (text(1), FilePath::new("content/articles/a.md"));
    let rules = Rules::of(&Default::default());
    let (front, offset) = (split(&text).unwrap().front(&text).to_owned(), 4);
    bencher.bench(|| article::read(&file, &front, offset, &rules, &mut Vec::new()));
}

#[divan::bench]
fn parse_markdown_with_citations(bencher: Bencher<'_, '_>) {
    let (text, file) = (text(1), FilePath::new("content/articles/a.md"));
    let body = text.len() - split(&text).unwrap().body(&text).len()..text.len();
    let input = Input {
        file: &file,
        text: &text,
        body,
        title: None,
        language: "en",
        labels: &[],
        standfirst: None,
        caption: None,
        key_points: &[],
        raw_html: false,
        nesting: 32,
    };
    bencher.bench(|| content(black_box(&input)));
}

#[divan::bench]
fn render_an_article(bencher: Bencher<'_, '_>) {
    let folder = publication(20, "");
    let (_, prepared) = prepared(folder.path());
    output(bencher, &prepared, "/articles/talks-3/");
}

#[divan::bench]
fn render_a_listing_of_200(bencher: Bencher<'_, '_>) {
    let folder = publication(200, "[lists]\npage_size = 0\n");
    let (_, prepared) = prepared(folder.path());
    output(bencher, &prepared, "/articles/");
}

#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn assemble_anew(bencher: Bencher<'_, '_>, articles: usize) {
    let folder = publication(articles, "");
    let (_, prepared) = prepared(folder.path());
    let site = prepared.site.as_ref().unwrap();
    let rules = Rules::of(&site.settings);
    let document = |number: usize| {
        let file = FilePath::new(&format!("content/articles/talks-{number}.md"));
        let text = text(number);
        Arc::new(read::document(&file, Digest::of_bytes(text.as_bytes()), &text, &rules))
    };
    let mut documents: Vec<Arc<Document>> = (0..articles).map(document).collect();
    documents.sort_by(|a, b| a.file.cmp(&b.file));
    let (snapshot, data) = (&prepared.snapshot, BTreeMap::new());
    let now = request().now.timestamp(&site.settings);
    bencher.bench(|| assemble(&documents, &site.settings, snapshot, &data, now, None));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn plan_anew(bencher: Bencher<'_, '_>, articles: usize) {
    let folder = publication(articles, "");
    let (_, prepared) = prepared(folder.path());
    let site = prepared.site.as_ref().unwrap();
    bencher.bench(|| plan(site, &prepared.snapshot, false, None, Arc::default()));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn prepare_after_one_edit(bencher: Bencher<'_, '_>, articles: usize) {
    let folder = publication(articles, "");
    let (mut builder, _prepared) = prepared(folder.path());
    let file = FilePath::new("content/articles/talks-3.md");
    let changes = Changes::Paths([file.clone()].into());
    let mut edits = 0;
    bencher.bench_local(|| {
        edits += 1;
        let text = format!("{}\nOne word more: {edits}.\n", text(3));
        fs::write(folder.path().join(file.as_str()), text).unwrap();
        builder.prepare(&request(), &changes).unwrap()
    });
}
