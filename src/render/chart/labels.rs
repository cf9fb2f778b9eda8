//! Direct labels: the names of series at their values, and names of rows.

use crate::render::chart::pen::{Anchor, Pen};
use crate::render::chart::text::{LINE, MIDDLE, fits, widest, width, wrap};

/// Moves labels apart, so that none covers another and none leaves the stretch between two
/// places. Given are their middles and heights; what comes out has the same order.
pub fn apart(wanted: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let middle = |at: &usize| wanted.get(*at).map_or(0.0, |label| label.0);
    let height = |at: &usize| wanted.get(*at).map_or(0.0, |label| label.1);
    order.sort_by(|a, b| middle(a).total_cmp(&middle(b)).then(a.cmp(b)));
    let mut places = vec![0.0; wanted.len()];
    let mut free = top;
    for at in &order {
        let begin = (middle(at) - height(at) / 2.0).max(free);
        if let Some(place) = places.get_mut(*at) {
            *place = begin;
        }
        free = begin + height(at);
    }
    let mut free = bottom;
    for at in order.iter().rev() {
        let begin = places.get(*at).copied().unwrap_or(0.0).min(free - height(at));
        if let Some(place) = places.get_mut(*at) {
            *place = begin + height(at) / 2.0;
        }
        free = begin;
    }
    places
}

/// Names of rows: in a column before the drawing, or each above its row.
#[derive(Clone, Debug, PartialEq)]
pub struct Names {
    /// The lines of each name.
    pub lines: Vec<Vec<String>>,
    /// The width of the column; none when names stand above.
    pub column: Option<f64>,
}

impl Names {
    /// Sets names for a drawing of some width.
    pub fn new(names: &[String], drawing: f64) -> Self {
        let room = (drawing * 0.36).min(220.0);
        if names.iter().all(|name| fits(name, room, 3)) {
            let lines: Vec<Vec<String>> = names.iter().map(|n| wrap(n, room)).collect();
            let column = widest(lines.iter().flatten().map(String::as_str));
            return Self { lines, column: Some(column) };
        }
        Self { lines: names.iter().map(|n| wrap(n, drawing)).collect(), column: None }
    }

    /// Where what is drawn begins.
    pub fn start(&self) -> f64 {
        self.column.map_or(0.0, |column| column + 10.0)
    }

    /// The height of a row whose drawing has some height.
    pub fn height(&self, row: usize, drawn: f64) -> f64 {
        let words = self.lines.get(row).map_or(0.0, |lines| lines.len() as f64 * LINE);
        if self.column.is_some() { words.max(drawn) } else { words + drawn }
    }

    /// Writes the name of a row that begins at `top`. Gives where its drawing begins.
    pub fn write(&self, pen: &mut Pen, row: usize, top: f64, drawn: f64) -> f64 {
        let Some(lines) = self.lines.get(row) else { return top };
        let words = lines.len() as f64 * LINE;
        let (first, anchor, x) = match self.column {
            Some(column) => (top + ((drawn - words) / 2.0).max(0.0), Anchor::End, column),
            None => (top, Anchor::Start, 0.0),
        };
        for (at, line) in lines.iter().enumerate() {
            let y = first + LINE * at as f64 + LINE / 2.0 + MIDDLE;
            pen.words(x, y, anchor, "name", line);
        }
        match self.column {
            Some(_) => top + ((words - drawn) / 2.0).max(0.0),
            None => top + words,
        }
    }
}

/// Names of series that cannot stand at their values: above the drawing, each with its mark.
/// Gives their height.
pub fn key(
    pen: &mut Pen,
    names: &[&str],
    mut sign: impl FnMut(&mut Pen, f64, f64, usize),
) -> f64 {
    let (mut x, mut y) = (0.0, LINE / 2.0);
    for (series, name) in names.iter().enumerate() {
        let lines = wrap(name, pen.width - 22.0);
        let wide = widest(lines.iter().map(String::as_str)) + 22.0;
        if x > 0.0 && x + wide > pen.width {
            x = 0.0;
            y += LINE + 4.0;
        }
        sign(pen, x + 8.0, y, series);
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                y += LINE;
            }
            pen.words(x + 20.0, y + MIDDLE, Anchor::Start, "name", line);
        }
        x += wide + 18.0;
    }
    y + LINE
}

/// Names on as many lines as they need to stand side by side, each near its place. Gives the
/// line of each, from 0, and where each begins.
pub fn side_by_side(wanted: &[(f64, &str)], room: f64) -> Vec<(usize, f64)> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let place = |at: &usize| wanted.get(*at).map_or(0.0, |label| label.0);
    order.sort_by(|a, b| place(a).total_cmp(&place(b)).then(a.cmp(b)));
    let mut ends: Vec<f64> = Vec::new();
    let mut placed = vec![(0, 0.0); wanted.len()];
    for at in order {
        let Some((x, name)) = wanted.get(at) else { continue };
        let wide = width(name);
        let begin = (x - wide / 2.0).min(room - wide).max(0.0);
        let free = ends.iter().position(|end| *end + 12.0 <= begin);
        let line = free.unwrap_or(ends.len());
        match ends.get_mut(line) {
            Some(end) => *end = begin + wide,
            None => ends.push(begin + wide),
        }
        if let Some(slot) = placed.get_mut(at) {
            *slot = (line, begin);
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_apart_and_stay_inside() {
        let wanted = [(50.0, 18.0), (52.0, 18.0), (10.0, 18.0)];
        assert_eq!(apart(&wanted, 0.0, 100.0), [50.0, 68.0, 10.0]);
        assert_eq!(apart(&wanted, 0.0, 60.0), [33.0, 51.0, 10.0]);
        assert_eq!(apart(&[], 0.0, 60.0), Vec::<f64>::new());
    }

    #[test]
    fn names_share_a_line_where_they_can() {
        let placed = side_by_side(&[(100.0, "aa"), (300.0, "bb"), (104.0, "cc")], 400.0);
        let lines: Vec<usize> = placed.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [0, 0, 1]);
    }
}
