//! Which copies of an article there are, and where.

use crate::base::path::Address;
use crate::model::article::Article;
use crate::plan::site::licence;
use crate::view::build::Shared;
use crate::view::copies::RepublishView;

/// The address of an article's Markdown.
pub fn markdown(shared: &Shared, article: &Article) -> Option<Address> {
    let on = shared.site.settings.outputs.markdown && article.is_public();
    on.then(|| article.address.child("index.md"))
}

/// The address of an article's text to be republished, where its licence allows that.
pub fn republish(shared: &Shared, article: &Article) -> Option<Address> {
    let on = shared.site.settings.outputs.republish && article.is_public();
    (on && terms(shared).is_some()).then(|| article.address.child("republish.html"))
}

/// The terms under which texts may be republished: those of the Creative Commons.
pub fn terms(shared: &Shared) -> Option<RepublishView> {
    let settings = &shared.site.settings;
    let text = settings.licence.as_deref().filter(|text| text.starts_with("CC"))?;
    Some(RepublishView { publication: settings.title.clone(), licence: licence(text) })
}
