//! The reading of `[deploy.<name>]`.

use std::collections::BTreeMap;

use crate::base::fields::{Fields, Foreign};
use crate::base::node::Entry;
use crate::base::problems::Problems;
use crate::base::scalar::{listed, shortened};
use crate::load::tables::entries;
use crate::load::target::{Place, Target};

/// What people write who know other tools, and what does not belong into a file that others
/// read.
const FOREIGN: [Foreign; 19] = [
    ("access_key", SECRETS),
    ("access_key_id", SECRETS),
    ("secret_access_key", SECRETS),
    ("secret_key", SECRETS),
    ("account_key", SECRETS),
    ("password", SECRETS),
    ("passphrase", SECRETS),
    ("token", SECRETS),
    ("secret", SECRETS),
    ("sas_token", SECRETS),
    ("type", "kind"),
    ("dir", "path"),
    ("directory", "path"),
    ("folder", "path"),
    ("repository", "url"),
    ("repo", "url"),
    ("remote", "url"),
    ("identity", "key"),
    ("identity_file", "key"),
];

const SECRETS: &str = "remove it: credentials come from the environment or from the \
                       standard files, as the manual says under `Deploying`";

/// Reads every target.
pub fn read(fields: &mut Fields<'_>, targets: &mut BTreeMap<String, Target>) {
    let problems = fields.problems();
    let entries = entries(fields, "deploy");
    if let Some(entry) = entries.iter().find(|entry| entry.value.map().is_none()) {
        let key = shortened(&entry.key);
        let message = format!("`{key}` stands in `[deploy]` itself");
        let diagnostic = problems.error("target-without-name", &entry.key_span, message);
        let hint = "give the target a name: write `[deploy.production]`";
        problems.push(diagnostic.hint(hint));
        return;
    }
    for entry in entries {
        if let Some(target) = target(entry, problems) {
            targets.insert(entry.key.clone(), target);
        }
    }
}

/// Reads one target; what is wrong with it has been said when there is none.
fn target<'a>(entry: &'a Entry, problems: &'a Problems<'a>) -> Option<Target> {
    let kind_of =
        |fields: &mut Fields<'a>| fields.choice("kind", "unknown-kind", Place::KINDS);
    let mut fields = Fields::of(&entry.value, "a target", problems)?;
    let Some(kind) = kind_of(&mut fields) else {
        if fields.node("kind").is_none() {
            let message =
                format!("the target `{}` needs a `kind`", shortened(&entry.key));
            let diagnostic = problems.error("missing-setting", &entry.key_span, message);
            let kinds = listed(Place::KINDS);
            problems.push(diagnostic.hint(format!("write `kind = \"...\"`: {kinds}")));
        }
        return None;
    };
    let mut fields = Fields::of(&entry.value, whose(kind), problems)?;
    fields.allow("kind");
    let mut reading = Reading { fields, entry, problems, sound: true };
    let place = reading.place(kind);
    let target = reading.common(place);
    let sound = reading.sound;
    reading.fields.finish(&FOREIGN);
    target.filter(|_| sound)
}

/// What a map of settings describes.
fn whose(kind: &str) -> &'static str {
    match kind {
        "s3" => "an `s3` target",
        "gcs" => "a `gcs` target",
        "azure" => "an `azure` target",
        "sftp" => "an `sftp` target",
        "git" => "a `git` target",
        _ => "a `folder` target",
    }
}

/// One target while it is read.
struct Reading<'a> {
    fields: Fields<'a>,
    entry: &'a Entry,
    problems: &'a Problems<'a>,
    sound: bool,
}

impl<'a> Reading<'a> {
    /// Where the files go.
    fn place(&mut self, kind: &str) -> Option<Place> {
        Some(match kind {
            "s3" => Place::S3 {
                bucket: self.required("bucket", "www.example.org")?,
                prefix: self.prefix(),
                region: self.fields.text("region"),
                endpoint: self.fields.web_address("endpoint"),
            },
            "gcs" => Place::Gcs {
                bucket: self.required("bucket", "www.example.org")?,
                prefix: self.prefix(),
                endpoint: self.fields.web_address("endpoint"),
            },
            "azure" => Place::Azure {
                account: self.required("account", "example")?,
                container: self
                    .fields
                    .text("container")
                    .unwrap_or_else(|| "$web".to_owned()),
                prefix: self.prefix(),
                endpoint: self.fields.web_address("endpoint"),
            },
            "sftp" => {
                let (host, path) = (
                    self.required("host", "www.example.org"),
                    self.required("path", "/var/www/example"),
                );
                Place::Sftp {
                    port: self.port(),
                    user: self.fields.text("user"),
                    key: self.fields.text("key"),
                    known_hosts: self.fields.text("known_hosts"),
                    host: host?,
                    path: path?.trim_end_matches('/').to_owned(),
                }
            }
            "git" => {
                let url = self.required("url", "git@github.com:example/example.git");
                let branch = self.fields.text("branch");
                let branch = branch.unwrap_or_else(|| "gh-pages".to_owned());
                Place::Git { url: self.without_secret(url?)?, branch }
            }
            _ => Place::Folder { path: self.required("path", "/var/www/example")? },
        })
    }

    /// What every target has.
    fn common(&mut self, place: Option<Place>) -> Option<Target> {
        let base_url = self.fields.web_address("base_url");
        let base_url = base_url.map(|mut url| {
            if !url.ends_with('/') {
                url.push('/');
            }
            url
        });
        let mut number = |key, least, default: u32| {
            let given = self.fields.whole(key, least);
            given.and_then(|given| u32::try_from(given).ok()).unwrap_or(default)
        };
        let connections = number("connections", 1, 16);
        let retries = number("retries", 0, 5);
        let lease = number("lease", 1, 20);
        let connections = usize::try_from(connections).unwrap_or(16);
        Some(Target { place: place?, base_url, connections, retries, lease })
    }

    /// A text that must be there.
    fn required(&mut self, key: &'static str, example: &str) -> Option<String> {
        let text = self.fields.text(key).filter(|text| !text.is_empty());
        if text.is_none() {
            self.sound = false;
            let scalar = self.fields.node(key).is_none_or(|node| node.scalar().is_some());
            if scalar {
                let message = format!(
                    "the target `{}` needs a `{key}`",
                    shortened(&self.entry.key)
                );
                let span = &self.entry.key_span;
                let diagnostic = self.problems.error("missing-setting", span, message);
                let hint = format!("write `{key} = \"{example}\"`");
                self.fields.miss(key, diagnostic.hint(hint));
            }
        }
        text
    }

    /// The beginning of every object's name, with a slash at its end.
    fn prefix(&mut self) -> String {
        let prefix = self.fields.text("prefix").unwrap_or_default();
        match prefix.trim_matches('/') {
            "" => String::new(),
            prefix => format!("{prefix}/"),
        }
    }

    fn port(&mut self) -> u16 {
        let Some(port) = self.fields.whole("port", 1) else { return 22 };
        u16::try_from(port).unwrap_or_else(|_| {
            self.sound = false;
            if let Some(node) = self.fields.node("port") {
                let message = format!("`{port}` is not a port");
                let diagnostic = self.problems.error("bad-port", &node.span, message);
                self.problems.push(diagnostic.hint("write a number up to `65535`"));
            }
            22
        })
    }

    /// The address of a repository, which must not hold a password.
    fn without_secret(&mut self, address: String) -> Option<String> {
        let url = url::Url::parse(&address).ok();
        if !url.is_some_and(|url| {
            let http = matches!(url.scheme(), "http" | "https");
            url.password().is_some() || (http && !url.username().is_empty())
        }) {
            return Some(address);
        }
        self.sound = false;
        if let Some(node) = self.fields.node("url") {
            let message = "the address holds credentials";
            let diagnostic =
                self.problems.error("secret-in-settings", &node.span, message);
            let hint = "leave them out: `git` asks its credential helper";
            self.problems.push(diagnostic.hint(hint));
        }
        None
    }
}
