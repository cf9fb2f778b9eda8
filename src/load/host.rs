//! Where the site is hosted, and what browsers may load on its pages: `[host]` and `[csp]` of
//! site.toml.

/// What a host takes (the figures of November 2026).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostLimits {
    /// How many files.
    pub files: Option<usize>,
    /// How many bytes one file may have.
    pub file_size: Option<u64>,
    /// How many bytes all files together may have.
    pub size: Option<u64>,
}

/// The most redirects without wildcards that a `_redirects` file may hold.
pub const REDIRECTS: usize = 2_000;

/// The most rules that a `_headers` file may hold.
pub const HEADER_RULES: usize = 100;

/// The most characters a line of `_headers` may have.
pub const HEADER_LINE: usize = 2_000;

/// The most characters a line of `_redirects` may have.
pub const REDIRECT_LINE: usize = 1_000;

const MIB: u64 = 1024 * 1024;

/// A kind of host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is named by itself")]
pub enum HostKind {
    Netlify,
    Cloudflare,
    GitHub,
    GitLab,
    S3,
    Server,
}

impl HostKind {
    /// Each kind, with its word in site.toml.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("netlify", Self::Netlify),
        ("cloudflare", Self::Cloudflare),
        ("github", Self::GitHub),
        ("gitlab", Self::GitLab),
        ("s3", Self::S3),
        ("server", Self::Server),
    ];

    /// Its word in site.toml.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Whether it reads `_headers` and `_redirects`.
    pub fn reads_rules(self) -> bool {
        matches!(self, Self::Netlify | Self::Cloudflare)
    }

    /// What it takes.
    pub fn limits(self) -> HostLimits {
        let none = HostLimits { files: None, file_size: None, size: None };
        match self {
            Self::Cloudflare => {
                HostLimits { files: Some(20_000), file_size: Some(25 * MIB), size: None }
            }
            Self::GitHub => {
                HostLimits { file_size: Some(100 * MIB), size: Some(1024 * MIB), ..none }
            }
            Self::GitLab => HostLimits { size: Some(1024 * MIB), ..none },
            Self::Netlify | Self::S3 | Self::Server => none,
        }
    }
}

/// `[host]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Host {
    /// What kind; without one, nothing is made for a host.
    pub kind: Option<HostKind>,
    /// The domain, of a host that reads it in a file (`CNAME`).
    pub domain: Option<String>,
}

/// `[csp]`: what a page may load or send to beside the site itself (Content Security Policy
/// Level 3). Each is an origin, such as `https://media.example.org`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Csp {
    /// `connect-src`.
    pub connections: Vec<String>,
    /// `font-src`.
    pub fonts: Vec<String>,
    /// `form-action`.
    pub forms: Vec<String>,
    /// `frame-src`.
    pub frames: Vec<String>,
    /// `img-src`.
    pub images: Vec<String>,
    /// `media-src`.
    pub media: Vec<String>,
    /// `script-src`.
    pub scripts: Vec<String>,
    /// `style-src`.
    pub styles: Vec<String>,
}
