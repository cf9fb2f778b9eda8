"""What readers that others wrote make of files of references, in one form for all of them:
lists of works as CSL-JSON would say them, with a date as `2026-02-05`.

Debian 12 has pandoc 2.17, which does not read RIS yet."""
import json
import re
import subprocess
from pathlib import Path

import bibtexparser
import rispy
from bibtexparser.bparser import BibTexParser
from bibtexparser.customization import splitname
from bibtexparser.latexenc import latex_to_unicode
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person, parse_file
from pybtex.richtext import Text

# What of a work is compared, by the name that CSL-JSON has for it.
TEXTS = {
    "type": "type", "title": "title", "container-title": "container", "publisher": "publisher",
    "publisher-place": "place", "volume": "volume", "issue": "issue", "number": "number",
    "page": "pages", "edition": "edition", "URL": "url", "DOI": "doi", "ISBN": "isbn",
    "language": "language", "genre": "genre", "abstract": "abstract", "archive_location": "archive",
}
PEOPLE = ("author", "editor", "translator")


def plain(value):
    """A text without the marks of a format: pandoc has HTML in some, and no break in others."""
    text = re.sub(r"</?span[^>]*>", "", str(value))
    return " ".join(text.replace("\u2060", "").split())


def pages(value):
    return re.sub(r"\s*[-–]+\s*", "-", value)


def date(parts):
    parts = [int(part) for part in parts if str(part).strip()]
    return "-".join(f"{part:04}" if at == 0 else f"{part:02}" for at, part in enumerate(parts))


def csl_name(name):
    if "literal" in name:
        return {"literal": plain(name["literal"])}
    particles = [name.get("dropping-particle"), name.get("non-dropping-particle")]
    family = " ".join(part for part in [*particles, name.get("family")] if part)
    out = {"family": plain(family)}
    if name.get("given"):
        out["given"] = plain(name["given"])
    return out


def csl(items):
    works = {}
    for item in items:
        work = {ours: plain(item[key]) for key, ours in TEXTS.items() if item.get(key)}
        if "pages" in work:
            work["pages"] = pages(work["pages"])
        for role in PEOPLE:
            if item.get(role):
                work[role] = [csl_name(name) for name in item[role]]
        for key in ("issued", "accessed"):
            parts = (item.get(key) or {}).get("date-parts")
            if parts:
                work[key] = date(parts[0])
        works[item["id"]] = work
    return works


def pandoc(form):
    def read(file):
        command = ["pandoc", "-f", form, "-t", "csljson", str(file)]
        return csl(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    return read


def citation_js(modules):
    def read(file):
        script = Path(__file__).with_name("citation.mjs")
        command = ["node", str(script), str(modules), str(file)]
        return csl(json.loads(subprocess.run(command, check=True, capture_output=True).stdout)[0])
    return read


def bib(kind, fields, people):
    """A work by the fields of BibTeX."""
    first = lambda *names: next((fields[name] for name in names if fields.get(name)), None)  # noqa: E731
    number = "issue" if kind == "article" else "number"
    work = {
        "title": first("title"), "container": first("journal", "booktitle", "howpublished", "series"),
        "publisher": first("publisher", "institution", "school", "organization"),
        "place": first("address"), "volume": first("volume"), number: first("number"),
        "pages": first("pages") and pages(first("pages")), "edition": first("edition"),
        "url": first("url"), "doi": first("doi"), "isbn": first("isbn"),
        "language": first("language"), "genre": first("type"), "abstract": first("abstract"),
        "issued": first("date"), "accessed": first("urldate"), "archive": first("archiveurl"),
        **people,
    }
    assert not fields.get("date") or date(re.split("[-]", fields["date"])[:1]) == fields["year"]
    return {key: value for key, value in work.items() if value}


VERBATIM = ("url", "doi", "archiveurl", "date", "urldate", "year", "month")


def pybtex(file):
    works = {}
    text = lambda value: plain(Text.from_latex(value))  # noqa: E731
    for key, entry in parse_file(str(file), bib_format="bibtex").entries.items():
        def name(person):
            family = " ".join([*person.prelast_names, *person.last_names, *person.lineage_names])
            given = " ".join([*person.first_names, *person.middle_names])
            if not given and family.startswith("{") and family.endswith("}"):
                return {"literal": text(family)}
            return {"family": text(family), **({"given": text(given)} if given else {})}
        people = {role: [name(person) for person in persons] for role, persons in entry.persons.items()}
        if "translator" in entry.fields:
            names = split_name_list(entry.fields["translator"])
            people["translator"] = [name(Person(text)) for text in names]
        fields = {name.lower(): value if name.lower() in VERBATIM else text(value)
                  for name, value in entry.fields.items()}
        works[key] = bib(entry.type, fields, people)
    return works


def bib_parser(file):
    works = {}
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    # Its decoder leaves the escapes of TeX's own characters to who asks.
    text = lambda value: plain(re.sub(r"\\([&%$#_{}])|[{}]", r"\1", latex_to_unicode(  # noqa: E731
        re.sub(r"\\([{}])", lambda m: "\ue000" if m[1] == "{" else "\ue001", value),
    ))).replace("\ue000", "{").replace("\ue001", "}")
    for entry in bibtexparser.loads(Path(file).read_text(encoding="utf-8"), parser).entries:
        def name(person):
            parts = splitname(person)
            family = " ".join([*parts["von"], *parts["last"], *parts["jr"]])
            given = " ".join(parts["first"])
            if not given and family.startswith("{") and family.endswith("}"):
                return {"literal": text(family)}
            return {"family": text(family), **({"given": text(given)} if given else {})}
        people = {}
        for role in PEOPLE:
            if role in entry:
                names = re.split(r"\s+and\s+(?![^{]*\})", entry[role])
                people[role] = [name(person) for person in names]
        fields = {name: value if name in VERBATIM else text(value)
                  for name, value in entry.items() if name not in PEOPLE}
        works[entry["ID"]] = bib(entry["ENTRYTYPE"], fields, people)
    return works


def ris(file):
    works = {}
    with open(file, encoding="utf-8", newline="") as lines:
        records = rispy.load(lines)
    for record in records:
        def name(text):
            family, comma, given = text.partition(", ")
            return {"family": family, "given": given} if comma else {"literal": family}
        first = lambda *names: next((record[name] for name in names if record.get(name)), None)  # noqa: E731
        day = lambda text: text and date(text.split("/"))  # noqa: E731
        ends = [page for page in (first("start_page"), first("end_page")) if page]
        report = record["type_of_reference"] == "RPRT"
        people = {"author": "authors", "editor": "secondary_authors", "translator": "subsidiary_authors"}
        work = {
            "title": first("title"), "container": first("secondary_title", "journal_name"),
            "publisher": first("publisher"), "place": first("place_published"),
            "volume": first("volume"), "issue": first("number"),
            "number": first("issn") if report else first("note"),
            "pages": "-".join(ends),
            "edition": first("edition"), "url": (first("urls") or [None])[0], "doi": first("doi"),
            "isbn": None if report else first("issn"), "language": first("language"), "genre": first("type_of_work"),
            "abstract": first("abstract"), "issued": day(first("date")),
            "accessed": day(first("access_date")), "archive": first("file_attachments2"),
            **{role: [name(text) for text in record.get(key, [])] for role, key in people.items()},
        }
        assert not work["issued"] or work["issued"][:4] == first("year")
        works[record["id"]] = {key: value for key, value in work.items() if value}
    return works


def readers(modules):
    """Each reader: its name, the ending of the files that it reads, and how."""
    js = citation_js(modules)
    return [
        ("pybtex", "bib", pybtex), ("bibtexparser", "bib", bib_parser),
        ("pandoc biblatex", "bib", pandoc("biblatex")), ("pandoc bibtex", "bib", pandoc("bibtex")),
        ("citation-js biblatex", "bib", js), ("rispy", "ris", ris), ("citation-js ris", "ris", js),
        ("pandoc csljson", "json", pandoc("csljson")), ("citation-js csl", "json", js),
    ]
