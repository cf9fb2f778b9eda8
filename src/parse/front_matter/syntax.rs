//! What a parser of YAML stumbles over, in the words of whoever wrote it.

use std::ops::Range;

use serde_saphyr::granit_parser::ErrorKind;

use crate::base::problems::Problems;
use crate::base::scalar::{between_curly_quotes, quoted, shortened};
use crate::parse::front_matter::line::{
    Line, Pair, balance, ends_before, is_unclosed, lines,
};

/// Reports why the parser stopped at a byte of `text`. The result is the text with the slip
/// mended, when it was understood, byte for byte as long as before; it is read only to find
/// what else is wrong.
pub fn report(
    kind: &ErrorKind,
    at: usize,
    text: &str,
    problems: &Problems<'_>,
) -> Option<String> {
    let slip = Slip::new(at, text, problems);
    if let Some(mended) = slip.control_character() {
        return Some(mended);
    }
    match kind {
        ErrorKind::RecursionLimitExceeded => {
            let message = "values stand more than 32 levels deep";
            let hint = "flatten the lists and maps";
            slip.say_hint("too-deep", &slip.line.range(), message, hint);
            None
        }
        _ if slip.line.indent().contains('\t') => slip.tab(),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => slip.quote(),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => slip.escape(),
        ErrorKind::SimpleKeyExpected => slip.no_colon(),
        _ => slip.bracket().unwrap_or_else(|| slip.value()),
    }
}

/// A place where the parser stopped.
struct Slip<'s, 'a> {
    at: usize,
    text: &'s str,
    line: Line<'s>,
    problems: &'s Problems<'a>,
}

impl<'s, 'a> Slip<'s, 'a> {
    fn new(at: usize, text: &'s str, problems: &'s Problems<'a>) -> Self {
        let line = lines(text)
            .rfind(|line| line.start <= at && !line.text.trim().is_empty())
            .unwrap_or(Line { start: 0, text: text.lines().next().unwrap_or("") });
        Self { at, text, line, problems }
    }

    /// The lines before the one where the parser stopped, nearest first, without empty ones
    /// and comments.
    fn above(&self) -> impl Iterator<Item = Line<'s>> {
        let start = self.line.start;
        let said = |line: &Line<'_>| {
            let text = line.text.trim();
            !text.is_empty() && !text.starts_with('#')
        };
        lines(self.text).rev().filter(move |line| line.start < start).filter(said)
    }

    /// The text as it was written: `self.text` may be mended elsewhere.
    fn written(&self, range: &Range<usize>) -> &'a str {
        self.problems.source().get(range.clone()).unwrap_or("")
    }

    fn say_hint(
        &self,
        code: &'static str,
        range: &Range<usize>,
        message: &str,
        hint: &str,
    ) {
        let offset = self.problems.offset();
        let span = range.start + offset..range.end + offset;
        let diagnostic = self.problems.error(code, &span, message);
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        self.problems.push(diagnostic.maybe_hint(hint));
        self.problems.mute(span);
    }

    /// The text with some bytes made into one harmless word.
    fn masked(&self, range: &Range<usize>) -> Option<String> {
        let mut out = String::with_capacity(self.text.len());
        out.push_str(self.text.get(..range.start)?);
        out.extend(std::iter::repeat_n('x', range.len()));
        out.push_str(self.text.get(range.end..)?);
        (out != self.text).then_some(out)
    }

    /// A character that nobody sees, which YAML does not take.
    fn control_character(&self) -> Option<String> {
        let hidden = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
        let at = self.text.find(hidden)?;
        let message = "a control character stands here";
        let hint = "delete it, and type anew what stands around it";
        self.say_hint("control-character", &(at..at + 1), message, hint);
        self.masked(&(at..at + 1))
    }

    fn tab(&self) -> Option<String> {
        let indent = self.line.indent();
        let first = self.line.start + indent.find('\t').unwrap_or(0);
        let range = first..self.line.start + indent.len();
        let hint = "indent with spaces";
        self.say_hint("tab-indent", &range, "a tab stands in the indent of a line", hint);
        None
    }

    /// Something is wrong with quotes: one that is never closed, or more text after the
    /// closing one.
    fn quote(&self) -> Option<String> {
        let mut open = None;
        let mut before = lines(self.text).filter(|l| l.start <= self.at).peekable();
        while let Some(line) = before.next() {
            let (start, value) = match line.pair() {
                Some(pair) => (pair.start, pair.value),
                None => line.content(),
            };
            let next = before.peek();
            let ends = next.is_none_or(|next| next.pair().is_some());
            if is_unclosed(value) && ends {
                open = Some((line, start, value));
                break;
            }
        }
        match open {
            Some((line, start, value)) => {
                let range = start..start + value.len();
                let mark = value.get(..1).unwrap_or("\"");
                let lead = self.written(&(line.content().0..start));
                let hint = format!("write `{lead}{value}{mark}`");
                let message = "a quote is opened and not closed";
                self.say_hint("unclosed-quote", &range, message, &hint);
                self.masked(&range)
            }
            None => self.text_after_quote(),
        }
    }

    fn text_after_quote(&self) -> Option<String> {
        let (start, value, lead) = self.value_of_line();
        let range = start..start + value.len();
        let mark = value.get(..1).filter(|mark| *mark == "\"" || *mark == "'");
        let inner = mark.and_then(|mark| value.strip_prefix(mark)?.strip_suffix(mark));
        let whole = match (mark, inner) {
            (Some(_), Some(inner)) => quoted(inner),
            _ => quoted(value),
        };
        let message = "there is more text after the closing quote";
        let hint = format!("write `{lead}{whole}`");
        self.say_hint("quote-inside", &range, message, &hint);
        self.masked(&range)
    }

    /// The value of the line, where it begins, and what stands before it.
    fn value_of_line(&self) -> (usize, &'s str, String) {
        let (start, content) = self.line.content();
        match self.line.pair() {
            Some(pair) if !pair.value.is_empty() => {
                (pair.start, pair.value, format!("{}: ", pair.key))
            }
            _ => (start, content, String::new()),
        }
    }

    fn escape(&self) -> Option<String> {
        let (start, value, lead) = self.value_of_line();
        let range = start..start + value.len();
        let inner = value.trim_matches('"');
        let message = "a back slash in double quotes begins no known escape";
        let hint = match inner.contains('\'') {
            false => format!("write `{lead}'{inner}'`"),
            true => "write two back slashes".to_owned(),
        };
        self.say_hint("bad-escape", &range, message, &hint);
        self.masked(&range)
    }

    /// A line is no `key: value`.
    fn no_colon(&self) -> Option<String> {
        let range = self.line.range();
        let above = self.above().next().and_then(|line| line.pair());
        if let Some(pair) = above.filter(|pair| pair.value.is_empty()) {
            return self.no_dashes(pair.key);
        }
        let (start, content) = self.line.content();
        let range = start..range.end;
        self.say_hint(
            "missing-colon",
            &range,
            "this line is not of the form `key: value`",
            &colon_hint(content),
        );
        None
    }

    /// Names stand on lines of their own, without indent and dashes.
    fn no_dashes(&self, key: &str) -> Option<String> {
        let names: Vec<Line<'_>> = lines(self.text)
            .filter(|line| line.start >= self.line.start)
            .take_while(|l| l.pair().is_none() && !l.text.trim().is_empty())
            .collect();
        let last = names.last().unwrap_or(&self.line);
        let range = self.line.start..last.range().end;
        let list: Vec<String> = names
            .iter()
            .take(8)
            .map(|l| format!("`- {}`", shortened(l.content().1)))
            .collect();
        let message = format!("the lines under `{key}` have no dashes");
        let hint = format!("begin each with a dash, in one column: {}", list.join(", "));
        self.say_hint("missing-dash", &range, &message, &hint);
        let mut out = String::with_capacity(self.text.len());
        out.push_str(self.text.get(..range.start)?);
        let blank = |c: char| if matches!(c, '\n' | '\r') { c } else { ' ' };
        for c in self.text.get(range.clone())?.chars() {
            out.extend(std::iter::repeat_n(blank(c), c.len_utf8()));
        }
        out.push_str(self.text.get(range.end..)?);
        Some(out)
    }

    /// A list or map in brackets is not closed, or cannot be read. `None`: no bracket has to
    /// do with it.
    fn bracket(&self) -> Option<Option<String>> {
        let here = std::iter::once(self.line);
        let opening = here.chain(self.above()).take(40).find_map(|line| {
            let (start, value) = match line.pair() {
                Some(pair) => (pair.start, pair.value),
                None => line.content(),
            };
            (value.starts_with(['[', '{']) && start <= self.at).then_some((start, value))
        });
        let (start, value) = opening?;
        let open = balance(self.text.get(start..)?, (self.at - start).max(1));
        let range = start..start + value.len();
        let close = if value.starts_with('[') { ']' } else { '}' };
        if open <= 0 && self.at > range.end {
            return None;
        }
        let one_line = balance(value, value.len()) == 0;
        if !one_line && open > 0 {
            let message = format!("a bracket is opened and not closed by `{close}`");
            self.say_hint(
                "unclosed-bracket",
                &range,
                &message,
                &format!("add `{close}`"),
            );
            return Some(None);
        }
        if open <= 0 || ends_before(value, close) {
            return None;
        }
        let squeezed: String = value.chars().filter(|c| *c != ' ').collect();
        let signed = value.split(['[', '{', ',', ':']).map(str::trim);
        let signed = signed.map(|part| part.trim_end_matches([']', '}']).trim_end());
        let signed = signed
            .filter(|part| part.len() > 1)
            .find(|p| p.starts_with(['@', '`', '%', '*', '&', '!', '|', '>']));
        let hint = match (squeezed.contains(",,"), signed) {
            (true, _) => "remove one of the two commas".to_owned(),
            (_, Some(part)) => format!("write `{}`", quoted(part)),
            _ => "put every text that holds a comma, a colon or a bracket in quotes"
                .to_owned(),
        };
        let message = "what stands in the brackets cannot be read";
        self.say_hint("bad-brackets", &range, message, &hint);
        Some(self.masked(&range))
    }

    /// The value of a line is no YAML as it stands, or the line is in the wrong column.
    fn value(&self) -> Option<String> {
        let Some(pair) = self.line.pair() else { return self.entry() };
        if self.at <= pair.key_end {
            return self.column(&pair);
        }
        let range = pair.start..pair.start + pair.value.len();
        let text = between_curly_quotes(pair.value).unwrap_or(pair.value);
        let hint = format!("write `{}: {}`", pair.key, quoted(text));
        let colon = pair.value.contains(": ") || pair.value.ends_with(':');
        let first = pair.value.chars().next().unwrap_or(' ');
        let (code, message) = if first == '"' || first == '\'' {
            return self.text_after_quote();
        } else if "[{@`%*&!|>".contains(first) {
            let message = format!(
                "the value of `{}` begins with `{first}` and is not in quotes",
                pair.key
            );
            ("needs-quotes", message)
        } else if colon {
            let message =
                format!("the value of `{}` holds a colon and is not in quotes", pair.key);
            ("unquoted-colon", message)
        } else {
            ("bad-yaml", format!("the value of `{}` cannot be read", pair.key))
        };
        self.say_hint(code, &range, &message, &hint);
        self.masked(&range)
    }

    /// The parser stopped at a key: the line above it, or its column, is wrong.
    fn column(&self, pair: &Pair<'_>) -> Option<String> {
        let above = self.above().next();
        let key = self.line.content().0..pair.key_end;
        match above {
            Some(above) if above.pair().is_none() && above.indent().is_empty() => {
                let message = "this line is not of the form `key: value`";
                let hint = colon_hint(above.content().1);
                self.say_hint("missing-colon", &above.range(), message, &hint);
            }
            _ => {
                let message =
                    format!("`{}` does not begin in the column of a key", pair.key);
                let hint = "begin it in the same column as the other keys of its map";
                self.say_hint("bad-indent", &key, &message, hint);
            }
        }
        None
    }

    /// An entry of a list is no YAML as it stands.
    fn entry(&self) -> Option<String> {
        let (start, content) = self.line.content();
        let range = start..start + content.len();
        let first = content.chars().next().unwrap_or(' ');
        if "@`%*&!|>".contains(first) {
            let message = format!("a value begins with `{first}` and is not in quotes");
            let hint = format!("write `{}`", quoted(content));
            self.say_hint("needs-quotes", &range, &message, &hint);
            return self.masked(&range);
        }
        let hint = "put the value in quotes, or check how far the line is indented";
        self.say_hint("bad-yaml", &range, "this line cannot be read as YAML", hint);
        None
    }
}

/// What to write instead of a line without `: `.
fn colon_hint(content: &str) -> String {
    let word = |text: &str| text.starts_with(|c: char| c.is_lowercase());
    let split = content
        .split_once(':')
        .or_else(|| content.split_once(['=', ' ']).filter(|(first, _)| word(first)));
    match split.filter(|(key, _)| !key.is_empty() && !key.contains(' ')) {
        Some((key, value)) => {
            format!("write `{}: {}`", shortened(key), shortened(value.trim()))
        }
        None => "write a key, a colon and a space before the value".to_owned(),
    }
}
