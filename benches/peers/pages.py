"""What every tool must have written, and whether it did."""
import html
import re

KINDS = ("authors", "topics", "outlets")
HOME, FEED = 50, 20
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
TAG = re.compile(r"<[^>]+>")
SHOWN = 20


class Expected:
    """What the corpus holds, as far as a page can be held against it."""

    def __init__(self, publication, slug):
        self.slug = slug
        self.pieces = {piece["slug"]: {key: piece[key] for key in ("title", "date", "standfirst", "headlines")}
                       | {"urls": [source["url"] for source in piece["sources"]], "length": len(piece["body"])}
                       for piece in publication["pieces"]}
        names = {author["id"]: author["name"] for author in publication["authors"]}
        self.names = {kind: {} for kind in KINDS}
        self.listed = {kind: {} for kind in KINDS}
        for piece in publication["pieces"]:
            terms = [("authors", a, names[a]) for a in piece["authors"]]
            terms += [("topics", slug(t), t) for t in piece["topics"]]
            terms += [("outlets", slug(s["outlet"]), s["outlet"]) for s in piece["sources"]]
            for kind, term, name in terms:
                self.names[kind][term] = name
                self.listed[kind].setdefault(term, set()).add(piece["slug"])
        self.newest = max(piece["date"] for piece in publication["pieces"])

    def oldest_of(self, count):
        """The date of the last of the newest few; pieces of one day may stand in any order."""
        return sorted((piece["date"] for piece in self.pieces.values()), reverse=True)[:count][-1]


class Check:
    """One tool's output folder held against what is expected."""

    def __init__(self, expected, tool, out):
        self.expected, self.tool, self.out = expected, tool, out
        self.faults = []
        self.link = re.compile(rf'href="(?:https://bench\.example)?/{tool.places["pieces"]}/([a-z0-9-]+)/"')

    def run(self):
        """What is missing or wrong; nothing when all is there."""
        for name in ("index.html", self.tool.feed, "sitemap.xml", *self.tool.more):
            if not (self.out / name).exists():
                self.fault(f"there is no {name}")
        if not self.faults:
            self.pieces()
            for kind in KINDS:
                self.terms(kind)
            self.home()
            self.feed()
            self.sitemap()
        return self.faults

    def links(self, *pages):
        """The pieces that pages link to; Zola writes a slash of an address as an entity."""
        return [slug for page in pages for slug in self.link.findall(html.unescape(page))]

    def fault(self, text):
        self.faults.append(text)

    def folders(self, kind):
        """The pages below the folder of a kind, without the list of all."""
        folder = self.out / self.tool.places[kind]
        if not folder.is_dir():
            return set()
        pages = {path.name for path in folder.iterdir() if (path / "index.html").is_file()}
        return pages - set(self.tool.besides)

    def compare(self, kind, wanted, exactly):
        """Whether the pages are those that should be there; gives those that are."""
        found = self.folders(kind)
        for one in sorted(wanted - found):
            self.fault(f"the page /{self.tool.places[kind]}/{one}/ is missing")
        for one in sorted(found - wanted) if exactly else []:
            self.fault(f"the page /{self.tool.places[kind]}/{one}/ is one too many")
        return sorted(found & wanted)

    def heading(self, where, text, name):
        """Whether a page has its name as its heading; some tools show a name as its address."""
        found = HEADING.search(text)
        words = html.unescape(TAG.sub("", found[1])) if found else ""
        if self.expected.slug(words) != self.expected.slug(name):
            self.fault(f"{where} has the heading {words!r} and not {name!r}")

    def pieces(self):
        place, wanted = self.tool.places["pieces"], self.expected.pieces
        for slug in self.compare("pieces", set(wanted), True):
            piece, where = wanted[slug], f"/{place}/{slug}/"
            text = (self.out / place / slug / "index.html").read_text()
            self.heading(where, text, piece["title"])
            parts = [piece["standfirst"], *piece["headlines"], *(f'href="{url}"' for url in piece["urls"])]
            for part in parts:
                if part not in text:
                    self.fault(f"{where} does not hold {part!r}")

    def terms(self, kind):
        """Each page of a list of terms: its heading, and that it lists every piece."""
        place, full = self.tool.places[kind], self.tool.full
        names, listed = self.expected.names[kind], self.expected.listed[kind]
        for term in self.compare(kind, set(names), not full):
            folder, where = self.out / place / term, f"/{place}/{term}/"
            first = (folder / "index.html").read_text()
            self.heading(where, first, names[term])
            rest = sorted((folder / "page").glob("*/index.html")) if full else []
            found = set(self.links(first, *(path.read_text() for path in rest)))
            missing, over = listed[term] - found, found - listed[term]
            if missing or over and not full:
                self.fault(f"{where} lists {len(missing)} pieces too few and {len(over)} too many")

    def home(self):
        found = self.links((self.out / "index.html").read_text())
        if self.tool.full:
            if not found:
                self.fault("the front page names no piece")
        else:
            self.newest("the front page", found, HOME)

    def newest(self, where, slugs, count):
        """Whether these are so many of the newest pieces."""
        count = min(count, len(self.expected.pieces))
        oldest = self.expected.oldest_of(count)
        dates = [self.expected.pieces[slug]["date"] if slug in self.expected.pieces else "" for slug in slugs]
        if len(set(slugs)) != count or len(slugs) != count:
            self.fault(f"{where} names {len(slugs)} pieces and not {count}")
        elif min(dates) < oldest:
            self.fault(f"{where} names a piece that is older than {oldest}")

    def feed(self):
        entries = re.findall(r"<entry\b.*?</entry>", (self.out / self.tool.feed).read_text(), re.S)
        address = re.compile(rf'<link[^>]*href="https://bench\.example/{self.tool.places["pieces"]}/([a-z0-9-]+)/"')
        slugs = [found[1] for found in map(address.search, entries) if found]
        self.newest("the feed", slugs, FEED)
        for slug, entry in zip(slugs, entries):
            content = re.search(r"<content\b.*?</content>", entry, re.S)
            piece = self.expected.pieces.get(slug)
            # Keys of citations are gone, and markup has come.
            if piece and len(content[0] if content else "") < piece["length"] * 0.8:
                self.fault(f"the feed does not hold the full text of {slug}")

    def sitemap(self):
        """Whether every piece is in the sitemap, or in one of its parts."""
        texts = [path.read_text() for path in sorted(self.out.glob("*sitemap*.xml"))]
        address = re.compile(rf'<loc>https://bench\.example/{self.tool.places["pieces"]}/([a-z0-9-]+)/</loc>')
        missing = set(self.expected.pieces) - {slug for text in texts for slug in address.findall(text)}
        if missing:
            self.fault(f"the sitemap lacks {len(missing)} pieces")


def report(faults):
    """The first of many faults, and how many more there are."""
    lines = faults[:SHOWN]
    if len(faults) > SHOWN:
        lines.append(f"and {len(faults) - SHOWN} more")
    return "\n".join(f"  {line}" for line in lines)
