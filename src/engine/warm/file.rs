//! The file itself: a head that names the build of Chancery, records, and at its end an index
//! with its checksum. New records take the place of the old index.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::base::digest::{Digest, Pieces};

/// The head: the build of Chancery, by a digest of its sources.
const HEAD: &str = concat!("chancery ", env!("CHANCERY_SOURCES"), "\n");

/// The length of the tail: where the index begins, and its checksum.
const TAIL: usize = 8 + 16;

/// How many bytes that are no longer used a file may hold, beside as many as are used.
const WASTE: u64 = 1 << 20;

/// Where the parts of a file end that is believed.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    /// Where the records end.
    pub records: u64,
    /// The checksum of the index.
    index: Digest,
}

impl Ends {
    /// Whether the records waste more than they hold, when some bytes of them are used.
    pub fn wasteful(&self, used: u64) -> bool {
        self.records > 2 * used + WASTE
    }

    /// Whether this is the index that was read.
    pub fn has(&self, index: &[u8]) -> bool {
        self.index == sum(self.records, index)
    }
}

/// The checksum of an index that begins somewhere.
fn sum(at: u64, index: &[u8]) -> Digest {
    let mut pieces = Pieces::new();
    pieces.add(HEAD.as_bytes());
    pieces.add(&at.to_le_bytes());
    pieces.add(index);
    pieces.digest()
}

/// The index of a file; nothing, on any doubt.
pub fn read(path: &Path) -> Option<(Vec<u8>, Ends)> {
    let mut file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    let mut head = [0; HEAD.len()];
    file.read_exact(&mut head).ok()?;
    if head != *HEAD.as_bytes() {
        return None;
    }
    let mut tail = [0; TAIL];
    let end = length.checked_sub(TAIL as u64)?;
    file.seek(SeekFrom::Start(end)).ok()?;
    file.read_exact(&mut tail).ok()?;
    let (at, known) = tail.split_first_chunk::<8>()?;
    let at = u64::from_le_bytes(*at);
    if at < HEAD.len() as u64 {
        return None;
    }
    // No more is asked for than the file holds.
    let mut index = vec![0; usize::try_from(end.checked_sub(at)?).ok()?];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(&mut index).ok()?;
    let sum = sum(at, &index);
    (known == sum.to_bytes()).then_some((index, Ends { records: at, index: sum }))
}

/// A file that is written. Records may come from several threads.
pub struct Writer(Mutex<Writing>);

struct Writing {
    file: File,
    at: u64,
}

impl Writer {
    /// Goes on behind the records of a file that is believed, or begins a new one.
    ///
    /// # Errors
    ///
    /// The system's.
    pub fn open(path: &Path, ends: Option<Ends>) -> io::Result<Self> {
        let (file, at) = match ends {
            Some(ends) => {
                let mut file = OpenOptions::new().write(true).open(path)?;
                file.seek(SeekFrom::Start(ends.records))?;
                (file, ends.records)
            }
            None => {
                let mut file = File::create(path)?;
                file.write_all(HEAD.as_bytes())?;
                (file, HEAD.len() as u64)
            }
        };
        Ok(Self(Mutex::new(Writing { file, at })))
    }

    /// Adds records, and says where they begin.
    ///
    /// # Errors
    ///
    /// The system's.
    pub fn add(&self, records: &[u8]) -> io::Result<u64> {
        let mut writing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = writing.at;
        writing.file.write_all(records)?;
        writing.at += records.len() as u64;
        Ok(at)
    }

    /// Writes the index behind the records.
    ///
    /// # Errors
    ///
    /// The system's.
    pub fn finish(self, index: &[u8]) -> io::Result<()> {
        let Writing { mut file, at } =
            self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        file.write_all(index)?;
        file.write_all(&at.to_le_bytes())?;
        file.write_all(&sum(at, index).to_bytes())?;
        file.set_len(at + (index.len() + TAIL) as u64)
    }
}
