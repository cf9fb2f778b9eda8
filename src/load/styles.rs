//! Which styles of citation there are: our own, and those of CSL that are compiled in.

use crate::base::fields::Fields;
use crate::base::node::Node;
use crate::load::reserved::STYLES;

/// Whether there is a style of this name.
pub fn is_known(name: &str) -> bool {
    STYLES.contains(&name) || is_csl(name)
}

/// Whether a name is that of a style of CSL.
#[cfg(feature = "csl")]
pub fn is_csl(name: &str) -> bool {
    hayagriva::archive::ArchivedStyle::by_name(name).is_some()
}

/// Whether a name is that of a style of CSL: of none, in a build without them.
#[cfg(not(feature = "csl"))]
pub fn is_csl(_name: &str) -> bool {
    false
}

/// Whether a name is that of a file of the publication: `house.csl`.
pub fn is_file(name: &str) -> bool {
    name.ends_with(".csl")
}

/// Reads the key `citation_style`: a style's name, or that of a file, which is looked for when
/// the site is assembled.
pub fn read(fields: &mut Fields<'_>) -> Option<String> {
    const KEY: &str = "citation_style";
    let own = fields.node(KEY).and_then(Node::scalar);
    match own.filter(|name| cfg!(feature = "csl") && is_file(name)) {
        Some(file) => Some(file.to_owned()),
        None => fields.choice(KEY, "unknown-style", names()).map(str::to_owned),
    }
}

/// All names, our own first.
pub fn names() -> Vec<&'static str> {
    #[cfg(feature = "csl")]
    let csl = hayagriva::archive::ArchivedStyle::all().iter();
    #[cfg(feature = "csl")]
    let csl = csl.flat_map(|style| style.names().iter().copied());
    #[cfg(not(feature = "csl"))]
    let csl = std::iter::empty();
    STYLES.into_iter().chain(csl).collect()
}
