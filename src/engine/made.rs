//! What an output is made of, in words, for whoever asks why it is as it is.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};

use crate::base::path::{Address, FilePath};
use crate::plan::Plan;
use crate::plan::make::Make;
use crate::plan::output::Output;
use crate::render::output::template_files;
use crate::render::templates::Templates;

/// How many names stand behind one word.
const MOST: usize = 24;

/// What an output is made of, a line for each sort of input, the output itself first.
pub fn of(plan: &Plan, templates: Option<&Templates>, output: &Output) -> String {
    let make = output.make(plan);
    let mut text = format!("{} is {}, made of:\n", output.address, output.what);
    let own = output.about.iter().chain(output.place.iter().map(|place| &place.file));
    let own: BTreeSet<String> = own.map(ToString::to_string).collect();
    let mut line = |label: &str, all: &[String]| {
        if all.is_empty() {
            return;
        }
        let more = all.len().saturating_sub(MOST);
        let mut names = all.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
        if more > 0 {
            let _ = write!(names, " and {more} more");
        }
        let _ = writeln!(text, "  {label:<9}  {names}");
    };
    let (mut shows, mut frame) = (BTreeSet::new(), BTreeSet::new());
    match &*make {
        Make::Copy { file, .. } => {
            line("bytes", &[file.to_string()]);
            return text;
        }
        Make::Theme(name, _) => {
            line("bytes", &[format!("{name} of the theme")]);
            return text;
        }
        Make::Page(page) => {
            named(&page.view, plan, output, &mut shows);
            named(&page.frame, plan, output, &mut frame);
        }
        Make::Share(share) => {
            named(&share.view, plan, output, &mut shows);
            named(&share.frame, plan, output, &mut frame);
        }
        other => named(other, plan, output, &mut shows),
    }
    shows.extend(shared(plan, output));
    let list = |files: BTreeSet<String>| files.into_iter().collect::<Vec<_>>();
    line("settings", &["site.toml".to_owned()]);
    let with = templates.map(|templates| template_files(templates, &make));
    let with = with.unwrap_or_default();
    let of = |own: bool| {
        let names = with.iter().filter(|(_, theirs)| *theirs == own);
        names.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    line("templates", &of(true));
    line("theme", &of(false));
    frame.retain(|file| !shows.contains(file) && !own.contains(file));
    shows.retain(|file| !own.contains(file));
    line("content", &list(own));
    line("shows", &list(shows));
    line("frame", &list(frame));
    text
}

/// The files of what a part of an output names by its address: pages by their content,
/// copies by their inputs. An address stands in quotes wherever a value is written out.
fn named(part: &impl Debug, plan: &Plan, of: &Output, files: &mut BTreeSet<String>) {
    let text = format!("{part:?}");
    let words = text.split('"').map(|word| word.trim_end_matches('\\'));
    let words = words.filter(|word| word.starts_with('/'));
    for word in words.collect::<BTreeSet<&str>>() {
        let address = word.split(['#', '?']).next().unwrap_or(word);
        let Some(found) = plan.outputs.get(address) else { continue };
        if found.address == of.address {
            continue;
        }
        if let Some(file) = &found.about {
            files.insert(file.to_string());
        } else if let (Some(_), Make::Copy { file, .. }) =
            (found.copied(), &*found.make(plan))
        {
            files.insert(file.to_string());
        }
    }
}

/// The files of shared works that the article of a page cites, and that of outlets.
fn shared(plan: &Plan, output: &Output) -> Vec<String> {
    let site = &plan.shared.site;
    let articles = site.articles.iter();
    let mut of = articles.filter(|a| output.about.as_ref() == Some(&a.document.file));
    let Some(article) = of.next() else { return Vec::new() };
    let references = article.references.iter();
    let places = references.clone().filter_map(|r| r.shared.as_ref());
    let mut files: Vec<String> = places.map(|place| place.file.to_string()).collect();
    let described =
        |id| site.outlets.get(id).is_some_and(|outlet| outlet.entry.is_some());
    if references.filter_map(|r| r.outlet.as_ref()).any(described) {
        files.push("content/outlets.yml".to_owned());
    }
    files
}

/// The output that somebody means who types its address, with or without the base path and
/// the slash at its end, or the content file of a page.
pub fn find<'p>(plan: &'p Plan, asked: &str) -> Option<&'p Output> {
    let asked = asked.trim();
    let file = FilePath::new(asked);
    let page = |output: &&Output| output.about.as_ref() == Some(&file);
    if let Some(page) = plan.outputs.all().iter().find(page) {
        return Some(page);
    }
    let url = url::Url::parse(asked).ok().filter(url::Url::has_host);
    let path = url.as_ref().map_or(asked, url::Url::path);
    let path = path.split(['?', '#']).next()?;
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let whole = format!("/{}", path.trim_start_matches('/'));
    let below = whole.strip_prefix(&*plan.site.base_path).map(|rest| format!("/{rest}"));
    [Some(whole), below].into_iter().flatten().find_map(|path| {
        plan.outputs.get(&path).or_else(|| plan.outputs.get(&format!("{path}/")))
    })
}

/// The address that is nearest to one that is not there.
pub fn nearest<'p>(plan: &'p Plan, asked: &str) -> Option<&'p str> {
    let known = plan.outputs.addresses().map(Address::as_str);
    crate::base::suggest::nearest(asked, known)
}
