//! A folder of this machine.

use std::fs::{self, File};

use snapbox::{assert_data_eq, str};

use crate::ground::{Ground, files, public};

fn ground(articles: usize) -> Ground {
    Ground::new(articles, "kind = \"folder\"\npath = \"../there\"\n")
}

#[test]
fn a_site_is_deployed_and_then_what_differs() {
    let ground = ground(3);
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (the folder ../there): 45 files sent, 0 unchanged, 0 deleted
exit 0

"#]]
    );
    let there = ground.path("there");
    assert_eq!(public(files(&there)), ground.built());
    ground.article(2, "Another text.");
    fs::remove_file(ground.path("site/content/articles/a3.md")).unwrap();
    // What others have put there is left alone.
    fs::write(there.join("own.txt"), "own").unwrap();
    assert_data_eq!(
        ground.deploys("--dry-run"),
        str![[r#"
would send articles/a2/index.html (7.1 kB, text/html; charset=utf-8; public, max-age=0, must-revalidate)
would send articles/index.html (4.1 kB, text/html; charset=utf-8; public, max-age=0, must-revalidate)
would send index.html (3.7 kB, text/html; charset=utf-8; public, max-age=0, must-revalidate)
would send feed.json (865 B, application/feed+json; charset=utf-8; public, max-age=0, must-revalidate)
would send feed.xml (1.1 kB, application/atom+xml; charset=utf-8; public, max-age=0, must-revalidate)
would send rss.xml (1.2 kB, application/rss+xml; charset=utf-8; public, max-age=0, must-revalidate)
would send sitemap.xml (817 B, application/xml; charset=utf-8; public, max-age=0, must-revalidate)
would delete articles/a3/cite.bib
would delete articles/a3/cite.json
would delete articles/a3/cite.ris
would delete articles/a3/index.html
would deploy to `there` (the folder ../there): 7 files (19.1 kB) to send, 34 unchanged, 4 to delete
exit 0

"#]]
    );
    assert_data_eq!(
        ground.deploys("there -v"),
        str![[r#"
parsed 0 documents, rendered 41 outputs
sent articles/a2/index.html
sent articles/index.html
sent index.html
sent feed.json
sent feed.xml
sent rss.xml
sent sitemap.xml
deleted articles/a3/cite.bib
deleted articles/a3/cite.json
deleted articles/a3/cite.ris
deleted articles/a3/index.html
deployed to `there` (the folder ../there): 7 files sent, 34 unchanged, 4 deleted
exit 0

"#]]
    );
    assert!(!there.join("articles/a3").exists());
    let mut expected = ground.built();
    expected.insert("own.txt".to_owned(), b"own".to_vec());
    assert_eq!(public(files(&there)), expected);
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (the folder ../there): 0 files sent, 41 unchanged, 0 deleted
exit 0

"#]]
    );
}

#[test]
fn nothing_is_sent_of_a_site_with_errors() {
    let ground = ground(1);
    ground.article(1, "A [link](nowhere.md).");
    assert_data_eq!(
        ground.deploys("--format short"),
        str![[r#"
content/articles/a1.md:6:3: error[broken-link]: `nowhere.md` leads nowhere: there is no file `content/articles/nowhere.md` (hint: write the path from this file to the other, for example `oman.md`)
exit 1

"#]]
    );
    // What only a look at the finished pages finds.
    ground.article(1, "Text.");
    ground.write(
        "site/static/extra.html",
        "<!doctype html><title>Extra</title><a href=\"/nowhere/\">nowhere</a>",
    );
    assert_data_eq!(
        ground.deploys("--format short"),
        str![[r#"
static/extra.html: error[broken-link]: on the page `/extra.html`: `href` leads to `/nowhere/`, where nothing is published (hint: correct it in the text or in the template of the page)
exit 1

"#]]
    );
    assert!(!ground.path("there").exists());
}

#[test]
fn a_draft_is_never_deployed() {
    let ground = ground(1);
    ground.write(
        "site/content/articles/held.md",
        "---\ntitle: Not yet\ndate: 2026-01-02\ndraft: true\n---\n\nMarker.\n",
    );
    ground.deploys("");
    let there = files(&ground.path("there"));
    let holds = |text: &str| {
        let is = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(text);
        there.iter().any(|(path, bytes)| path.contains("held") || is(bytes))
    };
    assert!(!holds("Marker") && !holds("Not yet"));
}

#[test]
fn a_folder_of_others_is_refused() {
    let ground = ground(1);
    fs::create_dir(ground.path("there")).unwrap();
    fs::write(ground.path("there/index.html"), "own").unwrap();
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
error: `./../there` holds files that no deploy has put there
 = help: name a new folder, or empty this one
exit 3

"#]]
    );
    assert_eq!(fs::read(ground.path("there/index.html")).unwrap(), b"own");
}

#[test]
fn a_second_deploy_is_refused_while_the_first_is_at_work() {
    let ground = ground(1);
    ground.deploys("");
    let lock = File::open(ground.path("there/.chancery-deploy/lock")).unwrap();
    lock.lock().unwrap();
    ground.article(1, "Another text.");
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
error: another deploy is at work on this target
 = help: wait until it has ended, and type the command again
exit 3

"#]]
    );
    drop(lock);
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (the folder ../there): 4 files sent, 33 unchanged, 0 deleted
exit 0

"#]]
    );
}

#[test]
fn a_deploy_that_was_cut_off_is_taken_up() {
    let ground = ground(2);
    ground.deploys("");
    // One that meant to write two files, and wrote the first.
    let record = ground.path("there/.chancery-deploy.json");
    let text = fs::read_to_string(&record).unwrap();
    let doubt = |text: String, path: &str| {
        let start = text.find(&format!("\"{path}\":")).unwrap() + path.len() + 3;
        let end = start + text[start..].find([',', '}']).unwrap();
        format!("{}null{}", &text[..start], &text[end..])
    };
    let text = doubt(doubt(text, "index.html"), "articles/a1/index.html");
    fs::write(&record, text).unwrap();
    fs::write(ground.path("there/index.html"), "half").unwrap();
    fs::write(ground.path("there/.chancery-deploy/7"), "half").unwrap();
    assert_data_eq!(
        ground.deploys("-v"),
        str![[r#"
parsed 0 documents, rendered 41 outputs
there already: articles/a1/index.html
sent index.html
deployed to `there` (the folder ../there): 1 file sent, 1 there already, 39 unchanged, 0 deleted
exit 0

"#]]
    );
    assert_eq!(public(files(&ground.path("there"))), ground.built());
    assert!(!ground.path("there/.chancery-deploy/7").exists());
}

#[test]
fn no_link_is_followed_out_of_the_folder() {
    let ground = ground(1);
    ground.deploys("");
    fs::create_dir(ground.path("elsewhere")).unwrap();
    fs::remove_dir_all(ground.path("there/articles")).unwrap();
    std::os::unix::fs::symlink(ground.path("elsewhere"), ground.path("there/articles"))
        .unwrap();
    ground.article(1, "Another text.");
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
error: `./../there/articles` is not a folder
 = help: remove it from the target
exit 3

"#]]
    );
    assert_eq!(files(&ground.path("elsewhere")).len(), 0);
}

#[test]
fn a_target_is_named() {
    let ground = ground(1);
    assert_data_eq!(
        ground.deploys("their"),
        str![[r#"
error: there is no target `their`
 = help: type `chancery deploy there`
exit 1

"#]]
    );
    ground.target(
        "kind = \"folder\"\npath = \"../there\"\n[deploy.here]\nkind = \"git\"\n",
    );
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
error[missing-setting]: the target `here` needs a `url`
 --> site.toml:8:9
  |
8 | [deploy.here]
  |         ^^^^
  |
  = help: write `url = "git@github.com:example/example.git"`

1 error
exit 1

"#]]
    );
    ground.write("site/site.toml", "title = \"T\"\nbase_url = \"https://x.example/\"\n");
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
error: `site.toml` has no target to deploy to
 = help: write `[deploy.production]` with `kind = "folder"` and `path = "..."`; the manual's page `Deploying` has the other kinds
exit 1

"#]]
    );
}

#[test]
fn a_target_may_have_an_address_of_its_own() {
    let ground = Ground::new(
        1,
        "kind = \"folder\"\npath = \"../there\"\nbase_url = \"https://stage.example/x\"\n",
    );
    ground.deploys("");
    let robots = fs::read_to_string(ground.path("there/robots.txt")).unwrap();
    assert_data_eq!(
        robots,
        str![[r#"
User-agent: *
Disallow:

Sitemap: https://stage.example/x/sitemap.xml

"#]]
    );
}
