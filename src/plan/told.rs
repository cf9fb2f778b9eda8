//! Files that tell programs about the site as a whole.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::base::form::direction;
use crate::base::path::Address;
use crate::load::snapshot::Snapshot;
use crate::load::theme;
use crate::model::site::Site;
use crate::plan::make::Make;
use crate::plan::output::Output;
use crate::view::told::{ManifestView, MiningView, SecurityView};

/// The icons of the manifest: a file of `static/`, its width and height, whether it may be cut.
const ICONS: [(&str, u32, bool); 3] = [
    ("icon-192.png", 192, false),
    ("icon-512.png", 512, false),
    ("icon-maskable-512.png", 512, true),
];

/// The manifest, security.txt and tdmrep.json. The last two count only at the root of a host.
pub fn outputs(site: &Site, snapshot: &Snapshot) -> Vec<Output> {
    let settings = &site.settings;
    let mut outputs = Vec::new();
    let mut add = |what, address: &str, make| {
        outputs.push(Output::done(what, Address::new(address), make));
    };
    if settings.outputs.manifest {
        let view = manifest(site, snapshot);
        add("the manifest", "/manifest.webmanifest", Make::Manifest(view));
    }
    if settings.base_path() != "/" {
        return outputs;
    }
    if !settings.security.contact.is_empty() {
        let address = "/.well-known/security.txt";
        let view = SecurityView {
            contact: settings.security.contact.clone(),
            expires: format!("{}T00:00:00Z", expires(site.now.day(&settings.zone))),
            language: settings.language.clone(),
            policy: settings.security.policy.clone(),
            address: Address::new(address),
        };
        add("security.txt", address, Make::Security(view));
    }
    if settings.robots.reserved {
        let view = MiningView { policy: settings.robots.policy.clone() };
        add("tdmrep.json", "/.well-known/tdmrep.json", Make::Mining(view));
    }
    outputs
}

/// Half a year after the month of a day, so that what is built again every month holds, and
/// days of one month make the same bytes.
fn expires(day: Date) -> Date {
    day.first_of_month().checked_add(7.months()).unwrap_or(day)
}

fn manifest(site: &Site, snapshot: &Snapshot) -> ManifestView {
    let settings = &site.settings;
    let there = |path: &str| {
        snapshot.get(&format!("static/{path}")).is_some()
            || theme::statics().contains_key(path)
    };
    let icons = ICONS.iter().filter(|(path, ..)| there(path));
    ManifestView {
        name: settings.title.clone(),
        description: settings.description.clone(),
        language: settings.language.clone(),
        direction: direction(&settings.language),
        icons: icons
            .map(|(path, size, cut)| (Address::new(format!("/{path}")), *size, *cut))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn security_txt_holds_for_half_a_year_and_more() {
        let until = |day: &str| expires(day.parse().unwrap()).to_string();
        assert_eq!(until("2026-01-01"), "2026-08-01");
        assert_eq!(until("2026-01-31"), "2026-08-01");
        assert_eq!(until("2026-07-31"), "2027-02-01");
    }
}
