"""Pages that lie in files: read them as a poll would."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tracker.app.clock import now
from tracker.core.links import canonical_address, host_of
from tracker.errors import NotFoundError, ReadingError, UsageError
from tracker.jobs.reading import Reading, explain_page, read_page
from tracker.model import Explanation, Settings, Story, WatchKind
from tracker.view.stories import story_from_json


def read_file(path: Path, *, url: str, settings: Settings) -> Reading:
    """Read a page from a file, as the first look of a watch would.

    Args:
        url: where the page is from; relative links are resolved against it.

    Raises:
        NotFoundError: there is no such file.
        ReadingError: the page killed its reader.
    """
    return _read(_bytes(path), url, settings)


def story_of(path: Path, *, url: str, settings: Settings) -> Story:
    """Give the story of a file: HTML, or the JSON that `extract` prints.

    Raises:
        NotFoundError: there is no such file.
        ReadingError: it holds no story.
    """
    content = _bytes(path)
    if content.lstrip()[:1] == b"{":
        try:
            return story_from_json(json.loads(content))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ReadingError(f"{path}: not the JSON that `tracker extract --json` prints: {error}") from error
    reading = _read(content, url, settings)
    if reading.story is None:
        raise ReadingError(f"{path}: {reading.reason}: give a page with a text in it")
    return reading.story


def explain_file(path: Path, *, url: str, settings: Settings) -> Explanation:
    """Say why a page in a file is read as it is.

    Raises:
        NotFoundError: there is no such file.
        ReadingError: it is no page, or killed its reader.
    """
    from tracker.app.wiring import new_parsers

    address = canonical_address(url)
    parsers = new_parsers(settings.run, explain_page)
    try:
        return parsers.run(_bytes(path), address, now(), settings.reading_rules(host_of(address)))
    finally:
        parsers.close()


def _read(body: bytes, url: str, settings: Settings) -> Reading:
    from tracker.app.wiring import new_parsers

    address = canonical_address(url)
    parsers, rules = new_parsers(settings.run, read_page), settings.reading_rules(host_of(address))
    try:
        return parsers.run(body, address, None, None, WatchKind.PAGE, now(), rules)
    finally:
        parsers.close()


def _bytes(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        if path.parts[:1] in (("http:",), ("https:",)):
            address = "//".join((path.parts[0], "/".join(path.parts[1:])))
            cure = "save the page and name its address by --url, or watch it by `tracker add`"
            raise UsageError(f"{address} is an address, and this verb reads files: {cure}") from error
        raise NotFoundError(f"{path}: {error.strerror}: give a file that can be read") from error
