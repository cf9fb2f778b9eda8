//! Works in the formats that other tools read.

use crate::base::url::absolute;
use crate::cite::export::{Format, write};
use crate::cite::item::Item;

/// Works in a format; those of this site under their absolute URLs.
pub fn export(format: Format, items: &[Item], base_url: &str) -> Vec<u8> {
    let placed = |item: &Item| {
        let own = item.address.as_ref().map(|address| absolute(base_url, address));
        Item { url: own.or_else(|| item.url.clone()), ..item.clone() }
    };
    write(format, &items.iter().map(placed).collect::<Vec<_>>()).into_bytes()
}
