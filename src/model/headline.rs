//! Which headline goes to which channel.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::base::clock::Clock;
use crate::load::config::Unassigned;
use crate::parse::front::{ArticleFront, Channel, HeadlineFront};

/// The headlines of an article, routed to their channels.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Headlines {
    /// The headline of each channel; every channel is filled.
    pub channels: BTreeMap<&'static str, String>,
    /// Alternatives that the page lists, as indices into the front matter's list.
    pub listed: Vec<usize>,
    /// Alternatives that stand in metadata: those, and what the settings keep for it alone.
    pub metadata: Vec<usize>,
    /// Alternatives that stand in no public output: candidates, and those that are not shown
    /// at this moment.
    pub held: Vec<usize>,
    /// Alternatives for social media that are shown, each after its number among all that the
    /// front matter has, from 1.
    pub shares: Vec<(usize, usize)>,
}

/// Whether an alternative stands in public outputs at a moment: it is no candidate, its `from`
/// has passed and its `until` has not.
///
/// What is read here of front matter no cache holds: see
/// [`may_be_held_back`](crate::parse::read::may_be_held_back).
pub fn is_shown(headline: &HeadlineFront, now: &Clock, zone: &TimeZone) -> bool {
    !headline.draft
        && headline.from.is_none_or(|from| now.passed(from.timestamp(zone)))
        && headline.until.is_none_or(|until| !now.passed(until.timestamp(zone)))
}

impl Headlines {
    /// Routes the headlines of an article that are shown; the others are left out.
    pub fn route(
        front: &ArticleFront,
        unassigned: Unassigned,
        is_shown: impl Fn(&HeadlineFront) -> bool,
    ) -> Self {
        let all = || front.alternative_headlines.iter().enumerate();
        let held = all().filter(|(_, headline)| !is_shown(headline));
        let held: Vec<usize> = held.map(|(index, _)| index).collect();
        let public = || all().filter(|(index, _)| !held.contains(index));
        let written = |channel: Channel| {
            let own = public().find(|(_, h)| h.channels.contains(&channel));
            own.map(|(_, headline)| &*headline.text)
        };
        let pick = |channel: Channel| {
            let own = written(channel);
            let fallback = match channel {
                Channel::X | Channel::Email => written(Channel::Social),
                Channel::Home => written(Channel::Card),
                _ => None,
            };
            own.or(fallback).unwrap_or(&front.title).to_owned()
        };
        let channels = Channel::ALL.iter().map(|c| (c.name(), pick(*c))).collect();
        let among = |unassigned: bool| {
            let some = public().filter(|(_, h)| !h.channels.is_empty() || unassigned);
            some.map(|(index, _)| index).collect()
        };
        let listed = among(unassigned == Unassigned::Publish);
        let metadata = among(unassigned != Unassigned::Hold);
        let social = all().filter(|(_, headline)| is_social(headline)).zip(1..);
        let social = social.map(|((index, _), number)| (number, index));
        let shares = social.filter(|(_, index)| !held.contains(index)).collect();
        Self { channels, listed, metadata, held, shares }
    }

    /// The headline of a channel.
    pub fn get(&self, channel: Channel) -> &str {
        self.channels.get(channel.name()).map_or("", String::as_str)
    }
}

/// Whether an alternative is for social media.
fn is_social(headline: &HeadlineFront) -> bool {
    let channels = &headline.channels;
    channels.contains(&Channel::Social) || channels.contains(&Channel::X)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Moment;

    fn front() -> ArticleFront {
        let headline = |text: &str, channels: &[Channel], draft| HeadlineFront {
            text: text.to_owned(),
            channels: channels.to_vec(),
            draft,
            ..HeadlineFront::default()
        };
        ArticleFront {
            title: "Title".to_owned(),
            alternative_headlines: vec![
                headline("Plain", &[], false),
                headline("Social", &[Channel::Social], false),
                headline("Card", &[Channel::Card], false),
                headline("Candidate", &[Channel::Seo, Channel::Social], true),
                headline("X", &[Channel::X], false),
            ],
            ..ArticleFront::default()
        }
    }

    fn route(front: &ArticleFront, unassigned: Unassigned, now: &str) -> Headlines {
        let clock = Clock::new(now.parse().unwrap());
        Headlines::route(front, unassigned, |h| is_shown(h, &clock, &TimeZone::UTC))
    }

    #[test]
    fn every_channel_is_filled_by_fallback() {
        let routed = |unassigned| route(&front(), unassigned, "2026-02-01T00:00:00Z");
        let headlines = routed(Unassigned::Publish);
        let got: Vec<_> = headlines.channels.iter().map(|(c, t)| (*c, &**t)).collect();
        assert_eq!(
            got,
            [
                ("card", "Card"),
                ("email", "Social"),
                ("feed", "Title"),
                ("home", "Card"),
                ("print", "Title"),
                ("seo", "Title"),
                ("social", "Social"),
                ("x", "X"),
            ]
        );
        assert_eq!(headlines.held, [3]);
        assert_eq!(headlines.shares, [(1, 1), (3, 4)]);
        let kept = |unassigned: Unassigned| {
            let headlines = routed(unassigned);
            (headlines.listed, headlines.metadata)
        };
        assert_eq!(kept(Unassigned::Publish), (vec![0, 1, 2, 4], vec![0, 1, 2, 4]));
        assert_eq!(kept(Unassigned::Metadata), (vec![1, 2, 4], vec![0, 1, 2, 4]));
        assert_eq!(kept(Unassigned::Hold), (vec![1, 2, 4], vec![1, 2, 4]));
    }

    #[test]
    fn a_headline_is_shown_in_its_time() {
        let mut front = front();
        let moment = |text: &str| Some(Moment::parse(text).unwrap());
        front.alternative_headlines[1].from = moment("2026-02-05");
        front.alternative_headlines[1].until = moment("2026-02-12 09:00");
        for (now, social, x, held) in [
            ("2026-02-04T23:59:59Z", "Title", "X", &[1, 3][..]),
            ("2026-02-05T00:00:00Z", "Social", "X", &[3]),
            ("2026-02-12T08:59:59Z", "Social", "X", &[3]),
            ("2026-02-12T09:00:00Z", "Title", "X", &[1, 3]),
        ] {
            let headlines = route(&front, Unassigned::Publish, now);
            assert_eq!(headlines.get(Channel::Social), social, "{now}");
            assert_eq!(headlines.get(Channel::X), x, "{now}");
            assert_eq!(headlines.held, held, "{now}");
            // The numbers of the others stay.
            assert_eq!(headlines.shares.last(), Some(&(3, 4)), "{now}");
        }
    }
}
