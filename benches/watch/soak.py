#!/usr/bin/env python3
"""Edit a publication under watch at random for minutes, and see that no edit is missed and memory stays flat."""
import argparse
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time

from server import (NOW, REPOSITORY, Chancery, Stream, Trouble, Workplace, make_corpus, percentile, save, say, shared_arguments)

# How often each kind of edit is drawn, of the sum.
WEIGHTS = {"body": 30, "title": 12, "new": 8, "delete": 8, "rename": 8, "draft": 10, "broken": 8, "author": 6, "template": 4,
           "settings": 4}
# Front matter that is an error, in place of the line of the date.
BROKEN = ("date: 2020-02-31", 'date: "2020-02-03', "date: 2020-02-03\ndaet: 2020-02-03")
GIVE_UP = 5


class Article:
    """A content file, as it is now."""

    def __init__(self, base):
        self.base = base
        self.title = self.body = ""
        self.draft = False
        self.authors = json.loads(re.search(r"^authors: (.*)$", base, re.M)[1])

    def text(self, broken=None):
        text = re.sub(r'^title: "(.*)"$', rf'title: "\1{self.title}"', self.base, count=1, flags=re.M)
        if self.draft:
            text = re.sub(r"^date: ", "draft: true\ndate: ", text, count=1, flags=re.M)
        if broken:
            text = re.sub(r"^date: .*$", broken, text, count=1, flags=re.M)
        return re.sub(r"\A(---\n.*?\n---\n\s*)", rf"\1{self.body}", text, count=1, flags=re.S)


class Publication:
    """The publication and the edits of it. An edit is a name and steps; a step is what is done
    and what must hold of the preview afterwards, given the event that told of it."""

    def __init__(self, root, rng, server):
        self.root, self.rng, self.server = root, rng, server
        self.folder = root / "content/articles"
        self.articles = {path.stem: Article(path.read_text()) for path in sorted(self.folder.glob("*.md"))}
        self.wanted = len(self.articles)
        self.profiles = {path.stem: path.read_text() for path in sorted((root / "content/authors").glob("*.md"))}
        self.settings = (root / "site.toml").read_text()
        self.template = root / "templates/article.html"
        self.layout = self.template.read_text()
        self.count = 0

    # What is done.

    def save(self, path, text):
        save(path, text, self.rng.choice(("in place", "renamed")))

    def put(self, slug, broken=None):
        text, path = self.articles[slug].text(broken), self.folder / f"{slug}.md"
        return lambda: self.save(path, text)

    # What must hold.

    def page(self, slug):
        return f"/articles/{slug}/"

    def shows(self, path, mark):
        """The page is there and holds a word."""

        def holds(_):
            status, body = self.server.get(path)
            return status == 200 and mark.encode() in body

        return holds

    def lacks(self, path):
        """The page is not there."""
        return lambda _: self.server.get(path)[0] == 404

    # The edits.

    def draw(self):
        """The next edit."""
        self.count += 1
        self.mark = f"mark{self.count}x{self.rng.randrange(10**6):06}"
        kind = self.rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        # There are about as many articles at the end as at the beginning.
        if kind == "delete" and len(self.articles) < 0.95 * self.wanted:
            kind = "new"
        if kind == "new" and len(self.articles) > 1.05 * self.wanted:
            kind = "delete"
        return kind, *getattr(self, f"edit_{kind}")()

    def any(self):
        return self.rng.choice(sorted(self.articles))

    def edit_body(self):
        slug = self.any()
        holds = self.shows(self.page(slug), self.mark)
        if self.rng.random() < 0.7:
            self.articles[slug].body = f"{self.mark} "
            return slug, [(self.put(slug), holds)]
        # Twice, the second time while the first may be building: only the last must be shown.
        self.articles[slug].body = f"{self.mark}first "
        first, pause = self.put(slug), self.rng.uniform(0, 0.06)
        self.articles[slug].body = f"{self.mark} "
        last = self.put(slug)

        def both():
            first()
            time.sleep(pause)
            last()

        earlier = self.shows(self.page(slug), f"{self.mark}first")
        return f"{slug} twice", [(both, lambda event: holds(event) and not earlier(event))]

    def edit_title(self):
        slug = self.any()
        self.articles[slug].title = f" {self.mark}"
        return slug, [(self.put(slug), self.shows(self.page(slug), self.mark))]

    def edit_new(self):
        slug = f"new-{self.count}"
        self.articles[slug] = article = Article(self.articles[self.any()].base)
        article.title = f" {self.mark}"
        return slug, [(self.put(slug), self.shows(self.page(slug), self.mark))]

    def edit_delete(self):
        slug = self.any()
        del self.articles[slug]
        return slug, [((self.folder / f"{slug}.md").unlink, self.lacks(self.page(slug)))]

    def edit_rename(self):
        slug, to = self.any(), f"moved-{self.count}"
        self.articles[to] = self.articles.pop(slug)
        there, gone = self.shows(self.page(to), "<article"), self.lacks(self.page(slug))

        def move():
            os.rename(self.folder / f"{slug}.md", self.folder / f"{to}.md")

        return f"{slug} to {to}", [(move, lambda event: there(event) and gone(event))]

    def edit_draft(self):
        drafts = sorted(slug for slug, article in self.articles.items() if article.draft)
        slug = self.rng.choice(drafts) if len(drafts) > 0.02 * self.wanted else self.any()
        self.articles[slug].draft = draft = not self.articles[slug].draft
        badge = self.shows(self.page(slug), "chancery-draft")
        plain = self.shows(self.page(slug), "<article")
        return f"{slug} {'on' if draft else 'off'}", [
            (self.put(slug), lambda event: plain(event) and badge(event) == draft)]

    def edit_broken(self):
        slug, other = self.any(), self.any()
        name = f"content/articles/{slug}.md"
        plain = self.shows(self.page(slug), "<article")

        def told(event):
            return event["errors"] > 0 and name in (event["panel"] or "") and plain(event)

        steps = [(self.put(slug, self.rng.choice(BROKEN)), told)]
        if other != slug and self.rng.random() < 0.5:
            # Other pages keep updating while the error stands.
            self.articles[other].body = f"{self.mark}o "
            updated = self.shows(self.page(other), f"{self.mark}o")
            steps.append((self.put(other), lambda event: told(event) and updated(event)))
        self.articles[slug].body = f"{self.mark} "
        mended = self.shows(self.page(slug), self.mark)
        steps.append((self.put(slug), lambda event: event["errors"] == 0 and event["panel"] is None and mended(event)))
        return slug, steps

    def edit_author(self):
        public = sorted(slug for slug, article in self.articles.items() if not article.draft)
        slug = self.rng.choice(public)
        author = self.rng.choice(self.articles[slug].authors)
        text = re.sub(r'^name: "(.*)"$', rf'name: "\1 {self.mark}"', self.profiles[author], count=1, flags=re.M)
        own, byline = self.shows(f"/authors/{author}/", self.mark), self.shows(self.page(slug), self.mark)
        path = self.root / f"content/authors/{author}.md"
        return author, [(lambda: self.save(path, text), lambda event: own(event) and byline(event))]

    def edit_template(self):
        opening = '<article class="article">'
        text = self.layout.replace(opening, f"{opening}\n<!-- {self.mark} --><p hidden>{self.mark}</p>", 1)
        slug = self.any()
        return slug, [(lambda: self.save(self.template, text), self.shows(self.page(slug), self.mark))]

    def edit_settings(self):
        text = re.sub(r'^title = "(.*)"$', rf'title = "\1 {self.mark}"', self.settings, count=1, flags=re.M)
        return "site.toml", [(lambda: self.save(self.root / "site.toml", text), self.shows("/", self.mark))]


class Soak:
    """One run."""

    def __init__(self, arguments, work):
        self.arguments, self.work = arguments, work
        self.faults, self.took, self.resident = [], [], []
        self.done = hashlib.sha256()
        self.kinds = dict.fromkeys(WEIGHTS, 0)

    def run(self):
        arguments, work = self.arguments, self.work
        make_corpus(arguments, work / "sites", ["chancery"])
        root, self.output = work / "sites/chancery", work / "out/public"
        self.output.parent.mkdir()
        (root / "templates").mkdir()
        shutil.copy(REPOSITORY / "templates/article.html", root / "templates/article.html")
        self.root = root
        self.server = server = Chancery(arguments.chancery, root, self.output, work / "chancery.log")
        try:
            say(f"{arguments.pieces} articles; first build: {server.first[1]}")
            say(f"{arguments.edits} edits in {arguments.minutes:g} minutes")
            publication = Publication(root, random.Random(arguments.seed), server)
            with Stream(server, "/") as self.stream:
                self.edits(publication)
            server.check()
            self.sum_up()
        finally:
            code = server.stop()
        if code != 0:
            self.faults.append(f"chancery ended with {code}")
        if server.panicked():
            self.faults.append(f"chancery panicked:\n{server.errors()[-3000:]}")
        for line in self.faults:
            say(f"fault: {line}")
        return 1 if self.faults else 0

    def edits(self, publication):
        arguments = self.arguments
        began = time.perf_counter()
        for number in range(1, arguments.edits + 1):
            due = began + (number - 1) * arguments.minutes * 60 / arguments.edits
            time.sleep(max(0, due - time.perf_counter()))
            kind, what, steps = publication.draw()
            self.kinds[kind] += 1
            self.done.update(f"{number} {kind} {what}\n".encode())
            for step, (do, holds) in enumerate(steps, 1):
                self.now = f"edit {number} ({kind}, {what}), step {step} of {len(steps)}"
                if not self.step(do, holds):
                    self.faults[-1] = f"{self.now}: {self.faults[-1]}"
                    say(f"missed: {self.faults[-1]}")
            if len(self.faults) >= GIVE_UP:
                raise Trouble("too many faults to go on:\n" + "\n".join(self.faults))
            if number % arguments.every == 0 or number == arguments.edits:
                self.take_stock(number, publication, time.perf_counter() - began)

    def step(self, do, holds):
        """Does one thing and waits until the preview has told of it and shows it."""
        self.stream.drain()
        known = self.stream.generation
        began = time.perf_counter()
        do()
        until, event = began + self.arguments.deadline, None
        while (told := self.stream.next(until)) is not None:
            event = told[1]
            self.stream.generation = event["generation"]
            if event["generation"] > known and holds(event):
                self.took.append(((time.perf_counter() - began) * 1000, self.now))
                return True
        if event is None:
            self.faults.append("nothing was told")
        else:
            last = "what is served is right now, but was not when it was told" if holds(event) else "what is served is stale"
            self.faults.append(f"{last}; last told: {json.dumps(event)[:500]}")
        return False

    def take_stock(self, number, publication, seconds):
        """Notes the memory, and holds the output folder against that of a fresh build."""
        resident = self.server.memory("VmRSS")
        self.resident.append(resident)
        fresh = self.work / "out/fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        command = [self.arguments.chancery, "build", "--root", self.root, "--output", fresh, "--now", NOW]
        built = subprocess.run(command, capture_output=True, text=True, check=False)
        if built.returncode != 0:
            self.faults.append(f"edit {number}: a fresh build fails:\n{built.stderr[-2000:]}")
        differing = self.differing(fresh)
        if differing:
            names = ", ".join(differing[:5])
            self.faults.append(f"edit {number}: {len(differing)} files differ from a fresh build: {names}")
        word = f"{len(differing)} FILES DIFFER" if differing else "folder equal"
        say(f"edit {number:>6}  {seconds:>6.0f} s  RSS {resident:>7.1f} MiB  articles {len(publication.articles):>6}  {word}")

    def differing(self, fresh):
        """The files that are not the same in the output folder, as soon as there are none or
        time is up."""
        until = time.perf_counter() + self.arguments.deadline
        expected = files(fresh)
        while True:
            names = sorted(path for path in {*expected, *files(self.output)} if not same(self.output / path, fresh / path))
            if not names or time.perf_counter() > until:
                return names
            self.server.check()
            time.sleep(0.05)

    def sum_up(self):
        drawn = ", ".join(f"{kind} {count}" for kind, count in self.kinds.items())
        say(f"\nedits: {drawn}; digest {self.done.hexdigest()[:16]}")
        took = [milliseconds for milliseconds, _ in self.took]
        say(f"save to seen, ms: p50 {percentile(took, 50):.0f}, p95 {percentile(took, 95):.0f}, max {max(took):.0f}; the slowest:")
        for milliseconds, what in sorted(self.took, reverse=True)[:3]:
            say(f"  {milliseconds:.0f} ms: {what}")
        looked = sum(text.startswith("everything looked at") for _, text in self.server.lines) - 1
        say(f"builds, after the first, because everything was looked at and something had changed: {looked}")
        part = max(1, len(self.resident) // 4)
        first, last = (sum(values) / part for values in (self.resident[:part], self.resident[-part:]))
        say(f"RSS: first quarter {first:.1f} MiB, last quarter {last:.1f} MiB, growth {last - first:+.1f} MiB "
            f"({(last - first) / first:+.1%}); peak {self.server.memory('VmHWM'):.1f} MiB")
        say(f"faults (edits missed, folders that differ): {len(self.faults)}")


def files(folder):
    """The files of an output folder, but for its manifest."""
    found = set()
    for at, _, names in os.walk(folder):
        found.update(os.path.relpath(os.path.join(at, name), folder) for name in names)
    return found - {".chancery.json"}


def same(one, other):
    try:
        return one.read_bytes() == other.read_bytes()
    except FileNotFoundError:
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    shared_arguments(parser)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--minutes", type=float, default=10, help="over how long they are spread")
    parser.add_argument("--every", type=int, default=50, metavar="EDITS", help="how often memory and the folder are looked at")
    arguments = parser.parse_args()
    with Workplace("watch", arguments.work, arguments.keep) as work:
        try:
            return Soak(arguments, work).run()
        except Trouble as trouble:
            print(f"soak: {trouble}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
