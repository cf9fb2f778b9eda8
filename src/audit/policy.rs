//! What pages load and run, checked against the policy that the host sends with them.

use std::collections::BTreeMap;

use url::Url;

use crate::audit::finding::{Finding, Kind};
use crate::audit::loads::Load;
use crate::audit::page::PageFacts;
use crate::base::path::Address;
use crate::load::host::Csp;

/// What browsers refuse on the pages.
pub fn check(
    pages: &BTreeMap<Address, PageFacts>,
    csp: &Csp,
    base_url: &str,
) -> Vec<Finding> {
    let finding = |(page, load): (&Address, &Load)| {
        let (message, hint) = refused(load, csp, base_url)?;
        let (page, target) = (page.clone(), load.target.to_string());
        let (offset, kind, hint) = (load.offset, Kind::Refused, Some(hint));
        Some(Finding { page, offset, kind, target, message, hint })
    };
    let all = pages.iter();
    let all = all.flat_map(|(page, facts)| facts.loads.iter().map(move |l| (page, l)));
    all.filter_map(finding).collect()
}

/// What is wrong with something that a page loads, and what to do: nothing, if the policy lets
/// it in.
fn refused(load: &Load, csp: &Csp, base_url: &str) -> Option<(String, String)> {
    let Load { directive, target, inline, .. } = load;
    if *inline {
        let hint = match *directive {
            "style-src" => "put it into a style sheet of `static/`",
            _ => "put it into a file of `static/`",
        };
        let message = format!("browsers refuse {target} in the page itself");
        return Some((message, hint.to_owned()));
    }
    let (key, origins) = match *directive {
        "connect-src" => ("connections", &csp.connections),
        "form-action" => ("forms", &csp.forms),
        "frame-src" => ("frames", &csp.frames),
        "img-src" => ("images", &csp.images),
        "media-src" => ("media", &csp.media),
        "script-src" => ("scripts", &csp.scripts),
        "style-src" => ("styles", &csp.styles),
        _ => ("", &csp.fonts),
    };
    let own = Url::parse(base_url).ok()?;
    let url = own.join(target).ok()?;
    let nothing = matches!(*directive, "object-src");
    let same = url.origin() == own.origin() && *directive != "frame-src";
    let listed = || !key.is_empty() && origins.iter().any(|known| matches(known, &url));
    if !nothing && (same || listed()) {
        return None;
    }
    let message = format!("browsers refuse to load `{target}` (`{directive}`)");
    let origin = url.origin().ascii_serialization();
    let hint = match (key, origin.starts_with("https://")) {
        ("", _) => "leave it out".to_owned(),
        (_, false) => "put the file beside the text or into `static/`".to_owned(),
        (key, true) => format!("add `{key} = [\"{origin}\"]` under `[csp]`"),
    };
    Some((message, hint))
}

/// Whether an origin of the settings covers a URL.
fn matches(known: &str, url: &Url) -> bool {
    let Some(known) = known.strip_prefix("https://") else { return false };
    let Some(host) = url.host_str() else { return false };
    let host = match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let below = || {
        let after = known.strip_prefix('*')?;
        host.strip_suffix(after).filter(|before| !before.is_empty())
    };
    url.scheme() == "https" && (host == known || below().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::page::facts;

    /// What browsers refuse on a page.
    fn found(html: &str, csp: &Csp) -> Vec<String> {
        let facts = facts(html);
        let all = facts.loads.iter();
        all.filter_map(|load| refused(load, csp, "https://x.example/a/"))
            .map(|(message, hint)| format!("{message}|{hint}"))
            .collect()
    }

    #[test]
    fn what_the_policy_lets_in() {
        let csp = Csp {
            images: vec!["https://*.pictures.example".to_owned()],
            frames: vec!["https://video.example".to_owned()],
            ..Csp::default()
        };
        let html = "<link rel=stylesheet href=/a/x.css><script src=y.js></script>\
            <script type=application/ld+json>{}</script><img src=https://a.pictures.example/1.jpg \
            srcset='/a/2.jpg 2x'><iframe src=https://video.example/1></iframe>\
            <form action=/a/search/></form><a href=https://elsewhere.example/ once>x</a>";
        assert_eq!(found(html, &csp), Vec::<String>::new());
    }

    #[test]
    fn what_it_refuses() {
        let html = "<style>a{}</style><p style='a:b' onclick='x()'>x</p><script>1</script>\
            <a href=' JavaScript:1'>x</a><script src=https://cdn.example/x.js></script>\
            <img src='data:image/png;base64,AA=='><iframe src=/a/own/></iframe>\
            <object data=/a/x.swf></object><video poster=http://p.example/1.jpg></video>";
        assert_eq!(
            found(html, &Csp::default()),
            [
                "browsers refuse a style sheet in the page itself|put it into a style sheet of `static/`",
                "browsers refuse the attribute `style` in the page itself|put it into a style sheet of `static/`",
                "browsers refuse the attribute `onclick` in the page itself|put it into a file of `static/`",
                "browsers refuse a script in the page itself|put it into a file of `static/`",
                "browsers refuse a link that begins with `javascript:` in the page itself|put it into a file of `static/`",
                "browsers refuse to load `https://cdn.example/x.js` (`script-src`)|add `scripts = [\"https://cdn.example\"]` under `[csp]`",
                "browsers refuse to load `data:image/png;base64,AA==` (`img-src`)|put the file beside the text or into `static/`",
                "browsers refuse to load `/a/own/` (`frame-src`)|add `frames = [\"https://x.example\"]` under `[csp]`",
                "browsers refuse to load `/a/x.swf` (`object-src`)|leave it out",
                "browsers refuse to load `http://p.example/1.jpg` (`img-src`)|put the file beside the text or into `static/`",
            ]
        );
    }
}
