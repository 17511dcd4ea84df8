"""WACZ 1.1.1: a WARC with its index, its list of pages and the hashes of all of it, in one zip that a browser replays.

Source: specs.webrecorder.net/wacz/1.1.1.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from io import SEEK_END
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from tracker import __version__
from tracker.edges.export.page_lists import plain_json

_CHUNK = 1 << 20


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

    def finish(self, *, title: str, now: datetime) -> str:
        """Write the list of all files, and the hash of that list; gives that hash."""
        package = plain_json(
            {
                "profile": "data-package",
                "wacz_version": "1.1.1",
                "title": title,
                "created": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "software": f"breaking-news-tracker/{__version__}",
                "resources": self._resources,
            }
        )
        manifest = sha256(package).hexdigest()
        digest = plain_json({"path": "datapackage.json", "hash": f"sha256:{manifest}"})
        for path, content in (("datapackage.json", package), ("datapackage-digest.json", digest)):
            self._zip.writestr(_info(path, len(content)), content)
        self._zip.close()
        return manifest

    def _note(self, path: str, digest: str, size: int) -> None:
        name = path.rpartition("/")[2]
        self._resources.append({"name": name, "path": path, "hash": f"sha256:{digest}", "bytes": size})


def _info(path: str, size: int) -> ZipInfo:
    info = ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr, info.file_size = 3, 0o644 << 16, size
    return info
