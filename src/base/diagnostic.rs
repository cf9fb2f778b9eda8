//! A diagnostic: what is wrong, where, and what to type instead.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::base::path::FilePath;

/// How bad it is. An error stops the build; `--strict` makes errors of warnings.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Severity {
    /// The site cannot be built as written.
    Error,
    /// The site can be built, but something is probably not meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

/// One step into a YAML or TOML value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Step {
    /// Into the value of a key.
    Key(Cow<'static, str>),
    /// Into an entry of a list, or the nth entry of a map, from 0.
    Index(usize),
}

/// The way to a value in front matter: `sources`, its third entry, `url`.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Field(pub Vec<Step>);

impl Field {
    /// The value of a key at the top.
    pub fn key(key: impl Into<Cow<'static, str>>) -> Self {
        Self(vec![Step::Key(key.into())])
    }

    /// The value of a key inside this one.
    #[must_use]
    pub fn then(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// An entry of this list, or the nth entry of this map, from 0.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }
}

/// Which part of a field is meant.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Part {
    /// The key itself.
    Key,
    /// Its value.
    Value,
}

/// Where in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Spot {
    /// The file as a whole; nothing of its text is shown.
    Whole,
    /// Some bytes of it.
    Bytes(Range<usize>),
    /// A value of its front matter (or of the file, when it is a YAML file); made into bytes
    /// only when the diagnostic is shown, so that sound files never pay for spans.
    Field(Field, Part),
}

/// A place in an input file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file, from the publication's root.
    pub file: FilePath,
    /// Where in it.
    pub spot: Spot,
}

impl Place {
    /// A whole file.
    pub fn file(file: &FilePath) -> Self {
        Self { file: file.clone(), spot: Spot::Whole }
    }

    /// Some bytes of a file.
    pub fn bytes(file: &FilePath, range: Range<usize>) -> Self {
        Self { file: file.clone(), spot: Spot::Bytes(range) }
    }

    /// The value of a front matter field.
    pub fn value(file: &FilePath, field: Field) -> Self {
        Self { file: file.clone(), spot: Spot::Field(field, Part::Value) }
    }

    /// The key of a front matter field.
    pub fn key(file: &FilePath, field: Field) -> Self {
        Self { file: file.clone(), spot: Spot::Field(field, Part::Key) }
    }
}

/// What is wrong, where, and what to type instead.
///
/// Messages are lower case, name the thing in backticks and end without a full stop; the
/// hint says what to type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The kind, in words joined by `-`: `unknown-key`. More than twenty warnings of one
    /// kind are shown as twenty and a count.
    pub code: Cow<'static, str>,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
    /// A word or two under the marked text; may be empty.
    pub label: String,
    /// What to type instead.
    pub hint: Option<String>,
    /// Other places that belong to it, each with its label.
    pub related: Vec<(Place, String)>,
    /// The content file whose page was being rendered, for errors in templates.
    pub rendering: Option<FilePath>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code: Cow::Borrowed(code),
            message: message.into(),
            place,
            label: String::new(),
            hint: None,
            related: Vec::new(),
            rendering: None,
        }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// The same with a word or two under the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with a hint that says what to type.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with a hint when there is one.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// The same with another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
