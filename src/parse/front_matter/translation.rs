//! Which language a file's name says that it is in: `muscat.fa.md` is a translation of
//! `muscat.md`.

use crate::base::fields::Fields;
use crate::base::path::FilePath;
use crate::base::scalar::shortened;

/// The languages of ISO 639-1, by which a part of a name is told from other words.
const LANGUAGES: &str = " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch \
    co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha \
    he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks \
    ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no \
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq \
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi \
    yo za zh zu ";

/// The name of a file without its language, and the language.
pub fn of_file(file: &FilePath) -> Option<(&str, &str)> {
    let (name, language) = file.stem().rsplit_once('.')?;
    let mut parts = language.split('-');
    let primary = parts.next().filter(|part| part.len() == 2)?;
    let known = LANGUAGES.contains(&format!(" {primary} "));
    let rest = parts.all(|part| {
        matches!(part.len(), 2 | 4) && part.bytes().all(|b| b.is_ascii_alphabetic())
    });
    (known && rest && !name.is_empty()).then_some((name, language))
}

/// The language of an article: that of its front matter, which agrees with the name of its
/// file, else that of the name. A translation that is named by front matter alone must say it.
pub fn language(file: &FilePath, fields: &mut Fields<'_>) -> Option<String> {
    let written = fields.language("lang");
    let problems = fields.problems();
    let Some((_, named)) = of_file(file) else {
        if let (None, Some(node)) = (&written, fields.node("translation_of")) {
            let message = "a translation needs a `lang`";
            let diagnostic = problems.error("missing-language", &node.span, message);
            problems.push(diagnostic.hint("add a line such as `lang: fa`"));
        }
        return written;
    };
    let primary = |language: &str| language.split('-').next().map(str::to_lowercase);
    if let (Some(written), Some(node)) = (&written, fields.node("lang"))
        && primary(written) != primary(named)
    {
        let message = format!(
            "`lang` is `{}`, and the name of the file says `{named}`",
            shortened(written)
        );
        let diagnostic = problems.error("language-differs", &node.span, message);
        let hint = format!("remove the line, or rename the file to `.{written}.md`");
        problems.push(diagnostic.hint(hint));
    }
    written.or_else(|| Some(named.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_the_last_part_of_a_name() {
        let of = |name: &str| {
            let file = FilePath::new(&format!("content/articles/{name}.md"));
            of_file(&file).map(|(name, language)| (name.to_owned(), language.to_owned()))
        };
        let found = |name: &str, language: &str| Some((name.into(), language.into()));
        assert_eq!(of("muscat.fa"), found("muscat", "fa"));
        assert_eq!(of("index.ar-EG"), found("index", "ar-EG"));
        assert_eq!(of("v1.2.zh-Hant"), found("v1.2", "zh-Hant"));
        for name in ["muscat", "v1.2", "a.part-fa", "a.xx", "a.fa-", ".fa", "a.farsi"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
