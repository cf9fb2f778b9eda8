//! Edits of templates: what is rendered is what is made of them, and no more.

use snapbox::{assert_data_eq, str};

use crate::edits::DESK;
use crate::support::Site;

/// A publication with all templates of its own, so that each can be edited.
fn desk() -> Site {
    let mut site = Site::new(DESK);
    site.build();
    site
}

const BASE: &str = include_str!("../../templates/base.html");
const TERM: &str = include_str!("../../templates/term.html");
const PAGER: &str = include_str!("../../templates/components/pager.html");
const FOOTER: &str = include_str!("../../templates/components/footer.html");

#[test]
fn a_template_that_shadows_a_built_in_one_and_its_edits() {
    let mut site = desk();
    site.write("templates/term.html", TERM);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 2 of 66
templates: /topics/iran/ /topics/oman/
"#]]
    );
    site.write("templates/term.html", format!("{TERM}\n{{# changed #}}\n"));
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 2 of 66
templates: /topics/iran/ /topics/oman/
"#]]
    );
    site.delete("templates/term.html");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 2 of 66
templates: /topics/iran/ /topics/oman/
"#]]
    );
}

#[test]
fn the_base_template_is_of_every_page_and_of_no_feed() {
    let mut site = desk();
    site.write("templates/base.html", BASE.replace("</body>", "<!-- own --></body>"));
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 24 of 66
templates: / /404.html /about/ /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/ /authors/ann/ /authors/bob/ /corrections/ /search/ /series/ /series/letters/ /sources/ /sources/agency/ /sources/by-count/ /sources/dawn/ /topics/ /topics/iran/ /topics/oman/
"#]]
    );
    let page = site.text("articles/alpha/index.html");
    assert!(page.trim_end().ends_with("<!-- own --></body>\n</html>"), "{page}");
    site.delete("templates/base.html");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 24 of 66
templates: / /404.html /about/ /archive/ /archive/2025/ /archive/2026/ /articles/ /articles/alpha/ /articles/beta/ /articles/gamma/ /authors/ /authors/ann/ /authors/bob/ /corrections/ /search/ /series/ /series/letters/ /sources/ /sources/agency/ /sources/by-count/ /sources/dawn/ /topics/ /topics/iran/ /topics/oman/
"#]]
    );
}

#[test]
fn a_component_that_shadows_a_built_in_one_and_its_edits() {
    let mut site = desk();
    let earlier = site.files.clone();
    site.write(
        "templates/components/footer.html",
        FOOTER.replace("<footer class", "<footer data-own class"),
    );
    site.build();
    for (name, bytes) in &site.files {
        let text = String::from_utf8_lossy(bytes);
        let own = name.ends_with(".html");
        assert_eq!(text.contains("<footer data-own class"), own, "{name}");
    }
    site.delete("templates/components/footer.html");
    site.build();
    crate::support::same(&site.files, &earlier);
    site.write("templates/components/pager.html", format!("{PAGER}\n{{# changed #}}\n"));
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 16 of 66
templates: /archive/2025/ /archive/2026/ /articles/ /authors/ /authors/ann/ /authors/bob/ /corrections/ /series/ /series/letters/ /sources/ /sources/agency/ /sources/by-count/ /sources/dawn/ /topics/ /topics/iran/ /topics/oman/
"#]]
    );
}

#[test]
fn a_component_in_a_file_of_another_name_wins_over_the_built_in_one() {
    let mut site = desk();
    let own = "{% component date(date: map) -%}\n\
               <time>{{ date.text }}</time>\n{%- endcomponent date %}\n";
    site.write("templates/components/mine.html", own);
    site.build();
    let page = site.text("articles/alpha/index.html");
    assert!(page.contains("<li><time>3 January 2026</time></li>"), "{page}");
}

#[test]
fn a_partial() {
    let mut site = desk();
    site.write("templates/about.html", "{% extends \"base.html\" %}{% block main %}{% include \"part.html\" %}{% endblock main %}");
    site.write("templates/part.html", "<h1>{{ page.title }}</h1>");
    site.replace(
        "content/pages/about.md",
        "title: About",
        "title: About\ntemplate: about.html",
    );
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 1 of 7
rendered 1 of 66
templates, view: /about/
"#]]
    );
    site.write("templates/part.html", "<h1>On {{ page.title }}</h1>");
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 1 of 66
templates: /about/
"#]]
    );
    assert!(site.text("about/index.html").contains("<h1>On About</h1>"));
}

#[test]
fn a_mistake_in_a_template_and_its_fix() {
    let mut site = desk();
    site.write(
        "templates/term.html",
        TERM.replace("{% endblock main %}", "{% endblok main %}"),
    );
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
templates/term.html:47:4: error[template-syntax]: there is no tag `endblok` (hint: did you mean `endblock`?)
"#]]
    );
    site.write("templates/term.html", TERM);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 2 of 66
templates: /topics/iran/ /topics/oman/
"#]]
    );
    site.write(
        "templates/term.html",
        TERM.replace("{% endblock main %}", "{{ page.nothing }}{% endblock main %}"),
    );
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
templates/term.html:47:9: error[template-render]: there is no field `nothing` here (hint: there are `address`, `articles`, `balance`, `children`, `description`, `extra`, `id`, `introduction`, `name`, `pager`, `parent`, `related`, `same_as`, `sources`, `taxonomy`, `taxonomy_name`)
"#]]
    );
    site.write("templates/term.html", TERM);
    assert_data_eq!(
        site.build(),
        str![[r#"
parsed 0 of 7
rendered 0 of 66
"#]]
    );
}
