//! The numbers of references, and the ids of the marks that cite them.

/// How one article's references are numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// The references in order of first citation.
    pub order: Vec<usize>,
    /// The number of each reference, from 1; 0 when nothing cites it.
    pub numbers: Vec<usize>,
    /// For each citation: which citing place of its reference it is, from 1.
    pub places: Vec<usize>,
}

impl Numbering {
    /// Numbers `count` references by the order in which `citations` name them.
    pub fn new(count: usize, citations: &[Option<usize>]) -> Self {
        let mut order = Vec::new();
        let mut numbers = vec![0; count];
        let mut cited = vec![0; count];
        let mut places = Vec::with_capacity(citations.len());
        for reference in citations {
            let Some(reference) = *reference else {
                places.push(0);
                continue;
            };
            if numbers[reference] == 0 {
                order.push(reference);
                numbers[reference] = order.len();
            }
            cited[reference] += 1;
            places.push(cited[reference]);
        }
        Self { order, numbers, places }
    }
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn references_are_numbered_by_first_citation() {
        let numbering = Numbering::new(4, &[Some(2), Some(0), Some(2), None, Some(3)]);
        assert_eq!(numbering.order, [2, 0, 3]);
        assert_eq!(numbering.numbers, [2, 0, 1, 3]);
        assert_eq!(numbering.places, [1, 1, 2, 0, 1]);
    }
}
