//! Authors, in the shapes that other tools have for them.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::form;
use crate::base::id::Id;
use crate::base::node::Node;
use crate::base::path::FilePath;
use crate::import::matter::{self, Matter};
use crate::import::piece::{Kind, Piece};
use crate::import::yaml::Item;

/// Authors that are described apart from articles.
#[derive(Debug, Default)]
pub struct People {
    /// Their names by the id under which articles name them.
    names: BTreeMap<String, String>,
    profiles: Vec<(String, Piece)>,
    wanted: BTreeSet<String>,
}

impl People {
    /// Takes in a description.
    pub fn add(&mut self, id: &str, file: &FilePath, node: &Node) {
        let text = |keys: &[&str]| {
            let found = keys.iter().find_map(|key| node.get(key)?.scalar());
            found.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let name = text(&["name", "display_name", "title", "full_name"]);
        let name = name.unwrap_or_else(|| id.to_owned());
        let mut piece = Piece::new(Kind::Author, file, node.span.clone());
        piece.stem = Id::fold(&name).as_str().to_owned();
        piece.set("name", Item::plain(&name));
        let mut set = |key: &'static str, keys: &[&str]| {
            piece.set(key, Item::plain(&text(keys).unwrap_or_default()));
        };
        set("role", &["role", "position", "job", "job_title"]);
        set("affiliation", &["affiliation", "company", "organization", "organisation"]);
        set("bio", &["bio", "biography", "description", "about"]);
        let email = text(&["email", "mail"]).filter(|mail| mail.contains('@'));
        piece.set("email", Item::plain(&email.unwrap_or_default()));
        let address = text(&["website", "url", "web", "uri", "homepage"]);
        if let Some(address) = address.filter(|address| form::is_web_address(address)) {
            let link = vec![
                ("label".to_owned(), Item::plain("Website")),
                ("url".to_owned(), Item::quoted(&address)),
            ];
            piece.set("links", Item::Flow(vec![Item::Map(link)]));
        }
        self.names.insert(id.to_owned(), name.clone());
        self.names.entry(name.clone()).or_insert_with(|| name.clone());
        self.profiles.push((name, piece));
    }

    /// Takes in a map from ids to descriptions.
    pub fn add_all(&mut self, data: &Matter) {
        for entry in data.unused() {
            match &entry.value.value {
                crate::base::node::Value::Map(_) => {
                    self.add(&entry.key, &data.file, &entry.value);
                }
                crate::base::node::Value::Text(name)
                | crate::base::node::Value::Bare(name) => {
                    self.names.insert(entry.key.clone(), name.clone());
                }
                _ => {}
            }
        }
    }

    /// The names of an article's authors.
    pub fn of(&mut self, matter: &Matter) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for key in ["author", "authors", "byline", "writer"] {
            let Some(node) = matter.node(key) else { continue };
            found.extend(matter::texts(node));
        }
        let names = &self.names;
        let named: Vec<String> =
            found.iter().map(|name| names.get(name).unwrap_or(name).clone()).collect();
        self.wanted.extend(named.iter().cloned());
        named
    }

    /// The profiles of those who wrote something.
    pub fn into_pieces(self) -> Vec<Piece> {
        let wanted = self.wanted;
        let profiles =
            self.profiles.into_iter().filter(|(name, _)| wanted.contains(name));
        profiles.map(|(_, piece)| piece).collect()
    }
}
