//! Numbers to places on a line, and the round numbers that are marked on it.

use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;

/// A stretch of numbers and the stretch of the drawing that stands for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The least number.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// Where the least stands.
    pub start: f64,
    /// Where the greatest stands.
    pub end: f64,
}

impl Scale {
    /// Where a number stands.
    pub fn at(&self, value: f64) -> f64 {
        // Halves first: the difference of two great numbers may be none.
        let span = self.high / 2.0 - self.low / 2.0;
        if span <= 0.0 {
            return f64::midpoint(self.start, self.end);
        }
        let part = (value / 2.0 - self.low / 2.0) / span;
        self.start + part * (self.end - self.start)
    }
}

/// The round numbers of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The numbers, the least first.
    pub values: Vec<f64>,
    /// How many decimals they need.
    pub decimals: usize,
}

impl Ticks {
    /// The round numbers from one below `low` to one above `high`, about `count` of them. At
    /// least two.
    pub fn around(low: f64, high: f64, count: usize) -> Self {
        let (low, high) = if low < high { (low, high) } else { (low, low + 1.0) };
        // Plotters looks for steps near 1; far from there it loses them.
        let size = low.abs().max(high.abs());
        let power = size.log10().floor();
        let unit = if (-2.0..=9.0).contains(&power) { 1.0 } else { 10f64.powf(power) };
        if !unit.is_normal() || !(high / unit - low / unit).is_normal() {
            return Self { values: vec![low, high], decimals: 0 };
        }
        let range: RangedCoordf64 = (low / unit..high / unit).into();
        let points = range.key_points(BoldPoints(count.max(3)));
        let step = match *points {
            [first, second, ..] => second - first,
            _ => high / unit - low / unit,
        };
        // The same step, from a multiple of it below to one above.
        let step = tidy(step);
        let (first, last) = ((low / unit / step).floor(), (high / unit / step).ceil());
        let steps = (last - first).clamp(1.0, 40.0);
        let mut values = Vec::new();
        let mut at = 0.0;
        while at <= steps {
            values.push(tidy((first + at) * step * unit));
            at += 1.0;
        }
        Self { values, decimals: decimals(step * unit) }
    }

    /// The least of them.
    pub fn low(&self) -> f64 {
        self.values.first().copied().unwrap_or(0.0)
    }

    /// The greatest.
    pub fn high(&self) -> f64 {
        self.values.last().copied().unwrap_or(1.0)
    }
}

/// A number without the dust of its last digits: 0.6000000000000001 is 0.6.
fn tidy(value: f64) -> f64 {
    format!("{value:.10e}").parse().unwrap_or(value)
}

/// How many decimals a step needs, six at most.
fn decimals(step: f64) -> usize {
    let text = format!("{}", tidy(step));
    text.split_once('.').map_or(0, |(_, fraction)| fraction.len().min(6))
}

/// The least and the greatest of some numbers, zero among them where that is asked for.
pub fn extremes(values: impl Iterator<Item = f64>, zero: bool) -> (f64, f64) {
    let first = if zero { Some((0.0, 0.0)) } else { None };
    let both = values.fold(first, |both, value| match both {
        None => Some((value, value)),
        Some((low, high)) => Some((low.min(value), high.max(value))),
    });
    both.unwrap_or((0.0, 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_around_the_data() {
        let cases: [(f64, f64, &[f64], usize); 12] = [
            (0.0, 97.3, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0], 0),
            (0.0, 100.0, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0], 0),
            (-12.0, 30.0, &[-20.0, -10.0, 0.0, 10.0, 20.0, 30.0], 0),
            (0.0, 1.0, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1),
            (0.0, 0.003, &[0.0, 0.001, 0.002, 0.003], 3),
            (0.0, 7.0, &[0.0, 2.0, 4.0, 6.0, 8.0], 0),
            (0.0, 12_345.0, &[0.0, 5000.0, 10_000.0, 15_000.0], 0),
            (96.0, 98.5, &[96.0, 96.5, 97.0, 97.5, 98.0, 98.5], 1),
            (0.0, 0.0, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1),
            (-5.0, -5.0, &[-5.0, -4.8, -4.6, -4.4, -4.2, -4.0], 1),
            (0.0, 4e12, &[0.0, 1e12, 2e12, 3e12, 4e12], 0),
            (0.0, 3e-9, &[0.0, 1e-9, 2e-9, 3e-9], 6),
        ];
        for (low, high, values, decimals) in cases {
            let ticks = Ticks::around(low, high, 6);
            assert_eq!(
                ticks,
                Ticks { values: values.to_vec(), decimals },
                "{low} {high}"
            );
        }
        for (low, high) in [(0.0, f64::MAX), (f64::MIN, f64::MAX), (0.0, 5e-324)] {
            assert!(Ticks::around(low, high, 6).values.len() >= 2);
        }
    }

    #[test]
    fn a_number_stands_between_its_neighbours() {
        let scale = Scale { low: -10.0, high: 30.0, start: 300.0, end: 100.0 };
        let at = [-10.0, 0.0, 10.0, 30.0].map(|value| scale.at(value));
        assert_eq!(at, [300.0, 250.0, 200.0, 100.0]);
        assert_eq!(Scale { low: 5.0, high: 5.0, start: 0.0, end: 8.0 }.at(5.0), 4.0);
        assert_eq!(extremes([3.0, -2.0].into_iter(), false), (-2.0, 3.0));
        assert_eq!(extremes([3.0].into_iter(), true), (0.0, 3.0));
    }
}
