"""Whether others on this machine may read the files of secrets that the settings name, or write the settings."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path, PurePath

from tracker.model import Settings

# Certificates of authorities are public.
_PUBLIC = frozenset(("ca_file", "timestamp_ca_file"))
_OTHERS_READ = stat.S_IRGRP | stat.S_IROTH
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def exposed(settings: Settings) -> Iterator[str]:
    """Give a sentence with its cure for each file whose rights are too wide; files that are not there are left out.

    The settings name commands that the tracker runs: whoever writes them acts as its user.
    """
    source = Path(settings.source) if settings.source else None
    if source is not None:
        for place in (source, source.absolute().parent):
            if _mode(place) & _OTHERS_WRITE and not _mode(place) & stat.S_ISVTX:
                yield f"others may write {place}, and what it names is run as you: chmod go-w {place}"
    for file in sorted(set(secret_files(settings)), key=str):
        if _mode(Path(file)) & (_OTHERS_READ | _OTHERS_WRITE):
            yield f"others may read {file}, which holds a secret: chmod 600 {file}"


def secret_files(value: object, name: str = "") -> Iterator[PurePath]:
    """Give every file that the settings name for a secret: whatever key is `file` or ends so, certificates excepted."""
    if isinstance(value, PurePath):
        if (name == "file" or name.endswith("_file")) and name not in _PUBLIC:
            yield value
        return
    for inner, told in _parts(value, name):
        yield from secret_files(inner, told)


def _parts(value: object, name: str) -> Iterator[tuple[object, str]]:
    if is_dataclass(value):
        yield from ((getattr(value, field.name), field.name) for field in fields(value))
    elif isinstance(value, Mapping):
        yield from ((one, name) for one in value.values())
    elif isinstance(value, tuple):
        yield from ((one, name) for one in value)


def _mode(place: Path) -> int:
    try:
        return place.stat().st_mode
    except OSError:
        return 0
