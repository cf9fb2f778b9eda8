//! Numbers that state something: per cent, amounts, counts. Years, dates, times, names and
//! references to a place of the text are numbers that state nothing.

use crate::audit::coverage::{folded, words};

/// Words after which a number names a place or a thing.
const NAMED: &str = " annex appendix article articles chapter chapters fig figs figure \
     figures footnote footnotes issue item line lines no nos note notes number p page pages \
     para paragraph paragraphs paras part parts pp resolution rule section sections step \
     steps table tables version vol volume chapitre page partie résolution tableau \
     abbildung abschnitt artikel kapitel nr seite tabelle teil المادة الفصل القرار صفحة ";

/// The months, as several languages write them.
const MONTHS: &str = " january february march april may june july august september october \
     november december jan feb mar apr jun jul aug sep sept oct nov dec janvier février mars \
     avril mai juin juillet août septembre octobre novembre décembre januar februar märz \
     juni juli oktober dezember يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر \
     نوفمبر ديسمبر ";

/// Words that make an amount of the number before them.
const UNITS: &str = " per percent percentage pct million millions billion billions trillion \
     thousand hundred people dollars euros pounds rials barrels tonnes tons men women \
     children pour prozent millionen milliarden personnes في بالمئة مليون مليار ";

/// Words that are an amount by themselves.
const AMOUNTS: &str = " million millions billion billions trillion trillions percent \
     milliard milliards millionen milliarden prozent مليون مليونا ملايين مليار مليارات ";

/// Words that are an amount before "of".
const MANY: &str = " dozens hundreds thousands third thirds quarter quarters half ";

/// Words for numbers.
const COUNTED: &str = " a one two three four five six seven eight nine ten eleven twelve \
     twenty thirty forty fifty sixty seventy eighty ninety several ";

/// Words after the hour.
const CLOCK: &str = " am pm a.m p.m o'clock gmt utc uhr heures local ";

/// Whether a word is one of a list, which begins and ends with a space.
fn among(list: &str, word: &str) -> bool {
    let mut words = list.split(' ').filter(|known| !known.is_empty());
    words.any(|known| known == word)
}

/// Whether a sentence states a number. The first number of a paragraph may be its place in a
/// list that was typed by hand.
pub fn is_stated(sentence: &str, first: bool) -> bool {
    let words: Vec<String> = words(sentence).into_iter().map(folded).collect();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let listed = |at: usize| {
        let text = sentence.trim_start();
        let rest = text.strip_prefix(words.first().map_or("", String::as_str));
        at == 0 && first && rest.is_some_and(|rest| rest.starts_with(['.', ')']))
    };
    (0..words.len()).any(|at| {
        let (before, own) = (if at > 0 { word(at - 1) } else { "" }, word(at));
        let (next, third) = (word(at + 1), word(at + 2));
        if !own.contains(is_digit) {
            return among(AMOUNTS, own)
                || (own == "per" && next == "cent" && !before.contains(is_digit))
                || (among(MANY, own) && next == "of" && in_words(before, own));
        }
        !listed(at) && is_amount(own, before, [next, third, word(at + 3)])
    })
}

/// Whether an amount in words stands before "of": "a third", "hundreds".
fn in_words(before: &str, own: &str) -> bool {
    own.ends_with("ds") && !own.starts_with("third")
        || own == "half"
        || own == "dozens"
        || among(COUNTED, before)
}

/// Whether a word with digits in it is an amount, given the words around it.
fn is_amount(word: &str, before: &str, [next, third, fourth]: [&str; 3]) -> bool {
    if word.contains("://") || word.contains(['@', '/', ':', '#', '_', '=']) {
        return false;
    }
    let Some(number) = Number::read(word) else { return false };
    if number.sure {
        return true;
    }
    if among(NAMED, before) || among(CLOCK, next) {
        return false;
    }
    let day = number.plain.is_some_and(|value| (1..=31).contains(&value));
    let month = |word: &str| among(MONTHS, word);
    let joined = matches!(next, "to" | "and" | "or" | "bis" | "und" | "au" | "et" | "–");
    // English writes "March 5" and "5 March"; "in March 40 ships" is no date.
    let dated = day && (month(before) || month(next) || (joined && month(fourth)))
        || day && joined && third.contains(is_digit) && month(before);
    // German writes the day with a full stop, which is gone here; `5 Februar` it is.
    if dated {
        return false;
    }
    !number.year || among(UNITS, next)
}

/// A word read as a number.
struct Number {
    /// Its value, when it is a whole number without marks.
    plain: Option<u32>,
    /// Whether it may be a year, or some years.
    year: bool,
    /// Whether it is an amount whatever stands around it: `12%`, `$5`, `1,200`.
    sure: bool,
}

impl Number {
    /// Reads a word; `None` when it is a name, an ordinal, a decade or a date.
    fn read(word: &str) -> Option<Self> {
        let start = word.find(is_digit)?;
        let (prefix, rest) = word.split_at(start);
        let last = rest.rfind(is_digit)?;
        let end = last + rest.get(last..)?.chars().next()?.len_utf8();
        let (core, suffix) = rest.split_at(end);
        let sign = prefix.trim_start_matches(['+', '-', '−', '~', '<', '>', '±', '≈']);
        let currency = sign.contains(['$', '£', '€', '¥', '₹', '₽', '﷼']);
        // `G7`, `F-35`, `COVID-19` are names.
        if !currency && !sign.is_empty() || core.contains(char::is_alphabetic) {
            return None;
        }
        if matches!(
            suffix,
            "st" | "nd" | "rd" | "th" | "s" | "'s" | "er" | "e" | "am" | "pm"
        ) {
            return None;
        }
        let groups: Vec<&str> = core.split(|c: char| !is_digit(c)).collect();
        let marks: Vec<char> = core.chars().filter(|c| !is_digit(*c)).collect();
        let range = marks.len() == 1 && matches!(marks.first(), Some('–' | '-' | '−'));
        let length = |group: &str| group.chars().count();
        let grouped = groups.iter().skip(1).all(|group| length(group) == 3);
        // `2026-02-05`, `5.2.2026`, `2.4.0`.
        if marks.len() > 1 && !grouped {
            return None;
        }
        let of_year =
            |group: &&str| value(group).is_some_and(|v| (1000..=2100).contains(&v));
        let years = match groups.as_slice() {
            [one] => length(one) == 4 && of_year(one),
            [from, to] if range => {
                length(from) == 4 && of_year(from) && matches!(length(to), 2 | 4)
            }
            _ => false,
        };
        // `12-day`, `40km`: something is counted.
        let unit = !suffix.is_empty();
        Some(Self {
            plain: if marks.is_empty() || range { value(groups.first()?) } else { None },
            year: years && !unit,
            sure: currency || unit || !marks.is_empty() && !range,
        })
    }
}

/// Whether a character is a digit of the scripts that are written here.
fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The value of a digit, European, Arabic or Persian.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        _ => None,
    }
}

/// The value of some digits, when it is not too large for a date.
fn value(digits: &str) -> Option<u32> {
    if digits.chars().count() > 9 {
        return None;
    }
    digits.chars().try_fold(0, |sum: u32, c| Some(sum * 10 + digit(c)?))
}
