//! The filters that templates have beside Tera's own.

use std::sync::Arc;

use tera::value::{Key, Map};
use tera::{Kwargs, State, Tera, TeraResult, Value};
use url::Url;

use crate::base::path::Address;
use crate::base::url::{absolute, rooted};
use crate::base::words::Words;

/// Registers `number`, `digits`, `plural` and `word`: what marks of words become.
pub fn register_words(tera: &mut Tera, words: &Arc<Words>) {
    let own = words.clone();
    tera.register_filter("number", move |value: &Value, _: Kwargs, _: &State| {
        let number = value.as_i128().and_then(|number| u64::try_from(number).ok());
        number.map_or_else(|| value.to_string(), |number| own.number(number))
    });
    let own = words.clone();
    tera.register_filter("digits", move |value: &Value, _: Kwargs, _: &State| {
        own.digits(&value.to_string()).into_owned()
    });
    let own = words.clone();
    tera.register_filter("plural", move |value: &Value, _: Kwargs, _: &State| {
        let number = value.as_i128().and_then(|number| u64::try_from(number).ok());
        own.plural(number.unwrap_or(0))
    });
    let own = words.clone();
    tera.register_filter("word", move |value: &Value, _: Kwargs, _: &State| {
        own.say(&value.to_string()).to_owned()
    });
}

/// Registers `url`, `absolute`, `host` and `upfirst`, and a `group_by` whose order is fixed.
pub fn register(tera: &mut Tera, base_url: &str, base_path: &str) {
    let path = base_path.to_owned();
    tera.register_filter("url", move |value: &str, _: Kwargs, _: &State| {
        link(value, |address| rooted(&path, address))
    });
    let url = base_url.to_owned();
    tera.register_filter("absolute", move |value: &str, _: Kwargs, _: &State| {
        link(value, |address| absolute(&url, address))
    });
    tera.register_filter("host", |value: &str, _: Kwargs, _: &State| host(value));
    tera.register_filter("upfirst", |value: &str, _: Kwargs, _: &State| upfirst(value));
    tera.register_filter("group_by", group_by);
}

/// Tera's `group_by` with its groups in the order of their first members; Tera's own order
/// differs from run to run.
#[allow(clippy::needless_pass_by_value, reason = "what Tera asks of a filter")]
fn group_by(values: &[Value], arguments: Kwargs, _: &State) -> TeraResult<Map> {
    let attribute = arguments.must_get::<&str>("attribute")?;
    let mut groups: Vec<(Key<'static>, Vec<Value>)> = Vec::new();
    for value in values {
        let Some(key) = value.get_from_path(attribute) else {
            let message = format!("a {} has no attribute `{attribute}`", value.name());
            return Err(tera::Error::message(message));
        };
        let Some(text) = key
            .as_str()
            .map(str::to_owned)
            .or_else(|| key.as_i128().map(|number| number.to_string()))
        else {
            continue;
        };
        match groups.iter_mut().find(|(known, _)| known.as_str() == Some(&text)) {
            Some((_, group)) => group.push(value.clone()),
            None => groups.push((text.into(), vec![value.clone()])),
        }
    }
    Ok(groups.into_iter().map(|(key, group)| (key, Value::from(group))).collect())
}

/// Adds the base to an address of the site, before its fragment; anything else stays as it
/// is.
pub fn link(value: &str, base: impl Fn(&Address) -> String) -> String {
    if !value.starts_with('/') || value.starts_with("//") {
        return value.to_owned();
    }
    // A page's address ends in `/`; in a file's name `#` is a character like any other.
    let parts = value.contains('#').then(|| value.split_once("/#"));
    match parts.flatten() {
        Some((page, fragment)) => {
            format!("{}#{fragment}", base(&Address::new(format!("{page}/"))))
        }
        None => base(&Address::new(value)),
    }
}

/// The words with a capital letter at their beginning, all else as it is.
fn upfirst(value: &str) -> String {
    let mut letters = value.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The host of a URL without `www.`; what is no URL stays as it is.
fn host(value: &str) -> String {
    let url = Url::parse(value).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.map_or_else(
        || value.to_owned(),
        |host| host.trim_start_matches("www.").to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_site_take_the_base() {
        let url = |value: &str| link(value, |address| rooted("/analysis/", address));
        assert_eq!(url("/articles/a/"), "/analysis/articles/a/");
        assert_eq!(url("/articles/a/#p-x"), "/analysis/articles/a/#p-x");
        assert_eq!(url("/articles/a/h#1.svg"), "/analysis/articles/a/h%231.svg");
        assert_eq!(url("#sources"), "#sources");
        assert_eq!(url("https://example.org/"), "https://example.org/");
        assert_eq!(url("mailto:a@example.org"), "mailto:a@example.org");
    }

    #[test]
    fn groups_stand_in_the_order_of_their_first_members() {
        let mut tera = Tera::new();
        register(&mut tera, "https://example.org/", "/");
        let template = "{% for year, list in all | group_by(attribute='y') %}{{ year }}:\
                        {% for a in list %}{{ a.n }}{% endfor %} {% endfor %}";
        tera.add_raw_template("t", template).unwrap();
        #[derive(serde::Serialize)]
        struct Article {
            y: &'static str,
            n: u8,
        }
        let years = ["2026", "2024", "2026", "2025", "2023"];
        let all: Vec<_> = years.iter().zip(1..).map(|(y, n)| Article { y, n }).collect();
        let mut context = tera::Context::new();
        context.insert("all", &all);
        let rendered = tera.render("t", &context).unwrap();
        assert_eq!(rendered, "2026:13 2024:2 2025:4 2023:5 ");
    }

    #[test]
    fn a_host_has_no_www() {
        assert_eq!(host("https://www.example.org/a"), "example.org");
        assert_eq!(host("somewhere"), "somewhere");
    }
}
