//! What the marks of a template become.

use crate::base::words::{Saying, Words};
use crate::render::marks::read::{Mark, literal, mark_at};

/// An expression whose marks are replaced; none when it has none.
pub fn expression(text: &str, words: &Words) -> Option<String> {
    let mut out = String::new();
    let mut done = 0;
    while let Some(mark) = mark_at(text, done) {
        let Some(call) = call(&mark) else {
            out.push_str(text.get(done..mark.inner_start)?);
            done = mark.inner_start;
            continue;
        };
        out.push_str(text.get(done..mark.range.start)?);
        out.push_str(&call.expression(words));
        done = mark.range.end;
    }
    if done == 0 {
        return None;
    }
    out.push_str(text.get(done..)?);
    (out != text).then_some(out)
}

/// An expression as it is, its marks replaced.
fn inner(text: &str, words: &Words) -> String {
    expression(text, words).unwrap_or_else(|| text.to_owned())
}

/// What a mark asks for.
pub enum Call<'a> {
    /// A text.
    Text(Text<'a>),
    /// A number.
    Number(&'a str),
    /// A year, or the number of a note.
    Digits(&'a str),
    /// Words that only the page knows.
    Word(&'a str),
}

/// A text, what fills its holes, and its plural.
pub struct Text<'a> {
    one: &'a str,
    many: Option<&'a str>,
    holes: Vec<(&'a str, &'a str)>,
}

/// The call that a mark is; none when it is not written as one.
pub fn call<'a>(mark: &Mark<'a>) -> Option<Call<'a>> {
    let mut arguments = mark.arguments.iter().copied();
    let first = arguments.next()?;
    match mark.name {
        "t" => {
            let one = literal(first)?;
            let mut holes = Vec::new();
            let mut many = None;
            for argument in arguments {
                if let (Some(text), true) = (literal(argument), holes.is_empty()) {
                    many = Some(text);
                    continue;
                }
                let (name, value) = argument.split_once('=')?;
                holes.push((name.trim(), value.trim()));
            }
            Some(Call::Text(Text { one, many, holes }))
        }
        _ if arguments.next().is_some() => None,
        "number" => Some(Call::Number(first)),
        "digits" => Some(Call::Digits(first)),
        _ => Some(Call::Word(first)),
    }
}

impl Call<'_> {
    /// The expression that it becomes.
    fn expression(&self, words: &Words) -> String {
        let filtered = |value: &str, filter: Option<&str>| {
            let value = inner(value, words);
            match filter {
                Some(filter) => format!("({value} | {filter})"),
                None => value,
            }
        };
        match self {
            Self::Text(text) => text.expression(words),
            Self::Number(value) => {
                filtered(value, words.has_formats().then_some("number"))
            }
            Self::Digits(value) => {
                filtered(value, words.has_figures().then_some("digits"))
            }
            Self::Word(value) => filtered(value, (!words.are_plain()).then_some("word")),
        }
    }
}

impl Text<'_> {
    /// The wordings, each with the plural category that asks for it; none for the last one.
    fn wordings<'a>(&'a self, words: &'a Words) -> Vec<(Option<&'a str>, &'a str)> {
        let saying = words.saying(self.one);
        match (saying, self.many) {
            (Some(Saying::Forms(forms)), Some(many)) => {
                let other = forms.get("other").map_or(many, String::as_str);
                let special = forms.iter().filter(|(_, text)| *text != other);
                let mut wordings: Vec<_> = special
                    .map(|(form, text)| (Some(form.as_str()), text.as_str()))
                    .collect();
                wordings.push((None, other));
                wordings
            }
            (Some(saying), _) => vec![(None, saying.plain())],
            (None, Some(many)) => vec![(Some("one"), self.one), (None, many)],
            (None, None) => vec![(None, self.one)],
        }
    }

    /// The condition under which a category is meant.
    fn asks(&self, form: &str, words: &Words) -> String {
        let number = self.hole("n").map_or_else(|| "0".to_owned(), |n| inner(n, words));
        match words.has_formats() {
            true => format!("({number} | plural) == \"{form}\""),
            false => format!("{number} == 1"),
        }
    }

    fn hole(&self, name: &str) -> Option<&str> {
        self.holes.iter().find(|(hole, _)| *hole == name).map(|(_, value)| *value)
    }

    /// What fills a hole, as an expression. The number that decides is written as one.
    fn value(&self, name: &str, words: &Words) -> Option<String> {
        let value = self.hole(name)?;
        match self.many.is_some() && name == "n" {
            true => Some(Call::Number(value).expression(words)),
            false => Some(inner(value, words)),
        }
    }

    /// A piece of a template: the words as they are, the holes as tags.
    pub fn template(&self, words: &Words) -> String {
        let mut out = String::new();
        let wordings = self.wordings(words);
        for (at, (form, text)) in wordings.iter().enumerate() {
            match form {
                Some(form) => {
                    let tag = if at == 0 { "if" } else { "elif" };
                    out.push_str(&format!("{{% {tag} {} %}}", self.asks(form, words)));
                }
                None if at > 0 => out.push_str("{% else %}"),
                None => {}
            }
            for piece in pieces(text) {
                match piece {
                    Piece::Words(words) => escaped(words, &mut out),
                    Piece::Hole(name) => out.push_str(&self.filled(name, words)),
                }
            }
        }
        if wordings.len() > 1 {
            out.push_str("{% endif %}");
        }
        out
    }

    /// A hole as a piece of a template; a text in it is one too.
    fn filled(&self, name: &str, words: &Words) -> String {
        let value = self.hole(name);
        let nested = value.and_then(|value| {
            let mark = mark_at(value, 0).filter(|mark| mark.range == (0..value.len()))?;
            match call(&mark)? {
                Call::Text(text) => Some(text.template(words)),
                _ => None,
            }
        });
        let tag = || Some(format!("{{{{ {} }}}}", self.value(name, words)?));
        nested.or_else(tag).unwrap_or_else(|| format!("{{{name}}}"))
    }

    /// An expression that is the text.
    fn expression(&self, words: &Words) -> String {
        let joined = |text: &str| {
            let mut parts = Vec::new();
            for piece in pieces(text) {
                parts.push(match piece {
                    Piece::Words(words) => quoted(words),
                    Piece::Hole(name) => match self.value(name, words) {
                        Some(value) => format!("({value})"),
                        None => quoted(&format!("{{{name}}}")),
                    },
                });
            }
            match &*parts {
                [] => quoted(""),
                [one] => one.clone(),
                _ => format!("({})", parts.join(" ~ ")),
            }
        };
        let mut wordings = self.wordings(words).into_iter().rev();
        let last = wordings.next().map_or_else(|| quoted(""), |(_, text)| joined(text));
        wordings.fold(last, |otherwise, (form, text)| {
            let asks = self.asks(form.unwrap_or("other"), words);
            format!("({} if {asks} else {otherwise})", joined(text))
        })
    }
}

/// A part of a text with holes.
enum Piece<'a> {
    Words(&'a str),
    Hole(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        found.extend((!before.is_empty()).then_some(Piece::Words(before)));
        found.push(Piece::Hole(name));
        rest = after;
    }
    found.extend((!rest.is_empty()).then_some(Piece::Words(rest)));
    found
}

/// Words as a literal of an expression.
fn quoted(words: &str) -> String {
    let free = ['"', '\'', '`'].into_iter().find(|quote| !words.contains(*quote));
    match free {
        Some(quote) => format!("{quote}{words}{quote}"),
        None => format!("\"{}\"", words.replace('"', "”")),
    }
}

/// Writes words as HTML, of which nothing is a tag of Tera.
fn escaped(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            c => out.push(c),
        }
    }
}
