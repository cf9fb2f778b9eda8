//! The standard files of S3's credentials, `~/.aws/credentials` and `~/.aws/config`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::deploy::environment::Environment;

/// What the files say that is of use here.
const KEYS: [&str; 5] = [
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "region",
    "endpoint_url",
];

/// What the files say of the profile that the environment names, `default` when it names none.
pub fn profile(environment: &Environment) -> BTreeMap<String, String> {
    let name = environment.get("AWS_PROFILE").unwrap_or("default");
    let place = |variable: &str, file: &str| -> Option<PathBuf> {
        match environment.get(variable) {
            Some(path) => Some(environment.path(path)),
            None => environment.home().map(|home| home.join(".aws").join(file)),
        }
    };
    let read = |place: Option<PathBuf>| {
        place.and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default()
    };
    let config = read(place("AWS_CONFIG_FILE", "config"));
    let credentials = read(place("AWS_SHARED_CREDENTIALS_FILE", "credentials"));
    let mut found = section(&config, &format!("profile {name}"));
    if name == "default" {
        found.extend(section(&config, name));
    }
    found.extend(section(&credentials, name));
    for (key, value) in &found {
        if key.contains("secret") || key.contains("token") {
            environment.hide(value);
        }
    }
    found
}

/// What stands under `[name]`.
fn section(text: &str, name: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut inside = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some(head) = trimmed.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            inside = head.split_whitespace().eq(name.split_whitespace());
            continue;
        }
        // What is indented belongs to the key above it.
        let own = !line.starts_with([' ', '\t']) && !trimmed.starts_with(['#', ';']);
        if let Some((key, value)) = trimmed.split_once('=').filter(|_| inside && own) {
            let key = key.trim().to_lowercase();
            if KEYS.contains(&key.as_str()) {
                found.insert(key, value.trim().to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_found() {
        let text = "# mine\n[default]\nregion = eu-west-1\n[profile  press]\n\
                    region=eu-central-1\ns3 =\n  endpoint_url = no\nAWS_Session_Token = a=b\n";
        let pairs = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
        };
        assert_eq!(section(text, "default"), pairs(&[("region", "eu-west-1")]));
        assert_eq!(
            section(text, "profile press"),
            pairs(&[("region", "eu-central-1"), ("aws_session_token", "a=b")])
        );
        assert_eq!(section(text, "press"), pairs(&[]));
    }
}
