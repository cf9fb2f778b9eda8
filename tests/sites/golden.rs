//! A publication that uses everything, compared whole. `UPDATE=1 cargo test golden` writes
//! what is expected anew; read the difference before it is committed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Site, read, same};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// The publication.
pub fn site() -> Site {
    Site::copy(&folder("site"))
}

#[test]
#[allow(clippy::disallowed_methods, reason = "whether to write is asked of the caller")]
fn the_whole_tree() {
    let mut site = site();
    let warnings = site.check();
    snapbox::assert_data_eq!(
        warnings.trim_end(),
        snapbox::str![[r#"
content/articles/harbour/index.md:32:5: warning[unused-reference]: nothing cites the source `unused` (hint: put `[@unused]` after the sentence that rests on it; until then it is listed under "Further reading")
content/articles/letter.md:12:5: warning[no-outlet]: nothing says who published `unknown.example` (hint: add `outlet: ...`, or the address's domain to content/outlets.yml)
content/articles/superseded.md:9:5: warning[no-outlet]: nothing says who published `book` (hint: add `outlet: ...`, or the address's domain to content/outlets.yml)
"#]]
    );
    site.build();
    let expected = folder("expected");
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&expected);
        for (file, bytes) in &site.files {
            let path = expected.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    same(&site.files, &read(&expected));
}
