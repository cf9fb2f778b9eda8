//! The command `headlines`: which headline each channel gets.

use snapbox::{assert_data_eq, file, str};

use crate::commands::prints;
use crate::edits::DESK;
use crate::incremental::ALPHA;
use crate::support::Site;

/// A site with headlines of every kind.
fn grid() -> Site {
    let site = Site::new(DESK);
    site.write("site.toml", "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n[headlines]\nlimits = { card = 4, feed = 4 }\n");
    let all = "title: Alpha\nalternative_headlines:\n  - \"Plain, with a comma\"\n  \
               - { text: Cards, for: card }\n  - { text: A post, for: [social, x], until: 2026-03-01 }\n  \
               - { text: Later, for: seo, from: 2026-03-01 }\n  - { text: Gone, for: seo, until: 2026-01-01 }\n  \
               - { text: Perhaps, for: [seo, email], draft: true }";
    site.replace(ALPHA, "title: Alpha", all);
    site.replace(
        "content/articles/gamma.md",
        "title: Gamma",
        "title: Gamma\ndraft: true",
    );
    site.delete("content/articles/beta.md");
    site
}

#[test]
fn the_grid_as_a_table() {
    assert_data_eq!(
        prints(grid().root(), &["headlines"]),
        str![[r#"
article  state   channel    from         length  limit  mark      headline
alpha    public  title      own          5       110              Alpha
                 seo        title        5       60               Alpha
                 social     own          6       70               A post
                 x          own          6       70               A post
                 email      social       6       50               A post
                 card       own          5       4      too long  Cards
                 home       card         5       80               Cards
                 feed       title        5       4      too long  Alpha
                 print      title        5                        Alpha
                            alternative  19                       Plain, with a comma
                 seo        waiting      5                        Later
                 seo        over         4                        Gone
                 seo email  candidate    7                        Perhaps
gamma    draft   title      own          5       110              Gamma
                 seo        title        5       60               Gamma
                 social     title        5       70               Gamma
                 x          title        5       70               Gamma
                 email      title        5       50               Gamma
                 card       title        5       4      too long  Gamma
                 home       title        5       80               Gamma
                 feed       title        5       4      too long  Gamma
                 print      title        5                        Gamma
"#]]
    );
}

#[test]
fn the_grid_as_values() {
    let site = grid();
    assert_data_eq!(
        prints(site.root(), &["headlines", "--format", "csv"]),
        str![[r#"
article,state,channel,from,length,limit,mark,headline,file
alpha,public,title,own,5,110,,Alpha,content/articles/alpha.md
alpha,public,seo,title,5,60,,Alpha,content/articles/alpha.md
alpha,public,social,own,6,70,,A post,content/articles/alpha.md
alpha,public,x,own,6,70,,A post,content/articles/alpha.md
alpha,public,email,social,6,50,,A post,content/articles/alpha.md
alpha,public,card,own,5,4,too long,Cards,content/articles/alpha.md
alpha,public,home,card,5,80,,Cards,content/articles/alpha.md
alpha,public,feed,title,5,4,too long,Alpha,content/articles/alpha.md
alpha,public,print,title,5,,,Alpha,content/articles/alpha.md
alpha,public,,alternative,19,,,"Plain, with a comma",content/articles/alpha.md
alpha,public,seo,waiting,5,,,Later,content/articles/alpha.md
alpha,public,seo,over,4,,,Gone,content/articles/alpha.md
alpha,public,seo email,candidate,7,,,Perhaps,content/articles/alpha.md
gamma,draft,title,own,5,110,,Gamma,content/articles/gamma.md
gamma,draft,seo,title,5,60,,Gamma,content/articles/gamma.md
gamma,draft,social,title,5,70,,Gamma,content/articles/gamma.md
gamma,draft,x,title,5,70,,Gamma,content/articles/gamma.md
gamma,draft,email,title,5,50,,Gamma,content/articles/gamma.md
gamma,draft,card,title,5,4,too long,Gamma,content/articles/gamma.md
gamma,draft,home,title,5,80,,Gamma,content/articles/gamma.md
gamma,draft,feed,title,5,4,too long,Gamma,content/articles/gamma.md
gamma,draft,print,title,5,,,Gamma,content/articles/gamma.md
"#]]
    );
}

#[test]
fn the_grid_as_json() {
    let site = grid();
    site.delete("content/articles/gamma.md");
    let grid = prints(site.root(), &["headlines", "--format", "json"]);
    assert_data_eq!(grid, file!["headline_grid/alpha.json": Text]);
    site.delete(ALPHA);
    assert_eq!(prints(site.root(), &["headlines"]), "nothing to list");
    assert_eq!(prints(site.root(), &["headlines", "--format", "json"]), "[]");
}
