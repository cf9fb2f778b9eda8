//! The tables of what programs are asked: `[robots]` and `[security]`.

use crate::base::fields::Fields;
use crate::base::scalar::shortened;
use crate::load::config::Settings;
use crate::load::robots::Ai;
use crate::load::tables::table;

/// Reads `[robots]` and `[security]`.
pub(super) fn read(fields: &mut Fields<'_>, settings: &mut Settings) {
    if let Some(mut table) = table(fields, "robots", "`[robots]`") {
        let word = table.choice("ai", "unknown-word", Ai::WORDS.map(|(word, _)| word));
        let robots = &mut settings.robots;
        let known = Ai::WORDS.iter().find(|(known, _)| Some(*known) == word);
        robots.ai = known.map_or(robots.ai, |(_, ai)| *ai);
        robots.reserved = table.flag("mining_reserved").unwrap_or(false);
        robots.policy = table.web_address("mining_policy");
        table.finish(&[("tdm", "mining_reserved"), ("tdm_policy", "mining_policy")]);
    }
    if let Some(mut table) = table(fields, "security", "`[security]`") {
        settings.security.contact = contacts(&mut table);
        settings.security.policy = table.web_address("policy");
        table.finish(&[("contacts", "contact"), ("email", "contact")]);
    }
}

/// Addresses to write to. One of mail is perhaps without its scheme.
fn contacts(table: &mut Fields<'_>) -> Vec<String> {
    let problems = table.problems();
    let mut contacts = Vec::new();
    for item in table.items("contact") {
        let Some(text) = item.scalar().map(str::trim) else { continue };
        let plain = !text.is_empty()
            && !text.contains(|c: char| c.is_whitespace() || c.is_control());
        let schemed = ["mailto:", "tel:", "https://"].iter().any(|s| text.starts_with(s));
        if plain && schemed {
            contacts.push(text.to_owned());
        } else if plain && text.contains('@') && !text.contains(':') {
            contacts.push(format!("mailto:{text}"));
        } else {
            let message = format!("`{}` is no address to write to", shortened(text));
            let hint = "write, for example, `mailto:security@example.org`";
            let diagnostic = problems.error("bad-contact", &item.span, message);
            problems.push(diagnostic.hint(hint));
        }
    }
    contacts
}
