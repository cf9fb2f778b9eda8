//! Alternative headlines.

use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::base::fields::Fields;
use crate::base::id::Id;
use crate::base::node::{Node, Value};
use crate::base::problems::Problems;
use crate::base::scalar::{Name, shortened};
use crate::parse::front::{Channel, HeadlineFront};
use crate::parse::front_matter::foreign;
use crate::parse::front_matter::lint::Lint;
use crate::parse::rules::Rules;

const KEY: &str = "alternative_headlines";

/// Reads `alternative_headlines`, and says what is odd of the headlines, the title included.
pub fn read(fields: &mut Fields<'_>, title: &str, rules: &Rules) -> Vec<HeadlineFront> {
    let problems = fields.problems();
    let language = fields.node("lang").and_then(Node::scalar);
    let language = language.unwrap_or(&rules.language);
    let lint = Lint { lengths: &rules.lengths, language, problems };
    let title = (title, fields.node("title").map(|node| node.span.clone()));
    if let (title, Some(span)) = &title {
        lint.title(title, span);
    }
    let items = fields.items(KEY).into_iter();
    let all: Vec<Read> = items.filter_map(|node| headline(node, problems)).collect();
    let timed = all.iter().any(|headline| headline.front.is_timed());
    let zone = if timed { TimeZone::get(&rules.timezone).ok() } else { None };
    let zone = zone.unwrap_or(TimeZone::UTC);
    for headline in &all {
        lint.headline(&headline.front, &headline.span);
        check_times(headline, &zone, problems);
    }
    check_channels(&all, &zone, problems);
    check_repeats(title, &all, &zone, problems);
    all.into_iter().map(|headline| headline.front).collect()
}

/// A headline with its places.
struct Read {
    front: HeadlineFront,
    /// The channels as they were written.
    channels: Vec<(Channel, Range<usize>)>,
    /// Where its text stands.
    span: Range<usize>,
    /// Where its `until` stands.
    until: Option<Range<usize>>,
}

impl Read {
    /// When it is shown: from the first moment, and from the second on no more.
    fn time(&self, zone: &TimeZone) -> [Option<Timestamp>; 2] {
        let HeadlineFront { from, until, .. } = &self.front;
        [from, until].map(|moment| moment.map(|moment| moment.timestamp(zone)))
    }

    /// Whether there is a moment at which both are shown.
    fn meets(&self, other: &Self, zone: &TimeZone) -> bool {
        let [from, until] = self.time(zone);
        let [other_from, other_until] = other.time(zone);
        let begins_before = |from: Option<Timestamp>, until: Option<Timestamp>| {
            from.is_none() || until.is_none() || from < until
        };
        begins_before(from, other_until) && begins_before(other_from, until)
    }
}

fn headline<'a>(node: &'a Node, problems: &'a Problems<'a>) -> Option<Read> {
    const KEYS: [&str; 5] = ["text", "for", "draft", "from", "until"];
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_headline = |map: &Node| KEYS.iter().any(|k| map.get(k).is_some());
    let braces = problems.slice(&node.span).starts_with('{');
    let many = node.map().is_some_and(|entries| entries.len() > 1);
    if !matches!(node.value, Value::Map(_)) || !(braces || many || is_headline(node)) {
        let text = one_line(problems.text(node, Name::Entry(KEY))?);
        let front = HeadlineFront { text, ..HeadlineFront::default() };
        let (channels, span) = (Vec::new(), node.span.clone());
        return Some(Read { front, channels, span, until: None });
    }
    let mut fields = Fields::of(node, "a headline", problems)?;
    let text = fields.required("text", "missing-text").map(one_line);
    let span = fields.node("text").map_or_else(|| node.span.clone(), |t| t.span.clone());
    let written = channels(&mut fields, problems);
    let draft = fields.flag("draft").unwrap_or(false);
    let (from, until) = (fields.moment("from"), fields.moment("until"));
    let end = fields.node("until").map(|node| node.span.clone());
    fields.finish(foreign::HEADLINE);
    let mut channels: Vec<Channel> =
        written.iter().map(|(channel, _)| *channel).collect();
    channels.sort_unstable();
    channels.dedup();
    let front = HeadlineFront { text: text?, channels, draft, from, until };
    Some(Read { front, channels: written, span, until: end })
}

/// The channels that a headline is for, each with its place.
fn channels(
    fields: &mut Fields<'_>,
    problems: &Problems<'_>,
) -> Vec<(Channel, Range<usize>)> {
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
    channels
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

/// A headline ends after it begins.
fn check_times(headline: &Read, zone: &TimeZone, problems: &Problems<'_>) {
    let [Some(from), Some(until)] = headline.time(zone) else { return };
    if let Some(span) = headline.until.as_ref().filter(|_| until <= from) {
        let message = "`until` is not after `from`: the headline would never be shown";
        let diagnostic = problems.error("until-first", span, message);
        problems.push(diagnostic.hint("write a later date"));
    }
}

/// Two headlines that are shown at one time cannot be for one channel.
fn check_channels(all: &[Read], zone: &TimeZone, problems: &Problems<'_>) {
    let mut taken: Vec<(Channel, &Range<usize>, &Read)> = Vec::new();
    for headline in all.iter().filter(|headline| !headline.front.draft) {
        for (channel, span) in &headline.channels {
            let first = taken.iter().find(|(other, _, owner)| {
                other == channel && headline.meets(owner, zone)
            });
            let Some((_, first, owner)) = first else {
                taken.push((*channel, span, headline));
                continue;
            };
            let name = channel.name();
            let message = format!("two headlines are for the channel `{name}`");
            let timed = headline.front.is_timed() || owner.front.is_timed();
            let hint = match timed {
                true => "let one end, with `until`, where the other begins, with `from`",
                false => "keep the channel with one of the two",
            };
            let diagnostic = problems.error("channel-twice", span, message).hint(hint);
            problems.push(diagnostic.related(problems.place(first), "the first is here"));
        }
    }
}

/// A headline that another says too, with other capitals or marks or not, is none of its own;
/// unless the two are shown at different times.
fn check_repeats(
    (title, title_span): (&str, Option<Range<usize>>),
    all: &[Read],
    zone: &TimeZone,
    problems: &Problems<'_>,
) {
    let of_title = title_span.as_ref().map(|span| (folded(title), title, span, None));
    let mut seen: Vec<(String, &str, &Range<usize>, Option<&Read>)> =
        of_title.into_iter().collect();
    for headline in all {
        let (text, span) = (&*headline.front.text, &headline.span);
        let fold = folded(text);
        let first = seen.iter().find(|(other, _, _, owner)| {
            *other == fold && owner.is_none_or(|owner| headline.meets(owner, zone))
        });
        let Some((_, other, first, _)) = first else {
            seen.push((fold, text, span, Some(headline)));
            continue;
        };
        let message = match *other == text {
            true => format!("the headline `{}` stands twice", shortened(text)),
            false => {
                let (text, other) = (shortened(text), shortened(other));
                format!("the headline `{text}` stands twice, once as `{other}`")
            }
        };
        let diagnostic = problems.warning("headline-twice", span, message);
        let diagnostic = diagnostic.hint("remove one of the two");
        problems.push(diagnostic.related(problems.place(first), "the first is here"));
    }
}

/// A headline by which it is told from others; one without letters is told by its marks.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    Id::push_segment(text, &mut folded);
    if folded.is_empty() { text.to_owned() } else { folded }
}
