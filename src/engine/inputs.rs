//! Disk to settings and Snapshot: read whole, or again only where something has changed.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::digest::Digest;
use crate::base::path::FilePath;
use crate::engine::request::Request;
use crate::load::config::Settings;
use crate::load::settings;
use crate::load::snapshot::{SETTINGS, Snapshot, not_utf8};

/// What may have changed since the inputs were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Anything: everything is read again.
    Anything,
    /// Files at these paths below the root, and nothing else.
    Paths(BTreeSet<FilePath>),
}

/// The settings and every input, with what is wrong with them.
pub struct Inputs {
    /// The settings; the defaults, or in a preview the last that were sound, where they
    /// cannot be used.
    pub settings: Arc<Settings>,
    /// Whether they could be used.
    pub usable: bool,
    /// The digest of the settings file.
    settings_digest: Option<Digest>,
    /// What is wrong with the settings.
    settings_diagnostics: Vec<Diagnostic>,
    /// Every input.
    pub snapshot: Arc<Snapshot>,
    /// What is wrong with the inputs.
    snapshot_diagnostics: Vec<Diagnostic>,
}

impl Inputs {
    /// Reads everything.
    ///
    /// # Errors
    ///
    /// The system's, when the root cannot be read.
    fn read(root: &Path, request: &Request) -> io::Result<Self> {
        let Read { settings, digest, diagnostics, usable } =
            read_settings(root, request)?;
        let (snapshot, snapshot_diagnostics) = Snapshot::take(root, &settings.limits)?;
        let (settings, snapshot) = (Arc::new(settings), Arc::new(snapshot));
        Ok(Self {
            settings,
            usable,
            settings_digest: digest,
            settings_diagnostics: diagnostics,
            snapshot,
            snapshot_diagnostics,
        })
    }

    /// Reads what may have changed since some inputs were known.
    ///
    /// # Errors
    ///
    /// The system's, when the root cannot be read.
    pub fn of(
        known: Option<&Self>,
        root: &Path,
        request: &Request,
        changes: &Changes,
    ) -> io::Result<Self> {
        let again = known.map_or(Ok(None), |known| known.again(root, changes))?;
        again.map_or_else(|| Self::read(root, request), Ok)
    }

    /// The same after something has changed. What an earlier reading could not read is read
    /// again each time.
    ///
    /// # Errors
    ///
    /// The system's, when the root cannot be read.
    fn again(&self, root: &Path, changes: &Changes) -> io::Result<Option<Self>> {
        let Changes::Paths(paths) = changes else { return Ok(None) };
        let settings = FilePath::new(SETTINGS);
        let broken = self.snapshot_diagnostics.iter().any(Diagnostic::is_error);
        if broken || paths.contains(&settings) || !root.join(SETTINGS).is_file() {
            return Ok(None);
        }
        let Some((snapshot, found)) = self.snapshot.refresh(paths, &self.settings.limits)
        else {
            return Ok(None);
        };
        let kept = self.snapshot_diagnostics.iter();
        let kept = kept.filter(|known| !paths.contains(&known.place.file)).cloned();
        Ok(Some(Self {
            settings: self.settings.clone(),
            usable: self.usable,
            settings_digest: self.settings_digest,
            settings_diagnostics: self.settings_diagnostics.clone(),
            snapshot: Arc::new(snapshot),
            snapshot_diagnostics: kept.chain(found).collect(),
        }))
    }

    /// What is wrong with the settings and, if these could be used, with the inputs.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.settings_diagnostics.clone();
        if self.usable {
            all.extend(self.snapshot_diagnostics.iter().cloned());
        }
        all
    }

    /// Whether the settings file has other bytes than when it was read.
    pub fn settings_changed(&self, root: &Path) -> bool {
        std::fs::read(root.join(SETTINGS)).ok().map(|bytes| Digest::of_bytes(&bytes))
            != self.settings_digest
    }

    /// The paths that are inputs now and were none, or were and are none; `None` where only
    /// reading everything can tell.
    ///
    /// # Errors
    ///
    /// The system's, when the root cannot be read.
    pub fn moved(&self, root: &Path) -> io::Result<Option<BTreeSet<FilePath>>> {
        if self.snapshot_diagnostics.iter().any(Diagnostic::is_error) {
            return Ok(None);
        }
        let now = Snapshot::paths(root, &self.settings.limits)?;
        Ok(now.map(|now| {
            let now: BTreeSet<FilePath> = now.into_iter().collect();
            let known: BTreeSet<FilePath> =
                self.snapshot.inputs.keys().cloned().collect();
            now.symmetric_difference(&known).cloned().collect()
        }))
    }

    /// The digest of everything that was read, but for the address that was asked for in the
    /// place of the settings'; `None` when the settings cannot be used.
    pub fn digest(&self) -> Option<Digest> {
        let Self {
            // The file's digest stands for it.
            settings: _,
            usable,
            settings_digest,
            settings_diagnostics,
            snapshot,
            snapshot_diagnostics,
        } = self;
        let settings = settings_digest.filter(|_| *usable)?;
        let diagnostics = (settings_diagnostics, snapshot_diagnostics);
        Some(Digest::of(&(settings, diagnostics, snapshot.digest())))
    }

    /// Whether a later reading found the same.
    pub fn same(&self, other: &Self) -> bool {
        self.usable == other.usable
            && (!self.usable || self.settings == other.settings)
            && self.settings_diagnostics == other.settings_diagnostics
            && self.snapshot.same(&other.snapshot)
    }
}

/// What was read of the settings.
struct Read {
    settings: Settings,
    /// The digest of the file.
    digest: Option<Digest>,
    diagnostics: Vec<Diagnostic>,
    /// Whether they can be used at all.
    usable: bool,
}

impl Read {
    /// Settings that cannot be used.
    fn unusable(digest: Option<Digest>, why: Diagnostic) -> Self {
        let settings = Settings::default();
        Self { settings, digest, diagnostics: vec![why], usable: false }
    }
}

/// Reads the settings.
fn read_settings(root: &Path, request: &Request) -> io::Result<Read> {
    let environment = request.environment.as_deref();
    let file = FilePath::new(SETTINGS);
    let bytes = match std::fs::read(root.join(SETTINGS)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound && root.is_dir() => {
            let message = "there is no `site.toml` here";
            let hint = "name the publication's folder with `--root`, or make one with \
                        `chancery init DIR`";
            let diagnostic =
                Diagnostic::error("no-settings", Place::file(&file), message).hint(hint);
            return Ok(Read::unusable(None, diagnostic));
        }
        Err(error) => return Err(error),
    };
    let digest = match environment {
        None => Some(Digest::of_bytes(&bytes)),
        Some(name) => Some(Digest::of(&(&bytes, name))),
    };
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let diagnostic = not_utf8(&file, error.valid_up_to());
            return Ok(Read::unusable(digest, diagnostic));
        }
    };
    let (mut settings, diagnostics) =
        settings::read(text, &file, env!("CARGO_PKG_VERSION"), environment);
    // Content that is read by other settings than its own would have errors of its own.
    const UNUSABLE: [&str; 3] = ["bad-toml", "bad-version", "wrong-version"];
    let usable = !diagnostics.iter().any(|d| UNUSABLE.contains(&&*d.code));
    if let Some(base_url) = &request.base_url {
        base_url.clone_into(&mut settings.base_url);
    }
    Ok(Read { settings, digest, diagnostics, usable })
}
