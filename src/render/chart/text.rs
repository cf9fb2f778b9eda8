//! How wide words are, where they break, and how they keep their own direction.
//!
//! The face is the reader's own, so widths are those of the widest common one.

/// The size of all words of a drawing, in its own units.
pub const SIZE: f64 = 14.0;

/// The distance from one line of words to the next.
pub const LINE: f64 = 18.0;

/// How far the middle of small letters stands above their line.
pub const MIDDLE: f64 = 5.0;

/// The width of some words, rather too great than too small.
pub fn width(text: &str) -> f64 {
    text.chars().map(advance).sum::<f64>() * SIZE
}

/// The width of a character in the face's size.
fn advance(c: char) -> f64 {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | 'i' | 'j' | 'l' | 'I' | '·' => 0.35,
        '!' | '(' | ')' | '[' | ']' | '/' | '-' | 'f' | 'r' | 't' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '‰' | '—' => 0.98,
        '0'..='9' => 0.64,
        'A'..='Z' => 0.75,
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200f}' => 0.0,
        '\u{591}'..='\u{5c7}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        c if is_wide(c) => 1.02,
        _ => 0.64,
    }
}

/// Whether a character fills a square: Chinese, Japanese, Korean, pictures.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFF)
}

/// Breaks words into lines that are no wider than some width: between words, and inside one
/// only where it is wider than a line.
pub fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let joined = lines.last().map(|line| format!("{line} {word}"));
        if let (Some(last), Some(joined)) = (lines.last_mut(), joined)
            && width(&joined) <= room
        {
            *last = joined;
            continue;
        }
        let mut line = String::new();
        for c in word.chars() {
            if !line.is_empty() && width(&line) + advance(c) * SIZE > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
        lines.push(line);
    }
    lines
}

/// Whether every word fits into a line of some width.
pub fn fits(text: &str, room: f64, lines: usize) -> bool {
    text.split_whitespace().all(|word| width(word) <= room)
        && wrap(text, room).len() <= lines
}

/// The width of the widest line.
pub fn widest<'a>(lines: impl IntoIterator<Item = &'a str>) -> f64 {
    lines.into_iter().map(width).fold(0.0, f64::max)
}

/// Words in their own direction: a drawing runs from left to right, and words of Arabic or
/// Hebrew in it are kept together.
pub fn isolated(text: &str) -> String {
    let right_to_left = |c: char| matches!(u32::from(c), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF);
    match text.contains(right_to_left) {
        true => format!("\u{2068}{text}\u{2069}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_between_words_and_long_ones_inside() {
        assert_eq!(
            wrap("Foreign ministry of Oman", 90.0),
            ["Foreign", "ministry of", "Oman"]
        );
        assert_eq!(wrap("外務省外務省", 30.0), ["外務", "省外", "務省"]);
        assert_eq!(wrap("", 30.0), Vec::<String>::new());
        assert_eq!(wrap("ab", 1.0), ["a", "b"]);
    }
}
