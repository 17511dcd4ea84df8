"""A file of addresses, recognised by what it holds, with limits on all that it could cost."""

from __future__ import annotations

import codecs
import re
import stat
import sys
from pathlib import Path

from tracker.edges.lists.changedetection import from_backup, from_settings
from tracker.edges.lists.entries import AddressList, Listed, Unlisted
from tracker.edges.lists.jobs import from_jobs
from tracker.edges.lists.opml import from_opml
from tracker.errors import NotFoundError, UsageError

LARGEST = 32 * 2**20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ENCODINGS = frozenset({"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "utf-16"})
_KEY = re.compile(r"(?:-\s+)?[A-Za-z_]+\s*:(?:\s|$)")
_KINDS = "give a plain list, OPML, urls.yaml, jobs.yaml, url-watches.json or a backup of changedetection.io"


def read_list(path: Path) -> AddressList:
    """Read a list of addresses; `-` is standard input.

    Raises:
        NotFoundError: there is no such file.
        UsageError: it is no list that we know, too large, or made to do harm.
    """
    try:
        data = _read(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): check its rights, or name another file") from error
    try:
        found = _recognised(data)
    except UsageError as error:
        raise UsageError(f"{path} cannot be taken: {error}") from error
    if not any(isinstance(part, Listed) for part in found.parts):
        raise UsageError(f"{path} is {found.kind}, but holds no address to watch: {_why_none(found)}")
    return found


def _why_none(found: AddressList) -> str:
    whys = [f"{part.where}: {part.why}" for part in found.parts if isinstance(part, Unlisted)]
    return whys[0] if whys else _KINDS


def _read(path: Path) -> bytes:
    if str(path) == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
    elif not path.exists():
        raise NotFoundError(f"{path} is not there: name a file of addresses, or - for standard input")
    elif not stat.S_ISREG(path.stat().st_mode):
        raise UsageError(f"{path} is no ordinary file: {_KINDS}")
    else:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UsageError(f"{path} is larger than {LARGEST // 2**20} MB: cut it into several lists")
    return data


def _recognised(data: bytes) -> AddressList:
    if data.startswith(b"PK\3\4"):
        return from_backup(data)
    text = _decoded(data)
    begin = text.lstrip()[:4096]
    if begin.startswith("{"):
        return from_settings(text)
    if begin.startswith("<"):
        return from_opml(text)
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith(("#", "---", "%"))), "")
    return from_jobs(text) if _KEY.match(first) else _plain(text)


def _decoded(data: bytes) -> str:
    declared = _DECLARED.match(data.lstrip()[:300])
    name = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    name = name or (declared[1].decode().lower() if declared else "utf-8")
    if name not in _ENCODINGS and name != "utf-8-sig":
        raise UsageError(f"its encoding {name} is none that a list needs: save it as UTF-8")
    try:
        text = data.decode(name)
    except UnicodeError as error:
        raise UsageError(f"it is no text in {name.removesuffix('-sig')}: save it as UTF-8 text") from error
    if "\0" in text:
        raise UsageError(f"it is no text: {_KINDS}")
    return text


def _plain(text: str) -> AddressList:
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
    parts = tuple(_plain_line(f"line {number}", line) for number, line in lines if line and not line.startswith("#"))
    return AddressList(kind="a plain list", parts=parts)


def _plain_line(where: str, line: str) -> Listed | Unlisted:
    if line.startswith("|"):
        return Unlisted(where=where, why="a command, which is never run")
    url, *rest = line.split()
    return Listed(where=where, url=url, lost=("words after the address",) if rest else ())
