//! Files that a host reads: `_headers`, `_redirects`, `.nojekyll`, `CNAME`.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::path::Address;
use crate::base::url::rooted;
use crate::load::config::Settings;
use crate::load::host::{HEADER_RULES, HostKind, REDIRECT_LINE, REDIRECTS};
use crate::model::site::Site;
use crate::plan::make::Make;
use crate::plan::output::Output;
use crate::plan::policy::policy;
use crate::view::host::{HeaderRule, RedirectRule};

/// The files of the publication's host; none without one.
pub fn outputs(site: &Site, assets: &BTreeMap<String, Address>) -> Vec<Output> {
    let settings = &site.settings;
    let Some(kind) = settings.host.kind else { return Vec::new() };
    let mut outputs = Vec::new();
    let mut add = |what, address: &str, make| {
        outputs.push(Output::done(what, Address::new(address), make));
    };
    if kind.reads_rules() {
        let rules = Make::Headers(header_rules(settings, assets));
        add("the headers", "/_headers", rules);
        let rules = redirect_rules(site);
        if !rules.is_empty() {
            add("the redirects", "/_redirects", Make::Redirects(rules));
        }
    }
    if kind == HostKind::GitHub {
        // Without it files whose names begin with `_` are left out.
        add("a file of the host", "/.nojekyll", Make::Text(String::new()));
        if let Some(domain) = &settings.host.domain {
            add("a file of the host", "/CNAME", Make::Text(format!("{domain}\n")));
        }
    }
    outputs
}

/// The old addresses that the host itself leads on: those that it has room for. Each stands
/// with and without the slash at its end.
pub fn redirect_rules(site: &Site) -> Vec<RedirectRule> {
    let settings = &site.settings;
    if !settings.host.kind.is_some_and(HostKind::reads_rules) {
        return Vec::new();
    }
    let base_path = settings.base_path();
    let fits = |from: &Address, to: &Address| {
        let length = |address| rooted(&base_path, address).len();
        length(from) + length(to) + " 301".len() < REDIRECT_LINE
            // What these stand for in a rule cannot be escaped.
            && !from.as_str().contains(['*', ':'])
    };
    let mut seen = BTreeSet::new();
    let mut rules = Vec::new();
    for redirect in &site.redirects {
        let from = redirect.from.as_str();
        let bare = from.strip_suffix('/').filter(|bare| !bare.is_empty());
        let both: Vec<Address> =
            [Some(from), bare].into_iter().flatten().map(Address::new).collect();
        let room = rules.len() + both.len() <= REDIRECTS;
        if !room || !both.iter().all(|from| fits(from, &redirect.to)) {
            continue;
        }
        for from in both {
            if seen.insert(from.clone()) {
                rules.push(RedirectRule { from, to: redirect.to.clone() });
            }
        }
    }
    rules
}

/// The headers of all pages, those of feeds and of files that programs read, and those of
/// files whose names change with their content.
pub fn header_rules(
    settings: &Settings,
    assets: &BTreeMap<String, Address>,
) -> Vec<HeaderRule> {
    let base = settings.base_path();
    let rule = |pattern: &str, headers: Vec<(&'static str, String)>| HeaderRule {
        pattern: format!("{base}{pattern}"),
        headers,
    };
    let mut rules = vec![rule("*", everywhere(settings))];
    let open = || ("Access-Control-Allow-Origin", "*".to_owned());
    let typed = |pattern: &str, media: &str| {
        let media = format!("{media}; charset=utf-8");
        rule(pattern, vec![("Content-Type", media), open()])
    };
    let outputs = &settings.outputs;
    if outputs.atom {
        rules.push(typed("feed.xml", "application/atom+xml"));
    }
    if outputs.term_feeds {
        rules.push(typed("*/feed.xml", "application/atom+xml"));
    }
    if outputs.rss {
        rules.push(typed("rss.xml", "application/rss+xml"));
    }
    if outputs.json_feed {
        rules.push(typed("feed.json", "application/feed+json"));
    }
    if outputs.exports {
        rules.push(typed("*.bib", "application/x-bibtex"));
        rules.push(typed("*.ris", "application/x-research-info-systems"));
    }
    let kept = "public, max-age=31536000, immutable";
    for address in assets.values() {
        let pattern = address.as_str().trim_start_matches('/');
        rules.push(rule(pattern, vec![("Cache-Control", kept.to_owned())]));
    }
    rules.truncate(HEADER_RULES);
    rules
}

/// The headers of every answer.
fn everywhere(settings: &Settings) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Content-Security-Policy", policy(settings, false)),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned(),
        ),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ];
    if settings.base_url.starts_with("https://") {
        headers.push(("Strict-Transport-Security", "max-age=31536000".to_owned()));
    }
    if settings.robots.reserved {
        headers.push(("tdm-reservation", "1".to_owned()));
        let policy = settings.robots.policy.clone();
        headers.extend(policy.map(|policy| ("tdm-policy", policy)));
    }
    if settings.noindex {
        headers.push(("X-Robots-Tag", "noindex".to_owned()));
    }
    headers
}
