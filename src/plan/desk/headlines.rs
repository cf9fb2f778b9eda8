//! Which headline goes where, and whether there is room for it.

use crate::base::length::{cut, length};
use crate::base::url::absolute;
use crate::model::address;
use crate::model::article::Article;
use crate::model::site::Site;
use crate::parse::front::{Channel, HeadlineFront};
use crate::plan::desk::words;
use crate::view::desk::{CandidateView, ChannelView, ShareLink};

/// The headline of the page and of each channel.
pub fn grid(site: &Site, article: &Article) -> Vec<ChannelView> {
    let title = &article.front().title;
    let page = view(site, ("title", "the page"), title, ("own", None), None);
    let channels = Channel::ALL.iter().map(|channel| {
        let next = match channel {
            Channel::X | Channel::Email => Some(Channel::Social),
            Channel::Home => Some(Channel::Card),
            _ => None,
        };
        let own = written(article, *channel);
        let fallback = next.filter(|next| written(article, *next).is_some());
        let source = match (own, fallback) {
            (Some(_), _) => ("own", None),
            (None, Some(next)) => (next.name(), Some(next.label())),
            (None, None) => ("title", Some("the title")),
        };
        let text = article.headlines.get(*channel);
        let named = (channel.name(), channel.label());
        view(site, named, text, source, own.and_then(|own| time(site, own)))
    });
    std::iter::once(page).chain(channels).collect()
}

/// The headline that is shown now and that was written for a channel.
fn written(article: &Article, channel: Channel) -> Option<&HeadlineFront> {
    let all = article.front().alternative_headlines.iter().enumerate();
    let held = &article.headlines.held;
    let mut shown = all.filter(|(index, _)| !held.contains(index));
    let own = shown.find(|(_, headline)| headline.channels.contains(&channel))?;
    Some(own.1)
}

/// When a headline is shown, in words.
fn time(site: &Site, headline: &HeadlineFront) -> Option<String> {
    words::span(site, headline.from.as_ref(), headline.until.as_ref())
}

fn view(
    site: &Site,
    (id, label): (&'static str, &'static str),
    text: &str,
    (source, from): (&'static str, Option<&'static str>),
    time: Option<String>,
) -> ChannelView {
    let limit = site.settings.headlines.limits.of(id);
    let length = length(text);
    let (head, tail) = limit.map_or((text, ""), |limit| cut(text, limit));
    ChannelView {
        id,
        label,
        text: text.to_owned(),
        source,
        from,
        time,
        length,
        limit,
        over: limit.is_some_and(|limit| length > limit),
        head: head.to_owned(),
        tail: tail.to_owned(),
    }
}

/// Alternatives that no channel shows: candidates, those whose time it is not, and those for
/// no channel.
pub fn candidates(site: &Site, article: &Article) -> Vec<CandidateView> {
    let all = article.front().alternative_headlines.iter().enumerate();
    all.filter_map(|(index, headline)| {
        let kind = match article.headlines.held.contains(&index) {
            _ if headline.draft => "candidate",
            true if is_over(site, headline) => "over",
            true => "waiting",
            false if headline.channels.is_empty() => "alternative",
            false => return None,
        };
        Some(CandidateView {
            text: headline.text.clone(),
            length: length(&headline.text),
            kind,
            time: time(site, headline),
            channels: headline.channels.iter().map(|channel| channel.label()).collect(),
            names: headline.channels.iter().map(|channel| channel.name()).collect(),
        })
    })
    .collect()
}

/// Whether a headline's time has passed.
fn is_over(site: &Site, headline: &HeadlineFront) -> bool {
    let until = headline.until.map(|until| until.timestamp(&site.settings.zone));
    until.is_some_and(|until| site.now.passed(until))
}

/// The share addresses of an article's headlines, as they are published.
pub fn shares(site: &Site, article: &Article) -> Vec<ShareLink> {
    if !site.settings.outputs.shares || !article.is_public() {
        return Vec::new();
    }
    let all = &article.front().alternative_headlines;
    let link = |(number, index): &(usize, usize)| {
        let address = address::of_share(&article.address, *number);
        let url = absolute(&site.settings.base_url, &address);
        Some(ShareLink { text: all.get(*index)?.text.clone(), address, url })
    };
    article.headlines.shares.iter().filter_map(link).collect()
}
