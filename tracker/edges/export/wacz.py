"""WACZ 1.1.1: a WARC with its index, its list of pages and the hashes of all of it, in one zip that a browser replays.

Source: specs.webrecorder.net/wacz/1.1.1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from io import SEEK_END
from typing import BinaryIO
from urllib.parse import urlsplit
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from tracker import __version__
from tracker.edges.export.warc import Indexed

WARC_NAME = "data.warc.gz"
_CHUNK = 1 << 20
_DEFAULT_PORTS = {"http": 80, "https": 443}
_WWW = re.compile(r"www\d*\.")


class WaczFile:
    """Writes the zip: files are stored plain, with the same date and rights, so that one export has one form."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file, "w", ZIP_STORED)
        self._resources: list[dict[str, object]] = []

    def add(self, path: str, content: bytes) -> None:
        """Add a file that is listed with its hash."""
        self._zip.writestr(_info(path, len(content)), content)
        self._note(path, sha256(content).hexdigest(), len(content))

    def add_file(self, path: str, source: BinaryIO) -> None:
        """Add a large file, open and read from its beginning, piece by piece."""
        size, found = source.seek(0, SEEK_END), sha256()
        source.seek(0)
        with self._zip.open(_info(path, size), "w") as writing:
            for piece in iter(lambda: source.read(_CHUNK), b""):
                found.update(piece)
                writing.write(piece)
        self._note(path, found.hexdigest(), size)

    def finish(self, *, title: str, now: datetime) -> None:
        """Write the list of all files, and the hash of that list."""
        package = _json(
            {
                "profile": "data-package",
                "wacz_version": "1.1.1",
                "title": title,
                "created": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "software": f"breaking-news-tracker/{__version__}",
                "resources": self._resources,
            }
        )
        digest = _json({"path": "datapackage.json", "hash": f"sha256:{sha256(package).hexdigest()}"})
        for path, content in (("datapackage.json", package), ("datapackage-digest.json", digest)):
            self._zip.writestr(_info(path, len(content)), content)
        self._zip.close()

    def _note(self, path: str, digest: str, size: int) -> None:
        name = path.rpartition("/")[2]
        self._resources.append({"name": name, "path": path, "hash": f"sha256:{digest}", "bytes": size})


def index_line(found: Indexed) -> str:
    """Give an answer's line of the index (CDXJ)."""
    stamp = found.moment.strftime("%Y%m%d%H%M%S")
    fields = {
        "url": found.url,
        "mime": "warc/revisit" if found.revisit else found.mime or "unk",
        "status": str(found.status),
        "digest": found.digest,
        "length": str(found.length),
        "offset": str(found.offset),
        "filename": WARC_NAME,
    }
    return f"{sort_key(found.url)} {stamp} {json.dumps(fields)}"


def index(lines: Iterable[str]) -> bytes:
    """Give the index: its lines in the order of their bytes."""
    return b"".join(sorted(f"{line}\n".encode() for line in lines))


def page_line(found: Indexed, *, page_id: str, title: str, text: str) -> bytes:
    """Give a version's line of the list of pages, with its text for a full-text search."""
    page = {
        "id": page_id,
        "url": found.url,
        "ts": found.moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
        "title": title,
        "text": text,
    }
    return _json(page) + b"\n"


def pages_head() -> bytes:
    """Give the first line of the list of pages."""
    return _json({"format": "json-pages-1.0", "id": "pages", "title": "All versions", "hasText": True}) + b"\n"


def sort_key(url: str) -> str:
    """Give an address in the form by which indices are sorted: host reversed, letters small, query in order.

    Source: SURT as the wayback tools write it.
    """
    parts = urlsplit(url)
    host = _WWW.sub("", (parts.hostname or "").lower(), count=1) if _WWW.match(parts.hostname or "") else parts.hostname
    reversed_host = ",".join(reversed((host or "").split(".")))
    port = "" if parts.port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f":{parts.port}"
    path = parts.path.lower().rstrip("/") or "/"
    query = "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    return f"{reversed_host}{port}){path}" + (f"?{query}" if query else "")


def _info(path: str, size: int) -> ZipInfo:
    info = ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr, info.file_size = 3, 0o644 << 16, size
    return info


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
