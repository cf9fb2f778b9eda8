//! The tree of a commit: each path with the name of its bytes.

use std::collections::BTreeMap;

/// The files of a commit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Each path with the name of its blob.
    pub files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads what `git ls-tree -r -z` says.
    pub fn read(listed: &[u8]) -> Self {
        let lines = listed.split(|byte| *byte == 0);
        let entry = |line: &[u8]| {
            let line = String::from_utf8_lossy(line).into_owned();
            let (head, path) = line.split_once('\t')?;
            let blob = head.split(' ').nth(2)?;
            Some((path.to_owned(), blob.to_owned()))
        };
        Self { files: lines.filter_map(entry).collect() }
    }

    /// What `git update-index -z --index-info` reads.
    pub fn index(&self) -> Vec<u8> {
        let line = |(path, blob): (&String, &String)| format!("100644 {blob}\t{path}\0");
        self.files.iter().map(line).collect::<String>().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_as_it_was_written() {
        let listed =
            b"100644 blob aa11\ta b.html\x00100755 blob bb22\tx/\xd9\xbe.html\x00";
        let tree = Tree::read(listed);
        let pairs = [("a b.html", "aa11"), ("x/پ.html", "bb22")];
        let pairs = pairs.map(|(path, blob)| (path.to_owned(), blob.to_owned()));
        assert_eq!(tree.files, BTreeMap::from(pairs));
        assert_eq!(
            String::from_utf8(tree.index()).unwrap(),
            "100644 aa11\ta b.html\x00100644 bb22\tx/پ.html\x00"
        );
    }
}
