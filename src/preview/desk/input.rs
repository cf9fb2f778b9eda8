//! What the desk is made of.

use std::path::Path;

use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::emit::Texts;
use crate::model::site::Site;
use crate::preview::desk::claims::Claims;

/// What the desk is made of.
#[derive(Clone, Copy)]
pub struct DeskInput<'a> {
    /// The site, whose articles are all there, public or not.
    pub site: &'a Site,
    /// What is wrong now, with its bytes found.
    pub diagnostics: &'a [Diagnostic],
    /// The texts that it points into.
    pub texts: &'a dyn Texts,
    /// The base path, which begins and ends with `/`.
    pub base_path: &'a str,
    /// The address that opens a file in an editor: `vscode://file/{path}:{line}:{column}`.
    pub editor_url: Option<&'a str>,
    /// The publication's folder, absolute.
    pub root: &'a Path,
    /// What the last build did.
    pub last: &'a LastBuild,
    /// What articles state without a source, as far as it is known from before.
    pub claims: &'a Claims,
}

/// What the last build did: live data of the server, no part of any output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LastBuild {
    /// The number of the build, from 1; 0 before the first.
    pub number: u64,
    /// How long it took.
    pub milliseconds: u64,
    /// Files that were parsed.
    pub parsed: usize,
    /// Outputs that were rendered.
    pub rendered: usize,
    /// Outputs that there are.
    pub planned: usize,
    /// What became of outputs, in the order in which they are shown.
    pub rows: Vec<BuiltRow>,
}

/// What became of one output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BuiltRow {
    /// Its address.
    pub address: String,
    /// `rendered` or `new`.
    pub state: &'static str,
    /// The named parts of its fingerprint that have changed.
    pub reasons: Vec<String>,
}
