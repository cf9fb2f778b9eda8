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
        text = json.dumps(value, ensure_ascii=False)
        for old, new in pairs:
            text = text.replace(old, new)
        return json.loads(text)
    return change


def family_only(names):
    return [{"family": name["literal"]} if "literal" in name else name for name in names]


# What a reader cannot know: the readers, the works, the field, what they say instead, and why.
# A row that no reader needs any more is a finding.
CANNOT = [
    (FIELDS, ALL, "type", becomes(NOTHING), "the format has types of its own"),
    (("pandoc csljson",), ["magazine"], "title", replaced(('\\"why\\"', "“why”")),
     "pandoc sets quotation marks as in print"),
    (("pandoc csljson",), ["news"], "author", replaced(("O'Neil", "O’Neil")),
     "pandoc sets apostrophes as in print"),
    (("pybtex",), ["harbours", "journal", "dataset"], ("abstract", "title"),
     replaced(("{", "\\\\"), ("}", "\\\\"), ("$", "\\\\$"), ("2^n", "2\\\\textasciicircum n")),
     "pybtex decodes few commands of TeX: `\\{`, `\\$` and `\\textasciicircum` are not among them"),
    (("bibtexparser",), ["journal"], "title", replaced(("2^n", "2\\\\textasciicircumn")),
     "bibtexparser does not decode `\\textasciicircum`"),
    (PANDOC, ["page"], "archive", becomes(NOTHING), "pandoc keeps no archived copies"),
]


def said(reader, key, field, value, used):
    for at, (names, keys, fields, change, _) in enumerate(CANNOT):
        fits = field in fields if isinstance(fields, tuple) else field == fields
        if reader in names and (keys is ALL or key in keys) and fits:
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
