//! The manual's page of keys: its tables are made of the schemas. `UPDATE=1 cargo test --test
//! ready keys` writes them anew.

use std::fmt::Write as _;
use std::fs;

use chancery::schema::shape::{Object, Shape, Taxonomies};
use chancery::schema::{ROOTS, Root};

use crate::{root, text};

const PAGE: &str = "content/articles/keys.md";

/// Each map below a map: the key that it stands under.
fn below(
    shape: &Shape,
    under: &str,
    of: &'static str,
    found: &mut Vec<(String, &'static Object)>,
) {
    match shape {
        Shape::Record(object) => {
            if found.iter().any(|(_, known)| known.name == object.name) {
                return;
            }
            let heading = format!("`{under}` of {of}");
            let again = found.iter().any(|(known, _)| *known == heading);
            let heading = if again { format!("{heading}, as a map") } else { heading };
            found.push((heading, object));
            for key in object.keys {
                below(&key.shape, key.name, object.whose, found);
            }
        }
        Shape::Many(inner)
        | Shape::List(inner)
        | Shape::Table(inner)
        | Shape::Pair(inner) => {
            below(inner, under, of, found);
        }
        Shape::Either(shapes) => {
            shapes.iter().for_each(|shape| below(shape, under, of, found));
        }
        _ => {}
    }
}

fn table(object: &Object, out: &mut String) {
    match object.name {
        "source-of-map" => {
            out.push_str(
                "The same keys, without `key`, which stands before the colon.\n",
            );
            return;
        }
        "environment" => {
            out.push_str("The same keys as of the settings, none of them needed.\n");
            return;
        }
        "parent" => {
            out.push_str("The same keys as of the work itself.\n");
            return;
        }
        _ => {}
    }
    out.push_str("| Key | Value | Means |\n|---|---|---|\n");
    for key in object.keys {
        let needed = if key.needed { "; needed" } else { "" };
        let words = key.shape.words();
        let _ = writeln!(out, "| `{}` | {words}{needed} | {} |", key.name, key.about);
    }
    if object.taxonomies != Taxonomies::No {
        let many =
            if object.taxonomies == Taxonomies::Many { "; one or a list" } else { "" };
        let _ = writeln!(
            out,
            "| `topics` and each key of `[taxonomies]` | text{many} | Ids or names of terms. |"
        );
    }
}

fn section(root: &Root, out: &mut String) {
    let _ = writeln!(
        out,
        "## {}\n\nIn {}.\n",
        root.about.split([':', ';']).next().unwrap(),
        root.files
    );
    let mut found = Vec::new();
    below(&root.shape, "", "", &mut found);
    for (at, (heading, object)) in found.iter().enumerate() {
        if at > 0 {
            let _ = writeln!(out, "\n### {heading}\n");
        }
        table(object, out);
    }
    out.push('\n');
}

#[test]
fn the_manual_lists_every_key() {
    let page = text(PAGE);
    let (head, _) = page.split_once("\n## ").unwrap();
    let mut expected = format!("{head}\n");
    ROOTS.iter().for_each(|root| section(root, &mut expected));
    let expected = format!("{}\n", expected.trim_end());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(root().join(PAGE), &expected).unwrap();
        return;
    }
    assert!(page == expected, "type `UPDATE=1 cargo test --test ready keys`");
}
