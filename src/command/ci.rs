//! The recipes by which a forge builds and publishes: what `init --ci` writes.

use crate::cli::Ci;

/// The path of a recipe and its text.
pub fn recipe(ci: Ci) -> (&'static str, String) {
    let (path, text) = match ci {
        Ci::Github => {
            (".github/workflows/publish.yml", include_str!("init/ci/github.yml"))
        }
        Ci::Gitlab => (".gitlab-ci.yml", include_str!("init/ci/gitlab.yml")),
    };
    (path, text.replace("{version}", env!("CARGO_PKG_VERSION")))
}
