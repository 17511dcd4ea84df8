"""The check of a WACZ: its zip to the byte, the hashes of its files, and its lists, made again from its WARC.

A part of the script that exports carry: nothing here may need more than Python 3.8.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from typing import IO

from tracker.edges.export.page_lists import WARC_NAME, index, index_line, page_line, pages_head
from tracker.edges.export.verify_lines import Check, digest
from tracker.edges.export.verify_records import CHUNK, Warc, read_warc

# What a zip says of each file in an export: stored on 1 January 1980, made on Unix by version 2.0, rights 0644.
FIRST_DAY, MADE_BY, RIGHTS = 33, (3 << 8) | 20, 0o644 << 16
LARGEST_PLAIN = 0xF0000000
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, KeyError, TypeError, RuntimeError, EOFError, OSError,
)  # fmt: skip
WARC_PATH, INDEX_PATH, PAGES_PATH = f"archive/{WARC_NAME}", "indexes/index.cdx", "pages/pages.jsonl"
FILES = [WARC_PATH, INDEX_PATH, PAGES_PATH, "tools/verify.py"]
OWN = ["datapackage.json", "datapackage-digest.json"]


def check_wacz(file: IO[bytes], name: str, check: Check) -> str:
    """Check a WACZ: its zip, the hashes of its files, its WARC and lists; gives the hash of its list of files."""
    try:
        check_zip(file, name, check)
        with zipfile.ZipFile(file) as archive:
            package = archive.read(OWN[0])
            told = {"path": OWN[0], "hash": f"sha256:{digest(package)}"}
            check.expect(json.loads(archive.read(OWN[1])) == told, f"{name}: its list was changed")
            listed = {one["path"]: one["hash"] for one in json.loads(package)["resources"]}
            check.expect([*listed] == FILES, f"{name}: its list is not of the files that an export has")
            check.expect(archive.namelist() == FILES + OWN, f"{name}: its files are not those of its list")
            for path, expected in listed.items():
                with archive.open(path) as member:
                    check.expect(f"sha256:{file_digest(member)}" == expected, f"{name}: {path} was changed")
            with archive.open(WARC_PATH) as member:
                warc = read_warc(member, f"{name}/{WARC_PATH}", check)
            check_lists(archive, warc, name, check)
            return digest(package)
    except UNREADABLE as error:
        check.problems.append(f"{name}: it does not read ({error!r})")
        return ""


def check_lists(archive: zipfile.ZipFile, warc: Warc, name: str, check: Check) -> None:
    """Make the index and the list of pages again from what the WARC holds."""
    lines = index(index_line(found) for _, found in warc.answers)
    check.expect(archive.read(INDEX_PATH) == lines, f"{name}: {INDEX_PATH} is not that of its records")
    pages = [pages_head()]
    for line, found in warc.answers:
        if found.is_page:
            story = line["story"] or {}
            text = "\n\n".join(block["text"] for block in story.get("blocks", []))
            terms = {name: line[name] for name in ("article", "number", "headline", "address")}
            pages.append(page_line(found, text=text, **terms))
    check.expect(archive.read(PAGES_PATH) == b"".join(pages), f"{name}: {PAGES_PATH} is not that of its versions")


def check_zip(file: IO[bytes], name: str, check: Check) -> None:
    """Check what no checksum of a zip covers: its heads must be, to the byte, those that an export writes."""
    with zipfile.ZipFile(file) as archive:
        found = archive.infolist()
    place, central = 0, []
    if sum(one.file_size for one in found) >= LARGEST_PLAIN:
        check.remarks.append(f"{name}: it is so large that the heads of its zip are not checked")
        return
    for one in found:
        path = one.orig_filename.encode()
        terms = (20, 0, 0, 0, FIRST_DAY, one.CRC, one.file_size, one.file_size, len(path), 0)
        head = struct.pack("<4s5H3I2H", b"PK\3\4", *terms) + path
        file.seek(place)
        check.expect(file.read(len(head)) == head, f"{name}: the head of {one.orig_filename} was changed")
        central.append(struct.pack("<4s6H3I5H2I", b"PK\1\2", MADE_BY, *terms, 0, 0, 0, RIGHTS, place) + path)
        place += len(head) + one.file_size
    count, size = len(found), sum(map(len, central))
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, size, place, 0)
    file.seek(place)
    check.expect(file.read() == b"".join(central) + end, f"{name}: the end of its zip was changed")


def file_digest(file: IO[bytes]) -> str:
    """Give the SHA-256 of a file in hex, read piece by piece."""
    found = hashlib.sha256()
    for piece in iter(lambda: file.read(CHUNK), b""):
        found.update(piece)
    return found.hexdigest()
