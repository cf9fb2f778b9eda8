//! What the system says has changed: paths below the root, or anything. The kinds of its
//! events are not looked at, save that reading a file is no change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::path::FilePath;
use crate::engine::inputs::Changes;
use crate::load::refresh::is_input;
use crate::load::snapshot::{FOLDERS, SETTINGS};

/// How often `--poll` looks.
const POLL: Duration = Duration::from_millis(500);

/// How long a stream of changes must pause to be over, and how often that is looked for.
const PAUSE: Duration = Duration::from_millis(40);
const PAUSES: u32 = 8;

/// What has changed, or that it is time to go.
enum Message {
    Path(FilePath),
    Anything,
    /// The index of search is there.
    Indexed,
    Stop,
}

/// The changes of a publication's inputs.
pub struct Events {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    receiver: Receiver<Message>,
    sender: Sender<Message>,
    pending: Arc<AtomicBool>,
    ended: Arc<AtomicBool>,
}

/// Ends the watching, from any thread.
#[derive(Clone)]
pub struct Stopper {
    sender: Sender<Message>,
    pending: Arc<AtomicBool>,
    ended: Arc<AtomicBool>,
}

/// Why waiting ended.
pub enum Woken {
    /// Something may have changed.
    Changed(Changes),
    /// Nothing did for as long as was to be waited.
    Quiet,
    /// The index of search is there, and nothing has changed.
    Indexed,
    /// It is time to go.
    Stopped,
}

impl Events {
    /// Begins to watch a publication; `poll` for disks that send no events.
    ///
    /// # Errors
    ///
    /// When the system cannot watch.
    pub fn begin(root: &Path, poll: bool) -> notify::Result<Self> {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (sender, receiver) = channel();
        let pending = Arc::new(AtomicBool::new(false));
        let handler = handler(root.clone(), sender.clone(), pending.clone());
        let watcher: Box<dyn Watcher + Send> = if poll {
            let config = Config::default().with_poll_interval(POLL);
            Box::new(PollWatcher::new(handler, config)?)
        } else {
            Box::new(RecommendedWatcher::new(handler, Config::default())?)
        };
        let ended = Arc::default();
        let mut events = Self { root, watcher, receiver, sender, pending, ended };
        events.watch();
        Ok(events)
    }

    /// Watches the folders that are there now. Those that are watched already are watched
    /// anew, for a folder that was made again is another one.
    fn watch(&mut self) {
        let parent = self.root.parent().map(|parent| (parent.to_owned(), false));
        let own = (self.root.clone(), false);
        let folders = FOLDERS.map(|folder| (self.root.join(folder), true));
        for (folder, deep) in parent.into_iter().chain([own]).chain(folders) {
            let _ = self.watcher.unwatch(&folder);
            let mode =
                if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            // What is not there is watched for by the folder above it.
            let _ = self.watcher.watch(&folder, mode);
        }
    }

    /// Whether something has changed since the last wait.
    pub fn pending(&self) -> &AtomicBool {
        &self.pending
    }

    /// Whether it is time to go; changes alone are none.
    pub fn ended(&self) -> &AtomicBool {
        &self.ended
    }

    /// What ends the watching from another thread.
    pub fn stopper(&self) -> Stopper {
        let (pending, ended) = (self.pending.clone(), self.ended.clone());
        Stopper { sender: self.sender.clone(), pending, ended }
    }

    /// Wakes who waits, from any thread, when the index of search is there.
    pub fn waker(&self) -> impl FnOnce() + Send + 'static {
        let sender = self.sender.clone();
        // Nobody is left to be told when it has ended already.
        move || drop(sender.send(Message::Indexed))
    }

    /// Waits for a change, and then a little for those that come with it. In the middle of a
    /// stream of changes it waits until that pauses, though not for ever.
    pub fn wait(
        &mut self,
        quiet: Duration,
        settle: Duration,
        stream: impl Fn() -> bool,
    ) -> Woken {
        let first = match self.receiver.recv_timeout(quiet) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => {
                self.pending.store(false, Ordering::SeqCst);
                return Woken::Quiet;
            }
            Err(RecvTimeoutError::Disconnected) => return Woken::Stopped,
        };
        if matches!(first, Message::Stop) {
            return Woken::Stopped;
        }
        std::thread::sleep(settle);
        let mut messages = vec![first];
        let pauses = if stream() { PAUSES } else { 0 };
        for _ in 0..pauses {
            std::thread::sleep(PAUSE);
            let known = messages.len();
            messages.extend(self.receiver.try_iter());
            let ended = messages.iter().any(|message| matches!(message, Message::Stop));
            if messages.len() == known || ended {
                break;
            }
        }
        self.pending.store(false, Ordering::SeqCst);
        messages.extend(self.receiver.try_iter());
        let (mut paths, mut anything, mut indexed) = (BTreeSet::new(), false, false);
        for message in messages {
            match message {
                Message::Path(path) => drop(paths.insert(path)),
                Message::Anything => anything = true,
                Message::Indexed => indexed = true,
                Message::Stop => return Woken::Stopped,
            }
        }
        if indexed && !anything && paths.is_empty() {
            return Woken::Indexed;
        }
        let folder = |path: &FilePath| self.root.join(path.as_str()).is_dir();
        if anything || paths.iter().any(folder) {
            self.watch();
            return Woken::Changed(Changes::Anything);
        }
        Woken::Changed(Changes::Paths(paths))
    }
}

impl Stopper {
    /// Ends the watching.
    pub fn stop(&self) {
        self.ended.store(true, Ordering::SeqCst);
        self.pending.store(true, Ordering::SeqCst);
        // Nobody is left to be told when it has ended already.
        let _ = self.sender.send(Message::Stop);
    }
}

/// Sorts what the system says: what is an input's, what is anything, and what is nothing.
fn handler(
    root: PathBuf,
    sender: Sender<Message>,
    pending: Arc<AtomicBool>,
) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    move |event| {
        let send = |message| {
            pending.store(true, Ordering::SeqCst);
            let _ = sender.send(message);
        };
        let Ok(event) = event else { return send(Message::Anything) };
        let written = AccessKind::Close(AccessMode::Write);
        if matches!(event.kind, EventKind::Access(kind) if kind != written) {
            return;
        }
        if event.need_rescan() {
            send(Message::Anything);
        }
        for path in &event.paths {
            match path.strip_prefix(&root).map(|path| path.to_string_lossy()) {
                Ok(path) if path.is_empty() || FOLDERS.contains(&&*path) => {
                    send(Message::Anything);
                }
                Ok(path) => {
                    let path = FilePath::new(&path);
                    if path.as_str() == SETTINGS || is_input(&path) {
                        send(Message::Path(path));
                    }
                }
                Err(_) => {}
            }
        }
    }
}
