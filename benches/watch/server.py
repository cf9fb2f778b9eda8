"""What the latency benchmark and the soak of watch mode share: the publication, the server that
watches it, and a client that reads its pages and its events."""
import html
import http.client
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
# The tools take all that they share from here.
from ground import CORPUS, REPOSITORY, Trouble, Workplace, install_hugo, say  # noqa: E402, F401

BAR = re.compile(rb' data-(own|page|generation|digest|file)="([^"]*)"')
NOW = "2026-01-01"


def shared_arguments(parser):
    """The arguments of both tools."""
    parser.add_argument("--chancery", type=Path, required=True, metavar="PATH", help="the binary")
    parser.add_argument("--pieces", type=int, default=1000, help="articles of the corpus")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus and of what is edited")
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="PATH",
                        help="the script that makes the corpus (default: ../shared/bench/corpus.py beside the repository)")
    parser.add_argument("--work", type=Path, metavar="DIR", help="where temporary folders go (default: a tmpfs if there is one)")
    parser.add_argument("--deadline", type=float, default=60, metavar="SECONDS", help="how long one edit may take until it is missed")
    parser.add_argument("--keep", action="store_true", help="leave the temporary folder there")


def make_corpus(arguments, out, tools):
    """Lays out the corpus for some tools."""
    if not arguments.corpus.is_file():
        raise Trouble(f"there is no {arguments.corpus}; name the corpus script with --corpus")
    command = [sys.executable, str(arguments.corpus), "--pieces", str(arguments.pieces), "--seed", str(arguments.seed)]
    subprocess.run([*command, "--tools", ",".join(tools), "--out", str(out)], check=True)


def save(path, text, way="in place"):
    """Saves a file as editors do: over the old one, or beside it and renamed."""
    path, data = str(path), text.encode()
    if way == "in place":
        target = path
    else:
        folder, name = os.path.split(path)
        target = os.path.join(folder, f".{name}.tmp")
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        os.write(descriptor, data)
    finally:
        os.close(descriptor)
    if target != path:
        os.rename(target, path)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process that serves, and what it says."""

    def __init__(self, name, command, log):
        self.name = name
        self.log = log
        self.lines = []  # (when, text)
        self.heard = threading.Condition()
        self.connection = None
        self.port = None
        with open(log, "wb") as errors:
            self.process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=errors)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            with self.heard:
                self.lines.append((time.perf_counter(), line.decode(errors="replace").rstrip()))
                self.heard.notify_all()
        with self.heard:
            self.heard.notify_all()

    def check(self):
        """Sees whether it still runs, and has not panicked."""
        if self.process.poll() is not None:
            raise Trouble(f"{self.name} ended with {self.process.returncode}:\n{self.errors()[-3000:]}")
        if self.panicked():
            raise Trouble(f"{self.name} panicked:\n{self.errors()[-3000:]}")

    def ended(self):
        """Sees whether it ends, after a stream of its has."""
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            pass
        self.check()

    def errors(self):
        return Path(self.log).read_text(errors="replace")

    def panicked(self):
        return "panicked at" in self.errors()

    def wait_line(self, pattern, since, seconds):
        """The first line from a place in the output on that fits, when it came, and its place;
        none when there was none in time."""
        until = time.perf_counter() + seconds
        at = since
        while True:
            with self.heard:
                while at < len(self.lines):
                    when, text = self.lines[at]
                    if re.search(pattern, text):
                        return when, text, at
                    at += 1
                left = until - time.perf_counter()
                if left <= 0:
                    return None
                self.heard.wait(min(left, 0.5))
            self.check()

    def get(self, path):
        """The status and the body of a page, over a connection that stays open."""
        for again in (True, False):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
                self.connection.connect()
                self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self.connection.request("GET", path)
                answer = self.connection.getresponse()
                return answer.status, answer.read()
            except (http.client.HTTPException, OSError):
                self.connection.close()
                self.connection = None
                if not again:
                    self.check()
                    raise
        raise AssertionError

    def memory(self, what):
        """`VmRSS` or `VmHWM` of the process, in MiB."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"^{what}:\s+(\d+) kB", text, re.M)[1]) / 1024

    def stop(self):
        """Ends it; gives its exit code."""
        if self.connection is not None:
            self.connection.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.reader.join(5)
        self.process.stdout.close()
        return self.process.returncode


class Chancery(Server):
    """`chancery watch` of a publication."""

    def __init__(self, binary, root, output, log):
        write = ["--output", output] if output else ["--no-write"]
        options = ["--root", root, *write, "--port", free_port(), "--now", NOW]
        super().__init__("chancery", [binary, "watch", *options], log)
        said = self.wait_line(r"^http://\S+:\d+/$", 0, 600)
        if said is None:
            raise Trouble("chancery gave no address")
        self.port = int(re.search(r":(\d+)/", said[1])[1])
        self.first = self.wait_line(r"ready after", 0, 600)
        if self.first is None:
            raise Trouble("the first build was not done in ten minutes")

    def whole(self, since, seconds):
        """When the line came that says that a build was over."""
        return self.wait_line(r"ready after", since, seconds)


def bar(page):
    """What the preview's bar says of a page."""
    return {key.decode(): html.unescape(value.decode()) for key, value in BAR.findall(page)}


class Stream:
    """The events of one open page, read from the socket as they come."""

    def __init__(self, server, path):
        status, page = server.get(path)
        if status != 200:
            raise Trouble(f"{path} answered {status}")
        self.server = server
        self.asked = bar(page)
        query = urlencode({key: self.asked.get(key, "") for key in ("own", "page", "digest", "generation", "file")})
        self.socket = socket.create_connection(("127.0.0.1", server.port), 30)
        head = f"GET {self.asked['own']}events?{query} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAccept: text/event-stream\r\n\r\n"
        self.socket.sendall(head.encode())
        self.raw, self.text, self.in_body, self.left = b"", b"", False, 0
        first = self.next(time.perf_counter() + 60)
        if first is None:
            raise Trouble(f"the stream of {path} said nothing")
        self.generation = first[1]["generation"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def _unpack(self):
        """Takes the body out of its chunks."""
        if not self.in_body:
            head, found, rest = self.raw.partition(b"\r\n\r\n")
            if not found:
                return
            if b" 200 " not in head.split(b"\r\n")[0] or b"chunked" not in head.lower():
                raise Trouble(f"the stream answered {head.decode()}")
            self.in_body, self.raw = True, rest
        while True:
            if self.left == 0:
                size, found, rest = self.raw.partition(b"\r\n")
                if not found:
                    return
                # The two bytes that end a chunk are counted with it.
                self.left, self.raw = int(size, 16) + 2, rest
                if self.left == 2:
                    self.server.ended()
                    raise Trouble("the stream ended, and the server runs on")
            if len(self.raw) < self.left:
                return
            self.text += self.raw[: self.left - 2]
            self.raw, self.left = self.raw[self.left :], 0

    def _event(self):
        """The next whole event that has been received."""
        while True:
            block, found, rest = self.text.partition(b"\n\n")
            if not found:
                return None
            self.text = rest
            data = [line[5:].lstrip() for line in block.decode().split("\n") if line.startswith("data:")]
            if data:
                return json.loads("\n".join(data))

    def next(self, until):
        """The next event and when it was there; none when it did not come in time."""
        while True:
            event = self._event()
            if event is not None:
                return time.perf_counter(), event
            left = until - time.perf_counter()
            if left < 0:
                return None
            ready, _, _ = select.select([self.socket], [], [], min(left, 0.5))
            if not ready:
                self.server.check()
                continue
            received = self.socket.recv(1 << 16)
            if not received:
                self.server.ended()
                raise Trouble("the stream was closed, and the server runs on")
            self.raw += received
            self._unpack()

    def drain(self):
        """Takes what has been told already."""
        while (told := self.next(time.perf_counter())) is not None:
            self.generation = told[1]["generation"]
            if told[1]["page"] == "changed":
                self.asked["digest"] = told[1]["digest"]


def percentile(values, part):
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * part // 100) - 1)]
