//! Closed elements made Markdown of the frame around them.

use crate::import::escape;
use crate::import::html::frame::Frame;

/// Makes Markdown of a frame that closes.
pub(super) fn close(mut frame: Frame, around: &mut Frame) {
    let name = frame.name.clone();
    match name.as_str() {
        "strong" | "b" => inline(frame, around, "**"),
        "em" | "i" | "cite" | "dfn" | "var" => inline(frame, around, "*"),
        "del" | "s" | "strike" => inline(frame, around, "~~"),
        "code" | "kbd" | "samp" | "tt" if around.name != "pre" => code(&frame, around),
        "code" => {
            around.line.push_str(&frame.line);
            around.caption = language(frame.get("class"));
        }
        "a" => link(frame, around),
        "pre" => around.block(fenced(&frame)),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => heading(frame, &name, around),
        "blockquote" => {
            around.block(indented(&frame.into_blocks().join("\n\n"), "> ", "> "));
        }
        "li" => {
            let blocks = frame.into_blocks();
            // Words and then a list need no empty line between them.
            let is_list =
                |block: &String| block.starts_with("- ") || block.starts_with("1. ");
            let tight = blocks.iter().skip(1).all(is_list);
            let text = blocks.join(if tight { "\n" } else { "\n\n" });
            around.flush();
            around.blocks.push(text);
        }
        "ul" | "ol" => around.block(list(frame, name == "ol")),
        "td" | "th" => {
            let text =
                frame.into_blocks().join(" ").replace("\\\n", " ").replace('\n', " ");
            around.rows.push(vec![text]);
        }
        "tr" => {
            let cells = frame.rows.into_iter().flatten().collect();
            around.rows.push(cells);
        }
        "thead" | "tbody" | "tfoot" => around.rows.extend(frame.rows),
        "table" => around.block(table(&frame.rows)),
        "figcaption" | "caption" => around.caption = frame.into_blocks().join(" "),
        "figure" => figure(frame, around),
        "dt" => around.block(format!("**{}**", frame.into_blocks().join(" "))),
        "span" | "u" | "small" | "sup" | "sub" | "abbr" | "mark" | "font" | "ins"
        | "time" | "q" | "label" | "big" | "center" | "bdi" | "bdo" | "" => {
            around.line.push_str(&frame.line);
            around.blocks.append(&mut frame.blocks);
        }
        _ => {
            around.flush();
            let caption = std::mem::take(&mut frame.caption);
            around.blocks.extend(frame.into_blocks());
            if !caption.is_empty() {
                around.blocks.push(caption);
            }
        }
    }
}

/// Words between marks; spaces stay outside.
fn inline(mut frame: Frame, around: &mut Frame, mark: &str) {
    if !frame.blocks.is_empty() {
        frame.flush();
        around.flush();
        return around.blocks.append(&mut frame.blocks);
    }
    let words = frame.line.trim().trim_end_matches('\\').trim_end();
    if words.is_empty() {
        return around.line.push_str(&frame.line);
    }
    if frame.line.starts_with(' ') && !around.line.ends_with(' ') {
        around.line.push(' ');
    }
    around.line.push_str(&format!("{mark}{words}{mark}"));
    if frame.line.ends_with(' ') {
        around.line.push(' ');
    }
}

/// Code among words.
fn code(frame: &Frame, around: &mut Frame) {
    let text = frame.line.replace('\n', " ");
    let ticks = if text.contains('`') { "``" } else { "`" };
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    if !text.trim().is_empty() {
        around.line.push_str(&format!("{ticks}{space}{text}{space}{ticks}"));
    }
}

/// The language of code by its class.
fn language(class: &str) -> String {
    let word = class.split_whitespace().find_map(|word| word.strip_prefix("language-"));
    word.unwrap_or_default().to_owned()
}

fn fenced(frame: &Frame) -> String {
    let text = format!("{}{}", frame.blocks.join("\n"), frame.line);
    let text = text.trim_matches('\n');
    let mut ticks = "```".to_owned();
    while text.contains(&ticks) {
        ticks.push('`');
    }
    format!("{ticks}{}\n{text}\n{ticks}", frame.caption)
}

fn link(mut frame: Frame, around: &mut Frame) {
    let href = frame.get("href").trim().to_owned();
    if !frame.blocks.is_empty() {
        frame.flush();
        around.flush();
        return around.blocks.append(&mut frame.blocks);
    }
    let words = frame.line.trim().to_owned();
    if words.is_empty() {
        return;
    }
    if frame.line.starts_with(' ') && !around.line.ends_with(' ') {
        around.line.push(' ');
    }
    match href.is_empty() {
        true => around.line.push_str(&words),
        false => around.line.push_str(&format!("[{words}]({})", target(&href))),
    }
    if frame.line.ends_with(' ') {
        around.line.push(' ');
    }
}

/// An address as Markdown takes it.
fn target(address: &str) -> String {
    match address.contains([' ', '(', ')', '<', '>']) {
        true => format!("<{}>", address.replace('<', "%3C").replace('>', "%3E")),
        false => address.to_owned(),
    }
}

/// An image with its words.
pub(super) fn image(attributes: &[(String, String)]) -> String {
    let get = |name: &str| {
        let found = attributes.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.trim())
    };
    let source = if get("src").is_empty() { get("data-src") } else { get("src") };
    if source.is_empty() {
        return String::new();
    }
    let alt = escape::paragraph(&crate::import::piece::tidy(get("alt")));
    format!("![{}]({})", alt.replace(['[', ']'], ""), target(source))
}

fn heading(frame: Frame, name: &str, around: &mut Frame) {
    let level = name.trim_start_matches('h').parse().unwrap_or(2_usize);
    let text = frame.into_blocks().join(" ").replace('\n', " ");
    let text = text.trim();
    if !text.is_empty() {
        around.block(format!("{} {text}", "#".repeat(level)));
    }
}

/// A text with something before its first line and before the others.
fn indented(text: &str, first: &str, others: &str) -> String {
    let line = |(at, line): (usize, &str)| {
        let lead = if at == 0 { first } else { others };
        format!("{lead}{line}").trim_end().to_owned()
    };
    text.split('\n').enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn list(frame: Frame, ordered: bool) -> String {
    let items = frame.into_blocks();
    let loose = items.iter().any(|item| item.contains("\n\n"));
    let item = |(at, item): (usize, String)| {
        let mark = if ordered { format!("{}. ", at + 1) } else { "- ".to_owned() };
        indented(&item, &mark, &" ".repeat(mark.len()))
    };
    let items: Vec<String> = items.into_iter().enumerate().map(item).collect();
    items.join(if loose { "\n\n" } else { "\n" })
}

/// A table with its first row as its head.
fn table(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if width == 0 {
        return String::new();
    }
    let line = |row: &Vec<String>| {
        let cells = (0..width).map(|at| row.get(at).map_or("", String::as_str));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> =
        rows.iter().filter(|row| !row.is_empty()).map(line).collect();
    lines.insert(1.min(lines.len()), format!("|{}", " --- |".repeat(width)));
    lines.join("\n")
}

/// An image with its caption; anything else with its caption below.
fn figure(mut frame: Frame, around: &mut Frame) {
    let caption = std::mem::take(&mut frame.caption);
    let blocks = frame.into_blocks();
    around.flush();
    if let ([image], false) = (blocks.as_slice(), caption.is_empty())
        && image.starts_with("![")
        && image.ends_with(')')
        && image.matches("](").count() == 1
    {
        let title = caption.replace('\\', "").replace('"', "\u{201d}");
        let whole = format!("{} \"{title}\")", image.trim_end_matches(')'));
        return around.blocks.push(whole);
    }
    around.blocks.extend(blocks);
    if !caption.is_empty() {
        around.blocks.push(caption);
    }
}
