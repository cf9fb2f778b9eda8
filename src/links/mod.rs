//! The addresses that a publication cites: whether they still lead somewhere, and copies of
//! what they lead to. Nothing here is a part of a build; what is found stands in
//! `content/links.yml` and in the sources themselves, which a build reads.

pub mod answer;
pub mod archive;
pub mod ask;
pub mod cited;
pub mod client;
pub mod edit;
pub mod hosts;
pub mod record;
pub mod robots;
pub mod run;
pub mod time;
