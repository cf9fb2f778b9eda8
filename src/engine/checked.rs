//! What the audit finds, as diagnostics.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit;
use crate::audit::finding::{Finding, Kind};
use crate::audit::page::PageFacts;
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::path::{Address, FilePath};
use crate::engine::memo::Memo;
use crate::load::snapshot::SETTINGS;
use crate::plan::Plan;

/// Checks every link of what was rendered.
pub fn audit(plan: &Plan, memo: &Memo) -> Vec<Diagnostic> {
    let settings = &plan.shared.site.settings;
    // The host itself leads old addresses on, or a page does.
    let led = plan.shared.site.redirects.iter().map(|redirect| &redirect.from);
    let addresses: BTreeSet<Address> =
        plan.outputs.addresses().chain(led).cloned().collect();
    let pages: BTreeMap<Address, PageFacts> = memo
        .outputs
        .iter()
        .filter_map(|(address, rendered)| {
            Some((address.clone(), (**rendered.facts.as_ref()?).clone()))
        })
        .collect();
    let mut findings = audit::links::check(
        &pages,
        &addresses,
        &plan.site.base_url,
        &plan.site.base_path,
    );
    if settings.host.kind.is_some() {
        findings.extend(audit::policy::check(&pages, &settings.csp, &settings.base_url));
    }
    // The same broken link on every page is one fault of a template.
    let mut first: BTreeMap<(&str, String), (Finding, usize)> = BTreeMap::new();
    for finding in findings {
        let key = (finding.kind.code(), finding.target.clone());
        first.entry(key).or_insert_with(|| (finding, 0)).1 += 1;
    }
    first
        .into_values()
        .map(|(finding, pages)| diagnostic(plan, &finding, pages))
        .collect()
}

fn diagnostic(plan: &Plan, finding: &Finding, pages: usize) -> Diagnostic {
    let output = plan.outputs.get(finding.page.as_str());
    let place = output.and_then(|output| output.place.clone());
    let place = place.unwrap_or_else(|| Place::file(&FilePath::new(SETTINGS)));
    let place = Place::file(&place.file);
    let more = if pages > 1 { format!(" and {} more", pages - 1) } else { String::new() };
    let message = format!("on the page `{}`{more}: {}", finding.page, finding.message);
    let code = finding.kind.code();
    let diagnostic = match finding.kind {
        Kind::LooseUrl | Kind::MissingSlash => Diagnostic::warning(code, place, message),
        _ => Diagnostic::error(code, place, message),
    };
    let hint = "correct it in the text or in the template of the page";
    diagnostic.hint(hint).maybe_hint(finding.hint.clone())
}
