//! The elements of a drawing. Every place is given as if words ran from left to right; for
//! other languages the pen mirrors it. Colours are the style sheet's: an element says by its
//! class what it is.

use svg::Node as _;
use svg::node::Text as Words;
use svg::node::element::Element;

use crate::render::chart::text::{SIZE, isolated};

/// Where words stand at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named by itself")]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// What draws.
#[derive(Debug)]
pub struct Pen {
    /// How wide the drawing is.
    pub width: f64,
    /// Whether it is mirrored.
    mirrored: bool,
    elements: Vec<Element>,
}

impl Pen {
    /// A pen for a drawing of some width.
    pub fn new(width: f64, mirrored: bool) -> Self {
        Self { width, mirrored, elements: Vec::new() }
    }

    fn x(&self, x: f64) -> f64 {
        if self.mirrored { self.width - x } else { x }
    }

    fn element(&mut self, name: &str, class: &str, attributes: &[(&str, String)]) {
        let mut element = Element::new(name);
        element.assign("class", class);
        for (name, value) in attributes {
            element.assign(*name, value.as_str());
        }
        self.elements.push(element);
    }

    /// Some words.
    pub fn words(&mut self, x: f64, y: f64, anchor: Anchor, class: &str, words: &str) {
        let mut element = Element::new("text");
        element.assign("class", class);
        element.assign("x", number(self.x(x)));
        element.assign("y", number(y));
        match (anchor, self.mirrored) {
            (Anchor::Middle, _) => element.assign("text-anchor", "middle"),
            (Anchor::End, false) | (Anchor::Start, true) => {
                element.assign("text-anchor", "end");
            }
            _ => {}
        }
        element.append(Words::new(isolated(words)));
        self.elements.push(element);
    }

    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let places = [
            ("x1", number(self.x(from.0))),
            ("y1", number(from.1)),
            ("x2", number(self.x(to.0))),
            ("y2", number(to.1)),
        ];
        self.element("line", class, &places);
    }

    /// A box between two corners.
    pub fn bar(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let (left, right) =
            (self.x(from.0).min(self.x(to.0)), self.x(from.0).max(self.x(to.0)));
        let places = [
            ("x", number(left)),
            ("y", number(from.1.min(to.1))),
            ("width", number(right - left)),
            ("height", number((to.1 - from.1).abs())),
        ];
        self.element("rect", class, &places);
    }

    /// A line through some places; closed, it is an area.
    pub fn path(&mut self, places: &[(f64, f64)], closed: bool, class: &str) {
        let mut path = String::new();
        for (at, (x, y)) in places.iter().enumerate() {
            path.push(if at == 0 { 'M' } else { 'L' });
            path.push_str(&format!("{} {}", number(self.x(*x)), number(*y)));
        }
        if closed {
            path.push('Z');
        }
        self.element("path", class, &[("d", path)]);
    }

    /// The mark of a series: each has its own shape.
    pub fn mark(&mut self, x: f64, y: f64, series: usize) {
        let class = format!("mark series-{}", series + 1);
        let diamond = [(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)];
        let upward = [(x, y - 5.0), (x + 5.0, y + 4.0), (x - 5.0, y + 4.0)];
        let downward = [(x, y + 5.0), (x + 5.0, y - 4.0), (x - 5.0, y - 4.0)];
        match series {
            1 => self.bar((x - 4.0, y - 4.0), (x + 4.0, y + 4.0), &class),
            2 => self.path(&diamond, true, &class),
            3 => self.path(&upward, true, &class),
            4 => self.path(&downward, true, &class),
            _ => {
                let radius = if series == 0 { "4" } else { "3.5" };
                let places =
                    [("cx", number(self.x(x))), ("cy", number(y)), ("r", radius.into())];
                self.element("circle", &class, &places);
            }
        }
    }

    /// The drawing, with the words for those who do not see it.
    pub fn finish(
        self,
        id: &str,
        class: &str,
        height: f64,
        title: &str,
        words: &str,
    ) -> String {
        let mut svg = Element::new("svg");
        svg.assign("class", class);
        svg.assign("role", "img");
        svg.assign("viewBox", format!("0 0 {} {}", number(self.width), number(height)));
        svg.assign("width", number(self.width));
        svg.assign("height", number(height));
        svg.assign("font-size", number(SIZE));
        // The page may run from right to left; the drawing has been mirrored for that.
        svg.assign("direction", "ltr");
        // No block of the text has an id with two hyphens in a row.
        svg.assign("aria-labelledby", format!("{id}--title {id}--desc"));
        for (name, text) in [("title", title), ("desc", words)] {
            let mut element = Element::new(name);
            element.assign("id", format!("{id}--{name}"));
            element.append(Words::new(text));
            svg.append(element);
        }
        for element in self.elements {
            svg.append(element);
        }
        svg.to_string()
    }
}

/// A place to a tenth, the same on every machine.
pub fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    let rounded = if rounded.is_finite() && rounded != 0.0 { rounded } else { 0.0 };
    format!("{rounded}")
}
