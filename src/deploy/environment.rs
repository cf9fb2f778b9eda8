//! What the environment says about credentials, and how none of them is ever shown.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use crate::deploy::problem::Problem;

/// How the names of variables begin that say something about stores.
const STORES: [&str; 3] = ["AWS_", "AZURE_", "GOOGLE_"];

/// The other variables that are wanted.
const OTHERS: [&str; 6] =
    ["HOME", "USERPROFILE", "USER", "LOGNAME", "USERNAME", "SSH_AUTH_SOCK"];

/// What the names of variables hold whose values are secrets.
const SECRET: [&str; 6] = ["SECRET", "TOKEN", "KEY", "SAS", "PASSWORD", "SIGNATURE"];

/// The shortest text that is taken out of messages.
const SHORTEST: usize = 6;

/// The variables that a deploy may read, and the secrets that it has met.
#[derive(Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    secrets: Mutex<BTreeSet<String>>,
}

impl Environment {
    /// Takes the variables that are wanted.
    pub fn new(all: impl IntoIterator<Item = (String, String)>) -> Self {
        let wanted = |name: &str| {
            OTHERS.contains(&name) || STORES.iter().any(|start| name.starts_with(start))
        };
        let variables = all.into_iter().filter(|(name, _)| wanted(name)).collect();
        let environment = Self { variables, ..Self::default() };
        for (name, value) in &environment.variables {
            let path = name.ends_with("_FILE");
            if !path && SECRET.iter().any(|part| name.contains(part)) {
                environment.hide(value);
                // A signature stands in a query, written in its own way.
                for (_, value) in url::form_urlencoded::parse(value.as_bytes()) {
                    environment.hide(&value);
                }
                for part in value.split(['&', '=', ';']) {
                    environment.hide(part);
                }
            }
        }
        environment
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The variables whose names begin so.
    pub fn of<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = self.variables.iter();
        let all =
            all.filter(move |(name, value)| name.starts_with(start) && !value.is_empty());
        all.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The user's own folder.
    pub fn home(&self) -> Option<PathBuf> {
        self.get("HOME").or_else(|| self.get("USERPROFILE")).map(PathBuf::from)
    }

    /// The user's name.
    pub fn user(&self) -> Option<&str> {
        ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| self.get(name))
    }

    /// A path with `~` for the user's own folder.
    pub fn path(&self, path: &str) -> PathBuf {
        match (path.strip_prefix("~/"), self.home()) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(path),
        }
    }

    /// Remembers a secret, so that no message shows it.
    pub fn hide(&self, secret: &str) {
        if secret.len() >= SHORTEST {
            let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
            secrets.insert(secret.to_owned());
        }
    }

    /// A message without the secrets.
    pub fn shown(&self, message: &str) -> String {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        // The longest first, for one may hold another.
        let mut all: Vec<&String> = secrets.iter().collect();
        all.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        all.iter().fold(message.to_owned(), |text, secret| {
            text.replace(secret.as_str(), "[secret]")
        })
    }

    /// A problem without the secrets.
    pub fn cleaned(&self, problem: Problem) -> Problem {
        let message = self.shown(&problem.message);
        let hint = problem.hint.map(|hint| self.shown(&hint));
        Problem { message, hint, ..problem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_shown() {
        let set = [
            ("AWS_SECRET_ACCESS_KEY", "topsecret/1"),
            ("AWS_REGION", "eu-west-1"),
            ("AZURE_STORAGE_SAS_TOKEN", "sv=2024&sig=ab%2Fcdef"),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", "/run/token"),
            ("PATH", "/bin"),
        ];
        let set = set.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let environment = Environment::new(set);
        environment.hide("of a file");
        environment.hide("x");
        assert_eq!(
            environment.shown(
                "topsecret/1 eu-west-1 sig=ab%2Fcdef ab/cdef /run/token of a file x"
            ),
            "[secret] eu-west-1 sig=[secret] [secret] /run/token [secret] x"
        );
        assert_eq!(environment.get("PATH"), None);
        assert_eq!(environment.get("AWS_REGION"), Some("eu-west-1"));
    }
}
