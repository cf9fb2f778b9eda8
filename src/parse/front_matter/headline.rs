//! Alternative headlines.

use std::ops::Range;

use crate::base::fields::Fields;
use crate::base::node::{Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::{Name, shortened};
use crate::parse::front::{Channel, HeadlineFront};
use crate::parse::front_matter::foreign;

/// Reads `alternative_headlines`.
pub fn read(fields: &mut Fields<'_>, title: &str) -> Vec<HeadlineFront> {
    const KEY: &str = "alternative_headlines";
    let problems = fields.problems();
    let title_span = fields.node("title").map(|node| node.span.clone());
    let mut seen: Vec<(String, Range<usize>)> = Vec::new();
    seen.extend(title_span.map(|span| (title.to_owned(), span)));
    let mut taken: Vec<(Channel, Range<usize>)> = Vec::new();
    let mut headlines = Vec::new();
    for node in fields.items(KEY) {
        let Some((headline, channels, span)) = headline(node, KEY, problems) else {
            continue;
        };
        if !headline.draft {
            channels.into_iter().for_each(|it| take(it, &mut taken, problems));
        }
        match seen.iter().find(|(text, _)| *text == headline.text) {
            Some((text, first)) => {
                let message = format!("the headline `{}` stands twice", shortened(text));
                let diagnostic = problems.warning("headline-twice", &span, message);
                let diagnostic = diagnostic.hint("remove one of the two");
                problems
                    .push(diagnostic.related(problems.place(first), "the first is here"));
            }
            None => seen.push((headline.text.clone(), span)),
        }
        headlines.push(headline);
    }
    headlines
}

/// A headline, its channels with their places, and the place of its text.
type Read = (HeadlineFront, Vec<(Channel, Range<usize>)>, Range<usize>);

fn headline<'a>(
    node: &'a Node,
    key: &'a str,
    problems: &'a Problems<'a>,
) -> Option<Read> {
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_headline =
        |map: &Node| ["text", "for", "draft"].iter().any(|k| map.get(k).is_some());
    let braces = problems.slice(&node.span).starts_with('{');
    let many = node.map().is_some_and(|entries| entries.len() > 1);
    if !matches!(node.value, Value::Map(_)) || !(braces || many || is_headline(node)) {
        let text = one_line(problems.text(node, Name::Entry(key))?);
        let headline = HeadlineFront { text, channels: Vec::new(), draft: false };
        return Some((headline, Vec::new(), node.span.clone()));
    }
    let mut fields = Fields::of(node, "a headline", problems)?;
    let text = fields.required("text", "missing-text").map(one_line);
    let span = fields.node("text").map_or_else(|| node.span.clone(), |t| t.span.clone());
    let names = Channel::ALL.map(Channel::name);
    let mut channels = Vec::new();
    for item in fields.items("for") {
        if let Some(meant) = item.scalar().and_then(channel_elsewhere) {
            let message = format!("`{}` is not a channel", item.scalar().unwrap_or(""));
            let diagnostic = problems.error("unknown-channel", &item.span, message);
            problems.push(diagnostic.hint(format!("write `{}`", meant.name())));
            continue;
        }
        let name = problems.choice(
            item,
            Name::Key("channel"),
            "unknown-channel",
            names.to_vec(),
        );
        let channel = Channel::ALL.into_iter().find(|c| Some(c.name()) == name);
        channels.extend(channel.map(|channel| (channel, item.span.clone())));
    }
    let draft = fields.flag("draft").unwrap_or(false);
    fields.finish(foreign::HEADLINE);
    let mut list: Vec<Channel> = channels.iter().map(|(channel, _)| *channel).collect();
    list.sort_unstable();
    list.dedup();
    Some((HeadlineFront { text: text?, channels: list, draft }, channels, span))
}

/// The channel that a word of other tools means.
fn channel_elsewhere(word: &str) -> Option<Channel> {
    Some(match word.to_lowercase().as_str() {
        "twitter" => Channel::X,
        "search" | "google" => Channel::Seo,
        "facebook" | "linkedin" | "mastodon" | "bluesky" | "og" => Channel::Social,
        "newsletter" | "mail" | "e-mail" => Channel::Email,
        "homepage" | "front" => Channel::Home,
        "rss" | "atom" => Channel::Feed,
        "magazine" => Channel::Print,
        _ => return None,
    })
}

/// Takes a channel, or reports that another headline has it.
fn take(
    (channel, span): (Channel, Range<usize>),
    taken: &mut Vec<(Channel, Range<usize>)>,
    problems: &Problems<'_>,
) {
    let Some((_, first)) = taken.iter().find(|(other, _)| *other == channel) else {
        taken.push((channel, span));
        return;
    };
    let message = format!("two headlines are for the channel `{}`", channel.name());
    let diagnostic = problems.error("channel-twice", &span, message);
    let diagnostic = diagnostic.hint("keep the channel with one of the two");
    problems.push(diagnostic.related(problems.place(first), "the first is here"));
}
