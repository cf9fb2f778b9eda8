//! A branch of a bare repository.

use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::{assert_data_eq, str};

use crate::ground::{Files, Ground, files};
use crate::proxy::Proxy;
use crate::servers::git_daemon;

const TARGET: &str = "kind = \"git\"\nurl = \"../repository.git\"\n";

fn ground(articles: usize) -> Ground {
    let ground = Ground::new(articles, TARGET);
    git(&ground, &["init", "--quiet", "--bare", "repository.git"]);
    git(&ground, &["-C", "repository.git", "config", "uploadpack.allowFilter", "true"]);
    ground
}

fn git(ground: &Ground, words: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(ground.dir.path()).envs(&ground.variables).args(words);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The files of the branch.
pub fn published(ground: &Ground, to: &str) -> Files {
    let to = ground.path(to);
    let _ = fs::remove_dir_all(&to);
    let place = to.display().to_string();
    git(ground, &["clone", "--quiet", "--branch", "gh-pages", "repository.git", &place]);
    fs::remove_dir_all(to.join(".git")).unwrap();
    files(&to)
}

fn expected(ground: &Ground) -> Files {
    let mut files = ground.built();
    files.insert(".nojekyll".to_owned(), Vec::new());
    files
}

#[test]
fn a_site_is_deployed_and_then_what_differs() {
    let ground = ground(3);
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (the branch gh-pages of ../repository.git): 46 files sent, 0 unchanged, 0 deleted
exit 0

"#]]
    );
    assert_eq!(published(&ground, "clone"), expected(&ground));
    ground.article(2, "Another text.");
    fs::remove_file(ground.path("site/content/articles/a3.md")).unwrap();
    assert_data_eq!(
        ground.deploys("--dry-run"),
        str![[r#"
would send articles/a2/index.html (7.1 kB, text/html; charset=utf-8; public, max-age=0, must-revalidate)
would send articles/index.html (4.1 kB, text/html; charset=utf-8; public, max-age=0, must-revalidate)
would send feed.json (865 B, application/feed+json; charset=utf-8; public, max-age=0, must-revalidate)
would send feed.xml (1.1 kB, application/atom+xml; charset=utf-8; public, max-age=0, must-revalidate)
would send index.html (3.7 kB, text/html; charset=utf-8; public, max-age=0, must-revalidate)
would send rss.xml (1.2 kB, application/rss+xml; charset=utf-8; public, max-age=0, must-revalidate)
would send sitemap.xml (817 B, application/xml; charset=utf-8; public, max-age=0, must-revalidate)
would delete articles/a3/cite.bib
would delete articles/a3/cite.json
would delete articles/a3/cite.ris
would delete articles/a3/index.html
would deploy to `there` (the branch gh-pages of ../repository.git): 7 files (19.1 kB) to send, 34 unchanged, 4 to delete
exit 0

"#]]
    );
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (the branch gh-pages of ../repository.git): 7 files sent, 34 unchanged, 4 deleted
exit 0

"#]]
    );
    assert_eq!(published(&ground, "clone"), expected(&ground));
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (the branch gh-pages of ../repository.git): 0 files sent, 41 unchanged, 0 deleted
exit 0

"#]]
    );
    let log = ["-C", "repository.git", "log", "--format=%an <%ae> %s", "gh-pages"];
    assert_data_eq!(
        git(&ground, &log),
        str![[r#"
Chancery <chancery@localhost> Publish the site: 7 written, 4 deleted
Chancery <chancery@localhost> Publish the site: 46 written

"#]]
    );
    // Nothing is left beside the site.
    let left = fs::read_dir(ground.path("site")).unwrap().flatten();
    let left = left.filter(|e| e.file_name().to_string_lossy().contains("deploy"));
    assert_eq!(left.count(), 0);
}

#[test]
fn a_domain_stays() {
    let ground = ground(1);
    let clone = ground.path("clone");
    git(&ground, &["clone", "--quiet", "repository.git", "clone"]);
    fs::write(clone.join("CNAME"), "www.desk.example\n").unwrap();
    fs::write(clone.join("old.html"), "old").unwrap();
    let inside = |words: &[&str]| git(&ground, &[&["-C", "clone"], words].concat());
    inside(&["checkout", "--quiet", "-b", "gh-pages"]);
    inside(&["add", "."]);
    let own = ["-c", "user.name=A", "-c", "user.email=a@x.example"];
    inside(&[&own[..], &["commit", "--quiet", "-m", "By hand"]].concat());
    inside(&["push", "--quiet", "origin", "gh-pages"]);
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (the branch gh-pages of ../repository.git): 38 files sent, 0 unchanged, 1 deleted
exit 0

"#]]
    );
    let mut expected = expected(&ground);
    expected.insert("CNAME".to_owned(), b"www.desk.example\n".to_vec());
    assert_eq!(published(&ground, "clone"), expected);
}

#[test]
fn a_push_that_comes_too_late_is_refused() {
    let ground = ground(1);
    ground.deploys("");
    let before = git(&ground, &["-C", "repository.git", "rev-parse", "gh-pages"]);
    // Somebody else moves the branch while this push is under way.
    let hook = ground.path("repository.git/hooks/pre-receive");
    let script = "#!/bin/sh\nunset GIT_QUARANTINE_PATH\ntree=$(git rev-parse 'gh-pages^{tree}')\ncommit=$(git -c \
                  user.name=B -c user.email=b@x.example commit-tree -p gh-pages -m Other \
                  \"$tree\")\ncp -r \"$GIT_OBJECT_DIRECTORY\"/?? objects/ 2>/dev/null\n\
                  git update-ref refs/heads/gh-pages \"$commit\"\n";
    fs::write(&hook, script).unwrap();
    executable(&hook);
    ground.article(1, "Another text.");
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
error: another deploy is at work on this target
 = help: wait until it has ended, and type the command again
exit 3

"#]]
    );
    fs::remove_file(&hook).unwrap();
    let log = ["-C", "repository.git", "log", "--format=%s", "gh-pages"];
    assert_data_eq!(
        git(&ground, &log),
        str![[r#"
Other
Publish the site: 38 written

"#]]
    );
    assert_ne!(git(&ground, &["-C", "repository.git", "rev-parse", "gh-pages"]), before);
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (the branch gh-pages of ../repository.git): 4 files sent, 33 unchanged, 0 deleted
exit 0

"#]]
    );
}

fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_push_that_was_cut_off_has_changed_nothing() {
    let ground = ground(3);
    ground.deploys("");
    let before = published(&ground, "clone");
    git(&ground, &["-C", "repository.git", "config", "daemon.receivepack", "true"]);
    let server = git_daemon(ground.dir.path());
    let proxy = Proxy::new(server.port);
    let url = format!("git://127.0.0.1:{}/repository.git", proxy.port);
    ground.target(&format!("kind = \"git\"\nurl = \"{url}\"\nretries = 0\n"));
    ground.article(1, "Another text.");
    proxy.cut_after(1_200, false);
    let said = ground.deploys("");
    assert!(proxy.has_cut());
    assert_eq!(said.lines().last(), Some("exit 3"), "{said}");
    assert_eq!(published(&ground, "clone"), before);
    proxy.mend();
    let said = ground.deploys("").replace(&url, "URL");
    assert_data_eq!(
        said,
        str![[r#"
deployed to `there` (the branch gh-pages of URL): 4 files sent, 41 unchanged, 0 deleted
exit 0

"#]]
    );
    assert_eq!(published(&ground, "clone"), expected(&ground));
}

#[test]
fn a_repository_that_is_not_there_is_named() {
    let ground = Ground::new(1, TARGET);
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
error: git ls-remote: fatal: '../repository.git' does not appear to be a git repository; fatal: Could not read from remote repository.; Please make sure you have the correct access rights
 = help: look at the address of the target, and whether `git push` works there
exit 3

"#]]
    );
}
