//! Headlines that were run together on one line, taken apart.
//!
//! A headline begins with a capital. So does a name; but a name is a name elsewhere in the
//! text too, mostly. No headline ends with a word such as `of`, and none is very short.

use crate::import::text::Prose;
use crate::import::text::signs::{bare, ends_sentence, is_capital, is_function};

/// The fewest words of a headline.
const LEAST: usize = 4;
/// The most words of a headline that is not too long.
const MOST: usize = 16;

/// The headlines of a line; one when it cannot be taken apart.
pub(super) fn headlines(line: &str, prose: &Prose) -> Vec<String> {
    for mark in [" | ", " / ", " \u{2022} ", " \u{b7} "] {
        if line.contains(mark) {
            return line.split(mark).map(|part| part.trim().to_owned()).collect();
        }
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let capitals = words.iter().filter(|word| is_capital(bare(word))).count();
    // Where every word has a capital, none says anything.
    if words.len() < 2 * LEAST || capitals * 2 > words.len() {
        return vec![line.to_owned()];
    }
    let mut starts = best(&words, prose);
    starts.push(words.len());
    let part = |pair: &[usize]| match pair {
        [from, to] => words.get(*from..*to).map(|words| words.join(" ")),
        _ => None,
    };
    starts.windows(2).filter_map(part).collect()
}

/// Where headlines begin, so that all together are the most likely.
fn best(words: &[&str], prose: &Prose) -> Vec<usize> {
    let scores: Vec<Option<i32>> = (0..words.len())
        .map(|at| if at == 0 { Some(0) } else { score(words, at, prose) })
        .collect();
    // For each word the best score of all before it, and where the last headline began.
    let mut sums: Vec<Option<(i32, usize)>> = vec![None; words.len() + 1];
    if let Some(first) = sums.first_mut() {
        *first = Some((0, 0));
    }
    for end in 1..=words.len() {
        let options = (0..end).filter_map(|start| {
            let before = sums.get(start).copied().flatten()?.0;
            let begins = scores.get(start).copied().flatten()?;
            let length = end - start;
            let whole = start == 0 && end == words.len();
            let fits = length >= LEAST || whole;
            let over = i32::try_from(length.saturating_sub(MOST)).unwrap_or(i32::MAX / 8);
            fits.then(|| (before + begins - 2 * over.min(1000), start))
        });
        let found = options.max_by_key(|(sum, start)| (*sum, *start));
        if let Some(slot) = sums.get_mut(end) {
            *slot = found;
        }
    }
    let (mut starts, mut at) = (Vec::new(), words.len());
    while let Some((_, start)) = sums.get(at).copied().flatten().filter(|_| at > 0) {
        starts.push(start);
        at = start;
    }
    starts.reverse();
    starts
}

/// How likely a headline begins at a word; `None` when it cannot.
fn score(words: &[&str], at: usize, prose: &Prose) -> Option<i32> {
    let (word, before) = (words.get(at)?, words.get(at.checked_sub(1)?)?);
    let (name, prior) = (bare(word), bare(before));
    if ends_sentence(before) && is_capital(name) {
        return Some(4);
    }
    if !is_capital(name) || is_function(before) || before.ends_with(',') {
        return None;
    }
    let known = |word: &str| prose.names.contains(word);
    let pair = prose.pairs.contains(&(prior.to_owned(), name.to_owned()));
    match (is_capital(prior), known(name)) {
        _ if pair => None,
        // Two names that stand nowhere else beside each other.
        (true, true) => Some(2),
        (true, false) if known(prior) => Some(2),
        (true, false) => Some(1),
        // A name in the middle of a sentence is nothing unusual.
        (false, true) => Some(-1),
        (false, false) => Some(3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::unit::units;

    #[test]
    fn headlines_are_taken_apart() {
        let text = "The port of Examplia was closed by Governor Sample again, and the ships of \
                    Examplia waited outside for most of the month of March.";
        let prose = Prose::of(&units(text));
        let line = "Closure of the port costs more than planned Why ships wait outside Examplia \
                    Nobody asked the pilots about the weather";
        assert_eq!(
            headlines(line, &prose),
            [
                "Closure of the port costs more than planned",
                "Why ships wait outside Examplia",
                "Nobody asked the pilots about the weather",
            ]
        );
        let one = "A line with Governor Sample in its middle";
        assert_eq!(headlines(one, &prose), [one]);
        let titles = "Every Word Has A Capital Here And So None Is Told Apart";
        assert_eq!(headlines(titles, &prose), [titles]);
    }
}
