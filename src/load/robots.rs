//! What programs that read the site are asked: `[robots]` and `[security]` of site.toml.

/// Whether programs that gather texts for language models may read the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ai {
    /// They may.
    #[default]
    Allow,
    /// Those may not that gather texts to make models of; those may that look something up for
    /// a reader.
    NoTraining,
    /// None may.
    Refuse,
}

impl Ai {
    /// Each word of site.toml.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("allow", Self::Allow),
        ("no-training", Self::NoTraining),
        ("refuse", Self::Refuse),
    ];

    /// The names of those that are asked to stay away, as they call themselves.
    pub fn refused(self) -> Vec<&'static str> {
        match self {
            Self::Allow => Vec::new(),
            Self::NoTraining => TRAINING.to_vec(),
            Self::Refuse => TRAINING.iter().chain(&ASSISTANTS).copied().collect(),
        }
    }
}

/// Programs that gather texts to make models of, by the names that their owners publish.
const TRAINING: [&str; 11] = [
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "Google-Extended",
    "GPTBot",
    "Meta-ExternalAgent",
];

/// Programs that look something up for somebody who asks a model.
const ASSISTANTS: [&str; 9] = [
    "ChatGPT-User",
    "Claude-SearchBot",
    "Claude-User",
    "DuckAssistBot",
    "Meta-ExternalFetcher",
    "MistralAI-User",
    "OAI-SearchBot",
    "Perplexity-User",
    "PerplexityBot",
];

/// `[robots]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Robots {
    /// Whether programs that gather texts for language models may read the site.
    pub ai: Ai,
    /// Whether the right to text and data mining is reserved (article 4 of Directive (EU)
    /// 2019/790), and said in the manner of the TDM Reservation Protocol.
    pub reserved: bool,
    /// Where it says under which terms mining is allowed.
    pub policy: Option<String>,
}

/// `[security]`: whom to tell of a weakness (RFC 9116).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Security {
    /// Addresses: `mailto:`, `tel:` or of the web. Without one there is no `security.txt`.
    pub contact: Vec<String>,
    /// Where it says how reports are treated.
    pub policy: Option<String>,
}
