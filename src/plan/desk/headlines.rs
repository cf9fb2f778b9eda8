//! Which headline goes where, and whether there is room for it.

use crate::model::article::Article;
use crate::parse::front::Channel;
use crate::view::desk::{CandidateView, ChannelView};

/// How many characters of a headline a channel shows.
///
/// - The page: the former limit of Google's guidelines for `headline`, advice still.
/// - Search: results are cut by width, some 600 px; 60 characters fit nearly always.
/// - Social media and X: the limit of `twitter:title` in X's reference of card markup, which
///   other services' cards come close to.
/// - Cards and the front page: three lines of the default theme's narrowest column.
/// - E-mail: what a telephone's list of mails shows of a subject.
/// - Feeds and print show any length.
fn limit(channel: Option<Channel>) -> Option<usize> {
    match channel {
        None => Some(110),
        Some(Channel::Seo) => Some(60),
        Some(Channel::Social | Channel::X) => Some(70),
        Some(Channel::Card | Channel::Home) => Some(80),
        Some(Channel::Email) => Some(50),
        Some(Channel::Feed | Channel::Print) => None,
    }
}

/// The headline of the page and of each channel.
pub fn grid(article: &Article) -> Vec<ChannelView> {
    let front = article.front();
    let written = |channel: Channel| {
        let mut public = front.alternative_headlines.iter().filter(|h| !h.draft);
        public.any(|headline| headline.channels.contains(&channel))
    };
    let from = |channel: Channel| {
        let next = match channel {
            Channel::X | Channel::Email => Some(Channel::Social),
            Channel::Home => Some(Channel::Card),
            _ => None,
        };
        if written(channel) {
            return None;
        }
        Some(next.filter(|next| written(*next)).map_or("the title", Channel::label))
    };
    let page = view("title", "the page", &front.title, None, limit(None));
    let channels = Channel::ALL.iter().map(|channel| {
        let text = article.headlines.get(*channel);
        let (id, label) = (channel.name(), channel.label());
        view(id, label, text, from(*channel), limit(Some(*channel)))
    });
    std::iter::once(page).chain(channels).collect()
}

fn view(
    id: &'static str,
    label: &'static str,
    text: &str,
    from: Option<&'static str>,
    limit: Option<usize>,
) -> ChannelView {
    let length = text.chars().count();
    let end = limit.and_then(|limit| text.char_indices().nth(limit));
    let (head, tail) = text.split_at(end.map_or(text.len(), |(at, _)| at));
    ChannelView {
        id,
        label,
        text: text.to_owned(),
        from,
        length,
        limit,
        over: limit.is_some_and(|limit| length > limit),
        head: head.to_owned(),
        tail: tail.to_owned(),
    }
}

/// Alternatives that no channel shows: candidates, and those for no channel.
pub fn candidates(article: &Article) -> Vec<CandidateView> {
    let all = article.front().alternative_headlines.iter();
    all.filter(|headline| headline.draft || headline.channels.is_empty())
        .map(|headline| CandidateView {
            text: headline.text.clone(),
            length: headline.text.chars().count(),
            kind: if headline.draft { "candidate" } else { "alternative" },
            channels: headline.channels.iter().map(|channel| channel.label()).collect(),
        })
        .collect()
}
