//! Broken files: what was good is still served, everything else goes on, and nothing is
//! written until all is well.

use crate::ground::{Ground, ONE, read};

#[test]
fn a_broken_article_is_represented_by_its_last_good_self() {
    let mut ground = Ground::new();
    let before = read(&ground.output);
    let page = ground.served("/articles/one/");
    ground.write("content/articles/one.md", "---\ntitle: \"One\n---\n");
    let (_, last) = ground.settled();
    assert_eq!(last.wrong, ["unclosed-quote content/articles/one.md"]);
    assert_eq!(ground.served("/articles/one/"), page);
    // Other pages keep changing; the folder does not.
    let two = "---\ntitle: Two\ndate: 2026-01-02\n---\n\nOther words.\n";
    ground.write("content/articles/two.md", two);
    ground.settled();
    assert!(ground.served("/articles/two/").contains("Other words."));
    assert_eq!(read(&ground.output), before);
    ground.write("content/articles/one.md", ONE);
    let (_, last) = ground.settled();
    assert_eq!(last.wrong, [""; 0]);
    assert!(ground.served("/articles/two/").contains("Other words."));
    ground.is_as_built();
}

#[test]
fn a_broken_template_leaves_the_last_good_ones() {
    let mut ground = Ground::new();
    let page = ground.served("/articles/one/");
    ground.write("templates/article.html", "{% extends \"base.html\" %}{% block main %}");
    let (_, last) = ground.settled();
    let wrong = ["template-syntax templates/article.html"];
    assert_eq!(last.wrong, wrong);
    assert_eq!(ground.served("/articles/one/"), page);
    let template =
        "{% extends \"base.html\" %}{% block main %}{{ page.title }}!{% endblock main %}";
    ground.write("templates/article.html", template);
    ground.settled();
    assert!(ground.served("/articles/one/").contains("One!"));
    ground.is_as_built();
}

#[test]
fn broken_settings_and_templates_at_the_start_are_no_end() {
    let files = [
        ("site.toml", "title = \n"),
        ("templates/article.html", "{% if %}"),
        ("templates/page.html", "{{ page.title }}"),
    ];
    let mut ground = Ground::with(&files, false);
    assert!(ground.live.now().has_errors());
    assert!(!ground.output.exists());
    assert!(ground.served("/articles/one/").contains("First words."));
    ground.write("site.toml", "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n");
    ground.write("templates/article.html", "{{ page.title }}");
    ground.settled();
    assert_eq!(ground.served("/articles/one/"), "One");
    ground.is_as_built();
}

#[test]
fn drafts_are_served_and_never_written() {
    let mut ground = Ground::new();
    assert!(ground.served("/articles/draft/").contains("Not yet."));
    assert!(!ground.output.join("articles/draft").exists());
    ground.is_as_built();
    ground.write(
        "content/articles/draft.md",
        "---\ntitle: A draft\ndate: 2026-01-05\n---\n\nAt last.\n",
    );
    ground.settled();
    assert!(ground.output.join("articles/draft/index.html").exists());
    ground.is_as_built();
}
