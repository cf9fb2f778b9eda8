//! What open pages are told.

use serde_json::json;

use crate::SITE;
use crate::ground::Ground;

const HARBOUR: &str = "content/articles/harbour.md";
const ARTICLE: &str = "/desk/articles/harbour/";

#[test]
fn a_page_hears_how_things_stand_and_what_changes() {
    let mut ground = Ground::new(SITE);
    let page = ground.get(ARTICLE);
    let mut events = ground.listen(&page);
    let first = events.next().unwrap();
    assert_eq!(first.id, page.data("generation"));
    assert_eq!(first.retry.as_deref(), Some("500"));
    let expected = json!({
        "id": first.id, "generation": 1, "page": "same", "to": null,
        "digest": page.data("digest"), "files": [], "errors": 0, "panel": null,
    });
    assert_eq!(first.data, expected);

    ground.replace(HARBOUR, "is quiet", "is loud").build();
    let heard = events.heard();
    let page = ground.get(ARTICLE);
    assert!(page.text().contains("The harbour is loud."));
    let expected = json!({
        "id": page.data("generation"), "generation": 2, "page": "changed", "to": null,
        "digest": page.data("digest"), "files": [], "errors": 0, "panel": null,
    });
    assert_eq!(heard, expected);

    // An edit elsewhere is told, and is none of this page.
    ground.replace("content/articles/tide.md", "nobody has", "all have").build();
    let heard = events.heard();
    assert_eq!((&heard["page"], &heard["generation"]), (&json!("same"), &json!(3)));
}

#[test]
fn several_pages_hear_of_their_own() {
    let mut ground = Ground::new(SITE);
    let mut one = ground.listen(&ground.get(ARTICLE));
    let mut two = ground.listen(&ground.get("/desk/articles/tide/"));
    assert_eq!(
        (&one.heard()["page"], &two.heard()["page"]),
        (&json!("same"), &json!("same"))
    );
    ground.replace(HARBOUR, "is quiet", "is loud").build();
    let heard = (one.heard()["page"].clone(), two.heard()["page"].clone());
    assert_eq!(heard, (json!("changed"), json!("same")));
}

/// Who asks between an edit and its plan is given what is there, by the stamp that is known: a
/// page that was told of it early would ask for files that no plan has yet.
#[test]
fn a_file_is_news_with_the_plan_that_knows_of_it() {
    let mut ground = Ground::new(SITE);
    let page = ground.get("/desk/plain/");
    let mut events = ground.listen(&page);
    assert_eq!(events.heard()["page"], "same");
    ground.write("static/plain/index.html", "<p>plain, and more</p>");
    let early = ground.get("/desk/plain/");
    assert!(early.text().contains("plain, and more"));
    assert_eq!(early.data("digest"), page.data("digest"));
    ground.build();
    let heard = events.heard();
    let later = ground.get("/desk/plain/");
    assert_ne!(later.data("digest"), page.data("digest"));
    assert_eq!(
        (&heard["page"], &heard["digest"]),
        (&"changed".into(), &later.data("digest").into())
    );
}

#[test]
fn a_badge_is_part_of_the_page() {
    let mut ground = Ground::new(SITE);
    let mut events = ground.listen(&ground.get("/desk/articles/ferry/"));
    events.heard();
    let ferry = "content/articles/ferry.md";
    ground.replace(ferry, "2026-03-01 09:00", "2026-03-02 10:00").build();
    assert_eq!(events.heard()["page"], "changed");
}

#[test]
fn an_error_is_shown_and_leaves_by_itself() {
    let mut ground = Ground::new(SITE);
    let mut events = ground.listen(&ground.get(ARTICLE));
    events.heard();
    ground.replace(HARBOUR, "title: The", "titel: The").build();
    let heard = events.heard();
    assert_eq!((&heard["page"], heard["errors"].as_u64()), (&json!("same"), Some(1)));
    let panel = heard["panel"].as_str().unwrap();
    assert!(panel.starts_with("<details class=\"chancery-panel\" open>"), "{panel}");
    assert!(panel.contains("2 | titel: The harbour\n  | ^^^^^"), "{panel}");
    let link = "/content/articles/harbour.md:2:1\">content/articles/harbour.md:2:1</a>";
    assert!(panel.contains("<a href=\"vscode://file/"), "{panel}");
    assert!(panel.contains(link), "{panel}");
    // The page stays; others keep updating.
    assert_eq!(ground.get(ARTICLE).status, 200);
    let mut other = ground.listen(&ground.get("/desk/articles/tide/"));
    assert_eq!(other.heard()["errors"], 1);
    ground.replace("content/articles/tide.md", "nobody has", "all have").build();
    assert_eq!(other.heard()["page"], "changed");
    events.heard();
    ground.replace(HARBOUR, "titel: The", "title: The").build();
    let heard = events.heard();
    let found = (&heard["page"], &heard["errors"], &heard["panel"]);
    assert_eq!(found, (&json!("same"), &json!(0), &json!(null)));
}

#[test]
fn a_page_that_moved_is_followed() {
    let mut ground = Ground::new(SITE);
    let mut events = ground.listen(&ground.get(ARTICLE));
    events.heard();
    ground.replace(HARBOUR, "date: 2026-01-02", "date: 2026-01-02\nslug: quay side");
    ground.replace(HARBOUR, "slug: quay side", "slug: quay-side").build();
    let heard = events.heard();
    assert_eq!((&heard["page"], &heard["digest"]), (&json!("gone"), &json!(null)));
    assert_eq!(heard["to"], "/desk/articles/quay-side/");
    // Even when a page that leads on has taken its place.
    let mut events = ground.listen(&ground.get("/desk/articles/quay-side/"));
    events.heard();
    let aliases = "[/old-harbour/, /articles/quay-side/]\nslug: pier";
    ground.replace(HARBOUR, "\nslug: quay-side", "");
    ground.replace(HARBOUR, "[/old-harbour/]", aliases).build();
    assert_eq!(events.heard()["to"], "/desk/articles/pier/");
}

#[test]
fn a_page_that_is_gone_stays_and_may_come_back() {
    let mut ground = Ground::new(SITE);
    let mut events = ground.listen(&ground.get("/desk/articles/tide/"));
    events.heard();
    let tide = "---\ntitle: The tide\ndraft: true\n---\n\nIt is back.\n";
    ground.delete("content/articles/tide.md").build();
    let heard = events.heard();
    let found = (&heard["page"], &heard["to"], &heard["digest"]);
    assert_eq!(found, (&json!("gone"), &json!(null), &json!(null)));
    // Nor does a later build put the word that there is no such page in its place.
    ground.replace(HARBOUR, "is quiet", "is loud").build();
    let heard = events.heard();
    let found = (&heard["page"], &heard["generation"], &heard["digest"]);
    assert_eq!(found, (&json!("gone"), &json!(3), &json!(null)));
    ground.write("content/articles/tide.md", tide).build();
    assert_eq!(events.heard()["page"], "changed");
}

#[test]
fn an_address_that_comes_into_being_is_shown() {
    let mut ground = Ground::new(SITE);
    let mut events = ground.listen(&ground.get("/desk/notes-on-tar/"));
    assert_eq!(events.heard()["page"], "same");
    ground
        .write("content/pages/notes-on-tar.md", "---\ntitle: Tar\n---\n\nTar.\n")
        .build();
    let heard = events.heard();
    let digest = ground.get("/desk/notes-on-tar/").data("digest");
    assert_eq!((&heard["page"], &heard["digest"]), (&json!("changed"), &json!(digest)));
}

#[test]
fn files_that_changed_are_named() {
    let mut ground = Ground::new(SITE);
    let page = ground.get(ARTICLE);
    let mut events = ground.listen(&page);
    events.heard();
    ground.write("static/notes.txt", "abc").write("static/a b.txt", "new").build();
    let heard = events.heard();
    let files = json!(["/desk/a%20b.txt", "/desk/notes.txt"]);
    assert_eq!((&heard["page"], &heard["files"]), (&json!("same"), &files));
    ground.build();
    assert_eq!(events.heard()["files"], json!([]));
    // Who was away longer is told what was missed.
    let mut late = ground.listen(&page);
    assert_eq!(late.heard()["files"], files);
    let id = "\r\nLast-Event-ID: ";
    let query = format!("own=/desk/&page=/&generation={}", page.data("generation"));
    let now = ground.get(ARTICLE).data("generation");
    let mut back = ground.listen_to("/desk/_chancery/", &query, &format!("{id}{now}"));
    assert_eq!(back.next().unwrap().data["files"], json!([]));
    // The generations of another run are not known: anything may have changed.
    let mut other = ground.listen_to("/desk/_chancery/", &query, &format!("{id}other-3"));
    assert_eq!(other.next().unwrap().data["files"], json!(null));
}

#[test]
fn a_publication_that_moves_takes_its_pages_along() {
    let mut ground = Ground::new(SITE);
    let mut events = ground.listen(&ground.get(ARTICLE));
    events.heard();
    ground.replace("site.toml", "quay.example/desk/", "quay.example/pier/").build();
    assert_eq!(events.heard()["to"], "/pier/articles/harbour/");
    assert_eq!(ground.get("/pier/articles/harbour/").status, 200);
}

#[test]
fn a_publication_that_is_broken_at_the_start_is_served() {
    let mut ground = Ground::new("-- site.toml --\ntitle = \n");
    let page = ground.get("/");
    let mut events = ground.listen(&page);
    let heard = events.heard();
    assert_eq!((&heard["page"], heard["errors"].as_u64()), (&json!("same"), Some(1)));
    assert!(heard["panel"].as_str().unwrap().contains("site.toml"));
    let sound = "title = \"T\"\nbase_url = \"https://x.example/\"\n";
    ground.write("site.toml", sound).build();
    let heard = events.heard();
    let digest = ground.get("/").data("digest");
    assert_eq!((&heard["page"], &heard["digest"]), (&json!("changed"), &json!(digest)));
    assert_eq!(heard["panel"], json!(null));
}

#[test]
fn a_desk_that_is_open_hears_too() {
    let mut ground = Ground::new(SITE);
    let mut events = ground.listen(&ground.get("/desk/_chancery/"));
    assert_eq!(events.heard()["page"], "same");
    ground.build();
    assert_eq!(events.heard()["page"], "same");
}

#[test]
fn the_server_ends_while_somebody_listens() {
    let mut ground = Ground::new(SITE);
    let mut events = ground.listen(&ground.get(ARTICLE));
    events.heard();
    ground.stop();
    assert!(events.next().is_none());
}
