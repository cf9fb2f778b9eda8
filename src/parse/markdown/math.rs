//! LaTeX mathematics to MathML.

use std::ops::Range;
use std::sync::OnceLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// How deep groups may stand in each other; the converter calls itself for each.
const DEPTH: usize = 60;

/// What is wrong with some LaTeX: its bytes in it, and a sentence.
#[derive(Debug)]
pub struct MathError {
    /// The bytes that are wrong.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub message: String,
}

/// Makes MathML of LaTeX.
///
/// # Errors
///
/// The first thing in the LaTeX that is not understood.
pub fn mathml(latex: &str, display: bool) -> Result<String, MathError> {
    static CONVERTER: OnceLock<Option<LatexToMathML>> = OnceLock::new();
    if let Some(at) = too_deep(latex) {
        return Err(MathError {
            span: at..latex.len(),
            message: "nested too deep".into(),
        });
    }
    let converter =
        CONVERTER.get_or_init(|| LatexToMathML::new(MathCoreConfig::default()).ok());
    let display = if display { MathDisplay::Block } else { MathDisplay::Inline };
    let Some(converter) = converter else {
        return Err(MathError { span: 0..latex.len(), message: "no converter".into() });
    };
    match converter.convert_with_local_state(latex, display) {
        Ok(result) => Ok(without_styles(&result.mathml)),
        Err(error) => {
            let text = error.error_message();
            let mut chars = text.trim_end_matches('.').chars();
            let first = chars.next().map(|c| c.to_ascii_lowercase());
            let message = first.into_iter().chain(chars).collect();
            Err(MathError { span: error.0.clone(), message })
        }
    }
}

/// MathML without `style` attributes, which a strict content security policy refuses. They
/// hold nothing but fine spacing.
fn without_styles(mathml: &str) -> String {
    const STYLE: &str = " style=\"";
    let mut out = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some(at) = rest.find(STYLE) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let value = found.get(STYLE.len()..).unwrap_or_default();
        let in_tag = out.rfind('<') > out.rfind('>');
        match value.split_once('"') {
            Some((_, after)) if in_tag => rest = after,
            _ => {
                out.push_str(STYLE);
                rest = value;
            }
        }
    }
    out + rest
}

/// Where LaTeX is nested deeper than it can mean: by braces, by environments, or by commands
/// that take commands.
fn too_deep(latex: &str) -> Option<usize> {
    let (mut depth, mut run) = (0usize, 0usize);
    let mut chars = latex.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                run += 1;
                let rest = latex.get(at + 1..).unwrap_or_default();
                if rest.starts_with("left") || rest.starts_with("begin") {
                    depth += 1;
                } else if rest.starts_with("right") || rest.starts_with("end") {
                    depth = depth.saturating_sub(1);
                }
                while chars.next_if(|(_, c)| c.is_ascii_alphabetic()).is_some() {}
            }
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            c if c.is_alphanumeric() => run = 0,
            _ => run += usize::from(matches!(c, '^' | '_' | '\'')),
        }
        if depth + run > DEPTH {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::mathml;

    #[test]
    fn latex_becomes_mathml() {
        assert_eq!(mathml("x^2", false).unwrap(), MATH);
        let error = mathml(r"a + \nosuch", false).unwrap_err();
        assert_eq!(error.span, 4..11);
        assert_eq!(error.message, r#"unknown command "\nosuch""#);
    }

    const MATH: &str = "<math><msup><mi>x</mi><mn>2</mn></msup></math>";

    #[test]
    fn deep_latex_is_refused_and_not_followed() {
        for deep in ["{".repeat(9999), r"\sqrt".repeat(9999), r"\left(".repeat(9999)] {
            assert_eq!(mathml(&deep, true).unwrap_err().message, "nested too deep");
        }
    }
}
