//! Styles of CSL on the page: what the style sets, what is set by us beside it, and nothing of
//! it raw.

use snapbox::{assert_data_eq, str};

use crate::support::Site;
use crate::support::warm::Warm;

const SITE: &str = r#"
-- site.toml --
title = "The Test Desk"
base_url = "https://desk.example/"
language = "en"
timezone = "UTC"
citation_style = "apa"
-- content/outlets.yml --
press: { name: The Test Press, domains: [press.example] }
-- content/articles/alpha.md --
---
title: Alpha
author: A. Writer
date: 2026-01-01
sources:
  - { key: gates, outlet: press, author: "Rey, Cyd", title: "On <b>gates</b> & keys", date: 1979, type: book }
  - { key: untitled, outlet: press, url: "https://press.example/2026/gates", date: 2026-01-02 }
  - The Test Press
---
One.[see @gates, pp. 3-4, and passim; @untitled] Two.[@The Test Press] Three.[-@gates]
-- content/articles/beta.md --
---
title: Beta
author: A. Writer
date: 2026-01-02
lang: de
citation_style: chicago-notes
sources:
  - { key: gates, outlet: press, author: "Rey, Cyd", editors: ["Opal, Per"], title: "Gates", date: 1979, type: book }
---
Eins.[@gates, p. 3] Zwei.[@gates, p. 9]
"#;

/// The lines of a page that hold a citation, a note or an entry.
fn lines(page: &str) -> String {
    let kept = page.lines().filter(|line| {
        ["class=\"citation", "class=\"reference-line", "id=\"note-"]
            .iter()
            .any(|word| line.contains(word))
    });
    kept.map(|line| line.to_owned() + "\n").collect()
}

#[test]
fn what_a_style_does_not_set_is_set_by_us() {
    let mut site = Site::new(SITE);
    site.build();
    assert_data_eq!(
        lines(site.text("articles/alpha/index.html")),
        str![[r##"
<p id="p-one-two-three">One <span class="citation citation-outlets citation-text">(<a id="cite-gates-1" href="#ref-gates" role="doc-biblioref">see Rey, 1979, pp. 3–4 and passim</a>) (<a id="cite-untitled-1" href="#ref-untitled" role="doc-biblioref">The Test Press</a>)</span>. Two <span class="citation citation-outlets citation-text">(<a id="cite-the-test-press-1" href="#ref-the-test-press" role="doc-biblioref">The Test Press</a>)</span>. Three <span class="citation citation-outlets citation-text">(<a id="cite-gates-2" href="#ref-gates" role="doc-biblioref">1979</a>)</span>.</p>
<p class="reference-line"><bdi>Rey, C. (1979). <i>On &lt;b&gt;gates&lt;/b&gt; &amp; keys</i>. The Test Press.</bdi></p>
<p class="reference-line"><bdi class="outlet"><a href="/sources/press/">The Test Press</a></bdi>. <cite class="address"><bdi><a href="https://press.example/2026/gates">press.example</a></bdi></cite>. <time datetime="2026-01-02">2 January 2026</time>. </p>
<p class="reference-line"><bdi class="outlet"><a href="/sources/press/">The Test Press</a></bdi>. <span class="unidentified">Named source, work not identified</span>.</p>

"##]]
    );
}

#[test]
fn notes_of_a_style_in_the_language_of_the_article() {
    let mut site = Site::new(SITE);
    site.build();
    assert_data_eq!(
        lines(site.text("articles/beta/index.html")),
        str![[r##"
<p id="p-eins-zwei">Eins.<sup class="citation"><a id="cite-gates-1" href="#note-gates-1" role="doc-noteref" aria-label="Anmerkung 1: The Test Press, S. 3">1</a></sup> Zwei.<sup class="citation"><a id="cite-gates-2" href="#note-gates-2" role="doc-noteref" aria-label="Anmerkung 2: The Test Press, S. 9">2</a></sup></p>
<li id="note-gates-1"><p>Cyd Rey, <i>Gates</i>, hrsg. von Per Opal (The Test Press, 1979), 3.</p>
<li id="note-gates-2"><p>Rey, <i>Gates</i>, 9.</p>
<p class="reference-line"><bdi>Rey, Cyd. <i>Gates</i>. Herausgegeben von Per Opal. The Test Press, 1979.</bdi></p>

"##]]
    );
}

/// A style of the publication: notes that say `ibid.` when the work comes again.
const HOUSE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info>
    <title>House</title>
    <id>https://desk.example/house</id>
    <updated>2026-01-01T00:00:00+00:00</updated>
  </info>
  <macro name="author"><names variable="author"><name and="text"/></names></macro>
  <citation>
    <layout suffix="." delimiter="; ">
      <choose>
        <if position="ibid-with-locator">
          <group delimiter=", "><text term="ibid"/><text variable="locator"/></group>
        </if>
        <else-if position="ibid"><text term="ibid"/></else-if>
        <else>
          <group delimiter=" + ">
            <text macro="author"/>
            <text variable="title" font-style="italic"/>
            <text variable="locator"/>
          </group>
        </else>
      </choose>
    </layout>
  </citation>
  <bibliography>
    <layout suffix="."><text macro="author" suffix=": "/><text variable="title"/></layout>
  </bibliography>
</style>
"#;

#[test]
fn a_style_of_the_publication() {
    let mut site = Site::new(SITE);
    site.write("content/references/house.csl", HOUSE);
    site.replace(
        "content/articles/beta.md",
        "citation_style: chicago-notes",
        "citation_style: house.csl",
    );
    let more = "p. 9] Drei.[@gates, p. 9] Vier.[@keys] F\u{fc}nf.[@keys] Sechs.[@gates]";
    site.replace("content/articles/beta.md", "p. 9]", more);
    let keys = "type: book }\n  - { key: keys, outlet: press, title: Keys, type: book }";
    site.replace("content/articles/beta.md", "type: book }", keys);
    site.build();
    assert_data_eq!(
        lines(site.text("articles/beta/index.html")),
        str![[r##"
<p id="p-eins-zwei-drei-vier-funf">Eins.<sup class="citation"><a id="cite-gates-1" href="#note-gates-1" role="doc-noteref" aria-label="Anmerkung 1: The Test Press, S. 3">1</a></sup> Zwei.<sup class="citation"><a id="cite-gates-2" href="#note-gates-2" role="doc-noteref" aria-label="Anmerkung 2: The Test Press, S. 9">2</a></sup> Drei.<sup class="citation"><a id="cite-gates-3" href="#note-gates-3" role="doc-noteref" aria-label="Anmerkung 3: The Test Press, S. 9">3</a></sup> Vier.<sup class="citation"><a id="cite-keys-1" href="#note-keys-1" role="doc-noteref" aria-label="Anmerkung 4: The Test Press">4</a></sup> Fünf.<sup class="citation"><a id="cite-keys-2" href="#note-keys-2" role="doc-noteref" aria-label="Anmerkung 5: The Test Press">5</a></sup> Sechs.<sup class="citation"><a id="cite-gates-4" href="#note-gates-4" role="doc-noteref" aria-label="Anmerkung 6: The Test Press">6</a></sup></p>
<li id="note-gates-1"><p>Cyd Rey + <i>Gates</i> + 3.</p>
<li id="note-gates-2"><p>Ebd., 9.</p>
<li id="note-gates-3"><p>Ebd.</p>
<li id="note-keys-1"><p><i>Keys</i>.</p>
<li id="note-keys-2"><p>Ebd.</p>
<li id="note-gates-4"><p>Cyd Rey + <i>Gates</i>.</p>
<p class="reference-line"><bdi>Cyd Rey: Gates.</bdi></p>
<p class="reference-line"><bdi>Keys.</bdi></p>

"##]]
    );
    // An edit of the style is an edit of the pages that it sets.
    site.replace("content/references/house.csl", "delimiter=\" + \"", "delimiter=\", \"");
    site.build();
    assert_data_eq!(
        lines(site.text("articles/beta/index.html")),
        str![[r##"
<p id="p-eins-zwei-drei-vier-funf">Eins.<sup class="citation"><a id="cite-gates-1" href="#note-gates-1" role="doc-noteref" aria-label="Anmerkung 1: The Test Press, S. 3">1</a></sup> Zwei.<sup class="citation"><a id="cite-gates-2" href="#note-gates-2" role="doc-noteref" aria-label="Anmerkung 2: The Test Press, S. 9">2</a></sup> Drei.<sup class="citation"><a id="cite-gates-3" href="#note-gates-3" role="doc-noteref" aria-label="Anmerkung 3: The Test Press, S. 9">3</a></sup> Vier.<sup class="citation"><a id="cite-keys-1" href="#note-keys-1" role="doc-noteref" aria-label="Anmerkung 4: The Test Press">4</a></sup> Fünf.<sup class="citation"><a id="cite-keys-2" href="#note-keys-2" role="doc-noteref" aria-label="Anmerkung 5: The Test Press">5</a></sup> Sechs.<sup class="citation"><a id="cite-gates-4" href="#note-gates-4" role="doc-noteref" aria-label="Anmerkung 6: The Test Press">6</a></sup></p>
<li id="note-gates-1"><p>Cyd Rey, <i>Gates</i>, 3.</p>
<li id="note-gates-2"><p>Ebd., 9.</p>
<li id="note-gates-3"><p>Ebd.</p>
<li id="note-keys-1"><p><i>Keys</i>.</p>
<li id="note-keys-2"><p>Ebd.</p>
<li id="note-gates-4"><p>Cyd Rey, <i>Gates</i>.</p>
<p class="reference-line"><bdi>Cyd Rey: Gates.</bdi></p>
<p class="reference-line"><bdi>Keys.</bdi></p>

"##]]
    );
}

#[test]
fn what_a_style_has_set_is_kept_for_the_next_process() {
    let (mut site, warm) = (Site::new(SITE), Warm::new());
    assert_eq!(warm.build(&site).counters.styled, 2);
    // Other words around the same citations: the page is new, what the style sets is not.
    site.replace("content/articles/alpha.md", "Two.[", "Number two.[");
    let built = warm.build(&site);
    assert_eq!(built.counters.styled, 0);
    assert!(built.rendered.contains_key("/articles/alpha/"));
    site.build();
    assert_eq!(warm.files(), site.files);
    // Another place in a work is another citation.
    site.replace("content/articles/alpha.md", "pp. 3-4", "pp. 3-5");
    assert_eq!(warm.build(&site).counters.styled, 1);
    // A publication in our own styles never asks.
    site.replace("site.toml", "\"apa\"", "\"notes\"");
    site.replace("content/articles/beta.md", "citation_style: chicago-notes\n", "");
    assert_eq!(warm.build(&site).counters.styled, 0);
}
