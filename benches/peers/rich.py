"""What the corpus's rich layout does not have: images beside articles, and works that several articles cite."""
import json
import random
import struct
import zlib

WORKS = 40
PART = 0.1


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(rng, width=320, height=180):
    """A PNG with stripes of grey."""
    row = bytes([0]) + bytes(rng.randrange(256) for _ in range(width))
    size = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(row * height, 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def shared(number):
    """A source that every article describes alike, so that it is one work."""
    fields = {"outlet": "office-of-records", "title": f"Records of the office, part {number}",
              "url": f"https://example.org/office-of-records/{number}", "date": f"20{10 + number % 15}-03-01"}
    return f"shared-{number}: {json.dumps(fields)}"


def enrich(root, seed):
    """Gives one article in ten an image beside it, and one in ten a work that others cite too."""
    rng = random.Random(seed + 2)
    for path in sorted((root / "content/articles").glob("*.md")):
        text = path.read_text()
        if rng.random() < PART:
            path.with_suffix(".png").write_bytes(picture(rng))
            text += f"\n![Stripes of grey]({path.stem}.png)\n"
        if rng.random() < PART:
            number = rng.randint(1, WORKS)
            text = text.replace("\nsources:\n", f"\nsources:\n  {shared(number)}\n", 1)
            text += f"\nThe office has said so before.[@shared-{number}]\n"
        path.write_text(text)
    with (root / "content/outlets.yml").open("a") as outlets:
        outlets.write("office-of-records: { name: Office of Records }\n")
    with (root / "site.toml").open("a") as settings:
        settings.write("\n[outputs]\nnews_sitemap = true\n")
