//! What is made for a host: headers, redirects, the policy in the page, environments.

use snapbox::{assert_data_eq, str};

use crate::support::Site;

const SITE: &str = r#"
-- site.toml --
title = "The Test Desk"
base_url = "https://desk.example/analysis/"
timezone = "UTC"

[host]
kind = "netlify"

[csp]
images = ["https://pictures.example"]
forms = "https://letters.example"

[env.preview]
base_url = "https://preview.example/"
noindex = true

[env.preview.host]
kind = "github"
domain = "preview.example"
-- content/articles/alpha.md --
---
title: Alpha
author: A. Writer
date: 2026-01-01
aliases: [/2026/alpha/, /old/alpha.html, "/2026/ålpha/"]
---
One.
"#;

#[test]
fn a_host_that_reads_rules() {
    let mut site = Site::new(SITE);
    site.build();
    let headers = site.text("_headers").to_owned();
    let (first, rest) = headers.split_once("/analysis/chancery.").unwrap();
    assert!(rest.lines().nth(1).unwrap().ends_with("immutable"), "{rest}");
    assert_data_eq!(
        first,
        str![[r#"
/analysis/*
  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' https://pictures.example; font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self' https://letters.example; frame-ancestors 'none'; upgrade-insecure-requests
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
  Cross-Origin-Opener-Policy: same-origin
  Strict-Transport-Security: max-age=31536000
/analysis/feed.xml
  Content-Type: application/atom+xml; charset=utf-8
  Access-Control-Allow-Origin: *
/analysis/*/feed.xml
  Content-Type: application/atom+xml; charset=utf-8
  Access-Control-Allow-Origin: *
/analysis/rss.xml
  Content-Type: application/rss+xml; charset=utf-8
  Access-Control-Allow-Origin: *
/analysis/feed.json
  Content-Type: application/feed+json; charset=utf-8
  Access-Control-Allow-Origin: *
/analysis/*.bib
  Content-Type: application/x-bibtex; charset=utf-8
  Access-Control-Allow-Origin: *
/analysis/*.ris
  Content-Type: application/x-research-info-systems; charset=utf-8
  Access-Control-Allow-Origin: *

"#]]
    );
    assert_data_eq!(
        site.text("_redirects"),
        str![[r#"
/analysis/2026/alpha/ /analysis/articles/alpha/ 301
/analysis/2026/alpha /analysis/articles/alpha/ 301
/analysis/old/alpha.html /analysis/articles/alpha/ 301
/analysis/2026/%C3%A5lpha/ /analysis/articles/alpha/ 301
/analysis/2026/%C3%A5lpha /analysis/articles/alpha/ 301

"#]]
    );
    // What the host leads on has no page; what is too long for a rule has one.
    assert!(!site.names().contains("2026/alpha/index.html"));
    let long = "long-".repeat(40);
    let alias = format!("aliases: [/{long}/{long}/{long}/{long}/{long}/, ");
    site.replace("content/articles/alpha.md", "aliases: [", &alias);
    site.build();
    assert_eq!(site.text("_redirects").lines().count(), 5);
    assert!(site.names().iter().any(|name| name.starts_with("long-")));
    assert!(!site.text("index.html").contains("http-equiv"));
    assert!(!site.names().contains(".nojekyll"));
}

#[test]
fn an_environment_is_laid_over_the_settings() {
    let mut site = Site::new(SITE);
    site.build();
    site.with_env("preview").build();
    assert_eq!(site.text("CNAME"), "preview.example\n");
    assert_eq!(site.text(".nojekyll"), "");
    assert!(!site.names().contains("_headers"));
    let page = site.text("articles/alpha/index.html");
    let of_head = |word: &str| page.lines().find(|line| line.contains(word)).unwrap();
    assert_eq!(of_head("name=\"robots\""), "<meta name=\"robots\" content=\"noindex\">");
    assert_eq!(
        of_head("canonical"),
        "<link rel=\"canonical\" href=\"https://preview.example/articles/alpha/\">"
    );
    assert_data_eq!(
        of_head("http-equiv"),
        str![[
            r#"<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39; &#39;wasm-unsafe-eval&#39;; style-src &#39;self&#39;; img-src &#39;self&#39; https://pictures.example; font-src &#39;self&#39;; media-src &#39;self&#39;; connect-src &#39;self&#39;; manifest-src &#39;self&#39;; frame-src &#39;none&#39;; object-src &#39;none&#39;; base-uri &#39;none&#39;; form-action &#39;self&#39; https://letters.example">"#
        ]]
    );
    // Hosts that lead nobody on have a page at each old address.
    assert!(site.names().contains("2026/alpha/index.html"));
}

#[test]
fn more_redirects_than_a_host_takes_are_pages() {
    let mut site = Site::new(SITE);
    let aliases: Vec<String> = (0..1_010).map(|n| format!("/old/{n}/")).collect();
    let aliases = format!("aliases: [{}]", aliases.join(", "));
    site.replace("content/articles/alpha.md", "author:", &format!("{aliases}\nauthor:"));
    site.replace(
        "content/articles/alpha.md",
        "aliases: [/2026/alpha/, /old/alpha.html, \"/2026/ålpha/\"]\n",
        "",
    );
    site.build();
    assert_eq!(site.text("_redirects").lines().count(), 2_000);
    let pages = site.names().into_iter().filter(|name| name.starts_with("old/"));
    assert_eq!(pages.count(), 10);
}
