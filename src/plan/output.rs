//! One planned file, and all of them.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::base::diagnostic::Place;
use crate::base::digest::Digest;
use crate::base::path::{Address, FilePath};
use crate::model::public::State;
use crate::plan::make::Make;
use crate::view::build::Shared;
use crate::view::card::DateView;
use crate::view::site::SiteView;

/// Every output of a build.
#[derive(Debug)]
pub struct Plan {
    /// The publication as every template sees it.
    pub site: SiteView,
    /// The outputs.
    pub outputs: Outputs,
    /// The digest of the addresses that were claimed, when each has one owner.
    pub claims: Option<Digest>,
    /// What the outputs are made from.
    pub shared: Shared,
    /// The digest of what any page may show beside articles, once it is asked for.
    pub common: OnceLock<Digest>,
}

/// One planned file: its address, who asks for it, and how it is made.
#[derive(Clone, Debug)]
pub struct Output {
    /// Where it stands.
    pub address: Address,
    /// The content that asks for it, for messages; none for what the settings ask for.
    pub place: Option<Place>,
    /// What it is, in words: `the article`, `the list of authors`.
    pub what: &'static str,
    /// How it is made.
    pub making: Making,
    /// The content file that it is the page of.
    pub about: Option<FilePath>,
    /// Whether a sitemap lists it.
    pub listed: bool,
    /// Why it is not public, of an output that only a preview has: it is never written.
    pub held: Option<State>,
}

/// How an output is made.
#[derive(Clone, Debug)]
pub enum Making {
    /// It is made already.
    Done(Arc<Make>),
    /// By a recipe, of which it is one of several outputs.
    By(Arc<dyn Recipe>, usize),
}

/// How pages and other large outputs are made once they are asked for: a plan of a large
/// publication holds no views, and those of a build are not there all at once.
pub trait Recipe: fmt::Debug + Send + Sync {
    /// Makes one of its outputs; the number says which.
    fn make(&self, plan: &Plan, number: usize) -> Make;

    /// The digest of all that one of its outputs is made of, where that can be told without
    /// making it: as long as it stays the same, so does the output.
    fn ingredients(&self, _plan: &Plan, _number: usize) -> Option<Digest> {
        None
    }

    /// When what one of its pages shows last changed, where that is known.
    fn changed(&self, _shared: &Shared, _number: usize) -> Option<DateView> {
        None
    }
}

impl Output {
    /// An output that is made already.
    pub fn done(what: &'static str, address: Address, make: Make) -> Self {
        Self::new(what, address, Making::Done(Arc::new(make)))
    }

    /// An output that a recipe makes.
    pub fn by(
        what: &'static str,
        address: Address,
        recipe: Arc<dyn Recipe>,
        number: usize,
    ) -> Self {
        Self::new(what, address, Making::By(recipe, number))
    }

    fn new(what: &'static str, address: Address, making: Making) -> Self {
        let (place, about, listed, held) = (None, None, false, None);
        Self { address, place, what, making, about, listed, held }
    }

    /// A page that a recipe makes and that a sitemap lists.
    pub fn page(
        what: &'static str,
        address: Address,
        recipe: Arc<dyn Recipe>,
        number: usize,
    ) -> Self {
        Self { listed: true, ..Self::by(what, address, recipe, number) }
    }

    /// The same as the page of a content file.
    #[must_use]
    pub fn of(mut self, file: &FilePath) -> Self {
        self.place = Some(Place::file(file));
        self.about = Some(file.clone());
        self
    }

    /// The same, asked for by a content file that is not its own.
    #[must_use]
    pub fn asked_by(mut self, file: &FilePath) -> Self {
        self.place = Some(Place::file(file));
        self
    }

    /// The copy of an input that it is: the digest of its bytes.
    pub fn copied(&self) -> Option<Digest> {
        match &self.making {
            Making::Done(make) => match **make {
                Make::Copy { digest, .. } => Some(digest),
                _ => None,
            },
            Making::By(..) => None,
        }
    }

    /// The digest of all that it is made of, where that can be told without making it.
    pub fn ingredients(&self, plan: &Plan) -> Option<Digest> {
        match &self.making {
            Making::Done(_) => None,
            Making::By(recipe, number) => {
                let digest = recipe.ingredients(plan, *number)?;
                Some(Digest::of(&(digest, &self.address, &self.about)))
            }
        }
    }

    /// What it is made of.
    pub fn make(&self, plan: &Plan) -> Cow<'_, Make> {
        match &self.making {
            Making::Done(make) => Cow::Borrowed(make),
            Making::By(recipe, number) => {
                let mut make = recipe.make(plan, *number);
                if let Make::Page(page) = &mut make {
                    page.about.clone_from(&self.about);
                }
                Cow::Owned(make)
            }
        }
    }
}

impl Making {
    /// When what is made shows last changed, where that is known.
    pub fn changed(&self, shared: &Shared) -> Option<DateView> {
        match self {
            Making::Done(_) => None,
            Making::By(recipe, number) => recipe.changed(shared, *number),
        }
    }
}

/// The outputs of a plan, in the order of their addresses, each of which has one.
#[derive(Debug, Default)]
pub struct Outputs(Vec<Output>);

impl Outputs {
    /// Takes outputs that stand in order already, each with an address of its own.
    pub fn sorted(all: Vec<Output>) -> Self {
        Self(all)
    }

    /// Adds outputs whose addresses are still free; the others are dropped.
    pub fn add(&mut self, mut more: Vec<Output>) {
        more.sort_by(|a, b| a.address.cmp(&b.address));
        let mut more = more.into_iter().peekable();
        if more.peek().is_none() {
            return;
        }
        let mut all: Vec<Output> = Vec::with_capacity(self.0.len() + more.len());
        for output in std::mem::take(&mut self.0) {
            while let Some(new) = more.next_if(|new| new.address < output.address) {
                push(&mut all, new);
            }
            all.push(output);
        }
        more.for_each(|new| push(&mut all, new));
        self.0 = all;
    }

    /// The output of an address.
    pub fn get(&self, address: &str) -> Option<&Output> {
        let at = self.0.binary_search_by(|output| output.address.as_str().cmp(address));
        self.0.get(at.ok()?)
    }

    /// Whether there is an output at an address.
    pub fn has(&self, address: &str) -> bool {
        self.get(address).is_some()
    }

    /// All of them.
    pub fn all(&self) -> &[Output] {
        &self.0
    }

    /// Their addresses.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> {
        self.0.iter().map(|output| &output.address)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Adds an output that comes after all others, unless the last of them has its address.
fn push(all: &mut Vec<Output>, new: Output) {
    if all.last().is_none_or(|last| last.address != new.address) {
        all.push(new);
    }
}
