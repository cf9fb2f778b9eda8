//! The house: imports run one way, siblings do not import each other in a ring, and no file
//! grows beyond 400 lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The rooms of the house with their floor; a file imports from lower floors and its own
/// room. Those of one floor do not know each other.
const FLOORS: [(&str, usize); 20] = [
    ("base", 0),
    ("load", 1),
    ("parse", 2),
    ("model", 3),
    ("cite", 4),
    ("view", 5),
    ("plan", 6),
    ("render", 7),
    ("audit", 8),
    ("engine", 9),
    ("preview", 10),
    ("deploy", 10),
    ("search", 10),
    ("import", 10),
    ("links", 10),
    ("schema", 10),
    ("cli", 11),
    ("command", 12),
    ("main", 13),
    ("lib", 13),
];

/// The modules of `src`, each with its text.
fn modules() -> BTreeMap<Vec<String>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut modules = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&root) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap();
        let Some(name) = path.strip_suffix(".rs") else { continue };
        let name = name.strip_suffix("/mod").unwrap_or(name);
        let module = name.split('/').map(str::to_owned).collect();
        modules.insert(module, fs::read_to_string(entry.path()).unwrap());
    }
    modules
}

/// Whether a module holds tests and what they share.
fn is_test(module: &[String]) -> bool {
    module.iter().any(|part| {
        part == "tests" || part.ends_with("_tests") || part.ends_with("_support")
    })
}

/// The paths below `crate` and `super` that a module names, outside its tests.
fn named(module: &[String], text: &str) -> BTreeSet<Vec<String>> {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let text: String = lines.flat_map(|line| [line, "\n"]).collect();
    let mut found = BTreeSet::new();
    for (start, word) in ["crate::", "super::"]
        .iter()
        .flat_map(|word| text.match_indices(word).map(move |(at, _)| (at, *word)))
    {
        let before = text[..start].chars().next_back().unwrap_or(' ');
        if before.is_alphanumeric() || before == '_' || text[..start].ends_with("super::")
        {
            continue;
        }
        let (mut base, mut rest) = (Vec::new(), &text[start..]);
        if word == "super::" {
            base = module.to_vec();
            while let Some(after) = rest.strip_prefix("super::") {
                base.pop();
                rest = after;
            }
        } else {
            rest = &rest["crate::".len()..];
        }
        tree(&mut base, rest, &mut found);
    }
    found
}

/// Reads a tree of paths as `use` writes it, and gives what follows.
fn tree<'a>(
    base: &mut Vec<String>,
    text: &'a str,
    found: &mut BTreeSet<Vec<String>>,
) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = tree(&mut base.clone(), rest, found).trim_start();
            match rest.strip_prefix(',') {
                Some(after) => rest = after,
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    if end == 0 {
        found.insert(base.clone());
        return text.strip_prefix('*').unwrap_or(text);
    }
    base.push(text[..end].to_owned());
    if let Some(rest) = text[end..].strip_prefix("::") {
        return tree(base, rest, found);
    }
    found.insert(base.clone());
    let rest = text[end..].trim_start();
    match rest.strip_prefix("as ") {
        Some(alias) => {
            alias.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
        }
        None => rest,
    }
}

/// Each module with the modules that it imports from.
fn imports() -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let modules = modules();
    let resolve = |mut path: Vec<String>| {
        while !path.is_empty() && !modules.contains_key(&path) {
            path.pop();
        }
        path
    };
    let imports = |(module, text): (&Vec<String>, &String)| {
        let to = named(module, text).into_iter().map(resolve);
        (module.clone(), to.filter(|to| !to.is_empty() && to != module).collect())
    };
    modules.iter().filter(|(module, _)| !is_test(module)).map(imports).collect()
}

fn floor(module: &[String]) -> usize {
    let room = FLOORS.iter().find(|(room, _)| *room == module[0]);
    room.unwrap_or_else(|| panic!("the room {} has no floor", module[0])).1
}

#[test]
fn trees_of_paths_are_read() {
    let module = ["a".to_owned(), "b".to_owned()];
    let text = "use crate::x::{self, y::{Z as W, *}, q};\n// crate::no\nfn f() { super::c::d() }";
    let found = named(&module, text);
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["a::c::d", "x::q", "x::self", "x::y", "x::y::Z"]);
}

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for (module, to) in imports() {
        for to in to {
            let same = to[0] == module[0];
            if !same && floor(&to) >= floor(&module) && floor(&module) < 13 {
                wrong.push(format!("{} imports {}", module.join("::"), to.join("::")));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn siblings_do_not_import_each_other_in_a_ring() {
    // For every folder: which of its children imports from which other.
    let mut edges: BTreeMap<Vec<String>, BTreeMap<String, BTreeSet<String>>> =
        BTreeMap::new();
    for (module, to) in imports() {
        for to in to {
            let shared = module.iter().zip(&to).take_while(|(a, b)| a == b).count();
            if let (Some(a), Some(b)) = (module.get(shared), to.get(shared)) {
                let children = edges.entry(module[..shared].to_vec()).or_default();
                children.entry(a.clone()).or_default().insert(b.clone());
            }
        }
    }
    let mut rings = Vec::new();
    for (folder, mut children) in edges {
        // What imports nothing of what is left can be in no ring.
        loop {
            let left: BTreeSet<String> = children.keys().cloned().collect();
            children.retain(|_, to| to.iter().any(|to| left.contains(to)));
            if children.len() == left.len() {
                break;
            }
        }
        // Nor can what nothing left imports.
        loop {
            let to: BTreeSet<String> = children.values().flatten().cloned().collect();
            let before = children.len();
            children.retain(|from, _| to.contains(from));
            if children.len() == before {
                break;
            }
        }
        if !children.is_empty() {
            let names: Vec<&str> = children.keys().map(String::as_str).collect();
            rings.push(format!("{}: {}", folder.join("::"), names.join(", ")));
        }
    }
    assert_eq!(rings, Vec::<String>::new());
}

#[test]
fn no_file_is_long() {
    let long = |(module, text): (&Vec<String>, &String)| {
        let lines = text.lines().count();
        (lines > 400).then(|| format!("{}: {lines} lines", module.join("::")))
    };
    let long: Vec<String> = modules().iter().filter_map(long).collect();
    assert_eq!(long, Vec::<String>::new());
}
