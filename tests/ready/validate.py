"""Holds the content and the settings of publications against their schemas, by a validator of
others. Prints a line for each thing that does not fit; the last line says how many files were
looked at. Arguments: the folder of the schemas, then a publication."""

import datetime
import json
import sys
import tomllib
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator


class Core(yaml.SafeLoader):
    """YAML as its version 1.2 has it and as editors read it: dates and `no` are text."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    (
        "float",
        r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
        list("-+.0123456789"),
    ),
]:
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", __import__("re").compile(pattern), first
    )


def front_matter(text):
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    ends = [at for at, line in enumerate(lines) if at > 0 and line.rstrip() == "---"]
    return "\n".join(lines[1 : ends[0]]) if ends else None


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return value


def files(root):
    """Each file with the name of its schema."""
    content = root / "content"
    yield "site", root / "site.toml"
    for name in ["outlets", "home", "links"]:
        if (content / f"{name}.yml").exists():
            yield name, content / f"{name}.yml"
    settings = tomllib.loads((root / "site.toml").read_text())
    folders = {"articles": "article", "authors": "author", "pages": "page", "topics": "topic"}
    folders |= {key: "topic" for key in settings.get("taxonomies", {})}
    for folder, name in folders.items():
        for file in sorted((content / folder).rglob("*.md")):
            yield name, file
    for file in sorted((content / "references").rglob("*.yml")):
        yield "references", file


schemas, root = map(Path, sys.argv[1:3])
validators = {}
for file in sorted(schemas.glob("*.schema.json")):
    schema = json.loads(file.read_text())
    Draft202012Validator.check_schema(schema)
    validators[file.name.removesuffix(".schema.json")] = Draft202012Validator(schema)
count = 0
for name, file in files(root):
    text = file.read_text()
    if file.suffix == ".toml":
        value = plain(tomllib.loads(text))
    elif file.suffix == ".md":
        value = plain(yaml.load(front_matter(text) or "", Core))
    else:
        value = plain(yaml.load(text, Core))
    count += 1
    for error in validators[name].iter_errors({} if value is None else value):
        place = "/".join(str(part) for part in error.absolute_path)
        print(f"{file.relative_to(root)}: {place}: {error.message[:300]}")
print(f"{count} files")
