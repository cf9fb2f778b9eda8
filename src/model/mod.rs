//! Documents to [`Site`](site::Site): the resolved, immutable model of the whole
//! publication, built whole each time.

pub mod address;
pub mod article;
pub mod article_names;
pub mod assemble;
pub mod author;
pub mod beside;
pub mod chart;
pub mod dead;
pub mod due;
pub mod evidence;
pub mod front_page;
pub mod groups;
pub mod headline;
pub mod home;
pub mod library;
pub mod link;
pub mod names;
pub mod outlet;
pub mod page;
pub mod public;
pub mod reference;
pub mod related;
pub mod repeats;
pub mod resolved;
pub mod series;
pub mod site;
pub mod styles;
pub mod target;
pub mod term;
pub mod translations;
