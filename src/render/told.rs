//! Files that tell programs about the site as a whole: security.txt (RFC 9116), the manifest (W3C
//! Web Application Manifest), tdmrep.json (TDM Reservation Protocol).

use serde_json::{Map, Value, json};

use crate::base::url::{absolute, rooted};
use crate::view::told::{ManifestView, MiningView, SecurityView};

/// The paper of the theme, behind icons while the site opens.
const PAPER: &str = "#fbfaf6";

/// security.txt.
pub fn security(view: &SecurityView, base_url: &str) -> Vec<u8> {
    let mut text = String::new();
    for contact in &view.contact {
        text.push_str(&format!("Contact: {contact}\n"));
    }
    text.push_str(&format!("Expires: {}\n", view.expires));
    text.push_str(&format!("Preferred-Languages: {}\n", view.language));
    text.push_str(&format!("Canonical: {}\n", absolute(base_url, &view.address)));
    if let Some(policy) = &view.policy {
        text.push_str(&format!("Policy: {policy}\n"));
    }
    text.into_bytes()
}

/// The manifest.
pub fn manifest(view: &ManifestView, base_path: &str) -> Vec<u8> {
    let icon = |(address, size, cut): &(_, u32, bool)| {
        json!({
            "src": rooted(base_path, address),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": if *cut { "maskable" } else { "any" },
        })
    };
    let mut manifest = Map::new();
    let mut set = |key: &str, value: Value| {
        manifest.insert(key.to_owned(), value);
    };
    set("name", json!(view.name));
    if let Some(description) = &view.description {
        set("description", json!(description));
    }
    set("lang", json!(view.language));
    set("dir", json!(view.direction));
    set("id", json!(base_path));
    set("start_url", json!(base_path));
    set("scope", json!(base_path));
    set("display", json!("minimal-ui"));
    set("background_color", json!(PAPER));
    set("theme_color", json!(PAPER));
    set("icons", view.icons.iter().map(icon).collect());
    written(&Value::Object(manifest))
}

/// tdmrep.json.
pub fn mining(view: &MiningView) -> Vec<u8> {
    let mut rule = json!({ "location": "/", "tdm-reservation": 1 });
    if let Some(policy) = &view.policy {
        rule["tdm-policy"] = json!(policy);
    }
    written(&json!([rule]))
}

fn written(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
