"""Has every reader read the exports of an article and prints what it says otherwise than
`expected.json`, a line each.

    python check.py MODULES FOLDER
"""
import json
import sys
from pathlib import Path

from readers import readers

BIB = ("pybtex", "bibtexparser", "pandoc biblatex", "pandoc bibtex", "citation-js biblatex")
FIELDS = ("pybtex", "bibtexparser", "rispy")
PANDOC_BIB = ("pandoc biblatex", "pandoc bibtex")
PANDOC = (*PANDOC_BIB, "pandoc csljson")
JS_BIB, JS_RIS = ("citation-js biblatex",), ("citation-js ris",)
ALL = None
NOTHING = None


def becomes(value):
    return lambda _: value


def replaced(*pairs):
    def change(value):
        if value is NOTHING:
            return NOTHING
        text = json.dumps(value, ensure_ascii=False)
        for old, new in pairs:
            text = text.replace(old, new)
        return json.loads(text)
    return change


def family_only(names):
    return [{"family": name["literal"]} if "literal" in name else name for name in names]


def comma(names):
    """The name of an organisation, taken apart at its comma."""
    parts = [name.get("literal", "").split(", ") for name in names]
    return [{"family": part[0], "given": part[1]} if len(part) == 2 else name
            for name, part in zip(names, parts)]


# What a reader cannot know: the readers, the works, the field, what they say instead, and why.
# A row that no reader needs any more is a finding.
CANNOT = [
    (FIELDS, ALL, "type", becomes(NOTHING), "the format has types of its own"),
    (BIB, ["report"], "genre", becomes("Report"),
     "`@techreport` says that a report is technical unless a `type` says otherwise"),
    (BIB, ["thesis"], "genre", becomes("Thesis"),
     "`@phdthesis` says that a thesis is a doctor's unless a `type` says otherwise"),
    (PANDOC_BIB, ["dataset", "page", "law"], "type", becomes(NOTHING), "`@misc` is no type of CSL to pandoc"),
    (JS_BIB, ["dataset", "page", "law"], "type", becomes("document"), "`@misc` is a document to citation-js"),
    (JS_BIB, ["dataset"], "genre", becomes("dataset"), "citation-js takes a subtype for a genre"),
    (JS_BIB, ["page"], "genre", becomes("webpage"), "citation-js takes a subtype for a genre"),
    (JS_BIB, ["law"], "genre", becomes("legislation"), "citation-js takes a subtype for a genre"),
    (JS_BIB, ["news", "ruzname"], "genre", becomes("newspaper"), "citation-js takes a subtype for a genre"),
    (JS_BIB, ["magazine"], "genre", becomes("magazine"), "citation-js takes a subtype for a genre"),
    (JS_BIB, ["harbours", "news", "magazine", "ruzname"], "type", becomes("article-journal"),
     "every `@article` is one of a journal to citation-js"),
    (PANDOC_BIB, ALL, "language", replaced(('"en"', '"en-US"'), ('"fa"', '"persian"')),
     "pandoc reads `langid` alone; `english` is American to it, and `persian` unknown"),
    ((*PANDOC_BIB, *JS_BIB), ["page"], "container", becomes(NOTHING),
     "`@misc` has no field for a container: `howpublished` is nearest"),
    ((*PANDOC_BIB, *JS_BIB), ["page"], "publisher", becomes("Office of Ports and Harbours"),
     "`howpublished` is a publisher to readers"),
    (JS_BIB, ["harbours", "report", "dataset", "tides"], "author", family_only,
     "citation-js has no literal names in BibTeX; none is taken apart"),
    (JS_BIB, ["law"], "number", becomes(NOTHING), "citation-js drops the number of `@misc`"),
    (JS_BIB, ["ruzname"], "url", replaced(("بندرها", "%D8%A8%D9%86%D8%AF%D8%B1%D9%87%D8%A7")),
     "citation-js escapes addresses"),
    (JS_BIB + JS_RIS, ["page"], "archive", becomes(NOTHING),
     "citation-js knows `archiveurl` and `L2` of no format"),
    (PANDOC_BIB, ["page"], "archive", becomes(NOTHING), "pandoc knows no `archiveurl`"),
    (("rispy", *JS_RIS), ["dataset"], "author", comma,
     "in RIS the comma of a name is that of a person; it has no form for organisations"),
    (JS_RIS, ["news", "ruzname"], "author", becomes(NOTHING),
     "citation-js has the `AU` of `NEWS` for a reporter, which CSL does not know"),
    (JS_RIS, ["news", "ruzname"], "issued", lambda day: day[:4], "citation-js reads no `DA` of `NEWS`"),
    (JS_RIS, ["page"], "accessed", becomes(NOTHING), "citation-js reads no `Y2` of `ELEC`"),
    (JS_RIS, ["page"], "container", becomes(NOTHING), "citation-js has the `T2` of `ELEC` for a series"),
    (("pandoc csljson",), ["magazine"], "title", replaced(('\\"why\\"', "“why”")),
     "pandoc sets quotation marks as in print"),
    (PANDOC, ["news"], "author", replaced(("O'Neil", "O’Neil")),
     "pandoc sets apostrophes as in print"),
    (("pybtex",), ["harbours", "journal", "dataset"], ("abstract", "title"),
     replaced(("{", "\\\\"), ("}", "\\\\"), ("$", "\\\\$"), ("2^n", "2\\\\textasciicircum n")),
     "pybtex decodes few commands of TeX: `\\{`, `\\$` and `\\textasciicircum` are not among them"),
    (("bibtexparser",), ["journal"], "title", replaced(("2^n", "2\\\\textasciicircumn")),
     "bibtexparser does not decode `\\textasciicircum`"),
]


def said(reader, key, field, value, used):
    for at, (names, keys, fields, change, _) in enumerate(CANNOT):
        fits = field in fields if isinstance(fields, tuple) else field == fields
        fits = fits and reader in names and (keys is ALL or key in keys)
        if fits:
            changed = change(value)
            if changed != value:
                used.add(at)
            value = changed
    return value


def main():
    modules, folder = sys.argv[1:]
    expected = json.loads(Path(__file__).with_name("expected.json").read_text(encoding="utf-8"))
    found, used, files = [], set(), 0
    for stem, works in expected.items():
        for reader, ending, read in readers(modules):
            files += 1
            read = read(Path(folder) / f"{stem}.{ending}")
            if list(read) != list(works):
                found.append(f"{reader}: {stem}.{ending} holds {list(read)}")
            for key, work in works.items():
                own = read.get(key, {})
                for field in sorted({*work, *own}):
                    wanted = said(reader, key, field, work.get(field), used)
                    if own.get(field) != wanted:
                        values = [json.dumps(v, ensure_ascii=False) for v in (own.get(field), wanted)]
                        found.append(f"{reader}: {key}.{field} is {values[0]}, not {values[1]}")
    for at, row in enumerate(CANNOT):
        if at not in used:
            found.append(f"no reader needs the row `{row[-1]}` any more")
    for line in found:
        print(line)
    print(f"{files} readings, {len(found)} findings", file=sys.stderr)
    return 1 if found else 0


sys.exit(main())
