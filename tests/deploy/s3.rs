//! S3, played by moto.

use std::process::Command;

use snapbox::{assert_data_eq, str};

use crate::ground::{Ground, public, settled};
use crate::proxy::Proxy;
use crate::servers::{Server, s3, s3_does, s3_files};

fn ground(articles: usize, server: &Server) -> (Ground, Proxy) {
    let proxy = Proxy::new(server.port);
    let ground = Ground::new(articles, &target(proxy.port));
    (ground, proxy)
}

/// A target with one connection, so that the order of requests is one.
fn target(port: u16) -> String {
    format!(
        "kind = \"s3\"\nbucket = \"site\"\nregion = \"us-east-1\"\nendpoint = \
         \"http://127.0.0.1:{port}\"\nconnections = 1\nlease = 4\nretries = 1\n"
    )
}

/// What was written to the bucket, in order.
fn written(proxy: &Proxy) -> String {
    let paths = proxy.requests("PUT").into_iter();
    let paths = paths.filter(|path| !path.ends_with(".lock"));
    paths.map(|path| path.replacen("/site/", "", 1) + "\n").collect()
}

#[test]
fn files_have_media_types_and_go_in_order() {
    let server = s3();
    let (ground, proxy) = ground(1, &server);
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (s3://site/): 37 files sent, 0 unchanged, 0 deleted
exit 0

"#]]
    );
    assert_data_eq!(
        written(&proxy),
        str![[r#"
.chancery-deploy.json
apple-touch-icon.png
articles/a1/cite.bib
articles/a1/cite.json
articles/a1/cite.ris
chancery.b2bd5567.css
chancery.css
cite.a4f87755.js
cite.js
favicon.ico
favicon.svg
icon-192.png
icon-512.png
icon-maskable-512.png
manifest.webmanifest
notes.53049fd6.js
notes.js
search.549a1f2e.js
search.c81bbe6f.css
search.css
search.js
theme.b4496116.js
theme.js
404.html
articles/a1/index.html
articles/index.html
authors/index.html
corrections/index.html
index.html
search/index.html
sources/by-count/index.html
sources/index.html
topics/index.html
feed.json
feed.xml
robots.txt
rss.xml
sitemap.xml
.chancery-deploy.json

"#]]
    );
    assert_eq!(public(s3_files(server.port)), ground.built());
    let heads = s3_does(
        server.port,
        "for item in client.list_objects_v2(Bucket='site')['Contents']:\n \
         head = client.head_object(Bucket='site', Key=item['Key'])\n \
         print(item['Key'], '|', head['ContentType'], '|', head['CacheControl'])",
    );
    assert_data_eq!(
        heads,
        str![[r#"
.chancery-deploy.json | application/json | no-store
404.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
apple-touch-icon.png | image/png | public, max-age=0, must-revalidate
articles/a1/cite.bib | application/x-bibtex; charset=utf-8 | public, max-age=0, must-revalidate
articles/a1/cite.json | application/json; charset=utf-8 | public, max-age=0, must-revalidate
articles/a1/cite.ris | application/x-research-info-systems; charset=utf-8 | public, max-age=0, must-revalidate
articles/a1/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
articles/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
authors/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
chancery.b2bd5567.css | text/css; charset=utf-8 | public, max-age=31536000, immutable
chancery.css | text/css; charset=utf-8 | public, max-age=0, must-revalidate
cite.a4f87755.js | text/javascript; charset=utf-8 | public, max-age=31536000, immutable
cite.js | text/javascript; charset=utf-8 | public, max-age=0, must-revalidate
corrections/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
favicon.ico | image/vnd.microsoft.icon | public, max-age=0, must-revalidate
favicon.svg | image/svg+xml | public, max-age=0, must-revalidate
feed.json | application/feed+json; charset=utf-8 | public, max-age=0, must-revalidate
feed.xml | application/atom+xml; charset=utf-8 | public, max-age=0, must-revalidate
icon-192.png | image/png | public, max-age=0, must-revalidate
icon-512.png | image/png | public, max-age=0, must-revalidate
icon-maskable-512.png | image/png | public, max-age=0, must-revalidate
index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
manifest.webmanifest | application/manifest+json; charset=utf-8 | public, max-age=0, must-revalidate
notes.53049fd6.js | text/javascript; charset=utf-8 | public, max-age=31536000, immutable
notes.js | text/javascript; charset=utf-8 | public, max-age=0, must-revalidate
robots.txt | text/plain; charset=utf-8 | public, max-age=0, must-revalidate
rss.xml | application/rss+xml; charset=utf-8 | public, max-age=0, must-revalidate
search.549a1f2e.js | text/javascript; charset=utf-8 | public, max-age=31536000, immutable
search.c81bbe6f.css | text/css; charset=utf-8 | public, max-age=31536000, immutable
search.css | text/css; charset=utf-8 | public, max-age=0, must-revalidate
search.js | text/javascript; charset=utf-8 | public, max-age=0, must-revalidate
search/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
sitemap.xml | application/xml; charset=utf-8 | public, max-age=0, must-revalidate
sources/by-count/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
sources/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
theme.b4496116.js | text/javascript; charset=utf-8 | public, max-age=31536000, immutable
theme.js | text/javascript; charset=utf-8 | public, max-age=0, must-revalidate
topics/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate

"#]]
    );
}

#[test]
fn one_change_among_many_sends_one_articles_files() {
    let server = s3();
    let (ground, proxy) = ground(120, &server);
    ground.target(&target(proxy.port).replace("connections = 1", "connections = 16"));
    ground.deploys("");
    proxy.requests("");
    ground.target(&target(proxy.port));
    ground.article(60, "Another text.");
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (s3://site/): 1 file sent, 517 unchanged, 0 deleted
exit 0

"#]]
    );
    assert_data_eq!(
        written(&proxy),
        str![[r#"
.chancery-deploy.json
articles/a60/index.html
.chancery-deploy.json

"#]]
    );
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (s3://site/): 0 files sent, 518 unchanged, 0 deleted
exit 0

"#]]
    );
    assert_data_eq!(written(&proxy), str![""]);
    assert_eq!(public(s3_files(server.port)), ground.built());
}

#[test]
fn what_was_sent_before_a_cut_is_not_sent_again() {
    let server = s3();
    let (ground, proxy) = ground(3, &server);
    proxy.cut_after(60_000, false);
    let said = ground.deploys("");
    assert!(proxy.has_cut());
    assert_eq!(said.lines().last(), Some("exit 3"), "{said}");
    let first = written(&proxy);
    proxy.mend();
    let said = ground.deploys("");
    assert_eq!(said.lines().last(), Some("exit 0"), "{said}");
    let second = written(&proxy);
    // The last of the first deploy was on its way.
    let (done, _) = first.trim_end().rsplit_once('\n').unwrap();
    let ours = ".chancery-deploy.json";
    let again = done.lines().filter(|path| *path != ours);
    let again: Vec<&str> =
        again.filter(|path| second.lines().any(|other| other == *path)).collect();
    assert_eq!(again, Vec::<&str>::new(), "{first}\n{second}");
    assert_eq!(public(s3_files(server.port)), ground.built());
}

#[test]
fn a_connection_that_breaks_once_is_made_good() {
    let server = s3();
    let (ground, proxy) = ground(3, &server);
    proxy.cut_after(60_000, true);
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (s3://site/): 45 files sent, 0 unchanged, 0 deleted
exit 0

"#]]
    );
    assert_eq!(public(s3_files(server.port)), ground.built());
}

#[test]
fn a_second_deploy_is_refused_while_the_first_is_at_work() {
    let server = s3();
    let (ground, proxy) = ground(2, &server);
    proxy.hold("PUT /site/index.html");
    let first = ground.start("");
    proxy.wait();
    let other = Ground::new(5, &target(server.port));
    assert_data_eq!(
        other.deploys(""),
        str![[r#"
another deploy is at work or was cut off: waiting for a sign of life
error: another deploy is at work on this target
 = help: wait until it has ended, and type the command again
exit 3

"#]]
    );
    proxy.mend();
    proxy.hang_up();
    assert_data_eq!(
        ground.ended(first),
        str![[r#"
deployed to `there` (s3://site/): 41 files sent, 0 unchanged, 0 deleted
exit 0

"#]]
    );
    assert_eq!(public(s3_files(server.port)), ground.built());
}

#[test]
fn a_deploy_that_was_killed_is_taken_up() {
    let server = s3();
    let (ground, proxy) = ground(2, &server);
    proxy.hold("PUT /site/feed.xml");
    let mut first = ground.start("");
    proxy.wait();
    first.kill().unwrap();
    first.wait().unwrap();
    proxy.mend();
    written(&proxy);
    assert_data_eq!(
        settled(&ground.deploys("")),
        str![[r#"
another deploy is at work or was cut off: waiting for a sign of life
deployed to `there` (s3://site/): 4 files sent, 37 not sent again, 0 deleted
exit 0

"#]]
    );
    assert_data_eq!(
        written(&proxy),
        str![[r#"
.chancery-deploy.json
feed.xml
robots.txt
rss.xml
sitemap.xml
.chancery-deploy.json

"#]]
    );
    assert_eq!(public(s3_files(server.port)), ground.built());
}

#[test]
fn a_deploy_that_slept_too_long_sends_nothing_more() {
    let server = s3();
    let (ground, proxy) = ground(2, &server);
    proxy.hold("PUT /site/index.html");
    let first = ground.start("");
    proxy.wait();
    let signal = |name: &str| {
        let mut command = Command::new("kill");
        assert!(
            command.args([name, &first.id().to_string()]).status().unwrap().success()
        );
    };
    signal("-STOP");
    let other = Ground::new(5, &target(server.port));
    assert_data_eq!(
        settled(&other.deploys("")),
        str![[r#"
another deploy is at work or was cut off: waiting for a sign of life
deployed to `there` (s3://site/): 24 files sent, 29 not sent again, 0 deleted
exit 0

"#]]
    );
    proxy.mend();
    proxy.hang_up();
    proxy.requests("");
    signal("-CONT");
    assert_data_eq!(
        ground.ended(first),
        str![[r#"
error: another deploy has taken this target over, for this one gave no sign of life
 = help: wait until it has ended, and type the command again
exit 3

"#]]
    );
    assert_data_eq!(
        written(&proxy),
        str![[r#"
.chancery-deploy.json

"#]]
    );
    assert_eq!(public(s3_files(server.port)), other.built());
}

#[test]
fn a_deploy_that_is_ended_leaves_the_target_free() {
    let server = s3();
    let (ground, proxy) = ground(2, &server);
    proxy.hold("PUT /site/index.html");
    let first = ground.start("");
    proxy.wait();
    let mut command = Command::new("kill");
    assert!(command.args(["-INT", &first.id().to_string()]).status().unwrap().success());
    assert_data_eq!(
        ground.ended(first),
        str![[r#"
error: the deploy was ended before all was sent
 = help: type the command again: it goes on where this one ended
exit 130

"#]]
    );
    proxy.mend();
    assert_data_eq!(
        settled(&ground.deploys("")),
        str![[r#"
deployed to `there` (s3://site/): 10 files sent, 31 not sent again, 0 deleted
exit 0

"#]]
    );
    assert_eq!(public(s3_files(server.port)), ground.built());
}

#[test]
fn credentials_come_from_the_standard_files_too() {
    let server = s3();
    let (mut ground, _proxy) = ground(1, &server);
    ground.variables.remove("AWS_ACCESS_KEY_ID");
    ground.variables.remove("AWS_SECRET_ACCESS_KEY");
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
error: there are no credentials for the store
 = help: set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or write them to `~/.aws/credentials`
exit 3

"#]]
    );
    ground.write(
        "home/.aws/credentials",
        &format!(
            "[press]\naws_access_key_id = test\naws_secret_access_key = {}\n",
            crate::ground::SECRET
        ),
    );
    ground.variables.insert("AWS_PROFILE".to_owned(), "press".to_owned());
    assert_data_eq!(
        ground.deploys("-v"),
        str![[r#"
parsed 0 documents, rendered 37 outputs
sent apple-touch-icon.png
sent articles/a1/cite.bib
sent articles/a1/cite.json
sent articles/a1/cite.ris
sent chancery.b2bd5567.css
sent chancery.css
sent cite.a4f87755.js
sent cite.js
sent favicon.ico
sent favicon.svg
sent icon-192.png
sent icon-512.png
sent icon-maskable-512.png
sent manifest.webmanifest
sent notes.53049fd6.js
sent notes.js
sent search.549a1f2e.js
sent search.c81bbe6f.css
sent search.css
sent search.js
sent theme.b4496116.js
sent theme.js
sent 404.html
sent articles/a1/index.html
sent articles/index.html
sent authors/index.html
sent corrections/index.html
sent index.html
sent search/index.html
sent sources/by-count/index.html
sent sources/index.html
sent topics/index.html
sent feed.json
sent feed.xml
sent robots.txt
sent rss.xml
sent sitemap.xml
deployed to `there` (s3://site/): 37 files sent, 0 unchanged, 0 deleted
exit 0

"#]]
    );
}

#[test]
fn a_store_that_refuses_is_quoted_without_secrets() {
    let server = s3();
    let (ground, proxy) = ground(1, &server);
    ground.target(&target(proxy.port).replace("\"site\"", "\"other\""));
    let said = ground.deploys("");
    let said: Vec<&str> = said.lines().skip(1).collect();
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
 = help: look at the name of the bucket or container: make it first
exit 3
"#]]
    );
    drop(server);
    let said = ground.deploys("");
    assert_eq!(said.lines().last(), Some("exit 3"), "{said}");
}
