//! What can be done with the files of a host.

use futures_util::{StreamExt, stream};
use russh_sftp::client::error::Error;
use russh_sftp::protocol::{FileAttributes, OpenFlags, Packet, StatusCode};

use crate::deploy::problem::Problem;
use crate::deploy::store::ssh::Link;

/// How much is sent or read at once.
const PIECE: usize = 32 * 1024;

/// How many pieces of one file are on their way.
const PIECES: usize = 16;

/// Why something was not done.
#[derive(Debug)]
pub enum Refused {
    /// There is no such file or folder.
    Absent,
    /// The host says no; it may be there already.
    Failure(Problem),
    /// The connection may be broken.
    Broken(Problem),
}

impl Refused {
    fn of(error: &Error) -> Self {
        match error {
            Error::Status(status) => match status.status_code {
                StatusCode::NoSuchFile => Self::Absent,
                StatusCode::PermissionDenied => Self::Failure(Problem::lasting(
                    "the host says: permission denied",
                    "look at the folder and its rights",
                )),
                _ => Self::Failure(Problem::passing(format!("the host says: {error}"))),
            },
            error => Self::Broken(Problem::passing(format!("connection: {error}"))),
        }
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Absent => Problem::passing("there is no such file on the host"),
            Refused::Failure(problem) | Refused::Broken(problem) => problem,
        }
    }
}

/// Takes what is not there as nothing.
fn if_there<T>(done: Result<T, Error>) -> Result<Option<T>, Refused> {
    match done.map_err(|error| Refused::of(&error)) {
        Ok(done) => Ok(Some(done)),
        Err(Refused::Absent) => Ok(None),
        Err(refused) => Err(refused),
    }
}

impl Link {
    /// The bytes of a file; none when it is not there.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Refused> {
        let opened =
            self.session.open(path, OpenFlags::READ, FileAttributes::empty()).await;
        let Some(handle) = if_there(opened)? else { return Ok(None) };
        let read = self.read_all(&handle.handle).await;
        let closed = self.session.close(handle.handle).await;
        let bytes = read.map_err(|error| Refused::of(&error))?;
        closed.map_err(|error| Refused::of(&error))?;
        Ok(Some(bytes))
    }

    async fn read_all(&self, handle: &str) -> Result<Vec<u8>, Error> {
        let size = self.session.fstat(handle).await?.attrs.size.unwrap_or(0);
        let starts = (0..size).step_by(PIECE);
        let piece = |start: u64| async move {
            let length = (size - start).min(PIECE as u64);
            let length = u32::try_from(length).unwrap_or(u32::MAX);
            let data = self.session.read(handle, start, length).await?.data;
            // The host may give less than was asked for.
            let whole = data.len() == usize::try_from(length).unwrap_or(usize::MAX);
            whole.then_some(data).ok_or(Error::UnexpectedPacket)
        };
        let mut pieces = stream::iter(starts.map(piece)).buffered(PIECES);
        let mut bytes = Vec::new();
        while let Some(data) = pieces.next().await {
            bytes.extend(data?);
        }
        Ok(bytes)
    }

    /// Writes a file from its beginning. With `new` it must not be there; else it is made or,
    /// unless `over`, emptied first.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn write(&self, path: &str, bytes: &[u8], how: How) -> Result<(), Refused> {
        let flags = match how {
            How::New => OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::EXCLUDE,
            How::Whole => OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE,
            How::Over => OpenFlags::WRITE,
        };
        let failed = |error: Error| Refused::of(&error);
        let opened = self.session.open(path, flags, FileAttributes::empty()).await;
        let handle = opened.map_err(failed)?.handle;
        let handle = handle.as_str();
        let piece = |(number, piece): (usize, &[u8])| {
            let start = (number * PIECE) as u64;
            self.session.write(handle, start, piece.to_vec())
        };
        let pieces = bytes.chunks(PIECE).enumerate().map(piece);
        let mut writes = stream::iter(pieces).buffer_unordered(PIECES);
        let mut written = Ok(());
        while let Some(done) = writes.next().await {
            written = written.and(done.map(drop));
        }
        drop(writes);
        let closed = self.session.close(handle).await;
        written.map_err(failed)?;
        closed.map(drop).map_err(failed)
    }

    /// Renames a file to a name that may be taken.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn rename_over(&self, from: &str, to: &str) -> Result<(), Refused> {
        if !self.renames_over {
            // The best that there is: for a moment the file is not there.
            self.remove(to).await?;
            return self.rename(from, to).await;
        }
        let mut data = Vec::new();
        for name in [from, to] {
            let length = u32::try_from(name.len()).unwrap_or(u32::MAX);
            data.extend(length.to_be_bytes());
            data.extend(name.as_bytes());
        }
        let done = self.session.extended("posix-rename@openssh.com", data).await;
        match done.map_err(|error| Refused::of(&error))? {
            Packet::Status(status) if status.status_code == StatusCode::Ok => Ok(()),
            Packet::Status(status) => Err(Refused::of(&Error::Status(status))),
            _ => Err(Refused::of(&Error::UnexpectedPacket)),
        }
    }

    /// Renames a file to a name that must be free.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn rename(&self, from: &str, to: &str) -> Result<(), Refused> {
        let done = self.session.rename(from, to).await;
        done.map(drop).map_err(|error| Refused::of(&error))
    }

    /// Removes a file.
    ///
    /// # Errors
    ///
    /// What the host says; one that is not there is no error.
    pub async fn remove(&self, path: &str) -> Result<(), Refused> {
        if_there(self.session.remove(path).await).map(drop)
    }

    /// Makes a folder and those above it.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn make(&self, folder: &str) -> Result<(), Refused> {
        if self.is_folder(folder).await? {
            return Ok(());
        }
        if let Some((above, _)) =
            folder.rsplit_once('/').filter(|(above, _)| !above.is_empty())
        {
            Box::pin(self.make(above)).await?;
        }
        match self.session.mkdir(folder, FileAttributes::empty()).await {
            Ok(_) => Ok(()),
            // Another task may have made it meanwhile.
            Err(_) if self.is_folder(folder).await? => Ok(()),
            Err(error) => Err(Refused::of(&error)),
        }
    }

    async fn is_folder(&self, path: &str) -> Result<bool, Refused> {
        let known = if_there(self.session.stat(path).await)?;
        Ok(known.is_some_and(|known| known.attrs.is_dir()))
    }

    /// The names in a folder.
    ///
    /// # Errors
    ///
    /// What the host says.
    pub async fn list(&self, folder: &str) -> Result<Vec<String>, Refused> {
        let failed = |error: Error| Refused::of(&error);
        let handle = self.session.opendir(folder).await.map_err(failed)?.handle;
        let mut names = Vec::new();
        loop {
            match self.session.readdir(handle.as_str()).await {
                Ok(some) => {
                    names.extend(some.files.into_iter().map(|file| file.filename));
                }
                Err(Error::Status(status)) if status.status_code == StatusCode::Eof => {
                    break;
                }
                Err(error) => return Err(failed(error)),
            }
        }
        self.session.close(handle).await.map_err(failed)?;
        Ok(names)
    }
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It must not be there.
    New,
    /// It holds nothing else afterwards.
    Whole,
    /// What is longer stays; it must be there.
    Over,
}
