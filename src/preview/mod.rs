//! The preview of watch mode: a server of what a build would write, which tells the browsers
//! that look at it when something has changed.
//!
//! What the preview adds to a page is put in while the page is sent; the pages themselves
//! never hold it.

pub mod bind;
pub mod client;
pub mod desk;
pub mod events;
pub mod history;
pub mod host;
pub mod inject;
pub mod page;
pub mod panel;
pub mod path;
pub mod respond;
pub mod server;
pub mod why;
