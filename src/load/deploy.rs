//! The reading of `[deploy.<name>]`.

use std::collections::BTreeMap;

use crate::base::fields::{Fields, Foreign};
use crate::base::node::Entry;
use crate::base::problems::Problems;
use crate::base::scalar::{Name, listed, shortened};
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
    let written = entry.value.map().unwrap_or_default();
    let written = written.iter().find(|known| known.key == "kind");
    let Some(written) = written.filter(|known| !known.value.is_null()) else {
        let message = format!("the target `{}` needs a `kind`", shortened(&entry.key));
        let diagnostic = problems.error("missing-setting", &entry.key_span, message);
        let kinds = listed(Place::KINDS);
        problems.push(diagnostic.hint(format!("write `kind = \"...\"`: {kinds}")));
        return None;
    };
    let name = Name::Key("kind");
    let kind = problems.choice(&written.value, name, "unknown-kind", Place::KINDS)?;
    let mut fields = match kind {
        "s3" => Fields::of(&entry.value, "an `s3` target", problems)?,
        "gcs" => Fields::of(&entry.value, "a `gcs` target", problems)?,
        "azure" => Fields::of(&entry.value, "an `azure` target", problems)?,
        "sftp" => Fields::of(&entry.value, "an `sftp` target", problems)?,
        "git" => Fields::of(&entry.value, "a `git` target", problems)?,
        _ => Fields::of(&entry.value, "a `folder` target", problems)?,
    };
    fields.allow("kind");
    let mut reading = Reading { fields, entry, problems, sound: true };
    let place = reading.place(kind);
    let target = reading.common(place);
    let sound = reading.sound;
    reading.fields.finish(&FOREIGN);
    target.filter(|_| sound)
}

/// One target while it is read.
struct Reading<'a> {
    fields: Fields<'a>,
    entry: &'a Entry,
    problems: &'a Problems<'a>,
    sound: bool,
}

impl<'a> Reading<'a> {
    /// Where the files go. Every key is read before one that is missing is missed.
    fn place(&mut self, kind: &str) -> Option<Place> {
        match kind {
            "s3" | "gcs" => {
                let bucket = self.required("bucket", "www.example.org");
                let prefix = self.prefix();
                let region = (kind == "s3").then(|| self.fields.text("region")).flatten();
                let endpoint = self.fields.web_address("endpoint");
                let bucket = bucket?;
                Some(match kind {
                    "s3" => Place::S3 { bucket, prefix, region, endpoint },
                    _ => Place::Gcs { bucket, prefix, endpoint },
                })
            }
            "azure" => {
                let account = self.required("account", "example");
                let container = self.fields.text("container");
                let container = container.unwrap_or_else(|| "$web".to_owned());
                let prefix = self.prefix();
                let endpoint = self.fields.web_address("endpoint");
                Some(Place::Azure { account: account?, container, prefix, endpoint })
            }
            "sftp" => {
                let host = self.required("host", "www.example.org");
                let path = self.required("path", "/var/www/example");
                let port = self.port();
                let user = self.fields.text("user");
                let key = self.fields.text("key");
                let known_hosts = self.fields.text("known_hosts");
                let path = path?.trim_end_matches('/').to_owned();
                Some(Place::Sftp { host: host?, port, user, path, key, known_hosts })
            }
            "git" => {
                let url = self.required("url", "git@github.com:example/example.git");
                let branch = self.fields.text("branch");
                let branch = branch.unwrap_or_else(|| "gh-pages".to_owned());
                Some(Place::Git { url: self.without_secret(url?)?, branch })
            }
            _ => Some(Place::Folder { path: self.required("path", "/var/www/example")? }),
        }
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
        let node = self.fields.node(key);
        let text = node.and_then(|node| self.problems.text(node, Name::Key(key)));
        let text = text.filter(|text| !text.is_empty());
        if text.is_none() {
            self.sound = false;
            if node.is_none_or(|node| node.scalar().is_some()) {
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
        let Some(node) = self.fields.node("port") else { return 22 };
        let port = self.problems.whole(node, Name::Key("port"), 1).unwrap_or(22);
        u16::try_from(port).unwrap_or_else(|_| {
            self.sound = false;
            let message = format!("`{port}` is not a port");
            let diagnostic = self.problems.error("bad-port", &node.span, message);
            self.problems.push(diagnostic.hint("write a number up to `65535`"));
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
