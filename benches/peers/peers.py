#!/usr/bin/env python3
"""Time builds of one publication by Chancery and by other generators, and print a table.

Needs the standard library only, a release binary of Chancery, and the script that makes the corpus.
"""
import argparse
import datetime
import importlib.util
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from ground import CORPUS, Trouble, Workplace, filesystem, say  # noqa: E402
from pages import Check, Expected, report  # noqa: E402
from tools import NAMES, find, lay_out  # noqa: E402

HERE = Path(__file__).resolve().parent
LARGE = 20_000
LIMITS = {"write": "limit: the same files, written by 2 processes", "copy": "limit: `cp -r` of the same files"}


def load(path):
    """The corpus script as a module."""
    if not path.is_file():
        raise Trouble(f"there is no {path}; name the corpus script with --corpus")
    spec = importlib.util.spec_from_file_location("corpus", path)
    module = importlib.util.module_from_spec(spec)
    # No compiled copy is to be left beside it.
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def written(folder):
    """Each file of a folder with its size."""
    sizes = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            sizes[os.path.relpath(path, folder)] = os.lstat(path).st_size
    return sizes


def warm(folder):
    """Reads every file once."""
    for at, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(at, name), "rb") as file:
                while file.read(1 << 20):
                    pass


def helper(script, *arguments, folder=None):
    """What a script of this folder has measured."""
    command = [sys.executable, "-I", "-S", str(HERE / script), *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Trouble(f"{script} ended with {done.returncode}")
    return json.loads(done.stdout)


class Bench:
    """The measures of one size of the publication at one place."""

    def __init__(self, arguments, tools, work, pieces):
        self.arguments, self.tools, self.pieces = arguments, tools, pieces
        self.work = work / str(pieces)
        self.sites = self.work / "sites"
        self.sites.mkdir(parents=True)
        self.finished = self.work / "finished"
        self.runs = {name: [] for name in [*(tool.name for tool in tools), *LIMITS]}
        self.seen = {}

    def prepare(self, corpus):
        say(f"\nmaking {self.pieces} pieces ...")
        held = lay_out(corpus, lambda: corpus.publication(self.pieces, self.arguments.seed), self.tools, self.arguments,
                       self.pieces, self.sites)
        self.expected = Expected(held, corpus.slug)
        newest = datetime.date.fromisoformat(self.expected.newest)
        self.now = str(newest + datetime.timedelta(days=1))
        warm(self.sites)

    def round(self, number):
        """One run of each tool and of each limit, in the same order each time."""
        for tool in self.tools:
            place = self.work / f"run-{number}-{tool.name}"
            place.mkdir()
            self.measure(tool, place)
            if tool.name == "chancery" and not self.finished.exists():
                (place / "public").rename(self.finished)
            shutil.rmtree(place)
        for name in LIMITS:
            self.limit(name, self.work / f"run-{number}-{name}")

    def measure(self, tool, place):
        site, out, log = self.sites / tool.site, place / "public", self.work / f"{tool.name}.log"
        self.settle()
        took = helper("launch.py", log, *tool.called(site, out, self.now), folder=site)
        if took["code"] != 0:
            raise Trouble(f"{tool.title} ended with {took['code']}:\n{log.read_text(errors='replace')[-3000:]}")
        sizes = written(out)
        # A later run that wrote the same files of the same sizes is like the first.
        if self.seen.get(tool.name) != sizes:
            faults = Check(self.expected, tool, out).run()
            if faults:
                raise Trouble(f"{tool.title} did not write the pages expected:\n{report(faults)}")
            self.seen[tool.name] = sizes
        self.note(tool.name, took, sizes)

    def limit(self, name, out):
        self.settle()
        if name == "write":
            took = helper("rewrite.py", self.finished, out)
        else:
            took = helper("launch.py", self.work / "cp.log", "cp", "-r", self.finished, out)
        sizes = written(out)
        if took["code"] != 0 or sizes != self.seen["chancery"]:
            raise Trouble(f"{LIMITS[name]}: not all files were written")
        self.note(name, took, sizes)
        shutil.rmtree(out)

    def settle(self):
        """On a disk, lets what was written before reach it, so that no run pays for another."""
        if filesystem(self.work) != "tmpfs":
            os.sync()

    def note(self, name, took, sizes):
        self.runs[name].append(took | {"files": len(sizes), "bytes": sum(sizes.values())})
        say(f"  {name:<10} {took['wall']:8.3f} s wall {took['cpu']:8.3f} s CPU {took.get('peak', 0) / 1e6:7.0f} MB")

    def table(self):
        """The medians as Markdown."""
        first = self.medians("chancery")
        lines = ["| Tool | Wall s | Ratio | CPU s | Ratio | Peak MB | Ratio | Files | MB written |",
                 "|---|---:|---:|---:|---:|---:|---:|---:|---:|"]
        titles = {tool.name: tool.title for tool in self.tools} | LIMITS
        for name, title in titles.items():
            median, walls = self.medians(name), [run["wall"] for run in self.runs[name]]
            wall = seconds(median["wall"])
            if len(walls) > 1:
                wall += f" ({seconds(min(walls))} to {seconds(max(walls))})"
            cells = [title, wall, ratio(median["wall"], first["wall"]), seconds(median["cpu"]), ratio(median["cpu"], first["cpu"])]
            if "peak" in median and name not in LIMITS:
                cells += [f"{median['peak'] / 1e6:.0f}", ratio(median["peak"], first["peak"])]
            else:
                cells += ["", ""]
            cells += [f"{median['files']:,.0f}", f"{median['bytes'] / 1e6:.1f}"]
            lines.append(f"| {' | '.join(cells)} |")
        return "\n".join(lines)

    def medians(self, name):
        runs = self.runs[name]
        return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def seconds(value):
    return f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def ratio(value, base):
    times = value / base if base else float("nan")
    return f"{times:.1f}" if times >= 1 else f"{times:.2f}" if times >= 0.1 else f"{times:.3f}"


def machine():
    """The size of this machine."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cores} core{'s' if cores != 1 else ''}, {memory:.0f} GiB of memory"


def command_line():
    """The command as it was typed, the script and the binary by names that say nothing of this machine."""
    words = ["benches/peers/peers.py", *sys.argv[1:]]
    return "python3 " + shlex.join(word if not word.startswith("/") else f".../{Path(word).name}" for word in words)


def bench(arguments, corpus, tools, work):
    """All sizes at one place; gives the tables."""
    tables = []
    for pieces in arguments.pieces:
        chosen = tools
        if pieces >= LARGE:
            chosen = [tool for tool in tools if tool.name in arguments.large]
        run = Bench(arguments, chosen, work, pieces)
        run.prepare(corpus)
        for number in range(arguments.runs):
            run.round(number + 1)
        tables.append(f"{pieces:,} articles, output on {filesystem(work)}:\n\n{run.table()}")
        say("\n" + tables[-1])
        if not arguments.keep:
            shutil.rmtree(run.work)
    return tables


def run(arguments, work):
    corpus = load(arguments.corpus)
    tools = find(arguments.tools, arguments, work)
    for tool in tools:
        say(f"{tool.name}: {tool.title}")
    tables = bench(arguments, corpus, tools, work)
    if arguments.disk:
        with Workplace("peers", arguments.disk, arguments.keep) as disk:
            # Eleventy finds its modules from there too.
            if (work / "npm").is_dir():
                (disk / "npm").symlink_to(work / "npm")
            tables += bench(arguments, corpus, tools, disk)
    runs = f"medians of {arguments.runs} runs in turn" if arguments.runs > 1 else "one run"
    peers = ", ".join(dict.fromkeys(tool.title.partition(", same")[0] for tool in tools if not tool.full))
    say(f"\n---\n\n{datetime.date.today():%-d %B %Y}; {machine()}; {runs}; {peers}. Ratios are to the first row.")
    say(f"`{command_line()}`\n")
    say("\n\n".join(tables))
    return 0


def choice(known):
    """A list of names, separated by commas."""
    def parse(text):
        names = text.split(",")
        if unknown := [name for name in names if name not in known]:
            raise argparse.ArgumentTypeError(f"there is no {unknown[0]}; there are {', '.join(known)}")
        if "chancery" not in names:
            raise argparse.ArgumentTypeError("the ratios need chancery")
        # In the order of the table, whose first row is chancery.
        return [name for name in known if name in names]
    return parse


def sizes(text):
    values = [int(part) for part in text.split(",")]
    if min(values) < 1:
        raise argparse.ArgumentTypeError("a publication has at least one piece")
    return values


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chancery", type=Path, required=True, metavar="PATH", help="the binary")
    parser.add_argument("--pieces", type=sizes, default=[1000, 10000], metavar="N,N", help="sizes (default: 1000,10000)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each tool, in turn (default: 3)")
    parser.add_argument("--tools", type=choice(NAMES), default=list(NAMES), help=f"some of {','.join(NAMES)}")
    parser.add_argument("--large", type=choice(NAMES), default=["chancery", "theme"], metavar="TOOLS",
                        help=f"those of them that run from {LARGE:,} pieces on (default: chancery,theme)")
    parser.add_argument("--disk", type=Path, metavar="DIR", help="repeat everything in this folder, on a disk")
    parser.add_argument("--work", type=Path, metavar="DIR", help="where temporary folders go (default: a tmpfs if there is one)")
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="PATH",
                        help="the script that makes the corpus (default: ../shared/bench/corpus.py beside the repository)")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus")
    parser.add_argument("--keep", action="store_true", help="leave the temporary folder there")
    arguments = parser.parse_args()
    arguments.chancery = arguments.chancery.resolve()
    if arguments.runs < 1:
        parser.error("--runs must be at least 1")
    return arguments


def main():
    arguments = parse()
    try:
        with Workplace("peers", arguments.work, arguments.keep) as work:
            return run(arguments, work)
    except Trouble as trouble:
        print(f"peers: {trouble}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
