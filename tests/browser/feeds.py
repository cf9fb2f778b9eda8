"""Reads every feed of built sites with feedparser and prints what is wrong, a line each.

    python feeds.py NAME=FOLDER ...
"""
import json
import re
import sys
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser

DIGITS = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
found = []


class Addresses(HTMLParser):
    """The addresses and fragments of a text of HTML."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.ids, self.odd = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for key, value in attrs:
            if key in ("href", "src", "poster"):
                self.addresses.append(value or "")
            if key == "id":
                self.ids.add(value)
            if key == "style" or key.startswith("on"):
                self.odd.append(f"{tag} with {key}")
        if tag in ("script", "style", "form", "iframe"):
            self.odd.append(tag)


def absolute(address):
    parts = urlsplit(address or "")
    return (parts.scheme in ("http", "https") and bool(parts.netloc)) or parts.scheme == "mailto"


def page(site, base, address):
    """The file of a page of the site, by its address."""
    path = unquote(urlsplit(address).path[len(urlsplit(base).path):])
    return site / path / "index.html" if path.endswith("/") or not path else site / path


def content(say, entry, html, site, base):
    """Links of a full text: absolute, and none to a page or a place that is not there."""
    text = Addresses(html)
    for address in text.addresses:
        if address.startswith("#"):
            if address[1:] not in text.ids:
                say(f"{entry}: dangling {address}")
        elif not absolute(address):
            say(f"{entry}: not absolute: {address}")
        elif address.startswith(base):
            file, fragment = page(site, base, address), unquote(urlsplit(address).fragment)
            if not file.is_file():
                say(f"{entry}: leads nowhere: {address}")
            elif fragment and f'id="{fragment}"' not in file.read_text(encoding="utf-8"):
                say(f"{entry}: no such place: {address}")
    for odd in text.odd:
        say(f"{entry}: {odd}")


def xml(site, path, base, say):
    feed = feedparser.parse(str(path), sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        say(f"bozo: {feed.bozo_exception}")
    raw = path.read_text(encoding="utf-8")
    count = len(re.findall(r"<(?:entry|item)[\s>]", raw))
    # Only somebody who is credited and has written nothing has a feed without entries.
    if not feed.version or len(feed.entries) != count or (count == 0 and path.parts[-3] != "authors"):
        say(f"{feed.version or 'no version'}, {len(feed.entries)} of {count} entries parsed")
    if not feed.feed.get("title"):
        say("no title")
    own = base + path.relative_to(site).as_posix()
    links = {(link.get("rel"), unquote(link.get("href", ""))) for link in feed.feed.get("links", [])}
    if ("self", own) not in links:
        say(f"does not name itself as {own}")
    for _, href in links:
        if not absolute(href):
            say(f"link not absolute: {href}")
    if not (feed.feed.get("updated_parsed") or feed.feed.get("published_parsed")):
        say("no date that can be read")
    names = [entry.get("id") for entry in feed.entries]
    if len(set(names)) != len(names) or not all(names):
        say("entries without ids of their own")
    for entry in feed.entries:
        name = entry.get("link", "an entry")
        if not (entry.get("link") or "").startswith(base):
            say(f"{name}: not an address of this site")
        if not entry.get("title"):
            say(f"{name}: no title")
        if not (entry.get("published_parsed") and (path.name == "rss.xml" or entry.get("updated_parsed"))):
            say(f"{name}: dates {entry.get('published')!r}, {entry.get('updated')!r}")
        if not page(site, base, entry.get("link", "")).is_file():
            say(f"{name}: leads to no page")
        for part in [*entry.get("content", []), entry.get("summary_detail") or {}]:
            if part.get("type") == "text/html" and part.get("value"):
                content(say, name, part["value"], site, base)
    return names


def json_feed(path, base, site, say):
    feed = json.loads(path.read_text(encoding="utf-8"))
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        say(f"version {feed.get('version')!r}")
    own = base + path.relative_to(site).as_posix()
    for key, value in (("feed_url", own), ("home_page_url", own.rsplit("/", 1)[0] + "/")):
        if feed.get(key) != value:
            say(f"{key} {feed.get(key)!r}, {value} wanted")
    for key in ("title", "language", "items"):
        if not feed.get(key):
            say(f"no {key}")
    for item in feed.get("items", []):
        name = item.get("url", "an item")
        if not name.startswith(base) or not item.get("id") or not item.get("title"):
            say(f"{name}: no id, title or address of this site")
        if not (item.get("content_html") or item.get("content_text")):
            say(f"{name}: no content")
        for key in ("date_published", "date_modified"):
            value = item.get(key)
            if value is None and key == "date_modified":
                continue
            if not DIGITS.match(value or ""):
                say(f"{name}: {key} {value!r}")
            else:
                datetime.fromisoformat(value.replace("Z", "+00:00"))
        for author in item.get("authors", []):
            if not author.get("name") or ("url" in author and not absolute(author["url"])):
                say(f"{name}: author {author}")
        for key in ("image", "banner_image", "external_url"):
            if key in item and not absolute(item[key]):
                say(f"{name}: {key} {item[key]}")
        content(say, name, item.get("content_html", ""), site, base)
    return [item.get("url") for item in feed.get("items", [])]


def main():
    feeds = 0
    for place in sys.argv[1:]:
        label, folder = place.split("=", 1)
        site = Path(folder)
        home = (site / "index.html").read_text(encoding="utf-8")
        base = re.search(r'<link rel="canonical" href="([^"]+)"', home).group(1)
        sites = {}
        for path in sorted([*site.rglob("feed.xml"), *site.rglob("rss.xml"), *site.rglob("feed.json")]):
            where = path.relative_to(site).as_posix()
            say = lambda what, where=where: found.append(f"{label} {where} {what}")  # noqa: E731
            feeds += 1
            entries = json_feed(path, base, site, say) if path.suffix == ".json" else xml(site, path, base, say)
            if "/" not in where:
                sites[where] = len(entries)
        if set(sites) != {"feed.xml", "rss.xml", "feed.json"} or len(set(sites.values())) != 1:
            found.append(f"{label} the site's feeds differ: {sites}")
    for line in found:
        print(line)
    print(f"feeds: {len(found)} findings, {feeds} feeds", file=sys.stderr)
    return 1 if found else 0


sys.exit(main())
