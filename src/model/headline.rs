//! Which headline goes to which channel.

use std::collections::BTreeMap;

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
}

impl Headlines {
    /// Routes the headlines of an article. Candidates (`draft: true`) are left out.
    pub fn route(front: &ArticleFront, unassigned: Unassigned) -> Self {
        let written = |channel: Channel| {
            public(front)
                .find(|(_, h)| h.channels.contains(&channel))
                .map(|(_, h)| &*h.text)
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
            public(front)
                .filter(|(_, h)| !h.channels.is_empty() || unassigned)
                .map(|(index, _)| index)
                .collect()
        };
        let listed = among(unassigned == Unassigned::Publish);
        let metadata = among(unassigned != Unassigned::Hold);
        Self { channels, listed, metadata }
    }

    /// The headline of a channel.
    pub fn get(&self, channel: Channel) -> &str {
        self.channels.get(channel.name()).map_or("", String::as_str)
    }
}

/// The alternative headlines that are not candidates, with their indices.
fn public(front: &ArticleFront) -> impl Iterator<Item = (usize, &HeadlineFront)> {
    front.alternative_headlines.iter().enumerate().filter(|(_, headline)| !headline.draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front() -> ArticleFront {
        let headline = |text: &str, channels: &[Channel], draft| HeadlineFront {
            text: text.to_owned(),
            channels: channels.to_vec(),
            draft,
        };
        ArticleFront {
            title: "Title".to_owned(),
            alternative_headlines: vec![
                headline("Plain", &[], false),
                headline("Social", &[Channel::Social], false),
                headline("Card", &[Channel::Card], false),
                headline("Candidate", &[Channel::Seo], true),
            ],
            ..ArticleFront::default()
        }
    }

    #[test]
    fn every_channel_is_filled_by_fallback() {
        let headlines = Headlines::route(&front(), Unassigned::Publish);
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
                ("x", "Social"),
            ]
        );
        let kept = |unassigned: Unassigned| {
            let headlines = Headlines::route(&front(), unassigned);
            (headlines.listed, headlines.metadata)
        };
        assert_eq!(kept(Unassigned::Publish), (vec![0, 1, 2], vec![0, 1, 2]));
        assert_eq!(kept(Unassigned::Metadata), (vec![1, 2], vec![0, 1, 2]));
        assert_eq!(kept(Unassigned::Hold), (vec![1, 2], vec![1, 2]));
    }
}
